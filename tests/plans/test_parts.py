"""What the parts of a plan tell of themselves, and what none of them may be."""

from datetime import date, timedelta

import pytest

from plans.errors import RuleBroken
from plans.states import ConsentStatus, TaskStatus
from tests.builders import TODAY, consent, intervention, task

DAY = timedelta(days=1)


@pytest.mark.parametrize("status", TaskStatus)
def test_only_completed_and_cancelled_tasks_are_done(status):
    done = task("Ring", status=status).is_done
    assert done is (status in {TaskStatus.COMPLETED, TaskStatus.CANCELLED})


@pytest.mark.parametrize(
    ("due", "status", "overdue"),
    [
        (TODAY - DAY, TaskStatus.REQUESTED, True),
        (TODAY - DAY, TaskStatus.DECLINED, True),
        (TODAY, TaskStatus.REQUESTED, False),
        (None, TaskStatus.REQUESTED, False),
        (TODAY - DAY, TaskStatus.COMPLETED, False),
        (TODAY - DAY, TaskStatus.CANCELLED, False),
    ],
)
def test_a_task_is_late_the_day_after_its_deadline_while_something_is_left(due, status, overdue):
    assert task("Ring", due=due, status=status).is_overdue(TODAY) is overdue


def test_an_intervention_does_not_end_before_it_begins():
    with pytest.raises(RuleBroken) as caught:
        intervention("Praktik", start=date(2026, 11, 24), end=date(2026, 11, 23))
    assert caught.value.code == "end-before-start"
    assert caught.value.facts == {"start": date(2026, 11, 24), "end": date(2026, 11, 23)}


@pytest.mark.parametrize(
    ("start", "end"), [(TODAY, TODAY), (TODAY, None), (None, TODAY), (None, None)]
)
def test_an_intervention_may_last_a_day_or_have_an_open_side(start, end):
    assert intervention("Praktik", start=start, end=end).end == end


@pytest.mark.parametrize("status", ConsentStatus)
def test_only_a_given_consent_holds(status):
    holds = consent(status=status).holds_on(TODAY)
    assert holds is (status is ConsentStatus.GIVEN)


@pytest.mark.parametrize(
    ("until", "holds"), [(None, True), (TODAY, True), (TODAY + DAY, True), (TODAY - DAY, False)]
)
def test_a_consent_holds_to_the_end_of_its_last_day(until, holds):
    assert consent(valid_until=until).holds_on(TODAY) is holds
