"""Interventions that stand in each other's way: each alone is fine, together they are not.

Clashes warn and never block: the case workers know what the citizen can do (peers.md, «What none of
them shows», 5).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from uuid import UUID

from plans.content import PlanContent
from plans.parts import Intervention
from plans.states import InterventionStatus

_LIVE = frozenset({InterventionStatus.PLANNED, InterventionStatus.RUNNING})


@dataclass(frozen=True, slots=True)
class Demands:
    """The legal bases that ask for work, and those that give treatment: dated rows, by code."""

    work: Collection[str] = ()
    treatment: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Two interventions that clash: a code for the sentence, both ids and titles, and the detail.

    ``detail`` is a weekday («1» is Monday) or the code of the shared purpose.
    """

    code: str
    first: UUID
    second: UUID
    first_title: str
    second_title: str
    detail: str = ""


def clashes(plan: PlanContent, demands: Demands = Demands()) -> tuple[Clash, ...]:
    """List the clashes in the order of the plan."""
    live = [each for each in plan.interventions if each.status in _LIVE]
    return tuple(
        clash
        for first, second in combinations(live, 2)
        if _overlap(first, second)
        for clash in _between(first, second, demands)
    )


def _between(first: Intervention, second: Intervention, demands: Demands) -> Iterator[Clash]:
    names = (first.id, second.id, first.title, second.title)
    days = sorted(
        {
            mine.weekday
            for mine in first.weekly_times
            for its in second.weekly_times
            if mine.meets(its)
        }
    )
    if days:
        yield Clash("same-hours", *names, str(days[0]))
    if first.service_area is second.service_area:
        return
    if first.purpose and first.purpose == second.purpose:
        yield Clash("same-purpose", *names, first.purpose)
    if _asks_for_work_in_treatment(first, second, demands):
        yield Clash("work-in-treatment", *names)
    elif _asks_for_work_in_treatment(second, first, demands):
        yield Clash("work-in-treatment", second.id, first.id, second.title, first.title)


def _asks_for_work_in_treatment(
    work: Intervention, treatment: Intervention, demands: Demands
) -> bool:
    return work.legal_basis in demands.work and treatment.legal_basis in demands.treatment


def _overlap(first: Intervention, second: Intervention) -> bool:
    """Whether both run at the same time; without a date there is no bound."""
    return (first.start or date.min) <= (second.end or date.max) and (second.start or date.min) <= (
        first.end or date.max
    )
