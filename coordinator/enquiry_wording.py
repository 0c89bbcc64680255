"""Enquiries as people read them: how they came, where they are, and what happened on the way."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from coordinator.danish import short_date
from coordinator.i18n import N_, _, ngettext
from coordinator.wording import label
from plans.enquiries import (
    Channel,
    Climbed,
    EnquiryStep,
    EnquiryStepKind,
    Ground,
    Suggestion,
    ToldBy,
)
from plans.units import Unit
from plans.working_days import WorkingDays

CHANNELS: Final[Mapping[Channel, str]] = {
    Channel.PHONE: N_("Telephone"),
    Channel.MEETING: N_("Turned up"),
    Channel.LETTER: N_("Letter"),
    Channel.DIGITAL_POST: N_("Digital Post"),
    Channel.COLLEAGUE: N_("From a colleague"),
    Channel.OTHER: N_("Other way"),
}
_CAME: Final[Mapping[Channel, str]] = {
    Channel.PHONE: N_("Rang {day}"),
    Channel.MEETING: N_("Turned up {day}"),
    Channel.LETTER: N_("Wrote a letter {day}"),
    Channel.DIGITAL_POST: N_("Wrote by Digital Post {day}"),
    Channel.COLLEAGUE: N_("Came from a colleague {day}"),
    Channel.OTHER: N_("Came in {day}"),
}
_STEPS: Final[Mapping[EnquiryStepKind, str]] = {
    EnquiryStepKind.REGISTERED: N_("{name} registered it"),
    EnquiryStepKind.SENT: N_("{name} sent it to {unit}"),
    EnquiryStepKind.TAKEN: N_("{name} took it"),
    EnquiryStepKind.RETURNED: N_("{name} sent it back"),
    EnquiryStepKind.REMINDED: N_("{name} asked again"),
    EnquiryStepKind.ANSWERED: N_("{name} answered"),
    EnquiryStepKind.HANDED_OVER: N_("It went along with the citizen: {name} said yes"),
}
_TOLD: Final[Mapping[ToldBy | None, str]] = {
    ToldBy.PHONE: N_("{name} told the citizen by telephone"),
    ToldBy.LETTER: N_("{name} told the citizen by letter"),
    None: N_("{name} told the citizen"),
}
_CLIMBED: Final[Mapping[Climbed, str]] = {
    Climbed.NOT: "",
    Climbed.SENDER: N_("Nobody has taken it. It is back with who sent it."),
    Climbed.UNIT_LEAD: N_("Nobody has taken it. It is with the lead of the unit, too."),
    Climbed.SENDERS_LEAD: N_("Nobody has taken it. It is with the sender’s lead, too."),
}


def came_words(channel: Channel, day: date) -> str:
    """Say how and when it came in."""
    return _(_CAME[channel]).format(day=short_date(day))


def unit_words(unit: Unit | None) -> str:
    """Name a unit with its service area; a team that is named as its area stands once."""
    if unit is None:
        return ""
    area = label(unit.service_area) if unit.service_area else ""
    return unit.team if area.casefold() in unit.team.casefold() else f"{unit.team}, {area}"


def step_words(step: EnquiryStep) -> str:
    """Say what was done at a step, by whom."""
    if step.kind is EnquiryStepKind.TOLD:
        return _(_TOLD[step.how]).format(name=step.by_name)
    return _(_STEPS[step.kind]).format(name=step.by_name, unit=unit_words(step.unit))


def climbed_words(climbed: Climbed) -> str:
    """Say how far what nobody takes has climbed."""
    words = _CLIMBED[climbed]
    return _(words) if words else ""


def ground_words(suggestion: Suggestion, subject: str) -> str:
    """Say why a unit is suggested; ``subject`` is what the list says of the subject."""
    if suggestion.ground is Ground.CASEWORKER:
        return _("{name} has the citizen here").format(name=suggestion.who)
    if suggestion.ground is Ground.CORE_TEAM:
        return _("{name} is in the core team").format(name=suggestion.who)
    if suggestion.ground is Ground.KNOWN:
        return _("{name} knows the citizen").format(name=suggestion.who)
    return subject


def days_left(due: date, today: date, calendar: WorkingDays) -> str:
    """Say how long there is to answer, in working days."""
    if due < today:
        days = max(calendar.between(due, today), 1)
        return ngettext("{n} day over", "{n} days over", days).format(n=days)
    if due == today:
        return _("Answer today")
    days = max(calendar.between(today, due), 1)
    return ngettext("{n} day left", "{n} days left", days).format(n=days)


def age_words(received: date, today: date) -> str:
    """Say how old it is."""
    days = (today - received).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("{n} day", "{n} days", days).format(n=days)
