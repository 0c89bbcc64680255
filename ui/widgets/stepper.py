"""The steps of a course: which are done, where it stands, and what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy

from coordinator.i18n import N_, _
from ui.theme import color, draw_icon, scaled
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.painted import Painted

StepState = Literal["done", "now", "coming"]

_STATES: Final[dict[StepState, str]] = {
    "done": N_("done"), "now": N_("here now"), "coming": N_("to come"),
}  # fmt: skip
# With less for each step they stand below each other.
_NARROWEST: Final = 112
_SIDE: Final = 24


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is, when or by whom, and whether something is wrong there."""

    title: str
    sub: str = ""
    state: StepState = "coming"
    alarm: bool = False


class Stepper(QFrame):
    """Steps side by side, or below each other where there is little room."""

    def __init__(self, name: str, steps: Sequence[Step] = ()) -> None:
        super().__init__()
        self._name = name
        self._box: QBoxLayout = across(gap=0)
        self.setLayout(self._box)
        self._steps: list[_StepBox] = []
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps in place of the last."""
        clear(self._box)
        self._steps = []
        for place, step in enumerate(steps):
            after = steps[place + 1] if place + 1 < len(steps) else None
            box = _StepBox(step, after)
            box.setAccessibleName(_said(place, step, len(steps)))
            self._steps.append(box)
            self._box.addWidget(box, 1)
        now = next((n for n, step in enumerate(steps) if step.state == "now"), len(steps) - 1)
        spoken = _said(now, steps[now], len(steps)) if steps else ""
        self.setAccessibleName(f"{self._name}: {spoken}" if spoken else self._name)
        self._arrange(self.width())

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to stand below each other."""
        return QSize(scaled(160), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between beside and below."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        beside = width >= scaled(_NARROWEST) * len(self._steps)
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if beside else way.TopToBottom)
        for step in self._steps:
            step.arrange(beside=beside)


class _StepBox(QFrame):
    """One step: its sign and the way to the next, and its words."""

    def __init__(self, step: Step, after: Step | None) -> None:
        super().__init__()
        self._sign = _Sign(step, after)
        role = "h3" if step.state == "now" else "small_medium"
        tone = "2" if step.state == "coming" else ""
        texts = down(Label(step.title, role, tone, wrap=True), gap=0, margins=(0, 0, 10, 0))
        for line in step.sub.split("\n") if step.sub else ():
            texts.addWidget(Label(line, "small", "danger" if step.alarm else "2", wrap=True))
        texts.addStretch(1)
        self._texts = texts
        self._box: QBoxLayout = down(self._sign, (boxed(texts), 1), gap=4)
        self.setLayout(self._box)

    def arrange(self, *, beside: bool) -> None:
        """Stand beside the other steps, or over and under them."""
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if beside else way.LeftToRight)
        self._box.setSpacing(4 if beside else 12)
        self._texts.setContentsMargins(0, 0, 10, 0 if beside else 10)
        self._sign.arrange(beside=beside)


class _Sign(Painted):
    """A step's circle and the line to the next one."""

    def __init__(self, step: Step, after: Step | None) -> None:
        super().__init__()
        self._step, self._after = step, after
        self._beside = True

    def arrange(self, *, beside: bool) -> None:
        """Lead to the right, or down."""
        self._beside = beside
        kind = QSizePolicy.Policy
        self.setSizePolicy(
            kind.Expanding if beside else kind.Fixed, kind.Fixed if beside else kind.Expanding
        )
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the circle."""
        side = scaled(_SIDE) + 2
        return QSize(side, side if self._beside else side + scaled(14))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw circle and way."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = scaled(_SIDE)
        circle = QRectF(1, 1, side, side)
        if self._after is not None:
            self._way(painter, side)
        shade = "danger" if self._step.alarm else "primary"
        painter.setPen(QPen(color("ink3" if self._step.state == "coming" else shade), 2))
        done = self._step.state == "done"
        painter.setBrush(color(shade if done else "surface"))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        inner = circle.adjusted(side * 0.2, side * 0.2, -side * 0.2, -side * 0.2)
        if self._step.alarm:
            draw_icon(painter, "alert-circle", "on_primary" if done else "danger", inner, 2.2)
        elif done:
            draw_icon(painter, "check", "on_primary", inner, 2.6)
        elif self._step.state == "now":
            painter.setBrush(color(shade))
            painter.setPen(Qt.PenStyle.NoPen)
            dot = side * 0.32
            painter.drawEllipse(circle.adjusted(dot, dot, -dot, -dot))

    def _way(self, painter: QPainter, side: int) -> None:
        reached = self._after is not None and self._after.state != "coming"
        pen = QPen(color("primary" if reached else "ink3"), 2)
        if not reached:
            pen.setDashPattern([2, 2])
        painter.setPen(pen)
        middle = 1 + side / 2
        if self._beside:
            painter.drawLine(QLineF(side + 5, middle, self.width() - 3, middle))
        else:
            painter.drawLine(QLineF(middle, side + 5, middle, self.height() - 3))


def _said(place: int, step: Step, count: int) -> str:
    """Say a step as «4 of 5, Follow-up, here now, 4 days late»."""
    where = _("{number} of {count}").format(number=place + 1, count=count)
    parts = (where, step.title, _(_STATES[step.state]), *step.sub.split("\n"))
    return ", ".join(part for part in parts if part)
