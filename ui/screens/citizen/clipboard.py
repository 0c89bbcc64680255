"""A copied number leaves the clipboard after a minute (experience.md § 8.7)."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication

CLEARED_AFTER_MS: Final = 60_000


class CopiedNumber(QObject):
    """Puts a number on the clipboard and takes it away again, also when the program ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLEARED_AFTER_MS)
        self._timer.timeout.connect(self.clear)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear)

    def copy(self, number: str) -> None:
        """Put the number on the clipboard for a minute."""
        self._number = number
        QGuiApplication.clipboard().setText(number)
        self._timer.start()

    def clear(self) -> None:
        """Take the number away, unless something else was copied meanwhile."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._number and clipboard.text() == self._number:
            clipboard.clear()
        self._number = ""
