"""A plan laid flat: its parts one by one, each without what stands under it, and back again.

The store writes a plan part by part, the editor edits it so, and two versions are compared so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar
from uuid import UUID

from plans.content import PlanContent
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
from plans.people import ServiceArea


class PlanPart(StrEnum):
    """The kinds of part, in the order in which a plan is read (domain.md § 2.5 F)."""

    OWN_WORDS = "own_words"
    STANCE = "stance"
    STATEMENT = "statement"
    CHALLENGE = "challenge"
    GOAL = "goal"
    SUB_GOAL = "sub_goal"
    INTERVENTION = "intervention"
    TASK = "task"
    CONTACT = "contact_agreement"
    MEASUREMENT = "measurement"
    PARTICIPANT = "participant"
    CONSENT = "consent"
    FOLLOW_UP = "follow_up"
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class WithheldPart:
    """A part that is there and not for the reader: where it stands, and not a word of it.

    ``under`` is the goal it stands under, None for what stands in the plan itself; ``heading`` is
    the heading's code where it is a text. What is ``over`` is cancelled, and holds nothing up.
    """

    id: UUID
    kind: PlanPart
    under: UUID | None
    service_area: ServiceArea
    heading: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class FollowUpDay:
    """The day of the next follow-up, as a part."""

    follow_up: date | None = None


@dataclass(frozen=True, slots=True)
class Leads:
    """Who coordinates the plan and who stands in, as a part."""

    coordinator: UUID
    deputy: UUID | None = None


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
    | Participant
    | Consent
    | FollowUpDay
    | Leads
)

KIND_OF: Final[Mapping[type, PlanPart]] = {
    OwnWords: PlanPart.OWN_WORDS,
    Stance: PlanPart.STANCE,
    Statement: PlanPart.STATEMENT,
    Challenge: PlanPart.CHALLENGE,
    Goal: PlanPart.GOAL,
    SubGoal: PlanPart.SUB_GOAL,
    Intervention: PlanPart.INTERVENTION,
    Task: PlanPart.TASK,
    ContactAgreement: PlanPart.CONTACT,
    Measurement: PlanPart.MEASUREMENT,
    Participant: PlanPart.PARTICIPANT,
    Consent: PlanPart.CONSENT,
    FollowUpDay: PlanPart.FOLLOW_UP,
    Leads: PlanPart.LEADS,
}
# Fields that hold parts of their own, which are laid beside and not inside, and their kinds.
CHILDREN: Final[Mapping[PlanPart, Mapping[str, PlanPart]]] = {
    PlanPart.GOAL: {"sub_goals": PlanPart.SUB_GOAL, "interventions": PlanPart.INTERVENTION},
    PlanPart.INTERVENTION: {"tasks": PlanPart.TASK},
}
# Fields of the plan that hold a list of parts, and the kind of these.
LISTS: Final[Mapping[PlanPart, str]] = {
    PlanPart.STATEMENT: "statements",
    PlanPart.CHALLENGE: "challenges",
    PlanPart.GOAL: "goals",
    PlanPart.CONTACT: "contacts",
    PlanPart.MEASUREMENT: "measurements",
    PlanPart.PARTICIPANT: "participants",
    PlanPart.CONSENT: "consents",
}


@dataclass(frozen=True, slots=True)
class Laid:
    """One part: its kind, its id (the plan's for what a plan has once), and what it stands under.

    ``under`` is the goal or intervention, None for what stands in the plan itself.
    """

    kind: PlanPart
    id: UUID
    under: UUID | None
    part: Part

    @property
    def key(self) -> tuple[PlanPart, UUID]:
        """What tells the part from every other one of the plan."""
        return self.kind, self.id


def lay_flat(plan: PlanContent) -> tuple[Laid, ...]:
    """Give every part in the order in which the plan is read."""
    return tuple(
        replace(each, part=_alone(each.part)) if each.kind in CHILDREN else each
        for each in walk(plan)
    )


def walk(plan: PlanContent) -> Iterator[Laid]:
    """Go through every part in that order, each still with what stands under it.

    Parts that nobody wrote in since the plan was read are the same objects as then.
    """
    yield Laid(PlanPart.OWN_WORDS, plan.id, None, plan.own_words)
    yield Laid(PlanPart.STANCE, plan.id, None, plan.stance)
    for kind, name in LISTS.items():
        for part in getattr(plan, name):
            yield Laid(kind, part.id, None, part)
            if isinstance(part, Goal):
                yield from _walk_goal(part)
    yield Laid(PlanPart.FOLLOW_UP, plan.id, None, FollowUpDay(plan.follow_up))
    yield Laid(PlanPart.LEADS, plan.id, None, Leads(plan.coordinator, plan.deputy))


def _walk_goal(goal: Goal) -> Iterator[Laid]:
    for step in goal.sub_goals:
        yield Laid(PlanPart.SUB_GOAL, step.id, goal.id, step)
    for each in goal.interventions:
        yield Laid(PlanPart.INTERVENTION, each.id, goal.id, each)
        for task in each.tasks:
            yield Laid(PlanPart.TASK, task.id, each.id, task)


def _alone(part: Part) -> Part:
    """Give a goal or intervention without what stands under it."""
    if isinstance(part, Goal):
        below = part.sub_goals or part.interventions
        return replace(part, sub_goals=(), interventions=()) if below else part
    assert isinstance(part, Intervention), "only these have parts below"
    return replace(part, tasks=()) if part.tasks else part


Plan = TypeVar("Plan", bound=PlanContent)


def put_together(plan: Plan, laid: Iterable[Laid]) -> Plan:
    """Give ``plan`` the parts of ``laid``; those of one kind under one part stand in their order.

    What stands under a part that is not there is left out. The state, the events and the authors
    are those of ``plan``.
    """
    below: dict[tuple[PlanPart, UUID | None], list[Any]] = {}
    for each in laid:
        below.setdefault((each.kind, each.under), []).append(each.part)

    def parts(kind: PlanPart, under: UUID | None = None) -> tuple[Any, ...]:
        return tuple(below.get((kind, under), ()))

    def whole(goal: Goal) -> Goal:
        interventions = tuple(
            replace(each, tasks=parts(PlanPart.TASK, each.id))
            for each in parts(PlanPart.INTERVENTION, goal.id)
        )
        steps = parts(PlanPart.SUB_GOAL, goal.id)
        return replace(goal, sub_goals=steps, interventions=interventions)

    fields: dict[str, object] = {name: parts(kind) for kind, name in LISTS.items()}
    fields["goals"] = tuple(whole(goal) for goal in parts(PlanPart.GOAL))
    for kind, name in ((PlanPart.OWN_WORDS, "own_words"), (PlanPart.STANCE, "stance")):
        fields.update((name, part) for part in parts(kind))
    for part in (*parts(PlanPart.FOLLOW_UP), *parts(PlanPart.LEADS)):
        fields |= asdict(part)
    return replace(plan, **fields)  # type: ignore[arg-type]  # the names are the plan's own


def area_of(part: Part) -> ServiceArea | None:
    """The service area that a part belongs to by itself; None for what is the whole plan's."""
    return getattr(part, "service_area", None)
