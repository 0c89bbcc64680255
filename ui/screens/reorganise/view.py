"""The widgets of a reorganisation: choose, look at the proposal, see what it does."""

from pathlib import Path
from typing import Final, Protocol

from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator.changes import Changes
from coordinator.i18n import _
from ui.printing import choose_file
from ui.screens.reorganise import choose_page, plan_page
from ui.screens.reorganise.choose_page import ChoosePage
from ui.screens.reorganise.order_card import Carries
from ui.screens.reorganise.outcome_page import OutcomePage
from ui.screens.reorganise.plan_page import ImpossiblePage, PlanPage, PlanTold
from ui.screens.reorganise.shown import (
    ChoiceShown,
    Choosable,
    ImpossibleShown,
    OutcomeShown,
    PlanShown,
)
from ui.widgets.buttons import Button
from ui.widgets.speech import say


class ReorganiseTold(PlanTold, Protocol):
    """The presenter as the view sees it."""

    @property
    def carrying(self) -> Carries:
        """What carries a plan out."""

    def activate(self, argument: object) -> None:
        """Begin to choose, or go on."""

    def begin(self) -> None:
        """Choose anew."""

    def let_go(self) -> None:
        """End the search."""

    def set_person(self, key: str, *, gives: bool, receives: bool, limit: str) -> None:
        """Take how somebody shall stand in it."""

    def propose(self) -> None:
        """Search for a plan."""

    def save_pdf(self, path: Path) -> None:
        """Write what the plan does to a file."""


class ReorganiseView(QStackedWidget):
    """A reorganisation in the main window; it holds its presenter."""

    def __init__(self, presenter: ReorganiseTold) -> None:
        super().__init__()
        self._presenter: Final = presenter
        self._comes = False  # whether one has just come here, and the focus with one
        self.choose: Final = ChoosePage(presenter.set_person, presenter.propose)
        self.plan: Final = PlanPage(presenter)
        self.none: Final = ImpossiblePage(presenter)
        self.outcome: Final = OutcomePage(
            lambda: self._go(self.plan), self._save, presenter.carrying
        )
        for page in (self.choose, self.plan, self.none, self.outcome):
            self.addWidget(page)
        for page in (self.plan, self.none):
            back = Button(_("Change who gives and receives"), self._choose_again, icon="arrow-left")
            page.foot.addWidget(back)
            page.foot.setContentsMargins(26, 8, 26, 14)

    # -- what the window asks ----------------------------------------------------------------

    def activate(self, argument: object) -> None:
        """Begin to choose, or go on where one was."""
        self._comes = True
        self._presenter.activate(argument)

    def refresh(self) -> None:
        """Begin anew (F5) while one chooses; a plan stands as it was made."""
        if self.currentWidget() is self.choose:
            self._presenter.begin()

    def changed(self, _changes: Changes) -> None:
        """Hear of a change in the store; a plan stands as it was made."""

    def primary_action(self) -> None:
        """Go on (Ctrl+Enter)."""
        page = self.currentWidget()
        if page is self.choose:
            self.choose.go.click()
        elif page is self.plan:
            self.plan.outcome.click()
        elif page is self.none:
            self.none.leave.click()
        else:
            self.outcome.order.offer.click()

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        page = self.currentWidget()
        if page is self.choose:
            return choose_page.regions_of(self.choose)
        if page is self.plan:
            return plan_page.regions_of(self.plan)
        shown = self.none if page is self.none else self.outcome
        return [shown.header, shown.pane]

    # -- what the presenter shows ------------------------------------------------------------

    def show_choice(self, shown: ChoiceShown) -> None:
        """Show who gives and who may receive."""
        self.choose.show_choice(shown)
        self._go(self.choose)

    def show_plan(self, shown: PlanShown) -> None:
        """Show a plan, or how far the search for one is."""
        self.plan.show_plan(shown)
        self._go(self.plan)

    def show_choosable(self, shown: Choosable | None) -> None:
        """Show who can have the chosen citizen."""
        self.plan.panel.show_choosable(shown)

    def show_impossible(self, shown: ImpossibleShown) -> None:
        """Say why there is no plan."""
        self.none.show_impossible(shown)
        self._go(self.none)

    def show_outcome(self, shown: OutcomeShown) -> None:
        """Show what the plan does."""
        self.outcome.show_outcome(shown)
        self._go(self.outcome)

    def show_causes(self, causes: tuple[tuple[str, str], ...], usual: str) -> None:
        """Offer the causes of a change of case worker."""
        self.outcome.order.show_causes(causes, usual)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many are offered; a total of 0 is the end."""
        self.outcome.order.show_progress(done, total)

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; what stands there stays."""
        page = self.currentWidget()
        if page is self.plan:
            self.plan.show_problem(sentence)
        elif page is self.outcome:
            self.outcome.show_problem(sentence)
        else:
            self.choose.problem.show_notice("warn", sentence)
            self.choose.problem.show()
            say(self.choose.problem, sentence, urgent=True)
            self._go(self.choose)

    def _choose_again(self) -> None:
        self._presenter.let_go()
        self._go(self.choose)

    def _save(self) -> None:
        choose_file(self, _("reorganisation.pdf"), self._presenter.save_pdf)

    def _go(self, page: QWidget) -> None:
        arrives = self.currentWidget() is not page or self._comes
        self._comes = False
        self.setCurrentWidget(page)
        if arrives:
            self._begin_in(page)

    def _begin_in(self, page: QWidget) -> None:
        """Put the focus where one goes on."""
        if page is self.choose:
            self.choose.people.setFocus()
        elif page is self.plan:
            self.plan.lines.setFocus()
        elif page is self.none:
            self.none.leave.setFocus()
        else:
            self.outcome.save.setFocus()
