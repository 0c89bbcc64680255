"""Lets a weighty deed wait until who is there has shown once more who they are."""

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from coordinator.i18n import _
from coordinator.stores import Asked, Unlocking
from ui.proof_dialog import ProofDialog
from ui.sign_in_clock import SignInClock

_LOG: Final = logging.getLogger(__name__)
if TYPE_CHECKING:
    from coordinator.stores import OpenStore
    from ui.runner import Runner


class Prover(QObject):
    """Asks for the password or passphrase, or the domain for its ticket, when the last is old."""

    def __init__(self, parent: QObject, runner: "Runner", clock: SignInClock) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock: Final = clock
        self._store: OpenStore | None = None
        self._dialog: ProofDialog | None = None

    def guard(self, store: "OpenStore") -> None:
        """Ask for what opens this store from now on."""
        if store is not self._store:
            self._store = store
            self._clock.begin(typed=store.typed)

    def prove(self, deed: Callable[[], None]) -> None:
        """Do the deed, at once or when they have shown who they are; else it is left undone."""
        store = self._store
        if store is None or not store.proves_by or self._clock.fresh:
            deed()
        elif store.proves_by == "ticket":
            self._try(Unlocking(), deed, self._ticket_refused)
        else:
            # What asked for a reason closes first, and gives the cursor back.
            QTimer.singleShot(0, self, partial(self._ask, store.proves_by, deed))

    def _ask(self, asked: Asked, deed: Callable[[], None]) -> None:
        behind = _window()
        if behind is None:
            return
        dialog = self._dialog = ProofDialog(
            behind, asked, lambda typed: self._try(given(asked, typed), deed, self._refused)
        )
        dialog.open()

    def _try(
        self, secret: Unlocking, deed: Callable[[], None], refused: Callable[[Exception], None]
    ) -> None:
        store = self._store
        if store is None:
            return

        def done(_nothing: None) -> None:
            self._clock.proved()
            self._close()
            deed()

        self._runner.ask(
            ("prove", id(self)), lambda: store.try_secret(secret), done, refused, lane="paper"
        )

    def _refused(self, error: Exception) -> None:
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.refuse(refusal(error))

    def _ticket_refused(self, error: Exception) -> None:
        from ui.problems import describe  # noqa: PLC0415 - only then

        show = getattr(_window(), "show_problem", None)
        if callable(show):
            show(describe(error))

    def _close(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None and isValid(dialog):
            dialog.accept()


def given(asked: Asked, typed: str) -> Unlocking:
    """Turn what was typed into what opens a store."""
    return Unlocking(password=typed) if asked == "password" else Unlocking(typed)


def refusal(error: Exception) -> str:
    """Say why what was typed opens nothing."""
    from coordinator.server_errors import PasswordWrong  # noqa: PLC0415 - only then
    from coordinator.store_errors import KeyWrong, RecoveryCodeMistyped  # noqa: PLC0415
    from ui.problems import describe  # noqa: PLC0415

    if isinstance(error, PasswordWrong) or (
        isinstance(error, KeyWrong) and not isinstance(error, RecoveryCodeMistyped)
    ):
        _LOG.warning("not let in: %s", error.code)
        return _("That does not fit. Look at Caps Lock, and try again.")
    return describe(error).sentence


def _window() -> QWidget | None:
    """The program's window in front, behind whatever dialog stands there."""
    # PySide's stubs forget that mostly none is active, and that a window may stand alone.
    found: QWidget | None = QApplication.activeWindow()
    while found is not None and not isinstance(found, QMainWindow):
        above: QWidget | None = found.parentWidget()
        found = None if above is None else above.window()
    if found is not None:
        return found
    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow))
    return next((each for each in shown if each.isVisible()), None)
