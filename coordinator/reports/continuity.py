"""«Sagsbehandlerskift»: the changes of case worker of a unit, as a table without small counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from coordinator.danish import long_date, share, whole
from coordinator.i18n import _, current_language, ngettext
from coordinator.reports.paper import Municipality, Note, Paper, Section, TableOnPaper
from coordinator.reports.tables import Table, TableRow
from plans.continuity import BENEFIT_CHANGE, Continuity
from plans.suppression import DEFAULT_THRESHOLD, PrintedColumn, with_visible_total

_HIDDEN: Final = "-"
# What stands beside the table is rounded down to so many.
_STEP: Final = DEFAULT_THRESHOLD


def continuity_table(
    counted: Continuity, causes: Mapping[str, str], unit: str, period: tuple[date, date]
) -> Table:
    """Print the changes by cause: lasting ones, and temporary substitutes apart.

    ``causes`` are the codes of the list with their names, in its order.
    """
    codes = [*causes, *sorted({*counted.lasting, *counted.temporary} - set(causes))]
    lasting = with_visible_total([counted.lasting.get(each, 0) for each in codes])
    temporary = with_visible_total([counted.temporary.get(each, 0) for each in codes])
    rows = tuple(
        TableRow(causes.get(code, code), (_cell(one), _cell(other)))
        for code, one, other in zip(codes, lasting.cells, temporary.cells, strict=True)
        # A line of which nothing is shown says nothing.
        if (one, other) != (None, None)
    )
    title = _("Changes of case worker: {unit}, {first} to {last}")
    first, last = period
    return Table(
        title=title.format(unit=unit, first=long_date(first), last=long_date(last)),
        label_heading=_("Cause"),
        columns=(_("Changes"), _("For a time")),
        rows=rows,
        total=TableRow(_("Total of what is shown"), (_total(lasting), _total(temporary))),
        note=" ".join(_notes(counted, codes, lasting)),
    )


def continuity_paper(table: Table, municipality: Municipality, day: date) -> Paper:
    """Lay the table out on paper."""
    title = _("Changes of case worker")
    rows = tuple((row.label, *row.cells) for row in (*table.rows, table.total))
    headings = (table.label_heading, *table.columns)
    return Paper(
        language=current_language(),
        document_title=title,
        municipality=municipality.name,
        title=title,
        subtitle=table.title,
        date_line=long_date(day),
        running_head=title,
        footer=" · ".join(part for part in (municipality.name, title) if part),
        page_of=_("Page {page} of {pages}"),
        watermark="",
        notice="",
        sections=(Section("", (TableOnPaper(headings, rows), Note(table.note))),),
        replaced=_("{mark} stands for characters that cannot be printed here."),
    )


def _notes(counted: Continuity, codes: Sequence[str], lasting: PrintedColumn) -> list[str]:
    """Say what the table does not, as far as it is of enough citizens.

    Rounded down, and of what is shown: an exact number beside the table would tell what the hidden
    counts add up to.
    """
    notes = []
    if counted.citizens >= _STEP:
        words = _("At least {n} citizens got another case worker.")
        notes.append(words.format(n=whole(_rounded(counted.citizens))))
    if counted.often >= _STEP:
        words = _("At least {n} of them did so twice or more.")
        notes.append(words.format(n=whole(_rounded(counted.often))))
    shown = dict(zip(codes, lasting.cells, strict=True)).get(BENEFIT_CHANGE)
    if shown is not None and lasting.total:
        words = _("{share} of the changes shown had a change of benefit as their cause.")
        notes.append(words.format(share=share(shown, lasting.total, 0)))
    if len(counted.days) >= DEFAULT_THRESHOLD:
        days = sorted(counted.days)[len(counted.days) // 2]
        words = ngettext(
            "Half of the offers had an answer within {n} day.",
            "Half of the offers had an answer within {n} days.",
            days,
        )
        notes.append(words.format(n=days))
    hidden = _("Counts under {n} are not shown (-).")
    return [*notes, hidden.format(n=DEFAULT_THRESHOLD)]


def _rounded(number: int) -> int:
    return number - number % _STEP


def _cell(count: int | None) -> str:
    return _HIDDEN if count is None else whole(count)


def _total(column: PrintedColumn) -> str:
    return _cell(column.total)
