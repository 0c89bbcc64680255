"""The meter of a text's readability: where its LIX lies, and where the limit is."""

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from coordinator.i18n import _
from ui.theme import color, font, scaled
from ui.widgets.painted import Painted

# The scale's bands end here; what is above the last figure shown stands at the end.
_STOPS: Final = (25, 35, 45, 55)
_LOW, _HIGH = 15, 65


class LixMeter(Painted):
    """A bar of five bands with the limit as a line; the figure stands over its point in words."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit: Final = limit
        self._value: int | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, value: int | None, band: str) -> None:
        """Show a figure and the band it is in; None: too little is written for one."""
        self._value = value
        self._words = "" if value is None else _("The plan: {value}").format(value=value)
        told = _("LIX {value} of at most {limit}, {band}")
        name = told.format(value=value, limit=self._limit, band=band.lower())
        self.setAccessibleName(_("No LIX yet") if value is None else name)
        self.update()

    def sizeHint(self) -> QSize:
        """Three lines high: the figure, the bar, the scale."""
        return QSize(scaled(200), scaled(58))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the bands, the limit, the scale and the point."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, high = scaled(24), scaled(8)
        painter.setFont(font("caption"))
        edges = (_LOW, *_STOPS, _HIGH)
        for left, right in pairwise(edges):
            token = "neutral_line" if right <= self._limit else "warn_line"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(token if right <= _STOPS[2] else "danger_line"))
            band = QRectF(self._x(left) + 1, top, self._x(right) - self._x(left) - 2, high)
            painter.drawRoundedRect(band, 3, 3)
        for stop in _STOPS:
            painter.setPen(color("ink2"))
            self._centred(painter, str(stop), self._x(stop), top + high + scaled(2))
        painter.setPen(QPen(color("ink"), scaled(2)))
        line = self._x(self._limit)
        painter.drawLine(QPointF(line, top - scaled(4)), QPointF(line, top + high + scaled(3)))
        if self._value is not None:
            self._draw_point(painter, self._x(self._value), top + high / 2)

    def _draw_point(self, painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(color("canvas"), scaled(2)))
        painter.setBrush(color("ink"))
        painter.drawEllipse(QPointF(x, y), scaled(6), scaled(6))
        painter.setPen(color("ink"))
        painter.setFont(font("small_medium"))
        self._centred(painter, self._words, x, 0)

    def _x(self, value: float) -> float:
        share = (min(max(value, _LOW), _HIGH) - _LOW) / (_HIGH - _LOW)
        side = scaled(7)
        return side + share * (self.width() - 2 * side)

    def _centred(self, painter: QPainter, text: str, x: float, top: float) -> None:
        letters = painter.fontMetrics()
        wide = letters.horizontalAdvance(text)
        left = min(max(x - wide / 2, 0), self.width() - wide)
        painter.drawText(QPointF(left, top + letters.ascent()), text)
