"""Who may write what in a plan, and who has thereby written in it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator.ports import Stale
from coordinator.use_cases import plan_parts, planning, reviewing
from plans.parts import OwnWords, Statement
from plans.states import ConsentStatus, PlanStatus, TaskStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    EMPLOYMENT,
    HANNE,
    JENS,
    LEFT,
    METTE,
    PRACTICE,
    SOCIAL,
    SUPPORT,
    TODAY,
    WORK,
    consent,
    identity,
    plan,
    ready_plan,
)
from tests.coordinator.house_of_plans import keep, now, refused

FIND_PLACE = PRACTICE.tasks[0]


def test_a_participant_cannot_take_out_a_task_of_another_area(memory_house):
    keep(memory_house, plan())
    desk = memory_house.desk(AMIRA)
    code = refused(lambda: planning.remove_task(desk, plan().id, SUPPORT.id, FIND_PLACE.id))
    assert code == "not-your-area"
    assert now(memory_house).task(FIND_PLACE.id)


def test_a_participant_cannot_draw_a_task_of_another_area_under_their_own(memory_house):
    keep(memory_house, plan())
    desk = memory_house.desk(AMIRA)
    mine = replace(FIND_PLACE, title="Noget andet")
    code = refused(lambda: planning.put_task(desk, plan().id, SUPPORT.id, FIND_PLACE, mine))
    assert code == "not-your-area"


def test_a_participant_writes_and_orders_only_in_their_own_area(memory_house):
    ours = Statement(identity("ours"), "resources", "Ro", SOCIAL)
    theirs = replace(ours, id=identity("theirs"), service_area=EMPLOYMENT)
    plan_of = keep(memory_house, ready_plan(statements=(ours, theirs)))
    desk = memory_house.desk(AMIRA)
    plan_parts.put_part(desk, plan_of.id, ours, replace(ours, text="Ro og en god ven"))
    taken = replace(theirs, service_area=SOCIAL)
    assert refused(lambda: plan_parts.put_part(desk, plan_of.id, theirs, taken)) == "not-your-area"
    for under in (PRACTICE.id, WORK.id):
        assert refused(lambda under=under: plan_parts.order_parts(desk, plan_of.id, under, ())) == (
            "not-your-area"
        )
    plan_parts.order_parts(desk, plan_of.id, SUPPORT.id, ())


def test_a_participant_does_not_write_the_own_words(memory_house):
    keep(memory_house, plan())
    desk, words = memory_house.desk(AMIRA), OwnWords("Nyt")
    code = refused(lambda: planning.write_own_words(desk, plan().id, plan().own_words, words))
    assert code == "not-your-area"


def test_a_participant_does_not_choose_the_people_of_the_plan(memory_house):
    keep(memory_house, plan())
    desk = memory_house.desk(AMIRA)
    for deed in (
        lambda: planning.put_participant(desk, plan().id, None, HANNE.id),
        lambda: planning.remove_participant(desk, plan().id, plan().participants[0].id),
        lambda: planning.set_deputy(desk, plan().id, JENS.id, None),
        lambda: planning.put_consent(desk, plan().id, None, consent()),
    ):
        assert refused(deed) == "not-your-plan"


def test_a_plan_in_review_is_locked(memory_house):
    before = keep(memory_house, plan(status=PlanStatus.IN_REVIEW))
    desk = memory_house.desk(METTE)
    code = refused(lambda: planning.remove_goal(desk, plan().id, before.goals[0].id))
    assert (code, now(memory_house)) == ("plan-locked", before)


def test_who_moves_a_task_does_not_rewrite_it(memory_house):
    keep(memory_house, plan())
    desk = memory_house.desk(JENS)
    other = replace(FIND_PLACE, title="Noget andet")
    code = refused(lambda: planning.move_task(desk, plan().id, FIND_PLACE, other))
    assert code == "task-content-locked"


def test_the_right_to_one_task_moves_no_other(memory_house):
    keep(memory_house, plan(deputy=None))
    other = replace(PRACTICE.tasks[1], status=TaskStatus.COMPLETED)
    with pytest.raises(Stale):
        planning.move_task(memory_house.desk(JENS), plan().id, FIND_PLACE, other)


def test_a_team_lead_who_registered_the_consent_does_not_approve(memory_house):
    """Birger stands in for Mette: the plan rests on what he registered."""
    keep(memory_house, ready_plan(deputy=BIRGER.id, consents=(), authors=frozenset({METTE.id})))
    lead = memory_house.desk(BIRGER)
    planning.put_consent(lead, plan().id, None, consent())
    reviewing.send_to_review(memory_house.desk(METTE), plan().id)
    assert refused(lambda: reviewing.approve(lead, now(memory_house))) == "own-plan"


def test_nobody_who_left_gets_a_seat(memory_house):
    keep(memory_house, plan())
    desk = memory_house.desk(METTE)
    for deed in (
        lambda: planning.set_deputy(desk, plan().id, JENS.id, LEFT.id),
        lambda: planning.put_participant(desk, plan().id, None, LEFT.id),
    ):
        assert refused(deed) == "login-closed"


def test_a_withdrawal_is_not_written_over_from_a_page_that_did_not_show_it(memory_house):
    keep(memory_house, plan(consents=(consent(),)))
    desk, seen = memory_house.desk(METTE), consent()
    gone = replace(seen, status=ConsentStatus.WITHDRAWN)
    planning.put_consent(desk, plan().id, seen, gone)
    with pytest.raises(Stale):
        planning.put_consent(desk, plan().id, seen, replace(seen, note="Også telefon"))
    assert now(memory_house).consents == (replace(gone, withdrawn_on=TODAY),)


def test_an_older_yes_does_not_hold_when_the_newest_answer_is_taken_back():
    first = consent(id=identity("first"), given_on=date(2026, 1, 5), valid_until=None)
    second = replace(consent(), status=ConsentStatus.WITHDRAWN)
    assert plan(consents=(first, second)).consent_on(TODAY) is None


def test_a_no_of_the_same_day_counts_over_the_yes_before_it():
    no = consent(id=identity("no"), status=ConsentStatus.DECLINED)
    assert plan(consents=(consent(), no)).consent_on(TODAY) is None
    assert plan(consents=(no, consent())).consent_on(TODAY) == consent()


def test_a_question_that_was_not_asked_is_no_answer():
    later = consent(
        id=identity("later"),
        given_on=TODAY - timedelta(days=1),
        status=ConsentStatus.NOT_ASKED,
    )
    assert plan(consents=(consent(), later)).consent_on(TODAY) == consent()
