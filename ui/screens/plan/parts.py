"""A joint plan as separate parts that can each be written, kept and undone."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal
from uuid import UUID

from plans.parts import Consent, Goal, Intervention, OwnWords, Participant, Task
from plans.plan import JointPlan
from plans.states import ConsentStatus

Kind = Literal[
    "own_words",
    "goal",
    "intervention",
    "task",
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
    """The goals in their order."""

    goals: tuple[UUID, ...] = ()


Part = OwnWords | Goal | Intervention | Task | Order | Participant | Deputy | Consent | FollowUp


def parts_of(plan: JointPlan) -> dict[Key, Part]:
    """Give every part of a plan without what stands under it, in the order of the plan."""
    found: dict[Key, Part] = {
        OWN_WORDS: plan.own_words,
        FOLLOW_UP: FollowUp(plan.follow_up),
        DEPUTY: Deputy(plan.deputy),
        ORDER: Order(tuple(goal.id for goal in plan.goals)),
    }
    for goal in plan.goals:
        found[Key("goal", goal.id)] = replace(goal, interventions=())
        for each in goal.interventions:
            found[Key("intervention", each.id, goal.id)] = replace(each, tasks=())
            for task in each.tasks:
                found[Key("task", task.id, each.id)] = task
    for person in plan.participants:
        found[Key("participant", person.staff_id)] = person
    for consent in plan.consents:
        found[Key("consent", consent.id)] = consent
    return found


def plan_of(plan: JointPlan, parts: dict[Key, Part]) -> JointPlan:
    """Put parts together again; ``plan`` gives what is no part, such as its state and events."""
    words, day = parts[OWN_WORDS], parts[FOLLOW_UP]
    deputy, order = parts[DEPUTY], parts[ORDER]
    assert isinstance(words, OwnWords)
    assert isinstance(day, FollowUp)
    assert isinstance(deputy, Deputy)
    assert isinstance(order, Order)
    places = {goal_id: place for place, goal_id in enumerate(order.goals)}
    return replace(
        plan,
        own_words=words,
        follow_up=day.day,
        deputy=deputy.staff_id,
        goals=tuple(sorted(_goals(parts), key=lambda goal: places.get(goal.id, len(places)))),
        participants=tuple(part for part in parts.values() if isinstance(part, Participant)),
        consents=tuple(part for part in parts.values() if isinstance(part, Consent)),
    )


def _goals(parts: dict[Key, Part]) -> list[Goal]:
    """Put goals, interventions and tasks into each other."""
    tasks: dict[UUID | None, list[Task]] = {}
    interventions: dict[UUID | None, list[Intervention]] = {}
    for key, part in parts.items():
        if isinstance(part, Task):
            tasks.setdefault(key.under, []).append(part)
    for key, part in parts.items():
        if isinstance(part, Intervention):
            whole = replace(part, tasks=tuple(tasks.get(key.id, ())))
            interventions.setdefault(key.under, []).append(whole)
    return [
        replace(part, interventions=tuple(interventions.get(key.id, ())))
        for key, part in parts.items()
        if isinstance(part, Goal)
    ]


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
    if isinstance(part, Task):
        return not part.title.strip() and part.assignee is None and part.due is None
    if isinstance(part, Intervention):
        return not (part.title.strip() or part.legal_basis.strip() or part.provider.strip())
    if isinstance(part, Goal):
        return not (part.title.strip() or part.measure.strip()) and part.due is None
    return (
        isinstance(part, Consent)
        and part.status is ConsentStatus.NOT_ASKED
        and not (part.how.strip() or part.service_areas)
    )
