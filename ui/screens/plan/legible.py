"""Measures the open plan when the hands rest, and away from the screen."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from coordinator.dated_lists import DatedList, ListEntry
from coordinator.desk import Desk
from coordinator.use_cases.code_lists import read_list
from plans.jargon import Jargon
from plans.legibility import plan_texts
from ui.runner import Runner
from ui.screens.plan.legible_page import LegiblePage, legible_page
from ui.screens.plan.page import PlanPage

PAUSE_MS: Final = 700


class LegibleWatch(QObject):
    """Measures a plan some time after the last key; a later text voids the earlier answer."""

    def __init__(
        self, desk: Desk, runner: Runner, show: Callable[[LegiblePage], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._show = desk, runner, show
        self._texts: dict[str, tuple[str, ...]] = {}
        self._plan: object = None
        self._listed: tuple[Jargon, ...] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.measure)

    def look(self, page: PlanPage) -> None:
        """A plan is shown: measure it when it rests, at once when it is another."""
        texts = plan_texts(page.plan)
        if texts == self._texts and page.plan.id == self._plan:
            return
        another = page.plan.id != self._plan
        self._texts, self._plan = texts, page.plan.id
        if another:
            self._timer.stop()
            self._show(LegiblePage())
            # The list may have been changed since the last plan was opened.
            self._runner.ask(
                ("jargon", id(self)),
                lambda: read_list(self._desk, DatedList.JARGON, self._desk.clock.today()),
                self._take_list,
                lambda _error: self._take_list(()),
            )
        else:
            self._timer.start()

    def measure(self) -> None:
        """Measure what stands there now."""
        self._timer.stop()
        texts, listed = dict(self._texts), self._listed or ()
        self._runner.ask(
            ("legible", id(self)), lambda: legible_page(texts, listed), self._show, lane="text"
        )

    def leave(self, _gone: object = None) -> None:
        """The screen goes: the answers are nobody's."""
        self._runner.void(("jargon", id(self)))
        self._runner.void(("legible", id(self)))

    def _take_list(self, entries: tuple[ListEntry, ...]) -> None:
        self._listed = tuple(
            Jargon(each.label, each.text, tuple(each.group.split("|"))) for each in entries
        )
        self.measure()
