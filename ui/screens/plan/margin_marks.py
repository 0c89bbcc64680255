"""Small avatars in the margin of the document, beside the parts that others write in."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from ui.screens.plan.news_block import named_avatar
from ui.screens.plan.parts import Key
from ui.screens.plan.question import Somebody
from ui.theme import scaled
from ui.widgets.people import Avatar


class MarginMarks(QObject):
    """Keeps the avatars beside their parts; they take no room, so that no text moves."""

    def __init__(
        self, sheet: QWidget, column: QWidget, find: Callable[[Key], QWidget | None]
    ) -> None:
        super().__init__(sheet)
        self._sheet, self._column, self._find = sheet, column, find
        self._marks: list[tuple[Key, Avatar]] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._place)
        sheet.installEventFilter(self)
        column.installEventFilter(self)

    def show_people(self, people: tuple[Somebody, ...]) -> None:
        """Show these, and nobody else."""
        for _key, mark in self._marks:
            mark.hide()
            mark.deleteLater()
        room = max(16, min(scaled(24), self._margin() - 8))
        self._marks = []
        for each in people:
            if each.key is not None:
                mark = named_avatar(each, round(room * 24 / scaled(24)))
                mark.setParent(self._sheet)
                self._marks.append((each.key, mark))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parts when the sheet grows."""
        if self._marks and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._soon.start()
        return super().eventFilter(watched, event)

    def _margin(self) -> int:
        return self._column.mapTo(self._sheet, QPoint(0, 0)).x()

    def _place(self) -> None:
        """Stand beside the part; several in one part stand below each other."""
        taken: dict[int, int] = {}
        for key, mark in self._marks:
            part = self._find(key)
            mark.setVisible(part is not None and part.isVisibleTo(self._sheet))
            if part is None:
                continue
            top = part.mapTo(self._sheet, QPoint(0, 0)).y() + 4
            side = mark.sizeHint()
            step = taken.get(top, 0)
            taken[top] = step + side.height() + 2
            mark.setGeometry(
                max(0, self._margin() - side.width() - 4), top + step, side.width(), side.height()
            )
            mark.raise_()
