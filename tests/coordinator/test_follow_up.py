"""Holding a follow-up: what is kept, what it means for the plan, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator.ports import Stale
from coordinator.use_cases import follow_up
from coordinator.use_cases.follow_up import Followed
from plans.errors import RuleBroken
from plans.follow_ups import latest_next
from plans.parts import EventKind
from plans.states import GoalAchievement, InterventionStatus, PlanStatus
from tests.builders import (
    HANNE,
    HEALTH,
    JENS,
    METTE,
    TODAY,
    citizen,
    goal,
    intervention,
    ready_plan,
)
from tests.coordinator.house_of_plans import house_with

RUNNING = InterventionStatus.RUNNING
SUPPORT = intervention("Støtte", status=RUNNING)
TRAINING = intervention("Træning", HEALTH, status=RUNNING)
LATER = intervention("Kursus")
GOAL = goal("Mål", SUPPORT, TRAINING, LATER)
PLAN = ready_plan(status=PlanStatus.ACTIVE, version=1, goals=(GOAL,), authors=frozenset())
NEXT = TODAY + timedelta(90)
FOLLOWED = Followed(
    TODAY,
    NEXT,
    {SUPPORT.id: "ended", TRAINING.id: "continued"},
    {SUPPORT.id: " Målet er nået. "},
    {GOAL.id: GoalAchievement.ACHIEVED},
    "Bo er glad.",
)


def held(house, followed=FOLLOWED, member=METTE, seen=PLAN):
    return follow_up.hold(house.desk(member), seen, followed)[0]


def stored(house):
    with house.begin(METTE, False) as work:
        return work.plans.get(PLAN.id)


def test_it_is_kept_with_what_was_said_of_each_running_intervention():
    house = house_with(citizen(), PLAN)
    made = held(house)
    assert [(each.title, each.code, each.words) for each in made.results] == [
        ("Støtte", "ended", "Målet er nået."),
        ("Træning", "continued", ""),
    ]
    page = follow_up.read_for_follow_up(house.desk(METTE), PLAN.id)
    assert page.earlier == (made,)
    assert made.needs_revision


def test_it_ends_the_intervention_and_sets_goal_and_next_day_without_a_version_or_an_author():
    house = house_with(citizen(), PLAN)
    held(house)
    plan = stored(house)
    assert [each.status for each in plan.interventions] == [
        InterventionStatus.COMPLETED,
        RUNNING,
        InterventionStatus.PLANNED,
    ]
    assert plan.goals[0].achievement is GoalAchievement.ACHIEVED
    assert (plan.follow_up, plan.version, plan.authors) == (NEXT, 1, frozenset())
    assert plan.events[-1].kind is EventKind.FOLLOWED_UP


def test_what_only_goes_on_asks_for_no_revision():
    house = house_with(citizen(), PLAN)
    codes = dict.fromkeys(FOLLOWED.codes, "continued")
    assert not held(house, replace(FOLLOWED, codes=codes)).needs_revision


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"held_on": TODAY + timedelta(1)}, "follow-up-in-future"),
        ({"codes": {SUPPORT.id: "ended"}}, "follow-up-result-missing"),
        ({"next_on": TODAY}, "follow-up-next-too-early"),
        ({"achievements": {SUPPORT.id: GoalAchievement.ACHIEVED}}, "not-in-plan"),
    ],
)
def test_what_lacks_something_is_refused_and_nothing_is_kept(wrong, code):
    house = house_with(citizen(), PLAN)
    with pytest.raises(RuleBroken, match=code):
        held(house, replace(FOLLOWED, **wrong))
    assert stored(house) == PLAN
    assert house.kept.follow_ups == []


def test_nothing_comes_of_an_intervention_that_the_plan_has_not():
    made = held(house_with(citizen(), PLAN))
    stray = replace(made.results[0], intervention_id=GOAL.id)
    with pytest.raises(RuleBroken, match="not-in-plan"):
        PLAN.followed_up(replace(made, results=(*made.results, stray)), TODAY)


def test_a_plan_that_is_not_in_force_is_not_followed_up():
    draft = replace(PLAN, status=PlanStatus.IN_REVISION)
    with pytest.raises(RuleBroken, match="follow-up-not-in-force"):
        held(house_with(citizen(), draft), seen=draft)


def test_the_deputy_may_and_who_does_not_lead_the_plan_may_not():
    house = house_with(citizen(), PLAN)
    with pytest.raises(RuleBroken, match="not-your-plan"):
        held(house, member=HANNE)
    assert held(house, member=JENS).by == JENS.id


def test_what_a_colleague_changed_meanwhile_is_seen_first():
    other = replace(PLAN, follow_up=TODAY + timedelta(3))
    with pytest.raises(Stale):
        held(house_with(citizen(), other))


@pytest.mark.parametrize(
    ("day", "latest"),
    [
        (date(2026, 11, 21), date(2027, 2, 21)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 9, 5), date(2026, 12, 5)),
    ],
)
def test_three_months_on_is_the_same_day_or_the_last_of_the_month(day, latest):
    assert latest_next(day, 3) == latest
