"""Whom a task between colleagues is about, and the way back to what it came out of."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.use_cases import staff_tasks, task_origins
from coordinator.use_cases.task_origins import CameFrom
from plans.staff_tasks import ALONE, Origin, OriginKind, Wish
from tests.builders import HANNE, JENS, METTE, PRACTICE, TODAY, citizen, identity, plan
from tests.coordinator.house_of_plans import house_with

BO = citizen()
WISH = Wish("Ring til klinikken", TODAY + timedelta(2), citizen_id=BO.id)
PART = Origin(OriginKind.PART, PRACTICE.id, "intervention")


@pytest.fixture
def house():
    return house_with(BO, plan())


def asked(house, origin, **more):
    wish = replace(WISH, origin=origin, **more)
    staff_tasks.ask(house.desk(METTE), identity("asked"), wish, JENS.id)
    return staff_tasks.read(house.desk(METTE), identity("asked"))


def test_one_finds_those_whom_one_has_to_do_with_and_nobody_else(house):
    found = task_origins.citizens_to_ask_about(house.desk(METTE), "bo", 5)
    assert [each.id for each in found] == [BO.id]
    assert task_origins.citizens_to_ask_about(house.desk(HANNE), "bo", 5) == ()
    assert task_origins.may_ask_about(house.desk(METTE), BO.id)
    assert not task_origins.may_ask_about(house.desk(HANNE), BO.id)


def test_a_part_of_a_plan_leads_back_to_its_place(house):
    task = asked(house, PART)
    here = CameFrom(plan().id, PRACTICE.id, BO.id)
    assert task_origins.came_from(house.desk(METTE), task) == here
    # Who was asked has to do with the citizen, too.
    assert task_origins.came_from(house.desk(JENS), task).plan_id == plan().id
    assert task_origins.came_from(house.desk(HANNE), task) == CameFrom(citizen_id=BO.id)


def test_a_part_that_is_gone_leads_to_the_plan(house):
    task = asked(house, replace(PART, id=identity("gone")))
    assert task_origins.came_from(house.desk(METTE), task) == CameFrom(plan().id, None, BO.id)


def test_an_enquiry_leads_back_to_itself_and_the_rest_to_the_citizen(house):
    enquiry = Origin(OriginKind.ENQUIRY, identity("enquiry"))
    task = asked(house, enquiry, citizen_id=None)
    assert task_origins.came_from(house.desk(METTE), task).enquiry_id == identity("enquiry")
    for origin in (ALONE, Origin(OriginKind.NOTE, identity("note"))):
        other = replace(task, wish=replace(WISH, origin=origin))
        assert task_origins.came_from(house.desk(METTE), other) == CameFrom(citizen_id=BO.id)


def test_without_a_plan_a_part_leads_to_the_citizen(house):
    lonely = house_with(BO)
    task = asked(house, PART)
    with lonely.begin(METTE, False):
        assert task_origins.came_from(lonely.desk(METTE), task).plan_id is None
