"""The card of what I wait for: R asks again about the chosen line."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from coordinator.i18n import _, ngettext
from ui.screens.day.lines import AwaitedLine
from ui.widgets.buttons import Button
from ui.widgets.layouts import across, boxed
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.surfaces import Card

_FEW: Final = 5
# The column of the signs.
_SIGN: Final = 2


class AwaitedList(RowsView[AwaitedLine]):
    """Lines that wait for others; ``remind_asked`` tells the one to ask again about.

    R asks about the chosen line, a press on the sign at its end about that one.
    """

    remind_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            _("I am waiting for an answer"),
            (
                Column(_("What"), _what_cell),
                Column(_("Waited"), _waited_cell, width=66, right=True),
                Column(_("Ask again"), _sign_cell, width=36),
            ),
            key=lambda line: line.key,
            row_height=49,
            headers=False,
            fit=True,
        )
        self.viewport().setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """R asks again; the rest as in any list."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_R and self.row is not None:
            self.remind_asked.emit(self.row)
        else:
            super().keyPressEvent(event)

    def sign_at(self, place: QPoint) -> AwaitedLine | None:
        """Give the line whose sign is at a place of the list, None beside the signs."""
        row = self.rows.at(self.rowAt(place.y()))
        on_sign = self.columnAt(place.x()) == _SIGN
        return row if on_sign and isinstance(row, AwaitedLine) and not row.reminded else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A sign is a button of its own; the rest as in any list."""
        super().mousePressEvent(event)
        line = self.sign_at(event.position().toPoint())
        if line is not None and event.button() == Qt.MouseButton.LeftButton:
            self.remind_asked.emit(line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer what can be pressed."""
        on_sign = self.sign_at(event.position().toPoint()) is not None
        pointing, plain = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(pointing if on_sign else plain)
        super().mouseMoveEvent(event)


class AwaitedCard(Card):
    """The list, the button for its chosen line, and the way to the rest of it."""

    def __init__(self) -> None:
        self.list: Final = AwaitedList()
        self.remind: Final = Button(
            _("Ask again"), self._remind, icon="send", size="small", keys="R"
        )
        self.more: Final = Button("", self._show_all, kind="ghost", size="small")
        bar = boxed(across(self.remind, self.more, None, gap=8, margins=(10, 8, 10, 0)))
        super().__init__(self.list, bar, title=_("I am waiting for an answer"))
        self._lines: tuple[AwaitedLine, ...] = ()
        self._all = False
        self.list.chosen.connect(self._chosen)

    def show_lines(self, lines: tuple[AwaitedLine, ...]) -> None:
        """Show what is awaited, what has waited longest first; nothing hides the card."""
        self._lines = lines
        shown = lines if self._all else lines[:_FEW]
        self.list.show_rows(shown)
        if self.list.row is None and shown:
            self.list.choose(0)
        self.more.setVisible(len(shown) < len(lines))
        words = ngettext("Show {n} line", "Show all {n}", len(lines))
        self.more.show_text(words.format(n=len(lines)))
        self._chosen(self.list.row)
        self.setVisible(bool(lines))

    def _chosen(self, line: AwaitedLine | None) -> None:
        self.remind.setEnabled(line is not None and not line.reminded)

    def _remind(self) -> None:
        if self.list.row is not None:
            self.list.remind_asked.emit(self.list.row)

    def _show_all(self) -> None:
        self._all = True
        self.show_lines(self._lines)
        self.list.setFocus()


def _what_cell(line: AwaitedLine) -> Cell:
    area = line.item.service_area
    areas = (area.value,) if area is not None else ()
    icon = "" if areas else "clipboard-check"
    return Cell(line.what, line.detail, "small_medium", icon=icon, areas=areas, fair=True)


def _waited_cell(line: AwaitedLine) -> Cell:
    said = _("Reminded") if line.reminded else ""
    return Cell(line.waited, said, role="small", tone="ink2", right=True)


def _sign_cell(line: AwaitedLine) -> Cell:
    return Cell(icon="" if line.reminded else "send")
