"""How large a window opens: as it was made, or filling a screen that is too small for that."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

# What the frame takes on the desktops that take most.
_FRAME: Final = QSize(16, 40)


def show_fitting(window: QWidget) -> None:
    """Show a window with all of it on the screen, if that has room for the least of it."""
    wanted, room = window.size() + _FRAME, window.screen().availableGeometry().size()
    least = window.minimumSize()
    if wanted.boundedTo(room) != wanted and least.boundedTo(room) == least:
        window.showMaximized()
    else:
        window.show()
