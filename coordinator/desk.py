"""The desk one works at: who is signed in, how to begin work, what time it is."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from coordinator.danish_time import DENMARK
from coordinator.journal import NO_JOURNAL, DraftJournal

if TYPE_CHECKING:
    # Only named here: the first window waits for this module, and needs none of these.
    from collections.abc import Callable

    from coordinator.ports import Clock, UnitOfWork
    from plans.access import Deed
    from plans.people import StaffMember


class SystemClock:
    """The computer's clock; ``SAMPLAN_TODAY`` sets the date for tests and the demo."""

    def __init__(self, fixed_day: date | None = None) -> None:
        self._fixed_day = fixed_day

    @classmethod
    def from_environment(cls) -> SystemClock:
        """Make the clock, with the date of ``SAMPLAN_TODAY`` (YYYY-MM-DD) when it is set.

        Raises:
            ValueError: when it is no date.
        """
        text = os.environ.get("SAMPLAN_TODAY", "")
        return cls(date.fromisoformat(text) if text else None)

    def now(self) -> datetime:
        """Tell the time, in UTC."""
        now = datetime.now(UTC)
        if self._fixed_day is None:
            return now
        clock_time = now.astimezone(DENMARK).time()
        return datetime.combine(self._fixed_day, clock_time, DENMARK).astimezone(UTC)

    def today(self) -> date:
        """Tell the date in Denmark."""
        return self._fixed_day or datetime.now(DENMARK).date()


@dataclass(frozen=True)
class Desk:
    """Who works, at what store, at what time; ``drafts`` is where unsent text is safe.

    ``walled`` tells that the store itself shows this login no more than it may see;
    ``begin_report`` begins reading that takes long, where that is another place.
    """

    member: StaffMember
    begin: Callable[[StaffMember, bool], UnitOfWork]
    clock: Clock
    drafts: DraftJournal = NO_JOURNAL
    walled: bool = False
    begin_report: Callable[[StaffMember], UnitOfWork] | None = None

    def require(self, deed: Deed) -> None:
        """Refuse a deed that the role may not do; the log keeps that it was tried.

        Raises:
            RuleBroken: ``not-allowed``.
        """
        from plans import access  # noqa: PLC0415 - the first window needs none

        if not access.may(self.member, deed):
            # What is refused within a unit of work is logged by it.
            with self.start_reading():
                access.require(self.member, deed)

    def start_work(self) -> UnitOfWork:
        """Begin a unit of work that writes, in the name of who is signed in."""
        return self.begin(self.member, True)

    def start_reading(self) -> UnitOfWork:
        """Begin a unit of work that only reads lists: it waits for no writer."""
        return self.begin(self.member, False)

    def start_report(self) -> UnitOfWork:
        """Begin a unit of work that reads a great deal, and in which nobody is looked at."""
        if self.begin_report is None:
            return self.start_reading()
        return self.begin_report(self.member)

    def taken_by(self, member: StaffMember) -> Desk:
        """Give the same desk to somebody else."""
        return replace(self, member=member, drafts=NO_JOURNAL)
