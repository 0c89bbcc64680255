"""The outline beside the document: sections with their state, and the main action under them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QMenu, QSizePolicy, QWidget

from coordinator.i18n import _, ngettext
from ui.screens.plan.news_block import CompanyList
from ui.screens.plan.page import OutlineLine, PlanPage, Section
from ui.theme import THEME, color, draw_icon, font, scaled
from ui.widgets.buttons import Button, icon_button
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.pills import StatePill
from ui.widgets.reading_order import let_go
from ui.widgets.surfaces import Scroll, rule

_LEFT: Final = 14
_RIGHT: Final = 12
_SIDES: Final = _LEFT + _RIGHT


class OutlineButton(QAbstractButton):
    """A section of the outline: ready or lacking, its name, how many parts it has."""

    def __init__(self) -> None:
        super().__init__()
        self._line: OutlineLine | None = None
        self._lix: int | None = None
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self.updateGeometry)

    def show_line(self, line: OutlineLine) -> None:
        """Show a section."""
        self._line = line
        self.setText(line.title)
        self._tell()

    def show_lix(self, lix: int | None) -> None:
        """Show that a section is hard to read; None: it is not."""
        if lix != self._lix:
            self._lix = lix
            self._tell()

    def _tell(self) -> None:
        if self._line is None:
            return
        lix = self._lix_words
        words = ", ".join(part for part in (state_words(self._line), lix) if part)
        self.setAccessibleName(f"{self._line.title}, {words}")
        self.setToolTip(words)
        self.update()

    @property
    def _lix_words(self) -> str:
        return "" if self._lix is None else _("LIX {lix}").format(lix=self._lix)

    def sizeHint(self) -> QSize:
        """One line of text with air."""
        return QSize(scaled(180), max(scaled(34), self.fontMetrics().height() + scaled(12)))

    def minimumSizeHint(self) -> QSize:
        """The text may be cut, its full form is told."""
        return QSize(scaled(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, icon, name and count."""
        if self._line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        side, middle = scaled(17), self.height() / 2
        lacks, hard = self._line.missing > 0, self._lix is not None
        icon, tint = ("alert-triangle", "warn") if lacks or hard else ("circle-check", "ink2")
        if not (lacks or hard or self._line.begun):
            icon, tint = "circle-dashed", "ink3"
        if self._line.hidden and not (lacks or hard):
            icon, tint = "lock", "ink2"
        draw_icon(painter, icon, tint, QRectF(scaled(8), middle - side / 2, side, side))
        count = str(self._line.missing) if lacks else self._lix_words or self._line.count
        painter.setFont(font("caption"))
        painter.setPen(color("warn" if lacks or self._lix_words else "ink3"))
        used = painter.fontMetrics().horizontalAdvance(count)
        room = self.rect().adjusted(scaled(33), 0, -scaled(9), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.setFont(font("small_medium" if self.isChecked() else "small"))
        painter.setPen(color("ink" if self.isChecked() else "ink2"))
        name = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width() - used - scaled(8)
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _draw_ground(self, painter: QPainter) -> None:
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(color("line"), 1))
            painter.setBrush(color("surface"))
            painter.drawRoundedRect(edge, 6, 6)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("hover"))
            painter.drawRoundedRect(edge, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def state_words(line: OutlineLine) -> str:
    """Say how a section stands."""
    if line.hidden and not line.missing:
        return _("something is hidden")
    if not line.missing:
        return _("ready") if line.begun else _("nothing yet")
    words = ngettext("{count} thing is missing", "{count} things are missing", line.missing)
    return words.format(count=line.missing)


class MainAction(QFrame):
    """The primary button with the reason under it when it is locked, and the lesser actions."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__()
        self.button: Final = Button("", act, kind="primary", size="large", keys="Ctrl+Return")
        self.reason: Final = Label("", "caption", "3", wrap=True)
        self.setLayout(down(across(self.button, None), self.reason, gap=4))

    def show_action(self, page: PlanPage) -> None:
        """Show the main action of the plan as it stands."""
        primary = page.primary
        self.button.setVisible(primary.verb is not None)
        self.button.show_text(primary.text)
        self.button.show_icon(primary.icon)
        self.button.setEnabled(primary.enabled)
        self.button.setAccessibleDescription(primary.reason)
        self.reason.setText(primary.reason)
        self.reason.setVisible(bool(primary.reason))


class Outline(QFrame):
    """The left pane."""

    def __init__(
        self,
        go: Callable[[Section], None],
        act: Callable[[], None],
        tools: Sequence[tuple[str, str, str, Callable[[], None]]],
        more: Callable[[QWidget], None],
    ) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setAccessibleName(_("Sections of the plan"))
        self._pill = StatePill("")
        self._ready = Label("", "small", "3", wrap=True)
        self.company: Final = CompanyList()
        self._go = go
        self._too_hard: Mapping[Section, int] = {}
        self._list = down(gap=2)
        self.buttons: Final[dict[Section, OutlineButton]] = {}
        self.action: Final = MainAction(act)
        self.tools: Final = [
            icon_button(icon, name, deed, keys=keys) for icon, name, keys, deed in tools
        ]
        self.more: Final = icon_button("dots", _("More for the plan"))
        self.more.clicked.connect(partial(more, self.more))
        self._title = Label(_("Joint plan"), "h2")
        self._head = across((self._title, 1), self._pill)
        self.setLayout(
            down(
                self._head,
                self._ready,
                self.company,
                (self._section_list(), 1),
                across(*self.tools, self.more, None, gap=2),
                self.action,
                gap=4,
                margins=(_LEFT, 18, _RIGHT, 14),
            )
        )
        self._measure()
        THEME.changed.connect(self._measure)

    def _section_list(self) -> Scroll:
        scroll = Scroll(_("Sections of the plan"), gap=2, margins=(0, 6, 0, 6))
        scroll.body.addLayout(self._list)
        scroll.body.addSpacing(6)
        scroll.body.addWidget(rule())
        hint = Label(_("Ctrl+Up and Ctrl+Down change section"), "caption", "3", wrap=True)
        scroll.body.addWidget(hint)
        scroll.body.addStretch(1)
        return scroll

    def show_outline(self, page: PlanPage) -> None:
        """Show how the sections stand."""
        self._pill.show_pill(page.pill)
        self._place_pill()
        self._ready.setText(page.ready)
        wanted = [line.section for line in page.outline]
        for gone in [each for each in self.buttons if each not in wanted]:
            let_go(self.buttons.pop(gone))
        for place, line in enumerate(page.outline):
            self._button(place, line.section).show_line(line)
        self.action.show_action(page)
        self.more.setVisible(bool(page.more))

    def _button(self, place: int, section: Section) -> OutlineButton:
        """Give a section's button at its place; the municipality's headings are the sections."""
        button = self.buttons.get(section)
        if button is None:
            button = self.buttons[section] = OutlineButton()
            button.clicked.connect(partial(self._go, section))
            button.show_lix(self._too_hard.get(section))
        if self._list.indexOf(button) != place:
            self._list.insertWidget(place, button)
        return button

    def show_lix(self, too_hard: Mapping[Section, int]) -> None:
        """Mark the sections that are hard to read."""
        self._too_hard = too_hard
        for section, button in self.buttons.items():
            button.show_lix(too_hard.get(section))

    def show_here(self, section: Section) -> None:
        """Mark the section that the reader is in."""
        if section in self.buttons:
            self.buttons[section].setChecked(True)

    def _place_pill(self) -> None:
        """Put a long state under the title, where the two have no room beside each other."""
        wanted = self._title.sizeHint().width() + self._pill.sizeHint().width() + 8
        below = wanted > self.maximumWidth() - _SIDES
        way = QBoxLayout.Direction
        self._head.setDirection(way.TopToBottom if below else way.LeftToRight)
        self._head.setSpacing(4 if below else 8)

    def _measure(self) -> None:
        self.setFixedWidth(scaled(248))
        self._place_pill()


def section_menu(button: QWidget, page: PlanPage, go: Callable[[Section], None]) -> None:
    """Offer the sections as a menu, where there is no room for the outline."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for line in page.outline:
        words = f"{line.title} – {state_words(line)}" if line.missing else line.title
        menu.addAction(words, partial(go, line.section))
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
