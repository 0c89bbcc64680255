"""What becomes of hand-overs: they go back on their day, and climb while nobody answers."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from coordinator.changes import Changes
from coordinator.danish_time import local_time
from coordinator.dated_lists import HANDOVER_DAYS, CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.handover_news import HandoverNews
from coordinator.handover_wording import kind_label
from coordinator.ids import new_id
from coordinator.lists import WorkItem, WorkKind
from coordinator.ports import AuditAction, NotFound, Stale, UnitOfWork
from coordinator.use_cases import handing_over
from coordinator.use_cases.handing_over import HandoverLists
from coordinator.use_cases.log import Log
from plans import access, handover_course, handovers
from plans.absence import absent_on
from plans.access import Deed
from plans.errors import RuleBroken
from plans.handovers import Handover, HandoverKind, HandoverStatus, Party, WordKind
from plans.reminders import Reminder

# So long «Min dag» tells of what was answered, and of who came back.
TOLD_FOR: Final = timedelta(days=7)
# What can be given to somebody else by the lead: a request is for one, and help moves nobody.
_GIVEN: Final = frozenset(
    {HandoverKind.LASTING, HandoverKind.TEMPORARY, HandoverKind.REDISTRIBUTION}
)


def due_back(desk: Desk) -> tuple[UUID, ...]:
    """Name the temporary hand-overs, to me or from me, that go back today by themselves."""
    if not access.may(desk.member, Deed.WRITE_NOTE):
        return ()
    with desk.start_reading() as work:
        return tuple(each.id for each in _due_back(work, desk))


def bring_back(desk: Desk, due: Iterable[UUID]) -> Changes:
    """Let the citizens go back whose day has come (``due_back``).

    It was agreed to from the start, so nobody presses: the first program of the two that is open on
    the day does it, each citizen in a transaction of its own, and the log says that it came by
    itself. Of two at once one does it, and the other finds it done.
    """
    changes = Changes()
    for handover_id in due:
        with suppress(Stale, NotFound, RuleBroken):
            changes = _joined(changes, _return_one(desk, handover_id))
    return changes


def remind(desk: Desk, handover_id: UUID) -> Changes:
    """Ask again for the answer to a hand-over; once a day.

    Raises:
        RuleBroken: as ``plans.handover_course.reminded``.
    """
    with desk.start_work() as work:
        handover = work.handovers.get(handover_id)
        now, today = desk.clock.now(), desk.clock.today()
        last = handover_course.last_reminder(handover)
        word = handover_course.word_of(new_id(), WordKind.REMINDED, desk.member, now)
        said = handover_course.reminded(
            handover,
            word,
            desk.member,
            leads=handover.giver.id in handing_over.led_by(work, desk),
            again=last is not None and local_time(last.at).date() == today,
        )
        _note(work, desk, said, "handover_word")
        work.handovers.save(said)
        return work.commit()


def settle(desk: Desk, handover_id: UUID) -> Changes:
    """Decide, as the lead, that a citizen who was declined stays with who has them.

    Raises:
        RuleBroken: as ``plans.handover_course.settled``.
    """
    with desk.start_work() as work:
        handover = work.handovers.get(handover_id)
        word = handover_course.word_of(new_id(), WordKind.SETTLED, desk.member, desk.clock.now())
        leads = handover.giver.id in handing_over.led_by(work, desk)
        said = handover_course.settled(handover, word, leads=leads)
        _note(work, desk, said, "handover_word")
        work.handovers.save(said)
        return work.commit()


def give_to(desk: Desk, handover_id: UUID, receiver_id: UUID) -> tuple[UUID, Changes]:
    """Offer a citizen to somebody else, as the lead: what nobody answered is taken back first.

    Note, promises, cause and day go along; the giver stays responsible until there is a yes.

    Raises:
        RuleBroken: ``not-your-unit``, ``handover-answered``, and as ``handing_over.offer``.
    """
    today = desk.clock.today()
    with desk.start_work() as work:
        old = work.handovers.get(handover_id)
        if old.giver.id not in handing_over.led_by(work, desk):
            raise RuleBroken("not-your-unit")
        waits = old.is_open or old.status is HandoverStatus.DECLINED
        if old.redistribution is not None or old.kind not in _GIVEN or not waits:
            raise RuleBroken("handover-answered")
        giver, receiver = work.staff.get(old.giver.id), work.staff.get(receiver_id)
        handing_over.require_receiver(work, receiver, giver, today)
        made = replace(
            _anew(old),
            receiver=Party.of(receiver),
            by=Party.of(desk.member),
            at=desk.clock.now(),
        )
        if old.is_open:
            _note(work, desk, old, "handover_withdrawn")
            work.handovers.save(old.withdrawn(desk.member, desk.clock.now(), leads=True))
        handing_over.require_cause(work, made, today)
        plan = work.plans.get(old.plan_id) if old.plan_id else None
        running = plan if handovers.is_running(plan) else None
        cases = work.citizens.case_files(old.citizen_id)
        handovers.require_giver(giver, running, cases, today)
        handovers.require_alone(giver.id, work.handovers.of_citizen(old.citizen_id))
        Log(work, desk).note(AuditAction.CREATE, old.citizen_id, "handover", made.id)
        work.handovers.add(made)
        return made.id, work.commit()


def climbed_today(desk: Desk) -> tuple[WorkItem, ...]:
    """List the hand-overs that have come to who leads a unit."""
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        return tuple(climbed(work, desk, handing_over.lists_in(work, desk)))


def climbed(work: UnitOfWork, desk: Desk, lists: HandoverLists) -> Iterator[WorkItem]:
    """Give the hand-overs of the units that I lead which nobody answers, or got a no."""
    unit = handing_over.led_by(work, desk) if access.is_lead(desk.member) else frozenset()
    theirs = [line for line in lists.unit if line.handover.giver.id in unit]
    if not theirs:
        return
    today = desk.clock.today()
    entries = (
        each
        for which in (DatedList.LIMITS, DatedList.CLOSED_DAYS)
        for each in work.dated_lists.entries(which)
    )
    book = CodeBook(entries, today)
    limit = book.working_days(), book.limit(HANDOVER_DAYS)
    for line in theirs:
        handover = line.handover
        answered = local_time(handover.answered_at).date() if handover.answered_at else None
        later = () if handover.is_open else work.handovers.of_citizen(handover.citizen_id)
        sent = local_time(handover.at).date()
        day = handover_course.climbs_on(handover, later, sent, answered, limit)
        if day is not None and day <= today:
            asks = handover.kind is HandoverKind.REQUEST
            yield replace(
                _item(WorkKind.CLIMBED, handover, line.citizen_name),
                title=line.cause,
                text=handover.answerer.name,
                waits_on=handover.giver.name,
                status="request" if asks else handover.status.value,
                due=day,
            )


def awaited(desk: Desk, lists: HandoverLists) -> Iterator[WorkItem]:
    """Give the hand-overs of mine that another has to answer."""
    for line in lists.from_me:
        handover = line.handover
        if handover.is_open and handover.answerer.id != desk.member.id:
            yield replace(
                _item(WorkKind.HANDOVER, handover, line.citizen_name),
                title=kind_label(handover.kind),
                text=handover.answerer.name,
                status=handover.kind.value,
            )


def offered(lists: HandoverLists) -> Iterator[WorkItem]:
    """Give the hand-overs that wait for my answer."""
    for line in lists.to_me:
        if line.handover.is_open:
            yield replace(
                _item(WorkKind.HANDOVER, line.handover, line.citizen_name),
                title=line.cause,
                text=line.handover.by.name,
                status=line.handover.kind.value,
            )


def told(work: UnitOfWork, desk: Desk) -> tuple[HandoverNews, ...]:
    """Tell what others answered to me lately, and who went back between me and another."""
    me, since = desk.member.id, desk.clock.now() - TOLD_FOR
    found = (
        each
        for each in work.handovers.of_staff({me}, since)
        if each.answered_at is not None and each.answered_at >= since and _is_news(each, me)
    )
    return tuple(
        HandoverNews(each, handing_over.name_of(work, each.citizen_id) or "") for each in found
    )


def _is_news(handover: Handover, me: UUID) -> bool:
    between = me in (handover.giver.id, handover.receiver.id)
    if handover.kind is HandoverKind.RETURN:
        return between
    by_another = handover.answered_by is not None and handover.answered_by.id != me
    mine = me in (handover.by.id, handover.giver.id)
    return mine and by_another and handover.status is not HandoverStatus.WITHDRAWN


def _due_back(work: UnitOfWork, desk: Desk) -> Iterator[Handover]:
    me, today = desk.member.id, desk.clock.today()
    lent = [
        each
        for each in work.handovers.of_staff({me}, desk.clock.now())
        if each.goes_back and me in (each.giver.id, each.receiver.id)
    ]
    if not lent:
        return
    absent = absent_on(work.staff.absences.since(today), today)
    staff = {each.id: each for each in work.staff.everybody()}
    back = {each.returns for lend in lent for each in work.handovers.of_citizen(lend.citizen_id)}
    yield from (
        each
        for each in lent
        if each.id not in back and handover_course.is_due_back(each, today, staff, absent)
    )


def _return_one(desk: Desk, handover_id: UUID) -> Changes:
    """Take one back, unless somebody did meanwhile.

    Raises:
        Stale: when it went back before.
        RuleBroken: ``handover-not-the-owner`` when who has lent them has them no more.
    """
    today = desk.clock.today()
    with desk.start_work() as work:
        lent = work.handovers.get(handover_id)
        if any(each.returns == lent.id for each in work.handovers.of_citizen(lent.citizen_id)):
            raise Stale
        back = lent.way_back(new_id(), desk.member, desk.clock.now(), today)
        plan = work.plans.get(back.plan_id) if back.plan_id else None
        running = plan if handovers.is_running(plan) else None
        holder, lender = work.staff.get(back.giver.id), work.staff.get(back.receiver.id)
        cases = work.citizens.case_files(lent.citizen_id)
        handovers.require_giver(holder, running, cases, today)
        _note(work, desk, back, "handover_came_back")
        work.handovers.add(back)
        handing_over.carry_out(work, desk, back, running, lender)
        return work.commit()


def _anew(old: Handover) -> Handover:
    return Handover(
        id=new_id(),
        citizen_id=old.citizen_id,
        plan_id=old.plan_id,
        kind=HandoverKind.REDISTRIBUTION,
        cause=old.cause,
        giver=old.giver,
        receiver=old.receiver,
        by=old.by,
        at=old.at,
        comment=old.comment,
        note=old.note,
        promises=old.promises,
        staying=old.staying,
        until=old.until,
    )


def _item(kind: WorkKind, handover: Handover, name: str) -> WorkItem:
    return WorkItem(
        kind=kind,
        title="",
        citizen_id=handover.citizen_id,
        citizen_name=name,
        part_id=handover.id,
        since=handover.at,
        reminder=_reminder(handover),
    )


def _reminder(handover: Handover) -> Reminder | None:
    last = handover_course.last_reminder(handover)
    if last is None:
        return None
    day: date = local_time(last.at).date()
    return Reminder(last.id, None, handover.id, last.by.id, last.by.name, day, last.at)


def _note(work: UnitOfWork, desk: Desk, handover: Handover, subject: str) -> None:
    Log(work, desk).note(AuditAction.CHANGE, handover.citizen_id, subject, handover.id)


def _joined(first: Changes, second: Changes) -> Changes:
    return Changes(
        first.citizens | second.citizens,
        first.plans | second.plans,
        first.everything or second.everything,
    )
