"""A deadline in words, as lists of work show it."""

from datetime import date, timedelta
from typing import Literal

from coordinator.danish import month_name, short_date, weekday_date
from coordinator.i18n import _, current_language, ngettext

# What is «soon» comes within the days of the municipality's rule.
DueKind = Literal["late", "today", "soon", "later", "none"]


def due_words(due: date | None, today: date) -> tuple[str, DueKind]:
    """Say how late something is, or when it is due, and how much that presses."""
    if due is None:
        return "", "none"
    late = (today - due).days
    if late > 0:
        return ngettext("{n} day late", "{n} days late", late).format(n=late), "late"
    if late == 0:
        return _("Today"), "today"
    return _day_ahead(due, today), "later"


def _day_ahead(due: date, today: date) -> str:
    """Write a day to come as briefly as it is clear: «Tor. 19. nov.», «24. nov.», «02-03-2027»."""
    if due.year != today.year:
        return short_date(due)
    danish = current_language() == "da"
    dot = "." if danish else ""
    month = month_name(due)
    month = month if len(month) <= 3 else month[:3] + dot
    brief = f"{due.day}{dot} {month}"
    if due > end_of_week(today):
        return brief
    return f"{weekday_date(due)[:3].capitalize()}{dot} {brief}"


def end_of_week(today: date) -> date:
    """Give the Sunday of the week of a day."""
    return today + timedelta(days=6 - today.weekday())
