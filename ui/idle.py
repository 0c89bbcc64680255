"""How long nobody has touched Samplan: keys, mouse, touch, or a cursor that moves."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK_MS: Final = 10_000
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


def seconds() -> float:
    """Seconds on a clock that goes on while the PC sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class Idle(QObject):
    """``passed`` tells once that nobody touched the program for so many minutes.

    It looks at the windows that get the keyboard, not at every event of the program. Who dictates
    strikes no key, but moves the cursor.
    """

    passed = Signal()

    def __init__(self, parent: QObject, now: Callable[[], float] = seconds) -> None:
        super().__init__(parent)
        self._now = now
        self._limit = 0.0
        self._touched = now()
        self._timer: Final = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.touch)

    def wait(self, minutes: int) -> None:
        """Count from now on, up to so many minutes; 0 never tells."""
        self._limit = minutes * 60.0
        self.touch()
        if minutes:
            self._timer.start()
        else:
            self._timer.stop()

    def touch(self) -> None:
        """Somebody is here."""
        self._touched = self._now()

    def look(self) -> None:
        """Tell when the time is up."""
        if self._now() - self._touched >= self._limit:
            self._timer.stop()
            self.passed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that somebody is here; the event goes on."""
        if event.type() in _TOUCHES:
            self.touch()
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            # Once for each: Qt takes out a filter that is there before it puts it in again.
            window.installEventFilter(self)
            self.touch()
