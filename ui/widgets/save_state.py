"""How safe the text is, and whether the store keeps somebody waiting: one line."""

from typing import Final

from PySide6.QtWidgets import QFrame

from coordinator.i18n import N_, _
from ui.navigation import SavedState
from ui.waits import Waiting
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.speech import say

_LOOKS: Final[dict[SavedState, tuple[str, str, str]]] = {
    "all_saved": ("cloud-check", "2", N_("Everything is saved")),
    "saving": ("refresh", "2", N_("Saving …")),
    "saved": ("cloud-check", "2", N_("Saved at {detail}")),
    "offline": ("wifi-off", "warn", N_("No connection – saved on this computer at {detail}")),
    "failed": ("alert-circle", "danger", N_("Cannot save: {detail}")),
}
_WAITING: Final[dict[Waiting, tuple[str, str, str]]] = {
    "fetching": ("refresh", "2", N_("Fetching …")),
    "saving": ("refresh", "2", N_("Saving …")),
    "silent": ("hourglass", "warn", N_("The store has not answered yet")),
}
# Worse than waiting: these stay.
_WORSE: Final = frozenset({"offline", "failed"})


class SaveState(QFrame):
    """The line in the top bar; ``detail`` is a time, or a cause when saving failed.

    While the store keeps somebody waiting it says that instead: what waits is not told as saved.
    """

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("cloud-check", "ink2", 17)
        self._label = Label("", "small", "2")
        self._state: SavedState = "all_saved"
        self._detail = ""
        self._waiting: Waiting = ""
        self.setLayout(across(self._icon, self._label, gap=6))
        self.show_state("all_saved")

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def show_state(self, state: SavedState, detail: str = "") -> None:
        """Say how safe the text is; screen readers hear when it gets worse or better."""
        before, self._state, self._detail = self._state, state, detail
        self._show()
        if state != before and {state, before} & _WORSE:
            say(self, self._label.text(), urgent=state == "failed")

    def show_waiting(self, waiting: Waiting) -> None:
        """Say that the store has not answered; screen readers hear when that takes long."""
        before, self._waiting = self._waiting, waiting
        self._show()
        if "silent" in (waiting, before):
            say(self, self._label.text())

    def _show(self) -> None:
        waits = self._waiting and self._state not in _WORSE
        icon, tone, words = _WAITING[self._waiting] if waits else _LOOKS[self._state]
        self._icon.show_icon(icon, "ink2" if tone == "2" else tone)
        self._label.setText(_(words).format(detail=self._detail))
        self._label.set_tone(tone)
        self.setAccessibleName(self._label.text())
