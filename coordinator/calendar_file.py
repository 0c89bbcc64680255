"""Deadlines as a calendar that other programs read: days, and nothing of whom they are about."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from coordinator.i18n import N_, _
from coordinator.lists import WorkItem, WorkKind

# What a file of one's deadlines is called unless somebody calls it otherwise.
FILE_NAME: Final = "samplan-frister.ics"
_EVENTS: Final = UUID("5c0f9b1e-6a4f-4b7e-9a52-0b8a4f3d7c10")
# Whoever reads the calendar is told in the morning of the day.
_TOLD_AT: Final = timedelta(hours=8)
_READ_AGAIN: Final = timedelta(hours=1)
_WORDS: Final[Mapping[WorkKind, str]] = {
    WorkKind.TASK: N_("Samplan: a task"),
    WorkKind.STAFF_TASK: N_("Samplan: a task"),
    WorkKind.REVIEW: N_("Samplan: a review"),
    WorkKind.RETURNED: N_("Samplan: a plan was returned"),
    WorkKind.APPROVED: N_("Samplan: a plan was approved"),
    WorkKind.FOLLOW_UP: N_("Samplan: a follow-up"),
    WorkKind.GOAL: N_("Samplan: the day of a goal"),
    WorkKind.PROTECTION: N_("Samplan: look after a protection"),
    WorkKind.WAKE_UP: N_("Samplan: a plan wakes up"),
    WorkKind.LOOK_AGAIN: N_("Samplan: look again"),
}

_SOMETHING: Final = N_("Samplan: something waits for you")


def calendar_bytes(items: Iterable[WorkItem], now: datetime) -> bytes:
    """Write what has a day as iCalendar (RFC 5545): a whole day each, private, told at 8 o'clock.

    No name, number or title goes along; the id of an event says nothing of what it is made of.
    """
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - most starts write none

    calendar = Calendar()
    calendar.add("prodid", "-//Samplan//Samplan//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Samplan")
    calendar.add("refresh-interval", _READ_AGAIN, {"value": "DURATION"})
    for item in items:
        if item.by is None:
            continue
        words = _(_WORDS.get(item.kind, _SOMETHING))
        event = Event()
        event.add("uid", f"{_event_id(item)}@samplan")
        event.add("dtstamp", now)
        event.add("dtstart", item.by)
        event.add("dtend", item.by + timedelta(1))
        event.add("summary", words)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", words)
        alarm.add("trigger", _TOLD_AT)
        event.add_component(alarm)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _event_id(item: WorkItem) -> UUID:
    return uuid5(_EVENTS, f"{item.kind} {item.citizen_id} {item.plan_id} {item.part_id}")
