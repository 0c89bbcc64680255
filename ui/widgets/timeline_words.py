"""A timeline's bars in words, for tooltips, lists and screen readers."""

from coordinator.danish import short_date
from coordinator.i18n import _
from ui.widgets.areas import area_name
from ui.widgets.timeline_model import Bar


def dates_words(bar: Bar) -> str:
    """Write from when to when something goes on."""
    start = short_date(bar.start) if bar.start else _("start not known")
    end = short_date(bar.end) if bar.end else _("no end")
    return f"{start} – {end}"


def bar_words(bar: Bar) -> str:
    """Write everything about a bar in one line, for tooltips and screen readers."""
    area = area_name(bar.area)
    parts = (bar.title, area, dates_words(bar), bar.state, bar.late, bar.source)
    return " · ".join(part for part in parts if part)
