"""Taking a task on, saying no and passing it on: what both sides then see on «Min dag»."""

from dataclasses import replace

import pytest

from coordinator.ports import Stale
from coordinator.use_cases import answering, giving_tasks, planning, reminding, worklists
from plans.errors import RuleBroken
from plans.parts import Responsible
from plans.states import TaskStatus
from plans.task_steps import StepKind
from tests.builders import AMIRA, JENS, LIS, METTE, TODAY, citizen, goal, intervention, plan, task
from tests.coordinator.house_of_plans import house_with

PLACE = intervention("Støtte")
PLAN = plan(deputy=None, goals=(goal("Mål", PLACE),))
TASK = task("Skaf referat", LIS, due=TODAY)


@pytest.fixture
def house():
    made = house_with(citizen(), PLAN)
    giving_tasks.give_task(made.desk(METTE), PLAN.id, PLACE.id, TASK)
    return made


def now(house):
    with house.begin(METTE, False) as work:
        return work.plans.get(PLAN.id).task(TASK.id)


def waits(house, member):
    return [each for each in worklists.my_day(house.desk(member)).waiting_on_me if each.part_id]


def awaited(house, member):
    return [each for each in worklists.my_day(house.desk(member)).awaited if each.part_id]


def path(item):
    return [(each.kind.value, each.by_name, each.text, each.to_name) for each in item.path]


def test_the_receiver_sees_who_asked_and_the_sender_who_has_it(house):
    (item,) = waits(house, LIS)
    assert path(item) == [("asked", METTE.name, "", LIS.name)]
    (sent,) = awaited(house, METTE)
    assert (sent.text, sent.path) == (LIS.name, item.path)


def test_a_task_that_is_taken_on_is_the_receivers(house):
    answering.accept_task(house.desk(LIS), PLAN.id, TASK)
    (item,) = waits(house, LIS)
    assert (item.status, item.path[-1].kind) == (TaskStatus.ACCEPTED, StepKind.ACCEPTED)
    with pytest.raises(Stale):
        answering.accept_task(house.desk(LIS), PLAN.id, TASK)


def test_a_task_that_is_declined_returns_with_the_reason(house):
    with pytest.raises(RuleBroken, match="task-decline-reason"):
        answering.decline_task(house.desk(LIS), PLAN.id, TASK, " ")
    answering.decline_task(house.desk(LIS), PLAN.id, TASK, "Jeg er  væk i november")
    assert waits(house, LIS) == []
    assert awaited(house, METTE) == []
    (item,) = waits(house, METTE)
    assert path(item)[-1] == ("declined", LIS.name, "Jeg er væk i november", "")
    answering.take_task(house.desk(METTE), PLAN.id, now(house))
    assert now(house).assignee == Responsible(METTE.name, METTE.id)
    assert now(house).status is TaskStatus.ACCEPTED


def test_a_task_is_passed_on_with_what_the_next_should_know(house):
    with pytest.raises(RuleBroken, match="task-pass-note"):
        answering.pass_task_on(house.desk(LIS), PLAN.id, TASK, JENS.id, "")
    answering.pass_task_on(house.desk(LIS), PLAN.id, TASK, JENS.id, "Du har talt med lægen")
    assert waits(house, LIS) == []
    (item,) = waits(house, JENS)
    assert path(item)[-1] == ("passed_on", LIS.name, "Du har talt med lægen", JENS.name)
    assert awaited(house, METTE)[0].text == JENS.name


def test_who_takes_part_asks_and_hears_the_answer_and_may_remind(house):
    mine = intervention("Bostøtte", AMIRA.service_area)
    with house.begin(METTE, True) as work:
        before = work.plans.get(PLAN.id)
        work.plans.save(replace(before, goals=(replace(before.goals[0], interventions=(
            *before.goals[0].interventions, mine)),)))  # fmt: skip
        work.commit()
    asked = task("Aftal besøg", JENS)
    giving_tasks.give_task(house.desk(AMIRA), PLAN.id, mine.id, replace(asked, due=TODAY))
    asked = replace(asked, due=TODAY)
    assert [each.title for each in awaited(house, AMIRA)] == ["Aftal besøg"]
    reminding.remind(house.desk(AMIRA), PLAN.id, asked.id)
    with pytest.raises(RuleBroken, match="not-your-area"):
        reminding.remind(house.desk(AMIRA), PLAN.id, TASK.id)
    answering.decline_task(house.desk(JENS), PLAN.id, asked, "Jeg er på kursus")
    assert [each.title for each in waits(house, AMIRA)] == ["Aftal besøg"]


def test_a_task_written_in_the_plan_asks_too(house):
    again = replace(TASK, assignee=Responsible(JENS.name, JENS.id))
    planning.put_task(house.desk(METTE), PLAN.id, PLACE.id, TASK, again)
    planning.put_task(house.desk(METTE), PLAN.id, PLACE.id, again, replace(again, title="Andet"))
    (item,) = waits(house, JENS)
    assert [kind for kind, *_rest in path(item)] == ["asked", "asked"]
