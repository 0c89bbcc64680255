"""The board of «Opgaver»: a column for each state, to draw tasks between by mouse or key."""

from typing import Final

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea

from coordinator.i18n import _, ngettext
from coordinator.task_lists import BOARD
from plans.states import TaskStatus
from ui.screens.tasks.shown import BoardColumn, TaskRow
from ui.screens.tasks.task_list import due_cell
from ui.theme import THEME, scaled
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView

# What is drawn is known by its column and place alone: nothing of it leaves the program.
_MIME: Final = "application/x-samplan-task"
_NARROWEST: Final = 184


class ColumnList(RowsView[TaskRow]):
    """The tasks of one state; ``moved`` tells a task and the state that it is drawn to.

    Ctrl+Left and Ctrl+Right draw the chosen task to the state beside, Left and Right go there.
    """

    moved = Signal(object, object)
    aside = Signal(int)
    pass_asked = Signal(object)
    remind_asked = Signal(object)
    due_asked = Signal(object)
    menu_asked = Signal(object, object)
    stays_near = True

    def __init__(self, status: TaskStatus, name: str) -> None:
        super().__init__(
            name,
            (Column(name, _card_cell),),
            key=lambda row: row.key,
            row_height=76,
            headers=False,
        )
        self.status: Final = status
        self._pressed: QPoint | None = None
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setDropIndicatorShown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draw a task by key, or go to another column; else as in any list."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        held, row, key = event.modifiers(), self.row, Qt.Key(event.key())
        asked = {
            Qt.Key.Key_R: self.remind_asked, Qt.Key.Key_V: self.pass_asked,
            Qt.Key.Key_U: self.due_asked,
        }  # fmt: skip
        if key in steps and held == Qt.KeyboardModifier.ControlModifier:
            if row is not None:
                self._draw_aside(row, steps[key])
        elif key in steps and not held:
            self.aside.emit(steps[key])
        elif key in asked and not held and row is not None:
            asked[key].emit(row)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer where the chosen task can go."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if not by_key and (place := self.rowAt(event.pos().y())) >= 0:
            self.choose(place)
        if self.row is not None:
            low = self.visualRect(self.currentIndex()).bottomLeft()
            at = self.viewport().mapToGlobal(low) if by_key else event.globalPos()
            self.menu_asked.emit(self.row, at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a task was taken hold of."""
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the task once the pointer has gone far enough."""
        far = QApplication.startDragDistance()
        here = event.position().toPoint()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if not held or self._pressed is None or self.row is None:
            return
        if (here - self._pressed).manhattanLength() >= far:
            self._pressed = None
            self._draw()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what is drawn from another column."""
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take what is drawn from another column."""
        self._take(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which task came here."""
        source = event.source()
        if isinstance(source, ColumnList) and source.row is not None and source is not self:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.moved.emit(source.row, self.status)

    def _take(self, event: QDragMoveEvent) -> None:
        if isinstance(event.source(), ColumnList) and event.mimeData().hasFormat(_MIME):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def _draw(self) -> None:
        drag, mime = QDrag(self), QMimeData()
        mime.setData(_MIME, QByteArray(self.status.value.encode()))
        drag.setMimeData(mime)
        place = self.visualRect(self.currentIndex())
        drag.setPixmap(self.viewport().grab(place))
        drag.setHotSpot(QPoint(scaled(20), place.height() // 2))
        drag.exec(Qt.DropAction.MoveAction)

    def _draw_aside(self, row: TaskRow, step: int) -> None:
        """Draw a task to the next state on a side that it may go to."""
        place = BOARD.index(self.status)
        beside = BOARD[place + 1 :] if step > 0 else BOARD[:place][::-1]
        wanted = next((each for each in beside if each in row.ways), None)
        if beside:
            self.moved.emit(row, wanted or beside[0])


class Board(QScrollArea):
    """The columns beside each other; where there is little room one moves along them."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Board"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.heads: Final[dict[TaskStatus, Label]] = {}
        self.columns: Final[dict[TaskStatus, ColumnList]] = {}
        frames = []
        for each in BOARD:
            self.heads[each] = Label("", "small_medium")
            self.columns[each] = ColumnList(each, "")
            self.columns[each].aside.connect(lambda step, each=each: self._go(each, step))
            head = across((self.heads[each], 1), margins=(10, 8, 8, 6))
            frame = boxed(down(head, (self.columns[each], 1), gap=0), "card")
            frames.append(frame)
        self._frames: Final = frames
        inner = boxed(across(*((frame, 1) for frame in frames), gap=10))
        self.setWidget(inner)
        self._restyle()
        THEME.changed.connect(self._restyle)

    def show_board(self, board: tuple[BoardColumn, ...]) -> None:
        """Show the tasks in their columns."""
        for each in board:
            count = len(each.rows)
            self.heads[each.status].setText(f"{each.title}  {count}")
            words = ngettext("{state}, {n} task", "{state}, {n} tasks", count)
            column = self.columns[each.status]
            column.setAccessibleName(words.format(state=each.title, n=count))
            column.show_rows(each.rows)

    def take_focus(self) -> None:
        """Begin in the first column that has a task."""
        found = (each for each in self.columns.values() if each.rows.rowCount())
        next(found, self.columns[BOARD[0]]).setFocus()

    def holds_focus(self) -> bool:
        """Whether the cursor is in one of the columns."""
        return any(each.hasFocus() for each in self.columns.values())

    @property
    def row(self) -> TaskRow | None:
        """The chosen task of the column with the cursor."""
        focused = next((each for each in self.columns.values() if each.hasFocus()), None)
        return focused.row if focused is not None else None

    def _go(self, status: TaskStatus, step: int) -> None:
        place = BOARD.index(status) + step
        if 0 <= place < len(BOARD):
            column = self.columns[BOARD[place]]
            column.setFocus()
            self.ensureWidgetVisible(column, 20, 0)

    def _restyle(self) -> None:
        for frame in self._frames:
            frame.setMinimumWidth(scaled(_NARROWEST))


def _card_cell(row: TaskRow) -> Cell:
    due, item = due_cell(row).pill, row.task.item
    names = (item.citizen_name, row.task.assignee_name)
    words = " · ".join(each for each in names if each)
    return Cell(row.what, words, "small_medium", pill=due, card=True)
