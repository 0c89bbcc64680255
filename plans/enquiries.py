"""What comes in at any door, and how it gets to who answers it (domain.md § 1.2, § 10.1 step 1).

At every moment exactly one person answers for an enquiry, its holder: who registered it or sent it
on last, until somebody takes it. A unit that it was sent to has it in its queue, and answers for
nothing yet.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from plans.errors import RuleBroken
from plans.people import ServiceArea, StaffMember
from plans.units import Unit, unit_of
from plans.working_days import WorkingDays


class EnquiryStatus(StrEnum):
    """How an enquiry stands; one that was returned is new again."""

    NEW = "new"
    SENT = "sent"
    TAKEN = "taken"
    ANSWERED = "answered"


class Channel(StrEnum):
    """How an enquiry came in."""

    PHONE = "phone"
    MEETING = "meeting"
    LETTER = "letter"
    DIGITAL_POST = "digital_post"
    COLLEAGUE = "colleague"
    OTHER = "other"


class EnquiryStepKind(StrEnum):
    """What was done with an enquiry."""

    REGISTERED = "registered"
    SENT = "sent"
    TAKEN = "taken"
    RETURNED = "returned"
    TOLD = "told"
    REMINDED = "reminded"
    ANSWERED = "answered"
    # Along with the citizen that it is about (plans.handed_along).
    HANDED_OVER = "handed_over"


class ToldBy(StrEnum):
    """How the citizen was told who has the enquiry."""

    PHONE = "phone"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Enquiry:
    """An enquiry as it stands, without a word of what was said in it.

    ``citizen_id`` is None for somebody who is not known; ``due`` is the last day to answer;
    ``unit`` is whose queue it lies in, or who took it; ``waits_since`` is the day that it came to
    where it is.
    """

    id: UUID
    citizen_id: UUID | None
    subject: str
    channel: Channel
    received_on: date
    due: date
    registered_by: UUID
    holder: UUID
    waits_since: date
    status: EnquiryStatus = EnquiryStatus.NEW
    unit: Unit | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for an answer."""
        return self.status is not EnquiryStatus.ANSWERED


@dataclass(frozen=True, slots=True)
class EnquiryStep:
    """One step of the way: what, when, by whom, to which unit, and how the citizen was told.

    ``text`` is what was said at it, and ``from_whom`` who asked where that is no known citizen:
    both are empty until the enquiry is opened, which the log tells.
    """

    id: UUID
    enquiry_id: UUID
    kind: EnquiryStepKind
    at: datetime
    by: UUID
    by_name: str
    unit: Unit | None = None
    how: ToldBy | None = None
    text: str = ""
    from_whom: str = ""


def receiving_unit(member: StaffMember) -> Unit | None:
    """Give the unit of somebody that enquiries are sent to, None for who belongs to none."""
    return unit_of(member) if member.service_area and member.team else None


def units_of(staff: Iterable[StaffMember]) -> tuple[Unit, ...]:
    """List the units in which somebody works who can take an enquiry."""
    found = {receiving_unit(each) for each in staff if each.active}
    return tuple(sorted(each for each in found if each is not None))


def sees(
    enquiry: Enquiry,
    steps: Iterable[EnquiryStep],
    member: StaffMember,
    units: Sequence[Unit],
    *,
    leads: bool,
) -> bool:
    """Whether somebody has to do with an enquiry: answered for it, had a hand in it, or their unit.

    ``units`` are those that they belong to or act for; ``leads`` is whether they lead the unit of
    who answers for it.
    """
    hands = {enquiry.holder, enquiry.registered_by, *(each.by for each in steps)}
    return member.active and (member.id in hands or leads or enquiry.unit in units)


def require_registered(received_on: date, words: str, subject: str, today: date) -> None:
    """Refuse an enquiry that says nothing, is about nothing, or is not here yet.

    Raises:
        RuleBroken: ``enquiry-words-missing``, ``enquiry-subject-missing``, ``enquiry-later``.
    """
    if not words.strip():
        raise RuleBroken("enquiry-words-missing")
    if not subject:
        raise RuleBroken("enquiry-subject-missing")
    if received_on > today:
        raise RuleBroken("enquiry-later", day=received_on)


def sent(
    enquiry: Enquiry, member: StaffMember, unit: Unit, units: Sequence[Unit], today: date
) -> Enquiry:
    """Send an enquiry to a unit's queue; who sends it answers for it until somebody takes it.

    Raises:
        RuleBroken: ``enquiry-not-yours``, ``enquiry-answered``, ``enquiry-no-unit``, or
            ``enquiry-same-unit`` when it lies there already.
    """
    _require_holder(enquiry, member)
    if unit not in units:
        raise RuleBroken("enquiry-no-unit")
    if enquiry.status is EnquiryStatus.SENT and enquiry.unit == unit:
        raise RuleBroken("enquiry-same-unit")
    return replace(enquiry, status=EnquiryStatus.SENT, unit=unit, waits_since=today)


def taken(
    enquiry: Enquiry,
    member: StaffMember,
    units: Sequence[Unit],
    today: date,
    *,
    leads: bool,
    holder_name: str,
) -> Enquiry:
    """Let somebody take an enquiry: who belongs to the unit it lies with, or who sent it there.

    ``units`` are those that the member belongs to or acts for; ``leads`` is whether they lead the
    unit of who answers for it, for what nobody takes climbs to them.

    Raises:
        RuleBroken: ``enquiry-answered``, ``enquiry-yours``, ``enquiry-taken`` with the name of who
            did, ``enquiry-not-yours``.
    """
    _require_open(enquiry)
    if enquiry.holder == member.id and enquiry.status is EnquiryStatus.TAKEN:
        raise RuleBroken("enquiry-yours")
    if enquiry.status is EnquiryStatus.TAKEN and not leads:
        raise RuleBroken("enquiry-taken", name=holder_name)
    queued = enquiry.status is EnquiryStatus.SENT and enquiry.unit in units
    own = enquiry.status is EnquiryStatus.SENT and enquiry.holder == member.id
    if not (queued or own or leads):
        raise RuleBroken("enquiry-not-yours")
    return replace(enquiry, status=EnquiryStatus.TAKEN, holder=member.id, waits_since=today)


