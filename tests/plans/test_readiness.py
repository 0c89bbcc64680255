"""What stands between a plan and «Send til gennemsyn», one gap at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans.parts import GoalKind, OwnWords, Responsible
from plans.readiness import Gap, gaps
from plans.states import ConsentStatus, GoalLifecycle, InterventionStatus, TaskStatus
from tests.builders import (
    AMIRA,
    EMPLOYMENT,
    HEALTH,
    IDA,
    LIS,
    METTE,
    PRACTICE,
    SOCIAL,
    TODAY,
    WORK,
    consent,
    goal,
    intervention,
    participant,
    ready_plan,
    task,
)

DAY = timedelta(days=1)
GOAL = goal("Arbejde")
PLACE = intervention("Praktik")
JOB = task("Ring", METTE)


def with_goal(**fields):
    return ready_plan(goals=(replace(GOAL, **fields),))


def with_intervention(**fields):
    return with_goal(interventions=(replace(PLACE, **fields),))


def with_task(**fields):
    return with_intervention(tasks=(replace(JOB, **fields),))


def test_a_plan_that_lacks_nothing_has_no_gaps():
    assert gaps(ready_plan(), TODAY) == ()
    assert gaps(with_task(), TODAY) == ()


@pytest.mark.parametrize(
    ("lacking", "gap"),
    [
        (ready_plan(own_words=OwnWords(" \n", TODAY)), Gap("own-words-missing")),
        (ready_plan(goals=()), Gap("goals-missing")),
        (ready_plan(consents=()), Gap("consent-missing")),
        (with_goal(title=" "), Gap("goal-title-missing", GOAL.id, " ")),
        (with_goal(measure=" "), Gap("goal-measure-missing", GOAL.id, GOAL.title)),
        (with_goal(due=None), Gap("goal-due-missing", GOAL.id, GOAL.title)),
        (with_goal(owner=None), Gap("goal-owner-missing", GOAL.id, GOAL.title)),
        (with_intervention(title=" "), Gap("intervention-title-missing", PLACE.id, " ")),
        (with_intervention(legal_basis=" "), Gap("legal-basis-missing", PLACE.id, PLACE.title)),
        (
            with_intervention(start=None),
            Gap("intervention-start-missing", PLACE.id, PLACE.title),
        ),
        (with_task(title=" "), Gap("task-title-missing", JOB.id)),
        (with_task(assignee=None), Gap("task-assignee-missing", JOB.id, JOB.title)),
        (with_task(due=None), Gap("task-due-missing", JOB.id, JOB.title)),
    ],
    ids=lambda value: value.code if isinstance(value, Gap) else "",
)
def test_one_thing_that_is_missing_is_one_gap_at_its_place(lacking, gap):
    assert gaps(lacking, TODAY) == (gap,)


def test_job_goals_stand_in_an_order_and_one_that_is_given_up_makes_room():
    goals = [goal(name, kind=GoalKind.JOB_A) for name in ("Kok", "Bager")]
    found = (Gap("job-goal-twice", goals[1].id, "Bager"),)
    assert gaps(ready_plan(goals=tuple(goals)), TODAY) == found
    for first in (
        replace(goals[0], lifecycle=GoalLifecycle.REJECTED),
        replace(goals[0], kind=GoalKind.JOB_B),
        replace(goals[0], kind=None),
    ):
        assert gaps(ready_plan(goals=(first, goals[1])), TODAY) == ()
    social = tuple(replace(each, kind=GoalKind.SOCIAL) for each in goals)
    assert gaps(ready_plan(goals=social), TODAY) == ()


LAWS = {"Old": [(TODAY - 9 * DAY, TODAY)], "New": [(TODAY + DAY, None)]}


@pytest.mark.parametrize(
    ("law", "days", "lacks"),
    [
        ("Old", 0, False),
        ("Old", 1, True),
        ("Old", -20, False),
        ("New", 0, True),
        ("New", 1, False),
        ("Own", 1, False),
    ],
)
def test_a_legal_basis_holds_on_the_day_its_intervention_starts(law, days, lacks):
    plan = with_intervention(legal_basis=law, start=TODAY + days * DAY)
    found = (Gap("legal-basis-not-in-force", PLACE.id, PLACE.title),)
    assert gaps(plan, TODAY, LAWS) == (found if lacks else ())
    assert gaps(plan, TODAY) == ()


def test_what_needs_no_answer_is_no_gap():
    assert gaps(with_intervention(provider="", end=None), TODAY) == ()
    assert gaps(with_task(assignee=Responsible("Bo Testrup")), TODAY) == ()
    assert gaps(ready_plan(follow_up=None, deputy=None, participants=()), TODAY) == ()


def test_gaps_stand_in_the_order_of_the_plan():
    bare = task("", due=None)
    place = replace(PLACE, legal_basis="", tasks=(bare,))
    whole = ready_plan(
        consents=(), own_words=OwnWords(), goals=(replace(GOAL, due=None, interventions=(place,)),)
    )
    assert [gap.code for gap in gaps(whole, TODAY)] == [
        "consent-missing",
        "own-words-missing",
        "goal-due-missing",
        "legal-basis-missing",
        "task-title-missing",
        "task-assignee-missing",
        "task-due-missing",
    ]


@pytest.mark.parametrize("lifecycle", GoalLifecycle)
def test_a_goal_that_is_rejected_or_completed_lacks_nothing(lifecycle):
    bare = with_goal(lifecycle=lifecycle, measure="", interventions=(replace(PLACE, start=None),))
    rests = lifecycle in {GoalLifecycle.REJECTED, GoalLifecycle.COMPLETED}
    codes = [] if rests else ["goal-measure-missing", "intervention-start-missing"]
    assert [gap.code for gap in gaps(bare, TODAY)] == codes


@pytest.mark.parametrize("status", InterventionStatus)
def test_an_intervention_that_is_cancelled_lacks_nothing(status):
    bare = with_intervention(status=status, start=None, tasks=(replace(JOB, due=None),))
    cancelled = status is InterventionStatus.CANCELLED
    codes = [] if cancelled else ["intervention-start-missing", "task-due-missing"]
    assert [gap.code for gap in gaps(bare, TODAY)] == codes


@pytest.mark.parametrize("status", TaskStatus)
def test_a_task_that_is_done_lacks_nothing(status):
    done = status in {TaskStatus.COMPLETED, TaskStatus.CANCELLED}
    found = gaps(with_task(status=status, due=None), TODAY)
    waits = ["waiting-cause-missing"] if status is TaskStatus.WAITING else []
    assert [gap.code for gap in found] == ([] if done else ["task-due-missing", *waits])


# -- consent: it covers all with whom information is shared ---------------------------------------


@pytest.mark.parametrize("status", ConsentStatus)
def test_nothing_is_shared_without_a_yes(status):
    found = gaps(ready_plan(consents=(consent(status=status),)), TODAY)
    assert found == (() if status is ConsentStatus.GIVEN else (Gap("consent-missing"),))


@pytest.mark.parametrize(("until", "holds"), [(TODAY, True), (TODAY - DAY, False)])
def test_a_consent_holds_to_the_end_of_its_last_day(until, holds):
    found = gaps(ready_plan(consents=(consent(valid_until=until),)), TODAY)
    assert found == (() if holds else (Gap("consent-missing"),))


def test_how_the_consent_was_given_must_be_written():
    found = gaps(ready_plan(consents=(consent(how=" "),)), TODAY)
    assert found == (Gap("consent-how-missing"),)


def test_a_consent_to_no_area_is_none_even_where_no_area_is_at_work_yet():
    nothing = consent(service_areas=frozenset())
    alone = ready_plan(goals=(goal("Arbejde"),), participants=(), consents=(nothing,))
    assert gaps(alone, TODAY) == (Gap("consent-areas-missing"),)


def test_each_area_at_work_or_in_the_core_team_must_be_covered():
    only = consent(service_areas=frozenset({EMPLOYMENT}))
    whole = ready_plan(
        goals=(WORK,), participants=(participant(AMIRA), participant(LIS)), consents=(only,)
    )
    assert gaps(whole, TODAY) == (
        Gap("consent-area-missing", title=HEALTH.value),
        Gap("consent-area-missing", title=SOCIAL.value),
    )


def test_who_reads_in_the_core_team_needs_the_consent_too():
    only = consent(service_areas=frozenset({EMPLOYMENT}))
    alone = ready_plan(goals=(goal("Arbejde", PRACTICE),), participants=(), consents=(only,))
    assert gaps(alone, TODAY) == ()
    read = replace(alone, participants=(participant(LIS),))
    assert gaps(read, TODAY) == (Gap("consent-area-missing", title=HEALTH.value),)


def test_a_participant_without_a_service_area_asks_for_none():
    only = consent(service_areas=frozenset({EMPLOYMENT}))
    whole = ready_plan(
        goals=(goal("Arbejde", PRACTICE),), participants=(participant(IDA),), consents=(only,)
    )
    assert gaps(whole, TODAY) == ()


@pytest.mark.parametrize("status", InterventionStatus)
def test_only_a_cancelled_intervention_shares_nothing(status):
    only = consent(service_areas=frozenset({EMPLOYMENT}))
    support = intervention("Støtte", SOCIAL, status=status)
    whole = ready_plan(
        goals=(goal("Arbejde", PRACTICE, support),), participants=(), consents=(only,)
    )
    cancelled = status is InterventionStatus.CANCELLED
    expected = () if cancelled else (Gap("consent-area-missing", title=SOCIAL.value),)
    assert gaps(whole, TODAY) == expected
