"""Keeps the program's windows out of pictures of the screen, where the system can."""

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow

_ASKED: Final = "samplan_left_out"
LeaveOut = Callable[[int, bool], object]


def _by_windows(window: int, hidden: bool) -> object:
    from ui.windows_session import leave_out_of_pictures  # noqa: PLC0415 - only there

    return leave_out_of_pictures(window, hidden=hidden)


def way_to_leave_out() -> LeaveOut | None:
    """Give what the system has for it; only Windows has something."""
    return _by_windows if sys.platform == "win32" else None


class Capture(QObject):
    """Asks the system for every window that gets the keyboard, dialogs too."""

    def __init__(self, parent: QObject, leave_out: LeaveOut | None) -> None:
        super().__init__(parent)
        self._leave_out: Final = leave_out
        self._hidden = False
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._meet)

    def hide_windows(self, hidden: bool) -> None:
        """Leave the windows out of pictures from now on, or let them be in them."""
        if hidden != self._hidden:
            self._hidden = hidden
            for each in QGuiApplication.topLevelWindows():
                if each.isVisible():
                    self._meet(each)

    def _meet(self, window: QWindow | None) -> None:
        if window is None or self._leave_out is None:
            return
        if bool(window.property(_ASKED)) is not self._hidden:
            self._leave_out(window.winId(), self._hidden)
            window.setProperty(_ASKED, self._hidden)
