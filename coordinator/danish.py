"""Figures, dates and times as people read them, in Danish or English (domain.md § 9)."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from coordinator.danish_time import local_time
from coordinator.i18n import current_language
from plans.weekly import WeeklyTime

_MONTHS: Final = {
    "da": (
        "januar", "februar", "marts", "april", "maj", "juni",
        "juli", "august", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_WEEKDAYS: Final = {
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def _english() -> bool:
    return current_language() == "en"


def whole(number: int) -> str:
    """Write a whole number with its thousands marked: «2.341», "2,341"."""
    text = f"{number:,}"
    return text if _english() else text.replace(",", ".")


def share(numerator: int, denominator: int, decimals: int) -> str:
    """Write a part of a whole in per cent, halves rounded up: «1,7 pct.», "1.7%".

    Raises:
        ZeroDivisionError: for a whole of 0.
    """
    exact = Decimal(numerator) * 100 / Decimal(denominator)
    text = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    return f"{text}%" if _english() else f"{text.replace('.', ',')} pct."


def short_date(day: date) -> str:
    """Write a date for lists and tables, in both languages: «24-11-2026»."""
    return f"{day.day:02}-{day.month:02}-{day.year}"


def month_name(day: date) -> str:
    """Write the month of a date without its year: «januar»."""
    return _MONTHS[current_language()][day.month - 1]


def month_short(day: date, *, with_year: bool = False) -> str:
    """Write the month of a date in few letters: «nov.», «jan. 2027», "Nov"."""
    name = month_name(day)
    short = name[:3] if _english() or len(name) <= 3 else f"{name[:3]}."
    return f"{short} {day.year}" if with_year else short


def day_and_month(day: date) -> str:
    """Write a date without its year, where the year is plain: «24. nov.», "24 Nov"."""
    dot = "" if _english() else "."
    return f"{day.day}{dot} {month_short(day)}"


def short_day(day: date) -> str:
    """Write a date with its year where there is little room: «24. nov. 2026», "24 Nov 2026"."""
    return f"{day_and_month(day)} {day.year}"


def month_and_year(day: date) -> str:
    """Write the month of a date: «januar 2025»."""
    return f"{month_name(day)} {day.year}"


def long_date(day: date) -> str:
    """Write a date for letters: «14. september 2026», "14 September 2026"."""
    dot = "" if _english() else "."
    return f"{day.day}{dot} {month_and_year(day)}"


def weekday_date(day: date) -> str:
    """Write a date with its weekday: «mandag den 14. september 2026»."""
    joint = " " if _english() else " den "
    return f"{_WEEKDAYS[current_language()][day.weekday()]}{joint}{long_date(day)}"


def clock(moment: datetime) -> str:
    """Write a moment as the time of day in Denmark: «kl. 10.42», "10:42"."""
    local = local_time(moment)
    return f"{local:%H:%M}" if _english() else f"kl. {local:%H.%M}"


def short_moment(moment: datetime) -> str:
    """Write a moment for lists: «24-11-2026 kl. 10.42», "24-11-2026 10:42"."""
    return f"{short_date(local_time(moment).date())} {clock(moment)}"


def decimal(value: Decimal) -> str:
    """Write a figure with as many decimals as it has: «12,5» (domain.md § 9)."""
    text = f"{value.normalize():f}"
    return text if _english() else text.replace(".", ",")


def weekday_name(weekday: int) -> str:
    """Name a day of the week by its ISO number, 1 for Monday."""
    return _WEEKDAYS[current_language()][weekday - 1]


def weekly_time(time: WeeklyTime) -> str:
    """Write a time that comes back every week: «tirsdag kl. 9.00-12.00»."""
    start, end = (
        f"{minutes // 60}{_hour_mark()}{minutes % 60:02}" for minutes in (time.start, time.end)
    )
    clock_word = "" if _english() else "kl. "
    return f"{weekday_name(time.weekday)} {clock_word}{start}-{end}"


def _hour_mark() -> str:
    return ":" if _english() else "."
