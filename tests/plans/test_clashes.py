"""Interventions that stand in each other's way."""

from dataclasses import replace
from datetime import date

import pytest

from plans.clashes import Demands, clashes
from plans.errors import RuleBroken
from plans.states import InterventionStatus
from plans.weekly import WeeklyTime
from tests.builders import EMPLOYMENT, HEALTH, SOCIAL, goal, intervention, plan

TUESDAY = WeeklyTime(2, 540, 720)
DEMANDS = Demands(work=frozenset({"LAB § 57"}), treatment=frozenset({"SUL § 140"}))
PRACTICE = intervention("Praktik", EMPLOYMENT, weekly_times=(TUESDAY,))
SUPPORT = intervention(
    "Bostøtte", SOCIAL, legal_basis="SEL § 85", weekly_times=(WeeklyTime(2, 660, 780),)
)


def found(*below, demands=DEMANDS):
    return clashes(plan(goals=(goal("Arbejde", *below),)), demands)


def test_two_that_take_the_same_hours_of_a_day_clash():
    (clash,) = found(PRACTICE, SUPPORT)
    assert (clash.code, clash.detail) == ("same-hours", "2")
    assert (clash.first, clash.second) == (PRACTICE.id, SUPPORT.id)
    assert (clash.first_title, clash.second_title) == ("Praktik", "Bostøtte")


def test_they_clash_across_goals():
    whole = plan(goals=(goal("Arbejde", PRACTICE), goal("Hjem", SUPPORT)))
    assert [each.code for each in clashes(whole)] == ["same-hours"]


@pytest.mark.parametrize(
    "other",
    [
        replace(SUPPORT, weekly_times=(WeeklyTime(3, 660, 780),)),
        replace(SUPPORT, weekly_times=(WeeklyTime(2, 720, 780),)),
        replace(SUPPORT, start=date(2027, 3, 1), end=None),
        replace(SUPPORT, start=None, end=date(2026, 11, 23)),
        replace(SUPPORT, status=InterventionStatus.COMPLETED),
        replace(SUPPORT, status=InterventionStatus.CANCELLED),
    ],
    ids=["another day", "right after", "later", "before", "completed", "cancelled"],
)
def test_what_does_not_meet_is_no_clash(other):
    assert found(PRACTICE, other) == ()


def test_without_dates_there_is_no_bound():
    assert found(replace(PRACTICE, start=None, end=None), replace(SUPPORT, start=None, end=None))


def test_one_purpose_in_two_services_is_told_with_the_purpose():
    first = intervention("Træning", HEALTH, purpose="self_care", legal_basis="SUL § 119")
    second = intervention("Støtte", SOCIAL, purpose="self_care", legal_basis="SEL § 85")
    (clash,) = found(first, second)
    assert (clash.code, clash.detail) == ("same-purpose", "self_care")
    assert found(first, replace(second, service_area=HEALTH)) == ()
    assert found(first, replace(second, purpose="")) == ()
    assert found(replace(first, purpose=""), replace(second, purpose="")) == ()


def test_work_asked_for_in_treatment_names_the_work_first():
    treatment = intervention("Genoptræning", HEALTH, legal_basis="SUL § 140")
    (clash,) = found(treatment, replace(PRACTICE, weekly_times=()))
    assert (clash.code, clash.first_title) == ("work-in-treatment", "Praktik")
    (again,) = found(replace(PRACTICE, weekly_times=()), treatment)
    assert (again.first_title, again.second_title) == ("Praktik", "Genoptræning")
    assert found(treatment, replace(PRACTICE, weekly_times=()), demands=Demands()) == ()


@pytest.mark.parametrize(
    "values", [(0, 1, 2), (8, 1, 2), (1, 60, 60), (1, 120, 60), (1, -1, 60), (1, 0, 1441)]
)
def test_a_time_of_the_week_lies_within_one_day(values):
    with pytest.raises(RuleBroken) as error:
        WeeklyTime(*values)
    assert error.value.code == "weekly-time-wrong"
