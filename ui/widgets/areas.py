"""The marks of the service areas: shape, icon, colour and word, never colour alone."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from coordinator.i18n import N_, _
from ui.theme import color, draw_icon, scaled, tokens
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.painted import Painted

AREA_NAMES: Final = {
    "employment": N_("Employment"),
    "social": N_("Social services"),
    "health": N_("Health"),
    "benefit": N_("Benefits"),
    "education": N_("Education"),
}


def area_name(area: str) -> str:
    """Give the word for a service area's code."""
    return _(AREA_NAMES[area])


def in_order(areas: Sequence[str]) -> list[str]:
    """Put service areas in the one order they always stand in."""
    return sorted(areas, key=lambda area: tokens()["areas"][area]["order"])


def draw_area(painter: QPainter, area: str, rect: QRectF) -> None:
    """Draw a service area's rounded square with its icon."""
    side = rect.width()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(f"area_{area}"))
    painter.drawRoundedRect(rect, side * 0.27, side * 0.27)
    inset = side * 0.17
    inner = rect.adjusted(inset, inset, -inset, -inset)
    draw_icon(painter, tokens()["areas"][area]["icon"], "on_area", inner, 2)
    painter.restore()


class AreaMark(Painted):
    """A service area's square; its name is the accessible name and the tooltip."""

    def __init__(self, area: str, pixels: int = 20) -> None:
        super().__init__()
        self._area, self._pixels = area, pixels
        self.setAccessibleName(area_name(area))
        self.setToolTip(area_name(area))

    def sizeHint(self) -> QSize:
        """Square, growing with the text."""
        return QSize(scaled(self._pixels), scaled(self._pixels))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the square."""
        draw_area(QPainter(self), self._area, QRectF(self.rect()))


class AreaDots(Painted):
    """Small squares of several service areas, for one line in a list."""

    def __init__(self, areas: Sequence[str]) -> None:
        super().__init__()
        self._areas = in_order(areas)
        names = ", ".join(area_name(area) for area in self._areas)
        self.setAccessibleName(_("Service areas: {names}").format(names=names))
        self.setToolTip(names)

    def sizeHint(self) -> QSize:
        """As many squares as there are areas."""
        return QSize(scaled(14 * len(self._areas)), scaled(14))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the squares."""
        painter = QPainter(self)
        side, step = scaled(12), scaled(14)
        for number, area in enumerate(self._areas):
            draw_area(
                painter, area, QRectF(number * step + 1, (self.height() - side) / 2, side, side)
            )


class AreaBadge(QFrame):
    """A service area's square with a word: its name, or ``text`` in its place."""

    def __init__(self, area: str, text: str = "", role: str = "small", tone: str = "2") -> None:
        super().__init__()
        label = Label(text or area_name(area), role, tone)
        self.setLayout(across(AreaMark(area, 18), (label, 1), gap=6))
