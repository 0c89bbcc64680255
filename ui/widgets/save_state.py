"""How safe the text is: five states, one line."""

from typing import Final

from PySide6.QtWidgets import QFrame

from coordinator.i18n import N_, _
from ui.navigation import SavedState
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


class SaveState(QFrame):
    """The line in the top bar; ``detail`` is a time, or a cause when saving failed."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("cloud-check", "ink2", 17)
        self._label = Label("", "small", "2")
        self._state: SavedState = "all_saved"
        self.setLayout(across(self._icon, self._label, gap=6))
        self.show_state("all_saved")

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def show_state(self, state: SavedState, detail: str = "") -> None:
        """Say how safe the text is; screen readers hear when it gets worse or better."""
        icon, tone, words = _LOOKS[state]
        self._icon.show_icon(icon, "ink2" if tone == "2" else tone)
        self._label.setText(_(words).format(detail=detail))
        self._label.set_tone(tone)
        self.setAccessibleName(self._label.text())
        if state != self._state and {state, self._state} & {"offline", "failed"}:
            say(self, self._label.text(), urgent=state == "failed")
        self._state = state
