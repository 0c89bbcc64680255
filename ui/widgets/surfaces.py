"""Surfaces that hold other things: card, inset, rule, page, empty state."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.figure import Strands
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import Margins, Part, across, boxed, down, fill

_FIGURE = (300, 120)
# With less beside the narrow column the two go below each other: windows under 960.
_WIDE = 504
# Room over and under what has the focus, for its label and for the error under it.
_ROUND_FOCUS = 40
# With less height between header and foot, the header scrolls with what is between.
_LEAST_CONTENT = 160
_MOVES = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)


class Card(QFrame):
    """A white surface; with a title it is a group of that name. Add to ``body``."""

    def __init__(self, *parts: Part, title: str = "", actions: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.setObjectName("card")
        self.body: QVBoxLayout = down(gap=10, margins=(18, 16, 18, 16))
        self.setLayout(self.body)
        if title or actions:
            self.setAccessibleName(title)
            self.title = Label(title, "h2")
            self.body.addLayout(across((self.title, 1), *actions))
        self.add(*parts)

    def add(self, *parts: Part) -> None:
        """Put more at the end."""
        inner = down()
        fill(inner, parts, 10, (0, 0, 0, 0))
        if inner.count():
            self.body.addLayout(inner)


class Inset(QFrame):
    """A sunken surface inside a card."""

    def __init__(self, *parts: Part, gap: int = 6, margins: Margins = (12, 10, 12, 10)) -> None:
        super().__init__()
        self.setObjectName("inset")
        self.body: QVBoxLayout = down(*parts, gap=gap, margins=margins)
        self.setLayout(self.body)


def rule() -> QFrame:
    """Make a thin line across."""
    made = QFrame()
    made.setObjectName("hr")
    return made


SEEN_WHOLE: Final = "seen_whole"
"""The property of a widget that comes into sight whole, where it fits, once it has the focus."""


class Scroll(QScrollArea):
    """Scrolls its content down, never sideways; add to ``body``. ``name`` is for screen readers.

    ``top`` goes over the body from edge to edge.

    What has the focus is kept in sight, also while the content grows, until the user scrolls away.
    """

    def __init__(
        self, name: str = "", *, gap: int = 14, margins: Margins = (26, 4, 26, 24)
    ) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.body: QVBoxLayout = down(gap=gap, margins=margins)
        self.top: QVBoxLayout = down(gap=0)
        inside = boxed(down(self.top, (self.body, 1), gap=0))
        inside.setAutoFillBackground(False)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        self._follows = False
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self._see_focus)
        inside.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # widgets need one

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the user look elsewhere."""
        self._follows = False
        super().wheelEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear that the content grew or shrank; what is in it has its place a moment later."""
        if watched is self.widget() and event.type() in _MOVES and self._follows:
            self._look.start()
        return super().eventFilter(watched, event)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        # What is pressed with the mouse is in sight, and must not move under it.
        by_hand = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._follows = now is not None and self.isAncestorOf(now) and not by_hand
        if self._follows:
            self._look.start()

    def _see_focus(self) -> None:
        focus = QApplication.focusWidget()
        if self._follows and focus is not None and self.isAncestorOf(focus):
            whole = self._around(focus)
            if whole is not None and whole.height() <= self.viewport().height():
                self.ensureWidgetVisible(whole, 0, 0)
            self.ensureWidgetVisible(focus, 0, scaled(_ROUND_FOCUS))

    def _around(self, focus: QWidget) -> QWidget | None:
        above = focus.parentWidget()
        while above is not None and above is not self:
            if above.property(SEEN_WHOLE):
                return above
            above = above.parentWidget()
        return None


class PageHeader(QFrame):
    """A page's title, a line under it and its actions; stays while the page scrolls."""

    def __init__(self, title: str, subtitle: str = "", actions: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.title = Label(title, "display", wrap=True)
        self.subtitle = Label(subtitle, "body", "2", wrap=True)
        if not subtitle:
            self.subtitle.hide()
        texts = down(self.title, self.subtitle, gap=2)
        self.setLayout(across((texts, 1), *actions, margins=(26, 20, 26, 12)))

    def show_subtitle(self, text: str) -> None:
        """Say something else under the title."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))


class Page(QFrame):
    """A whole page: header, notices, scrolling content, and a foot that stays.

    Add content to ``body``, banners to ``notices``, a line of actions to ``foot``. Where the text
    is large and the window small, header and notices scroll with the content, which would else be
    a slit between them and the foot.
    """

    def __init__(self, title: str, subtitle: str = "", actions: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.setObjectName("page")
        self.header = PageHeader(title, subtitle, actions)
        self.notices: QVBoxLayout = down(gap=8, margins=(26, 0, 26, 0))
        self.pane = Scroll(title)
        self.body = self.pane.body
        self.foot: QVBoxLayout = down(gap=8, margins=(26, 0, 26, 0))
        self._top = boxed(down(self.header, self.notices, gap=0))
        self._fixed: QVBoxLayout = down(self._top, gap=0)
        self.setLayout(down(self._fixed, (self.pane, 1), self.foot, gap=0))

    def event(self, event: QEvent) -> bool:
        """Give the content room whenever the page, its header or its foot gets another height."""
        if event.type() in _MOVES:
            self._place_top()
        return super().event(event)

    def _place_top(self) -> None:
        taken = sum(_height_of(each, self.width()) for each in (self._top.layout(), self.foot))
        place = self._fixed if self.height() - taken >= scaled(_LEAST_CONTENT) else self.pane.top
        if place.indexOf(self._top) < 0:
            focus = QApplication.focusWidget()
            place.addWidget(self._top)
            # A widget that moves elsewhere loses the cursor.
            if focus is not None and self._top.isAncestorOf(focus):
                focus.setFocus()


def _height_of(layout: QLayout | None, width: int) -> int:
    """How high a layout wants to be at a width."""
    if layout is None:
        return 0
    return (
        layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
    )


class EmptyState(QFrame):
    """Nothing here: what is true, what is next, and ways on. ``figure`` on main pages only."""

    def __init__(
        self,
        title: str,
        text: str = "",
        actions: Sequence[Button] = (),
        *,
        icon: str = "",
        figure: bool = False,
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        middle = Qt.AlignmentFlag.AlignHCenter
        body = down(None, gap=10, margins=(24, 28, 24, 28))
        if figure:
            body.addWidget(Strands(*_FIGURE), 0, middle)
            body.addSpacing(8)
        elif icon:
            body.addWidget(Icon(icon, "ink3", 28), 0, middle)
        for words, role, tone in ((title, "h1" if figure else "h2", ""), (text, "body", "2")):
            if words:
                label = Label(words, role, tone, wrap=True)
                label.setAlignment(middle)
                body.addWidget(label)
        if actions:
            body.addSpacing(4)
            body.addLayout(across(None, *actions, None))
        body.addStretch(1)
        self.setLayout(body)


class Columns(QFrame):
    """A wide column and a narrow one beside it, or under it where there is little room."""

    def __init__(self, wide: QWidget, narrow: QWidget, width: int = 348) -> None:
        super().__init__()
        self._narrow, self._width = narrow, width
        self._box: QBoxLayout = across((wide, 1), narrow, gap=14)
        self._box.setAlignment(narrow, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._box)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to go below each other."""
        return QSize(scaled(300), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between beside and below."""
        super().resizeEvent(event)
        beside = event.size().width() >= scaled(self._width) + scaled(_WIDE)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._box.setAlignment(
            self._narrow, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0)
        )
        self._narrow.setMinimumWidth(scaled(self._width) if beside else 0)
        self._narrow.setMaximumWidth(scaled(self._width) if beside else 16_777_215)
