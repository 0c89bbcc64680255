"""The redistributions of the store in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.ports import NotFound, Stale
from plans.handovers import Handover
from plans.redistributions import Move, Redistribution
from plans.states import PlanStatus

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept


class FakeRedistributions:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work
        self._read: dict[UUID, Redistribution] = {}

    def get(self, redistribution_id: UUID) -> Redistribution:
        if redistribution_id not in self._work.now.redistributions:
            raise NotFound
        found = _told(self._work.now, self._work.now.redistributions[redistribution_id])
        self._read[found.id] = found
        for each in found.moves:
            if each.handover is not None:
                self._work.handovers.get(each.handover.id)
        return found

    def of_people(self, people: Collection[UUID], since: datetime) -> tuple[Redistribution, ...]:
        def wanted(move: Move) -> bool:
            recent = move.closed_at is None or move.closed_at >= since
            return move.giver.id in people and recent

        found = [
            self.get(each.id)
            for each in self._work.now.redistributions.values()
            if any(wanted(move) for move in each.moves)
        ]
        return tuple(sorted(found, key=lambda each: (-each.at.timestamp(), str(each.id))))

    def standing(self, citizens: Collection[UUID]) -> frozenset[UUID]:
        return _standing(self._work.now, None) & frozenset(citizens)

    def beside(self, citizens: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
        found = {}
        for citizen_id in citizens:
            plan = self._work.plans.of_citizen(citizen_id)
            if plan is not None and plan.status is not PlanStatus.CLOSED:
                seats = [each.staff_id for each in plan.participants]
                who = dict.fromkeys(each for each in (plan.deputy, *seats) if each is not None)
                if who:
                    found[citizen_id] = tuple(who)
        return found

    def add(self, redistribution: Redistribution) -> None:
        def step(kept: "Kept") -> None:
            if redistribution.id in kept.redistributions:
                raise Stale
            _put(kept, redistribution)

        self._work.do(step, Changes(everything=True))
        self._read[redistribution.id] = redistribution

    def save(self, redistribution: Redistribution) -> None:
        read = self._read[redistribution.id]
        before = {each.id: _plain(each) for each in read.moves}
        changed = [each for each in redistribution.moves if _plain(each) != before[each.id]]

        def step(kept: "Kept") -> None:
            now = kept.redistributions[redistribution.id]
            if redistribution.status is not read.status and now.status is not read.status:
                raise Stale
            for each in changed:
                if _plain(now.move(each.id)) not in (before[each.id], _plain(each)):
                    raise Stale
            _put(kept, replace(now.with_moves(changed), status=redistribution.status))

        self._work.do(step, Changes(everything=True))
        self._read[redistribution.id] = redistribution


def close_move(kept: "Kept", handover: Handover, at: datetime) -> None:
    """Be done with a citizen whose hand-over is accepted."""
    found = kept.redistributions.get(handover.redistribution) if handover.redistribution else None
    if found is not None:
        closed = [
            replace(each, closed_at=at)
            for each in found.moves
            if each.handover is not None
            and each.handover.id == handover.id
            and each.closed_at is None
        ]
        kept.redistributions = {**kept.redistributions, found.id: found.with_moves(closed)}


def _told(kept: "Kept", found: Redistribution) -> Redistribution:
    """Let each move have its hand-over as that stands now."""
    return found.with_moves(
        replace(each, handover=kept.handovers[each.handover.id])
        for each in found.moves
        if each.handover is not None
    )


def _plain(move: Move) -> tuple[Move, UUID | None]:
    return replace(move, handover=None), move.handover.id if move.handover else None


def _put(kept: "Kept", redistribution: Redistribution) -> None:
    standing = _standing(kept, redistribution.id)
    for each in redistribution.moves:
        if each.closed_at is None and each.citizen_id in standing:
            raise Stale
    kept.redistributions = {**kept.redistributions, redistribution.id: redistribution}


def _standing(kept: "Kept", but: UUID | None) -> frozenset[UUID]:
    return frozenset(
        move.citizen_id
        for each in kept.redistributions.values()
        if each.id != but
        for move in each.moves
        if move.closed_at is None
    )
