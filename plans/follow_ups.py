"""Following a plan up: a result for each running intervention, and the next day (§ 10.1, 15)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Self
from uuid import UUID, uuid4

from plans import transitions
from plans.errors import RuleBroken
from plans.part_writing import PartWritablePlan
from plans.parts import EventKind, Goal, Intervention, PlanEvent
from plans.people import ServiceArea
from plans.states import IN_FORCE, GoalAchievement, InterventionStatus

# A result of the list (docs/lists.md) that ends the intervention; a code means one thing for ever.
ENDED: Final = "ended"
# Results after which the plan itself no longer says what is done.
NEEDS_REVISION: Final = frozenset({ENDED, "changed", "new_referral"})


@dataclass(frozen=True, slots=True)
class InterventionResult:
    """What came of an intervention: a code of the list, its title then, and words if any."""

    intervention_id: UUID
    title: str
    service_area: ServiceArea
    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpHeld:
    """A follow-up that was held («opfølgning»), with what came of each part; never changed."""

    id: UUID
    plan_id: UUID
    citizen_id: UUID
    held_on: date
    by: UUID
    by_name: str
    at: datetime
    results: tuple[InterventionResult, ...]
    next_on: date
    note: str = ""
    achievements: tuple[tuple[UUID, GoalAchievement], ...] = ()

    @property
    def needs_revision(self) -> bool:
        """Whether the plan should be written anew after it."""
        return any(each.code in NEEDS_REVISION for each in self.results)


def running(plan: PartWritablePlan) -> tuple[Intervention, ...]:
    """List the interventions that a follow-up asks about."""
    return tuple(each for each in plan.interventions if each.status is InterventionStatus.RUNNING)


def latest_next(held_on: date, months: int) -> date:
    """Give the last day that the next follow-up should be held on; later is only warned of."""
    month = held_on.month - 1 + months
    year, month = held_on.year + month // 12, month % 12 + 1
    for day in range(held_on.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, held_on.day)


def require_sound(held: FollowUpHeld, plan: PartWritablePlan, today: date) -> None:
    """Refuse a follow-up that lacks something or is about another plan's parts.

    Raises:
        RuleBroken: ``follow-up-in-future``, ``follow-up-result-missing``, ``not-in-plan``,
            ``follow-up-next-too-early``, ``follow-up-not-in-force``.
    """
    if plan.status not in IN_FORCE:
        raise RuleBroken("follow-up-not-in-force")
    if held.held_on > today:
        raise RuleBroken("follow-up-in-future")
    known = {each.intervention_id for each in held.results if each.code}
    for each in running(plan):
        if each.id not in known:
            raise RuleBroken("follow-up-result-missing", title=each.title)
    if any(plan.intervention(each) is None for each in known):
        raise RuleBroken("not-in-plan")
    if any(plan.goal(goal_id) is None for goal_id, _how in held.achievements):
        raise RuleBroken("not-in-plan")
    if held.next_on <= held.held_on:
        raise RuleBroken("follow-up-next-too-early")


@dataclass(frozen=True, slots=True)
class FollowablePlan(PartWritablePlan):
    """A plan that is followed up while it is in force."""

    def followed_up(self, held: FollowUpHeld, today: date) -> Self:
        """Take what came of a follow-up into the plan, without a new version and an author.

        An intervention that ended is completed where it runs; goals get how far they came.

        Raises:
            RuleBroken: as ``require_sound``.
        """
        require_sound(held, self, today)
        ended = frozenset(each.intervention_id for each in held.results if each.code == ENDED)
        how_far = dict(held.achievements)
        goals = tuple(_followed(goal, ended, how_far) for goal in self.goals)
        event = PlanEvent(uuid4(), EventKind.FOLLOWED_UP, held.at, held.by, held.by_name)
        return replace(self, goals=goals, follow_up=held.next_on, events=(*self.events, event))


def _followed(goal: Goal, ended: frozenset[UUID], how_far: Mapping[UUID, GoalAchievement]) -> Goal:
    interventions = tuple(
        replace(each, status=InterventionStatus.COMPLETED)
        if each.id in ended
        and InterventionStatus.COMPLETED in transitions.INTERVENTION[each.status]
        else each
        for each in goal.interventions
    )
    achievement = how_far.get(goal.id, goal.achievement)
    return replace(goal, interventions=interventions, achievement=achievement)
