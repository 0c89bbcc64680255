"""The municipality's working days, for every date field: «+5a» is five of them."""

from typing import Final

from coordinator.dated_lists import shipped_working_days
from plans.working_days import WorkingDays


class WorkingCalendar:
    """Knows the days that are closed: those that ship, until a store has told its own."""

    def __init__(self) -> None:
        self._days: WorkingDays | None = None

    def days(self) -> WorkingDays:
        """Give the working days to count by."""
        return self._days or shipped_working_days()

    def use(self, days: WorkingDays | None) -> None:
        """Count by these from now on, or by those that ship."""
        self._days = days


CALENDAR: Final = WorkingCalendar()
