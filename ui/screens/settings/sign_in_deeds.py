"""What the settings do about how long a sign-in counts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from coordinator.changes import Changes
from coordinator.use_cases.sign_in_rules import read_sign_in_rules, write_sign_in_rules
from plans.sign_ins import SignInRules
from ui.screen import ScreenContext


class SignInFace(Protocol):
    """The card as its presenter sees it."""

    def show_rules(self, rules: SignInRules) -> None:
        """Show what is stored."""


class SignInDeeds:
    """Keeps the rules in the store; at this PC they hold at once."""

    def __init__(
        self,
        context: ScreenContext,
        kept: Callable[[Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._context = context
        self._kept, self._failed = kept, failed
        self._view: SignInFace | None = None
        self._stored = SignInRules()

    def shown_on(self, face: SignInFace) -> None:
        """Take the card that shows it."""
        self._view = face

    def start(self) -> None:
        """Show what is stored."""
        desk = self._context.desk
        self._context.runner.ask(
            ("sign-in rules", id(self)),
            lambda: read_sign_in_rules(desk),
            self._show,
            self._failed,
        )

    def leave(self) -> None:
        """The screen goes: its answers are nobody's."""
        self._view = None
        self._context.runner.void(("sign-in rules", id(self)))

    def choose_hours(self, hours: int) -> None:
        """Ask for the sign-in again after so many hours."""
        self._write(replace(self._stored, hours=hours))

    def choose_minutes(self, minutes: int) -> None:
        """Ask before a weighty deed when the last answer is so many minutes old."""
        self._write(replace(self._stored, minutes=minutes))

    def _write(self, wanted: SignInRules) -> None:
        desk, seen = self._context.desk, self._stored
        if wanted == seen:
            return

        def done(changes: Changes) -> None:
            self._show(wanted)
            self._kept(changes)

        def failed(error: Exception) -> None:
            self.start()
            self._failed(error)

        self._context.house.locking.prove(
            lambda: self._context.runner.do(
                lambda: write_sign_in_rules(desk, seen, wanted), done, failed
            )
        )

    def _show(self, rules: SignInRules) -> None:
        self._stored = rules
        self._context.house.locking.hold(rules)
        if self._view is not None:
            self._view.show_rules(rules)
