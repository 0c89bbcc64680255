"""The parts beside the goals: putting, taking out, ordering, and what they lack."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plans.errors import RuleBroken
from plans.flat import PlanPart
from plans.parts import (
    Challenge,
    ContactAgreement,
    FunctionLevel,
    Measurement,
    Responsible,
    ResponsibleKind,
    Stance,
    Statement,
    SubGoal,
    Waiting,
)
from plans.readiness import gaps
from plans.states import CitizenStance, GoalLifecycle, PlanStatus, TaskStatus
from tests.builders import (
    AMIRA,
    METTE,
    NOW,
    PRACTICE,
    SLEEP,
    TODAY,
    WORK,
    goal,
    identity,
    intervention,
    plan,
    ready_plan,
    task,
)

TEXT = Statement(identity("text"), "resources", "Har kørt bus.")
PAIN = Challenge(identity("pain"), "health", "Ondt i ryggen", FunctionLevel.MODERATE)
CALLS = ContactAgreement(identity("calls"), "phone")
HOURS = Measurement(identity("hours"), "ordinary_hours", TODAY, Decimal(3))
STEP = SubGoal(identity("step"), "Op kl. 7")
PLAIN = {
    PlanPart.STATEMENT: ("statements", TEXT, replace(TEXT, text="Har kørt taxa.")),
    PlanPart.CHALLENGE: ("challenges", PAIN, replace(PAIN, expected=FunctionLevel.SLIGHT)),
    PlanPart.CONTACT: ("contacts", CALLS, replace(CALLS, times=2)),
    PlanPart.MEASUREMENT: ("measurements", HOURS, replace(HOURS, value=Decimal(4))),
}


def codes(whole):
    return [gap.code for gap in gaps(whole, TODAY)]


@pytest.mark.parametrize("kind", PLAIN)
def test_a_part_is_put_written_anew_and_taken_out(kind):
    name, part, other = PLAIN[kind]
    whole = plan(authors=frozenset()).with_part(AMIRA, part)
    assert getattr(whole, name) == (part,)
    assert whole.authors == {AMIRA.id}
    assert getattr(whole.with_part(METTE, other), name) == (other,)
    assert getattr(whole.without_part(METTE, kind, part.id), name) == ()


def test_a_part_that_comes_back_comes_where_it_stood():
    second = replace(TEXT, id=identity("second"))
    whole = plan(statements=(second,)).with_part(METTE, TEXT, 0)
    assert whole.statements == (TEXT, second)


def test_what_is_not_there_is_not_taken_out():
    for kind in PLAIN:
        with pytest.raises(RuleBroken, match="not-in-plan"):
            plan().without_part(METTE, kind, TEXT.id)
    with pytest.raises(RuleBroken, match="not-in-plan"):
        plan().without_sub_goal(METTE, STEP.id)
    with pytest.raises(RuleBroken, match="not-in-plan"):
        plan().with_sub_goal(METTE, STEP.id, STEP)


def test_a_plan_in_force_takes_measures_and_the_stance_without_an_author_and_no_text():
    active = plan(status=PlanStatus.ACTIVE, authors=frozenset(), version=1)
    measured = active.with_part(METTE, HOURS)
    assert (measured.measurements, measured.authors) == ((HOURS,), frozenset())
    agreed = active.with_stance(METTE, Stance(CitizenStance.AGREES))
    assert (agreed.stance.kind, agreed.authors) == (CitizenStance.AGREES, frozenset())
    with pytest.raises(RuleBroken, match="plan-locked"):
        active.with_part(METTE, TEXT)


@pytest.mark.parametrize(
    ("status", "code"),
    [(PlanStatus.IN_REVIEW, "plan-locked"), (PlanStatus.CLOSED, "plan-closed")],
)
def test_a_plan_that_rests_takes_neither(status, code):
    still = plan(status=status)
    for write in (
        lambda: still.with_part(METTE, HOURS),
        lambda: still.with_stance(METTE, Stance(CitizenStance.AGREES)),
    ):
        with pytest.raises(RuleBroken, match=code):
            write()


def test_a_stance_in_a_draft_makes_an_author():
    written = plan(authors=frozenset()).with_stance(AMIRA, Stance(CitizenStance.AGREES))
    assert written.authors == {AMIRA.id}


def test_the_next_version_is_one_nobody_was_asked_about():
    said = Stance(CitizenStance.DISAGREES, "For mange møder", TODAY)
    approved = plan(status=PlanStatus.APPROVED, version=1, stance=said)
    active = approved.activated(METTE, NOW)
    assert (active.stance, active.events[-1].text) == (said, "For mange møder")
    assert active.in_revision(METTE, NOW).stance == Stance()


def test_a_sub_goal_goes_through_legal_steps_and_can_move_to_another_goal():
    whole = plan().with_sub_goal(METTE, WORK.id, STEP)
    assert whole.sub_goals == (STEP,)
    moved = whole.with_sub_goal(METTE, SLEEP.id, replace(STEP, lifecycle=GoalLifecycle.PAUSED))
    assert [len(each.sub_goals) for each in moved.goals] == [0, 1]
    ended = moved.with_sub_goal(METTE, SLEEP.id, replace(STEP, lifecycle=GoalLifecycle.COMPLETED))
    with pytest.raises(RuleBroken, match="transition"):
        ended.with_sub_goal(METTE, SLEEP.id, replace(STEP, lifecycle=GoalLifecycle.PAUSED))
    assert ended.without_sub_goal(METTE, STEP.id).sub_goals == ()


def test_interventions_and_tasks_are_put_in_an_order():
    first, second = task("Første", METTE), task("Anden", METTE)
    below = intervention("Støtte", tasks=(first, second))
    whole = plan(goals=(goal("Mål", PRACTICE, below),))
    turned = whole.with_parts_in_order(
        METTE, PlanPart.INTERVENTION, identity("Mål"), (below.id, PRACTICE.id)
    )
    assert [each.id for each in turned.interventions] == [below.id, PRACTICE.id]
    again = whole.with_parts_in_order(METTE, PlanPart.TASK, below.id, (second.id,))
    assert again.interventions[1].tasks == (second, first)


def test_a_task_in_force_takes_what_it_waits_for_and_what_came_of_it():
    old = PRACTICE.tasks[0]
    active = plan(status=PlanStatus.ACTIVE, version=1, authors=frozenset())
    waiting = Waiting("doctor", "Egen læge", TODAY, date(2026, 12, 1))
    worked = replace(old, status=TaskStatus.WAITING, waiting=waiting, result="Brev er sendt")
    moved = active.with_worked_task(PRACTICE.id, worked)
    assert (moved.task(old.id), moved.authors) == (worked, frozenset())
    with pytest.raises(RuleBroken, match="task-content-locked"):
        active.with_worked_task(PRACTICE.id, replace(worked, title="Andet"))


def test_nothing_waits_for_ever_in_a_plan_in_force():
    active = plan(status=PlanStatus.ACTIVE)
    first = replace(PRACTICE.tasks[0], status=TaskStatus.WAITING)
    for waiting in (None, Waiting("doctor")):
        with pytest.raises(RuleBroken, match="waiting-without-day"):
            active.with_worked_task(PRACTICE.id, replace(first, waiting=waiting))
        plan().with_worked_task(PRACTICE.id, replace(first, waiting=waiting))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"statements": (replace(TEXT, text=" "),)}, "statement-empty"),
        ({"challenges": (replace(PAIN, theme=""),)}, "challenge-theme-missing"),
        ({"challenges": (replace(PAIN, text="", now=None),)}, "challenge-empty"),
        ({"stance": Stance(CitizenStance.DISAGREES, " ")}, "stance-text-missing"),
        (
            {"goals": (replace(WORK, sub_goals=(replace(STEP, title=""),)),)},
            "sub-goal-title-missing",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_new_part_lacks_is_named(fields, code):
    assert codes(ready_plan(**fields)) == [code]


@pytest.mark.parametrize(
    ("waiting", "found"),
    [
        (Waiting("doctor", "", TODAY, date(2026, 12, 1)), []),
        (Waiting("", "", TODAY, date(2026, 12, 1)), ["waiting-cause-missing"]),
        (Waiting("doctor"), ["wake-up-date-missing"]),
        (Waiting(), ["waiting-cause-missing", "wake-up-date-missing"]),
    ],
)
def test_nothing_waits_without_a_cause_and_a_wake_up_date(waiting, found):
    waits = task("Vent", METTE, status=TaskStatus.WAITING, waiting=waiting)
    of_task = ready_plan(goals=(goal("Mål", intervention("Støtte", tasks=(waits,))),))
    of_intervention = ready_plan(goals=(goal("Mål", intervention("Støtte", waiting=waiting)),))
    assert codes(of_task) == codes(of_intervention) == found


def test_a_challenge_that_nobody_could_assess_is_told_from_an_empty_one():
    unknown = replace(PAIN, text="", now=FunctionLevel.NOT_ASSESSED)
    assert codes(ready_plan(challenges=(unknown,))) == []


def test_behind_an_outside_party_stands_a_case_worker():
    outside = task("Ring", assignee=Responsible("Klinikken", None, ResponsibleKind.OUTSIDE))
    followed = replace(outside, follower=Responsible(METTE.name, METTE.id))
    for each, found in ((outside, ["task-follower-missing"]), (followed, [])):
        below = intervention("Støtte", tasks=(each,))
        assert codes(ready_plan(goals=(goal("Mål", below),))) == found


@pytest.mark.parametrize("hours", [Decimal(-1), Decimal("168.5")])
def test_hours_a_week_lie_within_the_week(hours):
    with pytest.raises(RuleBroken, match="hours-wrong"):
        replace(PRACTICE, hours_a_week=hours)


def test_contacts_are_at_least_one():
    with pytest.raises(RuleBroken, match="contact-times-wrong"):
        replace(CALLS, times=0)


@pytest.mark.parametrize(
    ("status", "waits", "goes_on"),
    [
        (TaskStatus.REQUESTED, TaskStatus.WAITING, TaskStatus.REQUESTED),
        (TaskStatus.IN_PROGRESS, TaskStatus.WAITING, TaskStatus.IN_PROGRESS),
        (TaskStatus.WAITING, TaskStatus.WAITING, TaskStatus.IN_PROGRESS),
        (TaskStatus.COMPLETED, TaskStatus.COMPLETED, TaskStatus.COMPLETED),
        (TaskStatus.DECLINED, TaskStatus.DECLINED, TaskStatus.DECLINED),
    ],
)
def test_a_task_waits_while_something_is_waited_for_and_then_goes_on(status, waits, goes_on):
    its = Waiting("doctor", "Egen læge", TODAY, TODAY)
    asked = task("Ring", METTE, status=status)
    assert replace(asked, waiting=its).in_step_with_waiting().status is waits
    assert asked.in_step_with_waiting().status is goes_on
