"""What every store does with tasks between colleagues and enquiries when a citizen is handed over."""

from dataclasses import replace

import pytest

from coordinator.ports import AuditAction, AuditEntry
from coordinator.use_cases import enquiries as doors
from coordinator.use_cases import handing_over, opening, staff_tasks
from plans.enquiries import EnquiryStatus, EnquiryStep, EnquiryStepKind, unit_of
from plans.handovers import HandoverKind
from plans.parts import Waiting
from plans.staff_tasks import Wish
from plans.states import TaskStatus
from plans.task_steps import StepKind
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    CLOCK,
    EMPLOYMENT,
    JENS,
    LIS,
    METTE,
    SOCIAL,
    TODAY,
    citizen,
    consent,
    enquiry,
    identity,
)
from tests.db.test_contract import put
from tests.db.test_contract_handovers import LATER, PLAN, offer

BOS = identity(BO)
ASKED, HAS, OWN, SENT, KEPT = (identity(f"along {each}") for each in range(5))
HERS, QUEUED = identity("along enquiry"), identity("along queued enquiry")


def ask(house, by, task_id, to, about=BOS):
    receiver = to if not hasattr(to, "id") else to.id
    staff_tasks.ask(house.desk(by), task_id, Wish("Ring", TODAY, citizen_id=about), receiver)


@pytest.fixture
def kept(house):
    # Health takes no part in what is shared.
    shared = consent(service_areas=frozenset({EMPLOYMENT, SOCIAL}))
    put(house, citizen(), replace(PLAN, consents=(shared,)))
    ask(house, AMIRA, ASKED, METTE)
    ask(house, AMIRA, HAS, METTE)
    with house.begin(METTE, False) as work:
        seen = work.staff_tasks.get(HAS)
    staff_tasks.accept(house.desk(METTE), seen)
    with house.begin(METTE, False) as work:
        seen = work.staff_tasks.get(HAS)
    staff_tasks.wait(house.desk(METTE), seen, Waiting("doctor", "Lægen", TODAY, LATER))
    ask(house, METTE, OWN, METTE)
    ask(house, METTE, SENT, JENS)
    ask(house, METTE, KEPT, METTE)
    with house.begin(METTE, True) as work:
        log(work)
        for each in (
            enquiry(id=HERS, citizen_id=BOS, status=EnquiryStatus.NEW, unit=None),
            enquiry(id=QUEUED, citizen_id=BOS, status=EnquiryStatus.SENT, unit=unit_of(AMIRA)),
        ):
            work.enquiries.add(replace(each, holder=METTE.id, registered_by=METTE.id))
            work.enquiries.add_step(
                EnquiryStep(
                    identity(f"step {each.id}"), each.id, EnquiryStepKind.REGISTERED, CLOCK.now(),
                    METTE.id, METTE.name,
                )
            )  # fmt: skip
        work.commit()
    return house


def log(work):
    work.audit.record(AuditEntry(AuditAction.CREATE, BOS, "enquiry", HERS, related=True))


def accept(house, handover, staying=(), by=JENS):
    opening.open_citizen(house.desk(by), BOS)
    return handing_over.accept(house.desk(by), handover, staying)


def held(house, by):
    with house.begin(by, False) as work:
        return {
            each.task.id: (each.task.sender, each.task.assignee, each.task.status)
            for each in work.staff_tasks.of_member(by.id)
        }


def test_the_receiver_stands_where_the_giver_stood_and_all_else_stays(kept):
    handover = offer(kept, staying=frozenset())
    before = held(kept, METTE)
    assert before[HAS] == (AMIRA.id, METTE.id, TaskStatus.WAITING)
    accept(kept, handover, {KEPT})
    assert held(kept, METTE) == {KEPT: before[KEPT]}
    assert held(kept, JENS) == {
        ASKED: (AMIRA.id, JENS.id, TaskStatus.REQUESTED),
        HAS: (AMIRA.id, JENS.id, TaskStatus.WAITING),
        OWN: (JENS.id, JENS.id, TaskStatus.ACCEPTED),
        SENT: (JENS.id, JENS.id, TaskStatus.ACCEPTED),
    }
    with kept.begin(JENS, False) as work:
        task = work.staff_tasks.get(HAS)
        assert (task.waiting.on_whom, task.sender_name) == ("Lægen", AMIRA.name)
        (step,) = (
            each for each in work.staff_tasks.steps([HAS]) if each.kind is StepKind.HANDED_OVER
        )
        assert (step.by, step.to, step.to_name) == (JENS.id, JENS.id, JENS.name)


def test_enquiries_go_along_with_where_they_lie(kept):
    handover = offer(kept, staying=frozenset())
    with kept.desk(JENS).start_reading() as work:
        assert {each.enquiry.id for each in work.enquiries.of_citizen(BOS)} == {HERS, QUEUED}
    accept(kept, handover, {HERS})
    with kept.begin(JENS, False) as work:
        queued = work.enquiries.get(QUEUED)
        assert (queued.holder, queued.status, queued.unit) == (
            JENS.id, EnquiryStatus.SENT, unit_of(AMIRA),
        )  # fmt: skip
        steps = {(each.kind, each.by) for each in work.enquiries.line(QUEUED).steps}
        assert (EnquiryStepKind.HANDED_OVER, JENS.id) in steps
    with kept.begin(METTE, False) as work:
        assert work.enquiries.get(HERS).holder == METTE.id
    doors.answer(kept.desk(JENS), queued, "Det er ordnet")


def test_what_the_consent_keeps_from_the_receiver_stays(kept):
    handover = offer(kept, receiver=LIS.id, staying=frozenset())
    desk = kept.desk(LIS)
    with desk.start_reading() as work:
        assert not desk.walled or work.enquiries.of_citizen(BOS) == ()
    before = held(kept, METTE)
    accept(kept, handover, by=LIS)
    assert held(kept, METTE) == before
    assert held(kept, LIS) == {}


def test_a_giver_who_says_yes_hands_it_all_along(kept):
    request = offer(
        kept, by=AMIRA, receiver=AMIRA.id, giver=METTE.id, kind=HandoverKind.REQUEST,
        staying=frozenset(),
    )  # fmt: skip
    handing_over.accept(kept.desk(METTE), request, {KEPT})
    mine = held(kept, AMIRA)
    assert mine[HAS] == (AMIRA.id, AMIRA.id, TaskStatus.WAITING)
    assert mine[ASKED] == (AMIRA.id, AMIRA.id, TaskStatus.ACCEPTED)
    assert mine[SENT] == (AMIRA.id, JENS.id, TaskStatus.REQUESTED)
    assert set(held(kept, METTE)) == {KEPT}


def test_it_all_comes_back_with_who_was_lent_out(kept):
    fields = {"kind": HandoverKind.TEMPORARY, "cause": "holiday", "until": LATER}
    handover = offer(kept, staying=frozenset(), **fields)
    accept(kept, handover)
    with kept.begin(JENS, False) as work:
        lent = work.handovers.get(handover.id)
    handing_over.give_back(kept.desk(JENS), lent)
    assert held(kept, METTE)[HAS] == (AMIRA.id, METTE.id, TaskStatus.WAITING)
    with kept.begin(METTE, False) as work:
        assert work.enquiries.get(QUEUED).holder == METTE.id


def test_a_no_moves_nothing(kept):
    handover = offer(kept, staying=frozenset())
    before = held(kept, METTE)
    handing_over.decline(kept.desk(JENS), handover, "Jeg kender familien")
    assert held(kept, METTE) == before
    assert SENT in held(kept, BIRGER) or SENT in held(kept, JENS)
