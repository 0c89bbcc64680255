"""Register an enquiry, send it to who answers it, take it, and answer it: no wrong door."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from coordinator.changes import Changes
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.dated_units import UnitBook
from coordinator.desk import Desk
from coordinator.enquiries import (
    ENQUIRY,
    EnquiryLine,
    EnquiryLists,
    EnquiryPage,
    NewEnquiry,
    Sending,
)
from coordinator.ids import new_id
from coordinator.ports import AuditAction, AuditEntry, Stale, UnitOfWork
from coordinator.standing_in import leads_stood_in_for
from coordinator.use_cases.log import SITTING, Log
from coordinator.wording import NEW_ENQUIRY
from plans import access, enquiries
from plans.access import Deed, leads_unit_of
from plans.enquiries import (
    Climbed,
    Enquiry,
    EnquiryStatus,
    EnquiryStep,
    EnquiryStepKind,
    Suggestion,
    ToldBy,
    units_of,
)
from plans.errors import RuleBroken
from plans.people import CaseFile, Citizen, StaffMember
from plans.units import Unit

# So long an answered enquiry stands in the lists; a citizen's page has them all.
SHOWN_FOR: Final = timedelta(days=30)
_BOOKS: Final = (
    DatedList.ENQUIRY_SUBJECTS,
    DatedList.LIMITS,
    DatedList.CLOSED_DAYS,
    DatedList.UNITS,
)


def register(desk: Desk, typed: NewEnquiry) -> tuple[UUID, Changes]:
    """Register an enquiry; who registers it answers for it.

    Raises:
        RuleBroken: ``not-allowed``, those of ``enquiries.require_registered``, and where there is
            no relation to the citizen ``too-many-looks`` or ``citizen-unknown``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    today = desk.clock.today()
    received = typed.received_on or today
    enquiries.require_registered(received, typed.words, typed.subject, today)
    with desk.start_work() as work:
        book = _book(work, today)
        enquiry = Enquiry(
            id=new_id(),
            citizen_id=typed.citizen_id,
            subject=typed.subject,
            channel=typed.channel,
            received_on=received,
            due=book.working_days().after(received, book.answer_days(typed.subject)),
            registered_by=desk.member.id,
            holder=desk.member.id,
            waits_since=today,
        )
        whom = _from_whom(work, desk, typed)
        step = _step(desk, enquiry, EnquiryStepKind.REGISTERED, typed.words)
        _log(work, desk, AuditAction.CREATE, enquiry)
        work.enquiries.add(enquiry)
        work.enquiries.add_step(replace(step, from_whom=whom))
        return enquiry.id, work.commit()


def send(desk: Desk, seen: Enquiry, sending: Sending) -> Changes:
    """Send an enquiry to a unit; who sends it answers for it until somebody takes it.

    Raises:
        RuleBroken: as ``enquiries.sent``.
        Stale: when it is no longer as seen.
    """

    def moved(view: _View, now: Enquiry) -> Enquiry:
        units = units_of(_answering(view.staff()))
        return enquiries.sent(now, desk.member, sending.unit, units, view.today)

    step = _step(desk, seen, EnquiryStepKind.SENT, sending.message)
    return _moved(desk, seen, replace(step, unit=sending.unit), moved)


def take(desk: Desk, seen: Enquiry) -> Changes:
    """Take an enquiry that lies in one's unit, or that climbed; from then on one answers for it.

    Raises:
        RuleBroken: as ``enquiries.taken``; of two at once the second hears who was first.
    """

    def moved(view: _View, now: Enquiry) -> Enquiry:
        return enquiries.taken(
            now,
            desk.member,
            view.units,
            view.today,
            leads=view.leads(now),
            holder_name=view.name(now.holder),
        )

    step = _step(desk, seen, EnquiryStepKind.TAKEN)
    try:
        return _moved(desk, seen, step, moved, must_be_seen=False)
    except Stale:
        with desk.start_reading() as work:
            first = work.staff.get(work.enquiries.get(seen.id).holder)
        if first.id in (seen.holder, desk.member.id):
            raise
        raise RuleBroken("enquiry-taken", name=first.name) from None


