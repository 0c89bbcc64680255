"""What differs between two versions of a plan, in words: titles, labels, values and sentences."""

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
from plans.history import Change, ChangeKind, FieldChange, Value
from plans.parts import Responsible, Waiting
from plans.people import ServiceArea
from plans.weekly import WeeklyTime


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is called what: staff by id, and entries of the municipality's lists by code."""

    names: Mapping[UUID, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)


# As a heading, and as the subject of a sentence.
_PARTS: Final[Mapping[PlanPart, tuple[str, str]]] = {
    PlanPart.OWN_WORDS: (N_("The citizen's own words"), N_("the citizen's own words")),
    PlanPart.STANCE: (N_("What the citizen thinks of the plan"), N_("what the citizen thinks")),
    PlanPart.STATEMENT: (N_("{heading}: {title}"), N_("“{title}”")),
    PlanPart.CHALLENGE: (N_("Challenge: {title}"), N_("the challenge “{title}”")),
    PlanPart.GOAL: (N_("Goal {number}: {title}"), N_("the goal “{title}”")),
    PlanPart.SUB_GOAL: (N_("Sub-goal: {title}"), N_("the sub-goal “{title}”")),
    PlanPart.INTERVENTION: (N_("Intervention: {title}"), N_("the intervention “{title}”")),
    PlanPart.TASK: (N_("Task: {title}"), N_("the task “{title}”")),
    PlanPart.CONTACT: (N_("Contact: {title}"), N_("the contact agreement “{title}”")),
    PlanPart.MEASUREMENT: (N_("Measured: {title}"), N_("the measure “{title}”")),
    PlanPart.PARTICIPANT: (N_("Core team: {title}"), N_("{title} in the core team")),
    PlanPart.CONSENT: (N_("Consent"), N_("the consent")),
    PlanPart.FOLLOW_UP: (N_("Follow-up"), N_("the next follow-up")),
    PlanPart.LEADS: (N_("Coordinator and deputy"), N_("the coordinator and the deputy")),
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

# Dates that move: set, moved, and taken away.
_MOVED: Final[Mapping[str, tuple[str, str, str]]] = {
    "due": (
        N_("The deadline of {part} is {new}."),
        N_("The deadline of {part} has moved from {old} to {new}."),
        N_("There is no deadline of {part} any more."),
    ),
    "start": (
        N_("The start of {part} is {new}."),
        N_("The start of {part} has moved from {old} to {new}."),
        N_("There is no start of {part} any more."),
    ),
    "end": (
        N_("The end of {part} is {new}."),
        N_("The end of {part} has moved from {old} to {new}."),
        N_("There is no end of {part} any more."),
    ),
    "follow_up": (
        N_("We meet again {new}."),
        N_("The next follow-up has moved from {old} to {new}."),
        N_("There is no date for the next follow-up any more."),
    ),
}
_NEW: Final[Mapping[PlanPart, str]] = {
    PlanPart.OWN_WORDS: N_("The citizen's own words are new."),
    PlanPart.STANCE: N_("What the citizen thinks of the plan is new."),
    PlanPart.FOLLOW_UP: N_("We meet again {new}."),
    PlanPart.CONSENT: N_("There is a new consent."),
    PlanPart.PARTICIPANT: N_("{title} is new in the core team."),
}
_LONGEST_QUOTE: Final = 60


def change_title(change: Change, words: Vocabulary) -> str:
    """Name the part that a change is about, as a heading."""
    return _(_PARTS[change.part][0]).format(
        number=change.number, title=_title(change, words), heading=_heading(change, words)
    )


def field_label(each: FieldChange) -> str:
    """Name a field of a part."""
    return _(_LABELS[each.field])


def value_words(value: Value, words: Vocabulary) -> str:
    """Say what a field holds; an empty text for nothing."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(_plain(each, words) for each in value)
    if isinstance(value, Responsible):
        return value.name
    if isinstance(value, Waiting):
        return _waiting(value, words)
    return _plain(value, words)


def _plain(value: str | int | date | Decimal | UUID | WeeklyTime, words: Vocabulary) -> str:
    if isinstance(value, UUID):
        return words.names.get(value, _("Not known"))
    for kind, say in _SAID:
        if isinstance(value, kind):
            return say(value)
    return words.codes.get(str(value), str(value))


_SAID: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (StrEnum, label),
    (date, long_date),
    (Decimal, decimal),
    (WeeklyTime, weekly_time),
)


def _waiting(waiting: Waiting, words: Vocabulary) -> str:
    until = waiting.wake_up_date
    said = (
        words.codes.get(waiting.cause, waiting.cause),
        waiting.on_whom,
        _("look again {date}").format(date=long_date(until)) if until else "",
    )
    return ", ".join(each for each in said if each)


def change_sentences(changes: Iterable[Change], words: Vocabulary) -> tuple[str, ...]:
    """Tell every change in plain sentences, in their order («Nyt siden version 2»)."""
    return tuple(sentence for each in changes for sentence in _sentences(each, words))


def _sentences(change: Change, words: Vocabulary) -> list[str]:
    part = _part(change, words)
    if change.kind is ChangeKind.ORDERED:
        return [_("The order of {parts} is another.").format(parts=_(_ORDERED[change.part]))]
    if change.kind is ChangeKind.REMOVED:
        return [_capital(_("{part} is taken out.").format(part=part))]
    if change.kind is ChangeKind.NEW:
        return [_new(change, part, words)]
    return [_field_sentence(each, part, words) for each in change.fields]


_ORDERED: Final[Mapping[PlanPart, str]] = {
    PlanPart.STATEMENT: N_("the texts"),
    PlanPart.CHALLENGE: N_("the challenges"),
    PlanPart.GOAL: N_("the goals"),
    PlanPart.SUB_GOAL: N_("the sub-goals"),
    PlanPart.INTERVENTION: N_("the interventions"),
    PlanPart.TASK: N_("the tasks"),
    PlanPart.CONTACT: N_("the contact agreements"),
    PlanPart.MEASUREMENT: N_("the measures"),
    PlanPart.PARTICIPANT: N_("the core team"),
    PlanPart.CONSENT: N_("the consents"),
}


def _new(change: Change, part: str, words: Vocabulary) -> str:
    text = _NEW.get(change.part, N_("New: {part}."))
    new = value_words(change.fields[0].new, words) if change.fields else ""
    return _(text).format(part=part, title=_title(change, words), new=new)


def _field_sentence(each: FieldChange, part: str, words: Vocabulary) -> str:
    old, new = value_words(each.old, words), value_words(each.new, words)
    if each.field in _MOVED:
        is_set, moved, gone = _MOVED[each.field]
        text = moved if old and new else is_set if new else gone
        return _(text).format(part=part, old=old, new=new)
    name = field_label(each)
    if max(len(old), len(new)) > _LONGEST_QUOTE or "\n" in old + new:
        return _("{label} of {part} is written anew.").format(label=name, part=part)
    if not old:
        return _("{label} of {part} is now “{new}”.").format(label=name, part=part, new=new)
    if not new:
        return _("{label} of {part} is no longer “{old}”.").format(label=name, part=part, old=old)
    return _("{label} of {part} is changed from “{old}” to “{new}”.").format(
        label=name, part=part, old=old, new=new
    )


def _part(change: Change, words: Vocabulary) -> str:
    return _(_PARTS[change.part][1]).format(title=_title(change, words))


def _title(change: Change, words: Vocabulary) -> str:
    if change.part in (PlanPart.CHALLENGE, PlanPart.CONTACT, PlanPart.MEASUREMENT):
        code = next(
            (
                getattr(change.whole, name)
                for name in ("theme", "form", "measure")
                if getattr(change.whole, name, "")
            ),
            "",
        )
        if code:
            return words.codes.get(code, code)
    return change.title or _("without a title")


def _heading(change: Change, words: Vocabulary) -> str:
    code = getattr(change.whole, "heading", "")
    return words.codes.get(code, code)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def areas_words(areas: Iterable[ServiceArea]) -> str:
    """Name service areas, with commas between."""
    return ", ".join(label(area) for area in areas)
