"""Loads before and after as bars, each beside its limit; the table below says the same in words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator.i18n import _
from ui.screens.reorganise.shown import LoadLine
from ui.theme import THEME, color, font, scaled

_ROW: Final = 40
_NAME: Final = 210
_FIGURE: Final = 76
_BAR: Final = 11


class LoadBars(QWidget):
    """Two bars for each person: a quiet one for before, a strong one for after, and the limit."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[LoadLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Loads before and after; the table below says the same"))
        THEME.changed.connect(self._restyle)

    def show_loads(self, lines: Sequence[LoadLine]) -> None:
        """Draw these people."""
        self._lines = tuple(lines)
        self._restyle()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(scaled(480), scaled(_ROW) * max(1, len(self._lines)))

    def minimumSizeHint(self) -> QSize:
        """Narrow where it must, and never lower than its rows."""
        return QSize(scaled(_NAME + _FIGURE + 60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max(
            (max(each.before, each.after, each.limit or 0) for each in self._lines), default=1
        )
        row = scaled(_ROW)
        seen = event.rect()
        for place, line in enumerate(self._lines):
            room = QRectF(0, place * row, self.width(), row)
            if room.bottom() >= seen.top() and room.top() <= seen.bottom():
                self._row(painter, room, line, max(1, most))

    def _row(self, painter: QPainter, room: QRectF, line: LoadLine, most: int) -> None:
        name, figure = scaled(_NAME), scaled(_FIGURE)
        painter.setFont(font("body"))
        painter.setPen(color("ink"))
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, name - scaled(12))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(0, room.y(), name, room.height()), side, text)
        width = max(1.0, room.width() - name - figure)
        high, middle = scaled(_BAR), room.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        for share, tone, top in (
            (line.before, "line_strong", middle - high - 1),
            (line.after, "primary", middle + 1),
        ):
            painter.setBrush(color(tone))
            painter.drawRoundedRect(QRectF(name, top, width * share / most, high), 3, 3)
        if line.limit is not None:
            at = name + width * line.limit / most
            painter.setPen(QPen(color("ink"), 2))
            painter.drawLine(int(at), int(middle - high - 3), int(at), int(middle + high + 3))
        painter.setPen(color("ink2"))
        told = f"{line.before} → {line.after}"
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(
            QRectF(room.right() - figure, room.y(), figure, room.height()), right, told
        )

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