def returned(
    enquiry: Enquiry, member: StaffMember, units: Sequence[Unit], reason: str, today: date
) -> Enquiry:
    """Let the unit that an enquiry was sent to give it back to who sent it.

    Raises:
        RuleBroken: ``enquiry-not-queued``, ``enquiry-not-yours``, ``enquiry-return-reason``.
    """
    if enquiry.status is not EnquiryStatus.SENT:
        raise RuleBroken("enquiry-not-queued")
    if enquiry.unit not in units or not member.active:
        raise RuleBroken("enquiry-not-yours")
    if not reason.strip():
        raise RuleBroken("enquiry-return-reason")
    return replace(enquiry, status=EnquiryStatus.NEW, unit=None, waits_since=today)


def answered(enquiry: Enquiry, member: StaffMember, words: str, today: date) -> Enquiry:
    """Let who answers for an enquiry answer it.

    Raises:
        RuleBroken: ``enquiry-answered``, ``enquiry-not-yours``, ``enquiry-answer-words``.
    """
    _require_holder(enquiry, member)
    if not words.strip():
        raise RuleBroken("enquiry-answer-words")
    return replace(enquiry, status=EnquiryStatus.ANSWERED, waits_since=today)


def require_told(enquiry: Enquiry, member: StaffMember) -> None:
    """Refuse that somebody tells the citizen who has it, or asks again, but who answers for it.

    Raises:
        RuleBroken: ``enquiry-answered``, ``enquiry-not-yours``.
    """
    _require_holder(enquiry, member)


def _require_holder(enquiry: Enquiry, member: StaffMember) -> None:
    _require_open(enquiry)
    if enquiry.holder != member.id or not member.active:
        raise RuleBroken("enquiry-not-yours")


def _require_open(enquiry: Enquiry) -> None:
    if not enquiry.is_open:
        raise RuleBroken("enquiry-answered")


class Climbed(StrEnum):
    """How far an enquiry that nobody takes has climbed; each level has those before it too."""

    NOT = "not"
    SENDER = "sender"
    UNIT_LEAD = "unit_lead"
    SENDERS_LEAD = "senders_lead"


@dataclass(frozen=True, slots=True)
class ClimbLimits:
    """After how many working days an enquiry that nobody takes comes to whom."""

    sender: int
    unit_lead: int
    senders_lead: int


def climbed(enquiry: Enquiry, limits: ClimbLimits, calendar: WorkingDays, today: date) -> Climbed:
    """Tell how far an enquiry has climbed: what is taken or answered has not.

    One that was never sent on is with its holder, and climbs to who leads them.
    """
    if enquiry.status not in (EnquiryStatus.NEW, EnquiryStatus.SENT):
        return Climbed.NOT
    days = calendar.between(enquiry.waits_since, today)
    if days >= limits.senders_lead:
        return Climbed.SENDERS_LEAD
    if enquiry.status is EnquiryStatus.NEW:
        return Climbed.NOT
    if days >= limits.unit_lead:
        return Climbed.UNIT_LEAD
    return Climbed.SENDER if days >= limits.sender else Climbed.NOT


class Ground(StrEnum):
    """Why a unit is suggested."""

    CASEWORKER = "caseworker"
    CORE_TEAM = "core_team"
    SUBJECT = "subject"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit that may be the right one, and why: ``who`` knows the citizen there, if anybody."""

    unit: Unit
    ground: Ground
    who: str = ""


MOST_SUGGESTED: Final = 3


def suggestions(
    area: ServiceArea | None,
    caseworkers: Sequence[StaffMember],
    core_team: Sequence[StaffMember],
    units: Sequence[Unit],
) -> tuple[Suggestion, ...]:
    """Suggest up to three units, the best first; nothing is ever sent by it.

    ``area`` is where the subject belongs, None where that is not known; ``caseworkers`` have a
    running case of the citizen, ``core_team`` has a seat in the plan.
    """
    best: dict[Unit, Suggestion] = {}
    for each in _in_order(area, caseworkers, core_team, units):
        if each.unit in units:
            best.setdefault(each.unit, each)
    return tuple(best.values())[:MOST_SUGGESTED]


def _in_order(
    area: ServiceArea | None,
    caseworkers: Sequence[StaffMember],
    core_team: Sequence[StaffMember],
    units: Sequence[Unit],
) -> Iterator[Suggestion]:
    yield from _of_people(caseworkers, Ground.CASEWORKER, area)
    yield from _of_people(core_team, Ground.CORE_TEAM, area)
    yield from (Suggestion(each, Ground.SUBJECT) for each in units if each.service_area is area)
    yield from _of_people((*caseworkers, *core_team), Ground.KNOWN, None)


def _of_people(
    people: Sequence[StaffMember], ground: Ground, area: ServiceArea | None
) -> Iterator[Suggestion]:
    for each in people:
        unit = receiving_unit(each)
        wanted = ground is Ground.KNOWN or (unit is not None and unit.service_area is area)
        if unit is not None and wanted and each.active:
            yield Suggestion(unit, ground, each.name)
