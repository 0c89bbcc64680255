"""What Windows tells of its session and what a window may ask of it; by ctypes alone."""

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any, Final

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

_SESSION_CHANGE: Final = 0x02B1
_POWER: Final = 0x0218
_SUSPEND: Final = 4
# WTS_SESSION_LOCK, and who works at a distance or on the PC itself leaves.
_LEFT: Final = frozenset({0x7, 0x2, 0x4})
_BACK: Final = 0x8
_THIS_SESSION: Final = 0
# Left out of pictures of the screen; older versions of Windows know only to make it black.
_LEFT_OUT, _BLACK, _SHOWN = 0x11, 0x1, 0x0


def told(message: int, word: int) -> bool | None:
    """Tell whether a message says that the session is locked, or open again, or neither."""
    if message == _SESSION_CHANGE:
        return True if word in _LEFT else False if word == _BACK else None
    return True if message == _POWER and word == _SUSPEND else None


def _windll() -> Any:
    """Give the libraries of Windows, which ctypes has nowhere else."""
    return getattr(ctypes, "windll")  # noqa: B009 - the type checker runs on other systems too


class SessionEar(QWidget):
    """A window that nobody sees: Windows tells it of the session, so that no other is asked."""

    def __init__(self, heard: Callable[[bool], None], windll: Any = None) -> None:
        super().__init__()
        self._heard = heard
        self._windll = windll or _windll()
        self._windll.wtsapi32.WTSRegisterSessionNotification(int(self.winId()), _THIS_SESSION)

    def nativeEvent(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Pass on what was told; Windows gets its usual answer."""
        if kind == b"windows_generic_MSG":
            found = wintypes.MSG.from_address(int(message))
            if (locked := told(found.message, found.wParam)) is not None:
                self._heard(locked)
        return (False, 0)

    def stop(self) -> None:
        """Hear no more."""
        self._windll.wtsapi32.WTSUnRegisterSessionNotification(int(self.winId()))
        self.deleteLater()


def leave_out_of_pictures(window: int, *, hidden: bool, windll: Any = None) -> bool:
    """Keep a window, by its number, out of pictures of the screen, or let it be in them again."""
    ask = (windll or _windll()).user32.SetWindowDisplayAffinity
    if not hidden:
        return bool(ask(window, _SHOWN))
    return bool(ask(window, _LEFT_OUT) or ask(window, _BLACK))
