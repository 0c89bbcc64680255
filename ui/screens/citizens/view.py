"""The widgets of «Borgere»: the search field, the list, and the way to a new citizen."""

from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coordinator.changes import Changes
from coordinator.danish import short_date
from coordinator.i18n import _
from ui.keys import keys_for
from ui.screens.citizens.lines import Found, Listed
from ui.theme import THEME, scaled
from ui.widgets.areas import in_order
from ui.widgets.buttons import Button
from ui.widgets.dialogs import ReasonDialog
from ui.widgets.fields import Field, TextLine
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.pills import Pill
from ui.widgets.plan_pills import plan_pill
from ui.widgets.rows_model import Cell, Column, Heading
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, EmptyState, PageHeader

# Long enough to ask once for two keys struck together, short enough not to be felt.
TYPING_MS: Final = 50


class CitizensPresenterFace(Protocol):
    """The presenter as the view sees it."""

    def search(self, text: str) -> None:
        """List who fits what is typed."""

    def refresh(self) -> None:
        """Ask the same again."""

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""

    def open(self, line: Listed) -> None:
        """Go to a citizen."""

    def open_chosen(self, text: str, line: Listed | None) -> None:
        """Enter in the search field."""

    def create(self, text: str) -> None:
        """Go to a new citizen."""

    def look_up(self, reason: str) -> None:
        """Look for the number in the whole municipality."""

    def load(self) -> None:
        """Go to where a new store gets its citizens from."""


class _SearchLine(TextLine):
    """A line with a magnifying glass in it."""

    def __init__(self) -> None:
        super().__init__(longest=120)
        self.setPlaceholderText(_("Name, address, CPR number or case worker"))
        self.setLayout(across(Icon("search", "ink3", 18), None, margins=(10, 0, 0, 0)))
        self._measure()
        THEME.changed.connect(self._measure)

    def _measure(self) -> None:
        self.setTextMargins(scaled(18) + 8, 4, 0, 4)


