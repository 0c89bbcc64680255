"""What reviews left, in the store in memory."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.ports import NotFound, Stale
from plans.remarks import Remark, ReturnedPlan, Tick

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept


class FakeReviews:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def remark(self, remark_id: UUID) -> Remark:
        if remark_id not in self._work.now.remarks:
            raise NotFound
        return self._work.now.remarks[remark_id]

    def remarks(self, plan_id: UUID) -> tuple[Remark, ...]:
        mine = [each for each in self._work.now.remarks.values() if each.plan_id == plan_id]
        return tuple(sorted(mine, key=lambda each: each.at))

    def add_remarks(self, remarks: Iterable[Remark]) -> None:
        for remark in remarks:
            row = {remark.id: remark}
            self._work.do(lambda kept, row=row: kept.remarks.update(row), _touch(remark))

    def save_remark(self, remark: Remark) -> None:
        before = self.remark(remark.id)
        if before == remark:
            return

        def step(kept: "Kept") -> None:
            if kept.remarks[remark.id] not in (before, remark):
                raise Stale
            kept.remarks[remark.id] = remark

        self._work.do(step, _touch(remark))

    def keep_returned(self, plan_id: UUID, returned: ReturnedPlan) -> None:
        self._work.do(lambda kept: kept.returned.append((plan_id, returned)))

    def last_returned(self, plan_id: UUID) -> ReturnedPlan | None:
        mine = [each for plan, each in self._work.now.returned if plan == plan_id]
        return max(mine, key=lambda each: each.at, default=None)

    def add_ticks(self, plan_id: UUID, number: int, ticks: Iterable[Tick]) -> None:
        rows = tuple(ticks)
        self._work.do(lambda kept: kept.ticks.extend((plan_id, number, each) for each in rows))

    def ticks(self, plan_id: UUID, number: int) -> tuple[Tick, ...]:
        rows = self._work.now.ticks
        return tuple(each for plan, of, each in rows if (plan, of) == (plan_id, number))


def _touch(remark: Remark) -> Changes:
    return Changes(plans=frozenset({remark.plan_id}))
