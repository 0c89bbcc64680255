"""The baton: who has the citizen now, and who takes over."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from coordinator.i18n import _
from ui.screens.handovers.shown import BatonShown
from ui.theme import THEME, color, font, scaled
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.people import initials

_SIDE: Final = 44
_GAP: Final = 7


class _Figure(QWidget):
    """Two circles, the line between them, and on it what it waits for."""

    def __init__(self, shown: BatonShown) -> None:
        super().__init__()
        self._shown = shown
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The circles and the words between them."""
        words = QFontMetrics(font("small_medium")).horizontalAdvance(self._shown.words)
        return QSize(2 * scaled(_SIDE) + words + scaled(90), scaled(_SIDE) + 4)

    def minimumSizeHint(self) -> QSize:
        """Never so narrow that the words are cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw who has it with a whole ring, who does not with a broken one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, middle = scaled(_SIDE), self.height() / 2
        first = QRectF(2, 2, side, side)
        last = QRectF(self.width() - side - 2, 2, side, side)
        left, right = first.right() + scaled(_GAP), last.left() - scaled(_GAP)
        pill = self._pill(left, right, middle)
        done = self._shown.done
        self._line(painter, QPointF(left, middle), QPointF(pill.left(), middle), whole=True)
        self._line(painter, QPointF(pill.right(), middle), QPointF(right, middle), whole=done)
        self._circle(painter, first, self._shown.names[0], whole=not done)
        self._circle(painter, last, self._shown.names[1], whole=done)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("primary"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(color("on_primary"))
        painter.setFont(font("small_medium"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._shown.words)

    def _pill(self, left: float, right: float, middle: float) -> QRectF:
        measure = QFontMetrics(font("small_medium"))
        width = measure.horizontalAdvance(self._shown.words) + scaled(32)
        height = measure.height() + scaled(14)
        # Where the baton is: halfway while it waits, with the receiver after a yes.
        place = (left + right) / 2 - width / 2
        return QRectF(place, middle - height / 2, width, height)

    @staticmethod
    def _line(painter: QPainter, start: QPointF, end: QPointF, *, whole: bool) -> None:
        pen = QPen(color("primary" if whole else "ink3"), scaled(4) if whole else scaled(2))
        if not whole:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(start, end)

    @staticmethod
    def _circle(painter: QPainter, place: QRectF, name: str, *, whole: bool) -> None:
        pen = QPen(color("primary"), scaled(3) if whole else scaled(2))
        if not whole:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place.adjusted(1, 1, -1, -1))
        painter.setPen(color("ink"))
        painter.setFont(font("h3"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, initials(name))


class Baton(QFrame):
    """The figure with the two names under it; screen readers hear it as one sentence."""

    def __init__(self, shown: BatonShown) -> None:
        super().__init__()
        self.setAccessibleName(
            _("{giver}: {has}. {receiver}: {takes}. {words}.").format(
                giver=shown.giver,
                has=shown.giver_words,
                receiver=shown.receiver,
                takes=shown.receiver_words,
                words=shown.words,
            )
        )
        names = across(
            (_name(shown.giver, shown.giver_words), 1),
            (_name(shown.receiver, shown.receiver_words, right=True), 1),
            gap=16,
        )
        self.setLayout(down(_Figure(shown), names, gap=4))


def _name(name: str, words: str, *, right: bool = False) -> QWidget:
    labels = [Label(name, "small_medium", wrap=True), Label(words, "small", "2", wrap=True)]
    for each in labels:
        if right:
            each.setAlignment(Qt.AlignmentFlag.AlignRight)
    made = QFrame()
    made.setLayout(down(*labels, gap=0))
    return made