class CitizensView(QWidget):
    """«Borgere», in the main window; the list scrolls, field and foot stay."""

    def __init__(self, presenter: CitizensPresenterFace) -> None:
        super().__init__()
        self._presenter: Final = presenter
        self.new_citizen: Final = Button(
            _("Create citizen"), self.primary_action, kind="primary", icon="plus",
            keys=keys_for("primary"),
        )  # fmt: skip
        self.header: Final = PageHeader(_("Citizens"), "", (self.new_citizen,))
        self.banner: Final = Banner("warn", "", closable=True)
        self.banner.hide()
        self.search: Final = _SearchLine()
        self.field: Final = Field(_("Search for a citizen"), self.search)
        self.list: Final = _citizen_list()
        self.empty: Final = down(gap=0)
        self._empty_box: Final = boxed(self.empty)
        self._empty_box.hide()
        self.note: Final = Label("", "small", "2", wrap=True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._lay_out()
        self._listen()

    def activate(self, argument: object = None) -> None:  # noqa: ARG002 - the window's signature
        """Begin a visit in the search field; what was typed last is marked, to be typed over."""
        self._ask()
        self.search.setFocus()
        self.search.selectAll()

    def primary_action(self) -> None:
        """Create a citizen."""
        self._presenter.create(self.search.text())

    def ask_why(self) -> None:
        """Ask why the number is to be looked up in the whole municipality."""
        ReasonDialog(
            self.window(),
            _("Why do you look?"),
            _("The look-up and its reason are logged, and your team lead sees them."),
            _("Look up"),
            self._presenter.look_up,
        ).open()

    def refresh(self) -> None:
        """Ask again (F5)."""
        self._presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""
        self._presenter.changed(changes)

    def regions(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.field, self.list if self.list.isVisibleTo(self) else self._empty_box]

    def show_found(self, found: Found) -> None:
        """Show an answer; in an answer to a search the first row is chosen."""
        rows: list[Listed | Heading] = []
        for group in found.groups:
            if group.title:
                rows.append(Heading(group.title, len(group.lines)))
            rows += group.lines
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows)
        if found.text and rows and self.list.row is None:
            self.list.choose(0)
        self.note.setText(found.note)
        self._show_empty(found, bool(rows))
        if found.text:
            say(self.list, found.note or found.empty_text)

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; the list stays."""
        self.banner.show_notice("warn", sentence)
        self.banner.show()
        say(self.banner, sentence, urgent=True)

    def clear_problem(self) -> None:
        """Take that away."""
        self.banner.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows choose in the list while the field has the focus, and Esc empty it."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._search_key(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        card = Card((self.list, 1), self._empty_box)
        card.body.setContentsMargins(8, 8, 8, 8)
        logged = across(Icon("eye", "ink3", 16), Label(_("Searches are logged"), "small", "2"))
        foot = across((self.note, 1), logged)
        self.setLayout(
            down(
                self.header,
                boxed(down(self.banner, self.field, gap=8, margins=(26, 0, 26, 12))),
                (boxed(down((card, 1), margins=(26, 0, 26, 0))), 1),
                boxed(down(foot, margins=(26, 10, 26, 14))),
                gap=0,
            )
        )

    def _listen(self) -> None:
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._enter)
        self.search.installEventFilter(self)
        self._typing.timeout.connect(self._ask)
        self.list.opened.connect(self._presenter.open)

    def _ask(self) -> None:
        self._typing.stop()
        self._presenter.search(self.search.text())

    def _enter(self) -> None:
        self._typing.stop()
        self._presenter.open_chosen(self.search.text(), self.list.row)

    def _search_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            return False
        place = self.list.currentIndex().row() + step
        while isinstance(self.list.rows.at(place), Heading):
            place += step
        if self.list.rows.at(place) is not None:
            self.list.choose(place)
        return True

    def _show_empty(self, found: Found, any_rows: bool) -> None:
        clear(self.empty)
        self._empty_box.setVisible(not any_rows)
        if any_rows:
            return
        # The page has the button already; here it stands where the eye is.
        ways = []
        if found.number:
            ways.append(Button(_("Look up with a reason"), self.ask_why, icon="eye"))
        if found.text:
            ways.append(Button(_("Create citizen"), self.primary_action, icon="plus"))
        elif found.may_load:
            ways.append(Button(_("Load data"), self._presenter.load, icon="file-import"))
        state = EmptyState(found.empty_title, found.empty_text, ways, icon="search")
        self.empty.addWidget(state)
        self.empty.addStretch(1)


def _citizen_list() -> RowsView[Listed]:
    citizens: RowsView[Listed] = RowsView(
        _("Citizens"),
        (
            Column(_("Name"), _name_cell),
            Column(_("CPR number"), _number_cell, width=128),
            Column(_("Born"), _born_cell, width=110, drops=True),
            Column(_("Address and district"), _place_cell, width=264, drops=True),
            Column(_("Service areas"), _areas_cell, width=112, drops=True),
            Column(_("Plan"), _plan_cell, width=168),
        ),
        key=lambda line: (line.group, line.citizen.id),
    )
    citizens.open_at_a_press()
    return citizens


def _name_cell(line: Listed) -> Cell:
    protected = Pill(_("Protected"), "warn", "shield-lock") if line.citizen.protected else None
    return Cell(line.citizen.name, role="body_medium", pill=protected)


def _number_cell(line: Listed) -> Cell:
    number = line.citizen.number
    return Cell(number.masked if number else "–", tone="ink2")


def _born_cell(line: Listed) -> Cell:
    born = line.citizen.birth_date
    return Cell(short_date(born) if born else "–", tone="ink2")


def _place_cell(line: Listed) -> Cell:
    # AC-04: where a protected citizen lives is told nowhere, not even as a district.
    if line.citizen.protected:
        return Cell(_("Protected address"), tone="ink2")
    place = (line.citizen.street, line.citizen.district)
    return Cell(" · ".join(filter(None, place)) or "–", tone="ink2")


def _areas_cell(line: Listed) -> Cell:
    areas = in_order([area.value for area in line.citizen.service_areas])
    return Cell(areas=tuple(areas)) if areas else Cell("–", tone="ink3")


def _plan_cell(line: Listed) -> Cell:
    if not line.citizen.seen:
        return Cell(_("Hidden"), tone="ink3")
    status = line.citizen.plan_status
    return Cell(pill=plan_pill(status)) if status else Cell(_("No plan"), tone="ink3")
