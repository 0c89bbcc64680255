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
from ui.screens.handovers.list_page import ListPage, SeveralTold
from ui.screens.handovers.page import HandoverPage, PageDeeds
from ui.screens.handovers.shown import (
    FormFilled,
    FormShown,
    LetterShown,
    ListsShown,
    PageShown,
)


class HandoversTold(PageDeeds, Protocol):
    """The presenter as the view sees it."""

    @property
    def several(self) -> SeveralTold:
        """Who accepts several in one go."""

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
        self.lists: Final = ListPage(presenter.open, presenter.several)
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
        elif self.currentWidget() is self.lists:
            self.lists.primary_action()
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

    def show_letter(self, shown: LetterShown) -> None:
        """Show the letter to the citizen as it will be."""
        self.page.show_letter(shown)

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

    def show_accepting(self, done: int, total: int) -> None:
        """Show how far the accepting of several is."""
        self.lists.show_accepting(done, total)

    def show_answers(self, said: str, refused: str) -> None:
        """Say what became of each."""
        self.lists.show_answers(said, refused)

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