def give_back(desk: Desk, seen: Enquiry, reason: str) -> Changes:
    """Give an enquiry that does not belong here back to who sent it, and say why.

    Raises:
        RuleBroken: as ``enquiries.returned``.
        Stale: when it is no longer as seen.
    """

    def moved(view: _View, now: Enquiry) -> Enquiry:
        return enquiries.returned(now, desk.member, view.units, reason, view.today)

    return _moved(desk, seen, _step(desk, seen, EnquiryStepKind.RETURNED, reason), moved)


def answer(desk: Desk, seen: Enquiry, words: str) -> Changes:
    """Answer an enquiry oneself.

    Raises:
        RuleBroken: as ``enquiries.answered``.
        Stale: when it is no longer as seen.
    """

    def moved(view: _View, now: Enquiry) -> Enquiry:
        return enquiries.answered(now, desk.member, words, view.today)

    return _moved(desk, seen, _step(desk, seen, EnquiryStepKind.ANSWERED, words), moved)


def tell_citizen(desk: Desk, seen: Enquiry, how: ToldBy, words: str = "") -> Changes:
    """Keep that the citizen was told who has the enquiry, and how.

    Raises:
        RuleBroken: as ``enquiries.require_told``.
        Stale: when it is no longer as seen.
    """
    step = replace(_step(desk, seen, EnquiryStepKind.TOLD, words), how=how)
    return _moved(desk, seen, step, lambda _view, now: _told(now, desk.member))


def remind_unit(desk: Desk, seen: Enquiry) -> Changes:
    """Ask the unit again that has an enquiry in its queue.

    Raises:
        RuleBroken: ``enquiry-not-queued``, and as ``enquiries.require_told``.
        Stale: when it is no longer as seen.
    """

    def moved(_view: _View, now: Enquiry) -> Enquiry:
        if now.status is not EnquiryStatus.SENT:
            raise RuleBroken("enquiry-not-queued")
        return _told(now, desk.member)

    return _moved(desk, seen, _step(desk, seen, EnquiryStepKind.REMINDED), moved)


def lists(desk: Desk) -> EnquiryLists:
    """List the enquiries that somebody has to do with; what was said stays closed."""
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        return lists_in(work, desk)


def lists_in(work: UnitOfWork, desk: Desk) -> EnquiryLists:
    """Do the same within a piece of work."""
    view = _View(work, desk)
    found = work.enquiries.lines(view.today - SHOWN_FOR)
    return _sorted_out(view, [view.shown(each) for each in found if view.sees(each)])


def of_citizen(desk: Desk, citizen_id: UUID) -> tuple[EnquiryLine, ...]:
    """List a citizen's enquiries for who has the page open, newest first."""
    with desk.start_reading() as work:
        return lines_of(work, desk, citizen_id)


def lines_of(work: UnitOfWork, desk: Desk, citizen_id: UUID) -> tuple[EnquiryLine, ...]:
    """List a citizen's enquiries in a piece of work that has logged the look."""
    view = _View(work, desk)
    found = work.enquiries.of_citizen(citizen_id)
    return tuple(view.shown(each) for each in found if view.sees(each) or view.meets(each))


