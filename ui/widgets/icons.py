"""Icons and the logo as widgets."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen

from ui.theme import color, draw_icon, scaled
from ui.widgets.painted import Painted


class Icon(Painted):
    """An icon beside a text that says the same; so it has no name of its own."""

    def __init__(
        self, name: str, tint: str = "ink2", pixels: int = 18, stroke: float = 1.75
    ) -> None:
        super().__init__()
        self._name, self._tint, self._pixels, self._stroke = name, tint, pixels, stroke

    def show_icon(self, name: str, tint: str = "ink2") -> None:
        """Take another icon and colour."""
        self._name, self._tint = name, tint
        self.update()

    def sizeHint(self) -> QSize:
        """Square, growing with the text."""
        return QSize(scaled(self._pixels), scaled(self._pixels))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the icon."""
        draw_icon(QPainter(self), self._name, self._tint, QRectF(self.rect()), self._stroke)


class Logo(Painted):
    """Three strands (employment, social, health) that join in one line: one plan."""

    def __init__(self, pixels: int = 26) -> None:
        super().__init__()
        self._pixels = pixels
        self.setAccessibleName("Samplan")

    def sizeHint(self) -> QSize:
        """Square, growing with the text."""
        return QSize(scaled(self._pixels), scaled(self._pixels))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the strands and their node, on a grid of 26."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 26, self.height() / 26)
        for area, y, place in (("employment", 4, -1), ("social", 13, 0), ("health", 22, 1)):
            end = 13 + place * 3.1
            path = QPainterPath(QPointF(1, y))
            path.cubicTo(6.7, y, 5.6, end, 10.9, end)
            path.lineTo(20, end)
            pen = QPen(color(f"area_{area}"), 3.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("primary"))
        painter.drawEllipse(QPointF(20, 13), 5.6, 5.6)
