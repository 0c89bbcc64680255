"""What a timeline shows, in which order, and over which months; no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

Look = Literal["running", "planned", "done", "paused", "stopped"]
MarkKind = Literal["follow_up", "goal"]
Edge = Literal["both", "start", "end"]

# How many months are shown: ahead at most, and before and after today at least.
_MOST_AHEAD: Final = 18
_LEAST_BACK: Final = 2
_LEAST_AHEAD: Final = 4
# What ran out longer ago than this does not stretch the picture; the table has it.
_OLD_NEWS: Final = timedelta(days=184)
_WEIGHTS: Final[dict[Look, int]] = {
    "running": 1, "planned": 2, "paused": 3, "stopped": 5, "done": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A deadline on a bar: its day, and whether it has passed with something left to do."""

    day: date
    late: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that goes on from a day to a day; None is not known, or without an end.

    ``state`` and ``source`` are words; ``late`` says what is late, or nothing. ``from_plan`` tells
    the plan's own bars from the services' cases. ``locked`` says why it cannot be moved.
    """

    key: str
    area: str
    title: str
    start: date | None
    end: date | None
    look: Look
    state: str
    source: str
    late: str = ""
    from_plan: bool = True
    locked: str = ""
    points: tuple[Point, ...] = ()

    @property
    def can_be_drawn(self) -> bool:
        """Whether there is a day to draw it at."""
        return self.start is not None or self.end is not None or not self.from_plan

    def moved(self, edge: Edge, days: int) -> "Bar":
        """Move it, or one of its ends; an end never passes the other."""
        start, end = self.start, self.end
        step = timedelta(days=days)
        if edge in ("both", "start") and start is not None:
            start += step
        if edge in ("both", "end") and end is not None:
            end += step
        if start is not None and end is not None and end < start:
            start, end = (end, end) if edge == "start" else (start, start)
        return replace(self, start=start, end=end)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that matters by itself: what, in words, and in a few words."""

    day: date
    kind: MarkKind
    text: str
    short: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """All that a timeline shows."""

    today: date
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def drawn(self) -> tuple[Bar, ...]:
        """The bars that have a place among the months shown."""
        first, last = window(self)
        return tuple(
            bar
            for bar in self.bars
            if bar.can_be_drawn
            and (bar.start is None or bar.start <= last)
            and (bar.end is None or bar.end >= first)
        )

    @property
    def undated(self) -> tuple[Bar, ...]:
        """The bars that have no day yet."""
        return tuple(bar for bar in self.bars if not bar.can_be_drawn)


def weight(bar: Bar) -> int:
    """Tell how early a bar gets room where there is little: the less, the earlier."""
    if bar.late:
        return 0
    return _WEIGHTS[bar.look] + (0 if bar.from_plan else 1)


def window(course: Course) -> tuple[date, date]:
    """Give the first and the last day of the months that are shown."""
    today = course.today
    old = today - _OLD_NEWS
    days = [mark.day for mark in course.marks]
    for bar in course.bars:
        if bar.end is not None and bar.end < old:
            continue
        # What began long ago comes in from the left.
        days += [day for day in (bar.start, bar.end) if day is not None]
    first = add_months(today, -_LEAST_BACK)
    last = add_months(today, _LEAST_AHEAD)
    latest = add_months(today, _MOST_AHEAD)
    first = min([first, *(day for day in days if day >= old)])
    last = max([last, *(min(day, latest) for day in days)])
    return first.replace(day=1), add_months(last, 1) - timedelta(1)


def months(first: date, last: date) -> list[date]:
    """List the first day of each month between two days."""
    found, day = [], first.replace(day=1)
    while day <= last:
        found.append(day)
        day = add_months(day, 1)
    return found


def add_months(day: date, count: int) -> date:
    """Give the first day of the month so many months on."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, 1)


def packed(rooms: Sequence[tuple[float, float]], weights: Sequence[int], most: int) -> list[int]:
    """Put things that take room from a place to a place in as few rows as there can be.

    Gives the row of each, -1 for what has none because ``most`` rows are full; of these, what
    weighs least was given room first.
    """
    chosen: list[int] = []
    ends: list[list[tuple[float, float]]] = [[] for _row in range(most)]
    for place in sorted(range(len(rooms)), key=lambda n: (weights[n], rooms[n])):
        free = next((row for row in ends if not _meets(row, rooms[place])), None)
        if free is not None:
            free.append(rooms[place])
            chosen.append(place)
    found = [-1] * len(rooms)
    last: list[float] = []
    # From left to right the first free row is as good as can be, and reads in the order of time.
    for place in sorted(chosen, key=lambda n: rooms[n]):
        start, end = rooms[place]
        row = next((n for n, taken in enumerate(last) if taken <= start), len(last))
        if row == len(last):
            last.append(end)
        last[row] = end
        found[place] = row
    return found


def _meets(row: Sequence[tuple[float, float]], room: tuple[float, float]) -> bool:
    return any(start < room[1] and room[0] < end for start, end in row)
