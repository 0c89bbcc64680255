"""One of a few papers to choose from, some with a line that says what it is."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QRadioButton, QSizePolicy

from ui.theme import THEME, color, draw_icon, font, scaled
from ui.widgets.layouts import down

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class _Option(QRadioButton):
    """A radio button over one line or two; arrows go to the next."""

    def __init__(self, text: str, under: str) -> None:
        super().__init__(text)
        self._under = under
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_under(under)
        THEME.changed.connect(self.updateGeometry)

    def show_under(self, text: str) -> None:
        """Say something else in the second line."""
        self._under = text
        self.setAccessibleName(f"{self.text()}, {text}" if text else self.text())
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Its lines and air."""
        roles = ("body_medium", "small") if self._under else ("body_medium",)
        lines = sum(QFontMetrics(font(role)).height() for role in roles)
        return QSize(scaled(220), lines + scaled(14))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its lines."""
        return QSize(scaled(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, ring and both lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(color("selected" if self.isChecked() else "hover"))
        painter.drawRoundedRect(ground, 6, 6)
        side = scaled(18)
        middle = self.height() / 2
        ring = QRectF(scaled(11), middle - side / 2, side, side)
        draw_icon(painter, "circle-dot" if self.isChecked() else "circle", "ink2", ring)
        self._texts(painter, scaled(39))

    def _texts(self, painter: QPainter, left: int) -> None:
        lines = [(self.text(), "body_medium", "ink")]
        if self._under:
            lines.append((self._under, "small", "ink2"))
        heights = [QFontMetrics(font(role)).height() for _text, role, _tint in lines]
        top = (self.height() - sum(heights)) // 2
        for (text, role, tint), height in zip(lines, heights, strict=True):
            room = QRect(left, top, self.width() - left - scaled(8), height)
            painter.setFont(font(role))
            painter.setPen(color(tint))
            side = Qt.TextElideMode.ElideRight
            short = QFontMetrics(font(role)).elidedText(text, side, max(0, room.width()))
            painter.drawText(room, _LEFT, short)
            top += height


class Options(QFrame):
    """Papers to choose one of; ``picked`` tells the key of the user's choice."""

    picked = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: Final = {key: _Option(text, under) for key, text, under in options}
        self.setLayout(down(*self.buttons.values(), gap=2))
        for key, button in self.buttons.items():
            button.toggled.connect(lambda on, key=key: self._toggled(key, on))

    def set_value(self, key: str) -> None:
        """Choose one, without telling it."""
        self.blockSignals(True)
        self.buttons[key].setChecked(True)
        self.blockSignals(False)

    def show_under(self, key: str, text: str) -> None:
        """Say something else under one of them."""
        self.buttons[key].show_under(text)

    def _toggled(self, key: str, on: bool) -> None:
        if on:
            self.picked.emit(key)
