"""Reading the dates that people type: «24/11», «på tirsdag», «+2u», «om 14 dage», «ult. jan»."""

import calendar
import re
from datetime import date, timedelta
from typing import Final

from plans.working_days import WorkingDays

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
_NAMED = re.compile(r"(\d{1,2})\.? ?([a-zæøå]{3,9})\.?(?: (\d{4}|\d{2}))?")
_DAY_ALONE = re.compile(r"(\d{1,2})\.")
_AHEAD = re.compile(r"(\+|om |in )?\s*(\d{1,3}|[a-zé]+)\s*(working days?|[a-zæøå]+)\.?")
_HALF_YEAR = re.compile(r"(?:om et halvt|in half a|in half) (?:år|year)")
_WEEK = re.compile(r"(?:i )?(?:uge|week) ?(\d{1,2})")
_NEXT_WEEK = re.compile(r"(?:i næste|næste|in next|next) (?:uge|week)")
_NEXT = re.compile(r"(?:næste|next) ([a-zæøå]+)")
_IN_NEXT_WEEK = re.compile(r"(?:på )?([a-zæøå]+) (?:i )?(?:næste|next) (?:uge|week)")
_PART = re.compile(
    r"(primo|først i|starten af|begyndelsen af|medio|midt i|midten af"
    r"|ult\.?|ultimo|sidst i|slutningen af|udgangen af) ?([a-zæøå]{3,9})\.?(?: (\d{4}|\d{2}))?"
)
# People write these before a date, and they add nothing to it.
_BEFORE = re.compile(r"(?:(?:nu på|på|kommende|on) )?(?:den |d\. ?)?")
_WEEKDAY_FIRST = re.compile(r"([a-zæøå]{3,9})\.?,? (?:den |d\. ?)?(?=\d)")
_COUNTS: Final = {
    "en": 1, "én": 1, "et": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6,
    "syv": 7, "otte": 8, "ni": 9, "ti": 10, "tolv": 12, "fjorten": 14,
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
}  # fmt: skip
_UNITS: Final = {
    "d": "day", "dag": "day", "dage": "day", "day": "day", "days": "day",
    "a": "working_day", "hd": "working_day", "hverdag": "working_day", "hverdage": "working_day",
    "arbejdsdag": "working_day", "arbejdsdage": "working_day",
    "working day": "working_day", "working days": "working_day",
    "u": "week", "uge": "week", "uger": "week", "w": "week", "week": "week", "weeks": "week",
    "m": "month", "md": "month", "mdr": "month", "måned": "month", "måneder": "month",
    "month": "month", "months": "month",
    "å": "year", "år": "year", "y": "year", "year": "year", "years": "year",
}  # fmt: skip

_LONGEST = 60
_WEEKDAYS_ALONE: Final = WorkingDays()


def read_date(text: str, today: date, days: WorkingDays = _WEEKDAYS_ALONE) -> date | None:
    """Give the date that ``text`` means, or None when it means none.

    A date without a year is the next one, today included. A weekday is the next one after today,
    «næste tirsdag» the one of next week; a week is its Monday. A weekday that does not go with its
    date means none: one of the two is a mistake. «+5a» is five working days by ``days``.
    """
    # What is longer means none, and would only take long to read.
    words = " ".join(text.lower().split())[:_LONGEST]
    if words in _DAYS:
        return today + timedelta(days=_DAYS[words])
    ahead = _ahead(words, today, days) or _week(words, today)
    if ahead is not None:
        return ahead
    before = _BEFORE.match(words)
    words = words[before.end() :] if before else words
    named = _WEEKDAY_FIRST.match(words)
    if named is None:
        return _weekday(words, today) or _by_date(words, today)
    found, weekday = _by_date(words[named.end() :], today), _weekday(named[1], today)
    if found is None or weekday is None or found.weekday() != weekday.weekday():
        return None
    return found


