"""The table that says the same as the timeline, for those who read it or hear it."""

from datetime import date
from typing import Final

from coordinator.danish import short_date
from coordinator.i18n import _
from ui.widgets.areas import area_name
from ui.widgets.pills import Pill
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.timeline_model import Bar, Course, Look

MARK_KEY: Final = ""
_ICONS: Final[dict[Look, str]] = {"done": "check", "paused": "hourglass", "stopped": "x"}


def timeline_table() -> RowsView[Bar]:
    """Make the table: service area, what and from where, start, end, status."""
    columns: tuple[Column[Bar], ...] = (
        Column(_("Service area"), _area, 126, drops=True),
        Column(_("What"), _what),
        Column(_("Start"), lambda bar: _day(bar.start, _("Not known")), 112),
        Column(_("End"), _end, 118),
        Column(_("Status"), _status, 172),
    )
    return RowsView(
        _("The timeline as a table"),
        columns,
        key=lambda bar: (bar.key, bar.title),
        row_height=49,
        fit=True,
    )


def rows_of(course: Course) -> list[Bar]:
    """List every bar in the order of the lanes, then the days that matter by themselves."""
    marks = [
        Bar(MARK_KEY, "", mark.text, mark.day, mark.day, "planned", mark.state, _("Joint plan"))
        for mark in sorted(course.marks, key=lambda each: each.day)
    ]
    return [*course.bars, *marks]


def _area(bar: Bar) -> Cell:
    return Cell(area_name(bar.area), role="small", tone="ink2") if bar.area else Cell()


def _what(bar: Bar) -> Cell:
    areas = (bar.area,) if bar.area else ()
    icon = "" if areas else "flag"
    return Cell(bar.title, bar.source, role="body_medium", areas=areas, icon=icon)


def _end(bar: Bar) -> Cell:
    # A day that matters by itself has no end.
    return Cell() if bar.key == MARK_KEY else _day(bar.end, _("No end"))


def _day(day: date | None, unknown: str) -> Cell:
    return Cell(short_date(day)) if day else Cell(unknown, tone="ink2")


def _status(bar: Bar) -> Cell:
    if not bar.state:
        return Cell()
    if bar.late:
        words = _("{state}, overdue").format(state=bar.state)
        return Cell(pill=Pill(words, "danger", "alert-circle"))
    return Cell(pill=Pill(bar.state, "neutral", _ICONS.get(bar.look, "")))
