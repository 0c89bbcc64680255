"""A store in memory with Bo and his plan, and short words for what tests ask of it."""

from collections.abc import Callable

import pytest

from plans.errors import RuleBroken
from plans.people import Citizen
from plans.plan import JointPlan
from tests.builders import METTE, citizen, plan
from tests.fakes import FakeStore


def house_with(*things: Citizen | JointPlan) -> FakeStore:
    """Give a store that holds some citizens and plans."""
    house = FakeStore()
    put_in(house, *things)
    return house


def put_in(house: FakeStore, *things: Citizen | JointPlan) -> None:
    """Let a store hold some citizens and plans."""
    with house.begin(METTE, True) as work:
        for thing in things:
            if isinstance(thing, Citizen):
                work.citizens.add(thing)
            else:
                work.plans.add(thing)
        work.commit()


def keep(house: FakeStore, whole: JointPlan | None = None) -> JointPlan:
    """Let a store hold Bo and a plan of his."""
    whole = whole or plan()
    put_in(house, citizen(), whole)
    return whole


def now(house: FakeStore) -> JointPlan:
    """Read Bo's plan."""
    with house.begin(METTE, False) as work:
        return work.plans.get(plan().id)


def broken(deed: Callable[[], object]) -> RuleBroken:
    """Do what a rule refuses; give the refusal."""
    with pytest.raises(RuleBroken) as caught:
        deed()
    return caught.value


def refused(deed: Callable[[], object]) -> str:
    """Do what a rule refuses; give the code."""
    return broken(deed).code
