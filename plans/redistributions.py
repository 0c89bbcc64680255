"""A redistribution («omfordeling»): many citizens handed over as one set (issue AC-10).

It is carried out as hand-overs that each receiver answers citizen by citizen, so a citizen has the
same case worker as before until there is a yes (docs/decisions/014, 017).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

from plans.errors import RuleBroken
from plans.handovers import CauseRule, Handover, HandoverStatus, Party
from plans.people import ServiceArea, StaffMember

# Why a citizen of one set cannot be in another at the same time.
ELSEWHERE: Final = "redistribution-elsewhere"


class RedistributionStatus(StrEnum):
    """Whether what is not offered yet may be offered."""

    RUNNING = "running"
    PAUSED = "paused"
    UNDONE = "undone"


class MoveState(StrEnum):
    """Where one citizen of a redistribution stands."""

    WAITING = "waiting"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    HINDERED = "hindered"
    DROPPED = "dropped"


# What lies with the lead: nobody has it, and it can be given to another.
BACK: Final = frozenset({MoveState.DECLINED, MoveState.WITHDRAWN, MoveState.HINDERED})
_ANSWERED: Final[Mapping[HandoverStatus, MoveState]] = {
    HandoverStatus.OFFERED: MoveState.OFFERED,
    HandoverStatus.ACCEPTED: MoveState.ACCEPTED,
    HandoverStatus.DECLINED: MoveState.DECLINED,
    HandoverStatus.WITHDRAWN: MoveState.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class MoveWish:
    """That a citizen is to go from one to another, and why that one."""

    citizen_id: UUID
    giver: UUID
    receiver: UUID
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RedistributionWish:
    """What a lead wants to offer as one set.

    ``id`` is made by who asks: the same asked twice is one set. ``until`` is the day on which all
    of it goes back; ``at_once`` how many are offered now, None for all: the rest waits.
    """

    id: UUID
    cause: str
    moves: tuple[MoveWish, ...]
    comment: str = ""
    note: str = ""
    until: date | None = None
    at_once: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """That the letter of a move was printed: its number in the set, and when."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """One citizen of a redistribution.

    ``handover`` is the newest that was offered, ``hindrance`` the code of why none could be;
    ``closed_at`` is set when nothing more can happen, and frees the citizen for another set.
    """

    id: UUID
    citizen_id: UUID
    giver: Party
    receiver: Party
    reason: str = ""
    tries: int = 0
    handover: Handover | None = None
    hindrance: str = ""
    closed_at: datetime | None = None
    letter: Letter | None = None

    @property
    def state(self) -> MoveState:
        """Where it stands; the hand-over decides."""
        if self.handover is not None and self.handover.status is HandoverStatus.ACCEPTED:
            return MoveState.ACCEPTED
        if self.hindrance:
            return MoveState.HINDERED
        if self.closed_at is not None:
            return MoveState.DROPPED
        return _ANSWERED[self.handover.status] if self.handover is not None else MoveState.WAITING

    @property
    def next_id(self) -> UUID:
        """The id of its next hand-over: the same however often two clients try to make it."""
        return uuid5(self.id, str(self.tries))

    def offered(self, handover: Handover) -> "Move":
        """Tell that it lies with the receiver now."""
        return replace(self, handover=handover, tries=self.tries + 1, hindrance="")

    def hindered(self, code: str, closed_at: datetime | None = None) -> "Move":
        """Tell why it could not be offered; ``closed_at`` leaves the citizen to another set."""
        return replace(self, hindrance=code, closed_at=closed_at)

    def given_to(self, receiver: StaffMember) -> "Move":
        """Let another be asked, when nobody is.

        Raises:
            RuleBroken: ``redistribution-move-busy``.
        """
        if self.state not in BACK | {MoveState.WAITING}:
            raise RuleBroken("redistribution-move-busy")
        return replace(
            self, receiver=Party.of(receiver), handover=None, hindrance="", closed_at=None
        )

    def dropped(self, at: datetime) -> "Move":
        """Leave the citizen where they are; what was accepted or dropped before stays so.

        Raises:
            RuleBroken: ``redistribution-move-busy`` while somebody is asked.
        """
        if self.state is MoveState.OFFERED:
            raise RuleBroken("redistribution-move-busy")
        if self.closed_at is not None:
            return self
        return replace(self, closed_at=at, hindrance="")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many citizens of a redistribution stand where."""

    of: Mapping[MoveState, int]

    @property
    def total(self) -> int:
        """All but those that were taken out."""
        return sum(n for state, n in self.of.items() if state is not MoveState.DROPPED)

    @property
    def back(self) -> int:
        """Those that lie with the lead."""
        return sum(self.of.get(state, 0) for state in BACK)

    def count(self, state: MoveState) -> int:
        """How many stand there."""
        return self.of.get(state, 0)


