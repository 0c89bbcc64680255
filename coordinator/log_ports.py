"""What verifying, sealing and controlling the log needs of a store, as faces that others put on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plans.log_chain import LogRow, Seal, SealMark


class SealedLog(Protocol):
    """The log as a chain: rows with their hashes, and the seals over them."""

    def rows(self) -> Iterator[LogRow]:
        """Give every row by seal, then by id; those without a seal come last."""

    def seals(self) -> tuple[Seal, ...]:
        """Give every seal by number."""

    def seal(self) -> int:
        """Seal what is not sealed yet, and say how many rows that was."""

    def newest(self) -> SealMark | None:
        """Tell of the newest seal; None before the first."""

    def has(self, mark: SealMark) -> bool:
        """Tell whether a seal that was seen before is still in the chain."""


class SealedWork(Protocol):
    """The part of a unit of work about the log as a chain."""

    @property
    def sealed_log(self) -> SealedLog:
        """The log as a chain."""
