"""What the settings do about one's own password to a shared store."""

from collections.abc import Callable
from typing import Protocol

from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.server_errors import PasswordWrong
from coordinator.stores import OwnPassword
from coordinator.use_cases.own_password import change_own_password
from plans.errors import RuleBroken
from ui.problems import describe
from ui.screen import ScreenContext


class PasswordFace(Protocol):
    """The card as its presenter sees it."""

    def password_changed(self) -> None:
        """The new one holds: close the fields."""

    def password_refused(self, field: str, sentence: str) -> None:
        """Say at a field why nothing was changed."""


class PasswordDeeds:
    """Changes the password of who works."""

    def __init__(
        self, context: ScreenContext, password: OwnPassword, kept: Callable[[Changes], None]
    ) -> None:
        self._view: PasswordFace | None = None
        self._context = context
        self._password = password
        self._kept = kept

    def shown_on(self, face: PasswordFace) -> None:
        """Take the card that shows it."""
        self._view = face

    def change(self, old: str, new: str, again: str) -> None:
        """Take another password; it was typed twice."""
        if new != again:
            self._refuse("again", _("The two differ. Type the password again."))
            return
        desk, password = self._context.desk, self._password
        self._context.runner.do(
            lambda: change_own_password(desk, password, old, new), self._changed, self._failed
        )

    def _changed(self, changes: Changes) -> None:
        self._kept(changes)
        if self._view is not None:
            self._view.password_changed()

    def _failed(self, error: Exception) -> None:
        field, sentence = "old", describe(error).sentence
        if isinstance(error, PasswordWrong):
            sentence = _("That is not your password now. Look at Caps Lock, and try again.")
        elif isinstance(error, RuleBroken):
            field = "new"
        self._refuse(field, sentence)

    def _refuse(self, field: str, sentence: str) -> None:
        if self._view is not None:
            self._view.password_refused(field, sentence)
