"""People who work on one plan at once, in the store in memory."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from coordinator.ports import AuditAction, NotFound
from coordinator.together import Colleague, LastWrite, Pulse, Seat, Settled, Settlement

_ONLY_READ = (AuditAction.VIEW, AuditAction.SEARCH)


class FakePresence:
    def __init__(self, work: Any, plans: Callable[[Any], Any]) -> None:
        self._work, self._plans = work, plans

    def citizen_of(self, plan_id: UUID) -> UUID:
        for plan in self._plans(self._work.now):
            if plan.id == plan_id:
                found: UUID = plan.citizen_id
                return found
        raise NotFound

    def note(self, seat: Seat, stale: datetime) -> None:
        row = (seat, self._work.member.id, self._work.clock.now())

        def step(kept: Any) -> None:
            left = {
                window: each
                for window, each in kept.presence.items()
                if window != seat.window and each[2] >= stale
            }
            kept.presence = {**left, seat.window: row}

        self._work.do(step)

    def leave(self, window: UUID) -> None:
        def step(kept: Any) -> None:
            row = kept.presence.get(window)
            if row is not None and row[1] == self._work.member.id:
                del kept.presence[window]

        self._work.do(step)

    def others(self, plan_id: UUID, since: datetime) -> tuple[Colleague, ...]:
        now, newest = self._work.now, {}
        for seat, who, at in sorted(now.presence.values(), key=lambda row: (row[2], row[0].window)):
            if seat.plan_id == plan_id and at >= since and who != self._work.member.id:
                each = now.staff[who]
                newest[who] = Colleague(
                    who, each.name, each.service_area, seat.part_kind, seat.part_id
                )
        return tuple(sorted(newest.values(), key=lambda each: (each.name, each.staff_id)))

    def pulse(self, plan_id: UUID) -> Pulse:
        mine = [who.id == self._work.member.id for _at, who, _entry in self._written(plan_id)]
        return Pulse(mine.count(False), mine.count(True))

    def last_writes(self, plan_id: UUID, limit: int) -> tuple[LastWrite, ...]:
        lines = sorted(self._written(plan_id), key=lambda line: line[0])
        return tuple(
            LastWrite(entry.subject, entry.subject_id, who.id, who.name, who.service_area, at)
            for at, who, entry in reversed(lines)
        )[:limit]

    def _written(self, plan_id: UUID) -> list[Any]:
        citizen = self.citizen_of(plan_id)
        return [
            line
            for line in self._work.now.log
            if line[2].citizen_id == citizen and line[2].action not in _ONLY_READ
        ]


class FakeSettlements:
    def __init__(self, work: Any) -> None:
        self._work = work

    def add(self, plan_id: UUID, settlement: Settlement) -> None:
        kept_as = (plan_id, Settled(settlement, self._work.member.name, self._work.clock.now()))
        self._work.do(lambda kept: kept.settled.append(kept_as))

    def of_plan(self, plan_id: UUID, limit: int) -> tuple[Settled, ...]:
        mine = [each for plan, each in self._work.now.settled if plan == plan_id]
        return tuple(reversed(mine))[:limit]
