"""Giving a colleague a task: while the plan is written and while it is in force, and taking back."""

from dataclasses import replace

import pytest

from coordinator.ports import Stale
from coordinator.use_cases.giving_tasks import colleagues, give_task, take_task_back
from plans.parts import Responsible, ResponsibleKind
from plans.states import PlanStatus, TaskStatus
from tests.builders import AMIRA, BIRGER, METTE, PRACTICE, SUPPORT, ready_plan, task
from tests.coordinator.house_of_plans import keep, now, refused

GIVEN = task("Ring til butikken i morgen", AMIRA)
P = PlanStatus


@pytest.mark.parametrize("status", [P.DRAFT, P.APPROVED, P.ACTIVE, P.IN_REVISION])
def test_a_colleague_gets_a_task_and_who_gave_it_is_an_author(memory_house, status):
    plan = keep(memory_house, ready_plan(status=status, authors=frozenset()))
    give_task(memory_house.desk(METTE), plan.id, PRACTICE.id, GIVEN)
    after = now(memory_house)
    assert after.intervention(PRACTICE.id).tasks[-1] == GIVEN
    assert METTE.id in after.authors
    assert after.status is status


@pytest.mark.parametrize(
    ("status", "code"), [(P.IN_REVIEW, "plan-locked"), (P.CLOSED, "plan-closed")]
)
def test_a_plan_in_review_or_closed_takes_no_task(memory_house, status, code):
    plan = keep(memory_house, ready_plan(status=status))
    desk = memory_house.desk(METTE)
    assert refused(lambda: give_task(desk, plan.id, PRACTICE.id, GIVEN)) == code


def test_a_task_lacks_neither_text_nor_person_nor_day(memory_house):
    plan = keep(memory_house, ready_plan())
    desk = memory_house.desk(METTE)
    outside = Responsible("Butikken", kind=ResponsibleKind.OUTSIDE)
    wrong = {
        "given-task-empty": replace(GIVEN, title="  "),
        "given-task-nobody": replace(GIVEN, assignee=None),
        "given-task-outside": replace(GIVEN, assignee=outside),
        "given-task-no-day": replace(GIVEN, due=None),
    }
    for code, each in wrong.items():
        assert refused(lambda each=each: give_task(desk, plan.id, PRACTICE.id, each)) == code
    assert now(memory_house).tasks == plan.tasks


def test_one_gives_tasks_in_ones_own_part_of_the_plan(memory_house):
    plan = keep(memory_house, ready_plan())
    hers = memory_house.desk(AMIRA)
    assert refused(lambda: give_task(hers, plan.id, PRACTICE.id, GIVEN)) == "not-your-area"
    give_task(hers, plan.id, SUPPORT.id, replace(GIVEN, assignee=Responsible("Mette", METTE.id)))
    nobody = memory_house.desk(BIRGER)
    assert refused(lambda: give_task(nobody, plan.id, SUPPORT.id, GIVEN)) == "not-your-plan"


def test_a_task_given_twice_by_the_same_press_stands_once(memory_house):
    plan = keep(memory_house, ready_plan())
    desk = memory_house.desk(METTE)
    give_task(desk, plan.id, PRACTICE.id, GIVEN)
    give_task(desk, plan.id, PRACTICE.id, GIVEN)
    assert now(memory_house).tasks.count(GIVEN) == 1


@pytest.mark.parametrize(("status", "left"), [(P.DRAFT, None), (P.ACTIVE, TaskStatus.CANCELLED)])
def test_it_is_taken_back_unless_somebody_began_it(memory_house, status, left):
    plan = keep(memory_house, ready_plan(status=status))
    desk = memory_house.desk(METTE)
    give_task(desk, plan.id, PRACTICE.id, GIVEN)
    with pytest.raises(Stale):
        take_task_back(desk, plan.id, replace(GIVEN, status=TaskStatus.ACCEPTED))
    take_task_back(desk, plan.id, GIVEN)
    stands = now(memory_house).task(GIVEN.id)
    assert (stands.status if stands else None) is left


def test_what_a_colleague_took_out_takes_no_task_and_gives_none_back(memory_house):
    plan = keep(memory_house, ready_plan())
    desk = memory_house.desk(METTE)
    gone = task("ukendt").id
    assert refused(lambda: give_task(desk, plan.id, gone, GIVEN)) == "not-in-plan"
    assert not take_task_back(desk, plan.id, GIVEN)
    in_force = ready_plan(status=P.ACTIVE)
    assert refused(lambda: in_force.without_given_task(METTE, GIVEN)) == "not-in-plan"


def test_colleagues_are_of_all_service_areas(memory_house):
    keep(memory_house)
    found = colleagues(memory_house.desk(METTE))
    assert {METTE.id, AMIRA.id} <= {each.id for each in found.staff}
    assert found.absences == {}
