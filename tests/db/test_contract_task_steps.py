"""What every store promises of the steps of tasks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.use_cases import answering, giving_tasks, worklists
from plans.states import TaskStatus
from plans.task_steps import StepKind
from tests.builders import (
    AMIRA,
    BO,
    JENS,
    LIS,
    METTE,
    NOW,
    SOCIAL,
    TODAY,
    citizen,
    goal,
    identity,
    intervention,
    participant,
    plan,
    step,
    task,
)
from tests.db.test_contract import put

ASKED = task("Skaf referat", LIS, due=TODAY)
PLACE = intervention("Støtte", SOCIAL, tasks=(ASKED,))
PLAN = plan(deputy=None, goals=(goal("Mål", PLACE),), participants=(participant(AMIRA),))
FIRST = replace(step("asked", METTE, LIS), plan_id=PLAN.id, task_id=ASKED.id)
LAST = replace(
    step("declined", LIS, text="Ingen tid"),
    plan_id=PLAN.id, task_id=ASKED.id, at=NOW + timedelta(minutes=1),
)  # fmt: skip


@pytest.fixture
def kept(house):
    put(house, citizen(), PLAN)
    return house


def test_steps_come_back_field_by_field_oldest_first(kept):
    for by, each in ((METTE, FIRST), (LIS, LAST)):
        with kept.begin(by, True) as work:
            work.task_steps.add(each)
            assert work.commit().citizens == {identity(BO)}
    with kept.begin(METTE, False) as work:
        first, last = work.task_steps.of_plans([PLAN.id])
        assert work.task_steps.of_plans([identity("another")]) == ()
    assert replace(first, at=NOW) == replace(FIRST, at=NOW)
    assert replace(last, at=NOW) == replace(LAST, at=NOW)


def test_a_task_goes_from_hand_to_hand_and_back(kept):
    def now():
        with kept.begin(METTE, False) as work:
            return work.plans.get(PLAN.id).task(ASKED.id)

    answering.pass_task_on(kept.desk(LIS), PLAN.id, now(), JENS.id, "Du kender lægen")
    assert worklists.my_day(kept.desk(LIS)).waiting_on_me == ()
    (item,) = worklists.my_day(kept.desk(JENS)).waiting_on_me
    assert [(each.kind, each.text) for each in item.path] == [
        (StepKind.PASSED_ON, "Du kender lægen")
    ]
    answering.decline_task(kept.desk(JENS), PLAN.id, now(), "Jeg er væk")
    (item,) = [each for each in worklists.my_day(kept.desk(METTE)).waiting_on_me if each.part_id]
    assert item.status == TaskStatus.DECLINED
    answering.take_task(kept.desk(METTE), PLAN.id, now())
    assert (now().assignee.staff_id, now().status) == (METTE.id, TaskStatus.ACCEPTED)


def test_who_asked_without_coordinating_waits_for_the_answer_and_hears_it(kept):
    given = task("Aftal besøg", JENS, due=TODAY)
    giving_tasks.give_task(kept.desk(AMIRA), PLAN.id, PLACE.id, given)
    with kept.begin(AMIRA, False) as work:
        assert "Aftal besøg" in [each.title for each in work.lists.awaited()]
    answering.decline_task(kept.desk(JENS), PLAN.id, given, "Jeg er væk")
    with kept.begin(AMIRA, False) as work:
        assert [each.title for each in work.lists.work(TODAY)] == ["Aftal besøg"]
