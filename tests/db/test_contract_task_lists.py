"""What every store promises of the list of tasks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.task_lists import BulkWish, TaskFilter
from coordinator.use_cases import giving_tasks, staff_tasks
from coordinator.use_cases.task_bulk import carry_out, foresee
from coordinator.use_cases.task_lists import keep_filter, task_page
from plans.staff_tasks import Wish, unit_of
from plans.states import TaskStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    JENS,
    LIS,
    METTE,
    PRACTICE,
    TODAY,
    citizen,
    identity,
    plan,
    task,
)
from tests.db.test_contract import put

BOS = identity(BO)
PLAN = plan(deputy=None)
WISH = Wish("Ring til klinikken", TODAY + timedelta(5), citizen_id=BOS)
ROOM = Wish("Bestil lokale", TODAY)
DAY = TODAY + timedelta(30)


@pytest.fixture
def kept(house):
    put(house, citizen(), PLAN)
    return house


def listed(house, member=METTE):
    return {each.item.title: each for each in task_page(house.desk(member)).tasks}


def said(house, member=METTE):
    return {
        (each.item.title, each.item.citizen_name, each.sender_name, each.assignee_name)
        for each in listed(house, member).values()
    }


def given(house, who=JENS):
    """Let Mette ask somebody for a task in Bo's plan."""
    mine = replace(task("Aftal besøg", who), due=TODAY)
    giving_tasks.give_task(house.desk(METTE), PLAN.id, PRACTICE.id, mine)
    return mine


def test_tasks_in_plans_name_who_asked_and_who_has_them(kept):
    given(kept)
    line = ("Aftal besøg", "Bo Testrup", METTE.name, JENS.name)
    assert line in said(kept)
    assert line in said(kept, JENS)
    # Who leads the unit of who has it, too.
    assert line in said(kept, BIRGER)
    assert line not in said(kept, LIS)


def test_tasks_between_colleagues_and_queues_stand_beside_them(kept):
    staff_tasks.ask(kept.desk(METTE), identity("asked"), WISH, JENS.id)
    staff_tasks.ask(kept.desk(METTE), identity("room"), ROOM, unit_of(AMIRA))
    assert ("Ring til klinikken", "Bo Testrup", METTE.name, JENS.name) in said(kept, JENS)
    assert ("Bestil lokale", "", METTE.name, AMIRA.team) in said(kept, AMIRA)
    assert "Bestil lokale" not in listed(kept, LIS)


def test_what_was_done_lately_is_there_and_is_over(kept):
    staff_tasks.ask(kept.desk(METTE), identity("room"), ROOM, JENS.id)
    desk = kept.desk(JENS)
    staff_tasks.complete(desk, staff_tasks.read(desk, identity("room")))
    found = listed(kept, JENS)["Bestil lokale"]
    assert found.status is TaskStatus.COMPLETED
    assert found.is_over


def test_several_get_another_deadline_each_for_itself(kept):
    given(kept)
    staff_tasks.ask(kept.desk(METTE), identity("room"), ROOM, JENS.id)
    staff_tasks.ask(kept.desk(JENS), identity("mine"), replace(ROOM, title="Læs"), METTE.id)
    desk, wish = kept.desk(METTE), BulkWish(due=DAY)
    tasks = [
        each
        for name, each in listed(kept).items()
        if name in ("Aftal besøg", "Bestil lokale", "Læs")
    ]
    foreseen = {each.task.item.title: each.happens for each in foresee(desk, tasks, wish)}
    assert foreseen == {"Aftal besøg": True, "Bestil lokale": True, "Læs": False}
    outcomes = {each.item.title: carry_out(desk, each, wish) for each in tasks}
    assert {name: each.done for name, each in outcomes.items()} == foreseen
    after = listed(kept)
    assert {after[name].item.due for name, done in foreseen.items() if done} == {DAY}
    for each in outcomes.values():
        if each.undo is not None:
            each.undo()
    assert listed(kept)["Aftal besøg"].item.due == TODAY


def test_several_go_to_a_colleague_and_back(kept):
    given(kept)
    staff_tasks.ask(kept.desk(METTE), identity("room"), ROOM, JENS.id)
    desk, wish = kept.desk(METTE), BulkWish(to=BIRGER.id, to_name=BIRGER.name, note="Kan du?")
    before = listed(kept)
    tasks = [before["Aftal besøg"], before["Bestil lokale"]]
    assert all(each.happens for each in foresee(desk, tasks, wish))
    outcomes = [carry_out(desk, each, wish) for each in tasks]
    assert {listed(kept)[each.item.title].assignee for each in tasks} == {BIRGER.id}
    for each in outcomes:
        each.undo()
    assert {listed(kept)[each.item.title].assignee for each in tasks} == {JENS.id}


def test_what_the_consent_hides_is_in_no_list(kept):
    given(kept, JENS)
    assert "Aftal besøg" not in listed(kept, AMIRA)


def test_filters_are_kept_for_oneself_alone(kept):
    keep_filter(kept.desk(METTE), "Mine", TaskFilter(whose="mine", text="Bo Testrup"))
    assert [each.name for each in task_page(kept.desk(METTE)).saved] == ["Mine"]
    assert task_page(kept.desk(JENS)).saved == ()
