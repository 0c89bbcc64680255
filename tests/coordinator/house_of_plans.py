"""A store in memory with Bo and his plan, and short words for what tests ask of it."""

from collections.abc import Callable

import pytest

from coordinator.ports import AuditAction, AuditEntry
from plans.errors import RuleBroken
from plans.people import Citizen, StaffMember
from plans.plan import JointPlan
from tests.builders import METTE, citizen, identity, plan
from tests.fakes import FakeStore


def house_with(*things: Citizen | JointPlan) -> FakeStore:
    """Give a store that holds some citizens and plans."""
    house = FakeStore()
    with house.begin(METTE, True) as work:
        for thing in things:
            if isinstance(thing, Citizen):
                work.citizens.add(thing)
            else:
                work.plans.add(thing)
        work.commit()
    return house


def house_with_plan(**fields: object) -> FakeStore:
    """Give a store with Bo and his plan."""
    return house_with(citizen(), plan(**fields))


def stored(house: FakeStore) -> JointPlan:
    """Read Bo's plan."""
    with house.begin(METTE, False) as work:
        return work.plans.get(plan().id)


def bo(house: FakeStore, number: str = "1502779995") -> Citizen:
    """Read Bo, or the citizen of another number."""
    with house.begin(METTE, False) as work:
        return work.citizens.get(identity(number))


def refusal(deed: Callable[[], object]) -> str:
    """Do what a rule refuses; give the code."""
    with pytest.raises(RuleBroken) as caught:
        deed()
    return caught.value.code


def last_entry(house: FakeStore) -> AuditEntry:
    """Give the newest row of the log."""
    return house.log[-1]


def logged(house: FakeStore) -> list[tuple[AuditAction, str]]:
    """Give what was logged: action and subject."""
    return [(entry.action, entry.subject) for entry in house.log]


def desk(house: FakeStore, member: StaffMember = METTE):
    """Give somebody's desk."""
    return house.desk(member)
