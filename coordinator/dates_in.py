"""Reading the dates that people type: «24/11», «tirsdag», «i morgen», «+2u»."""

import calendar
import re
from datetime import date, timedelta
from typing import Final

_DAYS: Final = {
    "i dag": 0, "idag": 0, "today": 0,
    "i morgen": 1, "imorgen": 1, "tomorrow": 1,
    "i overmorgen": 2, "overmorgen": 2,
    "i går": -1, "igår": -1, "yesterday": -1,
}  # fmt: skip
_WEEKDAYS: Final = (
    ("mandag", "monday"),
    ("tirsdag", "tuesday"),
    ("onsdag", "wednesday"),
    ("torsdag", "thursday"),
    ("fredag", "friday"),
    ("lørdag", "saturday"),
    ("søndag", "sunday"),
)
_MONTHS: Final = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april",),
    ("maj", "may"), ("juni", "june"), ("juli", "july"), ("august",),
    ("september",), ("oktober", "october"), ("november",), ("december",),
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?\.?")
_FIGURES_ALONE = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_NAMED = re.compile(r"(?:den )?(\d{1,2})\.? ?([a-zæøå]{3,9})\.?(?: (\d{4}))?")
_AHEAD = re.compile(r"(?:\+|om |in )\s*(\d{1,3})\s*([a-zæøå]+)")
_UNITS: Final = {
    "d": "day", "dag": "day", "dage": "day", "day": "day", "days": "day",
    "u": "week", "uge": "week", "uger": "week", "w": "week", "week": "week", "weeks": "week",
    "m": "month", "md": "month", "måned": "month", "måneder": "month",
    "month": "month", "months": "month",
    "å": "year", "år": "year", "y": "year", "year": "year", "years": "year",
}  # fmt: skip


def read_date(text: str, today: date) -> date | None:
    """Give the date that ``text`` means, or None when it means none.

    A date without a year is the next one, today included. A weekday is the next one after today.
    """
    words = " ".join(text.lower().split())
    if words in _DAYS:
        return today + timedelta(days=_DAYS[words])
    return (
        _weekday(words, today)
        or _iso(words)
        or _figures(words, today)
        or _named(words, today)
        or _ahead(words, today)
    )


def read_past_date(text: str, today: date) -> date | None:
    """Give the date that ``text`` means where something has been: the last one, today included.

    A date with its year, and what is counted from today, mean what they say.
    """
    words = " ".join(text.lower().split())
    read = read_date(text, today)
    if read is None or read <= today or words in _DAYS or _AHEAD.fullmatch(words):
        return read
    earlier = (read_date(text, today - timedelta(days=days)) for days in (7, 365))
    return next((day for day in earlier if day is not None and day <= today), read)


def read_birth_date(text: str, today: date) -> date | None:
    """Give the day of birth that ``text`` means, or None: nobody is born after today.

    Two figures of a year mean the past: in 2026, «13-05-90» is 1990 and «13-05-20» is 2020.
    """
    words = " ".join(text.lower().split())
    hit = _FIGURES.fullmatch(words) or _FIGURES_ALONE.fullmatch(words)
    read = read_date(text, today)
    if hit and len(hit[3] or "") == 2:
        year = today.year - (today.year - int(hit[3])) % 100
        read = _day(year, int(hit[2]), int(hit[1]))
        if read is None or read > today:
            read = _day(year - 100, int(hit[2]), int(hit[1]))
    return read if read is not None and read <= today else None


def _weekday(words: str, today: date) -> date | None:
    if len(words) < 3:
        return None
    for number, names in enumerate(_WEEKDAYS):
        if any(name.startswith(words) for name in names):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _iso(words: str) -> date | None:
    hit = _ISO.fullmatch(words)
    return _day(int(hit[1]), int(hit[2]), int(hit[3])) if hit else None


def _figures(words: str, today: date) -> date | None:
    hit = _FIGURES.fullmatch(words) or _FIGURES_ALONE.fullmatch(words)
    if not hit:
        return None
    day, month = int(hit[1]), int(hit[2])
    if not hit[3]:
        return _next(month, day, today)
    return _day(int(hit[3]) + (2000 if len(hit[3]) == 2 else 0), month, day)


def _named(words: str, today: date) -> date | None:
    hit = _NAMED.fullmatch(words)
    if not hit:
        return None
    for number, names in enumerate(_MONTHS, start=1):
        if any(name.startswith(hit[2]) for name in names):
            day = int(hit[1])
            return _day(int(hit[3]), number, day) if hit[3] else _next(number, day, today)
    return None


def _ahead(words: str, today: date) -> date | None:
    hit = _AHEAD.fullmatch(words)
    unit = _UNITS.get(hit[2]) if hit else None
    if hit is None or unit is None:
        return None
    count = int(hit[1])
    if unit in ("day", "week"):
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    months = today.month - 1 + count * (12 if unit == "year" else 1)
    year, month = today.year + months // 12, months % 12 + 1
    # The 31st plus one month is the last day of a shorter month.
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _next(month: int, day: int, today: date) -> date | None:
    # Eight years reach the next 29 February, over a century year too.
    for year in range(today.year, today.year + 9):
        made = _day(year, month, day)
        if made is not None and made >= today:
            return made
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
