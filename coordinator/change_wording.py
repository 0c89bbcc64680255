"""What differs between two versions of a plan, in words: titles, labels and values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from coordinator.danish import decimal, long_date, weekly_time
from coordinator.i18n import N_, _
from coordinator.wording import label
from plans.flat import PlanPart
from plans.history import Change, FieldChange, Value
from plans.parts import Responsible, Waiting
from plans.people import ServiceArea
from plans.weekly import WeeklyTime


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is called what: people and parts by id, and codes of the municipality's lists.

    A code is looked up among those of its field (``theme``, ``source``, …), then among ``codes``.
    """

    names: Mapping[UUID, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    of_field: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def code(self, field_name: str, code: str) -> str:
        """Say what a code in a field is called; one that no list knows is its own name."""
        return self.of_field.get(field_name, self.codes).get(code, self.codes.get(code, code))


_HEADINGS: Final[Mapping[PlanPart, str]] = {
    PlanPart.OWN_WORDS: N_("The citizen's own words"),
    PlanPart.STANCE: N_("What the citizen thinks of the plan"),
    PlanPart.STATEMENT: N_("{heading}: {title}"),
    PlanPart.CHALLENGE: N_("Challenge: {title}"),
    PlanPart.GOAL: N_("Goal {number}: {title}"),
    PlanPart.SUB_GOAL: N_("Sub-goal: {title}"),
    PlanPart.INTERVENTION: N_("Intervention: {title}"),
    PlanPart.TASK: N_("Task: {title}"),
    PlanPart.CONTACT: N_("Contact: {title}"),
    PlanPart.MEASUREMENT: N_("Measured: {title}"),
    PlanPart.PARTICIPANT: N_("Core team: {title}"),
    PlanPart.CONSENT: N_("Consent"),
    PlanPart.FOLLOW_UP: N_("Follow-up"),
    PlanPart.LEADS: N_("Coordinator and deputy"),
}

_LABELS: Final[Mapping[str, str]] = {
    "text": N_("Text"),
    "matters": N_("What matters"),
    "said_on": N_("Said on"),
    "heading": N_("Heading"),
    "source": N_("Source"),
    "theme": N_("Theme"),
    "now": N_("Now"),
    "expected": N_("Expected"),
    "own_score": N_("The citizen's own score"),
    "assessed_on": N_("Assessed on"),
    "title": N_("Title"),
    "measure": N_("Measured by"),
    "due": N_("Deadline"),
    "owner": N_("Responsible"),
    "lifecycle": N_("Status"),
    "kind": N_("Kind"),
    "priority": N_("Priority"),
    "marks": N_("Guiding marks"),
    "change_type": N_("Kind of change"),
    "achievement": N_("Achievement"),
    "status": N_("Status"),
    "service_area": N_("Service area"),
    "legal_basis": N_("Legal basis"),
    "provider": N_("Provider"),
    "start": N_("Start"),
    "end": N_("End"),
    "hours_a_week": N_("Hours a week"),
    "weekly_times": N_("Times of the week"),
    "purpose": N_("Purpose"),
    "offer": N_("Offer"),
    "waiting": N_("Waits for"),
    "assignee": N_("Responsible"),
    "follower": N_("Followed up by"),
    "result": N_("Result"),
    "form": N_("Form"),
    "times": N_("Times"),
    "period": N_("Per"),
    "place": N_("Place"),
    "caller": N_("Who calls"),
    "on": N_("Date"),
    "value": N_("Value"),
    "goal_id": N_("Goal"),
    "name": N_("Name"),
    "function": N_("Function"),
    "given_on": N_("Given on"),
    "how": N_("How"),
    "service_areas": N_("Covers"),
    "valid_until": N_("Valid until"),
    "note": N_("Note"),
    "scope": N_("Which information"),
    "sources": N_("From whom"),
    "withdrawn_on": N_("Withdrawn on"),
    "follow_up": N_("We meet again"),
    "coordinator": N_("Coordinator"),
    "deputy": N_("Deputy"),
    "under": N_("Stands under"),
    "order": N_("Order"),
}


def change_title(change: Change, words: Vocabulary) -> str:
    """Name the part that a change is about, as a heading."""
    return _(_HEADINGS[change.part]).format(
        number=change.number, title=part_title(change, words), heading=heading_words(change, words)
    )


def field_label(each: FieldChange) -> str:
    """Name a field of a part."""
    return _(_LABELS[each.field])


def value_words(value: Value, words: Vocabulary, field_name: str = "") -> str:
    """Say what a field holds; an empty text for nothing."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(_plain(each, words, field_name) for each in value)
    if isinstance(value, Responsible):
        return value.name
    if isinstance(value, Waiting):
        return _waiting(value, words)
    return _plain(value, words, field_name)


def _plain(
    value: str | int | date | Decimal | UUID | WeeklyTime, words: Vocabulary, field_name: str
) -> str:
    if isinstance(value, UUID):
        return words.names.get(value, _("Not known"))
    for kind, say in _SAID:
        if isinstance(value, kind):
            return say(value)
    return words.code(field_name, str(value))


_SAID: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (StrEnum, label),
    (date, long_date),
    (Decimal, decimal),
    (WeeklyTime, weekly_time),
)


def _waiting(waiting: Waiting, words: Vocabulary) -> str:
    until = waiting.wake_up_date
    said = (
        words.code("cause", waiting.cause),
        waiting.on_whom,
        _("look again {date}").format(date=long_date(until)) if until else "",
    )
    return ", ".join(each for each in said if each)


def part_title(change: Change, words: Vocabulary) -> str:
    """Say what a part is called: its title, or what its code stands for."""
    for name in _CODED.get(change.part, ()):
        code = getattr(change.whole, name, "")
        if code:
            return words.code(name, code)
    return change.title or _("without a title")


_CODED: Final[Mapping[PlanPart, tuple[str, ...]]] = {
    PlanPart.CHALLENGE: ("theme",),
    PlanPart.CONTACT: ("form",),
    PlanPart.MEASUREMENT: ("measure",),
}


def heading_words(change: Change, words: Vocabulary) -> str:
    """Say under which heading of text a part stands."""
    return words.code("heading", getattr(change.whole, "heading", ""))


def areas_words(areas: Iterable[ServiceArea]) -> str:
    """Name service areas, with commas between."""
    return ", ".join(label(area) for area in areas)
