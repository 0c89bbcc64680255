"""The program's picture: three services run side by side into one plan."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen

from ui.theme import color, draw_icon
from ui.widgets.areas import draw_area
from ui.widgets.painted import Painted

_WIDE, _HIGH = 520, 300


class Strands(Painted):
    """Drawn on a grid of 520 by 300; it carries no meaning that the words beside it do not."""

    def __init__(self, width: int = _WIDE) -> None:
        super().__init__()
        self._share = width / _WIDE

    def sizeHint(self) -> QSize:
        """As wide as was asked for."""
        return QSize(round(_WIDE * self._share), round(_HIGH * self._share))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw strands, services and plan."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._share, self._share)
        for area, y, place in (("employment", 36, -1), ("social", 150, 0), ("health", 264, 1)):
            end = 150 + place * 20
            path = QPainterPath(QPointF(50, y))
            path.cubicTo(160, y, 140, end, 250, end)
            path.lineTo(460, end)
            pen = QPen(color(f"area_{area}"), 20.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawPath(path)
            draw_area(painter, area, QRectF(6, y - 29, 58, 58))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("primary"))
        painter.drawEllipse(QPointF(460, 150), 54, 54)
        draw_icon(painter, "file-text", "on_primary", QRectF(432, 122, 56, 56))
