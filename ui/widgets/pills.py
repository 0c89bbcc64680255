"""State pills: an icon and at most four words."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen

from ui.theme import color, draw_icon, font, scaled
from ui.widgets.painted import Painted

PillKind = Literal["danger", "warn", "ok", "info", "neutral"]


@dataclass(frozen=True, slots=True)
class Pill:
    """What a pill says; a late or today pill always has its icon («alert-circle», «clock»)."""

    text: str
    kind: PillKind = "neutral"
    icon: str = ""


def pill_size(pill: Pill) -> QSize:
    """How much room a pill needs in the text size in use."""
    measure = QFontMetrics(font("caption"))
    icon = scaled(14) + (scaled(5) if pill.text else -scaled(4)) if pill.icon else 0
    height = max(scaled(22), measure.height() + scaled(4))
    return QSize(measure.horizontalAdvance(pill.text) + icon + scaled(20), height)


def draw_pill(painter: QPainter, pill: Pill, rect: QRectF) -> None:
    """Draw a pill to fill ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color(f"{pill.kind}_line"), 1))
    painter.setBrush(color(f"{pill.kind}_bg"))
    edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
    left = rect.left() + scaled(10)
    if pill.icon:
        side = scaled(14)
        left = rect.left() + scaled(8)
        box = QRectF(left, rect.center().y() - side / 2, side, side)
        draw_icon(painter, pill.icon, pill.kind, box, 2)
        left += side + scaled(5)
    painter.setPen(color(pill.kind))
    painter.setFont(font("caption"))
    room = QRectF(left, rect.top(), rect.right() - left, rect.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, pill.text)
    painter.restore()


class StatePill(Painted):
    """A pill as a widget; screen readers hear its words."""

    def __init__(self, text: str, kind: PillKind = "neutral", icon: str = "") -> None:
        super().__init__()
        self._pill = Pill(text, kind, icon)
        self.setAccessibleName(text)

    def show_pill(self, text: str, kind: PillKind = "neutral", icon: str = "") -> None:
        """Say something else."""
        self._pill = Pill(text, kind, icon)
        self.setAccessibleName(text)
        self.restyle()

    def sizeHint(self) -> QSize:
        """Room for icon and words."""
        return pill_size(self._pill)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the pill."""
        draw_pill(QPainter(self), self._pill, QRectF(self.rect()))
