"""What a field held in earlier versions, newest first."""

from dataclasses import replace
from datetime import date

from plans.field_history import FieldThen, field_history, part_history, plan_then
from plans.flat import PlanPart, lay_flat
from tests.builders import SLEEP, WORK, plan

MAY, JUNE = date(2027, 5, 1), date(2027, 6, 1)
KEY = (PlanPart.GOAL, WORK.id)


def then(number, *goals):
    return plan_then(number, plan(goals=goals))


VERSIONS = (
    then(4, replace(WORK, due=JUNE), SLEEP),
    then(3, replace(WORK, due=MAY), SLEEP),
    then(2, replace(WORK, due=MAY)),
    then(1, replace(WORK, due=None)),
)


def test_each_value_is_told_once_with_the_version_it_came_in():
    assert field_history(VERSIONS, KEY, "due") == (
        FieldThen("due", 4, JUNE),
        FieldThen("due", 2, MAY),
        FieldThen("due", 1, None),
    )


def test_a_part_tells_nothing_of_versions_before_it():
    key = (PlanPart.GOAL, SLEEP.id)
    assert field_history(VERSIONS, key, "title") == (FieldThen("title", 3, SLEEP.title),)
    assert field_history((), KEY, "due") == ()


def test_a_value_that_comes_back_is_told_again():
    versions = (then(3, WORK), then(2, replace(WORK, due=MAY)), then(1, WORK))
    told = [each.number for each in field_history(versions, KEY, "due")]
    assert told == [3, 2, 1]


def test_of_a_part_each_field_tells_its_last_other_value():
    now = next(each for each in lay_flat(plan(goals=(replace(WORK, due=JUNE),))) if each.key == KEY)
    assert part_history(VERSIONS, now) == (FieldThen("due", 2, MAY),)
    renamed = replace(now, part=replace(now.part, title="Nyt"))
    assert part_history(VERSIONS, renamed) == (
        FieldThen("title", 1, WORK.title),
        FieldThen("due", 2, MAY),
    )
    assert part_history((), renamed) == ()
