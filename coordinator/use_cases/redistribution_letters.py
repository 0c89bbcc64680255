"""The letters of a redistribution: one print job of what was accepted and is not printed yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from coordinator.changes import Changes
from coordinator.danish_time import local_time
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.ports import AuditAction, NotFound, UnitOfWork
from coordinator.reports.handover_letter import letter_paper
from coordinator.reports.letter_batch import NumberedLetter, front_sheet, numbered
from coordinator.reports.paper import Municipality, Paper
from coordinator.reports.paper_pdf import render_paper
from coordinator.reports.pictures import joined
from coordinator.use_cases.log import Log
from coordinator.use_cases.paper_settings import municipality
from coordinator.use_cases.redistributing import led_by
from plans.access import Deed
from plans.errors import RuleBroken
from plans.people import Citizen
from plans.redistributions import Letter, Move, MoveState, Redistribution
from plans.withheld import Withheld

Told = Callable[[int, int], None]


def _untold(_done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class LetterJob:
    """A print job: how many go by post and by hand, and how many were printed before.

    ``unseen`` citizens are in another unit by now, and their letters are the receivers' to print.
    """

    content: bytes
    by_post: int
    by_hand: int
    before: int
    unseen: int


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What one letter is made of, and where it stands in the job."""

    move: Move
    paper: Paper
    by_hand: bool
    order: tuple[bool, str, str]


def unprinted(redistribution: Redistribution) -> tuple[Move, ...]:
    """Give the accepted moves whose letter is not printed yet."""
    accepted = redistribution.of_state(MoveState.ACCEPTED)
    return tuple(each for each in accepted if each.letter is None)


def make_letters(
    desk: Desk, redistribution_id: UUID, told: Told = _untold, *, anew: bool = False
) -> tuple[LetterJob, Changes]:
    """Give the letters that are not printed yet as one PDF, by postcode, protected ones last.

    ``anew`` prints those too that were printed before, under the numbers that they have. What
    leaves is logged and numbered first: two who press at once do not print the same letter.

    Raises:
        RuleBroken: ``not-your-unit``, ``redistribution-no-letters`` when nothing is new.
        Stale: when a colleague printed some of them meanwhile.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        now = work.redistributions.get(redistribution_id)
        if not {each.giver.id for each in now.moves} <= led_by(work, desk).keys():
            raise RuleBroken("not-your-unit")
        sender = municipality(work)
        wanted = now.of_state(MoveState.ACCEPTED) if anew else unprinted(now)
        found = [_drawn(work, desk, each, sender) for each in wanted]
    drawn = sorted((each for each in found if each is not None), key=lambda each: each.order)
    if not drawn:
        raise RuleBroken("redistribution-no-letters")
    letters = _with_numbers(now, drawn)
    content = _content(letters, sender, desk, told)
    changes = _printed(desk, now, drawn, letters)
    by_hand = sum(each.by_hand for each in letters)
    before = sum(each.letter is not None for each in now.moves)
    unseen = len(found) - len(drawn)
    return LetterJob(content, len(letters) - by_hand, by_hand, before, unseen), changes


def _drawn(work: UnitOfWork, desk: Desk, move: Move, sender: Municipality) -> _Drawn | None:
    """Say what a letter says; None of who is in another unit by now."""
    handover = move.handover
    assert handover is not None
    assert handover.answered_at is not None
    try:
        citizen = work.citizens.get(move.citizen_id)
        Log(work, desk).require_reason(move.citizen_id)
    except (NotFound, RuleBroken):
        return None
    day = local_time(handover.answered_at).date()
    causes = CodeBook(work.dated_lists.entries(DatedList.HANDOVER_CAUSES), day)
    cause = causes.label(DatedList.HANDOVER_CAUSES, handover.cause, day)
    receiver = work.staff.get(handover.receiver.id)
    paper = letter_paper(citizen, handover, receiver, cause, sender, day)
    by_hand = citizen.protection.active
    return _Drawn(move, paper, by_hand, (by_hand, _postcode(citizen), citizen.name))


def _postcode(citizen: Citizen) -> str:
    """Give what a letter is sorted by; one without an address goes last of those by post."""
    if isinstance(citizen.address, Withheld) or not citizen.address.postcode:
        return "~"
    return citizen.address.postcode


def _with_numbers(now: Redistribution, drawn: Sequence[_Drawn]) -> list[NumberedLetter]:
    """Number the new ones after those that have a number."""
    last = max((each.letter.number for each in now.moves if each.letter is not None), default=0)
    letters = []
    for each in drawn:
        number = each.move.letter.number if each.move.letter is not None else last + 1
        last = max(last, number)
        letters.append(NumberedLetter(number, each.paper, each.by_hand))
    return letters


def _content(
    letters: Sequence[NumberedLetter], sender: Municipality, desk: Desk, told: Told
) -> bytes:
    pages, done = [], 0
    for by_hand in (False, True):
        part = [each for each in letters if each.by_hand is by_hand]
        if part:
            sheet = front_sheet(part, sender, desk.clock.today(), by_hand=by_hand)
            pages.append(render_paper(sheet))
        for letter in part:
            pages.append(render_paper(numbered(letter)))
            done += 1
            told(done, len(letters))
    return joined(pages)


def _printed(
    desk: Desk, now: Redistribution, drawn: Sequence[_Drawn], letters: Sequence[NumberedLetter]
) -> Changes:
    """Log and number what leaves."""
    at = desk.clock.now()
    with desk.start_work() as work:
        # Read again: what a colleague printed meanwhile is not the same any more.
        stands = work.redistributions.get(now.id)
        numbers = {e.move.id: n.number for e, n in zip(drawn, letters, strict=True)}
        marked = []
        for each in drawn:
            Log(work, desk).note(
                AuditAction.PRINT, each.move.citizen_id, "handover_letter",
                each.move.handover.id if each.move.handover else None,
            )  # fmt: skip
            if stands.move(each.move.id).letter != each.move.letter:
                raise RuleBroken("redistribution-letters-taken")
            if each.move.letter is None:
                move = stands.move(each.move.id)
                marked.append(replace(move, letter=Letter(numbers[move.id], at)))
        work.redistributions.save(stands.with_moves(marked))
        return work.commit()
