"""A calm place for the cursor when the plan has come to stand elsewhere in its course."""

from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea

_ALONE: Final = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)
_LOOKING: Final = frozenset({QEvent.Type.Wheel, QEvent.Type.MouseButtonPress})


class Rest(QObject):
    """Holds back the main action, which is another now, until the reader has done anything else.

    So the second half of a double press neither takes back nor revises what was just done.
    """

    def __init__(self, place: QAbstractScrollArea) -> None:
        super().__init__(place)
        self._place: Final = place
        self._begun = False
        for watched in (place, place.viewport()):
            watched.installEventFilter(self)

    @property
    def holds(self) -> bool:
        """Whether nothing was done since."""
        return self._begun and self._place.hasFocus()

    def begin(self) -> None:
        """Put the cursor in the document, where keys only scroll."""
        self._begun = True
        self._place.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear that the reader scrolls, points or presses another key."""
        if event.type() in _LOOKING or _is_another_key(event):
            self._begun = False
        return super().eventFilter(watched, event)


def _is_another_key(event: QEvent) -> bool:
    pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
    return pressed and cast(QKeyEvent, event).key() not in _ALONE
