"""How a timeline is drawn: months, lanes, bars, today and marks, all from tokens."""

from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from coordinator.danish import month_short
from coordinator.i18n import ngettext
from ui.theme import color, draw_icon, font, scaled
from ui.widgets.areas import area_name, draw_area
from ui.widgets.timeline_layout import (
    Layout,
    PlacedBar,
    PlacedFoot,
    PlacedLane,
    has_icon,
    spoken_title,
)
from ui.widgets.timeline_model import Bar, Look, MarkKind

_ICONS: Final[dict[Look, str]] = {"done": "check", "paused": "hourglass", "stopped": "x"}
_MARK_ICONS: Final[dict[MarkKind, str]] = {"follow_up": "flag", "goal": "target"}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RADIUS: Final = 4


def bar_height() -> int:
    """Give how high a bar is in the text size in use."""
    return max(scaled(25), QFontMetrics(font("caption")).height() + 6)


def icon_side() -> int:
    """Give how wide an icon in a bar is."""
    return scaled(15)


def box_of(placed: PlacedBar) -> QRectF:
    """Give a bar's box."""
    return QRectF(placed.left, placed.top, placed.right - placed.left, bar_height())


def draw_timeline(painter: QPainter, layout: Layout, ringed: str, within: QRectF) -> None:
    """Draw what lies ``within`` the part that is asked for; ``ringed`` is the bar in focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _months(painter, layout)
    for lane in layout.lanes:
        if lane.top <= within.bottom() and lane.bottom >= within.top():
            _lane(painter, layout, lane)
    _mark_lines(painter, layout)
    near = [bar for bar in layout.bars if box_of(bar).intersects(within.adjusted(-9e3, 0, 9e3, 0))]
    for bar in near:
        _body(painter, layout, bar)
    painter.setPen(QPen(color("ink"), 1.5))
    top = QFontMetrics(font("caption")).height() + 4
    painter.drawLine(QLineF(layout.today_at, top, layout.today_at, layout.lanes_end))
    for bar in near:
        _words(painter, bar)
        if bar.bar.key == ringed:
            _ring(painter, bar)
    for foot in layout.foot:
        _foot(painter, layout, foot)


def draw_bar(painter: QPainter, bar: Bar, box: QRectF) -> None:
    """Draw a bar without its words: fill, edge and outline tell its state."""
    outline = QPen(color("danger" if bar.late else f"area_{bar.area}"))
    outline.setWidthF(2 if bar.late else 1.5 if bar.from_plan else 1)
    if bar.look in ("planned", "paused"):
        outline.setDashPattern([4, 2.5])
    painter.save()
    painter.setPen(outline)
    painter.setBrush(color("surface" if bar.look == "planned" else f"area_{bar.area}_bg"))
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)
    if bar.from_plan:
        # A case of a service has no such edge: what the plan decides does.
        strip = QRectF(box.left(), box.top(), scaled(4), box.height())
        painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(f"area_{bar.area}"))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    painter.restore()


def draw_bar_icon(painter: QPainter, bar: Bar, box: QRectF) -> None:
    """Draw the icon of a bar that is late, done or at a halt."""
    name = "alert-circle" if bar.late else _ICONS.get(bar.look, "")
    if name:
        draw_icon(painter, name, "danger" if bar.late else "ink2", box, 2)


def _months(painter: QPainter, layout: Layout) -> None:
    painter.setFont(font("caption"))
    high = QFontMetrics(font("caption")).height()
    for number, (place, day, fits) in enumerate(layout.months):
        painter.setPen(QPen(color("line"), 1))
        painter.drawLine(QLineF(place, high + 8, place, layout.lanes_end))
        if fits:
            painter.setPen(color("ink2"))
            text = month_short(day, with_year=day.month == 1 or number == 0)
            painter.drawText(QRectF(place, 0, layout.right - place, high + 2), _LEFT, text)


def _lane(painter: QPainter, layout: Layout, lane: PlacedLane) -> None:
    painter.setPen(QPen(color("line"), 1))
    if lane is not layout.lanes[0]:
        painter.drawLine(QLineF(0, lane.top, layout.right, lane.top))
    side = scaled(20)
    middle = min(each.top for each in lane.bars) + bar_height() / 2
    draw_area(painter, lane.area, QRectF(0, middle - side / 2, side, side))
    room = layout.left - side - scaled(14)
    if room > scaled(30):
        painter.setFont(font("small_medium"))
        painter.setPen(color("ink"))
        box = QRectF(side + scaled(8), middle - side, room, 2 * side)
        painter.drawText(box, _LEFT, area_name(lane.area))
    if lane.left_out:
        words = ngettext(
            "{count} more is in the table", "{count} more are in the table", lane.left_out
        ).format(count=lane.left_out)
        high = bar_height()
        under = QRectF(layout.left + 4, lane.bottom - high - 2, layout.right - layout.left, high)
        painter.setFont(font("caption"))
        painter.setPen(color("ink2"))
        painter.drawText(under, _LEFT, words)


def _mark_lines(painter: QPainter, layout: Layout) -> None:
    pen = QPen(color("ink3"), 1)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    top = layout.lanes[0].top if layout.lanes else 0
    for foot in layout.foot:
        if foot.mark is not None and foot.mark.kind == "follow_up":
            painter.drawLine(QLineF(foot.day_at, top, foot.day_at, _foot_box(layout, foot).top()))


def _body(painter: QPainter, layout: Layout, placed: PlacedBar) -> None:
    box = box_of(placed)
    painter.save()
    # What goes on beyond the picture has no end there.
    painter.setClipRect(QRectF(layout.left, 0, layout.right - layout.left, layout.height))
    beyond = box.adjusted(-12 if placed.opens_left else 0, 0, 12 if placed.opens_right else 0, 0)
    draw_bar(painter, placed.bar, beyond)
    for at, late in placed.points:
        if box.left() <= at <= box.right():
            draw_deadline(painter, placed.bar.area, at, box.bottom(), late=late)
    painter.restore()


def draw_deadline(painter: QPainter, area: str, at: float, bottom: float, *, late: bool) -> None:
    """Draw a deadline on a bar's lower edge: a square on its corner, or an alarm when passed."""
    half = scaled(4)
    painter.save()
    painter.translate(at, bottom - half + 1)
    if late:
        icon = QRectF(-half - 1, -half - 2, 2 * half + 2, 2 * half + 2)
        draw_icon(painter, "alert-circle", "danger", icon, 3)
    else:
        painter.setPen(QPen(color("surface"), 1.5))
        painter.setBrush(color(f"area_{area}"))
        painter.rotate(45)
        painter.drawRect(QRectF(-half * 0.85, -half * 0.85, half * 1.7, half * 1.7))
    painter.restore()


