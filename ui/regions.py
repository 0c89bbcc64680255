"""F6: from region to region of the window."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from ui.window import Window


def next_region(window: "Window", step: int) -> None:
    """Give focus to the next region (or the one before): sidebar, page regions, toast, top bar."""
    regions = [region for region in _regions(window) if _first(region) is not None]
    if not regions:
        return
    here = _index(regions, QApplication.focusWidget())
    target = _first(regions[(here + step) % len(regions)])
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _regions(window: "Window") -> list[QWidget]:
    screen = window.current_screen()
    own = getattr(screen, "regions", None)
    inside: Sequence[QWidget] = own() if callable(own) else [screen] if screen is not None else []
    return [window.sidebar, *inside, *window.floating(), window.topbar]


def _index(regions: Sequence[QWidget], focus: QWidget | None) -> int:
    for place, region in enumerate(regions):
        if focus is not None and (region is focus or region.isAncestorOf(focus)):
            return place
    return -1


def _first(region: QWidget) -> QWidget | None:
    """The first control of a region that takes focus, the region itself included."""
    for widget in (region, *region.findChildren(QWidget)):
        tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if tabs and widget.isEnabled() and widget.isVisible():
            return widget
    return None
