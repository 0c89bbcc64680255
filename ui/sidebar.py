"""The sidebar: where one can go, whom one works with, who one is."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QMenu, QScrollArea, QSizePolicy, QWidget

from coordinator.i18n import _
from ui.keys import keys_for, shown
from ui.navigation import SidebarCitizen, UserCard
from ui.screen import ScreenEntry
from ui.theme import THEME, color, draw_icon, font, scaled, tokens
from ui.widgets.areas import area_name, draw_area, in_order
from ui.widgets.icons import Logo
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.people import Avatar, brief_name
from ui.widgets.surfaces import rule

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class _Item(QAbstractButton):
    """One line of the sidebar: icon, words, count or area marks."""

    def __init__(self, text: str, icon: str = "", areas: Sequence[str] = ()) -> None:
        super().__init__()
        self.setText(text)
        self._icon, self._areas = icon, in_order(areas)
        self._count = 0
        self.folded = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(0)
        THEME.changed.connect(self.updateGeometry)

    def show_count(self, count: int) -> None:
        self._count = count
        names = ", ".join(area_name(area) for area in self._areas)
        extra = names or (str(count) if count else "")
        self.setAccessibleName(f"{self.text()}, {extra}" if extra else self.text())
        self.update()

    def nextCheckState(self) -> None:
        """The window decides what is lit."""

    def sizeHint(self) -> QSize:
        return QSize(scaled(40), scaled(36 if self._icon else 32))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(36), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        tint = "ink" if self.isChecked() else "ink2"
        left = float(scaled(10))
        if self._icon:
            side = scaled(18)
            if self.folded:
                left = (self.width() - side) / 2
            draw_icon(
                painter, self._icon, tint, QRectF(left, (self.height() - side) / 2, side, side)
            )
            left += side + scaled(10)
        if not self.folded:
            right = self._end(painter)
            self._words(painter, QRectF(left, 0, right - left - 4, self.height()), tint)

    def _ground(self, painter: QPainter) -> None:
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.underMouse():
            painter.setPen(QPen(color("line"), 1))
            painter.setBrush(color("surface" if self.isChecked() else "hover"))
            painter.drawRoundedRect(edge, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _end(self, painter: QPainter) -> float:
        """Draw what stands at the right; gives where it begins."""
        right = self.width() - scaled(10)
        if self._areas:
            side, step = scaled(12), scaled(14)
            left = right - step * len(self._areas)
            for place, area in enumerate(self._areas):
                top = (self.height() - side) / 2
                draw_area(painter, area, QRectF(left + place * step, top, side, side))
            return left
        if not self._count:
            return right
        painter.setFont(font("caption"))
        painter.setPen(color("ink2"))
        painter.drawText(QRectF(0, 0, right, self.height()), _RIGHT, str(self._count))
        return right - QFontMetrics(font("caption")).horizontalAdvance(str(self._count))

    def _words(self, painter: QPainter, room: QRectF, tint: str) -> None:
        face = font("h3" if self.isChecked() else "body")
        painter.setFont(face)
        painter.setPen(color(tint))
        text, measure = self.text(), QFontMetrics(face)
        if not self._icon and measure.horizontalAdvance(text) > room.width():
            text = brief_name(text)
        short = measure.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(room.width())))
        painter.drawText(room, _LEFT, short)
        if not self._icon or self.folded:
            self.setToolTip(self.text())


class _User(QAbstractButton):
    """Who is signed in; its menu locks, and in the demo offers others one can be."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._texts: QFrame | None = None

    def show_user(self, user: UserCard, *, folded: bool) -> None:
        old = self.layout()
        if old is not None:
            clear(old)
            old.deleteLater()
            # A widget takes a new layout only when the old one belongs to somebody else.
            QWidget().setLayout(old)
        words = (user.name, user.subtitle)
        self.setAccessibleName(", ".join(word for word in words if word))
        self.setToolTip(user.name)
        parts: list[QWidget] = [Avatar(user.name, 32)]
        if not folded:
            facts = [Label(fact, "caption", "3") for fact in user.subtitle.split(" · ") if fact]
            parts.append(boxed(down(Label(user.name, "small_medium"), *facts, gap=0)))
        side = 4 if folded else 8
        layout = across(*parts, gap=10, margins=(side, 6, 4, 6))
        if not folded:
            layout.setStretch(1, 1)
        self.setLayout(layout)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(color("hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(edge, 6, 6)


class Sidebar(QFrame):
    """224 px wide, or 56 folded. ``went`` tells a screen's name and argument."""

    went = Signal(str, object)
    switched = Signal(str)
    lock_asked = Signal()

    def __init__(self, screens: Sequence[ScreenEntry], citizen_screen: str = "citizen") -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName(_("Sidebar"))
        self.folded = False
        self._citizen_screen = citizen_screen
        self._user = UserCard("", "", "", "")
        self._people: tuple[UserCard, ...] = ()
        # What the open page is about.
        self._current: object = None
        listed = [entry for entry in screens if entry.place != "hidden"]
        self._items: Final = {entry.name: self._entry(entry) for entry in listed}
        self._places: Final = {entry.name: entry.place for entry in listed}
        self._word = Label("Samplan", "h2")
        self._citizens_title = Label("", "caption", "3")
        self._citizens = down(gap=2)
        self._citizen_box = boxed(
            down(
                boxed(across(self._citizens_title, margins=(10, 12, 10, 2))), self._citizens, gap=0
            )
        )
        self._citizen_box.hide()
        self._user_button = _User()
        self._user_button.clicked.connect(self._ask_user)
        self._lay_out()
        self._measure()
        THEME.changed.connect(self._measure)

    def show_user(self, user: UserCard, people: Sequence[UserCard], entries: set[str]) -> None:
        """Show who is signed in, whom one may become, and the screens that this role has."""
        self._user, self._people = user, tuple(people)
        self._user_button.show_user(user, folded=self.folded)
        for name, item in self._items.items():
            item.setVisible(name in entries)

    def show_current(self, name: str, argument: object) -> None:
        """Light the entry of the open screen, and the citizen when one is open."""
        for key, item in self._items.items():
            item.setChecked(key == name)
        self._current = argument
        self._light_citizen()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait at each entry."""
        for name, item in self._items.items():
            item.show_count(counts.get(name, 0))

    def show_citizens(self, title: str, citizens: Sequence[SidebarCitizen]) -> None:
        """Show pinned or recent citizens."""
        clear(self._citizens)
        self._citizens_title.setText(title)
        for citizen in citizens:
            item = _Item(citizen.name, areas=citizen.areas)
            item.setProperty("citizen", citizen.argument)
            item.clicked.connect(partial(self._go, self._citizen_screen, citizen.argument))
            self._citizens.addWidget(item)
        self._light_citizen()
        self._citizen_box.setVisible(bool(citizens) and not self.folded)

    def _light_citizen(self) -> None:
        for item, citizen in self._citizen_items():
            item.setChecked(self._current is not None and citizen == self._current)

    def fold(self, folded: bool) -> None:
        """Fold to icons, or unfold."""
        if folded == self.folded:
            return
        self.folded = folded
        for item in self._items.values():
            item.folded = folded
            item.update()
        self._word.setVisible(not folded)
        self._citizen_box.setVisible(not folded and self._citizens.count() > 0)
        self._user_button.show_user(self._user, folded=folded)
        self._measure()

    def user_menu(self) -> QMenu:
        """Make the menu: people that one can become, and the lock."""
        menu = QMenu(self)
        for person in self._people:
            action = menu.addAction(f"{person.name} · {person.subtitle}")
            action.triggered.connect(partial(self._switch, person.login))
        if self._people:
            menu.addSeparator()
        words = _("Lock Samplan")
        lock = menu.addAction(f"{words} ({shown(keys_for('lock'))})")
        lock.triggered.connect(lambda _checked: self.lock_asked.emit())
        return menu

    def _entry(self, entry: ScreenEntry) -> _Item:
        item = _Item(_(entry.title), entry.icon)
        if entry.keys:
            item.setToolTip(f"{_(entry.title)} ({shown(entry.keys)})")
        item.clicked.connect(partial(self._go, entry.name, None))
        return item

    def _lay_out(self) -> None:
        main = [item for name, item in self._items.items() if self._places[name] == "main"]
        foot = [item for name, item in self._items.items() if self._places[name] == "foot"]
        inside = boxed(down(*main, self._citizen_box, None, gap=3))
        middle = QScrollArea()
        middle.setWidgetResizable(True)
        middle.setFrameShape(QFrame.Shape.NoFrame)
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        middle.setWidget(inside)
        middle.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        head = boxed(across(Logo(26), (self._word, 1), gap=10, margins=(7, 0, 0, 8)))
        self.setLayout(
            down(head, (middle, 1), *foot, rule(), self._user_button, gap=3, margins=(8, 13, 8, 8))
        )

    def _measure(self) -> None:
        sizes = tokens()["size"]
        self.setFixedWidth(
            scaled(sizes["sidebar_collapsed"]) if self.folded else scaled(sizes["sidebar"])
        )

    def _citizen_items(self) -> list[tuple[_Item, object]]:
        found = []
        for place in range(self._citizens.count()):
            held = self._citizens.itemAt(place)
            item = held.widget() if held is not None else None
            if isinstance(item, _Item):
                found.append((item, item.property("citizen")))
        return found

    def _go(self, name: str, argument: object, _checked: bool = False) -> None:
        self.went.emit(name, argument)

    def _switch(self, login: str, _checked: bool = False) -> None:
        self.switched.emit(login)

    def _ask_user(self) -> None:
        menu = self.user_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self._user_button.mapToGlobal(self._user_button.rect().topLeft())
        place.setY(place.y() - menu.sizeHint().height())
        menu.popup(place)
