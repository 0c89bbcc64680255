"""The list of a proposal's rows; what changes is drawn as old struck and new marked."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from coordinator.i18n import N_, _
from ui.screens.load.lines import Group, LoadLine
from ui.theme import color, font, scaled
from ui.widgets.pills import Pill, PillKind
from ui.widgets.rows_model import AnyIndex, Cell, Column
from ui.widgets.rows_view import CellPainter, RowsView

_PILLS: Final[dict[Group, tuple[str, PillKind, str]]] = {
    "created": (N_("Create"), "ok", "plus"),
    "changed": (N_("Update"), "info", "pencil"),
    "check": (N_("To check"), "warn", "alert-triangle"),
    "rejected": (N_("Refused"), "danger", "x"),
    "missing": (N_("Gone from the file"), "neutral", "circle-dashed"),
    "unchanged": (N_("Unchanged"), "neutral", "circle-check"),
}
_TONES: Final[dict[Group, str]] = {"rejected": "danger", "check": "warn"}
_ROW, _DEED, _WHO, _WHAT, _WHY = range(5)
_NARROWEST_WHAT: Final = 230
# Row, what is done and number, side by side under the name.
_WIDEST_WHO: Final = 250
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ProposalRows(RowsView[LoadLine]):
    """The list; ``who`` is the title of its column of names.

    Where there is little room, what is done stands under the name, and why under what happens.
    """

    def __init__(self, who: str) -> None:
        super().__init__(
            _("Rows of the file"),
            (
                Column(_("Row"), _row, width=72, drops=True),
                Column(_("What is done"), _deed, width=142),
                Column(who, self._who, width=200),
                Column(_("What happens"), self._what),
                Column(_("Why"), _reason),
            ),
            key=lambda line: line.place,
            row_height=49,
        )
        self.setItemDelegateForColumn(_WHAT, _DiffPainter(self))

    @property
    def tight(self) -> bool:
        """Whether there is no room for a column that says why."""
        return self.isColumnHidden(_WHY)

    def _share_width(self) -> None:
        super()._share_width()
        room = self.columnWidth(_WHAT)
        tight = room < scaled(_NARROWEST_WHAT)
        for column in (_DEED, _WHY):
            self.setColumnHidden(column, tight)
        if tight:
            width = self.viewport().width() - self.columnWidth(_ROW)
            who = max(self.columnWidth(_WHO), min(scaled(_WIDEST_WHO), width // 2))
            self.setColumnWidth(_WHO, who)
            self.setColumnWidth(_WHAT, width - who)

    def _who(self, line: LoadLine) -> Cell:
        # The number stands once, also where it is all that is known.
        number = line.number if line.number != line.person else ""
        deed = _(_PILLS[line.group][0]) if self.tight else ""
        place = "" if line.line is None or not self.isColumnHidden(_ROW) else str(line.line)
        row = _("Row {n}").format(n=place) if place else ""
        sub = " · ".join(fact for fact in (row, deed, number) if fact)
        return Cell(line.person, sub, role="body_medium")

    def _what(self, line: LoadLine) -> Cell:
        return Cell(line.spoken, line.reason if self.tight else "", role="small")


def _row(line: LoadLine) -> Cell:
    return Cell("–" if line.line is None else str(line.line), role="small", tone="ink3")


def _deed(line: LoadLine) -> Cell:
    text, kind, icon = _PILLS[line.group]
    return Cell(pill=Pill(_(text), kind, icon))


def _reason(line: LoadLine) -> Cell:
    return Cell(line.reason, role="small", tone=_TONES.get(line.group, "ink2"))


class _DiffPainter(CellPainter):
    """Draws fields that change: label, old text struck, new text marked."""

    def __init__(self, view: ProposalRows) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one cell."""
        line = self._view.rows.at(index.row())
        if not isinstance(line, LoadLine) or not line.pieces or self._view.tight:
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # PySide's stubs lack the public fields of style options.
        room: QRect = option.rect
        self._ground(painter, room, bool(option.state & QStyle.StateFlag.State_Selected))
        place = _Line(painter, room.adjusted(scaled(10), 0, -scaled(10), 0))
        for number, piece in enumerate(line.pieces):
            place.write(f"{'   ' if number else ''}{piece.label}: ")
            place.write(piece.old, ground="diff_del", struck=True)
            place.write(" ")
            place.write(piece.new, ground="diff_add")
        painter.restore()


class _Line:
    """Writes texts one after the other while there is room."""

    def __init__(self, painter: QPainter, room: QRect) -> None:
        self._painter, self._room = painter, room
        self._left = room.left()

    def write(self, text: str, *, ground: str = "", struck: bool = False) -> None:
        face = QFont(font("small"))
        face.setStrikeOut(struck)
        measure = QFontMetrics(face)
        left_over = self._room.right() - self._left
        if left_over <= 0:
            return
        short = measure.elidedText(text, Qt.TextElideMode.ElideRight, left_over)
        width = measure.horizontalAdvance(short)
        if ground:
            height = measure.height() + 2
            top = self._room.center().y() - height / 2 + 1
            self._painter.fillRect(QRectF(self._left - 1, top, width + 2, height), color(ground))
        self._painter.setFont(face)
        self._painter.setPen(color("ink"))
        box = QRect(self._left, self._room.top(), left_over, self._room.height())
        self._painter.drawText(box, _LEFT, short)
        self._left += width
        if short != text:
            self._left = self._room.right()
