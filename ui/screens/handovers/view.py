"""The widgets of «Overdragelser»: the lists, one hand-over, and the sender's form."""

from collections.abc import Callable
from datetime import date
from typing import Final, Protocol

from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator.changes import Changes
from coordinator.i18n import _
from ui.begun import BegunForms
from ui.paper_prints import PaperPrints
from ui.person_choice import PersonChoice
from ui.screens.handovers.form import HandoverForm
from ui.screens.handovers.page import HandoverPage, PageDeeds
from ui.screens.handovers.shown import (
    FormFilled,
    FormShown,
    HandoverRow,
    ListsShown,
    PageShown,
)
from ui.widgets.layouts import boxed, down
from ui.widgets.notices import Banner
from ui.widgets.rows_model import Cell, Column, Heading
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, EmptyState, PageHeader


class HandoversTold(PageDeeds, Protocol):
    """The presenter as the view sees it."""

    def activate(self, argument: object) -> None:
        """Show the lists, a hand-over, or the form."""

    def refresh(self) -> None:
        """Read again."""

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""

    def open(self, key: str) -> None:
        """Go to a hand-over."""

    def send(self, filled: FormFilled) -> None:
        """Offer the citizen."""

    def leave(self) -> None:
        """Go back."""


class HandoversView(QStackedWidget):
    """«Overdragelser» in the main window; it holds its presenter."""

    def __init__(
        self, presenter: HandoversTold, today: Callable[[], date], begun: BegunForms
    ) -> None:
        super().__init__()
        self._presenter: Final = presenter
        self._today, self._begun = today, begun
        self.lists: Final = _ListPage(presenter.open)
        self.page: Final = HandoverPage(presenter)
        self.form: HandoverForm | None = None
        self.prints: Final = PaperPrints(self, _("The letter is sent to the printer."))
        self.addWidget(self.lists)
        self.addWidget(self.page)

    # -- what the window asks ----------------------------------------------------------------

    def activate(self, argument: object) -> None:
        """Show the lists, a hand-over by its id, or the form of a citizen."""
        self._presenter.activate(argument)

    def refresh(self) -> None:
        """Read again (F5)."""
        self._presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""
        self._presenter.changed(changes)

    def primary_action(self) -> None:
        """Accept and take over, or send (Ctrl+Enter)."""
        if self.currentWidget() is self.page:
            self.page.primary_action()
        elif self.form is not None and self.currentWidget() is self.form:
            self.form.primary_action()

    def print_page(self) -> None:
        """Print the letter of what was accepted."""
        if self.currentWidget() is self.page and self.page.may_print:
            self._presenter.print_letter()

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        shown = self.currentWidget()
        if shown is self.lists:
            return [self.lists.header, self.lists.content]
        if self.form is not None and shown is self.form:
            return [self.form.header, self.form.pane, self.form.send_button]
        return [self.page.header, self.page.pane]

    # -- what the presenter shows ------------------------------------------------------------

    def show_lists(self, shown: ListsShown) -> None:
        """Show the lists."""
        arrives = self.currentWidget() is not self.lists or not self.isVisible()
        self.lists.show_lists(shown)
        self._bring(self.lists)
        if arrives:
            self.lists.content.setFocus()

    def show_page(self, shown: PageShown) -> None:
        """Show a hand-over."""
        arrives = self.currentWidget() is not self.page
        self.page.show_page(shown)
        self._bring(self.page)
        if arrives:
            self.page.take_focus()

    def ask_to_whom(self, people: tuple[PersonChoice, ...]) -> None:
        """Ask whom the citizen is offered to instead."""
        self.page.ask_to_whom(people)

    def show_form(self, shown: FormShown) -> None:
        """Show the sender's form."""
        form = HandoverForm(self._presenter, shown, self._begun, self._today)
        self.addWidget(form)
        old, self.form = self.form, form
        self._bring(form)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()
        form.take_focus()

    def form_sent(self) -> None:
        """Leave nothing behind of what was sent."""
        if self.form is not None:
            self.form.sent()

    def show_refusal(self, code: str, sentence: str) -> None:
        """Say what a rule refused, where it belongs."""
        if self.form is not None and self.currentWidget() is self.form:
            self.form.show_refusal(code, sentence)
        elif self.currentWidget() is self.page:
            self.page.show_problem(sentence)
        else:
            self.lists.show_problem(sentence)

    def _bring(self, page: QWidget) -> None:
        self.setCurrentWidget(page)


class _ListPage(QWidget):
    """The three lists under headings, or what stands in their place."""

    def __init__(self, open_: Callable[[str], None]) -> None:
        super().__init__()
        self.header: Final = PageHeader(_("Hand-overs"), "")
        self.rows: Final = _rows()
        self.rows.opened.connect(lambda row: open_(row.key))
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self._empty: Final = EmptyState(
            _("No hand-overs are waiting for you"),
            _("To hand a citizen over, open the citizen and press Ctrl+Shift+O."),
            figure=True,
        )
        self._empty.hide()
        card = Card((self.rows, 1), self._empty)
        card.body.setContentsMargins(8, 8, 8, 8)
        self.setLayout(
            down(
                self.header,
                boxed(down(self.problem, margins=(26, 0, 26, 8))),
                (boxed(down((card, 1), margins=(26, 0, 26, 18))), 1),
                gap=0,
            )
        )

    @property
    def content(self) -> QWidget:
        """What the list shows, or what stands in its place."""
        return self.rows if self.rows.isVisibleTo(self) else self._empty

    def show_lists(self, shown: ListsShown) -> None:
        """Show the lists; an empty one is left out."""
        self.problem.hide()
        self.header.show_subtitle(shown.subtitle)
        rows: list[HandoverRow | Heading] = []
        for title, lines in shown.groups:
            rows += [Heading(title, len(lines)), *lines]
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong; the list stays."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)


def _rows() -> "RowsView[HandoverRow]":
    rows: RowsView[HandoverRow] = RowsView(
        _("Hand-overs"),
        (
            Column(_("Citizen"), lambda row: Cell(row.citizen, row.about, role="body_medium")),
            Column(_("From and to"), lambda row: Cell(row.people, tone="ink2"), 300, drops=True),
            Column(_("Sent"), lambda row: Cell(row.since, tone="ink2"), 100, drops=True),
            Column(_("State"), lambda row: Cell(pill=row.pill), 190),
        ),
        key=lambda row: row.key,
        row_height=49,
    )
    rows.open_at_a_press()
    return rows
