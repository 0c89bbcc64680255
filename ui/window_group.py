"""The windows that one person has open on a store: two screens are common."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.fitting import show_fitting
from ui.navigation import Place

if TYPE_CHECKING:
    from ui.window import Window

# So far a window stands from the one it was opened from, where there is one screen only.
_STEP: Final = 32


class WindowGroup(QObject):
    """Opens windows beside each other, and lets no page stand in two of them.

    One page in one place: what is written in it has one undo and one text on this PC.
    ``make`` gives a window at the group's store; ``gone`` hears which window is in front after
    another one was closed.
    """

    def __init__(
        self, make: Callable[["WindowGroup"], "Window"], gone: Callable[["Window"], None]
    ) -> None:
        super().__init__()
        self._make, self._gone = make, gone
        self.windows: Final[list[Window]] = []

    def add(self) -> "Window":
        """Make a window more; it is not shown yet."""
        window = self._make(self)
        self.windows.append(window)
        window.closing.connect(partial(self._closed, window))
        return window

    def front(self) -> "Window":
        """The window that has the keyboard, else the one that was opened last."""
        active = QApplication.activeWindow()
        return next((each for each in self.windows if each is active), self.windows[-1])

    def open_beside(self, screen: str, argument: object, at: Place | None = None) -> None:
        """Show a page in a window of its own, or bring the window to the front that shows it."""
        if self.shown_elsewhere(None, screen, argument, at):
            return
        opener = self.front()
        window = self.add()
        window.open(screen, argument, at)
        window.resize(opener.size())
        window.move(_place_beside(opener))
        show_fitting(window)
        window.come_to_front()

    def shown_elsewhere(
        self, asker: "Window | None", screen: str, argument: object, at: Place | None = None
    ) -> bool:
        """Bring the window to the front in which a page stands already; tells whether one did."""
        for window in self.windows:
            if window is not asker and window.shows(screen, argument):
                window.come_to_front()
                if at is not None:
                    window.open(screen, argument, at)
                return True
        return False

    def close(self) -> None:
        """Close them all; what was typed in them goes to the store."""
        windows = tuple(self.windows)
        # None of them is in front any more when another one closes.
        self.windows.clear()
        for window in windows:
            window.close()
            window.deleteLater()

    def _closed(self, window: "Window") -> None:
        if window in self.windows:
            self.windows.remove(window)
        if self.windows:
            # The last one ends the program, and whoever made it lets it go.
            window.deleteLater()
            self._gone(self.front())


def _place_beside(opener: "Window") -> QPoint:
    """On another screen where there is one, else a step to the side."""
    here = opener.screen()
    others = [each for each in QGuiApplication.screens() if each is not here]
    if others:
        room = others[0].availableGeometry()
        size = opener.size().boundedTo(room.size())
        return room.center() - QPoint(size.width() // 2, size.height() // 2)
    return opener.pos() + QPoint(_STEP, _STEP)
