"""The hand-overs of citizens in the store in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.going_along import Move, let_go_along
from coordinator.handover_ports import Taken
from coordinator.ports import NotFound, Stale
from plans.handovers import Change, Handover, HandoverStatus, has_case, takes_case
from tests.fakes_redistributions import close_move

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept


class FakeHandovers:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work
        self._read: dict[UUID, Handover] = {}

    def get(self, handover_id: UUID) -> Handover:
        if handover_id not in self._work.now.handovers:
            raise NotFound
        found = self._read[handover_id] = self._work.now.handovers[handover_id]
        return found

    def of_citizen(self, citizen_id: UUID) -> tuple[Handover, ...]:
        return self._listed(lambda each: each.citizen_id == citizen_id)

    def changes(self, citizen_id: UUID, since: datetime) -> tuple[Change, ...]:
        found = (
            Change(each.id, each.giver.id, each.receiver.id, each.answered_at, each.cause)
            for each in self._work.now.handovers.values()
            if each.citizen_id == citizen_id
            and each.status is HandoverStatus.ACCEPTED
            and each.moves
            and each.answered_at is not None
            and each.answered_at >= since
        )
        return tuple(sorted(found, key=lambda each: (each.at, str(each.id))))

    def of_staff(self, people: Collection[UUID], since: datetime) -> tuple[Handover, ...]:
        gone_back = {each.returns for each in self._work.now.handovers.values()}

        def wanted(each: Handover) -> bool:
            lent = each.status is HandoverStatus.ACCEPTED and each.goes_back
            recent = each.answered_at is not None and each.answered_at >= since
            return not {each.giver.id, each.receiver.id, each.by.id}.isdisjoint(people) and (
                each.is_open or recent or (lent and each.id not in gone_back)
            )

        return self._listed(wanted)

    def add(self, handover: Handover) -> None:
        def step(kept: "Kept") -> None:
            if handover.id in kept.handovers:
                raise Stale
            for each in kept.handovers.values():
                same = (each.citizen_id, each.giver.id) == (handover.citizen_id, handover.giver.id)
                if (same and each.is_open and handover.is_open) or (
                    handover.returns is not None and each.returns == handover.returns
                ):
                    raise Stale
            kept.handovers = {**kept.handovers, handover.id: handover}

        self._work.do(step, Changes(citizens=frozenset({handover.citizen_id})))
        self._read[handover.id] = handover

    def save(self, handover: Handover) -> None:
        before = self._read[handover.id]
        if before == handover:
            return

        def step(kept: "Kept") -> None:
            if kept.handovers[handover.id] not in (before, handover):
                raise Stale
            kept.handovers = {**kept.handovers, handover.id: handover}
            if handover.status is HandoverStatus.ACCEPTED:
                close_move(kept, handover, self._work.clock.now())

        self._work.do(step, Changes(citizens=frozenset({handover.citizen_id})))
        self._read[handover.id] = handover

    def take_cases(self, handover: Handover) -> None:
        receiver = self._work.staff.get(handover.receiver.id)
        today = self._work.clock.today()

        def step(kept: "Kept") -> None:
            for each in tuple(kept.cases.values()):
                if (
                    each.citizen_id == handover.citizen_id
                    and has_case(each, handover.giver.id, today)
                    and takes_case(each, receiver.service_area)
                ):
                    kept.cases = {**kept.cases, each.id: replace(each, caseworker=receiver)}
                    kept.handed_cases = kept.handed_cases | {each.id}

        self._work.do(step)

    def take_tasks(self, handover: Handover) -> tuple[Taken, ...]:
        work = self._work
        giver, receiver = (work.now.staff[each.id] for each in (handover.giver, handover.receiver))
        consent = work.plans.consent_today(handover.citizen_id)
        move = Move(handover, giver, receiver, work.member, work.clock.now(), consent)
        return let_go_along(work.staff_tasks, work.enquiries, move)

    def _listed(self, wanted) -> tuple[Handover, ...]:  # type: ignore[no-untyped-def]
        found = [each for each in self._work.now.handovers.values() if wanted(each)]
        self._read |= {each.id: each for each in found}
        return tuple(sorted(found, key=lambda each: (-each.at.timestamp(), str(each.id))))
