"""Small signs in the margin of the document: who writes in a part, and what was remarked on it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.screens.plan.news_block import named_avatar
from ui.screens.plan.page import RemarkLine
from ui.screens.plan.parts import Key
from ui.screens.plan.question import Somebody
from ui.theme import scaled
from ui.widgets.icons import Icon


class MarginMarks(QObject):
    """Keeps the signs beside their parts; they take no room, so that no text moves."""

    def __init__(
        self, sheet: QWidget, column: QWidget, find: Callable[[Key], QWidget | None]
    ) -> None:
        super().__init__(sheet)
        self._sheet, self._column, self._find = sheet, column, find
        self._people: list[tuple[Key, QWidget]] = []
        self._remarks: list[tuple[Key, QWidget]] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._place)
        sheet.installEventFilter(self)
        column.installEventFilter(self)

    def show_people(self, people: tuple[Somebody, ...]) -> None:
        """Show these, and nobody else."""
        found = ((each.key, named_avatar(each, self._pixels())) for each in people if each.key)
        self._people = self._put(self._people, list(found))

    def show_remarks(self, lines: tuple[RemarkLine, ...]) -> None:
        """Show where a remark stands that is not solved yet; F8 goes there."""
        found: list[tuple[Key, QWidget]] = []
        for each in lines:
            if not each.solved and each.place is not None and each.place.key is not None:
                mark = Icon("message", "warn", self._pixels())
                words = _("Remark from the review: {text}").format(text=each.text)
                mark.setToolTip(words)
                mark.setAccessibleName(words)
                found.append((each.place.key, mark))
        self._remarks = self._put(self._remarks, found)

    def _pixels(self) -> int:
        """How large a sign may be, before it grows with the text."""
        return round(max(16, min(scaled(24), self._margin() - 8)) * 24 / scaled(24))

    def _put(
        self, old: list[tuple[Key, QWidget]], new: list[tuple[Key, QWidget]]
    ) -> list[tuple[Key, QWidget]]:
        for _key, mark in old:
            mark.hide()
            mark.deleteLater()
        for _key, mark in new:
            mark.setParent(self._sheet)
        self._soon.start()
        return new

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parts when the sheet grows."""
        moved = event.type() in (QEvent.Type.Resize, QEvent.Type.Move)
        if moved and (self._people or self._remarks):
            self._soon.start()
        return super().eventFilter(watched, event)

    def _margin(self) -> int:
        return self._column.mapTo(self._sheet, QPoint(0, 0)).x()

    def _place(self) -> None:
        """Stand beside the part; several in one part stand below each other."""
        taken: dict[int, int] = {}
        for key, mark in (*self._people, *self._remarks):
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
