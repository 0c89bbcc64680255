"""The widgets of «Omfordeling»: the list, the choice, what comes of it, and how far it is."""

from collections.abc import Callable
from datetime import date
from typing import Final, Protocol

from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator.changes import Changes
from coordinator.i18n import _
from ui.paper_prints import PaperPrints
from ui.screens.redistribution.choose import ChoosePage
from ui.screens.redistribution.outcome import OutcomePage
from ui.screens.redistribution.running import RunningDeeds, RunningPage
from ui.screens.redistribution.shown import (
    ChooseShown,
    Chosen,
    ListShown,
    OutcomeShown,
    RunningShown,
    SetRow,
)
from ui.widgets.layouts import boxed, down
from ui.widgets.notices import Banner
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, EmptyState, PageHeader


class RedistributionTold(Protocol):
    """The presenter as the view sees it."""

    @property
    def following(self) -> RunningDeeds:
        """What is done with one that is under way."""

    def activate(self, argument: object) -> None:
        """Show the list, a redistribution, or the choice."""

    def refresh(self) -> None:
        """Read again."""

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""

    def open(self, key: str) -> None:
        """Go to a redistribution."""

    def open_handover(self, key: str) -> None:
        """Go to one hand-over."""

    def look(self, chosen: Chosen) -> None:
        """Show what comes of it."""

    def choose_again(self) -> None:
        """Go back to the choice."""

    def offer(self) -> None:
        """Offer what is shown."""

    def stop(self) -> None:
        """Stop what takes long."""

    def leave(self) -> None:
        """Go back."""


class RedistributionView(QStackedWidget):
    """«Omfordeling» in the main window; it holds its presenter."""

    def __init__(self, presenter: RedistributionTold, today: Callable[[], date]) -> None:
        super().__init__()
        self._presenter: Final = presenter
        self._today = today
        self.sets: Final = _ListPage(presenter.open)
        self.running: Final = RunningPage(presenter.following, presenter.open_handover)
        self.choice: ChoosePage | None = None
        self.outcome: OutcomePage | None = None
        self.prints: Final = PaperPrints(self, _("The letters are sent to the printer."))
        self.addWidget(self.sets)
        self.addWidget(self.running)

    # -- what the window asks ----------------------------------------------------------------

    def activate(self, argument: object) -> None:
        """Show the list, a redistribution by its id, or what hangs on somebody."""
        self._presenter.activate(argument)

    def refresh(self) -> None:
        """Read again (F5)."""
        self._presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""
        self._presenter.changed(changes)

    def primary_action(self) -> None:
        """See what happens, offer, or give to another (Ctrl+Enter)."""
        shown = self.currentWidget()
        if isinstance(shown, ChoosePage | OutcomePage | RunningPage):
            shown.primary_action()

    def print_page(self) -> None:
        """Make the letters that are not printed yet."""
        if self.currentWidget() is self.running:
            self._presenter.following.print_letters()

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        shown = self.currentWidget()
        if isinstance(shown, ChoosePage):
            return [shown.citizens, shown.cause, shown.people, shown.look_button]
        if isinstance(shown, OutcomePage):
            return [shown.rows, shown.people, shown.offer_button]
        if shown is self.running:
            return [self.running.header, self.running.rows, self.running.pane]
        return [self.sets.header, self.sets.content]

    # -- what the presenter shows ------------------------------------------------------------

    def show_list(self, shown: ListShown) -> None:
        """Show the redistributions that there are."""
        self.sets.show_list(shown)
        self._arrive(self.sets, self.sets.content)

    def show_choice(self, shown: ChooseShown) -> None:
        """Show what hangs on a colleague."""
        self._drop(self.choice)
        self._drop(self.outcome)
        self.outcome = None
        self.choice = ChoosePage(self._presenter, shown, self._today)
        self.addWidget(self.choice)
        self.setCurrentWidget(self.choice)
        self.choice.take_focus()

    def show_outcome(self, shown: OutcomeShown) -> None:
        """Show what comes of what was chosen."""
        self._drop(self.outcome)
        self.outcome = OutcomePage(self._presenter, shown)
        self.addWidget(self.outcome)
        self.setCurrentWidget(self.outcome)
        self.outcome.take_focus()

    def show_chosen(self) -> None:
        """Go back to what was chosen, as it was."""
        if self.choice is not None:
            self.setCurrentWidget(self.choice)
            self.choice.take_focus()

    def show_running(self, shown: RunningShown) -> None:
        """Show how far a redistribution is."""
        self.running.show_running(shown)
        self._arrive(self.running, self.running.rows)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far a long work is."""
        shown = self.currentWidget()
        if isinstance(shown, OutcomePage | RunningPage):
            shown.show_progress(done, total)

    def show_refusal(self, code: str, sentence: str) -> None:
        """Say what a rule refused, where it belongs."""
        shown = self.currentWidget()
        if isinstance(shown, ChoosePage):
            shown.show_refusal(code, sentence)
        elif isinstance(shown, OutcomePage) and self.choice is not None:
            # What is wrong is mended where it was written.
            self.show_chosen()
            self.choice.show_refusal(code, sentence)
        elif shown is self.running:
            self.running.show_refusal(sentence)
        else:
            self.sets.show_problem(sentence)

    def _arrive(self, page: QWidget, first: QWidget) -> None:
        arrives = self.currentWidget() is not page or not page.isVisible()
        self.setCurrentWidget(page)
        if arrives:
            first.setFocus()

    def _drop(self, page: QWidget | None) -> None:
        if page is not None:
            self.removeWidget(page)
            page.deleteLater()


class _ListPage(QWidget):
    """The redistributions of one's units, newest first."""

    def __init__(self, opened: Callable[[str], None]) -> None:
        super().__init__()
        self.header: Final = PageHeader(_("Redistributions"), "")
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.rows: Final = _rows()
        self.rows.opened.connect(lambda row: opened(row.key))
        title = _("No redistribution is going on")
        text = _("Open a colleague under “My team”, and choose “Redistribute”.")
        self._empty: Final = EmptyState(title, text, icon="arrows-right-left")
        self._empty.hide()
        card = Card((self.rows, 1), self._empty)
        card.body.setContentsMargins(8, 8, 8, 8)
        self.setLayout(
            down(
                self.header,
                boxed(down(self.problem, margins=(26, 0, 26, 12))),
                (boxed(down((card, 1), margins=(26, 0, 26, 18))), 1),
                gap=0,
            )
        )

    @property
    def content(self) -> QWidget:
        """What the list shows, or what stands in its place."""
        return self.rows if self.rows.isVisibleTo(self) else self._empty

    def show_list(self, shown: ListShown) -> None:
        """Show the redistributions; with none, what is next."""
        self.problem.hide()
        self.header.show_subtitle(shown.subtitle)
        self.rows.show_rows(shown.rows)
        self.rows.setVisible(bool(shown.rows))
        self._empty.setVisible(not shown.rows)

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong; the list stays."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)


def _rows() -> "RowsView[SetRow]":
    rows: RowsView[SetRow] = RowsView(
        _("Redistributions"),
        (
            Column(_("What"), lambda row: Cell(row.title, row.about, role="body_medium")),
            Column(_("Progress"), lambda row: Cell(row.progress, tone="ink2"), 190, drops=True),
            Column(_("Made"), lambda row: Cell(row.day, tone="ink2"), 110, drops=True),
            Column(_("State"), lambda row: Cell(pill=row.pill), 210),
        ),
        key=lambda row: row.key,
        row_height=49,
    )
    rows.open_at_a_press()
    return rows
