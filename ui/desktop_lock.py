"""Hears from the desktop that its screen is locked, that it is open again, or that it sleeps."""

import sys
from typing import Protocol

from PySide6.QtCore import QObject, Signal


class Hearing(Protocol):
    """Hears of the screen; ``DesktopLock`` tells whoever asked it."""

    def stop(self) -> None:
        """Hear no more."""


class DesktopLock(QObject):
    """``locked`` and ``opened`` tell of the screen; a PC that goes to sleep is locked.

    Where the desktop tells nothing, nothing comes: then idle time alone locks.
    """

    locked = Signal()
    opened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hearing: Hearing | None = None

    def listen(self) -> None:
        """Begin to hear; this asks the desktop who it is, so not while somebody waits."""
        if self._hearing is not None:
            return
        if sys.platform == "win32":
            from ui.windows_session import SessionEar  # noqa: PLC0415 - only there

            self._hearing = SessionEar(self.tell)
        else:
            from ui.bus_ear import ear_on_buses  # noqa: PLC0415 - the first window waits for none

            self._hearing = ear_on_buses(self)

    def stop(self) -> None:
        """Hear no more."""
        if self._hearing is not None:
            self._hearing.stop()
            self._hearing = None

    def tell(self, locked: bool) -> None:
        """Pass on what was heard."""
        (self.locked if locked else self.opened).emit()
