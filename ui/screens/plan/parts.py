"""A joint plan as separate parts that can each be written, kept and undone."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final, Literal, cast
from uuid import UUID

from plans.flat import FollowUpDay, Laid, Leads, PlanPart, lay_flat, put_together
from plans.parts import (
    Challenge,
    Consent,
    ContactAgreement,
    Goal,
    Intervention,
    Measurement,
    OwnWords,
    Participant,
    Stance,
    Statement,
    SubGoal,
    Task,
)
from plans.plan import JointPlan
from plans.states import ConsentStatus

Kind = Literal[
    "own_words",
    "stance",
    "statement",
    "challenge",
    "goal",
    "sub_goal",
    "intervention",
    "task",
    "contact_agreement",
    "measurement",
    "order",
    "participant",
    "deputy",
    "consent",
    "follow_up",
]


@dataclass(frozen=True, slots=True)
class Key:
    """Which part: its kind, its id (of the person for a participant), and what it stands under."""

    kind: Kind
    id: UUID | None = None
    under: UUID | None = None


OWN_WORDS = Key("own_words")
STANCE = Key("stance")
FOLLOW_UP = Key("follow_up")
DEPUTY = Key("deputy")
ORDER = Key("order")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The day of the next follow-up."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who stands in for the coordinating case worker."""

    staff_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Parts of one kind under one part, in their order: the goals when ``Key.under`` is None."""

    ids: tuple[UUID, ...] = ()


Part = (
    OwnWords
    | Stance
    | Statement
    | Challenge
    | Goal
    | SubGoal
    | Intervention
    | Task
    | ContactAgreement
    | Measurement
    | Order
    | Participant
    | Deputy
    | Consent
    | FollowUp
)
# What is put in an order under what: the kind of the part above, None for the plan.
ORDERED: Final[dict[Kind | None, Kind]] = {
    None: "goal",
    "goal": "intervention",
    "intervention": "task",
}
BESIDE: Final[dict[str, str]] = {
    "statement": "statements",
    "challenge": "challenges",
    "contact_agreement": "contacts",
    "measurement": "measurements",
}
"""The kinds that stand beside the goals, and the plan's field that holds them."""
_ONCE: Final[dict[PlanPart, Key]] = {PlanPart.OWN_WORDS: OWN_WORDS, PlanPart.STANCE: STANCE}


def parts_of(plan: JointPlan) -> dict[Key, Part]:
    """Give every part of a plan without what stands under it, in the order of the plan."""
    found: dict[Key, Part] = {}
    orders: dict[Key, list[UUID]] = {ORDER: []}
    for laid in lay_flat(plan):
        part = laid.part
        if isinstance(part, FollowUpDay):
            found[FOLLOW_UP] = FollowUp(part.follow_up)
        elif isinstance(part, Leads):
            found[DEPUTY] = Deputy(part.deputy)
        elif isinstance(part, Participant):
            found[Key("participant", part.staff_id)] = part
        else:
            key = _ONCE.get(laid.kind) or Key(_kind(laid.kind), laid.id, laid.under)
            found[key] = part
        if laid.kind.value in ORDERED:
            orders[Key("order", under=laid.id)] = []
        if laid.kind.value in ORDERED.values():
            orders[Key("order", under=laid.under)].append(laid.id)
    return found | {key: Order(tuple(ids)) for key, ids in orders.items()}


def plan_of(plan: JointPlan, parts: dict[Key, Part]) -> JointPlan:
    """Put parts together again; ``plan`` gives what is no part, such as its state and events."""
    places = {
        part_id: place
        for part in parts.values()
        if isinstance(part, Order)
        for place, part_id in enumerate(part.ids)
    }
    laid = [_lay(plan, key, part) for key, part in parts.items() if not isinstance(part, Order)]
    return put_together(plan, sorted(laid, key=lambda each: places.get(each.id, len(places))))


def _lay(plan: JointPlan, key: Key, part: Part) -> Laid:
    if isinstance(part, FollowUp):
        return Laid(PlanPart.FOLLOW_UP, plan.id, None, FollowUpDay(part.day))
    if isinstance(part, Deputy):
        return Laid(PlanPart.LEADS, plan.id, None, Leads(plan.coordinator, part.staff_id))
    assert not isinstance(part, Order)
    return Laid(PlanPart(key.kind), key.id or plan.id, key.under, part)


def _kind(part: PlanPart) -> Kind:
    """Name the kind of a part as keys do: by the same code."""
    return cast("Kind", part.value)


def with_fields(part: Part, values: dict[str, object]) -> Part:
    """Give a part with other values in some fields.

    Raises:
        RuleBroken: when the values do not go together.
    """
    made: Part = replace(part, **values)  # type: ignore[arg-type]  # the names are the part's own
    return made


def differing(old: Part | None, new: Part | None) -> frozenset[str]:
    """Name the fields in which two values of a part differ; all of them when one is missing."""
    some = new if old is None else old
    if some is None:
        return frozenset()
    names = [each.name for each in fields(some)]
    if old is None or new is None:
        return frozenset(names)
    return frozenset(name for name in names if getattr(old, name) != getattr(new, name))


def is_blank(part: Part) -> bool:
    """Whether nothing was written yet in a new part, so that it need not be kept."""
    if isinstance(part, Consent):
        asked = part.status is not ConsentStatus.NOT_ASKED
        return not (asked or part.how.strip() or part.service_areas)
    names = _WRITTEN.get(type(part), ())
    return bool(names) and not any(_says(getattr(part, name)) for name in names)


# The fields of a part in which something must stand for it to be worth keeping.
_WRITTEN: Final[dict[type, tuple[str, ...]]] = {
    Statement: ("text",),
    Challenge: ("theme", "text", "now", "expected", "own_score"),
    Goal: ("title", "measure", "due"),
    SubGoal: ("title", "due"),
    Intervention: ("title", "legal_basis", "provider"),
    Task: ("title", "assignee", "due"),
    ContactAgreement: ("form", "text", "times", "place", "caller"),
}


def _says(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None
