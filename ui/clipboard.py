"""What is secret leaves the clipboard after a minute, and is kept out of its history."""

from typing import Final
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

CLEARED_AFTER_MS: Final = 60_000

# Windows keeps what was copied (Win+V) and sends it to the user's other PCs, KDE keeps it in
# Klipper; both leave out what is marked so.
_MARKS: Final = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
    "x-kde-passwordManagerHint": b"secret",
}
_ALIVE: Final[WeakSet["CopiedSecret"]] = WeakSet()


class CopiedSecret(QObject):
    """Puts a secret on the clipboard and takes it away again, also when the program ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLEARED_AFTER_MS)
        self._timer.timeout.connect(self.clear)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear)
        _ALIVE.add(self)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard for a minute."""
        self._text = text
        data = QMimeData()
        data.setText(text)
        for kind, mark in _MARKS.items():
            data.setData(kind, mark)
        QGuiApplication.clipboard().setMimeData(data)
        self._timer.start()

    def clear(self) -> None:
        """Take the text away, unless something else was copied meanwhile."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""


def clear_copied() -> None:
    """Take away at once whatever secret lies on the clipboard."""
    for each in tuple(_ALIVE):
        if isValid(each):
            each.clear()