@dataclass(frozen=True, slots=True)
class Redistribution:
    """A set of hand-overs that a lead offers in one piece; the unit is the givers'."""

    id: UUID
    service_area: ServiceArea | None
    team: str
    by: Party
    at: datetime
    cause: str
    comment: str = ""
    note: str = ""
    until: date | None = None
    status: RedistributionStatus = RedistributionStatus.RUNNING
    moves: tuple[Move, ...] = ()

    @property
    def progress(self) -> Progress:
        """Count where its citizens stand."""
        return Progress(Counter(each.state for each in self.moves))

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen in it."""
        return all(each.closed_at is not None for each in self.moves)

    def move(self, move_id: UUID) -> Move:
        """Give one of its moves.

        Raises:
            RuleBroken: ``redistribution-move-unknown``.
        """
        found = next((each for each in self.moves if each.id == move_id), None)
        if found is None:
            raise RuleBroken("redistribution-move-unknown")
        return found

    def of_state(self, *states: MoveState) -> tuple[Move, ...]:
        """Give the moves that stand somewhere."""
        return tuple(each for each in self.moves if each.state in states)

    def with_moves(self, changed: Iterable[Move]) -> "Redistribution":
        """Put changed moves in the place of what they were."""
        new = {each.id: each for each in changed}
        return replace(self, moves=tuple(new.get(each.id, each) for each in self.moves))

    def paused(self) -> "Redistribution":
        """Let what is not offered yet wait.

        Raises:
            RuleBroken: ``redistribution-undone``.
        """
        self.require_alive()
        return replace(self, status=RedistributionStatus.PAUSED)

    def resumed(self) -> "Redistribution":
        """Go on.

        Raises:
            RuleBroken: ``redistribution-undone``.
        """
        self.require_alive()
        return replace(self, status=RedistributionStatus.RUNNING)

    def undone(self, at: datetime) -> "Redistribution":
        """Take out all that nobody has accepted; open hand-overs are withdrawn before."""
        left = tuple(each.dropped(at) for each in self.moves)
        return replace(self, status=RedistributionStatus.UNDONE, moves=left)

    def require_running(self) -> None:
        """Refuse to offer while it is paused or undone.

        Raises:
            RuleBroken: ``redistribution-paused``, ``redistribution-undone``.
        """
        self.require_alive()
        if self.status is RedistributionStatus.PAUSED:
            raise RuleBroken("redistribution-paused")

    def require_alive(self) -> None:
        """Refuse to go on with what was undone.

        Raises:
            RuleBroken: ``redistribution-undone``.
        """
        if self.status is RedistributionStatus.UNDONE:
            raise RuleBroken("redistribution-undone")


def require_wish(wish: RedistributionWish, cause: CauseRule | None, today: date) -> None:
    """Refuse a set that says too little, or a citizen twice.

    Raises:
        RuleBroken: ``handover-cause-missing``, ``handover-comment-missing``,
            ``handover-until-past``, ``redistribution-empty``, ``redistribution-twice``.
    """
    if cause is None:
        raise RuleBroken("handover-cause-missing")
    if (cause.needs_comment or cause.warns) and not wish.comment.strip():
        raise RuleBroken("handover-comment-missing")
    if wish.until is not None and wish.until <= today:
        raise RuleBroken("handover-until-past")
    if not wish.moves:
        raise RuleBroken("redistribution-empty")
    if len({each.citizen_id for each in wish.moves}) < len(wish.moves):
        raise RuleBroken("redistribution-twice")


def in_turn(
    citizens: Sequence[UUID], giver: UUID, receivers: Sequence[UUID], loads: Mapping[UUID, int]
) -> tuple[MoveWish, ...]:
    """Give each next citizen to who has the fewest; of those with as many, in the order given."""
    load = {each: loads.get(each, 0) for each in receivers}
    wishes = []
    for citizen in citizens if receivers else ():
        least = min(receivers, key=lambda each: load[each])
        load[least] += 1
        wishes.append(MoveWish(citizen, giver, least))
    return tuple(wishes)


def to_who_knows(
    citizens: Sequence[UUID],
    giver: UUID,
    beside: Mapping[UUID, Sequence[UUID]],
    able: Collection[UUID],
) -> tuple[MoveWish, ...]:
    """Give each citizen to the deputy or a seat of the core team who can; the rest is left out."""
    found = (
        (citizen, next((e for e in beside.get(citizen, ()) if e in able and e != giver), None))
        for citizen in citizens
    )
    return tuple(MoveWish(citizen, giver, who) for citizen, who in found if who is not None)
