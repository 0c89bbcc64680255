"""The page of the control: the findings of a week, those that wait first."""

from functools import partial
from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.screens.log_control.finding_card import FindingCard
from ui.screens.log_control.shown import WeekShown
from ui.widgets.buttons import Button
from ui.widgets.layouts import clear, down
from ui.widgets.notices import Banner
from ui.widgets.speech import say
from ui.widgets.surfaces import EmptyState, Page


class LogControlTold(Protocol):
    """The presenter as the view sees it."""

    def activate(self) -> None:
        """Open the control."""

    def refresh(self) -> None:
        """Read the week again."""

    def go(self, weeks: int) -> None:
        """Go some weeks on or back."""

    def typed(self, key: str, words: str) -> None:
        """Hear what stands at a finding."""

    def judge(self, key: str, verdict: str, words: str) -> None:
        """Keep a verdict."""


class LogControlView(Page):
    """The control of the log in the main window; it holds its presenter."""

    def __init__(self, presenter: LogControlTold) -> None:
        self._presenter: Final = presenter
        self.back: Final = Button(_("Week before"), partial(presenter.go, -1), icon="arrow-left")
        self.on: Final = Button(_("Week after"), partial(presenter.go, 1), icon="arrow-right")
        super().__init__(_("Log control"), "", [self.back, self.on])
        self.cards: Final[dict[str, FindingCard]] = {}
        self._judged = ""
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.notices.addWidget(self.problem)
        self._list: Final = down(gap=14)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    # -- what the window asks ----------------------------------------------------------------

    def activate(self, _argument: object) -> None:
        """Open the week that ended last, or the one that was open."""
        self._presenter.activate()

    def refresh(self) -> None:
        """Read the week again (F5); what is typed is kept and put back."""
        self._presenter.refresh()

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.header, self.pane]

    # -- what the presenter shows ------------------------------------------------------------

    def show_week(self, shown: WeekShown | None) -> None:
        """Show a week."""
        keys = list(self.cards)
        clear(self._list)
        self.cards.clear()
        if shown is None:
            return
        self.problem.hide()
        self.header.show_subtitle(shown.title)
        if shown.newest and self.on.hasFocus():
            # Qt would give it to the sidebar, where the next press leaves the page.
            self.back.setFocus()
        self.on.setEnabled(not shown.newest)
        for each in shown.findings:
            card = FindingCard(each, shown.verdicts)
            card.typed.connect(partial(self._presenter.typed, each.key))
            card.judged.connect(partial(self._judge, each.key))
            self.cards[each.key] = card
            self._list.addWidget(card)
            card.show()
        if not shown.findings:
            title = _("Nothing to look at in this week")
            text = _("No rule found anything, and nobody whom you control looked anybody up.")
            self._list.addWidget(EmptyState(title, text, icon="shield-lock"))
        self._go_on(keys)

    def put_back(self, key: str, words: str) -> None:
        """Put back what was typed about a finding."""
        if key in self.cards:
            self.cards[key].put_back(words)

    def show_missing(self, key: str, sentence: str) -> None:
        """Say at a finding what its verdict lacks, and go there."""
        if key in self.cards:
            self.cards[key].field.show_error(sentence)
            self.cards[key].words.setFocus()

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    # -- inside ------------------------------------------------------------------------------

    def _judge(self, key: str, verdict: str) -> None:
        self._judged = key
        self.cards[key].field.clear_error()
        self._presenter.judge(key, verdict, self.cards[key].words.text())

    def _go_on(self, before: list[str]) -> None:
        """After a verdict go to the finding that stood next, or stay at the one it was about."""
        judged, self._judged = self._judged, ""
        if judged not in before:
            return
        after = [key for key in before[before.index(judged) + 1 :] if key in self.cards]
        card = self.cards.get(after[0] if after else judged)
        if card is not None and self.isVisible():
            card.take_focus()
