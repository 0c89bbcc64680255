"""Keeps the calendar of the date fields as the store has it."""

from typing import TYPE_CHECKING, Final

from coordinator.dated_lists import CodeBook, DatedList
from coordinator.use_cases.code_lists import read_list
from plans.working_days import WorkingDays
from ui.working_calendar import CALENDAR

if TYPE_CHECKING:
    from coordinator.changes import Changes
    from coordinator.desk import Desk
    from ui.feed import ChangeFeed
    from ui.runner import Failed, Runner


class ClosedDays:
    """Reads which days a store has closed, and again whenever its lists change.

    When the store does not answer, ``failed`` hears of it, and what is known stays.
    """

    def __init__(
        self, desk: "Desk", runner: "Runner", feed: "ChangeFeed", failed: "Failed"
    ) -> None:
        self._desk: Final = desk
        self._runner: Final = runner
        self._failed: Final = failed
        CALENDAR.use(None)
        feed.subscribe(self._changed)

    def read(self) -> None:
        """Ask the store."""
        self._runner.ask("working days", self._ask, CALENDAR.use, self._failed)

    def _ask(self) -> WorkingDays:
        closed = read_list(self._desk, DatedList.CLOSED_DAYS)
        return CodeBook(closed, self._desk.clock.today()).working_days()

    def _changed(self, changes: "Changes") -> None:
        if changes.everything:
            self.read()
