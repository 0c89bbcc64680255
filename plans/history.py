"""The difference between two plans, as a list of changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from plans.parts import Consent, Goal, Intervention, Participant, Responsible, Task
from plans.people import ServiceArea
from plans.plan import JointPlan

Value = str | date | StrEnum | UUID | tuple[ServiceArea, ...] | None
"""What a field holds: words, a date, a state, somebody in staff, or service areas."""


class ChangeKind(StrEnum):
    """What happened to a part of a plan."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


class PlanPart(StrEnum):
    """The parts of a plan that can differ."""

    OWN_WORDS = "own_words"
    GOAL = "goal"
    INTERVENTION = "intervention"
    TASK = "task"
    PARTICIPANT = "participant"
    CONSENT = "consent"
    FOLLOW_UP = "follow_up"
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a part: what it held and what it holds."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Change:
    """One part that is new, changed or gone, with the fields that tell of it.

    ``title`` is what the part is called now, or was last. ``service_area`` is None for what
    belongs to the whole plan. ``number`` is a goal's place among the goals, from 1, else 0.
    """

    kind: ChangeKind
    part: PlanPart
    part_id: UUID
    title: str
    fields: tuple[FieldChange, ...]
    service_area: ServiceArea | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A part laid flat, so that all parts are compared in one way."""

    part: PlanPart
    id: UUID
    title: str
    service_area: ServiceArea | None = None
    number: int = 0
    fields: Mapping[str, Value] = field(default_factory=dict)

    @property
    def key(self) -> tuple[PlanPart, UUID]:
        return self.part, self.id

    @property
    def is_empty(self) -> bool:
        return not any(self.fields.values())


# What belongs to the plan as a whole is read after the goals and all that is under them.
_AFTER_GOALS: Final = (
    PlanPart.PARTICIPANT,
    PlanPart.CONSENT,
    PlanPart.FOLLOW_UP,
    PlanPart.LEADS,
)


def differences(old: JointPlan, new: JointPlan) -> tuple[Change, ...]:
    """List what differs in content between two states of a plan, in the order it is read.

    A part is the same when its id is; what is gone comes after what is there. The order of the
    goals is not compared.
    """
    before = {entry.key: entry for entry in _entries(old)}
    after = {entry.key: entry for entry in _entries(new)}
    found = [_change(before.get(key, _blank(entry)), entry) for key, entry in after.items()]
    found += [_change(entry, _blank(entry)) for key, entry in before.items() if key not in after]
    return tuple(sorted((each for each in found if each.fields), key=_place))


def _place(change: Change) -> int:
    return 1 + _AFTER_GOALS.index(change.part) if change.part in _AFTER_GOALS else 0


def _blank(entry: _Entry) -> _Entry:
    """Give the part as it was before it was there, or after it went."""
    return replace(entry, fields={})


def _change(old: _Entry, new: _Entry) -> Change:
    """Compare two states of one part; without fields nothing differs."""
    fields = tuple(
        FieldChange(name, old.fields.get(name), new.fields.get(name))
        for name in new.fields or old.fields
        if (old.fields.get(name) or None) != (new.fields.get(name) or None)
    )
    return Change(
        _kind(old, new), new.part, new.id, new.title, fields, new.service_area, new.number
    )


def _kind(old: _Entry, new: _Entry) -> ChangeKind:
    """Tell what happened; words or a day that were not there before count as new."""
    if old.is_empty:
        return ChangeKind.NEW
    return ChangeKind.REMOVED if new.is_empty else ChangeKind.CHANGED


def _entries(plan: JointPlan) -> Iterator[_Entry]:
    """Lay a plan flat, in the order it is read."""
    words = plan.own_words
    yield _whole(plan, PlanPart.OWN_WORDS, text=words.text, said_on=words.said_on)
    for number, goal in enumerate(plan.goals, start=1):
        yield _goal(number, goal)
        for intervention in goal.interventions:
            yield _intervention(intervention)
            for task in intervention.tasks:
                yield _task(task, intervention.service_area)
    for participant in plan.participants:
        yield _participant(participant)
    for consent in plan.consents:
        yield _consent(consent)
    yield _whole(plan, PlanPart.FOLLOW_UP, follow_up=plan.follow_up)
    yield _whole(plan, PlanPart.LEADS, coordinator=plan.coordinator, deputy=plan.deputy)


def _whole(plan: JointPlan, part: PlanPart, **fields: Value) -> _Entry:
    return _Entry(part, plan.id, "", fields=fields)


def _goal(number: int, goal: Goal) -> _Entry:
    fields: dict[str, Value] = {
        "title": goal.title,
        "measure": goal.measure,
        "due": goal.due,
        "owner": _name(goal.owner),
        "lifecycle": goal.lifecycle,
    }
    return _Entry(PlanPart.GOAL, goal.id, goal.title, number=number, fields=fields)


def _intervention(each: Intervention) -> _Entry:
    fields: dict[str, Value] = {
        "title": each.title,
        "service_area": each.service_area,
        "legal_basis": each.legal_basis,
        "provider": each.provider,
        "start": each.start,
        "end": each.end,
        "status": each.status,
    }
    return _Entry(PlanPart.INTERVENTION, each.id, each.title, each.service_area, fields=fields)


def _task(task: Task, area: ServiceArea) -> _Entry:
    fields: dict[str, Value] = {
        "title": task.title,
        "assignee": _name(task.assignee),
        "due": task.due,
        "status": task.status,
    }
    return _Entry(PlanPart.TASK, task.id, task.title, area, fields=fields)


def _participant(each: Participant) -> _Entry:
    fields: dict[str, Value] = {"name": each.name, "function": each.function}
    return _Entry(PlanPart.PARTICIPANT, each.id, each.name, each.service_area, fields=fields)


def _consent(each: Consent) -> _Entry:
    fields: dict[str, Value] = {
        "status": each.status,
        "given_on": each.given_on,
        "how": each.how,
        "service_areas": tuple(area for area in ServiceArea if area in each.service_areas),
        "valid_until": each.valid_until,
        "note": each.note,
    }
    return _Entry(PlanPart.CONSENT, each.id, "", fields=fields)


def _name(person: Responsible | None) -> str:
    return person.name if person else ""
