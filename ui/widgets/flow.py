"""Things side by side that go on to the next line where there is no more room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QLayoutItem, QWidget

from ui.widgets.layouts import clear


class _FlowLayout(QLayout):
    """Lays items out as words in a text."""

    def __init__(self, gap: int, line_gap: int) -> None:
        super().__init__()
        self._gap, self._line_gap = gap, line_gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Let one of them go."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Never take more than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, room: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(room)
        self._arrange(room, move=True)

    def sizeHint(self) -> QSize:
        """All on one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() + self._gap for size in sizes)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """One under the other."""
        return QSize(60, max((item.minimumSize().height() for item in self._items), default=0))

    def _arrange(self, room: QRect, *, move: bool) -> int:
        left, top = room.x(), room.y()
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                # What is hidden takes no room, and no gap either.
                continue
            hint = item.sizeHint()
            width = min(hint.width(), max(room.width(), 60))
            height = hint.height()
            if width < hint.width() and item.hasHeightForWidth():
                height = item.heightForWidth(width)
            if line and left + width > room.right() + 1:
                top += self._end_line(line, top, move=move) + self._line_gap
                left, line = room.x(), []
            line.append((item, QRect(left, top, width, height)))
            left += width + self._gap
        return top + self._end_line(line, top, move=move) - room.y()

    @staticmethod
    def _end_line(line: list[tuple[QLayoutItem, QRect]], top: int, *, move: bool) -> int:
        """Centre the items of a line on each other; gives the height of the line."""
        height = max((place.height() for _item, place in line), default=0)
        if move:
            for item, place in line:
                place.moveTopLeft(QPoint(place.x(), top + (height - place.height()) // 2))
                item.setGeometry(place)
        return height


class Flow(QFrame):
    """A row of widgets that wraps."""

    def __init__(self, *, gap: int = 8, line_gap: int = 6) -> None:
        super().__init__()
        self._flow = _FlowLayout(gap, line_gap)
        self.setLayout(self._flow)

    def show_all(self, *widgets: QWidget) -> None:
        """Show these in place of what was there."""
        clear(self._flow)
        for widget in widgets:
            self._flow.addWidget(widget)
        # Before it has its place it would be shown as a window of its own, which takes the focus.
        if self.parentWidget() is not None:
            self.setVisible(bool(widgets))
        self.updateGeometry()