def _words(painter: QPainter, placed: PlacedBar) -> None:
    box, bar = box_of(placed), placed.bar
    side = icon_side()
    if has_icon(bar):
        place = QRectF(box.left() + scaled(8), box.center().y() - side / 2, side, side)
        draw_bar_icon(painter, bar, place)
    left, right = placed.label
    face = font("caption")
    painter.setFont(face)
    painter.setPen(color("ink"))
    words = QFontMetrics(face).elidedText(
        spoken_title(bar), Qt.TextElideMode.ElideRight, max(0, round(right - left) + 1)
    )
    room = QRectF(left, box.top(), right - left + 4, box.height())
    if not placed.inside:
        # Words that stand beside their bar would else be struck through by the lines behind them.
        painter.fillRect(room.adjusted(-2, 3, 0, -3), color("surface"))
    painter.drawText(room, _LEFT, words)


def _ring(painter: QPainter, placed: PlacedBar) -> None:
    painter.setPen(QPen(color("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box_of(placed).adjusted(-2, -2, 2, 2), _RADIUS + 2, _RADIUS + 2)


def _foot_box(layout: Layout, foot: PlacedFoot) -> QRectF:
    high = layout.foot_row - 4
    top = layout.lanes_end + foot.row * layout.foot_row + 2
    return QRectF(foot.left, top, layout.right - foot.left, high)


def _foot(painter: QPainter, layout: Layout, foot: PlacedFoot) -> None:
    box = _foot_box(layout, foot)
    face = font("caption")
    measure = QFontMetrics(face)
    painter.setFont(face)
    if foot.mark is None:
        box.setWidth(measure.horizontalAdvance(foot.text) + 2 * scaled(8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("ink"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(color("surface"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, foot.text)
        return
    side = icon_side()
    icon = QRectF(box.left(), box.center().y() - side / 2, side, side)
    draw_icon(painter, _MARK_ICONS[foot.mark.kind], "ink2", icon, 2)
    if foot.text:
        painter.setPen(color("ink2"))
        room = scaled(220)
        words = measure.elidedText(foot.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.adjusted(side + 4, 0, 0, 0), _LEFT, words)
