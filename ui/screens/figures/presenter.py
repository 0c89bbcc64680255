"""What happens on the page of figures: choosing what is published, and publishing a month."""

from collections.abc import Hashable, Sequence
from datetime import date
from functools import partial
from typing import Final, Protocol

from coordinator.danish import long_date, month_and_year
from coordinator.danish_time import local_time
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.lists import PublishedMonth
from coordinator.reports.shared_citizens import print_counts
from coordinator.reports.shared_counts import SharedCounts
from coordinator.reports.tables import Table
from coordinator.use_cases import reporting
from coordinator.wording import label
from ui.navigation import Crumb, Navigator
from ui.problems import describe
from ui.runner import Runner
from ui.screens.figures.continuity import ContinuityFace, ContinuityPart
from ui.screens.figures.shown import FigureLine, FiguresShown

# What one read gives: the months, and the tables of one of them.
_Found = tuple[tuple[PublishedMonth, ...], date | None, tuple[SharedCounts, ...]]


class FiguresFace(ContinuityFace, Protocol):
    """The view as the presenter sees it."""

    def show_figures(self, shown: FiguresShown) -> None:
        """Show a table."""

    def show_none(self, *, counted_elsewhere: bool) -> None:
        """Say that nothing is published yet."""

    def offer_month(self, words: str) -> None:
        """Offer to publish a month, or nothing with ""."""

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong."""


class FiguresPresenter:
    """Decides what the page shows; the view holds it."""

    def __init__(self, desk: Desk, runner: Runner, navigator: Navigator) -> None:
        self._desk, self._runner, self._navigator = desk, runner, navigator
        self._face: FiguresFace  # given by ``show_in`` before anything is asked
        self._months: tuple[PublishedMonth, ...] = ()
        self._month: date | None = None
        self._tables: dict[str, tuple[str, SharedCounts, int | None]] = {}
        self._table = ""
        self.slot: Final[Hashable] = ("figures", id(self))
        self.continuity: Final = ContinuityPart(desk, runner, self._failed)

    def show_in(self, face: FiguresFace) -> None:
        """Take the view."""
        self._face = face
        self.continuity.show_in(face)

    def activate(self) -> None:
        """Show the month that was open, or the newest."""
        self._navigator.set_crumbs((Crumb(_("Figures")),))
        self.refresh()

    def refresh(self) -> None:
        """Read again what is published."""
        self._runner.ask(
            self.slot, partial(_read, self._desk, self._month), self._got, self._failed
        )
        self.continuity.read()

    def choose_month(self, key: str) -> None:
        """Open another month, at the same table."""
        self._month = date.fromisoformat(key)
        self.refresh()

    def choose_table(self, key: str) -> None:
        """Open another table of the month."""
        self._table = key
        self._show()

    def publish(self) -> None:
        """Publish the month that ended last."""
        month = reporting.last_whole_month(self._desk.clock.today())
        self._runner.do(
            partial(reporting.publish, self._desk, month), self._published, self._failed
        )

    def _published(self, made: PublishedMonth) -> None:
        self._month = made.month
        self._navigator.toast(_("The figures are published."))
        self.refresh()

    def _got(self, found: _Found) -> None:
        self._months, self._month, counts = found
        self._tables = {
            key: (words, each, column) for each in counts for key, words, column in _choices(each)
        }
        if self._table not in self._tables:
            self._table = next(iter(self._tables), "")
        self._offer()
        if self._tables:
            self._show()
        else:
            self._face.show_none(counted_elsewhere=self._desk.walled)

    def _offer(self) -> None:
        month = reporting.last_whole_month(self._desk.clock.today())
        # On a shared store a login of its own counts.
        known = self._desk.walled or month in {each.month for each in self._months}
        text = _("Publish the figures for {month}")
        self._face.offer_month("" if known else text.format(month=month_and_year(month)))

    def _show(self) -> None:
        _words, counts, column = self._tables[self._table]
        table = print_counts(counts)
        (made,) = (each.made_at for each in self._months if each.month == self._month)
        cells = slice(None) if column is None else slice(column, column + 1)
        shares = () if column is not None else (_("Share"),)
        notes = [table.note]
        if shares:
            notes.append(_("The share is of the citizens of 18 or over in the district."))
        self._face.show_figures(
            FiguresShown(
                months=tuple(
                    (each.month.isoformat(), month_and_year(each.month)) for each in self._months
                ),
                month=counts.request.month.isoformat(),
                tables=tuple((key, words) for key, (words, *_rest) in self._tables.items()),
                table=self._table,
                title=_title(table, column),
                headings=(table.label_heading, _("Citizens"), *shares),
                lines=_lines(table, cells),
                note=" ".join(notes),
                made=_("Counted on {date}. Published figures stay as they are.").format(
                    date=long_date(local_time(made).date())
                ),
            )
        )

    def _failed(self, error: Exception) -> None:
        self._face.show_problem(describe(error).sentence)


def _read(desk: Desk, month: date | None) -> _Found:
    months = reporting.published_months(desk)
    known = [each.month for each in months]
    wanted = month if month in known else next(iter(known), None)
    return months, wanted, () if wanted is None else reporting.published_counts(desk, wanted)


def _choices(counts: SharedCounts) -> Sequence[tuple[str, str, int | None]]:
    """Offer a table by district whole, and one by intervention a column at a time: key, words."""
    areas = counts.request.areas
    pair = " + ".join(label(area) for area in areas)
    key = "+".join(areas)
    if not counts.request.by_intervention:
        return ((key, pair, None),)
    return [
        (f"{key}:{title}", f"{pair}: {title}", place)
        for place, title in enumerate(counts.interventions)
    ]


def _title(table: Table, column: int | None) -> str:
    return table.title if column is None else f"{table.title}: {table.columns[column]}"


def _lines(table: Table, cells: slice) -> tuple[FigureLine, ...]:
    lines = [FigureLine(row.label, row.cells[cells]) for row in table.rows]
    return (*lines, FigureLine(table.total.label, table.total.cells[cells], total=True))
