"""Figures of the planner: an invented town's caseloads, dealt out anew."""

import time
from collections.abc import Iterator
from dataclasses import astuple
from random import Random
from uuid import UUID

from coordinator.caseload_search import search
from plans.caseload_plan import HeldCitizen, Problem, Proposal, Receiver, Relation
from plans.dealing_out import greedy, round_robin
from plans.people import ServiceArea
from tests.bench.figures import Line

_NEAR = 0.02
_AREAS = (
    (ServiceArea.EMPLOYMENT, 30, ("sygedagpenge", "ledighedsydelse", "fleksjob")),
    (ServiceArea.SOCIAL, 18, ("voksenhandicap", "udsatte")),
    (ServiceArea.HEALTH, 12, ("genoptræning",)),
)


def reorganisation(citizens: int = 1_200, receivers: int = 60, seed: int = 5) -> Problem:
    """Invent a reorganisation: uneven loads, people who leave, are away, or know the citizens.

    One in five case workers gives all; the others keep what they have as far as their new limit
    goes, which for some is less than they have today.
    """
    draw = Random(seed)
    people: list[Receiver] = []
    for area, share, subjects in _AREAS:
        for _each in range(max(1, receivers * share // 60)):
            takes = frozenset(draw.sample(subjects, draw.randint(1, len(subjects))))
            who = UUID(int=10_000 + len(people))
            people.append(Receiver(who, area.value, area, takes, away=draw.random() < 0.08))
    leaving = {each.id for each in people if draw.random() < 0.2}
    held = [_citizen(draw, people, place) for place in range(citizens)]
    burden = {each.id: 0 for each in people}
    for each in held:
        burden[each.giver] += each.burden
    usual = sum(burden.values()) / (len(people) - len(leaving))
    able = tuple(
        Receiver(
            each.id, each.unit, each.area, each.competences,
            limit=0 if each.id in leaving else round(usual * draw.uniform(1.0, 1.5)),
            elsewhere=0 if each.id in leaving else draw.randint(0, 4), away=each.away,
        )
        for each in people
    )  # fmt: skip
    return Problem(tuple(held), able)


def _citizen(draw: Random, people: list[Receiver], place: int) -> HeldCitizen:
    uneven = [1 + (number * 7) % 5 for number in range(len(people))]
    giver = draw.choices(people, uneven)[0]
    same = [each for each in people if each.area is giver.area and each is not giver]
    known = draw.sample(same, min(len(same), draw.choice((0, 0, 1, 1, 2))))
    return HeldCitizen(
        UUID(int=100_000 + place),
        giver.id,
        giver.area,
        frozenset({draw.choice(sorted(giver.competences))}) if draw.random() < 0.6 else frozenset(),
        burden=draw.choice((1, 1, 1, 2, 2, 3)),
        relations=tuple((each.id, draw.choice(list(Relation))) for each in known),
        moved=draw.random() < 0.15,
    )


def reorganisations(seeds: tuple[int, ...] = (5, 7, 8)) -> Iterator[Line]:
    """Deal out 1,200 citizens among 60 people, in towns that differ, the way the window does."""
    for seed in seeds:
        yield from _reorganised(reorganisation(seed=seed), f"town {seed}")


def _reorganised(problem: Problem, town: str) -> Iterator[Line]:
    start = time.perf_counter()
    first: list[float] = []
    near: list[float] = []

    def told(plan: Proposal) -> None:
        taken = time.perf_counter() - start
        if not first:
            first.append(taken)
        if not near and _gap(plan) <= _NEAR:
            near.append(taken)

    plan = search(problem, told, lambda: False)
    assert isinstance(plan, Proposal)
    plan.require_kept()
    whole = time.perf_counter() - start
    by_hand = {"round-robin": round_robin(problem), "greedy": greedy(problem)}
    counts = {name: problem.score(each) if each else None for name, each in by_hand.items()}
    size = f"{len(problem.citizens):,} citizens, {len(problem.receivers)} receivers, {town}"
    yield Line(f"first plan, {size}", first[0], "s", 10)
    yield Line(f"within 2 % of the bound, {town}", near[0] if near else float("inf"), "s", 60)
    yield Line(f"every wish at its bound, {town}", whole, "s")
    yield Line(f"gap left, widest wish, {town}", 100 * max(_gaps(plan)), "%", 2)
    for name, score in counts.items():
        if score is not None:
            what = f"changes beside {name}, {town}"
            yield Line(what, plan.score.changes, "", score.changes, False, name, score.changes)
            strangers = f"of them to strangers, {town}"
            yield Line(strangers, plan.score.strangers, "", None, False, name, score.strangers)
    yield _stopped(problem, town)


def _stopped(problem: Problem, town: str) -> Line:
    """Press Stop at ten moments; gives the longest time until the best plan so far is there."""
    taken = []
    for turn in range(10):
        until = time.perf_counter() + 0.2 + turn * 0.5

        def pressed(until: float = until) -> bool:
            return time.perf_counter() >= until

        search(problem, lambda _plan: None, pressed)
        taken.append(max(0.0, time.perf_counter() - until))
    return Line(f"stop, the longest of 10, {town}", max(taken), "s", 1)


def _gap(plan: Proposal) -> float:
    """Tell how far the plan may be from the best, in its weightiest wish; 1 while nobody knows."""
    return next(_gaps(plan), 1.0)


def _gaps(plan: Proposal) -> Iterator[float]:
    for found, least in zip(astuple(plan.score), plan.bound, strict=False):
        yield (found - least) / max(found, 1)