def open_enquiry(desk: Desk, enquiry_id: UUID) -> EnquiryPage:
    """Open an enquiry and read what was said; the look is logged, once in a sitting.

    Raises:
        RuleBroken: ``not-allowed``, ``enquiry-withheld``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        view = _View(work, desk)
        line = work.enquiries.line(enquiry_id)
        if not (view.sees(line) or view.meets(line)):
            raise RuleBroken("enquiry-withheld")
        if not work.enquiries.looked(enquiry_id, desk.clock.now() - SITTING):
            _log(work, desk, AuditAction.VIEW, line.enquiry)
        page = view.page(replace(line, steps=work.enquiries.steps(enquiry_id)))
        work.commit()
        return page


def comes_to(line: EnquiryLine, view: "_View") -> bool:
    """Tell whether an enquiry that nobody takes has climbed to somebody."""
    now, me = line.enquiry, view.member
    levels = {
        Climbed.NOT: False,
        Climbed.SENDER: now.holder == me.id,
        Climbed.UNIT_LEAD: now.holder == me.id or view.leads_queue(now),
        Climbed.SENDERS_LEAD: now.holder == me.id or view.leads_queue(now) or view.leads(now),
    }
    return levels[line.climbed]


def _place(line: EnquiryLine, view: "_View") -> str | None:
    """Name the one list that a line belongs to for the member; None for none of them."""
    now, me = line.enquiry, view.member.id
    in_hand = me in {now.holder, now.registered_by, *(each.by for each in line.steps)}
    if not now.is_open:
        return "answered" if in_hand or now.unit in view.units else None
    if comes_to(line, view) or (now.holder == me and now.status is not EnquiryStatus.SENT):
        return "mine" if now.holder == me else "climbed"
    if now.status is EnquiryStatus.SENT and now.unit in view.units:
        return "queue"
    return "sent" if in_hand else None


def _sorted_out(view: "_View", found: list[EnquiryLine]) -> EnquiryLists:
    groups: dict[str, list[EnquiryLine]] = {}
    for line in found:
        where = _place(line, view)
        if where is not None:
            groups.setdefault(where, []).append(line)
    return EnquiryLists(**{where: tuple(lines) for where, lines in groups.items()})


class _View:
    """Who asks, in one piece of work: their units, whom they lead, and what they may see."""

    def __init__(self, work: UnitOfWork, desk: Desk) -> None:
        self.member, self.today = desk.member, desk.clock.today()
        self._work, self._walled = work, desk.walled
        self._log = Log(work, desk)
        self._acting = leads_stood_in_for(work, desk.member, self.today)
        self.units = units_of((desk.member, *self._acting))
        self._book = _book(work, self.today)
        self._staff: dict[UUID, StaffMember] = {}

    def staff(self) -> tuple[StaffMember, ...]:
        """Read all of staff."""
        return self._work.staff.everybody()

    def name(self, staff_id: UUID) -> str:
        """Name somebody in staff."""
        return self._one(staff_id).name

    def leads(self, enquiry: Enquiry) -> bool:
        """Whether the member leads the unit of who answers for it."""
        return leads_unit_of(self.member, self._one(enquiry.holder), self._acting)

    def leads_queue(self, enquiry: Enquiry) -> bool:
        """Whether the member leads the unit that it was sent to."""
        leads = access.is_lead(self.member)
        return leads and enquiry.unit is not None and enquiry.unit in self.units

    def sees(self, line: EnquiryLine) -> bool:
        """Whether the member has to do with it."""
        now = line.enquiry
        return enquiries.sees(now, line.steps, self.member, self.units, leads=self.leads(now))

    def meets(self, line: EnquiryLine) -> bool:
        """Whether the member has a case with the citizen in the service area that it went to."""
        now = line.enquiry
        if now.citizen_id is None or now.unit is None:
            return False
        return any(
            case.caseworker is not None
            and case.caseworker.id == self.member.id
            and case.service_area is now.unit.service_area
            and (case.end is None or case.end >= self.today)
            for case in self._cases(now.citizen_id)
        )

    def shown(self, line: EnquiryLine) -> EnquiryLine:
        """Give a line with how far it has climbed, and the name where the member sees it."""
        limits, calendar = self._book.climb_limits(), self._book.working_days()
        climbed = enquiries.climbed(line.enquiry, limits, calendar, self.today)
        named = self._sees_citizen(line)
        return replace(line, climbed=climbed, citizen_name=line.citizen_name if named else "")

    def page(self, line: EnquiryLine) -> EnquiryPage:
        """Make the page of an enquiry whose look is logged."""
        shown, now, me = self.shown(line), line.enquiry, self.member.id
        queued = now.status is EnquiryStatus.SENT and now.unit in self.units
        units = units_of(_answering(self.staff()))
        taken = now.status is EnquiryStatus.TAKEN and now.holder == me
        lifted = self.leads(now) and now.holder != me
        sent_by_me = now.status is EnquiryStatus.SENT and now.holder == me
        return EnquiryPage(
            line=shown,
            units=units,
            suggested=self._suggested(now, units) if now.is_open and now.holder == me else (),
            may_take=now.is_open and not taken and (queued or sent_by_me or lifted),
            may_return=queued,
            is_mine=now.is_open and now.holder == me,
            sees_citizen=bool(shown.citizen_name),
        )

    def _suggested(self, now: Enquiry, units: tuple[Unit, ...]) -> tuple[Suggestion, ...]:
        subject = self._book.entry(DatedList.ENQUIRY_SUBJECTS, now.subject)
        area = subject.service_area if subject else None
        known = now.citizen_id if self._sees(now.citizen_id) else None
        cases = self._cases(known) if known else ()
        people = [
            each.caseworker
            for each in cases
            if each.caseworker is not None and each.running_on(self.today)
        ]
        plan = self._work.plans.of_citizen(known) if known else None
        team = [self._one(each.staff_id) for each in plan.participants] if plan else []
        others = [each for each in units if each not in self.units] if area else []
        if subject is not None:
            taking = UnitBook(self._book.all(DatedList.UNITS), self.today)
            others.sort(key=lambda each: taking.rank(each, subject.label))
        return enquiries.suggestions(area, people, team, [*others, *self._mine_last(units, others)])

    def _mine_last(self, units: tuple[Unit, ...], others: list[Unit]) -> list[Unit]:
        return [each for each in units if each not in others]

    def _cases(self, citizen_id: UUID) -> tuple[CaseFile, ...]:
        found = self._work.citizens.case_files(citizen_id)
        return tuple(each for each in found if isinstance(each, CaseFile))

    def _sees_citizen(self, line: EnquiryLine) -> bool:
        return bool(line.citizen_name) and self._sees(line.enquiry.citizen_id)

    def _sees(self, citizen_id: UUID | None) -> bool:
        """Whether the member sees a citizen; on a server its walls have answered already."""
        if citizen_id is None:
            return False
        return (
            self._walled
            or self._log.is_related(citizen_id)
            or self._log.looked_lately(citizen_id)
            or self._work.citizens.registered_lately(citizen_id)
        )

    def _one(self, staff_id: UUID) -> StaffMember:
        if staff_id not in self._staff:
            self._staff[staff_id] = self._work.staff.get(staff_id)
        return self._staff[staff_id]


def _moved(
    desk: Desk,
    seen: Enquiry,
    step: EnquiryStep,
    moved: Callable[[_View, Enquiry], Enquiry],
    *,
    must_be_seen: bool = True,
) -> Changes:
    """Do a deed with an enquiry: it is what was seen, the rule lets it, the log and path tell."""
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        view = _View(work, desk)
        now = work.enquiries.get(seen.id)
        after = moved(view, now)
        if must_be_seen and now != seen:
            raise Stale
        _log(work, desk, AuditAction.CHANGE, now)
        # The step first: who gives an enquiry back may see it no more.
        work.enquiries.add_step(step)
        if after != now:
            work.enquiries.save(after)
        return work.commit()


def _told(now: Enquiry, member: StaffMember) -> Enquiry:
    enquiries.require_told(now, member)
    return now


def _from_whom(work: UnitOfWork, desk: Desk, typed: NewEnquiry) -> str:
    """Say who asks, for who takes it and may not see the citizen: name and telephone.

    Of somebody specially protected nothing goes along; who takes it asks who sent it.
    """
    if typed.citizen_id is None:
        return typed.from_whom.strip()
    log = Log(work, desk)
    if not (log.looked_lately(typed.citizen_id) or log.is_related(typed.citizen_id)):
        log.look(typed.citizen_id, "citizen", why=NEW_ENQUIRY)
    citizen: Citizen = work.citizens.get(typed.citizen_id)
    if citizen.protection.special:
        return ""
    return ", ".join(each for each in (citizen.name, citizen.communication.phone) if each)


def _answering(staff: Iterable[StaffMember]) -> Iterator[StaffMember]:
    """Give those who can take an enquiry."""
    return (each for each in staff if access.may(each, Deed.OPEN_CITIZEN))


def _book(work: UnitOfWork, today: date) -> CodeBook:
    return CodeBook((each for which in _BOOKS for each in work.dated_lists.entries(which)), today)


def _step(desk: Desk, enquiry: Enquiry, kind: EnquiryStepKind, text: str = "") -> EnquiryStep:
    me = desk.member
    return EnquiryStep(
        new_id(), enquiry.id, kind, desk.clock.now(), me.id, me.name, text=text.strip()
    )


def _log(work: UnitOfWork, desk: Desk, action: AuditAction, enquiry: Enquiry) -> None:
    """Tell of a deed or look; of the words nothing."""
    who = enquiry.citizen_id
    related = who is not None and Log(work, desk).is_related(who)
    work.audit.record(AuditEntry(action, who, ENQUIRY, enquiry.id, related=related))
