"""Invented caseload problems for tests: small ones, and any that Hypothesis thinks of."""

from contextlib import contextmanager
from itertools import product
from uuid import UUID

from hypothesis import strategies as st

from coordinator.caseload_child import answer
from plans.caseload_plan import HeldCitizen, Problem, Receiver, Relation
from plans.people import ServiceArea

AREAS = (ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL)
NEEDS = ("sygedagpenge", "fleksjob")


def person(number: int) -> UUID:
    """Name a member of staff."""
    return UUID(int=1_000 + number)


def citizen(number: int) -> UUID:
    """Name a citizen."""
    return UUID(int=9_000 + number)


def held(number: int, giver: int, **more) -> HeldCitizen:
    """A citizen that somebody has."""
    return HeldCitizen(citizen(number), person(giver), **more)


def receiver(number: int, limit: int = 10, **more) -> Receiver:
    """Somebody who may have citizens."""
    return Receiver(person(number), limit=limit, **more)


@contextmanager
def asked_here(numbers):
    """Ask the solver without a process of its own."""
    lines = []
    answer(numbers, lines.append)
    yield iter(lines)


@st.composite
def problems(draw, most_citizens: int = 6, most_receivers: int = 3) -> Problem:
    """Any small problem."""
    people = draw(st.integers(1, most_receivers))
    receivers = tuple(
        receiver(
            number,
            draw(st.integers(0, 6)),
            area=draw(st.sampled_from((*AREAS, None))),
            competences=frozenset(draw(st.sets(st.sampled_from(NEEDS)))),
            districts=frozenset(draw(st.sets(st.sampled_from(("Nord", "Syd"))))),
            elsewhere=draw(st.integers(0, 3)),
            away=draw(st.booleans()) and draw(st.booleans()),
        )
        for number in range(people)
    )
    return Problem(
        tuple(
            draw(_citizens(number, people)) for number in range(draw(st.integers(0, most_citizens)))
        ),
        receivers,
    )


@st.composite
def _citizens(draw, number: int, people: int) -> HeldCitizen:
    known = draw(st.sets(st.integers(0, people - 1)))
    by_hand = draw(st.one_of(*[st.none()] * 5, st.integers(0, people - 1)))
    return held(
        number,
        draw(st.integers(0, people)),
        area=draw(st.sampled_from((*AREAS, None))),
        needs=frozenset(draw(st.one_of(st.just(()), st.sets(st.sampled_from(NEEDS), max_size=1)))),
        district=draw(st.sampled_from(("", "", "Nord", "Syd"))),
        burden=draw(st.integers(1, 3)),
        relations=tuple((person(who), draw(st.sampled_from(list(Relation)))) for who in known),
        moved=draw(st.booleans()),
        by_hand=None if by_hand is None else person(by_hand),
    )


def every_choice(problem: Problem):
    """Give every choice that keeps the rules."""
    for choice in product(*(problem.fitting(each) for each in range(len(problem.citizens)))):
        if problem.keeps(choice):
            yield choice
