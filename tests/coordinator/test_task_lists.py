"""Which tasks stand in the list, which of them a filter takes, and what one keeps for oneself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.lists import WorkItem, WorkKind
from coordinator.task_lists import (
    ListedTask,
    TaskFilter,
    filter_as_text,
    filter_from_text,
)
from coordinator.use_cases import staff_tasks
from coordinator.use_cases.task_lists import MOST_FILTERS, drop_filter, keep_filter, task_page
from plans.parts import Priority
from plans.people import ServiceArea
from plans.staff_tasks import Wish, unit_of
from plans.states import TaskStatus
from tests.builders import AMIRA, BIRGER, JENS, METTE, TODAY, citizen, identity, plan
from tests.coordinator.house_of_plans import house_with, refused

WISH = Wish("Ring til klinikken", TODAY + timedelta(2), kind="contact", citizen_id=citizen().id)
ITEM = WorkItem(
    WorkKind.TASK, "Ring til butikken", None, "Bo Testrup", service_area=ServiceArea.HEALTH,
    due=TODAY, status="requested",
)  # fmt: skip
TASK = ListedTask(
    ITEM, TaskStatus.REQUESTED, METTE.id, METTE.name, JENS.id, JENS.name, kind="contact"
)


@pytest.fixture
def house():
    return house_with(citizen(), plan())


def takes(wanted, task=TASK, me=METTE):
    return wanted.fits(task, me.id, TODAY)


def titles(house, member):
    return {each.item.title for each in task_page(house.desk(member)).tasks}


@pytest.mark.parametrize(
    ("field", "fits", "does_not"),
    [
        ("whose", "sent", "mine"),
        ("status", "requested", "waiting"),
        ("status", "open", "completed"),
        ("kind", "contact", "plan"),
        ("area", "health", "social"),
        ("sender", METTE.name, JENS.name),
        ("receiver", JENS.name, METTE.name),
        ("deadline", "today", "late"),
        ("deadline", "week", "none"),
        ("priority", "medium", "high"),
        ("text", "butikken bo", "butikken nina"),
    ],
)
def test_each_field_takes_what_is_so_and_leaves_the_rest(field, fits, does_not):
    assert takes(replace(TaskFilter(), **{field: fits}))
    assert not takes(replace(TaskFilter(), **{field: does_not}))


def test_what_is_over_is_taken_only_when_it_is_asked_for():
    done = replace(TASK, status=TaskStatus.COMPLETED)
    assert not takes(TaskFilter(), done)
    assert takes(TaskFilter(status="all"), done)
    assert takes(TaskFilter(status="completed"), done)


def test_what_a_colleague_declined_is_mine_again():
    assert takes(TaskFilter(whose="mine"), replace(TASK, status=TaskStatus.DECLINED))


@pytest.mark.parametrize(("days", "deadline"), [(-1, "late"), (30, "later"), (None, "none")])
def test_deadlines_are_told_apart(days, deadline):
    due = None if days is None else TODAY + timedelta(days)
    task = replace(TASK, item=replace(ITEM, due=due))
    assert takes(TaskFilter(deadline=deadline), task)
    assert not takes(TaskFilter(deadline="today"), task)


def test_a_filter_comes_back_as_it_was_written_and_nonsense_as_no_choice():
    wanted = TaskFilter(whose="mine", kind="contact", text="Østergård")
    assert filter_from_text(filter_as_text(wanted)) == wanted
    for nonsense in ("", "[]", '{"whose": 3, "deadline": "never"}', '{"other": "x"}'):
        assert filter_from_text(nonsense) == TaskFilter()


def test_the_list_has_tasks_in_plans_and_between_colleagues(house):
    staff_tasks.ask(house.desk(METTE), identity("asked"), WISH, JENS.id)
    page = task_page(house.desk(METTE))
    found = {each.item.title: each for each in page.tasks}
    assert "Ring til klinikken" in found
    assert found["Ring til klinikken"].sender_name == METTE.name
    assert found["Ring til klinikken"].assignee_name == JENS.name
    in_plans = [each for each in page.tasks if each.item.plan_id is not None]
    assert in_plans
    assert all(each.sender_name for each in in_plans)
    assert ("contact", "Kontakt borger") in page.kinds


def test_a_lead_sees_what_the_people_of_the_unit_have(house):
    given = replace(WISH, citizen_id=None, title="Bestil lokale")
    staff_tasks.ask(house.desk(AMIRA), identity("other"), given, METTE.id)
    assert "Bestil lokale" in titles(house, BIRGER)
    assert "Bestil lokale" not in titles(house, JENS)


def test_the_queue_of_the_unit_stands_there_without_the_name_of_the_citizen(house):
    staff_tasks.ask(house.desk(METTE), identity("queued"), WISH, unit_of(JENS))
    found = next(each for each in task_page(house.desk(JENS)).tasks if each.is_queued)
    assert (found.assignee, found.assignee_name) == (None, JENS.team)
    assert found.item.citizen_name in ("", "Bo Testrup")


def test_what_presses_is_told(house):
    staff_tasks.ask(
        house.desk(METTE), identity("asked"), replace(WISH, priority=Priority.HIGH), JENS.id
    )
    page = task_page(house.desk(METTE))
    assert sum(TaskFilter(priority="high").fits(each, METTE.id, TODAY) for each in page.tasks) == 1


def test_one_keeps_filters_for_oneself_by_name(house):
    desk = house.desk(METTE)
    mine = TaskFilter(whose="mine")
    assert [each.name for each in keep_filter(desk, "  Mine  egne ", mine)] == ["Mine egne"]
    keep_filter(desk, "mine egne", TaskFilter(text="Bo"))
    (kept,) = task_page(desk).saved
    assert (kept.name, kept.filter.text) == ("mine egne", "Bo")
    assert task_page(house.desk(JENS)).saved == ()
    assert drop_filter(desk, "mine egne") == ()
    assert task_page(desk).saved == ()


def test_a_filter_needs_a_name_and_there_are_not_too_many(house):
    desk = house.desk(METTE)
    assert refused(lambda: keep_filter(desk, "  ", TaskFilter())) == "filter-no-name"
    for number in range(MOST_FILTERS):
        keep_filter(desk, f"Filter {number}", TaskFilter())
    assert refused(lambda: keep_filter(desk, "Et til", TaskFilter())) == "filter-too-many"
    assert len(keep_filter(desk, "Filter 3", TaskFilter(text="x"))) == MOST_FILTERS
