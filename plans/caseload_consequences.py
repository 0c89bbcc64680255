"""What a plan for caseloads does to citizens and to those who have them, in counts alone."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from plans.caseload_plan import HeldCitizen, Proposal


@dataclass(frozen=True, slots=True)
class LoadChange:
    """Somebody's load in points before and after; ``limit`` is None for who only gives."""

    staff_id: UUID
    unit: str
    before: int
    after: int
    limit: int | None
    gets: int
    gives: int


@dataclass(frozen=True, slots=True)
class Consequences:
    """What happens when a plan is carried out: counts of citizens and their tasks.

    ``known`` change to somebody who knows them, ``soon`` are tasks with a near deadline, and
    ``again`` change for the second time within a year.
    """

    citizens: int
    stay: int
    known: int
    tasks: int
    soon: int
    again: int
    protected: int
    loads: tuple[LoadChange, ...]

    @property
    def strangers(self) -> int:
        """How many change to somebody who is new to them."""
        return self.citizens - self.known


def consequences(plan: Proposal) -> Consequences:
    """Count what a plan does."""
    moves = {(each.citizen, each.giver): each for each in plan.moves}
    moving = [each for each in plan.problem.citizens if each.key in moves]
    return Consequences(
        citizens=len(moving),
        stay=len(plan.choice) - len(moving),
        known=sum(each.relation is not None for each in moves.values()),
        tasks=sum(each.tasks for each in moving),
        soon=sum(each.soon for each in moving),
        again=sum(each.moved for each in moving),
        protected=sum(each.protected for each in moving),
        loads=_loads(plan, moving),
    )


def _loads(plan: Proposal, moving: list[HeldCitizen]) -> tuple[LoadChange, ...]:
    """Give the load of each receiver in the order of the problem, then of who only gives."""
    problem = plan.problem
    had = _points(problem.citizens)
    gives = Counter(each.giver for each in moving)
    gets = Counter(each.receiver for each in plan.moves)
    after = problem.loads(plan.choice)
    lines = [
        LoadChange(
            each.id,
            each.unit,
            each.elsewhere + had[each.id],
            load,
            each.limit,
            gets[each.id],
            gives[each.id],
        )
        for each, load in zip(problem.receivers, after, strict=True)
    ]
    receiving = {each.id for each in problem.receivers}
    only = dict.fromkeys(each.giver for each in problem.citizens if each.giver not in receiving)
    return (*lines, *(LoadChange(who, "", had[who], 0, None, 0, gives[who]) for who in only))


def _points(citizens: tuple[HeldCitizen, ...]) -> Counter[UUID]:
    points: Counter[UUID] = Counter()
    for each in citizens:
        points[each.giver] += each.burden
    return points
