"""The consequences of a plan before anything happens: counts, loads as bars and as a table."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QGridLayout

from coordinator.i18n import _
from ui.screens.reorganise.bars import LoadBars
from ui.screens.reorganise.order_card import Carries, OrderCard
from ui.screens.reorganise.shown import LoadLine, OutcomeShown
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import clear
from ui.widgets.notices import Banner
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, Page


class OutcomePage(Page):
    """What happens to citizens and case workers when the plan is carried out."""

    def __init__(
        self, back: Callable[[], None], save: Callable[[], None], carries: Carries
    ) -> None:
        self.back: Final = Button(_("Back to the proposal"), back, icon="arrow-left")
        self.save: Final = Button(_("Save as PDF …"), save, icon="file-download")
        super().__init__(
            _("The consequences"), _("Nothing has happened yet"), [self.back, self.save]
        )
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.notices.addWidget(self.problem)
        self._figures: Final = QGridLayout()
        self._figures.setHorizontalSpacing(24)
        self._figures.setVerticalSpacing(8)
        self._figures.setColumnMinimumWidth(0, scaled(300))
        self._figures.setColumnStretch(2, 1)
        self.bound: Final = Label("", "small", "2", wrap=True)
        self.bars: Final = LoadBars()
        self.loads: Final = _load_list()
        key = Label(
            _("Above: before. Below: after. The mark is the limit. In points."),
            "small",
            "2",
            wrap=True,
        )
        self.body.addWidget(Card(self._figures, self.bound, title=_("For the citizens")))
        self.body.addWidget(Card(key, self.bars, title=_("For the case workers")))
        self.body.addWidget(Card(self.loads, title=_("The same as a table")))
        self.order: Final = OrderCard(carries)
        self.body.addWidget(self.order)
        self.body.addStretch(1)

    def show_outcome(self, shown: OutcomeShown) -> None:
        """Show what a plan does."""
        self.problem.hide()
        clear(self._figures)
        for row, (label, value) in enumerate(shown.figures):
            self._figures.addWidget(Label(label, "body", "2", wrap=True), row, 0)
            self._figures.addWidget(Label(value, "body_medium"), row, 1)
        self.bound.setText(f"{shown.bound} {shown.beside}")
        self.bars.show_loads(shown.loads)
        self.loads.show_rows(shown.loads)
        self.order.offer.setEnabled(shown.moves > 0)

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)


def _load_list() -> "RowsView[LoadLine]":
    return RowsView(
        _("Loads before and after"),
        (
            Column(_("Name"), lambda line: Cell(line.name, line.unit, role="body_medium")),
            Column(_("Before"), lambda line: _count(line.before), 80, right=True),
            Column(_("After"), lambda line: _count(line.after), 80, right=True),
            Column(_("At most"), lambda line: _count(line.limit), 90, right=True),
            Column(_("Gets"), lambda line: _count(line.gets), 80, right=True, drops=True),
            Column(_("Gives"), lambda line: _count(line.gives), 80, right=True, drops=True),
        ),
        key=lambda line: line.name,
        row_height=49,
        fit=True,
    )


def _count(number: int | None) -> Cell:
    return Cell("–" if number is None else str(number), right=True)
