"""Redistribute a unit's citizens as one set of hand-overs: offer, pause, give to another, undo."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeVar
from uuid import UUID, uuid5

from coordinator.caseloads import HeldKind
from coordinator.changes import Changes
from coordinator.dated_lists import DatedList
from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry, NotFound, Stale, UnitOfWork
from coordinator.redistribution_wording import note_of
from coordinator.standing_in import leads_stood_in_for
from coordinator.use_cases.handing_over import SHOWN_FOR, cause_rule, require_receiver
from coordinator.use_cases.log import Log
from plans import access, handovers, redistributions
from plans.access import Deed
from plans.errors import RuleBroken
from plans.handovers import Handover, HandoverKind, Party
from plans.people import StaffMember
from plans.redistributions import (
    ELSEWHERE,
    Move,
    MoveState,
    Redistribution,
    RedistributionWish,
)

# So many citizens are offered in one transaction: what is lost when a client dies is never more.
PIECE: Final = 10
# Two leads who press at once meet; so often the later one reads again and goes on.
_TRIES: Final = 5
_OWNED: Final = frozenset({HeldKind.PLAN, HeldKind.CASE})
_NOT_THEIRS: Final = "handover-not-the-owner"
T = TypeVar("T")
Told = Callable[[int, int], None]


def _untold(_done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class RedistributionLine:
    """A redistribution in a list, with what its cause is called."""

    redistribution: Redistribution
    cause: str


@dataclass(frozen=True, slots=True)
class RedistributionPage:
    """One redistribution as a lead sees it; of a citizen who is no longer theirs there is no name.

    ``receivers`` are whom something can be given to.
    """

    redistribution: Redistribution
    cause: str
    names: dict[UUID, str]
    receivers: tuple[StaffMember, ...]


def offer_set(desk: Desk, wish: RedistributionWish, told: Told = _untold) -> tuple[UUID, Changes]:
    """Offer many citizens as one set; each keeps their case worker until the receiver's yes.

    The set is kept first and offered in pieces: who is cut off goes on with ``offer_next``, and
    the same wish again is the same set. A citizen who cannot be offered is listed with the reason.

    Raises:
        RuleBroken: ``not-your-unit`` where a giver is not of a unit that one leads,
            ``login-closed``, ``handover-same-person``, and as ``redistributions.require_wish``.
    """
    made = _again(lambda: _record(desk, wish))
    return wish.id, _joined(made, offer_next(desk, wish.id, wish.at_once, told))


def offer_next(
    desk: Desk, redistribution_id: UUID, most: int | None = None, told: Told = _untold
) -> Changes:
    """Offer what waits in a set, all of it or so many, piece by piece.

    Raises:
        RuleBroken: ``redistribution-paused``, ``redistribution-undone``, ``not-your-unit``.
    """
    changes, done, total = Changes(), 0, 0
    while most is None or done < most:
        size = PIECE if most is None else min(PIECE, most - done)
        piece, left, made = _again(lambda size=size: _offer_piece(desk, redistribution_id, size))  # type: ignore[misc]
        changes = _joined(changes, made)
        if not piece:
            break
        done += piece
        total = total or (done + left if most is None else min(most, done + left))
        told(done, total)
    return changes


def pause(desk: Desk, redistribution_id: UUID) -> Changes:
    """Let what is not offered yet wait; what is offered may be answered.

    Raises:
        RuleBroken: ``redistribution-undone``, ``not-your-unit``.
    """
    return _change(desk, redistribution_id, "pause", Redistribution.paused)


def resume(desk: Desk, redistribution_id: UUID, most: int | None = None) -> Changes:
    """Go on with a set that was paused, and offer what waits.

    Raises:
        RuleBroken: as ``pause``.
    """
    changes = _change(desk, redistribution_id, "resume", Redistribution.resumed)
    return _joined(changes, offer_next(desk, redistribution_id, most))


def give_to(
    desk: Desk, redistribution_id: UUID, receivers: dict[UUID, UUID], told: Told = _untold
) -> Changes:
    """Offer citizens who came back, or wait, to others: ``receivers`` by the id of the move.

    While the set is paused they wait under their new name.

    Raises:
        RuleBroken: ``redistribution-move-busy`` when somebody is asked, as ``offer_next`` but for
            ``redistribution-paused``.
    """

    def renamed(work: UnitOfWork, now: Redistribution) -> Redistribution:
        now.require_alive()
        moves = [
            now.move(move_id).given_to(_receiver(work, staff_id, now.move(move_id).giver.id))
            for move_id, staff_id in receivers.items()
        ]
        taken = work.redistributions.standing(
            [each.citizen_id for each in moves if now.move(each.id).closed_at is not None]
        )
        at = desk.clock.now()
        kept = (e.hindered(ELSEWHERE, at) if e.citizen_id in taken else e for e in moves)
        return now.with_moves(kept)

    changes = _again(lambda: _write(desk, redistribution_id, "give", renamed))
    try:
        return _joined(changes, offer_next(desk, redistribution_id, len(receivers), told))
    except RuleBroken as paused:
        if paused.code != "redistribution-paused":
            raise
        return changes


def leave_out(desk: Desk, redistribution_id: UUID, moves: Collection[UUID]) -> Changes:
    """Take citizens out of a set who came back or wait: they stay where they are.

    Raises:
        RuleBroken: ``redistribution-move-busy``, ``not-your-unit``.
    """
    at = desk.clock.now()

    def dropped(_work: UnitOfWork, now: Redistribution) -> Redistribution:
        return now.with_moves(now.move(each).dropped(at) for each in moves)

    return _again(lambda: _write(desk, redistribution_id, "leave out", dropped))


def undo(desk: Desk, redistribution_id: UUID) -> Changes:
    """Withdraw all that nobody has accepted; what was accepted stays.

    Raises:
        RuleBroken: ``not-your-unit``.
    """
    return _again(lambda: _undo(desk, redistribution_id))


def sets(desk: Desk) -> tuple[RedistributionLine, ...]:
    """List the redistributions of the units that one leads, or acts for; nobody is opened."""
    with desk.start_reading() as work:
        unit = led_by(work, desk)
        causes = _causes(work)
        since = desk.clock.now() - SHOWN_FOR
        found = work.redistributions.of_people(list(unit), since) if unit else ()
        return tuple(RedistributionLine(each, causes.get(each.cause, each.cause)) for each in found)


def open_set(desk: Desk, redistribution_id: UUID) -> RedistributionPage:
    """Read one redistribution with the names of its citizens; nobody is opened.

    Raises:
        RuleBroken: ``not-your-unit``.
        NotFound: when there is none, or it is not theirs to see.
    """
    with desk.start_reading() as work:
        found = work.redistributions.get(redistribution_id)
        _require_led(work, desk, {each.giver.id for each in found.moves})
        names = {each.citizen_id: _name_of(work, each.citizen_id) for each in found.moves}
        people = work.staff.everybody()
        return RedistributionPage(
            found,
            _causes(work).get(found.cause, found.cause),
            names,
            tuple(each for each in people if access.may(each, Deed.WRITE_NOTE)),
        )


def led_by(work: UnitOfWork, desk: Desk) -> dict[UUID, StaffMember]:
    """Name the staff of the units that one leads, or acts for, those too who have left."""
    acting = leads_stood_in_for(work, desk.member, desk.clock.today())
    return {
        each.id: each
        for each in work.staff.everybody()
        if access.leads_unit_of(desk.member, each, acting)
    }


def _record(desk: Desk, wish: RedistributionWish) -> Changes:
    """Keep a set with nothing offered yet; the one that is there already is taken as it is."""
    with desk.start_work() as work:
        entries = work.dated_lists.entries(DatedList.HANDOVER_CAUSES, desk.clock.today())
        entry = next((each for each in entries if each.code == wish.cause), None)
        redistributions.require_wish(wish, cause_rule(entry), desk.clock.today())
        givers = _require_led(work, desk, {each.giver for each in wish.moves})
        if _is_there(work, wish.id):
            return Changes()
        first = givers[wish.moves[0].giver]
        made = Redistribution(
            id=wish.id,
            service_area=first.service_area,
            team=first.team,
            by=Party.of(desk.member),
            at=desk.clock.now(),
            cause=wish.cause,
            comment=wish.comment.strip(),
            note=wish.note.strip(),
            until=wish.until,
            moves=tuple(_moves(work, desk, wish, givers)),
        )
        _tell(work, AuditAction.CREATE, made.id, str(len(made.moves)))
        work.redistributions.add(made)
        return work.commit()


def _moves(
    work: UnitOfWork, desk: Desk, wish: RedistributionWish, givers: dict[UUID, StaffMember]
) -> Iterable[Move]:
    """Make the moves; one that cannot be is put in with its reason, so that nothing is lost."""
    at = desk.clock.now()
    taken = work.redistributions.standing([each.citizen_id for each in wish.moves])
    owned = {each: _owned_by(work, desk, each) for each in givers}
    receivers = {each: work.staff.get(each) for each in {move.receiver for move in wish.moves}}
    for each in wish.moves:
        _require_able(receivers[each.receiver], each.giver)
        move = Move(
            id=uuid5(wish.id, str(each.citizen_id)),
            citizen_id=each.citizen_id,
            giver=Party.of(givers[each.giver]),
            receiver=Party.of(receivers[each.receiver]),
            reason=" ".join(each.reason.split()),
        )
        if each.citizen_id in taken:
            yield move.hindered(ELSEWHERE, at)
        elif each.citizen_id not in owned[each.giver]:
            yield move.hindered(_NOT_THEIRS, at)
        else:
            yield move


def _owned_by(work: UnitOfWork, desk: Desk, staff_id: UUID) -> frozenset[UUID]:
    held = work.caseloads.held(staff_id, desk.clock.today())
    return frozenset(
        each.citizen_id for each in held if each.kind in _OWNED and each.citizen_id is not None
    )


def _offer_piece(desk: Desk, redistribution_id: UUID, most: int) -> tuple[int, int, Changes]:
    """Offer the next few; say how many, how many more wait, and what was touched."""
    with desk.start_work() as work:
        now = work.redistributions.get(redistribution_id)
        _require_led(work, desk, {each.giver.id for each in now.moves})
        waiting = now.of_state(MoveState.WAITING)
        if not waiting:
            return 0, 0, Changes()
        now.require_running()
        for move in waiting[:most]:
            now = now.with_moves([_offer_one(work, desk, now, move)])
        work.redistributions.save(now)
        return len(waiting[:most]), len(waiting[most:]), work.commit()


def _offer_one(work: UnitOfWork, desk: Desk, now: Redistribution, move: Move) -> Move:
    """Offer one citizen, or say why it cannot be."""
    try:
        made = _made(work, desk, now, move)
    except RuleBroken as refusal:
        return move.hindered(refusal.code)
    except NotFound:
        return move.hindered(_NOT_THEIRS)
    Log(work, desk).note(AuditAction.CREATE, move.citizen_id, "handover", made.id)
    work.handovers.add(made)
    return move.offered(made)


def _made(work: UnitOfWork, desk: Desk, now: Redistribution, move: Move) -> Handover:
    today = desk.clock.today()
    giver, receiver = work.staff.get(move.giver.id), work.staff.get(move.receiver.id)
    citizen = work.citizens.get(move.citizen_id)
    plan = work.plans.of_citizen(move.citizen_id)
    running = plan if handovers.is_running(plan) else None
    handovers.require_giver(giver, running, work.citizens.case_files(move.citizen_id), today)
    require_receiver(work, receiver, giver, today)
    handovers.require_alone(giver.id, work.handovers.of_citizen(move.citizen_id))
    return Handover(
        id=move.next_id,
        citizen_id=move.citizen_id,
        plan_id=running.id if running else None,
        kind=HandoverKind.REDISTRIBUTION,
        cause=now.cause,
        giver=Party.of(giver),
        receiver=Party.of(receiver),
        by=Party.of(desk.member),
        at=desk.clock.now(),
        comment=now.comment,
        note=note_of(now.note, citizen, running),
        until=now.until,
        redistribution=now.id,
    )


def _undo(desk: Desk, redistribution_id: UUID) -> Changes:
    with desk.start_work() as work:
        now = work.redistributions.get(redistribution_id)
        _require_led(work, desk, {each.giver.id for each in now.moves})
        at = desk.clock.now()
        back = []
        for move in now.of_state(MoveState.OFFERED):
            assert move.handover is not None
            withdrawn = move.handover.withdrawn(desk.member, at, leads=True)
            Log(work, desk).note(
                AuditAction.CHANGE, move.citizen_id, "handover_withdrawn", withdrawn.id
            )
            work.handovers.save(withdrawn)
            back.append(replace(move, handover=withdrawn))
        _tell(work, AuditAction.CHANGE, now.id, "undo")
        work.redistributions.save(now.with_moves(back).undone(at))
        return work.commit()


def _change(
    desk: Desk,
    redistribution_id: UUID,
    deed: str,
    change: Callable[[Redistribution], Redistribution],
) -> Changes:
    return _again(lambda: _write(desk, redistribution_id, deed, lambda _work, now: change(now)))


def _write(
    desk: Desk,
    redistribution_id: UUID,
    deed: str,
    change: Callable[[UnitOfWork, Redistribution], Redistribution],
) -> Changes:
    with desk.start_work() as work:
        now = work.redistributions.get(redistribution_id)
        _require_led(work, desk, {each.giver.id for each in now.moves})
        after = change(work, now)
        _tell(work, AuditAction.CHANGE, now.id, deed)
        work.redistributions.save(after)
        return work.commit()


def _again(deed: Callable[[], T]) -> T:
    """Do it again when a colleague was a moment earlier: it is read anew each time."""
    for _time in range(_TRIES - 1):
        try:
            return deed()
        except Stale:
            continue
    return deed()


def _require_led(work: UnitOfWork, desk: Desk, givers: Collection[UUID]) -> dict[UUID, StaffMember]:
    led = led_by(work, desk)
    if not givers or not set(givers) <= led.keys():
        raise RuleBroken("not-your-unit")
    return {each: led[each] for each in givers}


def _receiver(work: UnitOfWork, staff_id: UUID, giver: UUID) -> StaffMember:
    receiver = work.staff.get(staff_id)
    _require_able(receiver, giver)
    return receiver


def _require_able(receiver: StaffMember, giver: UUID) -> None:
    if receiver.id == giver:
        raise RuleBroken("handover-same-person")
    if not access.may(receiver, Deed.WRITE_NOTE):
        raise RuleBroken("login-closed", login=receiver.login)


def _is_there(work: UnitOfWork, redistribution_id: UUID) -> bool:
    try:
        work.redistributions.get(redistribution_id)
    except NotFound:
        return False
    return True


def _tell(work: UnitOfWork, action: AuditAction, redistribution_id: UUID, deed: str) -> None:
    """Log what is done with the set itself: about nobody, with its number."""
    work.audit.record(
        AuditEntry(action, None, "redistribution", redistribution_id, deed, related=False)
    )


def _causes(work: UnitOfWork) -> dict[str, str]:
    entries = work.dated_lists.entries(DatedList.HANDOVER_CAUSES)
    return {each.code: each.label for each in entries}


def _name_of(work: UnitOfWork, citizen_id: UUID) -> str:
    try:
        return work.citizens.get(citizen_id).name
    except NotFound:
        return ""


def _joined(one: Changes, other: Changes) -> Changes:
    return Changes(
        one.citizens | other.citizens,
        one.plans | other.plans,
        one.everything or other.everything,
    )
