"""One task of the document: a line to read, a row of fields to write."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from coordinator.i18n import _
from plans.parts import Task
from plans.states import TaskStatus
from ui.keys import shown
from ui.screens.plan.words import due_words
from ui.theme import THEME, color, draw_icon, font, scaled
from ui.widgets.people import initials

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAP: Final = Qt.TextFlag.TextWordWrap


class TaskRow(QWidget):
    """A task as one painted line: tick, text, who, when. Painted whole, so that 200 open fast.

    ``opened`` tells that it shall be written in, ``ticked`` that it is done or not, ``asked`` that
    its menu is wanted, ``moved`` that it shall stand a place up (-1) or down (1).
    """

    opened = Signal(str)
    ticked = Signal()
    removed = Signal()
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self._today = date.min
        self._may_write = self._may_tick = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        THEME.changed.connect(self._fit)

    def show_task(self, task: Task, today: date, *, may_write: bool, may_tick: bool) -> None:
        """Show a task."""
        news = (task, today, may_write, may_tick)
        if news == (self._task, self._today, self._may_write, self._may_tick):
            return
        self._task, self._today, self._may_write, self._may_tick = news
        due, _tone, _icon = due_words(task, today)
        who = task.assignee.name if task.assignee else _("nobody yet")
        words = (task.title or _("A task without text"), who, due)
        self.setAccessibleName(", ".join(part for part in words if part))
        hint = _("Enter to write, Space when it is done") if may_write else ""
        self.setAccessibleDescription(hint)
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(scaled(300), max(scaled(33), self.fontMetrics().height() + scaled(12)))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any window."""
        return QSize(scaled(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many lines as the text needs, and the person below where there is no room beside."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The tick ticks, the rest opens."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if event.position().x() < scaled(34):
            if self._may_tick:
                self.ticked.emit()
        elif self._may_write:
            self.opened.emit(self._field_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open, the space bar ticks, Delete removes."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self._may_write:
            self.opened.emit("title")
        elif key == Qt.Key.Key_Space and self._may_tick:
            self.ticked.emit()
        elif key == Qt.Key.Key_Delete and self._may_write:
            self.removed.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done; Shift+F10 too."""
        deeds: list[tuple[str, Callable[[], object]]] = []
        if self._may_write:
            deeds.append((_("Write"), lambda: self.opened.emit("title")))
        if self._may_tick and self._task is not None:
            done = self._task.status is TaskStatus.COMPLETED
            deeds.append((_("Not done yet") if done else _("Mark as done"), self.ticked.emit))
        if self._may_write:
            for step, words, keys in (
                (-1, _("Move up"), "Alt+Shift+Up"),
                (1, _("Move down"), "Alt+Shift+Down"),
            ):
                deeds.append((f"{words}\t{shown(keys)}", partial(self.moved.emit, step)))
            deeds.append((_("Remove the task"), self.removed.emit))
        if deeds:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for words, deed in deeds:
                menu.addAction(words, deed)
            menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw tick, text, person and deadline."""
        if self._task is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self._may_write:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        title, right = self._rooms(self.width())
        done = self._task.is_done
        side = scaled(18)
        top = title.top() + (self.fontMetrics().height() - side) / 2
        ring = "circle-check" if done else "circle"
        draw_icon(painter, ring, "ink2", QRectF(scaled(8), top, side, side))
        painter.setFont(font("body"))
        painter.setPen(color("ink2" if done or not self._task.title else "ink"))
        words = self._task.title or _("A task without text")
        painter.drawText(title, int(_LEFT & ~Qt.AlignmentFlag.AlignVCenter) | _WRAP, words)
        self._draw_right(painter, right if right.top() > 0 else QRect(right).translated(0, 0))
        if self.hasFocus():
            painter.setPen(QPen(color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _fit(self) -> None:
        # A height of its own: one that follows the width would be asked of all 200 rows whenever
        # one of them changes.
        title, right = self._rooms(self.width())
        height = title.height() + (right.height() if right.top() > 0 else 0)
        wanted = max(scaled(33), height + scaled(12))
        if wanted != self.height() or wanted != self.minimumHeight():
            self.setFixedHeight(wanted)

    def _draw_right(self, painter: QPainter, room: QRect) -> None:
        assert self._task is not None
        words, tone, icon = due_words(self._task, self._today)
        painter.setFont(font("small"))
        measure = painter.fontMetrics()
        line = max(scaled(26), measure.height())
        middle = QRect(
            room.left(), room.top() or (self._first_line() - line) // 2, room.width(), line
        )
        painter.setPen(color(tone))
        painter.drawText(middle, _RIGHT, words)
        left = middle.right() - measure.horizontalAdvance(words)
        if icon:
            side = scaled(15)
            left -= side + scaled(5)
            draw_icon(
                painter, icon, tone, QRectF(left, middle.center().y() - side / 2 + 1, side, side)
            )
        if self._task.assignee is not None:
            left -= scaled(14) if words else 0
            name = self._task.assignee.name
            space = left - room.left() - scaled(32)
            short = measure.elidedText(name, Qt.TextElideMode.ElideRight, max(0, space))
            painter.setPen(color("ink2"))
            painter.drawText(
                QRect(room.left(), middle.top(), left - room.left(), line), _RIGHT, short
            )
            left -= measure.horizontalAdvance(short) + scaled(32)
            self._draw_initials(
                painter,
                QRectF(left, middle.center().y() - scaled(12), scaled(24), scaled(24)),
                name,
            )

    def _draw_initials(self, painter: QPainter, circle: QRectF, name: str) -> None:
        painter.setPen(QPen(color("line"), 1))
        painter.setBrush(color("neutral_bg"))
        painter.drawEllipse(circle)
        letters = font("caption")
        letters.setPixelSize(max(8, round(circle.width() * 0.37)))
        letters.setWeight(QFont.Weight.DemiBold)
        painter.setFont(letters)
        painter.setPen(color("neutral"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(name))

    def _first_line(self) -> int:
        return max(scaled(33), self.fontMetrics().height() + scaled(12))

    def _rooms(self, width: int) -> tuple[QRect, QRect]:
        """Where the text and the person go; a top over 0 is a second line for the person."""
        left, top = scaled(34), (self._first_line() - self.fontMetrics().height()) // 2
        wanted = self._right_width()
        beside = width - left - wanted - scaled(12)
        if beside >= scaled(170) or wanted == 0:
            return QRect(left, top, beside, self._text_height(beside)), QRect(
                width - wanted - scaled(6), 0, wanted, 0
            )
        room = width - left - scaled(6)
        height = self._text_height(room)
        line = max(scaled(26), self.fontMetrics().height())
        return QRect(left, top, room, height), QRect(left, top + height + 2, room, line)

    def _text_height(self, width: int) -> int:
        words = self._task.title if self._task else ""
        bounds = self.fontMetrics().boundingRect(
            QRect(0, 0, max(40, width), 9999), int(_WRAP), words or "x"
        )
        return max(self.fontMetrics().height(), bounds.height())

    def _right_width(self) -> int:
        if self._task is None:
            return 0
        words, _tone, icon = due_words(self._task, self._today)
        measure = self.fontMetrics()
        width = measure.horizontalAdvance(words) + (scaled(20) if icon else 0)
        if self._task.assignee is not None:
            width += measure.horizontalAdvance(self._task.assignee.name) + scaled(50)
        return width

    def _field_at(self, place: QPoint) -> str:
        _title, right = self._rooms(self.width())
        if right.top() > 0 or place.x() < right.left():
            return "title"
        assert self._task is not None
        words, _tone, _icon = due_words(self._task, self._today)
        dated = self.fontMetrics().horizontalAdvance(words) + scaled(12)
        return "due" if place.x() > right.right() - dated else "assignee"
