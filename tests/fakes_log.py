"""The log as a chain, in the store in memory."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from plans.log_chain import LogRow, Seal, SealMark, next_seal

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept


class FakeSealedLog:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def rows(self) -> Iterator[LogRow]:
        return iter(_rows(self._work.now))

    def seals(self) -> tuple[Seal, ...]:
        return tuple(self._work.now.seals)

    def seal(self) -> int:
        waiting = [row for row in self.rows() if row.seal is None]
        at = self._work.clock.now()

        def step(kept: "Kept") -> None:
            before = kept.seals[-1] if kept.seals else None
            kept.seals.append(next_seal(before, [row.hash for row in waiting], at))

        if waiting:
            self._work.do(step)
        return len(waiting)

    def newest(self) -> SealMark | None:
        seals = self.seals()
        return seals[-1].mark if seals else None

    def has(self, mark: SealMark) -> bool:
        return any((each.number, each.hash) == (mark.number, mark.hash) for each in self.seals())


def _rows(kept: "Kept") -> list[LogRow]:
    """Give the rows in the order in which they were written, as the seals cover them."""
    numbers = [seal.number for seal in kept.seals for _row in range(seal.rows)]
    rows = [
        LogRow(
            UUID(int=place),
            at,
            who.id,
            who.name,
            who.role.value,
            entry.action.value,
            entry.citizen_id,
            entry.subject,
            entry.subject_id,
            entry.why,
            entry.related,
        ).hashed()
        for place, (at, who, entry) in enumerate(kept.log, start=1)
    ]
    return [
        replace(row, seal=numbers[place] if place < len(numbers) else None)
        for place, row in enumerate(rows)
    ]
