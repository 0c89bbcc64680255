"""The plans that one would make by hand, round about and heaviest first: what a plan must beat."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from plans.caseload_plan import Problem


def round_robin(problem: Problem) -> tuple[int, ...] | None:
    """Let stay whom there is room for, then deal out the others in turn; None when one is left."""
    left = list(range(len(problem.citizens)))
    turn = [0]

    def next_one(_place: int, open_to: Sequence[int], _room: Sequence[int]) -> int:
        number = len(problem.receivers)
        chosen = min(open_to, key=lambda receiver: (receiver - turn[0]) % number)
        turn[0] = (chosen + 1) % number
        return chosen

    return _dealt(problem, left, left, next_one)


def greedy(problem: Problem) -> tuple[int, ...] | None:
    """Let the lightest stay, then place the heaviest first, with who knows them or has most room.

    None when one is left.
    """
    by_weight = sorted(
        range(len(problem.citizens)), key=lambda place: (problem.citizens[place].burden, place)
    )

    def best(place: int, open_to: Sequence[int], room: Sequence[int]) -> int:
        held = problem.citizens[place]

        def cost(receiver: int) -> tuple[bool, Fraction, int]:
            to = problem.receivers[receiver]
            left = Fraction(room[receiver], to.limit)
            return held.relation_to(to.id) is None, -left, receiver

        return min(open_to, key=cost)

    return _dealt(problem, by_weight, list(reversed(by_weight)), best)


def _dealt(
    problem: Problem,
    staying: Iterable[int],
    moving: Iterable[int],
    choose: Callable[[int, Sequence[int], Sequence[int]], int],
) -> tuple[int, ...] | None:
    """Place first who is fixed, then who can stay, then the others; None when one is left."""
    room = [each.room for each in problem.receivers]
    found: dict[int, int] = {}

    def put(place: int, receiver: int) -> None:
        found[place] = receiver
        room[receiver] -= problem.citizens[place].burden

    def open_to(place: int) -> list[int]:
        burden = problem.citizens[place].burden
        return [each for each in problem.fitting(place) if room[each] >= burden]

    order = tuple(staying)
    fixed = [place for place in order if problem.citizens[place].by_hand is not None]
    for place in (*fixed, *order):
        own = [each for each in open_to(place) if place in fixed or problem.stays(place, each)]
        if own and place not in found:
            put(place, own[0])
    for place in moving:
        if place not in found:
            able = open_to(place)
            if not able:
                return None
            put(place, choose(place, able, room))
    return tuple(found[place] for place in range(len(problem.citizens)))
