"""A page of paper on the screen."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen

from ui.theme import color, scaled
from ui.widgets.painted import Painted


class PaperSheet(Painted):
    """One page, drawn as large as it is given room for; a blank one until it has its picture."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None

    def sizeHint(self) -> QSize:
        """Whatever it is given."""
        return QSize(scaled(200), scaled(280))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the page with its edge; paper is white in every theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.image is None:
            painter.fillRect(self.rect(), color("paper"))
        else:
            painter.drawImage(QRectF(self.rect()), self.image)
        painter.setPen(QPen(color("line_strong"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
