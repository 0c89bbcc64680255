"""Every use case writes a row for the citizen it reads or writes, or says here why it does not."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from coordinator import use_cases
from coordinator.canonical import canonical_json, sha256_of
from coordinator.desk import Desk
from coordinator.enquiries import NewEnquiry, Sending
from coordinator.imports import ImportKind
from coordinator.ports import ApprovedVersion, AuditAction, AuditEntry
from coordinator.task_lists import BulkWish, ListedTask
from coordinator.together import Settlement
from coordinator.use_cases import (
    answering,
    enquiries,
    enquiry_papers,
    follow_up,
    giving_tasks,
    going_through,
    handing_over,
    handover_answers,
    handover_bundle,
    handover_course,
    handover_letter,
    importing,
    log_insight,
    note_papers,
    notes,
    opening,
    papers,
    plan_parts,
    plan_past,
    plan_remarks,
    planning,
    redistributing,
    redistribution_letters,
    registering,
    reminding,
    reviewing,
    signing,
    staff_tasks,
    task_bulk,
    task_lists,
    together,
    versions,
    waiting,
    worklists,
)
from coordinator.use_cases.handing_over import Offer
from coordinator.use_cases.log import Log
from coordinator.use_cases.papers import PaperWish
from plans.enquiries import Enquiry, ToldBy
from plans.flat import PlanPart
from plans.follow_ups import running
from plans.handovers import Handover, HandoverKind, HandoverStatus, Party
from plans.notes import NoteContent, NoteThread, RecordNote
from plans.parts import EventKind, OwnWords, Stance, Statement, SubGoal, Waiting
from plans.people import Address, Communication, ContactPerson, ContactRole, Protection, StaffMember
from plans.plan import JointPlan
from plans.redistributions import MoveWish, RedistributionWish
from plans.remarks import Remark, RemarkDraft, remarks_of
from plans.scans import Scan, ScanType
from plans.signatures import Signature, Signer, Signing
from plans.staff_tasks import StaffTask, Wish
from plans.states import CitizenStance, PlanStatus, TaskStatus
from plans.units import Unit, unit_of
from tests.builders import (
    BIRGER,
    BO,
    HANNE,
    IDA,
    JENS,
    LIS,
    METTE,
    NINA,
    PRACTICE,
    SLEEP,
    TODAY,
    WORK,
    citizen,
    consent,
    event,
    identity,
    participant,
    plan,
    ready_plan,
    task,
)
from tests.coordinator.house_of_plans import house_with
from tests.fakes import FakeStore

BOS = identity(BO)
PLAN = plan().id
P = PlanStatus
DRAFT = plan(participants=(participant(LIS),))
SENT = ready_plan(status=P.IN_REVIEW, events=(event(EventKind.CREATED), event(EventKind.SENT)))
ROWS = (
    b"CPR-nr.;Navn;Adresse;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler\r\n"
    b"150277-9995;Bo Testrup;;;A;01-01-2026;;lis\r\n"
)
PERSON = ContactPerson(identity("bror"), ContactRole.RELATIVE, "Ib Testrup", "", "")
SIGNED = Scan(ScanType.PDF, b"%PDF-1.4 signed")
ASKED = Wish("Ring til klinikken", TODAY, citizen_id=BOS)
CALL = NoteContent(TODAY, "phone", "Ringede.")
HERE = Sending(Unit(METTE.service_area, METTE.team))
NEW = registering.NewCitizen(NINA, "Nina", "Prøvesen")


@dataclass(frozen=True)
class Case:
    """A deed, the plan that stands when it is done, and who does it."""

    do: Callable[[Desk], object]
    before: JointPlan | None = DRAFT
    by: object = METTE


def _load(desk: Desk) -> object:
    load = importing.look_into(desk, ImportKind.SOCIAL, "fil.csv", ROWS)
    return importing.apply(desk, load)


def _written(desk: Desk) -> RecordNote:
    notes.write_note(desk, BOS, CALL)
    thread = notes.read_notes(desk, BOS)[0]
    assert isinstance(thread, NoteThread)
    return thread.note


def _between(desk: Desk, status: TaskStatus = TaskStatus.REQUESTED, **fields: object) -> StaffTask:
    """Put a task between colleagues into the store, as who is at the desk has it and asked it."""
    me = desk.member
    made = StaffTask(
        identity("asked"), ASKED, me.id, me.name, me.service_area, me.id, me.name, status=status
    )
    made = replace(made, **fields)  # type: ignore[arg-type]
    with desk.start_work() as work:
        Log(work, desk).note(AuditAction.CREATE, BOS, "staff_task", made.id)
        work.staff_tasks.add(made)
        work.commit()
    return made


def _in_list(desk: Desk) -> ListedTask:
    _between(desk)
    found = task_lists.task_page(desk).tasks
    return next(each for each in found if each.item.task is not None)


def _to_jens(desk: Desk) -> UUID:
    return _between(desk, assignee=JENS.id, assignee_name=JENS.name).id


def _take_staff_reminder_back(desk: Desk) -> object:
    task_id = _to_jens(desk)
    staff_tasks.remind(desk, task_id)
    return staff_tasks.take_reminder_back(desk, task_id)


def _take_reminder_back(desk: Desk) -> object:
    reminder, _changes = reminding.remind(desk, PLAN, None)
    return reminding.take_back(desk, reminder)


def _follow_up(desk: Desk) -> object:
    page = follow_up.read_for_follow_up(desk, PLAN)
    codes = {each.id: "continued" for each in running(page.plan)}
    followed = follow_up.Followed(TODAY, TODAY + timedelta(90), codes, {}, {})
    return follow_up.hold(desk, page.plan, followed)


def _change_note(desk: Desk) -> object:
    return notes.change_note(desk, _written(desk), replace(CALL, text="Ringede igen."))


def _add_correction(desk: Desk) -> object:
    return notes.add_correction(desk, _written(desk), CALL)


def _remarked(desk: Desk) -> Remark:
    remark = remarks_of(PLAN, [RemarkDraft("Hvordan?")], BIRGER, desk.clock.now())[0]
    with desk.start_work() as work:
        work.reviews.add_remarks([remark])
        work.commit()
    return remark


def _solve_remark(desk: Desk) -> object:
    return plan_remarks.solve_remark(desk, _remarked(desk).id)


def _reopen_remark(desk: Desk) -> object:
    return plan_remarks.reopen_remark(desk, _remarked(desk).id)


def _approve_once(desk: Desk) -> None:
    text = canonical_json(APPROVED_ONCE)
    version = ApprovedVersion(1, text, sha256_of(text), TODAY, b"%PDF", "0")
    with desk.start_work() as work:
        work.plans.add_version(PLAN, version)
        work.commit()


def _sign(desk: Desk) -> object:
    _approve_once(desk)
    return signing.register(desk, PLAN, Signing(1, Signer.CITIZEN, TODAY), SIGNED)


def _signed(desk: Desk) -> Signature:
    _sign(desk)
    with desk.start_reading() as work:
        return work.signatures.of_plan(PLAN)[0]


def _enquiry(desk: Desk, *, lies: bool = False) -> Enquiry:
    typed = NewEnquiry("Ringede", "care", citizen_id=BOS)
    enquiry_id, _changes = enquiries.register(desk, typed)
    found = enquiries.open_enquiry(desk, enquiry_id).line.enquiry
    if lies:
        enquiries.send(desk, found, HERE)
        return enquiries.open_enquiry(desk, enquiry_id).line.enquiry
    return found


def _compare(desk: Desk) -> object:
    _approve_once(desk)
    return versions.compare_versions(desk, PLAN, 1)


def _state(status: PlanStatus, **fields: object) -> JointPlan:
    return ready_plan(status=status, version=1, **fields)


def _offer(desk: Desk) -> object:
    wish = Offer(BOS, LIS.id, HandoverKind.LASTING, "organisation", "Ring om eftermiddagen")
    return handing_over.offer(desk, wish)


def _offered(desk: Desk, by: StaffMember = LIS) -> Handover:
    """Let Lis ask to take over from Mette, or Mette offer it."""
    made = Handover(
        identity("handover"), BOS, PLAN, HandoverKind.REQUEST if by is LIS else
        HandoverKind.LASTING, "organisation", Party.of(METTE), Party.of(LIS), Party.of(by),
        desk.clock.now(), note="Ring om eftermiddagen",
    )  # fmt: skip
    with desk.start_work() as work:
        work.handovers.add(made)
        Log(work, desk).note(AuditAction.CREATE, BOS, "handover", made.id)
        work.commit()
    return made


def _reply(desk: Desk) -> object:
    made = _offered(desk, by=METTE)
    return handing_over.reply(desk, made.id, "Fordi")


def _letter(desk: Desk) -> object:
    made = _offered(desk)
    handing_over.accept(desk, made, ())
    return handover_letter.print_letter(desk, made.id)


def _redistribute(desk: Desk) -> UUID:
    made = RedistributionWish(
        identity("omfordeling"), "capacity", (MoveWish(BOS, METTE.id, LIS.id),), at_once=0
    )
    redistributing.offer_set(desk, made)
    return made.id


def _undo(desk: Desk) -> object:
    which = _redistribute(desk)
    redistributing.offer_next(desk, which)
    return redistributing.undo(desk, which)


def _give_to(desk: Desk) -> object:
    which = _redistribute(desk)
    (move,) = redistributing.open_set(desk, which).redistribution.moves
    return redistributing.give_to(desk, which, {move.id: LIS.id})


def _letters(desk: Desk) -> object:
    which = _redistribute(desk)
    redistributing.offer_next(desk, which)
    (move,) = redistributing.open_set(desk, which).redistribution.moves
    with desk.start_work() as work:
        Log(work, desk).note(AuditAction.CHANGE, BOS, "handover_accepted", move.next_id)
        said = work.handovers.get(move.handover.id).accepted(LIS, desk.clock.now(), ())
        work.handovers.save(said)
        work.commit()
    return redistribution_letters.make_letters(desk, which)


def _resume(desk: Desk) -> object:
    which = _redistribute(desk)
    redistributing.pause(desk, which)
    return redistributing.resume(desk, which)


def _give_back(desk: Desk) -> object:
    until = TODAY + timedelta(9)
    made = replace(
        _offered(desk, by=METTE), id=identity("lent"), kind=HandoverKind.TEMPORARY, until=until,
        giver=Party.of(LIS), receiver=Party.of(METTE), status=HandoverStatus.ACCEPTED,
        answered_by=Party.of(METTE), answered_at=desk.clock.now(),
    )  # fmt: skip
    with desk.start_work() as work:
        work.handovers.add(made)
        Log(work, desk).note(AuditAction.CREATE, BOS, "handover", made.id)
        work.commit()
    return handing_over.give_back(desk, made)


def _bring_back(desk: Desk) -> object:
    until = TODAY - timedelta(1)
    made = replace(
        _offered(desk, by=METTE), id=identity("lent"), kind=HandoverKind.TEMPORARY, until=until,
        giver=Party.of(LIS), receiver=Party.of(METTE), status=HandoverStatus.ACCEPTED,
        answered_by=Party.of(METTE), answered_at=desk.clock.now(),
    )  # fmt: skip
    with desk.start_work() as work:
        work.handovers.add(made)
        Log(work, desk).note(AuditAction.CREATE, BOS, "handover", made.id)
        work.commit()
    return handover_course.bring_back(desk, handover_course.due_back(desk))


def _name_coordinator(desk: Desk) -> object:
    with desk.start_work() as work:
        work.staff.add(replace(METTE, active=False))
        work.commit()
    return planning.name_coordinator(desk, PLAN, METTE.id, LIS.id)


def _settle(desk: Desk) -> object:
    made = replace(_offered(desk), id=identity("no"), status=HandoverStatus.DECLINED)
    with desk.start_work() as work:
        work.handovers.add(made)
        Log(work, desk).note(AuditAction.CREATE, BOS, "handover", made.id)
        work.commit()
    return handover_course.settle(desk, made.id)


APPROVED_ONCE = _state(P.ACTIVE)
_FIRST = PRACTICE.tasks[1]
_GIVEN = task("Ring", METTE)
_NOT_HERS = replace(PRACTICE.tasks[0], status=TaskStatus.DECLINED)
CASES = {
    # Reading one citizen.
    "opening.open_citizen": Case(lambda desk: opening.open_citizen(desk, BOS)),
    "opening.open_plan": Case(lambda desk: opening.open_plan(desk, PLAN)),
    "opening.read_again": Case(lambda desk: opening.read_again(desk, BOS)),
    "opening.read_plan": Case(lambda desk: opening.read_plan(desk, PLAN)),
    "opening.note_copied_number": Case(lambda desk: opening.note_copied_number(desk, BOS)),
    "opening.unmask_address": Case(lambda desk: opening.unmask_address(desk, BOS, "Brev")),
    "opening.look_up_number": Case(lambda desk: opening.look_up_number(desk, BO, "Ringer")),
    "opening.open_plan_by_number": Case(lambda desk: opening.open_plan_by_number(desk, BO)),
    "papers.preview_plan": Case(lambda desk: papers.preview_plan(desk, PLAN, PaperWish())),
    "papers.preview_approval": Case(lambda desk: papers.preview_approval(desk, PLAN), SENT, BIRGER),
    "papers.print_plan": Case(lambda desk: papers.print_plan(desk, PLAN, PaperWish())),
    "papers.save_plan": Case(lambda desk: papers.save_plan(desk, PLAN, PaperWish())),
    "reviewing.open_review": Case(lambda desk: reviewing.open_review(desk, PLAN), SENT, BIRGER),
    "versions.compare_versions": Case(_compare, APPROVED_ONCE),
    "worklists.find_citizens_logged": Case(
        lambda desk: worklists.find_citizens_logged(desk, "testrup", 5)
    ),
    # Writing the plan.
    "planning.create_plan": Case(
        lambda desk: planning.create_plan(desk, BOS), replace(DRAFT, status=P.CLOSED)
    ),
    "planning.write_own_words": Case(
        lambda desk: planning.write_own_words(desk, PLAN, DRAFT.own_words, OwnWords("Nyt"))
    ),
    "planning.set_follow_up": Case(
        lambda desk: planning.set_follow_up(desk, PLAN, DRAFT.follow_up, TODAY)
    ),
    "planning.put_goal": Case(
        lambda desk: planning.put_goal(desk, PLAN, SLEEP, replace(SLEEP, title="Hvile"))
    ),
    "planning.remove_goal": Case(lambda desk: planning.remove_goal(desk, PLAN, SLEEP.id)),
    "plan_parts.put_part": Case(
        lambda desk: plan_parts.put_part(desk, PLAN, None, Statement(BOS, "resources", "Ro"))
    ),
    "plan_parts.remove_part": Case(
        lambda desk: plan_parts.remove_part(desk, PLAN, PlanPart.STATEMENT, BOS),
        replace(DRAFT, statements=(Statement(BOS, "resources", "Ro"),)),
    ),
    "plan_parts.put_sub_goal": Case(
        lambda desk: plan_parts.put_sub_goal(desk, PLAN, WORK.id, None, SubGoal(BOS, "Op kl. 7"))
    ),
    "plan_parts.remove_sub_goal": Case(
        lambda desk: plan_parts.remove_sub_goal(desk, PLAN, BOS),
        replace(DRAFT, goals=(replace(WORK, sub_goals=(SubGoal(BOS, "Op kl. 7"),)), SLEEP)),
    ),
    "plan_parts.put_stance": Case(
        lambda desk: plan_parts.put_stance(
            desk, PLAN, DRAFT.stance, Stance(CitizenStance.DISAGREES, "For mange møder")
        )
    ),
    "plan_parts.order_parts": Case(
        lambda desk: plan_parts.order_parts(desk, PLAN, None, (SLEEP.id, WORK.id))
    ),
    "planning.put_intervention": Case(
        lambda desk: planning.put_intervention(
            desk, PLAN, WORK.id, PRACTICE, replace(PRACTICE, provider="Butik")
        )
    ),
    "planning.remove_intervention": Case(
        lambda desk: planning.remove_intervention(desk, PLAN, PRACTICE.id)
    ),
    "planning.put_task": Case(
        lambda desk: planning.put_task(desk, PLAN, PRACTICE.id, None, task("Ring", METTE))
    ),
    "giving_tasks.give_task": Case(
        lambda desk: giving_tasks.give_task(desk, PLAN, PRACTICE.id, _GIVEN)
    ),
    "giving_tasks.take_task_back": Case(
        lambda desk: giving_tasks.take_task_back(desk, PLAN, _FIRST)
    ),
    "planning.remove_task": Case(
        lambda desk: planning.remove_task(desk, PLAN, PRACTICE.id, _FIRST.id)
    ),
    "staff_tasks.ask": Case(lambda desk: staff_tasks.ask(desk, identity("new"), ASKED, JENS.id)),
    "staff_tasks.accept": Case(lambda desk: staff_tasks.accept(desk, _between(desk))),
    "staff_tasks.decline": Case(
        lambda desk: staff_tasks.decline(desk, _between(desk), "Ingen tid")
    ),
    "staff_tasks.claim": Case(
        lambda desk: staff_tasks.claim(
            desk,
            _between(desk, assignee=None, assignee_name="", queue=unit_of(desk.member)).id,
        )
    ),
    "staff_tasks.give_back": Case(
        lambda desk: staff_tasks.give_back(
            desk, _between(desk, TaskStatus.ACCEPTED, queue=unit_of(desk.member))
        )
    ),
    "staff_tasks.start": Case(lambda desk: staff_tasks.start(desk, _between(desk))),
    "staff_tasks.wait": Case(
        lambda desk: staff_tasks.wait(desk, _between(desk), Waiting("doctor", "", TODAY, TODAY))
    ),
    "staff_tasks.complete": Case(lambda desk: staff_tasks.complete(desk, _between(desk))),
    "staff_tasks.reopen": Case(
        lambda desk: staff_tasks.reopen(desk, _between(desk, TaskStatus.COMPLETED).id)
    ),
    "staff_tasks.cancel": Case(lambda desk: staff_tasks.cancel(desk, _to_jens(desk))),
    "staff_tasks.pass_on": Case(
        lambda desk: staff_tasks.pass_on(desk, _between(desk), JENS.id, "Kan du?")
    ),
    "staff_tasks.take": Case(
        lambda desk: staff_tasks.take(desk, _between(desk, TaskStatus.DECLINED))
    ),
    "staff_tasks.reassign": Case(
        lambda desk: staff_tasks.reassign(desk, [_between(desk).id], JENS.id)
    ),
    "staff_tasks.move_deadline": Case(
        lambda desk: staff_tasks.move_deadline(desk, [_between(desk).id], TODAY + timedelta(9))
    ),
    "task_bulk.carry_out": Case(
        lambda desk: task_bulk.carry_out(desk, _in_list(desk), BulkWish(due=TODAY + timedelta(9)))
    ),
    "staff_tasks.remind": Case(lambda desk: staff_tasks.remind(desk, _to_jens(desk))),
    "staff_tasks.take_reminder_back": Case(_take_staff_reminder_back),
    "answering.accept_task": Case(lambda desk: answering.accept_task(desk, PLAN, _FIRST)),
    "answering.decline_task": Case(
        lambda desk: answering.decline_task(desk, PLAN, _FIRST, "Ingen tid")
    ),
    "answering.pass_task_on": Case(
        lambda desk: answering.pass_task_on(desk, PLAN, _FIRST, JENS.id, "Du kender stedet")
    ),
    "answering.take_task": Case(
        lambda desk: answering.take_task(desk, PLAN, _NOT_HERS),
        plan(goals=(replace(WORK, interventions=(replace(PRACTICE, tasks=(_NOT_HERS,)),)),)),
    ),
    "planning.move_task": Case(
        lambda desk: planning.move_task(
            desk, PLAN, _FIRST, replace(_FIRST, status=TaskStatus.ACCEPTED)
        )
    ),
    "waiting.set_waiting": Case(
        lambda desk: waiting.set_waiting(
            desk, PLAN, PRACTICE.id, None, Waiting("doctor", wake_up_date=TODAY)
        )
    ),
    "planning.put_participant": Case(
        lambda desk: planning.put_participant(desk, PLAN, None, HANNE.id, "Støtte")
    ),
    "planning.remove_participant": Case(
        lambda desk: planning.remove_participant(desk, PLAN, participant(LIS).id)
    ),
    "planning.set_deputy": Case(lambda desk: planning.set_deputy(desk, PLAN, JENS.id, None)),
    "planning.name_coordinator": Case(_name_coordinator, DRAFT, BIRGER),
    "planning.put_consent": Case(
        lambda desk: planning.put_consent(desk, PLAN, None, consent(id=identity("new")))
    ),
    "together.keep_settled": Case(
        lambda desk: together.keep_settled(
            desk, PLAN, Settlement("own_words", None, "text", "Mit", "Dit", "Vores")
        )
    ),
    # Its course.
    "reviewing.send_to_review": Case(
        lambda desk: reviewing.send_to_review(desk, PLAN), ready_plan()
    ),
    "reviewing.take_back": Case(lambda desk: reviewing.take_back(desk, PLAN), SENT),
    "reviewing.return_with_remarks": Case(
        lambda desk: reviewing.return_with_remarks(desk, SENT, [RemarkDraft("Hvordan?")]),
        SENT,
        BIRGER,
    ),
    "plan_remarks.read_remarks": Case(lambda desk: plan_remarks.read_remarks(desk, PLAN)),
    "plan_remarks.solve_remark": Case(_solve_remark),
    "plan_remarks.reopen_remark": Case(_reopen_remark),
    "reviewing.approve": Case(lambda desk: reviewing.approve(desk, SENT), SENT, BIRGER),
    "reviewing.activate": Case(lambda desk: reviewing.activate(desk, PLAN), _state(P.APPROVED)),
    "reviewing.start_revision": Case(
        lambda desk: reviewing.start_revision(desk, PLAN), _state(P.ACTIVE)
    ),
    "reviewing.pause": Case(
        lambda desk: reviewing.pause(desk, PLAN, "Syg", TODAY + timedelta(9)), _state(P.ACTIVE)
    ),
    "reviewing.resume": Case(
        lambda desk: reviewing.resume(desk, PLAN),
        _state(P.PAUSED, resume_to=P.ACTIVE, wake_up_date=TODAY),
    ),
    "reviewing.move_away": Case(
        lambda desk: reviewing.move_away(desk, PLAN, "Til Fyn"), _state(P.ACTIVE)
    ),
    "going_through.go_through": Case(
        lambda desk: going_through.go_through(
            desk, PLAN, Stance(), Stance(CitizenStance.AGREES, said_on=TODAY), handed_over=True
        ),
        _state(P.APPROVED),
    ),
    "reviewing.close": Case(
        lambda desk: reviewing.close(desk, PLAN, "job", "I arbejde"), _state(P.ACTIVE)
    ),
    # The citizen.
    "registering.create_citizen": Case(lambda desk: registering.create_citizen(desk, NEW)),
    "registering.give_number": Case(
        lambda desk: registering.give_number(desk, citizen(), NINA, TODAY)
    ),
    "registering.confirm_birth_date": Case(
        lambda desk: registering.confirm_birth_date(desk, citizen(), date(1977, 2, 16))
    ),
    "registering.set_protection": Case(
        lambda desk: registering.set_protection(desk, citizen(), Protection(address=True))
    ),
    "registering.set_communication": Case(
        lambda desk: registering.set_communication(desk, citizen(), Communication("87654321"))
    ),
    "registering.set_name_and_address": Case(
        lambda desk: registering.set_name_and_address(
            desk, citizen(), ("Bo", "Nyt"), Address("Engvej 1")
        )
    ),
    "registering.put_contact": Case(lambda desk: registering.put_contact(desk, citizen(), PERSON)),
    "registering.remove_contact": Case(
        lambda desk: registering.remove_contact(desk, citizen(), identity("nobody"))
    ),
    # Hand-overs.
    "handing_over.offer": Case(_offer),
    "handing_over.ask_back": Case(
        lambda desk: handing_over.ask_back(desk, _offered(desk).id, "Hvorfor?")
    ),
    "handing_over.reply": Case(_reply),
    "handing_over.accept": Case(lambda desk: handing_over.accept(desk, _offered(desk), ())),
    "handover_answers.accept_each": Case(
        lambda desk: handover_answers.accept_each(desk, [_offered(desk)])
    ),
    "redistribution_letters.make_letters": Case(_letters, by=BIRGER),
    "handing_over.decline": Case(
        lambda desk: handing_over.decline(desk, _offered(desk), "Ingen tid")
    ),
    "handing_over.withdraw": Case(
        lambda desk: handing_over.withdraw(desk, _offered(desk, by=METTE))
    ),
    "handing_over.give_back": Case(_give_back),
    "handover_bundle.open_handover": Case(
        lambda desk: handover_bundle.open_handover(desk, _offered(desk).id)
    ),
    "handover_letter.print_letter": Case(_letter),
    "handover_course.bring_back": Case(_bring_back),
    "handover_course.remind": Case(
        lambda desk: handover_course.remind(desk, _offered(desk, by=METTE).id)
    ),
    "handover_course.settle": Case(_settle, by=BIRGER),
    "handover_course.give_to": Case(
        lambda desk: handover_course.give_to(desk, _offered(desk, by=METTE).id, JENS.id),
        by=BIRGER,
    ),
    "redistributing.offer_set": Case(
        lambda desk: redistributing.offer_next(desk, _redistribute(desk)), by=BIRGER
    ),
    "redistributing.offer_next": Case(
        lambda desk: redistributing.offer_next(desk, _redistribute(desk)), by=BIRGER
    ),
    "redistributing.resume": Case(_resume, by=BIRGER),
    "redistributing.give_to": Case(_give_to, by=BIRGER),
    "redistributing.undo": Case(_undo, by=BIRGER),
    "handover_bundle.begin_handover": Case(lambda desk: handover_bundle.begin_handover(desk, BOS)),
    # Reminders.
    "reminding.remind": Case(lambda desk: reminding.remind(desk, PLAN, None), SENT),
    "reminding.take_back": Case(_take_reminder_back, SENT),
    # Follow-ups.
    "follow_up.read_for_follow_up": Case(lambda desk: follow_up.read_for_follow_up(desk, PLAN)),
    "follow_up.hold": Case(_follow_up, _state(P.ACTIVE)),
    # The past of a plan.
    "plan_past.who_wrote": Case(lambda desk: plan_past.who_wrote(desk, PLAN)),
    "plan_past.earlier_versions": Case(lambda desk: plan_past.earlier_versions(desk, PLAN)),
    # Signatures on paper.
    "signing.register": Case(_sign, APPROVED_ONCE),
    "signing.attach_scan": Case(
        lambda desk: signing.attach_scan(desk, _signed(desk), SIGNED), APPROVED_ONCE
    ),
    "signing.withdraw": Case(
        lambda desk: signing.withdraw(desk, _signed(desk), "Forkert dag"), APPROVED_ONCE
    ),
    "signing.read_scan": Case(
        lambda desk: signing.read_scan(desk, _signed(desk).id), APPROVED_ONCE
    ),
    # The notes.
    "notes.write_note": Case(lambda desk: notes.write_note(desk, BOS, CALL)),
    "notes.change_note": Case(_change_note),
    "notes.add_correction": Case(_add_correction),
    "notes.read_notes": Case(lambda desk: notes.read_notes(desk, BOS)),
    "note_papers.print_notes": Case(lambda desk: note_papers.print_notes(desk, BOS, ())),
    # Enquiries.
    "enquiries.register": Case(_enquiry),
    "enquiries.open_enquiry": Case(_enquiry),
    "enquiries.send": Case(lambda desk: enquiries.send(desk, _enquiry(desk), HERE)),
    "enquiries.take": Case(lambda desk: enquiries.take(desk, _enquiry(desk, lies=True))),
    "enquiries.give_back": Case(
        lambda desk: enquiries.give_back(desk, _enquiry(desk, lies=True), "Ikke os")
    ),
    "enquiries.answer": Case(lambda desk: enquiries.answer(desk, _enquiry(desk), "Ja")),
    "enquiries.tell_citizen": Case(
        lambda desk: enquiries.tell_citizen(desk, _enquiry(desk), ToldBy.PHONE)
    ),
    "enquiries.remind_unit": Case(
        lambda desk: enquiries.remind_unit(desk, _enquiry(desk, lies=True))
    ),
    "enquiry_papers.letter": Case(
        lambda desk: enquiry_papers.letter(desk, _enquiry(desk, lies=True).id)
    ),
    "log_insight.citizens_log": Case(lambda desk: log_insight.citizens_log(desk, BOS)),
    "log_insight.citizens_log_by_number": Case(
        lambda desk: log_insight.citizens_log_by_number(desk, BO)
    ),
    "importing.apply": Case(_load, None, IDA),
}
# Those that write no row for a citizen, each with why that is sound.
ACCEPTED = {
    "absences.absence_page": "about staff",
    "absences.absent_today": "about staff",
    "absences.put_absence": "about staff; writes a row of its own",
    "absences.remove_absence": "about staff; writes a row of its own",
    "enquiries.lists": "a list of one's own work; nobody is opened, and no word is read",
    "enquiries.of_citizen": "lines of a page whose opening was logged; no word is read",
    "enquiries.lines_of": "as of_citizen",
    "enquiries.comes_to": "compares what was read already",
    "begun_forms.keep_typed": "keeps one's own typing on a page whose opening was logged",
    "begun_forms.typed_before": "gives one's own typing back, to oneself alone",
    "begun_forms.form_to_go_on_with": "names a form of one's own; tells nothing of the citizen",
    "sign_in_rules.read_sign_in_rules": "about nobody",
    "sign_in_rules.write_sign_in_rules": "about nobody; writes a row of its own",
    "sign_ins.begin_sitting": "about oneself; kept in a table of its own",
    "sign_ins.open_windows": "about oneself",
    "sign_ins.end_other_windows": "about oneself; writes a row of its own",
    "code_lists.read_list": "about nobody",
    "code_lists.code_book": "about nobody",
    "code_lists.put_entry": "about nobody; writes a row of its own",
    "code_lists.succeed_entry": "about nobody; writes a row of its own",
    "code_lists.order_entries": "about nobody; writes a row of its own",
    "importing.look_into": "compares a file; tells what the file says and writes nothing",
    "importing.compare": "as look_into",
    "importing.file_bytes": "reads a file that somebody chose",
    "waiting.read_waiting": "one part of a line of My day; changing it writes the row",
    "opening.read_task": "one task of a line of My day; moving it writes the row",
    "plan_change.change": "the frame of those that write a plan; it writes their row",
    "plan_change.change_with": "as change",
    "plan_change.unchanged": "compares what was read already",
    "paper_settings.municipality": "about nobody",
    "paper_settings.envelope": "about nobody",
    "paper_settings.read_paper_settings": "about nobody",
    "paper_settings.write_paper_settings": "about nobody; writes a row of its own",
    "paper_settings.window_test": "about nobody",
    "papers.version_papers": "a part of approve, which writes the row",
    "papers.paper_choices": "asks for a look or relation; the preview that follows writes the row",
    "reminding.with_reminders": "a part of My day",
    "answering.with_paths": "a part of My day",
    "handover_letter.preview_letter": "shown to who has the citizen open, which is logged",
    "handover_meeting.ask_for_meeting": "a part of offering, which logs before",
    "handover_meeting.with_meeting": "nothing is read or written",
    "continuity.continuity": "counts, of whom nobody is told",
    "continuity.print_continuity": "as continuity.continuity",
    "handing_over.carry_out": "a part of accepting one, which logs before",
    "handing_over.led_by": "about staff",
    "handing_over.name_of": "a part of a list of one's own work; nobody is opened",
    "handing_over.require_cause": "about nobody",
    "handover_course.due_back": "a list of one's own work; nobody is opened",
    "handover_course.climbed": "as handover_course.due_back",
    "handover_course.climbed_today": "as handover_course.due_back",
    "handover_course.awaited": "as handover_course.due_back",
    "handover_course.offered": "as handover_course.due_back",
    "handover_course.told": "as handover_course.due_back",
    "handing_over.lists": "a list of one's own work; nobody is opened",
    "handing_over.lists_in": "as handing_over.lists",
    "handing_over.causes_today": "about nobody",
    "handing_over.cause_rule": "about nobody",
    "handing_over.require_receiver": "about staff",
    "answering.tell_asked": "a part of giving a task, which writes the row",
    "reporting.shared_citizens_table": "counts; writes a row of its own",
    "reporting.read_threshold": "about nobody",
    "reporting.publish": "counts; writes a row of its own",
    "reporting.published_months": "about nobody",
    "reporting.published_counts": "about nobody: small counts are hidden",
    "reporting.last_whole_month": "tells a day",
    "reporting.set_threshold": "about nobody; writes a row of its own",
    "review_queue.review_queue": "a list of one's own work; nobody is opened",
    "signing_in.sign_in": "about staff",
    "signing_in.staff_to_choose_from": "about staff",
    "signing.read_file": "reads a file that somebody chose",
    "together.take_seat": "tells where one writes in a plan whose opening was logged",
    "together.leave_seat": "as take_seat",
    "together.look_around": "names staff, to who may read the plan and has opened it",
    "together.last_writes": "as look_around",
    "together.settled_texts": "a part of the plan, read by who has opened it",
    "notes.readable": "a part of reading a citizen, which writes the row",
    "follow_up.follow_ups_seen": "as notes.readable",
    "log_control.last_whole_week": "tells a day",
    "log_control.control_week": "about staff; writes a row of its own, and no citizen's",
    "log_control.judge": "as control_week",
    "verifying.verify_log": "about nobody; writes a row of its own",
    "verifying.note_seal_published": "as verify_log",
    "verifying.accept_log": "as verify_log",
    "log_sending.send_log": "as verify_log",
    "reorganisation_outcome.carry_out": "by redistributing.offer_set, which logs each citizen",
    "reorganisation_outcome.changes_by_hand": "counts; the store is not asked",
    "reorganisation_outcome.outcome_of": "counts; the store is not asked",
    "reorganisation_outcome.print_outcome": "counts alone; no citizen is on the paper",
    "reorganising.candidates": "counts for a unit's lead; nobody is opened",
    "reorganising.pose": "a list of a unit's citizens for its lead; nobody is opened",
    "caseloads.unit_loads": "counts for a unit's lead; nobody is opened",
    "caseloads.stuck_loads": "counts for a unit's lead; nobody is opened",
    "caseloads.caseload": "a list of a unit's work for its lead; nobody is opened",
    "own_calendar.own_calendar": "days alone; nobody can be told from them",
    "worklists.find_citizens": "a list while somebody types; opening one writes the row",
    "worklists.near_citizens": "a list of one's own citizens; nobody is opened",
    "worklists.waiting_on_me": "a list of one's own work; nobody is opened",
    "worklists.my_day": "a list of one's own work; nobody is opened",
    "staff.staff_page": "about staff",
    "staff.burden_of": "counts, and tells nothing of whom it is about",
    "staff.add_staff": "about staff; writes a row of its own",
    "staff.move_staff": "about staff; writes a row of its own",
    "staff.close_login": "about staff; writes a row of its own",
    "staff.open_login": "about staff; writes a row of its own",
    "staff_sync.compare_staff": "about staff; writes nothing",
    "staff_sync.take_step": "does one of the deeds of staff, which writes the row",
    "own_password.change_own_password": "about who works; writes a row of its own",
    "staff.set_password": "about staff; writes a row of its own",
    "worklists.staff": "about staff",
    "staff_tasks.last_reminder": "finds a step among steps",
    "staff_tasks.read": "reads a line of one's own list, to change it, which writes the row",
    "staff_tasks.accountable_for": "a part of a deed that writes the row, or a list of work",
    "staff_tasks.standpoint": "tells how somebody stands; nobody is opened",
    "staff_tasks.of_citizen": "a part of reading a citizen, which writes the row",
    "staff_tasks.my_units": "about staff",
    "staff_task_lists.causes_of": "about nobody",
    "staff_task_lists.staff_tasks_of": "a list of one's own work; nobody is opened",
    "staff_tasks.passed": "a rule asked about a task; writes nothing",
    "staff_task_lists.lines_of": "a part of a list of one's own work; nobody is opened",
    "caseloads.led_by": "about staff",
    "task_origins.citizens_to_ask_about": "as worklists.find_citizens",
    "deadlines.with_deadlines": "a part of a list of one's own work; nobody is opened",
    "enquiry_lines.waiting_enquiries": "a part of a list of one's own work; nobody is opened",
    "enquiries.lists_in": "as enquiries.lists",
    "task_origins.may_ask_about": "tells how somebody stands; nobody is opened",
    "task_origins.came_from": "ids alone; to go there is a look, which writes the row",
    "task_lists.task_page": "a list of one's own work, or of one's unit; nobody is opened",
    "task_lists.keep_filter": "what one keeps for oneself; about nobody",
    "task_lists.drop_filter": "what one keeps for oneself; about nobody",
    "task_bulk.foresee": "asks the rules about a list of one's own; writes nothing",
    "giving_tasks.colleagues": "about staff",
    "redistributing.pause": "about a set; writes a row of its own",
    "redistributing.leave_out": "about a set; writes a row of its own",
    "redistributing.sets": "a list of one's own work; nobody is opened",
    "redistributing.open_set": "names of a unit's citizens, as «Mit team» has them; no word of them",
    "redistributing.led_by": "about staff",
    "redistribution_choice.what_to_move": "a list of what hangs on a colleague; nobody is opened",
    "redistribution_letters.unprinted": "compares what was read already",
    "redistribution_choice.preview": "counts over such a list; nobody is opened",
    "worklists.districts": "about nobody",
}


def _public() -> set[str]:
    """Name every public function of every module of use cases."""
    return {
        f"{file.stem}.{each.name}"
        for file in Path(use_cases.__path__[0]).glob("*.py")
        for each in ast.parse(file.read_text("utf-8")).body
        if isinstance(each, ast.FunctionDef) and not each.name.startswith("_")
    }


def _done(case: Case) -> tuple[FakeStore, list[AuditEntry]]:
    things = (citizen(),) if case.before is None else (citizen(), case.before)
    house = house_with(*things)
    case.do(house.desk(case.by))
    return house, house.log


def test_each_use_case_logs_or_is_accepted_here():
    assert CASES.keys() | ACCEPTED.keys() == _public()
    assert not CASES.keys() & ACCEPTED.keys()


@pytest.mark.parametrize("name", CASES)
def test_it_writes_a_row_for_the_citizen_by_who_did_it(name):
    house, log = _done(CASES[name])
    about = {each.citizen_id for each in log} - {None}
    assert about == ({BOS} if name != "registering.create_citizen" else about)
    assert len(about) == 1
    assert {who for _at, who, _entry in house.kept.log} == {CASES[name].by}


@pytest.mark.parametrize(
    "name", sorted(CASES.keys() - {"registering.create_citizen", "importing.apply"})
)
def test_the_row_says_that_there_was_a_relation(name):
    _house, log = _done(CASES[name])
    assert all(each.related for each in log if each.citizen_id is not None)


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("planning.create_plan", HANNE),
        ("registering.set_communication", HANNE),
        ("registering.put_contact", HANNE),
        ("opening.unmask_address", HANNE),
        ("opening.note_copied_number", HANNE),
    ],
)
def test_the_row_says_that_there_was_none(name, by):
    _house, log = _done(replace(CASES[name], by=by))
    assert [each.related for each in log] == [False]


@pytest.mark.parametrize(
    "name",
    [
        "opening.open_citizen",
        "opening.open_plan",
        "opening.read_again",
        "opening.read_plan",
        "follow_up.read_for_follow_up",
        "notes.read_notes",
        "note_papers.print_notes",
        "log_insight.citizens_log",
        "papers.preview_plan",
        "papers.print_plan",
        "papers.save_plan",
        "reviewing.open_review",
        "versions.compare_versions",
        "plan_past.who_wrote",
        "plan_past.earlier_versions",
    ],
)
def test_who_has_no_relation_and_gave_no_reason_reads_nothing(name):
    case = CASES[name]
    house = house_with(citizen(), case.before)
    with pytest.raises(Exception, match="reason-needed"):
        case.do(house.desk(HANNE))
    assert house.log == []
