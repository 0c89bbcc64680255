"""Handing a citizen over: what each side sees, and that nothing moves before the yes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.ports import Stale
from coordinator.use_cases import handing_over
from coordinator.use_cases.handing_over import Offer
from plans.absence import Absence
from plans.handovers import HandoverKind, HandoverStatus
from plans.people import CaseFile
from plans.task_steps import StepKind
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    EMPLOYMENT,
    HANNE,
    JENS,
    LIS,
    METTE,
    TODAY,
    citizen,
    goal,
    identity,
    intervention,
    plan,
    task,
)
from tests.coordinator.house_of_plans import house_with, refused

BOS = identity(BO)
TASK = task("Aftal besøg", METTE)
KEPT = task("Afslut CV", METTE)
PLAN = plan(deputy=None, goals=(goal("Mål", intervention("Job", tasks=(TASK, KEPT))),))
CASE = CaseFile(identity("case"), BOS, EMPLOYMENT, "Beskæftigelse", TODAY, None, METTE, "mette")


@pytest.fixture
def house():
    made = house_with(citizen(), PLAN)
    made.kept.cases[CASE.id] = CASE
    return made


def wish(**fields):
    whole = {
        "citizen_id": BOS,
        "receiver": JENS.id,
        "kind": HandoverKind.LASTING,
        "cause": "organisation",
        "note": "Bo vil helst ringes op om eftermiddagen.",
    }
    return Offer(**(whole | fields))


def offer(house, by=METTE, **fields):
    handing_over.offer(house.desk(by), wish(**fields))
    (found,) = (each for each in house.kept.handovers.values() if each.is_open)
    return found


def owner(house):
    with house.begin(METTE, False) as work:
        found = work.plans.get(PLAN.id)
        (case,) = work.citizens.case_files(BOS)
        return found.coordinator, case.caseworker.id, found.task(TASK.id).assignee.staff_id


def test_nothing_moves_before_the_yes_and_then_all_at_once(house):
    handover = offer(house)
    assert owner(house) == (METTE.id, METTE.id, METTE.id)
    handing_over.ask_back(house.desk(JENS), handover.id, "Hvem er lægen?")
    handing_over.reply(house.desk(METTE), handover.id, "Lægehuset")
    assert owner(house) == (METTE.id, METTE.id, METTE.id)
    (line,) = handing_over.lists(house.desk(JENS)).to_me
    handing_over.accept(house.desk(JENS), line.handover, {KEPT.id})
    assert owner(house) == (JENS.id, JENS.id, JENS.id)
    with house.begin(METTE, False) as work:
        assert work.plans.get(PLAN.id).task(KEPT.id).assignee.staff_id == METTE.id
        (step,) = work.task_steps.of_plans([PLAN.id])
        assert (step.kind, step.to, step.task_id) == (StepKind.PASSED_ON, JENS.id, TASK.id)


def test_a_no_leaves_all_with_the_giver_and_reaches_the_lead(house):
    handover = offer(house)
    assert refused(lambda: handing_over.decline(house.desk(JENS), handover, "")) == (
        "handover-reason"
    )
    handing_over.decline(house.desk(JENS), handover, "Jeg kender familien")
    assert owner(house) == (METTE.id, METTE.id, METTE.id)
    (mine,) = handing_over.lists(house.desk(METTE)).from_me
    (units,) = handing_over.lists(house.desk(BIRGER)).unit
    assert mine.handover.reason == units.handover.reason == "Jeg kender familien"
    assert handing_over.lists(house.desk(JENS)).to_me == ()
    assert refused(lambda: handing_over.accept(house.desk(JENS), handover, ())) == (
        "handover-answered"
    )


def test_what_is_withdrawn_or_changed_meanwhile_is_not_accepted(house):
    handover = offer(house)
    handing_over.ask_back(house.desk(JENS), handover.id, "Hvorfor?")
    with pytest.raises(Stale):
        handing_over.accept(house.desk(JENS), handover, ())
    seen = house.kept.handovers[handover.id]
    assert refused(lambda: handing_over.withdraw(house.desk(JENS), seen)) == "handover-not-yours"
    handing_over.withdraw(house.desk(METTE), seen)
    assert refused(lambda: handing_over.accept(house.desk(JENS), seen, ())) == "handover-answered"


def test_a_change_of_benefit_is_no_reason_by_itself(house):
    assert refused(lambda: offer(house, cause="benefit_change")) == "handover-comment-missing"
    assert offer(house, cause="benefit_change", comment="Hun har bedt om det").comment


def test_only_who_has_the_citizen_gives_them_and_once_at_a_time(house):
    assert refused(lambda: offer(house, by=AMIRA)) == "handover-not-the-owner"
    assert refused(lambda: offer(house, by=AMIRA, giver=METTE.id)) == "handover-not-yours"
    offer(house)
    assert refused(lambda: offer(house, receiver=LIS.id)) == "handover-open"


def test_who_wants_to_take_over_asks_and_the_giver_answers(house):
    request = offer(house, by=AMIRA, kind=HandoverKind.REQUEST, receiver=AMIRA.id, giver=METTE.id)
    (line,) = handing_over.lists(house.desk(METTE)).to_me
    handing_over.accept(house.desk(METTE), line.handover, ())
    # The case stays within its service area; the plan is coordinated by who took over.
    assert owner(house) == (AMIRA.id, METTE.id, AMIRA.id)
    assert house.kept.handovers[request.id].status is HandoverStatus.ACCEPTED


def test_the_lead_of_the_unit_redistributes_and_no_other(house):
    fields = {"kind": HandoverKind.REDISTRIBUTION, "giver": METTE.id, "cause": "capacity"}
    assert refused(lambda: offer(house, by=HANNE, **fields)) == "not-your-unit"
    handover = offer(house, by=BIRGER, **fields)
    assert owner(house) == (METTE.id, METTE.id, METTE.id)
    handing_over.accept(house.desk(JENS), handover, ())
    assert owner(house)[0] == JENS.id


def test_help_opens_the_citizen_and_moves_nothing(house):
    until = TODAY + timedelta(14)
    handover = offer(house, kind=HandoverKind.HELP, receiver=LIS.id, until=until)
    handing_over.accept(house.desk(LIS), handover, ())
    assert owner(house) == (METTE.id, METTE.id, METTE.id)
    with house.begin(LIS, False) as work:
        assert work.citizens.related(BOS, LIS.id)


def test_a_temporary_one_comes_back_with_its_tasks(house):
    until = TODAY + timedelta(14)
    handover = offer(house, kind=HandoverKind.TEMPORARY, cause="holiday", until=until)
    handing_over.accept(house.desk(JENS), handover, ())
    (line,) = handing_over.lists(house.desk(JENS)).to_me
    assert refused(lambda: handing_over.give_back(house.desk(METTE), line.handover)) == (
        "handover-return-early"
    )
    handing_over.give_back(house.desk(JENS), line.handover)
    assert owner(house) == (METTE.id, METTE.id, METTE.id)
    with pytest.raises(Stale):
        handing_over.give_back(house.desk(JENS), line.handover)


def test_a_receiver_who_is_away_names_the_deputy(house):
    house.kept.absences[identity("a")] = Absence(
        identity("a"), JENS.id, TODAY, TODAY + timedelta(14), LIS.id
    )
    assert refused(lambda: offer(house)) == "handover-absent"
    house.kept.absences.clear()
    handover = offer(house)
    house.kept.staff[JENS.id] = replace(JENS, active=False)
    assert refused(lambda: handing_over.accept(house.desk(JENS), handover, ())) == "login-closed"
