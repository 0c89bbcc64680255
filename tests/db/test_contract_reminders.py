"""What every store promises of reminders and of what one waits for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.ports import NotFound
from plans.reminders import Reminder
from plans.states import TaskStatus
from tests.builders import (
    BO,
    JENS,
    LIS,
    METTE,
    NOW,
    TODAY,
    citizen,
    goal,
    identity,
    intervention,
    plan,
    task,
)
from tests.db.test_contract import put

ASKED = task("Skaf referat", LIS)
BEGUN = replace(task("Begyndt", LIS), status=TaskStatus.IN_PROGRESS)
WAITS = replace(task("Afventer", JENS), status=TaskStatus.WAITING)
MINE = task("Ring", METTE)
PLAN = plan(goals=(goal("Mål", intervention("Støtte", tasks=(ASKED, BEGUN, WAITS, MINE))),))
FIRST = Reminder(identity("first"), PLAN.id, ASKED.id, METTE.id, METTE.name, TODAY, NOW)
LAST = replace(FIRST, id=identity("last"), task_id=None, at=NOW + timedelta(minutes=1))


@pytest.fixture
def kept(house):
    put(house, citizen(), PLAN)
    with house.begin(METTE, True) as work:
        work.reminders.add(FIRST)
        work.reminders.add(LAST)
        assert work.commit().citizens == {identity(BO)}
    return house


def read(house, *plans):
    with house.begin(METTE, False) as work:
        return work.reminders.of_plans(plans)


def test_reminders_come_back_field_by_field_newest_first(kept):
    assert read(kept, PLAN.id) == (LAST, FIRST)
    assert read(kept, identity("another")) == ()


def test_one_that_is_taken_back_is_hidden_once(kept):
    with kept.begin(METTE, True) as work:
        work.reminders.take_back(LAST.id)
        assert work.commit().citizens == {identity(BO)}
    assert read(kept, PLAN.id) == (FIRST,)
    with kept.begin(METTE, True) as work, pytest.raises(NotFound):
        work.reminders.take_back(LAST.id)


def test_what_others_hold_and_have_not_begun_is_awaited_by_the_coordinator(kept):
    with kept.begin(METTE, False) as work:
        found = work.lists.awaited()
    assert [(each.title, each.text, each.part_id, each.status) for each in found] == [
        ("Afventer", JENS.name, WAITS.id, "waiting"),
        ("Skaf referat", LIS.name, ASKED.id, "requested"),
    ]
    with kept.begin(LIS, False) as work:
        assert work.lists.awaited() == ()
