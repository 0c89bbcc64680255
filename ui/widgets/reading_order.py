"""Tab goes through a window as one reads it, also through what was put in later."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget


def go_on(inside: QWidget, *, forward: bool) -> bool:
    """Give focus to the next control in reading order (or the one before), round at the ends.

    Qt's own order is that in which controls were made; a form that is opened in the middle of a
    page would come last. Tells whether there was somewhere to go.
    """
    here = QApplication.focusWidget()
    order = list(_order(inside, here))
    stops = [place for place, each in enumerate(order) if takes_tab(each)]
    if not stops:
        return False
    place = order.index(here) if here in order else -1
    if forward:
        target = next((each for each in stops if each > place), stops[0])
    else:
        target = next((each for each in reversed(stops) if each < place), stops[-1])
    reasons = Qt.FocusReason
    order[target].setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
    return True


def in_reading_order(inside: QWidget) -> Iterator[QWidget]:
    """Go through the controls that Tab stops at."""
    return (each for each in _order(inside, None) if takes_tab(each))


def let_go(part: QWidget) -> None:
    """Take a part of a page away; the focus in it goes on to what comes next."""
    part.hide()
    focus = QApplication.focusWidget()
    if focus is not None and (focus is part or part.isAncestorOf(focus)):
        go_on(part.window(), forward=True)
    part.deleteLater()


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops at a control."""
    tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabs and widget.isEnabled() and widget.isVisible()


def _order(widget: QWidget, here: QWidget | None) -> Iterator[QWidget]:
    """Give what takes Tab, and ``here`` even when it was just hidden or closed."""
    if not widget.isVisible():
        if here is not None and (widget is here or widget.isAncestorOf(here)):
            yield here
        return
    if widget is here or takes_tab(widget):
        yield widget
    if isinstance(widget, QScrollArea):
        content = widget.widget()
        if content is not None:
            yield from _order(content, here)
    elif (layout := widget.layout()) is not None:
        yield from _in_layout(layout, here)


def _in_layout(layout: QLayout, here: QWidget | None) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _order(widget, here)
        elif inner is not None:
            yield from _in_layout(inner, here)
