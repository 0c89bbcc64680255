"""The clock that rings for the autosave, on the screen's thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class QtAlarm(QObject):
    """Rings once after a while; goes with the view that it belongs to."""

    def __init__(self, ring: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: ring())  # noqa: PLW0108 - drops Qt's own argument

    def set(self, seconds: float) -> None:
        """Ring in so many seconds."""
        self._timer.start(round(seconds * 1000))

    def clear(self) -> None:
        """Do not ring."""
        self._timer.stop()
