"""The list of «Min dag»: the chosen line unfolds what one can do with it."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QToolTip, QWidget

from coordinator.i18n import _
from ui.due_words import DueKind
from ui.screens.day.lines import TILE_KEYS, DayLine, Deed, Group, Verb
from ui.theme import color, scaled
from ui.widgets.areas import area_name
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.pills import Pill, PillKind
from ui.widgets.rows_model import AnyIndex, Cell, Column, Heading
from ui.widgets.rows_view import CellPainter, RowsView

_PILLS: Final[dict[DueKind, tuple[PillKind, str]]] = {
    "late": ("danger", "alert-circle"),
    "today": ("warn", "clock"),
    "soon": ("warn", "bell"),
    "later": ("neutral", "calendar"),
}
_MOST_VERBS: Final = 4
_VERB_KEYS: Final[dict[int, Deed]] = {Qt.Key.Key_R: "remind", Qt.Key.Key_V: "pass"}
# How far the sign before a line reaches; the words begin after it.
_SIGN: Final = 38
_NARROWEST_WHAT: Final = 300


class WorkList(RowsView[DayLine]):
    """Lines in groups; ``acted`` tells a verb and its line, ``tile_asked`` the keys 1 to 5.

    Space asks for ``toggled``: done, or not done after all; R asks again and V passes on where one
    can. A press on the sign before a line does the first of its verbs, or takes back that it was
    done.
    ``moved`` tells that a key went to another line.
    """

    acted = Signal(object, object)
    toggled = Signal(object)
    tile_asked = Signal(int)
    moved = Signal()
    stays_near = True

    def __init__(self, name: str) -> None:
        self._unfolded = -1
        super().__init__(
            name,
            (
                Column(_("What"), _what_cell),
                Column(_("Service area"), _area_cell, width=164, drops=True),
                Column(_("Deadline"), _due_cell, width=136, right=True),
            ),
            key=lambda line: line.key,
            row_height=49,
            headers=False,
            fit=True,
        )
        self.setItemDelegate(_UnfoldingPainter(self))
        self.viewport().setMouseTracking(True)
        self._verbs: tuple[Verb, ...] = ()
        self._buttons: Final = [self._button(place) for place in range(_MOST_VERBS)]
        self._said: Final = Label("", "small", wrap=True)
        self._bar: Final[QWidget] = boxed(
            down(self._said, across(*self._buttons, None, gap=8), gap=8)
        )
        self._bar.setParent(self.viewport())
        self._bar.setAccessibleName(_("What you can do"))
        self._bar.hide()
        self.chosen.connect(self._unfold)

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show the lines under their headings; the choice stays where it can."""
        rows: list[DayLine | Heading] = []
        for group in groups:
            tone = "danger" if group.late else "ink"
            rows += [Heading(group.title, group.open_count, tone), *group.lines]
        self._unfolded = -1
        self.show_rows(rows)
        for place, row in enumerate(rows):
            if isinstance(row, DayLine) and (free := _columns_of_what(row)) > 1:
                self.setSpan(place, 0, 1, free)
        self._unfold(self.row)

    def unfolded(self, place: int) -> int:
        """How much higher the line at a place is than the others, for its verbs."""
        return self._bar_height() + scaled(10) if place == self._unfolded else 0

    def chosen_rect(self) -> QRect:
        """Where the chosen line stands, in the list's own measures."""
        return self.visualRect(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space is done, R asks again, V passes on, 1 to 5 are the tiles; else as in any list."""
        line, digit = self.row, event.text()
        if event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space and line is not None:
            self.toggled.emit(line)
        elif event.key() in _VERB_KEYS and line is not None:
            deed = _VERB_KEYS[event.key()]
            if any(verb.deed == deed for verb in line.verbs):
                self.acted.emit(deed, line)
        elif digit in TILE_KEYS:
            self.tile_asked.emit(int(digit))
        else:
            before = self.currentIndex().row()
            super().keyPressEvent(event)
            if self.currentIndex().row() != before:
                self.moved.emit()

    def sign_at(self, place: QPoint) -> DayLine | None:
        """Give the line whose sign is at a place of the list, None beside the signs."""
        row = self.rows.at(self.rowAt(place.y()))
        return row if isinstance(row, DayLine) and place.x() < scaled(_SIGN) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A sign is a button of its own; the rest as in any list."""
        place = event.position().toPoint()
        line = self.sign_at(place)
        if line is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.choose(self.rowAt(place.y()))
        if line.done:
            self.toggled.emit(line)
        else:
            self.acted.emit(line.verbs[0].deed, line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer what can be pressed."""
        on_sign = self.sign_at(event.position().toPoint()) is not None
        pointing, plain = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(pointing if on_sign else plain)
        super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the verbs at their line, which is higher where the words need more lines."""
        super().resizeEvent(event)
        if self._unfolded >= 0:
            default = self.verticalHeader().defaultSectionSize()
            self.setRowHeight(self._unfolded, default + self.unfolded(self._unfolded))
        self._place_bar()

    def _restyle(self) -> None:
        super()._restyle()
        if self._unfolded >= 0:
            self._unfold(self.row)

    def _share_width(self) -> None:
        super()._share_width()
        what, area = self.columnWidth(0), self.columnWidth(1)
        # A name matters more than the word for a service area.
        if not self.isColumnHidden(1) and what < scaled(_NARROWEST_WHAT):
            self.setColumnHidden(1, True)
            self.setColumnWidth(0, what + area)

    def _unfold(self, line: DayLine | None) -> None:
        if line is None:
            self._bar.hide()
            return
        if self._unfolded >= 0:
            self.setRowHeight(self._unfolded, self.verticalHeader().defaultSectionSize())
        self._unfolded = self.currentIndex().row()
        self._verbs = line.verbs
        self._said.setText(line.said)
        self._said.setVisible(bool(line.said))
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(line.verbs))
            if place < len(line.verbs):
                verb = line.verbs[place]
                button.show_text(verb.text)
                button.show_icon(verb.icon if place == 0 else "")
        height = self.verticalHeader().defaultSectionSize() + self.unfolded(self._unfolded)
        self.setRowHeight(self._unfolded, height)
        self._fit_height()
        self._place_bar()
        self._bar.show()

    def _place_bar(self) -> None:
        if self._unfolded < 0:
            return
        line = self.visualRect(self.model().index(self._unfolded, 0))
        left, height = scaled(_SIGN), self._bar_height()
        top = line.bottom() - height - scaled(8)
        self._bar.setGeometry(left, top, self._bar_width(), height)

    def _bar_width(self) -> int:
        return max(0, self.viewport().width() - scaled(_SIGN))

    def _bar_height(self) -> int:
        """As high as what was said takes in the width there is, and the verbs."""
        layout = self._bar.layout()
        assert layout is not None
        return max(self._bar.sizeHint().height(), layout.heightForWidth(self._bar_width()))

    def _button(self, place: int) -> Button:
        kind: Kind = "secondary" if place else "primary"
        return Button("", lambda: self._act(place), kind=kind, size="small")

    def _act(self, place: int) -> None:
        line = self.row
        if line is not None and place < len(self._verbs):
            self.acted.emit(self._verbs[place].deed, line)


class _UnfoldingPainter(CellPainter):
    """Draws the chosen line in the upper part of its room and leaves the rest to its verbs."""

    def __init__(self, rows: WorkList) -> None:
        super().__init__(rows)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one cell."""
        more = self._rows.unfolded(index.row())
        if more:
            painter.fillRect(option.rect, color("selected"))
            option.rect = option.rect.adjusted(0, 0, 0, -more)
        super().paint(painter, option, index)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Say what a press on a sign does."""
        line = self._rows.sign_at(event.pos())
        if line is None or not line.verbs:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), line.verbs[0].text, view)
        return True

    def _ground(self, painter: QPainter, room: QRect, chosen: bool) -> None:
        if not chosen:
            super()._ground(painter, room, chosen)


def _columns_of_what(line: DayLine) -> int:
    """Let the words have the columns that a line leaves empty: a remark is a sentence."""
    if line.item.service_area is not None:
        return 1
    return 2 if line.done or line.due_text else 3


def _what_cell(line: DayLine) -> Cell:
    tone = "ink2" if line.done else "ink"
    return Cell(line.what, line.about, "body_medium", tone, icon=line.icon, struck=line.done)


def _area_cell(line: DayLine) -> Cell:
    area = line.item.service_area
    if area is None:
        return Cell()
    return Cell(area_name(area.value), role="small", tone="ink2", areas=(area.value,))


def _due_cell(line: DayLine) -> Cell:
    if line.done:
        return Cell(pill=Pill(_("Done"), "ok", "check"), right=True)
    if not line.due_text:
        return Cell()
    kind, icon = _PILLS[line.due_kind]
    return Cell(pill=Pill(line.due_text, kind, icon), right=True)
