"""The steps of a flow: done, now, still to come, locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from coordinator.i18n import _
from ui.theme import color, draw_icon, font, scaled
from ui.widgets.painted import Painted

StepState = Literal["done", "now", "later", "locked"]
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, a second line, its state, and whether the line is an alarm."""

    title: str
    sub: str = ""
    state: StepState = "later"
    alarm: bool = False


class Stepper(Painted):
    """Draws steps along a line; screen readers hear «4 af 5, Sundhedsfaglig rådgivning, …»."""

    def __init__(self, name: str, steps: Sequence[Step]) -> None:
        super().__init__()
        self._name = name
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        self._steps = tuple(steps)
        done = sum(1 for step in steps if step.state == "done")
        now = next((n for n, step in enumerate(steps) if step.state == "now"), done - 1)
        if steps:
            step = steps[max(now, 0)]
            words = _("{number} of {total}, {step}").format(
                number=max(now, 0) + 1, total=len(steps), step=step.title
            )
            parts = (self._name, words, step.sub)
            self.setAccessibleName(", ".join(part for part in parts if part))
        self.restyle()

    def sizeHint(self) -> QSize:
        """Dots and two lines of text."""
        width = scaled(110) * max(1, len(self._steps))
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """Words break over lines where there is little room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the dots and the step with the most lines."""
        room = width / max(1, len(self._steps)) - scaled(8)
        heights = [
            sum(_height(text, role, room) for text, role, _tint in _words(step))
            for step in self._steps
        ]
        return round(scaled(28) + max(heights, default=0)) + 2

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw lines, dots and texts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / max(1, len(self._steps))
        for number, step in enumerate(self._steps):
            left = number * width
            if number + 1 < len(self._steps):
                self._line(painter, left, width, done=step.state == "done")
            self._dot(painter, left, step.state)
            self._write(painter, QRectF(left, scaled(28), width - scaled(8), 0), step)

    def _line(self, painter: QPainter, left: float, width: float, *, done: bool) -> None:
        style = Qt.PenStyle.SolidLine if done else Qt.PenStyle.DashLine
        painter.setPen(QPen(color("primary" if done else "line_strong"), 2, style))
        y = scaled(12)
        painter.drawLine(QPointF(left + scaled(29), y), QPointF(left + width - scaled(5), y))

    def _dot(self, painter: QPainter, left: float, state: StepState) -> None:
        side = scaled(24)
        circle = QRectF(left + 1, 1, side - 2, side - 2)
        strong = state in ("done", "now")
        painter.setPen(QPen(color("primary" if strong else "line_strong"), 2))
        painter.setBrush(color("primary" if state == "done" else "surface"))
        painter.drawEllipse(circle)
        inset = side * 0.2
        inner = circle.adjusted(inset, inset, -inset, -inset)
        if state == "done":
            draw_icon(painter, "check", "on_primary", inner, 2.6)
        elif state == "locked":
            draw_icon(painter, "lock", "ink3", inner, 2)
        elif state == "now":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("primary"))
            painter.drawEllipse(inner.adjusted(2, 2, -2, -2))

    @staticmethod
    def _write(painter: QPainter, room: QRectF, step: Step) -> None:
        for text, role, tint in _words(step):
            painter.setFont(font(role))
            painter.setPen(color(tint))
            room.setHeight(_height(text, role, room.width()))
            painter.drawText(room, _WRAPPED, text)
            room.moveTop(room.bottom())


def _words(step: Step) -> tuple[tuple[str, str, str], ...]:
    """Give a step's lines, each with its type role and its colour."""
    title = "h3" if step.state == "now" else "small_medium"
    return (step.title, title, "ink"), (step.sub, "caption", "danger" if step.alarm else "ink2")


def _height(text: str, role: str, width: float) -> float:
    measure = QFontMetricsF(font(role))
    asked = QRectF(0, 0, width, 10_000)
    return max(measure.height(), measure.boundingRect(asked, _WRAPPED, text).height())
