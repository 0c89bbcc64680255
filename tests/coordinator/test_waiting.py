"""What waits in a plan in force is looked at again later, or waits no longer, and can be undone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.ports import Stale
from coordinator.use_cases.waiting import read_waiting, set_waiting
from plans.parts import Waiting
from plans.states import PlanStatus, TaskStatus
from tests.builders import AMIRA, LIS, METTE, PRACTICE, SUPPORT, TODAY, WORK, identity, ready_plan
from tests.coordinator.house_of_plans import keep, now, refused

NOW = Waiting("doctor", "Egen læge", TODAY - timedelta(9), TODAY)
LATER = replace(NOW, wake_up_date=TODAY + timedelta(7))
NEVER = replace(NOW, wake_up_date=None)
TASK = replace(SUPPORT.tasks[0], status=TaskStatus.WAITING, waiting=NOW)
HELD = replace(SUPPORT, waiting=NOW, tasks=(TASK,))


@pytest.fixture
def house(memory_house):
    goals = (replace(WORK, interventions=(PRACTICE, HELD)),)
    keep(memory_house, ready_plan(status=PlanStatus.ACTIVE, goals=goals, authors=frozenset()))
    return memory_house


@pytest.mark.parametrize("part", [HELD, TASK], ids=["intervention", "task"])
def test_it_is_put_off_and_waits_no_longer_without_a_version_or_an_author(house, part):
    desk, plan_id = house.desk(AMIRA), ready_plan().id
    assert read_waiting(desk, plan_id, part.id) == NOW
    set_waiting(desk, plan_id, part.id, NOW, LATER)
    assert read_waiting(desk, plan_id, part.id) == LATER
    set_waiting(desk, plan_id, part.id, LATER, None)
    assert read_waiting(desk, plan_id, part.id) is None
    set_waiting(desk, plan_id, part.id, None, NOW)
    plan = now(house)
    assert (plan.intervention(HELD.id), plan.authors) == (HELD, frozenset())


def test_who_saw_something_else_is_told(house):
    desk, plan_id = house.desk(METTE), ready_plan().id
    for part, seen in ((HELD.id, LATER), (identity("nothing"), NOW)):
        with pytest.raises(Stale):
            set_waiting(desk, plan_id, part, seen, None)


def test_another_area_and_a_day_that_never_comes_are_refused(house):
    plan_id = ready_plan().id
    for part in (HELD, TASK):
        deed = lambda desk, to, part=part: set_waiting(desk, plan_id, part.id, NOW, to)  # noqa: E731
        assert refused(lambda deed=deed: deed(house.desk(LIS), LATER)) == "not-your-area"
        assert refused(lambda deed=deed: deed(house.desk(METTE), NEVER)) == "waiting-without-day"
