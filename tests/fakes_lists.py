"""The dated lists of the store in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.changes import Changes
from coordinator.dated_lists import DatedList, ListEntry, in_order, shipped
from coordinator.ports import Stale

if TYPE_CHECKING:
    from datetime import date

    from tests.fakes import FakeWork, Kept


class FakeDatedLists:
    def __init__(self, work: FakeWork) -> None:
        self._work = work

    def entries(self, which: DatedList, day: date | None = None) -> tuple[ListEntry, ...]:
        found = _standing(self._work.now, which).values()
        return in_order(each for each in found if day is None or each.holds_on(day))

    def every(self) -> tuple[ListEntry, ...]:
        return tuple(each for which in DatedList for each in self.entries(which))

    def put(self, entry: ListEntry, seen: ListEntry | None) -> None:
        def step(kept: Kept) -> None:
            standing = dict(_standing(kept, entry.list))
            if standing.pop(_key(seen or entry), None) != seen:
                raise Stale
            standing[_key(entry)] = entry
            kept.dated[entry.list] = standing

        self._work.do(step, Changes(everything=True))


def _standing(kept: Kept, which: DatedList) -> dict[tuple[str, date], ListEntry]:
    return kept.dated.get(which) or {_key(each): each for each in shipped(which)}


def _key(entry: ListEntry) -> tuple[str, date]:
    return entry.code, entry.valid_from