def read_past_date(text: str, today: date) -> date | None:
    """Give the date that ``text`` means where something has been: the last one, today included.

    A date with its year, and what is counted from today, mean what they say.
    """
    words = " ".join(text.lower().split())
    read = read_date(text, today)
    if read is None or read <= today or words in _DAYS or _ahead(words, today):
        return read
    earlier = (read_date(text, today - timedelta(days=days)) for days in (7, 31, 365))
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


def _by_date(words: str, today: date) -> date | None:
    return _iso(words) or _figures(words, today) or _named(words, today) or _part(words, today)


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
    return _day(_year(hit[3]), month, day)


def _named(words: str, today: date) -> date | None:
    alone = _DAY_ALONE.fullmatch(words)
    if alone:
        return _next_of_month(int(alone[1]), today)
    hit = _NAMED.fullmatch(words)
    number = _month(hit[2]) if hit else None
    if hit is None or number is None:
        return None
    day = int(hit[1])
    return _day(_year(hit[3]), number, day) if hit[3] else _next(number, day, today)


def _part(words: str, today: date) -> date | None:
    """Read «primo marts», «medio februar», «ult. jan»: the first, the 15th and the last day."""
    hit = _PART.fullmatch(words)
    number = _month(hit[2]) if hit else None
    if hit is None or number is None:
        return None

    def in_year(year: int) -> date:
        if hit[1].startswith(("ult", "sidst", "slut", "udg")):
            return date(year, number, calendar.monthrange(year, number)[1])
        return date(year, number, 15 if hit[1].startswith(("med", "midt")) else 1)

    if hit[3]:
        return in_year(_year(hit[3])) if _year(hit[3]) else None
    here = in_year(today.year)
    return here if here >= today else in_year(today.year + 1)


def _week(words: str, today: date) -> date | None:
    """Read a week, which is its Monday, and a day of the next one."""
    monday = today + timedelta(days=7 - today.weekday())
    if _NEXT_WEEK.fullmatch(words):
        return monday
    named = _NEXT.fullmatch(words) or _IN_NEXT_WEEK.fullmatch(words)
    if named:
        weekday = _weekday(named[1], today)
        return monday + timedelta(days=weekday.weekday()) if weekday else None
    hit = _WEEK.fullmatch(words)
    if not hit:
        return None
    for year in (today.year, today.year + 1):
        try:
            found = date.fromisocalendar(year, int(hit[1]), 1)
        except ValueError:
            continue
        if found + timedelta(days=6) >= today:
            return found
    return None


def _ahead(words: str, today: date, days: WorkingDays = _WEEKDAYS_ALONE) -> date | None:
    if _HALF_YEAR.fullmatch(words):
        return _months_on(today, 6)
    hit = _AHEAD.fullmatch(words)
    unit = _UNITS.get(hit[3]) if hit else None
    if hit is None or unit is None:
        return None
    count = int(hit[2]) if hit[2].isdigit() else _COUNTS.get(hit[2])
    if count is None:
        return None
    match unit:
        case "working_day":
            found = days.after(today, count)
        case "day" | "week":
            found = today + timedelta(days=count * (7 if unit == "week" else 1))
        case _:
            found = _months_on(today, count * (12 if unit == "year" else 1))
    return found


def _months_on(today: date, count: int) -> date:
    months = today.month - 1 + count
    year, month = today.year + months // 12, months % 12 + 1
    # The 31st plus one month is the last day of a shorter month.
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _month(name: str) -> int | None:
    for number, names in enumerate(_MONTHS, start=1):
        if any(each.startswith(name) for each in names):
            return number
    return None


def _year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _next_of_month(day: int, today: date) -> date | None:
    # Every day up to the 31st comes within two months.
    later = _months_on(today.replace(day=1), 1), _months_on(today.replace(day=1), 2)
    for first in (today.replace(day=1), *later):
        made = _day(first.year, first.month, day)
        if made is not None and made >= today:
            return made
    return None


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
