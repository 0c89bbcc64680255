"""The hours of a week that something takes, and whether two of them meet."""

from dataclasses import dataclass

from plans.errors import RuleBroken

DAYS_OF_A_WEEK = 7
MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True, order=True)
class WeeklyTime:
    """A time that comes back every week: ISO weekday (1 is Monday), minutes from midnight."""

    weekday: int
    start: int
    end: int

    def __post_init__(self) -> None:
        is_day = 1 <= self.weekday <= DAYS_OF_A_WEEK
        if not (is_day and 0 <= self.start < self.end <= MINUTES_OF_A_DAY):
            raise RuleBroken("weekly-time-wrong")

    def meets(self, other: "WeeklyTime") -> bool:
        """Whether both take the same minutes of the week."""
        return self.weekday == other.weekday and self.start < other.end and other.start < self.end
