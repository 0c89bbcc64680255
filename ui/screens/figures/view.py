"""The page of figures: a month, a table, and when it was counted."""

from functools import partial
from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.paper_prints import PaperPrints
from ui.screens.figures.continuity_card import ContinuityCard
from ui.screens.figures.shown import ContinuityShown, FigureLine, FiguresShown
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo
from ui.widgets.fields import Field, fields_across
from ui.widgets.labels import Label
from ui.widgets.layouts import boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, EmptyState, Page

_COUNT_WIDTH: Final = 116


class FiguresTold(Protocol):
    """The presenter as the view sees it."""

    def activate(self) -> None:
        """Open the page."""

    def refresh(self) -> None:
        """Read again what is published."""

    def choose_month(self, key: str) -> None:
        """Open another month."""

    def choose_table(self, key: str) -> None:
        """Open another table."""

    def publish(self) -> None:
        """Publish the month that is offered."""

    @property
    def continuity(self) -> "ContinuityTold":
        """What the card of changes of case worker tells."""


class ContinuityTold(Protocol):
    """What the card of changes of case worker tells."""

    def choose_unit(self, key: str) -> None:
        """Show another unit."""

    def print_table(self) -> None:
        """Print it."""


class FiguresView(Page):
    """The figures in the main window; it holds its presenter."""

    def __init__(self, presenter: FiguresTold) -> None:
        self._presenter: Final = presenter
        self.offer: Final = Button("", presenter.publish, kind="primary", icon="chart-bar")
        super().__init__(_("Figures"), "", [self.offer])
        self.offer.hide()
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.notices.addWidget(self.problem)
        self.months: Final = Combo(name=_("Month"))
        self.months.picked.connect(lambda key: presenter.choose_month(str(key)))
        self.tables: Final = Combo(name=_("Table"), searchable=True)
        self.tables.picked.connect(lambda key: presenter.choose_table(str(key)))
        # The list that opens shows each title whole; the closed one takes the room there is.
        self.tables.setSizeAdjustPolicy(
            Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._choice: Final = Card(
            fields_across(Field(_("Month"), self.months), Field(_("Table"), self.tables))
        )
        self._choice.hide()
        self._content: Final = down(gap=14)
        self.rows: RowsView[FigureLine] | None = None
        part = presenter.continuity
        self.continuity: Final = ContinuityCard(part.choose_unit, part.print_table)
        self.prints: Final = PaperPrints(self, _("The table is sent to the printer."))
        self.body.addWidget(self.continuity)
        self.body.addWidget(self._choice)
        self.body.addLayout(self._content)
        self.body.addStretch(1)

    # -- what the window asks ----------------------------------------------------------------

    def activate(self, _argument: object) -> None:
        """Open the page."""
        self._presenter.activate()

    def refresh(self) -> None:
        """Read again what is published (F5)."""
        self._presenter.refresh()

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.header, self.pane]

    # -- what the presenter shows ------------------------------------------------------------

    def show_figures(self, shown: FiguresShown) -> None:
        """Show a table."""
        self.problem.hide()
        self.header.show_subtitle(shown.made)
        self.months.set_choices(shown.months, shown.month)
        self.tables.set_choices(shown.tables, shown.table)
        self._choice.show()
        clear(self._content)
        first, *counts = shown.headings
        self.rows = RowsView(
            shown.title,
            (
                Column(first, lambda line: _cell(line, line.label)),
                *(
                    Column(words, partial(_count, place), _COUNT_WIDTH, right=True)
                    for place, words in enumerate(counts)
                ),
            ),
            key=lambda line: line.label,
            fit=True,
        )
        self.rows.show_rows(shown.lines)
        title, note = (
            Label(shown.title, "h2", wrap=True),
            Label(shown.note, "small", "2", wrap=True),
        )
        self._content.addWidget(Card(boxed(down(title, self.rows, note, gap=10))))

    def show_none(self, *, counted_elsewhere: bool) -> None:
        """Say that nothing is published yet."""
        self.problem.hide()
        self.header.show_subtitle("")
        self._choice.hide()
        clear(self._content)
        self.rows = None
        text = (
            _("They are counted on the server when a month is over.")
            if counted_elsewhere
            else _("Publish those of a month that is over. Everybody who works here sees them.")
        )
        self._content.addWidget(EmptyState(_("No figures are published"), text, icon="chart-bar"))

    def offer_month(self, words: str) -> None:
        """Offer to publish a month, or nothing."""
        self.offer.show_text(words)
        self.offer.setVisible(bool(words))

    def show_continuity(self, shown: ContinuityShown) -> None:
        """Show the changes of case worker."""
        self.continuity.show_table(shown)

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)


def _cell(line: FigureLine, text: str, *, right: bool = False) -> Cell:
    return Cell(text, role="body_medium" if line.total else "body", right=right)


def _count(place: int, line: FigureLine) -> Cell:
    return _cell(line, line.cells[place], right=True)
