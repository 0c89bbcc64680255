"""A form that one opens with a key from anywhere, and goes back from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from plans.people import Citizen
from ui.screens.citizen.form import Form, Writes


class QuickForm(Form):
    """Esc closes it and keeps what is typed; ``set_aside`` tells that.

    ``then_back`` says that the user came from another page and goes back there.
    """

    set_aside = Signal()

    def __init__(self, title: str, writes: Writes, seen: Citizen) -> None:
        super().__init__(title, writes, seen)
        self.then_back = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the form and loses nothing."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        typed = bool(self._memory is not None and self._memory.typed)
        self.cancelled.emit()
        if typed:
            self.set_aside.emit()
