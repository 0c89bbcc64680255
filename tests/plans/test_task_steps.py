"""Who may answer a task that somebody was asked to do, and to whom it may go on."""

from dataclasses import replace

import pytest

from plans.errors import RuleBroken
from plans.parts import Responsible, Waiting
from plans.states import PlanStatus, TaskStatus
from plans.task_steps import accepted, asked_by, asks_anew, declined, passed_on
from tests.builders import (
    AMIRA,
    BIRGER,
    JENS,
    LIS,
    METTE,
    SOCIAL,
    TODAY,
    consent,
    goal,
    intervention,
    plan,
    step,
    task,
)

ASKED = task("Ring til stedet", AMIRA)
WAITING = Waiting("doctor", wake_up_date=TODAY)


def whole(one=ASKED, **fields):
    return plan(goals=(goal("Mål", intervention("Støtte", SOCIAL, tasks=(one,))),), **fields)


def refusal(deed):
    with pytest.raises(RuleBroken) as broken:
        deed()
    return broken.value.code


def test_who_was_asked_takes_it_on_or_says_no_with_a_reason():
    assert accepted(whole(), AMIRA, ASKED.id).task(ASKED.id).status is TaskStatus.ACCEPTED
    no = declined(whole(), AMIRA, ASKED.id, "Jeg kender ikke stedet")
    assert no.task(ASKED.id).status is TaskStatus.DECLINED
    assert no.authors == whole().authors
    assert refusal(lambda: declined(whole(), AMIRA, ASKED.id, "  ")) == "task-decline-reason"


def test_nobody_answers_for_another_and_nobody_twice():
    assert refusal(lambda: accepted(whole(), METTE, ASKED.id)) == "task-not-yours"
    left = replace(AMIRA, active=False)
    assert refusal(lambda: accepted(whole(), left, ASKED.id)) == "task-not-yours"
    for status in set(TaskStatus) - {TaskStatus.REQUESTED}:
        answered = whole(replace(ASKED, status=status))
        assert refusal(lambda of=answered: accepted(of, AMIRA, ASKED.id)) == "task-answered"
    assert refusal(lambda: accepted(whole(), AMIRA, METTE.id)) == "not-in-plan"


def test_who_has_it_passes_it_on_and_the_next_answers_anew():
    begun = replace(
        ASKED, status=TaskStatus.WAITING, waiting=WAITING, follower=Responsible(JENS.name, JENS.id)
    )
    after = passed_on(whole(begun), AMIRA, ASKED.id, LIS, TODAY).task(ASKED.id)
    assert after == replace(ASKED, assignee=Responsible(LIS.name, LIS.id))


def test_a_declined_task_is_taken_back_by_who_writes_there():
    no = replace(ASKED, status=TaskStatus.DECLINED)
    mine = passed_on(whole(no), METTE, ASKED.id, METTE, TODAY).task(ASKED.id)
    assert (mine.assignee.staff_id, mine.status) == (METTE.id, TaskStatus.ACCEPTED)
    again = passed_on(whole(no), METTE, ASKED.id, AMIRA, TODAY).task(ASKED.id)
    assert again.status is TaskStatus.REQUESTED


def test_it_does_not_go_where_it_may_not():
    def to(receiver, one=ASKED, by=AMIRA, **fields):
        return refusal(lambda: passed_on(whole(one, **fields), by, ASKED.id, receiver, TODAY))

    assert to(AMIRA) == "task-same-person"
    assert to(replace(LIS, active=False)) == "login-closed"
    assert to(LIS, by=BIRGER) == "not-your-plan"
    followed = replace(ASKED, follower=Responsible(BIRGER.name, BIRGER.id))
    assert to(LIS, followed, by=BIRGER) == "not-your-plan"
    narrow = (consent(service_areas=frozenset({SOCIAL})),)
    assert to(LIS, consents=narrow) == "task-area-not-shared"
    assert to(LIS, consents=()) == "task-area-not-shared"
    for status in (TaskStatus.COMPLETED, TaskStatus.CANCELLED):
        assert to(LIS, replace(ASKED, status=status)) == "task-over"
    assert to(LIS, status=PlanStatus.CLOSED) == "plan-closed"


def test_a_task_asks_anew_when_somebody_else_or_the_same_after_a_no_is_asked():
    assert asks_anew(None, ASKED)
    assert asks_anew(task("Ring", LIS), ASKED)
    assert asks_anew(replace(ASKED, status=TaskStatus.DECLINED), ASKED)
    assert not asks_anew(replace(ASKED, title="Andet"), ASKED)
    assert not asks_anew(None, replace(ASKED, assignee=None))
    assert not asks_anew(None, replace(ASKED, status=TaskStatus.ACCEPTED))


def test_who_asked_last_is_who_it_returns_to():
    first, again = step("asked", METTE, AMIRA), step("asked", JENS, AMIRA)
    no = step("declined", AMIRA)
    assert asked_by(()) is None
    assert asked_by((first, no, again, no)) == again
