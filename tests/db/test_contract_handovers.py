"""What every store promises of hand-overs: the one in memory, the local file and the server."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coordinator.ports import NotFound, Stale
from coordinator.use_cases import handing_over, opening
from coordinator.use_cases.handing_over import Offer
from plans.errors import RuleBroken
from plans.handovers import HandoverKind, HandoverStatus, Promise
from plans.task_steps import StepKind
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    HANNE,
    JENS,
    LIS,
    METTE,
    NOW,
    SOCIAL,
    TODAY,
    citizen,
    goal,
    identity,
    intervention,
    participant,
    plan,
    task,
)
from tests.db.test_contract import ROW, load, put

BOS = identity(BO)
CALL = task("Aftal besøg", METTE)
KEPT = task("Afslut CV", METTE)
MORNING = task("Morgenplan", AMIRA)
PLAN = plan(
    deputy=None,
    participants=(participant(METTE, "Job"), participant(AMIRA)),
    goals=(
        goal(
            "Mål",
            intervention("Job", tasks=(CALL, KEPT)),
            intervention("Støtte", SOCIAL, tasks=(MORNING,)),
        ),
    ),
)
CASE = ROW.replace(";;lis", ";;amira")
LATER = TODAY + timedelta(14)


@pytest.fixture
def kept(house):
    put(house, citizen(), PLAN)
    load(house, CASE)
    return house


def wish(**fields):
    whole = {
        "citizen_id": BOS,
        "receiver": JENS.id,
        "kind": HandoverKind.LASTING,
        "cause": "organisation",
        "note": "Bo vil helst ringes op om eftermiddagen.",
        "comment": "Teamet er delt",
        "promises": (Promise("Ringer om kørsel", TODAY), Promise("Sender planen")),
        "staying": frozenset({KEPT.id}),
    }
    return Offer(**(whole | fields))


def offer(house, by=METTE, **fields):
    handover_id, _changes = handing_over.offer(house.desk(by), wish(**fields))
    with house.begin(by, False) as work:
        return work.handovers.get(handover_id)


def owners(house):
    """Say who coordinates the plan, who has the case, and who has each task."""
    with house.begin(BIRGER, False) as work:
        found = work.plans.get(PLAN.id)
    with house.begin(HANNE, False) as work:
        (case,) = work.citizens.case_files(BOS)
    tasks = {each.title: each.assignee.staff_id for each in found.tasks}
    return found.coordinator, case.caseworker.id, tasks


def test_a_hand_over_comes_back_field_by_field(kept):
    handover = offer(kept, cause="other")
    assert handover.promises == wish().promises
    assert (handover.giver.name, handover.receiver.name) == (METTE.name, JENS.name)
    assert (handover.note, handover.comment) == (wish().note, "Teamet er delt")
    assert handover.staying == {KEPT.id}
    handing_over.ask_back(kept.desk(JENS), handover.id, "Hvem er lægen?")
    handing_over.reply(kept.desk(METTE), handover.id, "Lægehuset")
    with kept.begin(JENS, False) as work:
        found = work.handovers.get(handover.id)
        assert [(each.kind, each.text) for each in found.words] == [
            ("asked", "Hvem er lægen?"),
            ("answered", "Lægehuset"),
        ]
        assert replace(found, words=(), at=NOW) == replace(handover, at=NOW)


def test_all_moves_with_the_yes_and_nothing_before(kept):
    before = owners(kept)
    assert before[0] == METTE.id
    handover = offer(kept)
    assert owners(kept) == before
    opening.open_citizen(kept.desk(JENS), BOS)
    handing_over.accept(kept.desk(JENS), handover, {KEPT.id})
    coordinator, case, tasks = owners(kept)
    assert (coordinator, case) == (JENS.id, AMIRA.id)
    assert tasks == {"Aftal besøg": JENS.id, "Afslut CV": METTE.id, "Morgenplan": AMIRA.id}
    with kept.begin(JENS, False) as work:
        found = work.plans.get(PLAN.id)
        assert {each.staff_id for each in found.participants} == {JENS.id, AMIRA.id}
        (step,) = work.task_steps.of_plans([PLAN.id])
        assert (step.kind, step.by, step.to) == (StepKind.PASSED_ON, JENS.id, JENS.id)
        (change,) = work.handovers.changes(BOS, NOW - timedelta(365))
        assert (change.giver, change.receiver, change.cause) == (METTE.id, JENS.id, "organisation")
        with pytest.raises((RuleBroken, Stale)):
            handing_over.accept(kept.desk(JENS), handover, ())


def test_a_case_moves_within_its_area_and_stays_so_at_the_next_load(kept):
    handover = offer(kept, by=AMIRA, receiver=HANNE.id, staying=frozenset())
    opening.open_citizen(kept.desk(HANNE), BOS)
    handing_over.accept(kept.desk(HANNE), handover, ())
    coordinator, case, tasks = owners(kept)
    assert (coordinator, case, tasks["Morgenplan"]) == (METTE.id, HANNE.id, HANNE.id)
    made = load(kept, CASE.replace(";;amira", ";01-12-2026;amira"))
    assert "case-handed-over" in {each.text_code for each in made.warnings}
    with kept.begin(HANNE, False) as work:
        (found,) = work.citizens.case_files(BOS)
        assert (found.end, found.caseworker) == (date(2026, 12, 1), HANNE)
    load(kept, CASE.replace(";;amira", ";;hanne"))
    made = load(kept, CASE)
    assert "case-handed-over" not in {each.text_code for each in made.warnings}
    assert owners(kept)[1] == AMIRA.id


def test_a_no_leaves_the_receiver_with_nothing(kept):
    handover = offer(kept, receiver=LIS.id)
    with kept.begin(LIS, False) as work:
        assert work.citizens.related(BOS, LIS.id)
    handing_over.decline(kept.desk(LIS), handover, "Jeg kender familien")
    assert owners(kept)[0] == METTE.id
    with kept.begin(LIS, False) as work:
        assert not work.citizens.related(BOS, LIS.id)
    with kept.begin(METTE, False) as work:
        found = work.handovers.get(handover.id)
    assert (found.status, found.reason) == (HandoverStatus.DECLINED, "Jeg kender familien")


def test_who_gives_answers_a_request_and_then_it_moves(kept):
    request = offer(
        kept,
        by=AMIRA,
        receiver=AMIRA.id,
        giver=METTE.id,
        kind=HandoverKind.REQUEST,
        staying=frozenset(),
    )
    handing_over.accept(kept.desk(METTE), request, ())
    coordinator, case, tasks = owners(kept)
    assert (coordinator, case, tasks["Aftal besøg"]) == (AMIRA.id, AMIRA.id, AMIRA.id)


def test_the_lead_offers_what_is_the_units_and_withdraws_it(kept):
    fields = {"kind": HandoverKind.REDISTRIBUTION, "giver": METTE.id, "cause": "capacity"}
    handover = offer(kept, by=BIRGER, **fields)
    (line,) = handing_over.lists(kept.desk(BIRGER)).from_me
    assert line.citizen_name == "Bo Testrup"
    handing_over.withdraw(kept.desk(BIRGER), handover)
    again = offer(kept, by=BIRGER, **fields)
    opening.open_citizen(kept.desk(JENS), BOS)
    handing_over.accept(kept.desk(JENS), again, ())
    assert owners(kept)[0] == JENS.id


@pytest.mark.parametrize("by", [JENS, METTE])
def test_what_was_lent_goes_back(kept, by):
    handover = offer(kept, kind=HandoverKind.TEMPORARY, cause="holiday", until=LATER)
    opening.open_citizen(kept.desk(JENS), BOS)
    handing_over.accept(kept.desk(JENS), handover, ())
    assert owners(kept)[0] == JENS.id
    with kept.begin(by, False) as work:
        lent = work.handovers.get(handover.id)
        assert lent in work.handovers.of_staff([by.id], NOW + timedelta(1))
        assert work.citizens.related(BOS, METTE.id)
    if by is METTE:
        with pytest.raises(RuleBroken):
            handing_over.give_back(kept.desk(METTE), lent)
        return
    handing_over.give_back(kept.desk(by), lent)
    coordinator, _case, tasks = owners(kept)
    assert (coordinator, tasks["Aftal besøg"], tasks["Afslut CV"]) == (METTE.id, METTE.id, METTE.id)
    with pytest.raises((Stale, RuleBroken)):
        handing_over.give_back(kept.desk(by), lent)


def test_help_opens_the_citizen_until_its_day(kept):
    fields = {"kind": HandoverKind.HELP, "until": LATER, "staying": frozenset()}
    handover = offer(kept, receiver=LIS.id, **fields)
    handing_over.accept(kept.desk(LIS), handover, ())
    assert owners(kept)[0] == METTE.id
    with kept.begin(LIS, False) as work:
        assert work.citizens.related(BOS, LIS.id)


def test_of_two_offers_of_one_citizen_the_second_is_told(kept):
    offer(kept)
    with pytest.raises(RuleBroken):
        offer(kept, receiver=LIS.id)
    fields = {"kind": HandoverKind.REQUEST, "giver": METTE.id, "staying": frozenset()}
    with pytest.raises((RuleBroken, Stale)):
        offer(kept, by=AMIRA, receiver=AMIRA.id, **fields)


def test_a_meeting_is_a_task_of_who_gives_and_stays_theirs(kept):
    handover = offer(kept, meeting=LATER)
    assert handover.meeting == LATER
    (task_id,) = handover.staying - {KEPT.id}
    opening.open_citizen(kept.desk(JENS), BOS)
    handing_over.accept(kept.desk(JENS), handover, handover.staying)
    with kept.begin(METTE, False) as work:
        task = work.staff_tasks.get(task_id)
        assert (task.assignee, task.wish.due, task.sender) == (METTE.id, LATER, METTE.id)


def test_an_unknown_one_is_not_found(kept):
    with kept.begin(METTE, False) as work, pytest.raises(NotFound):
        work.handovers.get(identity("none"))


@pytest.mark.parametrize("house", ["local", "shared"], indirect=True)
def test_no_store_changes_an_answer(kept):
    handover = offer(kept)
    handing_over.withdraw(kept.desk(METTE), handover)
    question = text("UPDATE handover SET status = 'offered', version = version + 1")
    engine = kept.persons[METTE.login] if kept.persons else kept.engine
    with engine.begin() as connection, pytest.raises(DBAPIError):
        connection.execute(question)
