"""Interventions that stand in each other's way: each alone is fine, together they are not.

Clashes warn and never block: the case workers know what the citizen can do (peers.md, «What none of
them shows», 5).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
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
        for one, other in sorted(_pairs(live, demands))
        if _overlap(live[one], live[other])
        for clash in _between(live[one], live[other], demands)
    )


def _pairs(live: Sequence[Intervention], demands: Demands) -> set[tuple[int, int]]:
    """Give the places of those that share a day or a purpose, or are work and treatment.

    Most share nothing: a plan of two hundred is looked through at every key.
    """
    alike: dict[tuple[str, object], list[int]] = {}
    for place, each in enumerate(live):
        for weekday in {time.weekday for time in each.weekly_times}:
            alike.setdefault(("day", weekday), []).append(place)
        if each.purpose:
            alike.setdefault(("purpose", each.purpose), []).append(place)
    work = [place for place, each in enumerate(live) if each.legal_basis in demands.work]
    treatment = [place for place, each in enumerate(live) if each.legal_basis in demands.treatment]
    crossed = {(min(pair), max(pair)) for pair in product(work, treatment) if pair[0] != pair[1]}
    return crossed | {pair for places in alike.values() for pair in combinations(places, 2)}


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
