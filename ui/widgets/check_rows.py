"""A list in which rows are ticked: Space ticks one, Ctrl+A all of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QScrollArea

from ui.theme import scaled
from ui.widgets.rows_model import Cell, Column, Heading
from ui.widgets.rows_view import RowsView

R = TypeVar("R")
# So far to the left a press is on the box.
_BOX: Final = 38


class CheckRows(RowsView[R]):
    """``key`` names a row, ``may_tick`` says which have a box; ``ticks_changed`` tells a press.

    A press ticks a row; where it ``opens`` one, the box alone ticks, and the list is no higher than
    its place.
    """

    ticks_changed = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        *,
        key: Callable[[R], str],
        may_tick: Callable[[R], bool],
        headers: bool = True,
        opens: bool = False,
    ) -> None:
        ticked: set[str] = set()
        first = columns[0]

        def cell(row: R) -> Cell:
            plain = first.cell(row)
            return replace(plain, ticked=key(row) in ticked) if may_tick(row) else plain

        super().__init__(
            name,
            (replace(first, cell=cell), *columns[1:]),
            key=key,
            row_height=49,
            headers=headers,
            fit=not opens,
        )
        self._ticked: Final = ticked
        self._name_of, self._may_tick = key, may_tick
        self._opens: Final = opens
        if opens:
            self.open_at_a_press()

    @property
    def ticked(self) -> list[str]:
        """The keys of the ticked rows, as they stand in the list."""
        return [key for key in self._keys() if key in self._ticked]

    def tick(self, keys: Sequence[str]) -> None:
        """Tick these and no other."""
        self._ticked.clear()
        self._ticked.update(set(keys) & set(self._keys()))
        self._told()

    def show_rows(self, rows: Sequence[R | Heading]) -> None:
        """Show these rows; what is ticked stays where it is still there."""
        super().show_rows(rows)
        self._ticked.intersection_update(self._keys())

    def see_current(self, pane: QScrollArea) -> None:
        """Keep the row in sight that the arrows went to, in a page that scrolls."""
        inside = pane.widget()
        if inside is not None and self.hasFocus():
            place = self.visualRect(self.currentIndex())
            at = self.viewport().mapTo(inside, place.center())
            pane.ensureVisible(0, at.y(), 0, place.height() * 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the row, Ctrl+A all or, when all are, none; the rest as in any list."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._toggle(self.row)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            every = self._keys()
            self.tick([] if len(self.ticked) == len(every) else every)
            self.ticks_changed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a row ticks it, or on its box alone where a press opens the row."""
        row = self._row_at(event)
        on_box = event.position().x() < scaled(_BOX)
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            super().mousePressEvent(event)
        elif self._opens and on_box and self._may_tick(row):
            self.choose(self.rowAt(event.position().toPoint().y()))
            self._toggle(row)
        else:
            super().mousePressEvent(event)
            if not self._opens:
                self._toggle(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was a press on a box opens nothing."""
        row = self._row_at(event)
        on_box = event.position().x() < scaled(_BOX)
        if not (self._opens and on_box and row is not None and self._may_tick(row)):
            super().mouseReleaseEvent(event)

    def _row_at(self, event: QMouseEvent) -> R | None:
        place = self.indexAt(event.position().toPoint())
        row = self.rows.at(place.row()) if place.isValid() else None
        return None if isinstance(row, Heading) else row

    def _toggle(self, row: R | None) -> None:
        if row is None or not self._may_tick(row):
            return
        self._ticked.symmetric_difference_update({self._name_of(row)})
        self._told()
        self.ticks_changed.emit()

    def _keys(self) -> list[str]:
        rows = (self.rows.at(place) for place in range(self.rows.rowCount()))
        return [
            self._name_of(row)
            for row in rows
            if row is not None and not isinstance(row, Heading) and self._may_tick(row)
        ]

    def _told(self) -> None:
        last = self.rows.rowCount() - 1
        if last >= 0:
            self.rows.dataChanged.emit(self.rows.index(0, 0), self.rows.index(last, 0))
