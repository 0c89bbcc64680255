"""Where everything on a timeline stands, in pixels; how wide words are is told to it; no Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ui.widgets.timeline_model import Bar, Course, Mark, months, packed, weight, window

Measure = Callable[[str], float]

# More rows than this in one lane read as a wall; the rest stands in the table.
MOST_ROWS: Final = 8
_FOOT_ROWS: Final = 3
_MONTH_STEPS: Final = (1, 2, 3, 6)
_MONTH_GAP: Final = 6


@dataclass(frozen=True, slots=True)
class Sizes:
    """The measures of a timeline in the text size in use, in pixels."""

    head: float
    bar: float
    gap: float
    lane_gap: float
    names: float
    foot: float
    pad: float
    icon: float
    widest_label: float


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A bar's box; ``label`` is where its words stand, beside the bar when it is too short.

    ``opens_left`` and ``opens_right``: it goes on where the picture ends. ``points`` are its
    deadlines and whether they have passed.
    """

    bar: Bar
    left: float
    right: float
    top: float
    label: tuple[float, float]
    inside: bool
    opens_left: bool
    opens_right: bool
    points: tuple[tuple[float, bool], ...]


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A service area's lane: its rows, and how many bars had no room in it."""

    area: str
    top: float
    bottom: float
    bars: tuple[PlacedBar, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class PlacedFoot:
    """Something under the lanes: today (``mark`` None) or a mark; without room it has no words."""

    mark: Mark | None
    day_at: float
    left: float
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole timeline at a width."""

    left: float
    right: float
    height: float
    lanes_end: float
    months: tuple[tuple[float, date, bool], ...]
    lanes: tuple[PlacedLane, ...]
    foot: tuple[PlacedFoot, ...]
    today_at: float
    foot_row: float
    day_width: float

    @property
    def bars(self) -> list[PlacedBar]:
        """Every bar in reading order: lane by lane, row by row, then by time."""
        return [
            each
            for lane in self.lanes
            for each in sorted(lane.bars, key=lambda bar: (bar.top, bar.left))
        ]

    def place_of(self, key: str) -> PlacedBar | None:
        """Find a bar by its key."""
        return next((each for each in self.bars if each.bar.key == key), None)


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a timeline writes, and how wide words are."""

    measure: Measure
    month: Callable[[date, bool], str]
    today: str


@dataclass(slots=True)
class _Ruler:
    """Turns days into places between two edges."""

    first: date
    last: date
    left: float
    right: float
    day: float = field(init=False)

    def __post_init__(self) -> None:
        self.day = max(self.right - self.left, 1) / ((self.last - self.first).days + 1)

    def at(self, day: date) -> float:
        return self.left + (day - self.first).days * self.day

    def middle(self, day: date) -> float:
        return self.at(day) + self.day / 2


def lay_out(
    course: Course, areas: Sequence[str], width: float, sizes: Sizes, words: Words
) -> Layout:
    """Place everything; ``areas`` is the fixed order of the lanes, those without bars are left."""
    first, last = window(course)
    ruler = _Ruler(first, last, sizes.names, width)
    top, lanes = sizes.head, []
    drawn = course.drawn
    for area in areas:
        bars = [bar for bar in drawn if bar.area == area]
        if bars:
            lane = _lane(area, bars, ruler, top, sizes, words)
            top = lane.bottom
            lanes.append(lane)
    foot = _foot(course, ruler, sizes, words)
    rows = max((each.row for each in foot), default=0) + 1
    return Layout(
        left=ruler.left,
        right=ruler.right,
        height=top + rows * sizes.foot + 2,
        lanes_end=top,
        months=_months(ruler, words),
        lanes=tuple(lanes),
        foot=foot,
        today_at=ruler.middle(course.today),
        foot_row=sizes.foot,
        day_width=ruler.day,
    )


def _lane(
    area: str, bars: Sequence[Bar], ruler: _Ruler, top: float, sizes: Sizes, words: Words
) -> PlacedLane:
    boxes = [_box(bar, ruler, sizes) for bar in bars]
    labels = [_label(bar, box, ruler, sizes, words) for bar, box in zip(bars, boxes, strict=True)]
    rooms = [
        (min(box[0], label[0]), max(box[1], label[1]) + sizes.gap)
        for box, (label, _inside) in zip(boxes, labels, strict=True)
    ]
    rows = packed(rooms, [weight(bar) for bar in bars], MOST_ROWS)
    first, pitch = top + sizes.lane_gap, sizes.bar + sizes.gap
    placed = tuple(
        PlacedBar(
            bar=bar,
            left=box[0],
            right=box[1],
            top=first + row * pitch,
            label=label,
            inside=inside,
            opens_left=bar.start is None or bar.start < ruler.first,
            opens_right=bar.end is None or bar.end > ruler.last,
            points=tuple((ruler.middle(each.day), each.late) for each in bar.points),
        )
        for bar, box, (label, inside), row in zip(bars, boxes, labels, rows, strict=True)
        if row >= 0
    )
    left_out = rows.count(-1)
    height = (max(rows) + 1) * pitch - sizes.gap + (sizes.bar if left_out else 0)
    return PlacedLane(area, top, first + height + sizes.lane_gap, placed, left_out)


def _box(bar: Bar, ruler: _Ruler, sizes: Sizes) -> tuple[float, float]:
    left = ruler.left if bar.start is None else max(ruler.at(bar.start), ruler.left)
    right = ruler.right if bar.end is None else min(ruler.at(bar.end) + ruler.day, ruler.right)
    # Wide enough to be seen and hit, however short the time is.
    least = sizes.icon + sizes.pad
    if right - left < least:
        left = min(left, ruler.right - least)
        right = left + least
    return left, right


def _label(
    bar: Bar, box: tuple[float, float], ruler: _Ruler, sizes: Sizes, words: Words
) -> tuple[tuple[float, float], bool]:
    """Give where a bar's words stand, and whether that is inside the bar."""
    left, right = box
    wide = words.measure(spoken_title(bar))
    lead = sizes.pad + (sizes.icon if has_icon(bar) else 0)
    if wide + lead + sizes.pad <= right - left or right - left > sizes.widest_label:
        return (left + lead, right - sizes.pad), True
    wide = min(wide, sizes.widest_label)
    if right + sizes.pad + wide <= ruler.right:
        return (right + sizes.pad, right + sizes.pad + wide), False
    if left - sizes.pad - wide >= ruler.left:
        return (left - sizes.pad - wide, left - sizes.pad), False
    return (left + lead, right - sizes.pad), True


def has_icon(bar: Bar) -> bool:
    """Whether a bar carries an icon before its words."""
    return bool(bar.late) or bar.look in ("done", "paused", "stopped")


def spoken_title(bar: Bar) -> str:
    """Give a bar's words: what has come to a halt says so."""
    return f"{bar.state}: {bar.title}" if bar.look in ("paused", "stopped") else bar.title


def _months(ruler: _Ruler, words: Words) -> tuple[tuple[float, date, bool], ...]:
    """Give each month's line, and whether its name stands there: every one, or every few."""
    days = months(ruler.first, ruler.last)
    named = next(
        (found for step in _MONTH_STEPS if (found := _named(days, step, ruler, words))), days[:1]
    )
    return tuple((ruler.at(day), day, day in named) for day in days)


def _named(days: Sequence[date], step: int, ruler: _Ruler, words: Words) -> list[date]:
    """List every so manyth month, January among them, if their names have room; else none.

    The first month says its year, so it stands there too; what has no room after it goes.
    """
    first = ruler.at(days[0]) + words.measure(words.month(days[0], True)) + _MONTH_GAP
    rest = [day for day in days[1:] if (day.month - 1) % step == 0 and ruler.at(day) >= first]
    ends = [ruler.at(day) + words.measure(words.month(day, day.month == 1)) for day in rest]
    if any(end + _MONTH_GAP > ruler.at(after) for end, after in zip(ends, rest[1:], strict=False)):
        return []
    return [days[0], *(day for day, end in zip(rest, ends, strict=True) if end <= ruler.right)]


def _foot(course: Course, ruler: _Ruler, sizes: Sizes, words: Words) -> tuple[PlacedFoot, ...]:
    """Place today and the marks: words where they have room, else the mark's icon alone."""
    rows: list[list[tuple[float, float]]] = [[] for _row in range(_FOOT_ROWS)]
    wide = words.measure(words.today) + 2 * sizes.pad
    middle = ruler.middle(course.today)
    left = min(max(middle - wide / 2, ruler.left), ruler.right - wide)
    rows[0].append((left, left + wide))
    found = [PlacedFoot(None, middle, left, 0, words.today)]
    # A follow-up is asked for more often than a goal's day.
    for mark in sorted(course.marks, key=lambda each: (each.kind != "follow_up", each.day)):
        if ruler.first <= mark.day <= ruler.last:
            found += [_placed_mark(mark, ruler, rows, sizes, words)]
    return tuple(found)


def _placed_mark(
    mark: Mark,
    ruler: _Ruler,
    rows: list[list[tuple[float, float]]],
    sizes: Sizes,
    words: Words,
) -> PlacedFoot:
    at = ruler.middle(mark.day)
    wide = sizes.icon + min(words.measure(mark.short), sizes.widest_label) + 4
    for text, need in ((mark.short, wide), ("", sizes.icon)):
        left = min(at - sizes.icon / 2, ruler.right - need)
        for row, taken in enumerate(rows):
            if all(left + need + 6 <= start or end + 6 <= left for start, end in taken):
                taken.append((left, left + need))
                return PlacedFoot(mark, at, left, row, text)
    return PlacedFoot(mark, at, at - sizes.icon / 2, _FOOT_ROWS - 1, "")
