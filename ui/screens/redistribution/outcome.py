"""The page that says what comes of a redistribution before anything is offered."""

from typing import Final, Protocol

from coordinator.i18n import _
from ui.screens.redistribution.shown import LoadRow, OutcomeRow, OutcomeShown
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.notices import Banner
from ui.widgets.pills import Pill
from ui.widgets.progress import Progress
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, Columns, Page


class OutcomeDeeds(Protocol):
    """What the page asks of the presenter."""

    def offer(self) -> None:
        """Offer what is shown."""

    def choose_again(self) -> None:
        """Go back to the choice."""

    def stop(self) -> None:
        """Stop the offering."""


class OutcomePage(Page):
    """Citizens with what follows and stays; receivers before and after."""

    def __init__(self, deeds: OutcomeDeeds, shown: OutcomeShown) -> None:
        super().__init__(shown.title, shown.subtitle)
        self._deeds = deeds
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.progress: Progress | None = None
        self.rows: Final = _rows()
        self.people: Final = _people()
        self.offer_button: Final = Button(
            shown.offer_words, deeds.offer, kind="primary", keys="Ctrl+Return"
        )
        self.notices.addWidget(self.problem)
        for sentence in shown.warnings:
            self.notices.addWidget(Banner("warn", sentence))
        citizens = Card(title=_("Citizens"))
        citizens.add(Label(shown.figures, "small_medium", wrap=True), self.rows)
        people = Card(title=_("Receivers before and after"))
        people.add(self.people)
        self.body.addWidget(Columns(citizens, people, 380))
        self.body.addStretch(1)
        back = Button(_("Change the choice"), deeds.choose_again)
        self.foot.addLayout(across(None, back, self.offer_button, margins=(0, 10, 0, 14)))
        self.rows.show_rows(shown.rows)
        self.people.show_rows(shown.people)

    def primary_action(self) -> None:
        """Offer (Ctrl+Enter)."""
        self.offer_button.click()

    def show_progress(self, done: int, total: int) -> None:
        """Show how many are offered; a total of 0 is the end."""
        self.offer_button.setEnabled(not total)
        if total and self.progress is None:
            self.progress = Progress(_("Offering"))
            self.progress.stopped.connect(self._deeds.stop)
            self.notices.addWidget(self.progress)
        if self.progress is not None:
            if total:
                self.progress.report(done, total)
            else:
                self.progress.deleteLater()
                self.progress = None

    def show_refusal(self, sentence: str) -> None:
        """Say what a rule refused."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    def take_focus(self) -> None:
        """Begin with the citizens."""
        self.rows.setFocus()


def _rows() -> "RowsView[OutcomeRow]":
    return RowsView(
        _("Citizens"),
        (
            Column(_("Citizen"), _citizen_cell),
            Column(_("New case worker"), lambda row: Cell(row.receiver), 190),
            Column(_("Follows"), lambda row: Cell(row.follows, tone="ink2"), 100, drops=True),
        ),
        key=lambda row: row.key,
        row_height=49,
        fit=True,
    )


def _citizen_cell(row: OutcomeRow) -> Cell:
    return Cell(row.name, " · ".join(row.notes), role="body_medium", pill=row.pill)


def _people() -> "RowsView[LoadRow]":
    return RowsView(
        _("Receivers before and after"),
        (Column(_("Name"), _person_cell),),
        key=lambda row: row.key,
        row_height=49,
        headers=False,
        fit=True,
    )


def _person_cell(row: LoadRow) -> Cell:
    pill = Pill(row.away, "warn", "calendar") if row.away else None
    return Cell(row.name, row.loads, role="body_medium", pill=pill)
