"""Which days the municipality works, and deadlines that are counted in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_ONE_DAY = timedelta(1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Monday to Friday, without the days that are ``closed``."""

    closed: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether the municipality works on a day."""
        return day.weekday() < _SATURDAY and day not in self.closed

    def after(self, day: date, count: int) -> date:
        """Give the working day that is ``count`` working days after a day, which does not count.

        None or a negative count gives the first working day from the day on.
        """
        found = day if count <= 0 else day + _ONE_DAY
        left = max(count, 1)
        while True:
            left -= self.works(found)
            if not left:
                return found
            found += _ONE_DAY

    def before(self, day: date, count: int) -> date:
        """Give the working day that is ``count`` working days before a day; at least one."""
        found, left = day, max(count, 1)
        while left:
            found -= _ONE_DAY
            left -= self.works(found)
        return found

    def on_or_after(self, day: date) -> date:
        """Give the day on which a deadline ends that ends on a day: that day, if it is worked.

        A deadline that ends on a closed day ends on the next working day (domain.md AC-18).
        """
        return self.after(day, 0)

    def between(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and with ``end``, 0 if that is not later."""
        days = (start + _ONE_DAY * ahead for ahead in range(1, (end - start).days + 1))
        return sum(self.works(each) for each in days)


def working_days(periods: Iterable[tuple[date, date]]) -> WorkingDays:
    """Make the calendar of closed periods, each from its first to its last day."""
    return WorkingDays(
        frozenset(
            first + _ONE_DAY * ahead
            for first, last in periods
            for ahead in range((last - first).days + 1)
        )
    )
