"""The published figures of the store in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.lists import PublishedMonth
from coordinator.ports import Stale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coordinator.reports.shared_counts import SharedCounts
    from tests.fakes import FakeWork, Kept


class FakeFigures:
    def __init__(self, work: FakeWork) -> None:
        self._work = work

    def months(self) -> tuple[PublishedMonth, ...]:
        known = sorted(self._work.now.figures.items(), reverse=True)
        return tuple(PublishedMonth(month, at) for month, (at, _tables) in known)

    def of(self, month: date) -> tuple[SharedCounts, ...]:
        found = self._work.now.figures.get(month)
        return () if found is None else found[1]

    def publish(self, month: date, tables: Sequence[SharedCounts]) -> None:
        made = self._work.clock.now(), tuple(tables)

        def step(kept: Kept) -> None:
            if month in kept.figures:
                raise Stale
            kept.figures[month] = made

        self._work.do(step)
