"""Asking again for an answer, once a day, with a way back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.ports import NotFound
from coordinator.use_cases import reminding, worklists
from plans.errors import RuleBroken
from plans.parts import EventKind
from plans.states import PlanStatus, TaskStatus
from tests.builders import (
    BIRGER,
    HANNE,
    JENS,
    LIS,
    METTE,
    PRACTICE,
    TODAY,
    citizen,
    event,
    goal,
    intervention,
    plan,
    ready_plan,
    task,
)
from tests.coordinator.house_of_plans import house_with

ASKED = task("Skaf referat", LIS)
MINE = task("Ring", METTE)
DONE = replace(task("Sendt", LIS), status=TaskStatus.COMPLETED)
PLAN = plan(goals=(goal("Mål", intervention("Støtte", tasks=(ASKED, MINE, DONE))),))
SENT = ready_plan(
    status=PlanStatus.IN_REVIEW, events=(event(EventKind.CREATED), event(EventKind.SENT))
)


def awaited(house, member=METTE):
    return worklists.my_day(house.desk(member)).awaited


def test_what_others_hold_in_my_plan_waits_for_an_answer_and_only_that():
    house = house_with(citizen(), PLAN)
    assert [(item.title, item.text) for item in awaited(house)] == [("Skaf referat", LIS.name)]
    assert awaited(house, LIS) == ()


def test_my_plan_in_review_waits_for_an_answer():
    (item,) = [each for each in awaited(house_with(citizen(), SENT)) if each.part_id is None]
    assert item.plan_id == SENT.id


def test_the_receiver_sees_who_reminded_on_their_line():
    house = house_with(citizen(), PLAN)
    reminding.remind(house.desk(METTE), PLAN.id, ASKED.id)
    (line,) = worklists.my_day(house.desk(LIS)).waiting_on_me
    assert (line.reminder.by_name, line.reminder.on) == (METTE.name, TODAY)
    (item,) = awaited(house)
    assert item.reminder == line.reminder


def test_the_lead_sees_who_reminded_of_a_review():
    house = house_with(citizen(), SENT)
    reminding.remind(house.desk(METTE), SENT.id, None)
    (line,) = worklists.my_day(house.desk(BIRGER)).in_review
    assert line.reminder.by_name == METTE.name


def test_once_a_day_is_enough_and_each_person_has_their_own():
    house = house_with(citizen(), PLAN)
    reminding.remind(house.desk(METTE), PLAN.id, ASKED.id)
    with pytest.raises(RuleBroken, match="reminded-today"):
        reminding.remind(house.desk(METTE), PLAN.id, ASKED.id)
    reminding.remind(house.desk(JENS), PLAN.id, ASKED.id)


def test_taken_back_it_is_gone_and_may_be_sent_again():
    house = house_with(citizen(), PLAN)
    desk = house.desk(METTE)
    reminder, _changes = reminding.remind(desk, PLAN.id, ASKED.id)
    reminding.take_back(desk, reminder)
    assert awaited(house)[0].reminder is None
    with pytest.raises(NotFound):
        reminding.take_back(desk, reminder)
    reminding.remind(desk, PLAN.id, ASKED.id)


def test_nobody_takes_anothers_back():
    house = house_with(citizen(), PLAN)
    reminder, _changes = reminding.remind(house.desk(METTE), PLAN.id, ASKED.id)
    with pytest.raises(RuleBroken, match="nobody-to-remind"):
        reminding.take_back(house.desk(JENS), reminder)


@pytest.mark.parametrize("part", [MINE.id, DONE.id, None])
def test_where_nobody_else_has_to_answer_nobody_is_reminded(part):
    house = house_with(citizen(), PLAN)
    with pytest.raises(RuleBroken, match="nobody-to-remind"):
        reminding.remind(house.desk(METTE), PLAN.id, part)


def test_only_who_leads_the_plan_reminds_and_only_of_what_is_in_it():
    house = house_with(citizen(), PLAN)
    with pytest.raises(RuleBroken, match="not-your-plan"):
        reminding.remind(house.desk(HANNE), PLAN.id, ASKED.id)
    with pytest.raises(RuleBroken, match="not-in-plan"):
        reminding.remind(house.desk(METTE), PLAN.id, PRACTICE.id)


def test_a_reminder_from_before_the_review_was_sent_says_nothing_of_it():
    house = house_with(citizen(), SENT)
    reminder, _changes = reminding.remind(house.desk(METTE), SENT.id, None)
    old = replace(reminder, on=TODAY - timedelta(400))
    house.kept.reminders[reminder.id] = old
    assert worklists.my_day(house.desk(BIRGER)).in_review[0].reminder is None
