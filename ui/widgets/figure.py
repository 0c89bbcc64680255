"""The program's picture: three services run side by side into one plan."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen

from ui.theme import color, draw_icon
from ui.widgets.areas import draw_area
from ui.widgets.painted import Painted

_AREAS: Final = (("employment", 0.12), ("social", 0.5), ("health", 0.88))


class Strands(Painted):
    """As wide and high as asked; it carries no meaning that the words beside it do not."""

    def __init__(self, wide: int = 520, high: int = 300) -> None:
        super().__init__()
        self._size = QSize(wide, high)

    def sizeHint(self) -> QSize:
        """As big as was asked for."""
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw strands, services and plan."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self.width(), self.height()
        # A strand is a fifteenth of the height; all else is counted in strands.
        thick = high / 15
        middle, end, box = high / 2, wide - 3 * thick, 2.9 * thick
        for place, (area, share) in enumerate(_AREAS):
            top, meet = high * share, middle + (place - 1) * thick
            self._strand(painter, area, QPointF(thick, top), QPointF(end, meet), thick)
            draw_area(painter, area, QRectF(0, top - box / 2, box, box))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("primary"))
        painter.drawEllipse(QPointF(end, middle), 2.7 * thick, 2.7 * thick)
        icon = QRectF(end - 1.5 * thick, middle - 1.5 * thick, 3 * thick, 3 * thick)
        draw_icon(painter, "file-text", "on_primary", icon)

    @staticmethod
    def _strand(painter: QPainter, area: str, start: QPointF, end: QPointF, thick: float) -> None:
        across = end.x() - start.x()
        path = QPainterPath(start)
        path.cubicTo(
            QPointF(start.x() + across * 0.30, start.y()),
            QPointF(start.x() + across * 0.24, end.y()),
            QPointF(start.x() + across * 0.52, end.y()),
        )
        path.lineTo(end)
        shade = color(f"area_{area}")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(shade, thick + 0.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawPath(path)
