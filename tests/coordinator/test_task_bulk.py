"""Another deadline or colleague for several tasks: foreseen, then done, each with its outcome."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.task_lists import BulkWish
from coordinator.use_cases import staff_tasks, task_bulk
from coordinator.use_cases.task_lists import task_page
from plans.staff_tasks import Wish, unit_of
from plans.states import PlanStatus, TaskStatus
from tests.builders import AMIRA, BIRGER, JENS, METTE, TODAY, citizen, identity, plan
from tests.coordinator.house_of_plans import house_with, now

DAY = TODAY + timedelta(30)
DUE = BulkWish(due=DAY)
GIVE = BulkWish(to=JENS.id, to_name=JENS.name, note="Du kender stedet")
ROOM = Wish("Bestil lokale", TODAY + timedelta(2))
HERS = Wish("Læs referatet", TODAY)


@pytest.fixture
def house():
    return house_with(citizen(), plan())


@pytest.fixture
def asked(house):
    staff_tasks.ask(house.desk(METTE), identity("room"), ROOM, AMIRA.id)
    staff_tasks.ask(house.desk(AMIRA), identity("hers"), HERS, METTE.id)
    return house


def listed(house, member=METTE):
    return {each.item.title: each for each in task_page(house.desk(member)).tasks}


def code(found):
    return getattr(found.why_not, "code", type(found.why_not).__name__ if found.why_not else "")


def foreseen(house, wish, member=METTE):
    tasks = listed(house, member).values()
    return {
        each.task.item.title: each for each in task_bulk.foresee(house.desk(member), tasks, wish)
    }


def test_what_would_happen_is_told_by_the_rules_and_nothing_is_written(asked):
    before = listed(asked)
    found = foreseen(asked, DUE)
    assert found["Bestil lokale"].happens
    # Whoever only has a task does not move the deadline that another set.
    assert code(found["Læs referatet"]) == "staff-task-not-asked"
    assert listed(asked) == before


def test_what_is_so_already_is_neither_changed_nor_refused(asked):
    found = foreseen(asked, BulkWish(due=ROOM.due))["Bestil lokale"]
    assert found.same
    assert not found.happens


def test_each_task_has_an_outcome_of_its_own(asked):
    tasks = listed(asked)
    desk = asked.desk(METTE)
    moved = task_bulk.carry_out(desk, tasks["Bestil lokale"], DUE)
    refused = task_bulk.carry_out(desk, tasks["Læs referatet"], DUE)
    assert moved.done
    assert code(refused) == "staff-task-not-asked"
    after = listed(asked)
    assert after["Bestil lokale"].item.due == DAY
    assert after["Læs referatet"].item.due == HERS.due
    moved.undo()
    assert listed(asked)["Bestil lokale"].item.due == ROOM.due


def test_a_task_that_a_colleague_changed_meanwhile_is_left_alone(asked):
    seen = listed(asked)["Bestil lokale"]
    staff_tasks.accept(asked.desk(AMIRA), staff_tasks.read(asked.desk(AMIRA), identity("room")))
    assert code(task_bulk.carry_out(asked.desk(METTE), seen, DUE)) == "Stale"


def test_tasks_in_plans_get_another_deadline_and_back(house):
    tasks = [each for each in listed(house).values() if each.item.plan_id is not None]
    assert tasks
    desk = house.desk(METTE)
    outcomes = [task_bulk.carry_out(desk, each, DUE) for each in tasks]
    written = [each for each in outcomes if each.done]
    assert written
    ids = {each.task.item.part_id for each in written}
    assert {each.due for each in now(house).tasks if each.id in ids} == {DAY}
    before = {each.item.part_id: each.item.due for each in tasks}
    for each in reversed(written):
        each.undo()
    assert {each.id: each.due for each in now(house).tasks if each.id in ids} == {
        each: before[each] for each in ids
    }


def test_in_a_plan_that_is_read_nothing_is_moved_and_it_is_told(house):
    with house.begin(METTE, True) as work:
        read = replace(work.plans.get(plan().id), status=PlanStatus.IN_REVIEW)
        work.plans.save(read)
        work.commit()
    found = [each for each in foreseen(house, DUE).values() if each.task.item.plan_id is not None]
    assert {code(each) for each in found} == {"plan-locked"}


def test_passing_on_asks_the_colleague_and_can_be_taken_back(asked):
    desk = asked.desk(METTE)
    given = task_bulk.carry_out(desk, listed(asked)["Bestil lokale"], GIVE)
    assert given.done
    after = listed(asked)["Bestil lokale"]
    assert (after.assignee, after.status) == (JENS.id, TaskStatus.REQUESTED)
    given.undo()
    assert listed(asked)["Bestil lokale"].assignee == AMIRA.id


def test_what_went_to_nobody_before_cannot_be_given_back(house):
    staff_tasks.ask(house.desk(METTE), identity("room"), ROOM, unit_of(AMIRA))
    outcome = task_bulk.carry_out(house.desk(METTE), listed(house)["Bestil lokale"], GIVE)
    assert outcome.done
    assert outcome.undo is None


def test_a_lead_gives_a_colleagues_tasks_to_another(asked):
    found = foreseen(asked, GIVE, BIRGER)
    assert found["Læs referatet"].happens
    outcome = task_bulk.carry_out(asked.desk(BIRGER), found["Læs referatet"].task, GIVE)
    assert outcome.done
