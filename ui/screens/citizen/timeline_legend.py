"""What the bars of the timeline mean, said beside small ones."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from coordinator.i18n import _
from ui.theme import color, font, scaled
from ui.widgets.painted import Painted
from ui.widgets.timeline_model import Bar, Course, Point
from ui.widgets.timeline_paint import draw_bar, draw_bar_icon, draw_deadline

_PLAIN = Bar("", "benefit", "", None, None, "running", "", "")


class Sample(Painted):
    """One line of the legend: a small bar and what it means."""

    def __init__(self, words: str, bar: Bar) -> None:
        super().__init__()
        self._words, self._bar = words, bar
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """Bar and words."""
        measure = QFontMetrics(font("caption"))
        return QSize(
            measure.horizontalAdvance(self._words) + scaled(28), max(scaled(18), measure.height())
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the bar as the timeline does, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = scaled(15)
        box = QRectF(1, (self.height() - high) / 2, scaled(20), high)
        if self._bar.points:
            draw_deadline(
                painter, self._bar.area, box.center().x(), box.center().y() + 5, late=False
            )
        else:
            draw_bar(painter, self._bar, box)
        side = scaled(12)
        middle = box.center()
        icon = QRectF(middle.x() - side / 2 + 1, middle.y() - side / 2, side, side)
        draw_bar_icon(painter, self._bar, icon)
        painter.setPen(color("ink2"))
        painter.setFont(font("caption"))
        room = self.rect().adjusted(scaled(26), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._words)


def samples(course: Course) -> list[tuple[str, Bar]]:
    """Give the legend of what is on the picture: nothing that is not there."""
    bars = course.drawn
    looks = {bar.look for bar in bars}
    lines = (
        (_("Ended"), "done" in looks, replace(_PLAIN, look="done")),
        (_("Running"), "running" in looks, _PLAIN),
        (_("Planned"), "planned" in looks, replace(_PLAIN, look="planned")),
        (_("Paused"), "paused" in looks, replace(_PLAIN, look="paused")),
        (_("Stopped"), "stopped" in looks, replace(_PLAIN, look="stopped")),
        (_("Overdue"), any(bar.late for bar in bars), replace(_PLAIN, late=_("Overdue"))),
        (
            _("A task's deadline"),
            any(bar.points for bar in bars),
            replace(_PLAIN, points=(Point(course.today),)),
        ),
        (
            _("The service's case"),
            any(not bar.from_plan for bar in bars),
            replace(_PLAIN, from_plan=False),
        ),
    )
    return [(words, like) for words, fits, like in lines if fits]
