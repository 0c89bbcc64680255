"""The list that shows a ``RowsModel``, and the painter of its cells."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.theme import THEME, color, draw_icon, font, scaled
from ui.widgets.areas import draw_area
from ui.widgets.pills import Pill, draw_pill, pill_size
from ui.widgets.presses import swallow_second_press
from ui.widgets.rows_model import CELL_ROLE, AnyIndex, Cell, Column, Heading, RowsModel

R = TypeVar("R")
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

# Room for a name of three parts beside the edges of its cell.
_NARROWEST = 220


def fitting_pill(cell: Cell, room: int) -> Pill:
    """Give a cell's pill, down to its icon where words beside the cell's text would cut that."""
    assert cell.pill is not None
    text = QFontMetrics(font(cell.role)).horizontalAdvance(cell.text)
    text += scaled(8) if cell.text else 0
    if not cell.pill.icon or text + pill_size(cell.pill).width() <= room:
        return cell.pill
    return replace(cell.pill, text="")


def fair_text(text: str, metrics: QFontMetrics, room: int) -> str:
    """Cut the parts of a line that are too long for it, so that something of each can be read."""
    between = " · "
    parts = text.split(between)
    left = room - metrics.horizontalAdvance(between) * (len(parts) - 1)
    widths = [metrics.horizontalAdvance(part) for part in parts]
    if sum(widths) <= left:
        return text
    # What is short keeps its words, and the rest share what is left.
    shares = dict.fromkeys(range(len(parts)), 0)
    for count, place in enumerate(sorted(shares, key=lambda each: widths[each])):
        shares[place] = min(widths[place], left // (len(parts) - count))
        left -= shares[place]
    return between.join(_cut(part, metrics, shares[place]) for place, part in enumerate(parts))


def two_lines(text: str, metrics: QFontMetrics, room: int) -> tuple[str, ...]:
    """Break a text between words where it must, and cut what two lines do not hold."""
    words = text.split()
    held = 1
    while held < len(words):
        if metrics.horizontalAdvance(" ".join(words[: held + 1])) > room:
            break
        held += 1
    lines = " ".join(words[:held]), " ".join(words[held:])
    return tuple(_cut(each, metrics, room) for each in lines if each)


def _cut(text: str, metrics: QFontMetrics, room: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def draw_tick(painter: QPainter, box: QRectF, *, on: bool) -> None:
    """Draw a tick box in a list."""
    painter.setPen(QPen(color("primary" if on else "line_strong"), 1))
    painter.setBrush(color("primary" if on else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if on:
        draw_icon(painter, "check", "on_primary", box.adjusted(1, 1, -1, -1), 2.6)


class CellPainter(QStyledItemDelegate):
    """Draws cells: ground, icon, areas, text in one or two lines, pill, and the line under."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one cell."""
        content = index.data(CELL_ROLE)
        room = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(content, Heading):
            self._heading(painter, room, content)
        elif isinstance(content, Cell):
            self._ground(painter, room, bool(state & QStyle.StateFlag.State_Selected))
            self._cell(painter, room.adjusted(scaled(10), 0, -scaled(10), 0), content)
        painter.restore()

    def _ground(self, painter: QPainter, room: QRect, chosen: bool) -> None:
        if chosen:
            painter.fillRect(room, color("selected"))
        painter.fillRect(room.left(), room.bottom(), room.width(), 1, color("line"))

    def _heading(self, painter: QPainter, room: QRect, heading: Heading) -> None:
        painter.setFont(font("h3"))
        painter.setPen(color(heading.tone))
        left = room.adjusted(scaled(10), scaled(6), 0, 0)
        painter.drawText(left, _LEFT, heading.text)
        if heading.count is not None:
            used = QFontMetrics(font("h3")).horizontalAdvance(heading.text) + scaled(9)
            painter.setFont(font("small"))
            painter.setPen(color("ink2"))
            painter.drawText(left.adjusted(used, 0, 0, 0), _LEFT, str(heading.count))

    def _cell(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        left = room.left()
        middle = room.center().y()
        if cell.ticked is not None:
            side = scaled(18)
            draw_tick(painter, QRectF(left, middle - side / 2 + 1, side, side), on=cell.ticked)
            left += side + scaled(10)
        if cell.icon:
            side = scaled(18)
            draw_icon(painter, cell.icon, "ink2", QRectF(left, middle - side / 2 + 1, side, side))
            left += side + scaled(10)
        for area in cell.areas:
            side = scaled(18)
            draw_area(painter, area, QRectF(left, middle - side / 2 + 1, side, side))
            left += side + scaled(4)
        room = room.adjusted(left - room.left() + (scaled(3) if cell.areas else 0), 0, 0, 0)
        if cell.card:
            room = self._head(painter, room.adjusted(0, scaled(8), 0, -scaled(9)), cell)
            cell = replace(cell, text=cell.sub, role="small", tone="ink2", sub="")
        if cell.pill:
            room = self._pill(painter, room, cell)
        self._texts(painter, room, cell)

    @staticmethod
    def _head(painter: QPainter, room: QRect, cell: Cell) -> QRect:
        """Draw the text of a card over two lines; gives the room that is left under it."""
        painter.setFont(font(cell.role))
        painter.setPen(color(cell.tone))
        metrics, top = QFontMetrics(font(cell.role)), room.top()
        for line in two_lines(cell.text, metrics, room.width()):
            painter.drawText(QRect(room.left(), top, room.width(), metrics.height()), _LEFT, line)
            top += metrics.height()
        under = QFontMetrics(font("small")).height()
        return QRect(room.left(), room.bottom() - under + 1, room.width(), under)

    @staticmethod
    def _pill(painter: QPainter, room: QRect, cell: Cell) -> QRect:
        assert cell.pill is not None
        pill = fitting_pill(cell, room.width())
        wanted = pill_size(pill)
        left = room.right() - wanted.width() if cell.right or cell.text else room.left()
        top = room.center().y() - wanted.height() / 2 + 1
        draw_pill(painter, pill, QRectF(left, top, wanted.width(), wanted.height()))
        return room.adjusted(0, 0, -wanted.width() - scaled(8), 0)

    @staticmethod
    def _texts(painter: QPainter, room: QRect, cell: Cell) -> None:
        lines = [(cell.text, cell.role, cell.tone)]
        if cell.sub:
            lines.append((cell.sub, "small", "ink2"))
        heights = [QFontMetrics(font(role)).height() for _, role, _ in lines]
        top = room.center().y() - sum(heights) // 2 + 1
        for (text, role, tone), height in zip(lines, heights, strict=True):
            face = font(role)
            face.setStrikeOut(cell.struck and text == cell.text)
            painter.setFont(face)
            painter.setPen(color(tone))
            fits = fair_text if cell.fair and text == cell.sub else _cut
            short = fits(text, QFontMetrics(face), max(0, room.width()))
            line = QRect(room.left(), top, room.width(), height)
            painter.drawText(line, _RIGHT if cell.right else _LEFT, short)
            top += height


class RowsView(QTableView, Generic[R]):
    """A list of rows with a keyboard: arrows choose, Enter opens.

    ``opened`` and ``chosen`` tell a row; ``sort_asked`` a column's key and whether falling;
    ``end_reached`` that the next page is wanted. ``fit`` makes the list as high as its rows, for
    lists inside a page that scrolls. ``key`` names a row so that the choice survives new rows. It
    takes two presses of the mouse to open a row, unless ``open_at_a_press`` was called.
    """

    opened = Signal(object)
    chosen = Signal(object)
    # Whether the choice goes to a neighbour when the chosen row is gone.
    stays_near = False
    sort_asked = Signal(str, bool)
    end_reached = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        *,
        key: Callable[[R], object] | None = None,
        row_height: int = 40,
        headers: bool = True,
        fit: bool = False,
    ) -> None:
        super().__init__()
        self.rows: RowsModel[R] = RowsModel(columns, self)
        self._key, self._row_height, self._fit = key, row_height, fit
        self._sorted = ("", False)
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.setItemDelegate(CellPainter(self))
        self._set_up(headers)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._restyle()
        THEME.changed.connect(self._restyle)

    @property
    def row(self) -> R | None:
        """The chosen row, or None."""
        row = self.rows.at(self.currentIndex().row())
        return None if isinstance(row, Heading) else row

    def show_rows(self, rows: Sequence[R | Heading]) -> None:
        """Show these rows; the choice and the scroll position stay where they can."""
        before, place = self._near_by(), self.verticalScrollBar().value()
        self.clearSpans()
        self.rows.show(rows)
        self._span(0)
        self._restore(before)
        if self.hasFocus():
            self._choose_first()
        self.verticalScrollBar().setValue(place)
        self._fit_height()

    def append_rows(self, rows: Sequence[R | Heading]) -> None:
        """Show the next page under what is there."""
        first = self.rows.rowCount()
        self.rows.append(rows)
        self._span(first)
        self._fit_height()

    def open_at_a_press(self) -> None:
        """Let one press of the mouse open a row: for lists in which choosing leads nowhere."""
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.doubleClicked.disconnect(self._open)
        self.clicked.connect(self._open_once)

    def choose(self, place: int) -> None:
        """Choose the row at a place, without going there."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.rows.index(place, 0), flags.ClearAndSelect | flags.Rows
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; the rest as in any list. Tab leaves the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row when none is, so that arrows have a place to start."""
        super().focusInEvent(event)
        # A press chooses by itself, and no line may move away under it.
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._choose_first()

    def _choose_first(self) -> None:
        if self.row is None:
            first = next((n for n in range(self.rows.rowCount()) if self._is_row(n)), None)
            if first is not None:
                self.choose(first)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and the focus ring around the chosen one."""
        super().paintEvent(event)
        if self.hasFocus() and self.row is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("focus"), 2))
            place = self.visualRect(self.currentIndex())
            ring = QRectF(1, place.top() + 1, self.viewport().width() - 2, place.height() - 2)
            painter.drawRoundedRect(ring, 5, 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the rows: the heading's own height is known only now."""
        super().showEvent(event)
        self._fit_height()

    def _set_up(self, headers: bool) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(10)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setVisible(headers)
        head.setHighlightSections(False)
        head.setSectionsClickable(any(column.sort_key for column in self.rows.columns))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setProperty("role", "small")
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.sectionClicked.connect(self._sort)

    def _restyle(self) -> None:
        lines = QFontMetrics(font("body")).height() + QFontMetrics(font("small")).height()
        lowest = lines + 8 if self._row_height >= 46 else QFontMetrics(font("body")).height() + 12
        self.verticalHeader().setDefaultSectionSize(max(scaled(self._row_height), lowest))
        self._share_width()
        self._span(0)
        self._fit_height()

    def _share_width(self) -> None:
        width_of = [scaled(column.width) for column in self.rows.columns]
        sharing = width_of.count(0)
        rest = self.viewport().width() - sum(width_of)
        # The last column that may drop goes first, until the rest can be read.
        for place in reversed(range(len(width_of))):
            drop = self.rows.columns[place].drops and rest < scaled(_NARROWEST) * sharing
            self.setColumnHidden(place, drop)
            rest += width_of[place] if drop else 0
        for place, column in enumerate(self.rows.columns):
            width = scaled(column.width) if column.width else max(rest // sharing, scaled(90))
            self.setColumnWidth(place, width)

    def _fit_height(self) -> None:
        if self._fit:
            head = self.horizontalHeader()
            # isVisibleTo, because a list that is not shown yet has a height as well.
            top = head.sizeHint().height() if head.isVisibleTo(self) else 0
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setFixedHeight(top + self.verticalHeader().length() + 2)

    def _span(self, first: int) -> None:
        ordinary = self.verticalHeader().defaultSectionSize()
        for place in range(first, self.rows.rowCount()):
            if self._is_row(place):
                # A place keeps the height of what stood there before.
                if self.rowHeight(place) != ordinary:
                    self.setRowHeight(place, ordinary)
            else:
                self.setRowHeight(place, scaled(36))
                if len(self.rows.columns) > 1:
                    self.setSpan(place, 0, 1, len(self.rows.columns))

    def _is_row(self, place: int) -> bool:
        return not isinstance(self.rows.at(place), Heading)

    def _near_by(self) -> list[R]:
        """Give the chosen row, then those after it and before it: where the choice may go."""
        place, chosen = self.currentIndex().row(), self.row
        if chosen is None or not self.stays_near:
            return [] if chosen is None else [chosen]
        after = (self.rows.at(each) for each in range(place + 1, self.rows.rowCount()))
        before = (self.rows.at(each) for each in reversed(range(place)))
        others = [each for each in (*after, *before) if not isinstance(each, Heading | None)]
        return [chosen, *others]

    def _restore(self, wanted: Sequence[R]) -> None:
        if not wanted or self._key is None:
            return
        places: dict[object, int] = {}
        for place in range(self.rows.rowCount()):
            row = self.rows.at(place)
            if row is not None and not isinstance(row, Heading):
                places.setdefault(self._key(row), place)
        keys = (self._key(each) for each in wanted)
        found = next((places[key] for key in keys if key in places), None)
        if found is not None:
            self.choose(found)

    def _current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and self._is_row(current.row()):
            self.chosen.emit(self.rows.at(current.row()))

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.at(index.row())
        if row is not None and not isinstance(row, Heading):
            self.opened.emit(row)

    def _open_once(self, index: QModelIndex) -> None:
        # Who presses twice from habit must not press what stands there on the next screen.
        swallow_second_press(self)
        self._open(index)

    def _sort(self, section: int) -> None:
        key = self.rows.columns[section].sort_key
        if key:
            falling = self._sorted == (key, False)
            self._sorted = (key, falling)
            self.sort_asked.emit(key, falling)

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if (
            bar.maximum() > 0
            and value >= bar.maximum() - self.verticalHeader().defaultSectionSize()
        ):
            self.end_reached.emit()
