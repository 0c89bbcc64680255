"""What the settings do about small counts in reports."""

from collections.abc import Callable
from typing import Protocol

from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.use_cases.reporting import read_threshold, set_threshold
from plans.suppression import HIGHEST_THRESHOLD, LOWEST_THRESHOLD
from ui.screen import ScreenContext


class CountsFace(Protocol):
    """The card as its presenter sees it."""

    def show_threshold(self, text: str) -> None:
        """Show the smallest count that reports show."""

    def show_threshold_problem(self, sentence: str) -> None:
        """Say what is wrong with the number, or with "" that nothing is."""


class Counting:
    """Keeps the threshold; every change goes to the store and its log."""

    def __init__(
        self,
        view: CountsFace,
        context: ScreenContext,
        kept: Callable[[Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._view = view
        self._context = context
        self._kept = kept
        self._failed = failed
        self._stored: int | None = None

    def start(self) -> None:
        """Show what is stored."""
        desk = self._context.desk
        self._context.runner.ask(
            ("small counts", id(self)), lambda: read_threshold(desk), self._show, self._failed
        )

    def leave(self) -> None:
        """The screen goes: its answers are nobody's."""
        self._context.runner.void(("small counts", id(self)))

    def save(self, text: str) -> None:
        """Keep the smallest count that is shown."""
        typed = text.strip()
        wanted = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
        if not LOWEST_THRESHOLD <= wanted <= HIGHEST_THRESHOLD:
            self._view.show_threshold_problem(
                _("Write a whole number from {low} to {high}.").format(
                    low=LOWEST_THRESHOLD, high=HIGHEST_THRESHOLD
                )
            )
            return
        self._view.show_threshold_problem("")
        if self._stored is None or wanted == self._stored:
            return
        desk, seen = self._context.desk, self._stored
        self._do(lambda: set_threshold(desk, seen, wanted))

    def _do(self, work: Callable[[], Changes]) -> None:
        def done(changes: Changes) -> None:
            self.start()
            self._kept(changes)

        def failed(error: Exception) -> None:
            self.start()
            self._failed(error)

        self._context.runner.do(work, done, failed)

    def _show(self, stored: int) -> None:
        self._stored = stored
        self._view.show_threshold(str(stored))
