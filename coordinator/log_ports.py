"""What verifying, sealing and controlling the log needs of a store, as faces that others put on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date, datetime
    from uuid import UUID

    from coordinator.lists import InsightLine
    from plans.log_chain import LogRow, Seal, SealMark
    from plans.log_control import LoggedLook, LogVerdict
    from plans.people import StaffMember


class SealedLog(Protocol):
    """The log as a chain: rows with their hashes, and the seals over them."""

    def rows(self) -> Iterator[LogRow]:
        """Give every row by seal, then by id; those without a seal come last."""

    def rows_under(self, first: int, last: int) -> Iterator[LogRow]:
        """Give the rows under some seals, by seal and then by id."""

    def seals(self) -> tuple[Seal, ...]:
        """Give every seal by number.

        Raises:
            RuleBroken: ``log-auditor-only`` on a server that lets nobody else read the whole log.
        """

    def seal(self) -> bool:
        """Seal what is not sealed yet, and say whether there was anything."""

    def newest(self) -> SealMark | None:
        """Tell of the newest seal; None before the first."""

    def has(self, mark: SealMark) -> bool:
        """Tell whether a seal that was seen before is still in the chain."""


class LogControl(Protocol):
    """What the control of the log and a citizen's insight read, and the verdicts."""

    def looks(
        self, staff: Collection[StaffMember], first: datetime, until: datetime, rare: int
    ) -> tuple[LoggedLook, ...]:
        """Give what members of staff did with citizens in a time, oldest first.

        ``rare`` is how many citizens may have a surname that still tells something.
        """

    def refusals(
        self, staff: Collection[StaffMember], first: datetime, until: datetime
    ) -> tuple[LoggedLook, ...]:
        """Give what members of staff were refused in a time, oldest first."""

    def of_citizen(self, citizen_id: UUID) -> tuple[InsightLine, ...]:
        """Give all that was done with a citizen's data, newest first."""

    def verdicts(self, week: date) -> tuple[LogVerdict, ...]:
        """Give the verdicts on what was found in a week."""

    def put(self, verdict: LogVerdict, seen: LogVerdict | None) -> None:
        """Keep a verdict in the place of the one that was seen.

        Raises:
            Stale: when another stands there.
        """


class SealedWork(Protocol):
    """The part of a unit of work about the log as a chain, and its control."""

    @property
    def log_control(self) -> LogControl:
        """The control of the log."""

    @property
    def sealed_log(self) -> SealedLog:
        """The log as a chain."""
