"""What is told of a move from one store to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from plans.log_chain import SealMark


@dataclass(frozen=True, slots=True)
class TableSum:
    """A table's rows and the hash of their content, the same wherever the table lies."""

    table: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A move at its end: what both stores were seen to hold, and what is left of the old one.

    ``log_faults`` counts what was wrong with the log before it moved; ``left`` are the old store's
    files on this PC.
    """

    source: str
    target: str
    tables: tuple[TableSum, ...]
    seal: SealMark | None
    log_faults: int
    left: tuple[Path, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(each.rows for each in self.tables)


class MoveWatcher(Protocol):
    """Who is told how a move goes; to raise here stops it after what was kept."""

    def made(self, recovery_code: str) -> None:
        """A new local store is there, whose recovery code is shown only now."""

    def copied(self, table: str, rows: int) -> None:
        """So many rows more of a table are kept in the new store; 0 at the end of the table."""

    def compared(self, table: TableSum) -> None:
        """A table is the same in both stores."""
