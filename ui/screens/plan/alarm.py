"""The clock that rings for the autosave, on the screen's thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class QtAlarm(QObject):
    """Rings once after a while.

    It has no parent: a plan that was left must still reach the store when its view is gone.
    """

    def __init__(self, ring: Callable[[], None]) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: ring())  # noqa: PLW0108 - drops Qt's own argument

    def set(self, seconds: float) -> None:
        """Ring in so many seconds."""
        self._timer.start(round(seconds * 1000))

    def clear(self) -> None:
        """Do not ring."""
        self._timer.stop()
