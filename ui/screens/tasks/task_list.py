"""The list of «Opgaver»: a mark to choose several, and what can be done with the chosen one."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent

from coordinator.i18n import _
from ui.due_words import DueKind
from ui.screens.tasks.shown import TaskRow
from ui.theme import scaled
from ui.widgets.areas import area_name
from ui.widgets.pills import Pill, PillKind
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView

PILLS: Final[dict[DueKind, tuple[PillKind, str]]] = {
    "late": ("danger", "alert-circle"),
    "today": ("warn", "clock"),
    "soon": ("warn", "bell"),
    "later": ("neutral", "calendar"),
}
_MARK: Final = 38


class TaskList(RowsView[TaskRow]):
    """Space ticks a row, Ctrl+A all; R asks again, V passes on, U moves the deadline."""

    ticked = Signal(object)
    all_ticked = Signal(bool)
    remind_asked = Signal(object)
    pass_asked = Signal(object)
    due_asked = Signal(object)
    menu_asked = Signal(object, object)
    stays_near = True

    def __init__(self) -> None:
        super().__init__(
            _("Tasks"),
            (
                Column("", _mark_cell, width=_MARK),
                Column(_("Task"), lambda row: Cell(row.what, row.about, "body_medium")),
                Column(_("From and to"), lambda row: Cell(row.who, tone="ink2"), 200, drops=True),
                Column(_("State"), lambda row: Cell(row.state, tone="ink2"), 150, drops=True),
                Column(_("Service area"), _area_cell, 104, drops=True),
                Column(_("Deadline"), due_cell, 136, right=True),
            ),
            key=lambda row: row.key,
            row_height=49,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear the keys of the chosen row; else as in any list."""
        row, key, held = self.row, event.key(), event.modifiers()
        keys = {
            Qt.Key.Key_Space: self.ticked, Qt.Key.Key_R: self.remind_asked,
            Qt.Key.Key_V: self.pass_asked, Qt.Key.Key_U: self.due_asked,
        }  # fmt: skip
        if key == Qt.Key.Key_A and held == Qt.KeyboardModifier.ControlModifier:
            self.all_ticked.emit(True)
        elif row is not None and not held and key in keys:
            keys[Qt.Key(key)].emit(row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mark is a button of its own; the rest as in any list."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        row = self.rows.at(self.rowAt(place.y()))
        on_mark = place.x() < scaled(_MARK) and event.button() == Qt.MouseButton.LeftButton
        if on_mark and isinstance(row, TaskRow):
            self.ticked.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row under the pointer, or the chosen one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if not by_key and (place := self.rowAt(event.pos().y())) >= 0:
            self.choose(place)
        if self.row is not None:
            low = self.visualRect(self.currentIndex()).bottomLeft()
            at = self.viewport().mapToGlobal(low) if by_key else event.globalPos()
            self.menu_asked.emit(self.row, at)


def due_cell(row: TaskRow) -> Cell:
    """Give the deadline of a task as a pill."""
    if not row.due_text:
        return Cell()
    kind, icon = PILLS[row.due_kind]
    return Cell(pill=Pill(row.due_text, kind, icon), right=True)


def _mark_cell(row: TaskRow) -> Cell:
    # Read aloud first, so that one hears which rows are chosen.
    return Cell(_("Chosen"), icon="circle-check") if row.ticked else Cell(icon="circle")


def _area_cell(row: TaskRow) -> Cell:
    area = row.task.item.service_area
    return Cell(areas=(area.value,)) if area is not None and area_name(area.value) else Cell()
