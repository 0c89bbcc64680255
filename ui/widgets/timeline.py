"""What goes on across the service areas, by time; bars are moved by mouse and keys."""

from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip

from coordinator.danish import day_and_month, month_short, short_date
from coordinator.i18n import _
from ui.theme import font, scaled, tokens
from ui.widgets.areas import area_name
from ui.widgets.painted import Painted
from ui.widgets.speech import say
from ui.widgets.timeline_layout import Layout, PlacedBar, PlacedFoot, Sizes, Words, lay_out
from ui.widgets.timeline_model import Bar, Course, Edge
from ui.widgets.timeline_paint import bar_height, box_of, draw_timeline, icon_side
from ui.widgets.timeline_words import bar_words, dates_words

# With less width the lanes are told by their squares alone.
_NAMES_FROM: Final = 520
_SETTLE_MS: Final = 400
_GRIP: Final = 7
_DRAG_FROM: Final = 4


class Timeline(Painted):
    """Bars in lanes. Up and Down choose one, Left and Right move it by a day, with Shift its end.

    ``moved`` tells a bar's key and its new days once the keys rest or the mouse lets go;
    ``dates_asked`` the bar that Enter or a double click wants days written for; ``chosen`` the bar
    chosen and as it stands while it moves; ``refused`` why a bar stays where it is.
    """

    moved = Signal(str, object, object)
    dates_asked = Signal(object)
    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Timeline across the service areas"))
        # What was given to show, and that with the bar that moves.
        self._given = self._course = Course(date(2000, 1, 1))
        self._laid: tuple[int, Layout] | None = None
        self._key = ""
        # The bar as it stands while keys or mouse move it, not told yet.
        self._moving: Bar | None = None
        self._grip: tuple[QPointF, Edge, Bar] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SETTLE_MS)
        self._rest.timeout.connect(self.settle)

    @property
    def bar(self) -> Bar | None:
        """The bar that is chosen, as it stands."""
        return next((each for each in self._course.bars if each.key == self._key), None)

    @property
    def bars(self) -> list[Bar]:
        """The bars that are drawn, in reading order."""
        return [each.bar for each in self._layout().bars]

    def show_course(self, course: Course) -> None:
        """Show this; the choice stays, and so does a move that is not told yet."""
        self._given = self._course = course
        if self._moving is not None:
            self._put(self._moving)
        if self.bar is None:
            self._key = ""
        self._describe()
        self.restyle()

    def choose(self, key: str) -> None:
        """Choose a bar; what was moved before is told first."""
        if key != self._key:
            self.settle()
        self._key = key
        placed = self._layout().place_of(key)
        if placed is not None:
            self._bring_in_sight(placed)
        self._describe()
        self.chosen.emit(self.bar)
        self.update()

    def settle(self) -> None:
        """Tell the days of the bar that was moved."""
        self._rest.stop()
        bar, self._moving = self._moving, None
        if bar is not None:
            self._given = self._course
            self.moved.emit(bar.key, bar.start, bar.end)

    def give_up(self) -> bool:
        """Drop a move that is not told yet; tells whether there was one."""
        bar, self._moving = self._moving, None
        self._rest.stop()
        self._grip = None
        if bar is not None:
            self._course = self._given
            self._describe()
            self.restyle()
            self.chosen.emit(self.bar)
        return bar is not None

    def sizeHint(self) -> QSize:
        """As high as the lanes need at the width there is."""
        return QSize(scaled(240), round(self._layout().height))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small window."""
        return QSize(scaled(240), round(self._layout().height))

    def restyle(self) -> None:
        """Place everything anew."""
        self._laid = None
        super().restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._laid = None
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is asked for."""
        ringed = self._key if self.hasFocus() else ""
        draw_timeline(QPainter(self), self._layout(), ringed, QRectF(event.rect()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, move and write days; everything else is the page's."""
        key, shift = Qt.Key(event.key()), event.modifiers()
        plain = shift in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        only_shift = shift == Qt.KeyboardModifier.ShiftModifier
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps and (plain or only_shift):
            self._move("end" if only_shift else "both", steps[key])
        elif plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._turn(key)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_dates()
        elif plain and key == Qt.Key.Key_Escape and self._moving is not None:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first bar when none is."""
        super().focusInEvent(event)
        first = next(iter(self.bars), None)
        if self.bar is None and first is not None:
            self.choose(first.key)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what was moved."""
        super().focusOutEvent(event)
        self.settle()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell what was moved before something else comes to the front."""
        self.settle()
        super().hideEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is pointed at, and take hold of it."""
        placed = self._at(event.position())
        if placed is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.choose(placed.bar.key)
        self._grip = (event.position(), self._edge(placed, event.position()), placed.bar)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the bar that is held, or show where one can be held."""
        if self._grip is None:
            placed = self._at(event.position())
            held = placed is not None and not placed.bar.locked
            on_edge = held and placed is not None and self._edge(placed, event.position()) != "both"
            shape = Qt.CursorShape
            self.setCursor(
                shape.SizeHorCursor
                if on_edge
                else shape.OpenHandCursor
                if held
                else shape.ArrowCursor
            )
            return
        begin, edge, bar = self._grip
        gone = event.position().x() - begin.x()
        if not bar.locked and (abs(gone) >= _DRAG_FROM or self._moving is not None):
            self._show_moving(bar.moved(edge, round(gone / self._layout().day_width)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: the move counts. A locked bar says why it stays."""
        grip, self._grip = self._grip, None
        if grip is None:
            super().mouseReleaseEvent(event)
            return
        far = abs(event.position().x() - grip[0].x()) >= _DRAG_FROM
        if grip[2].locked and far:
            self.refused.emit(grip[2].locked)
        self.settle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for days in writing."""
        self._grip = None
        if self._at(event.position()) is not None:
            self._ask_dates()

    def event(self, event: QEvent) -> bool:
        """Tell what is pointed at, whole."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def words_at(self, point: QPointF) -> str:
        """Give the words of what stands at a point, or nothing."""
        placed = self._at(point)
        if placed is not None:
            return bar_words(placed.bar)
        layout = self._layout()
        for foot in layout.foot:
            top = layout.lanes_end + foot.row * layout.foot_row
            box = QRectF(foot.left, top, self._foot_width(foot), layout.foot_row)
            if foot.mark is not None and box.contains(point):
                return f"{foot.mark.text}, {short_date(foot.mark.day)}"
        for lane in layout.lanes:
            if lane.top <= point.y() <= lane.bottom and point.x() < layout.left:
                return area_name(lane.area)
        return ""

    @staticmethod
    def _foot_width(foot: PlacedFoot) -> float:
        words = QFontMetrics(font("caption")).horizontalAdvance(foot.text)
        return icon_side() + min(words, scaled(220)) + 4

    def _layout(self) -> Layout:
        width = max(self.width(), scaled(240))
        if self._laid is None or self._laid[0] != width:
            self._laid = (
                width,
                lay_out(self._course, _areas(), width, self._sizes(width), self._words()),
            )
        return self._laid[1]

    def _sizes(self, width: int) -> Sizes:
        measure = QFontMetrics(font("small_medium"))
        lanes = {bar.area for bar in self._course.bars}
        names = max((measure.horizontalAdvance(area_name(area)) for area in lanes), default=0)
        wide = width >= scaled(_NAMES_FROM)
        line = QFontMetrics(font("caption")).height()
        return Sizes(
            head=line + scaled(6),
            bar=bar_height(),
            gap=scaled(5),
            lane_gap=scaled(7),
            names=scaled(20 + 8 + 18) + names if wide else scaled(30),
            foot=line + scaled(8),
            pad=scaled(9),
            icon=icon_side() + scaled(3),
            widest_label=scaled(220),
        )

    def _words(self) -> Words:
        measure = QFontMetrics(font("caption"))
        today = _("Today {date}").format(date=day_and_month(self._course.today))
        return Words(
            measure.horizontalAdvance, lambda day, year: month_short(day, with_year=year), today
        )

    def _at(self, point: QPointF) -> PlacedBar | None:
        found = [each for each in self._layout().bars if _covers(each, point)]
        return found[-1] if found else None

    @staticmethod
    def _edge(placed: PlacedBar, point: QPointF) -> Edge:
        bar = placed.bar
        if (
            bar.end is not None
            and not placed.opens_right
            and abs(point.x() - placed.right) <= _GRIP
        ):
            return "end"
        if (
            bar.start is not None
            and not placed.opens_left
            and abs(point.x() - placed.left) <= _GRIP
        ):
            return "start"
        return "both"

    def _turn(self, key: Qt.Key) -> None:
        keys = [each.key for each in self.bars]
        if not keys:
            return
        here = keys.index(self._key) if self._key in keys else -1
        place = {
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(keys) - 1,
            Qt.Key.Key_Up: max(here - 1, 0),
        }.get(key, min(here + 1, len(keys) - 1))
        self.choose(keys[place])
        bar = self.bar
        if bar is not None:
            say(self, bar_words(bar))

    def _move(self, edge: Edge, days: int) -> None:
        bar = self.bar
        if bar is None:
            return
        if bar.locked:
            self.refused.emit(bar.locked)
        elif edge == "end" and bar.end is None:
            self.refused.emit(_("It has no end yet. Press Enter to write one."))
        else:
            self._show_moving(bar.moved(edge, days))
            say(self, dates_words(self._moving or bar))
            self._rest.start()

    def _show_moving(self, bar: Bar) -> None:
        self._moving = bar
        self._put(bar)
        self._describe()
        self.restyle()
        self.chosen.emit(bar)

    def _put(self, bar: Bar) -> None:
        bars = tuple(
            replace(each, start=bar.start, end=bar.end) if each.key == bar.key else each
            for each in self._course.bars
        )
        self._course = replace(self._course, bars=bars)

    def _ask_dates(self) -> None:
        bar = self.bar
        if bar is None:
            return
        self.settle()
        self.dates_asked.emit(bar)

    def _describe(self) -> None:
        """Tell screen readers what is chosen, and where all of it can be read."""
        bar = self.bar
        whole = _("The same stands as a table: choose “Table” above.")
        self.setAccessibleDescription(f"{bar_words(bar)}. {whole}" if bar is not None else whole)

    def _bring_in_sight(self, placed: PlacedBar) -> None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        inside = parent.widget() if isinstance(parent, QScrollArea) else None
        if inside is not None and isinstance(parent, QScrollArea) and self.hasFocus():
            place = self.mapTo(inside, QPointF(0, placed.top + bar_height() / 2).toPoint())
            parent.ensureVisible(0, place.y(), 0, scaled(60))


def _covers(placed: PlacedBar, point: QPointF) -> bool:
    """Whether a point lies on a bar or on its words."""
    box = box_of(placed)
    label = QRectF(placed.label[0], box.top(), placed.label[1] - placed.label[0], box.height())
    return box.contains(point) or label.contains(point)


def _areas() -> list[str]:
    areas = tokens()["areas"]
    return sorted(areas, key=lambda area: areas[area]["order"])
