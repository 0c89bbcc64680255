"""Hand a citizen over: offer, ask back, accept, decline, withdraw, and what the receiver reads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from coordinator.changes import Changes
from coordinator.dated_lists import DatedList, ListEntry
from coordinator.desk import Desk
from coordinator.ids import new_id
from coordinator.ports import AuditAction, AuditEntry, NotFound, Stale, UnitOfWork
from coordinator.standing_in import leads_stood_in_for
from coordinator.use_cases.handover_meeting import ask_for_meeting, with_meeting
from coordinator.use_cases.log import Log
from plans import access, handovers
from plans.absence import absent_on
from plans.access import Deed
from plans.errors import RuleBroken
from plans.handovers import CauseRule, Handover, HandoverKind, HandoverStatus, Party, Promise
from plans.people import StaffMember
from plans.plan import JointPlan
from plans.task_steps import StepKind, TaskStep

# What was answered so long ago is shown no more in the lists.
SHOWN_FOR: Final = timedelta(days=14)
_COMMENT, _WARNS = "comment", "warns"


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody writes when they hand a citizen over; ``giver`` None is who writes it."""

    citizen_id: UUID
    receiver: UUID
    kind: HandoverKind
    cause: str
    note: str
    comment: str = ""
    promises: tuple[Promise, ...] = ()
    staying: frozenset[UUID] = frozenset()
    until: date | None = None
    giver: UUID | None = None
    meeting: date | None = None


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A hand-over in a list, with whose it is and what its cause is called."""

    handover: Handover
    citizen_name: str
    cause: str


@dataclass(frozen=True, slots=True)
class HandoverLists:
    """The hand-overs that somebody sees: to me, from me, and of the units I lead."""

    to_me: tuple[HandoverLine, ...]
    from_me: tuple[HandoverLine, ...]
    unit: tuple[HandoverLine, ...]

    @property
    def waiting(self) -> int:
        """How many wait for my answer."""
        return sum(line.handover.is_open for line in self.to_me)


def cause_rule(entry: ListEntry | None) -> CauseRule | None:
    """Read what a cause asks for; None when it is not in the list that day."""
    if entry is None:
        return None
    return CauseRule(entry.group == _COMMENT, entry.group == _WARNS)


def offer(desk: Desk, wish: Offer) -> tuple[UUID, Changes]:
    """Offer a citizen to a colleague, or ask to take one over; nothing moves yet.

    Raises:
        RuleBroken: ``not-allowed``, and as ``handovers.require_sound``, ``require_giver``,
            ``require_receiver`` and ``require_alone``; ``not-your-unit`` for who redistributes
            what is not their unit's.
    """
    desk.require(Deed.WRITE_NOTE)
    today = desk.clock.today()
    with desk.start_work() as work:
        giver, receiver = (
            work.staff.get(wish.giver or desk.member.id),
            work.staff.get(wish.receiver),
        )
        plan = work.plans.of_citizen(wish.citizen_id)
        running = plan if handovers.is_running(plan) else None
        _require_right(work, desk, wish.kind, giver, receiver)
        made = with_meeting(_made(desk, wish, running, giver, receiver))
        require_cause(work, made, today)
        handovers.require_giver(giver, running, work.citizens.case_files(wish.citizen_id), today)
        require_receiver(work, receiver, giver, today)
        handovers.require_alone(giver.id, work.handovers.of_citizen(wish.citizen_id))
        Log(work, desk).note(AuditAction.CREATE, wish.citizen_id, "handover", made.id)
        work.handovers.add(made)
        ask_for_meeting(work, desk, made, giver, receiver)
        return made.id, work.commit()


def ask_back(desk: Desk, handover_id: UUID, text: str) -> Changes:
    """Ask the other something before the answer.

    Raises:
        RuleBroken: as ``Handover.asked``.
    """
    return _say(desk, handover_id, text, reply=False)


def reply(desk: Desk, handover_id: UUID, text: str) -> Changes:
    """Answer a question about a hand-over.

    Raises:
        RuleBroken: as ``Handover.replied``.
    """
    return _say(desk, handover_id, text, reply=True)


def accept(desk: Desk, seen: Handover, staying: Iterable[UUID]) -> Changes:
    """Take a citizen over: plan, cases, seat and tasks change hands in one transaction.

    Raises:
        RuleBroken: as ``Handover.accepted``, ``handovers.require_giver`` and
            ``require_receiver``.
        Stale: when the hand-over is no longer as it was seen.
    """
    today = desk.clock.today()
    with desk.start_work() as work:
        handover = _seen(work, seen)
        giver, receiver = (work.staff.get(each.id) for each in (handover.giver, handover.receiver))
        plan = work.plans.get(handover.plan_id) if handover.plan_id else None
        running = plan if handovers.is_running(plan) else None
        taken = handover.accepted(desk.member, desk.clock.now(), staying)
        handovers.require_giver(giver, running, work.citizens.case_files(seen.citizen_id), today)
        require_receiver(work, receiver, giver, today)
        _note(work, desk, taken, "handover_accepted")
        work.handovers.save(taken)
        carry_out(work, desk, taken, running, receiver)
        return work.commit()


def decline(desk: Desk, seen: Handover, reason: str) -> Changes:
    """Say no, and why: the giver keeps the citizen, and hears it, and so does the team lead.

    Raises:
        RuleBroken: as ``Handover.declined``.
        Stale: when the hand-over is no longer as it was seen.
    """
    with desk.start_work() as work:
        said = _seen(work, seen).declined(desk.member, desk.clock.now(), reason)
        _note(work, desk, said, "handover_declined")
        work.handovers.save(said)
        return work.commit()


def withdraw(desk: Desk, seen: Handover) -> Changes:
    """Take back what one offered, before it is answered.

    Raises:
        RuleBroken: as ``Handover.withdrawn``.
        Stale: when the hand-over is no longer as it was seen.
    """
    with desk.start_work() as work:
        back = _seen(work, seen).withdrawn(desk.member, desk.clock.now())
        _note(work, desk, back, "handover_withdrawn")
        work.handovers.save(back)
        return work.commit()


def give_back(desk: Desk, seen: Handover) -> Changes:
    """Take a temporary hand-over back, as was agreed from the start.

    Raises:
        RuleBroken: as ``Handover.way_back``; ``login-closed`` when the first has left.
        Stale: when it went back before.
    """
    today = desk.clock.today()
    with desk.start_work() as work:
        handover = work.handovers.get(seen.id)
        if any(each.returns == seen.id for each in work.handovers.of_citizen(seen.citizen_id)):
            raise Stale
        back = handover.way_back(new_id(), desk.member, desk.clock.now(), today)
        receiver = work.staff.get(back.receiver.id)
        if not access.may(receiver, Deed.WRITE_NOTE):
            raise RuleBroken("login-closed", login=receiver.login)
        plan = work.plans.get(back.plan_id) if back.plan_id else None
        _note(work, desk, back, "handover_returned")
        work.handovers.add(back)
        carry_out(work, desk, back, plan if handovers.is_running(plan) else None, receiver)
        return work.commit()


def lists(desk: Desk) -> HandoverLists:
    """List the hand-overs to me, from me, and of the units I lead; nothing is opened."""
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        return lists_in(work, desk)


def lists_in(work: UnitOfWork, desk: Desk) -> HandoverLists:
    """Do the same within a piece of work."""
    me = desk.member.id
    unit = led_by(work, desk)
    found = work.handovers.of_staff({me, *unit}, desk.clock.now() - SHOWN_FOR)
    causes = {each.code: each.label for each in work.dated_lists.entries(DatedList.HANDOVER_CAUSES)}
    lines = [
        HandoverLine(each, name, causes.get(each.cause, each.cause))
        for each in found
        if each.kind is not HandoverKind.RETURN
        and (name := name_of(work, each.citizen_id)) is not None
    ]
    return HandoverLists(
        to_me=tuple(line for line in lines if _is_to(line.handover, me)),
        from_me=tuple(line for line in lines if _is_from(line.handover, me)),
        unit=tuple(line for line in lines if _is_units(line.handover, unit - {me}, me)),
    )


def causes_today(desk: Desk) -> tuple[ListEntry, ...]:
    """List the causes that may be chosen today."""
    with desk.start_reading() as work:
        return work.dated_lists.entries(DatedList.HANDOVER_CAUSES, desk.clock.today())


def require_receiver(
    work: UnitOfWork, receiver: StaffMember, giver: StaffMember, today: date
) -> None:
    """Refuse who cannot take over today; see ``handovers.require_receiver``."""
    absent = absent_on(work.staff.absences.since(today), today)
    deputies = {
        each.deputy: work.staff.get(each.deputy).name
        for each in absent.values()
        if each.deputy is not None
    }
    handovers.require_receiver(receiver, giver, absent, deputies)


def _require_right(
    work: UnitOfWork, desk: Desk, kind: HandoverKind, giver: StaffMember, receiver: StaffMember
) -> None:
    me = desk.member
    if kind is HandoverKind.REDISTRIBUTION:
        acting = leads_stood_in_for(work, me, desk.clock.today())
        if not access.leads_unit_of(me, giver, acting):
            raise RuleBroken("not-your-unit")
    elif kind is HandoverKind.RETURN or me.id != (
        receiver.id if kind is HandoverKind.REQUEST else giver.id
    ):
        raise RuleBroken("handover-not-yours")


def require_cause(work: UnitOfWork, made: Handover, today: date) -> None:
    """Refuse an offer that says too little for its cause of today.

    Raises:
        RuleBroken: as ``handovers.require_sound``.
    """
    entries = work.dated_lists.entries(DatedList.HANDOVER_CAUSES, today)
    entry = next((each for each in entries if each.code == made.cause), None)
    handovers.require_sound(made, cause_rule(entry), today)


def _made(
    desk: Desk, wish: Offer, plan: JointPlan | None, giver: StaffMember, receiver: StaffMember
) -> Handover:
    return Handover(
        id=new_id(),
        citizen_id=wish.citizen_id,
        plan_id=plan.id if plan else None,
        kind=wish.kind,
        cause=wish.cause,
        giver=Party.of(giver),
        receiver=Party.of(receiver),
        by=Party.of(desk.member),
        at=desk.clock.now(),
        comment=wish.comment.strip(),
        note=wish.note.strip(),
        promises=tuple(each for each in wish.promises if each.text.strip()),
        staying=wish.staying,
        until=wish.until,
        meeting=wish.meeting,
    )


def _say(desk: Desk, handover_id: UUID, text: str, *, reply: bool) -> Changes:
    with desk.start_work() as work:
        handover = work.handovers.get(handover_id)
        deed = handover.replied if reply else handover.asked
        said = deed(new_id(), desk.member, desk.clock.now(), text)
        _note(work, desk, said, "handover_word")
        work.handovers.save(said)
        return work.commit()


def _seen(work: UnitOfWork, seen: Handover) -> Handover:
    """Read it again; who answers answers what they read."""
    handover = work.handovers.get(seen.id)
    # A reminder meanwhile changes nothing that was read.
    if handover.is_open and replace(handover, words=handover.said) != replace(
        seen, words=seen.said
    ):
        raise Stale
    return handover


def _note(work: UnitOfWork, desk: Desk, handover: Handover, subject: str) -> None:
    Log(work, desk).note(AuditAction.CHANGE, handover.citizen_id, subject, handover.id)


def carry_out(
    work: UnitOfWork,
    desk: Desk,
    handover: Handover,
    plan: JointPlan | None,
    receiver: StaffMember,
) -> None:
    """Let all that the giver answers for follow; help moves nothing."""
    if not handover.moves:
        return
    # Asked before: afterwards the giver may have nothing to do with the citizen any more.
    related = Log(work, desk).is_related(handover.citizen_id)
    if plan is not None:
        moved, tasks = handovers.handed(plan, handover, receiver, desk.clock.today())
        # Written first: afterwards a task may be out of one's sight.
        for task_id in tasks:
            work.task_steps.add(_step(desk, plan.id, task_id, handover))
        if moved != plan:
            work.plans.save(moved)
    work.handovers.take_cases(handover)
    for each in work.handovers.take_tasks(handover):
        entry = AuditEntry(
            AuditAction.CHANGE, handover.citizen_id, each.kind.value, each.id, related=related
        )
        work.audit.record(entry)


def _step(desk: Desk, plan_id: UUID, task_id: UUID, handover: Handover) -> TaskStep:
    return TaskStep(
        id=new_id(),
        plan_id=plan_id,
        task_id=task_id,
        kind=StepKind.PASSED_ON,
        at=desk.clock.now(),
        by=desk.member.id,
        by_name=desk.member.name,
        to=handover.receiver.id,
        to_name=handover.receiver.name,
    )


def led_by(work: UnitOfWork, desk: Desk) -> frozenset[UUID]:
    """Name the staff of the units that I lead, or act for."""
    if not access.is_lead(desk.member):
        # Nobody reads three thousand colleagues to find that they lead none.
        return frozenset()
    acting = leads_stood_in_for(work, desk.member, desk.clock.today())
    return frozenset(
        each.id
        for each in work.staff.everybody()
        if access.leads_unit_of(desk.member, each, acting)
    )


def name_of(work: UnitOfWork, citizen_id: UUID) -> str | None:
    """Name a citizen; None for whom one has handed over, and has to do with no more."""
    try:
        return work.citizens.get(citizen_id).name
    except NotFound:
        return None


def _is_to(handover: Handover, me: UUID) -> bool:
    """Whether it waits for me, or came to me for a time."""
    if handover.is_open:
        return handover.answerer.id == me
    lent = handover.status is HandoverStatus.ACCEPTED and handover.until is not None
    return lent and handover.receiver.id == me


def _is_from(handover: Handover, me: UUID) -> bool:
    if handover.is_open and handover.answerer.id == me:
        return False
    return me in (handover.giver.id, handover.by.id)


def _is_units(handover: Handover, unit: Collection[UUID], me: UUID) -> bool:
    """Whether the lead follows it: what waits for an answer, and what got a no."""
    theirs = handover.giver.id in unit or handover.receiver.id in unit
    waits = handover.is_open or handover.status is HandoverStatus.DECLINED
    return theirs and waits and me not in (handover.giver.id, handover.answerer.id)
