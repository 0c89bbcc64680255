"""Reading the times of a week and the hours that people type: «tirsdag 9-12», «12,5»."""

import re
from decimal import Decimal
from typing import Final

from plans.weekly import MINUTES_OF_A_DAY, WeeklyTime

_WEEKDAYS: Final = (
    ("mandag", "monday"), ("tirsdag", "tuesday"), ("onsdag", "wednesday"), ("torsdag", "thursday"),
    ("fredag", "friday"), ("lørdag", "saturday"), ("søndag", "sunday"),
)  # fmt: skip
_MANY: Final = {
    "hverdage": (1, 5), "alle hverdage": (1, 5), "weekdays": (1, 5),
    "hver dag": (1, 7), "alle dage": (1, 7), "dagligt": (1, 7), "every day": (1, 7),
    "daily": (1, 7),
}  # fmt: skip
_CLOCK: Final = r"(\d{1,2})(?:[.:](\d{2}))?"
_TIME: Final = re.compile(
    rf"(?:\b(?:kl\.?|fra|from|at)\s*)*{_CLOCK}\s*(?:-|–|til|to)\s*(?:kl\.?\s*)?{_CLOCK}$"
)
_BETWEEN: Final = re.compile(r"[,;\n]|\bog\b|\band\b|&|\+")
_RANGE: Final = re.compile(r"\s*(?:-|–|\btil\b|\bto\b)\s*")
_HOURS: Final = re.compile(
    r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:t|timer?|hours?|h)?\.?\s*"
    r"(?:om ugen|pr\.? uge|/ ?uge|a week)?"
)


def read_weekly(text: str) -> tuple[WeeklyTime, ...] | None:
    """Give the times of the week that ``text`` means, in their order; None when it means none.

    Days that stand together share the time after them, and a time without a day belongs to the
    days before it: «mandag og onsdag 9-12 og 13-15».
    """
    found: set[WeeklyTime] = set()
    days: list[int] = []
    timed = True
    for piece in filter(None, (each.strip(" .") for each in _BETWEEN.split(text.lower()))):
        hit = _TIME.search(piece)
        named = _days(piece[: hit.start()] if hit else piece)
        if named is None or not (named or hit):
            return None
        if named:
            days = [*named] if timed else [*days, *named]
        timed = hit is not None
        if hit is None:
            continue
        start, end = _minutes(hit[1], hit[2]), _minutes(hit[3], hit[4])
        if not days or start is None or end is None or start >= end:
            return None
        found |= {WeeklyTime(day, start, end) for day in days}
    return tuple(sorted(found)) if found and timed else None


def read_hours(text: str) -> Decimal | None:
    """Give the hours of a week that ``text`` means: «12,5», «12.5 timer»; None for anything else.

    Whether a week has so many hours, the plan says.
    """
    hit = _HOURS.fullmatch(" ".join(text.lower().split()))
    return Decimal(f"{hit[1]}.{hit[2] or 0}").normalize() + 0 if hit else None


def _days(text: str) -> list[int] | None:
    """Give ISO weekdays; [] for no words, None for words that name no day."""
    words = re.sub(r"^(hver|every)\s+(?!dag|day)", "", text.strip(" .:"))
    if not words:
        return []
    if words in _MANY:
        first, last = _MANY[words]
        return [*range(first, last + 1)]
    named = [_day(each) for each in _RANGE.split(words)]
    if len(named) == 1 and named[0]:
        return [named[0]]
    if len(named) == 2 and named[0] and named[1] and named[0] < named[1]:
        return [*range(named[0], named[1] + 1)]
    return None


def _day(word: str) -> int | None:
    short = word.strip(" .").removesuffix("e") if word.endswith("dage") else word.strip(" .")
    if len(short) < 2:
        return None
    for number, names in enumerate(_WEEKDAYS, start=1):
        if any(name.startswith(short) for name in names):
            return number
    return None


def _minutes(hours: str, minutes: str | None) -> int | None:
    made = int(hours) * 60 + int(minutes or 0)
    return made if made <= MINUTES_OF_A_DAY and int(minutes or 0) < 60 else None
