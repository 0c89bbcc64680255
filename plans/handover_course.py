"""What becomes of a hand-over: it goes back on its day, and climbs while nobody answers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from plans import access
from plans.absence import Absence
from plans.errors import RuleBroken
from plans.handovers import (
    Handover,
    HandoverKind,
    HandoverStatus,
    HandoverWord,
    Party,
    WordKind,
)
from plans.people import StaffMember
from plans.working_days import WorkingDays


def is_due_back(
    handover: Handover,
    today: date,
    staff: Mapping[UUID, StaffMember],
    absent: Collection[UUID] | Mapping[UUID, Absence],
) -> bool:
    """Whether a citizen who was lent out goes back today, without anybody's deed.

    Not to who is away that day, or works with citizens no more: then who has the citizen keeps
    them, and goes on answering, until the other is there again or a lead decides.
    """
    if handover.status is not HandoverStatus.ACCEPTED or not handover.goes_back:
        return False
    lender = staff.get(handover.giver.id)
    there = lender is not None and access.may(lender, access.Deed.WRITE_NOTE)
    due = handover.until is not None and handover.until <= today
    return due and there and handover.giver.id not in absent


def reminded(
    handover: Handover, word: HandoverWord, by: StaffMember, *, leads: bool, again: bool
) -> Handover:
    """Ask again for an answer: who offered it may, who gives, and who leads the giver's unit.

    ``again`` is whether somebody has asked again that day.

    Raises:
        RuleBroken: ``handover-answered``, ``nobody-to-remind``, ``reminded-today``.
    """
    if not handover.is_open:
        raise RuleBroken("handover-answered")
    mine = by.id in {handover.by.id, handover.giver.id} or leads
    if not mine or by.id == handover.answerer.id:
        raise RuleBroken("nobody-to-remind")
    if again:
        raise RuleBroken("reminded-today")
    return replace(handover, words=(*handover.words, word))


def settled(handover: Handover, word: HandoverWord, *, leads: bool) -> Handover:
    """Let who leads the giver's unit decide that a citizen who was declined stays where they are.

    Raises:
        RuleBroken: ``handover-not-declined``, ``not-your-unit``.
    """
    if handover.status is not HandoverStatus.DECLINED or is_settled(handover):
        raise RuleBroken("handover-not-declined")
    if not leads:
        raise RuleBroken("not-your-unit")
    return replace(handover, words=(*handover.words, word))


def word_of(word_id: UUID, kind: WordKind, by: StaffMember, at: datetime) -> HandoverWord:
    """Make a word that says all by its kind."""
    return HandoverWord(word_id, kind, at, Party.of(by), "")


def last_reminder(handover: Handover) -> HandoverWord | None:
    """Give the newest reminder."""
    found = [each for each in handover.words if each.kind is WordKind.REMINDED]
    return found[-1] if found else None


def is_settled(handover: Handover) -> bool:
    """Whether a lead decided after a no that the citizen stays."""
    return any(each.kind is WordKind.SETTLED for each in handover.words)


def climbs_on(
    handover: Handover,
    later: Iterable[Handover],
    sent_on: date,
    answered_on: date | None,
    limit: tuple[WorkingDays, int],
) -> date | None:
    """Tell on which day a hand-over comes to the lead of who gives; None where it does not.

    A no comes at once, unless a lead has settled it or the citizen was offered anew. What nobody
    answers comes after so many working days. Of a set its own page tells, and help moves nobody.
    """
    if not handover.moves or handover.redistribution is not None:
        return None
    if handover.status is HandoverStatus.DECLINED and answered_on is not None:
        at = handover.answered_at or handover.at
        anew = any(each.giver.id == handover.giver.id and each.at >= at for each in later)
        over = handover.kind is HandoverKind.REQUEST or is_settled(handover) or anew
        return None if over else answered_on
    calendar, days = limit
    return calendar.after(sent_on, days) if handover.is_open else None
