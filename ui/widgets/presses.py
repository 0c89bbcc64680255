"""Presses of the mouse that mean one thing, however often they come."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication


class _SecondPress(QObject):
    """Takes the second half of a double press away, wherever it lands."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Let everything else through."""
        return event.type() == QEvent.Type.MouseButtonDblClick


def swallow_second_press(owner: QObject) -> None:
    """Let no second press of the mouse through until it would be one of its own."""
    app = QApplication.instance()
    assert app is not None, "a press comes from a running program"
    second = _SecondPress(owner)
    app.installEventFilter(second)
    QTimer.singleShot(QApplication.doubleClickInterval(), second, second.deleteLater)
