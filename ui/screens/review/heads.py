"""The short texts around a plan in review: its line in the queue and its heading."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.danish import clock, long_date
from coordinator.danish_time import local_time
from coordinator.i18n import N_, _, ngettext
from coordinator.lists import PlanLine
from coordinator.together import LastWrite
from coordinator.use_cases.review_queue import ReviewQueue
from plans.parts import EventKind, PlanEvent
from plans.plan import JointPlan
from plans.states import PlanStatus
from ui.screens.review.shown import QueueRow, ShownQueue

# A plan that has waited so many days is marked.
LONG_WAIT: Final = 3
_WRITTEN: Final = frozenset({PlanStatus.DRAFT, PlanStatus.IN_REVIEW, PlanStatus.IN_REVISION})


def open_version(plan: JointPlan) -> int:
    """Give the number of the version that lies open: the next one while it is written."""
    return plan.version + 1 if plan.status in _WRITTEN or not plan.version else plan.version


def subtitle(plan: JointPlan, changes: int | None, today: date) -> str:
    """Say who sent the plan, when, and how much differs; ``changes`` None: a first version."""
    sent = plan.last_event(EventKind.SENT)
    parts = [_sent(sent, today)] if sent is not None else []
    if changes is None:
        parts.append(_("first version"))
    else:
        words = ngettext(
            "{n} change since version {number}", "{n} changes since version {number}", changes
        )
        parts.append(words.format(n=changes, number=plan.version))
    return " · ".join(parts)


def _sent(event: PlanEvent, today: date) -> str:
    day = local_time(event.at).date()
    if (today - day).days == 0:
        when = _("today {time}").format(time=clock(event.at))
    elif (today - day).days == 1:
        when = _("yesterday {time}").format(time=clock(event.at))
    else:
        days = (today - day).days
        words = ngettext("{date}, {n} day ago", "{date}, {n} days ago", days)
        when = words.format(date=long_date(day), n=days)
    return _("Sent by {name} {when}").format(name=event.by_name, when=when)


_DECIDED: Final[Mapping[EventKind, str]] = {
    EventKind.TAKEN_BACK: N_("{name} took the plan back at {time}."),
    EventKind.RETURNED: N_("{name} returned the plan at {time}."),
    EventKind.APPROVED: N_("{name} approved the plan at {time}."),
}


def changed_meanwhile(plan: JointPlan, seen: JointPlan, last: LastWrite | None, news: int) -> str:
    """Say who decided about or changed the plan while it lay open, when, and how much is new."""
    event = plan.last_event(*EventKind)
    if event is not None and event not in seen.events and event.kind in _DECIDED:
        return _(_DECIDED[event.kind]).format(name=event.by_name, time=clock(event.at))
    name, at = (last.name, last.at) if last else (event.by_name, event.at) if event else ("", None)
    who = (
        _("{name} changed the plan at {time}.").format(name=name, time=clock(at))
        if at
        else _("The plan was changed meanwhile.")
    )
    if not news:
        return who
    more = ngettext("See the {n} new change.", "See the {n} new changes.", news).format(n=news)
    return f"{who} {more}"


def returned(plan: JointPlan) -> str:
    """Say the remark that the plan came back with, empty when something happened since."""
    event = plan.last_event(*EventKind)
    if event is None or event.kind is not EventKind.RETURNED:
        return ""
    return _("{name}, {date}: {remark}").format(
        name=event.by_name, date=long_date(local_time(event.at).date()), remark=event.text
    )


def shown_queue(queue: ReviewQueue, today: date) -> ShownQueue:
    """Say the queue: those that wait for who reads, those they sent, those that came back."""
    waiting, sent = queue.waiting, queue.sent
    shown = (
        (_("Waiting for you"), tuple(_waiting(line, today) for line in waiting)),
        (_("Sent"), tuple(_waiting(line, today) for line in sent)),
        (_("Returned"), tuple(_came_back(each, queue.remarks) for each in queue.returned)),
    )
    count = len(waiting) + len(sent)
    words = ngettext("{n} waiting", "{n} waiting", count).format(n=count) if count else ""
    return ShownQueue(tuple(group for group in shown if group[1]), words)


def _waiting(line: PlanLine, today: date) -> QueueRow:
    days = (today - local_time(line.sent_at).date()).days if line.sent_at else 0
    pill = ngettext("Waited {n} day", "Waited {n} days", days).format(n=days)
    return QueueRow(
        line.plan_id,
        line.citizen_name,
        _line(line),
        tuple(area.value for area in line.service_areas),
        pill if days > 0 else _("Sent today"),
        late=days >= LONG_WAIT,
    )


def _came_back(line: PlanLine, remarks: Mapping[UUID, int]) -> QueueRow:
    count = remarks.get(line.plan_id, 1)
    return QueueRow(
        line.plan_id,
        line.citizen_name,
        _line(line),
        tuple(area.value for area in line.service_areas),
        ngettext("{n} remark", "{n} remarks", count).format(n=count),
        remark=line.remark,
    )


def _line(line: PlanLine) -> str:
    return _("Version {number} · {name}").format(
        number=line.version + 1, name=line.coordinator_name
    )
