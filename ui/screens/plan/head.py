"""A heading that is edited in place: press it, or F2."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from ui.theme import color


class Head(QFrame):
    """What stands over a part; ``pressed`` tells that it shall be written in."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._live = False

    def let_write(self, *, may: bool) -> None:
        """Take presses, or only be read."""
        self._live = may
        policy = Qt.FocusPolicy.StrongFocus if may else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        shape = Qt.CursorShape.IBeamCursor if may else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setAccessibleDescription(_("Enter to write") if may else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press opens."""
        if self._live and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, F2 and the space bar open."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
        if self._live and event.key() in keys and not event.modifiers():
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the focus ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
