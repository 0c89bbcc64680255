"""One of several things in a list on the left of a page: the one that is open stands out."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy

from ui.theme import THEME, color


class ListItem(QAbstractButton):
    """A thing with lines of its own; it is as high as they are, also where they break."""

    def __init__(self, spoken: str, body: QLayout, *, breaks: bool) -> None:
        super().__init__()
        self._breaks = breaks
        self.setAccessibleName(spoken)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Fixed would hold it to the height that it has before its lines break.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setLayout(body)
        THEME.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Room for its lines."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        """Whether a line may break."""
        return self._breaks

    def heightForWidth(self, width: int) -> int:
        """As high as its lines at this width."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground of the one that is open, and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setPen(QPen(color("line"), 1))
            painter.setBrush(color("surface"))
        elif self.underMouse():
            painter.setBrush(color("hover"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
