"""The list of everybody in staff, with a search over it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _, ngettext
from ui.keys import keys_for
from ui.screens.staff.shown import PeopleShown, PersonLine
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, TextLine
from ui.widgets.labels import Label
from ui.widgets.layouts import boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.pills import Pill
from ui.widgets.rows_model import Cell, Column, Heading
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, EmptyState, PageHeader


class ListPage(QWidget):
    """The list; field and foot stay while it scrolls."""

    def __init__(
        self,
        search: Callable[[str], None],
        open_person: Callable[[str], None],
        begin: Callable[[], None],
    ) -> None:
        super().__init__()
        self._begin = begin
        self.new: Final = Button(
            _("Add to staff"), begin, kind="primary", icon="plus", keys=keys_for("primary")
        )
        self.header: Final = PageHeader(_("Staff"), "", (self.new,))
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.search: Final = TextLine(longest=120)
        self.search.setPlaceholderText(_("Name, login, role or team"))
        self.field: Final = Field(_("Search in staff"), self.search)
        self.list: Final = _staff_list()
        self._lines: tuple[PersonLine, ...] = ()
        self.list.opened.connect(lambda line: open_person(line.key))
        self._empty: Final = down(gap=0)
        self._empty_box: Final = boxed(self._empty)
        self._empty_box.hide()
        self.note: Final = Label("", "small", "2", wrap=True)
        self.search.textChanged.connect(search)
        self.search.returnPressed.connect(self._enter)
        self._lay_out()

    def show_people(self, shown: PeopleShown) -> None:
        """Show who was found."""
        rows: list[PersonLine | Heading] = []
        self._lines = (*shown.open_ones, *shown.closed_ones)
        groups = (
            (_("Can sign in"), shown.open_ones),
            (_("Cannot sign in"), shown.closed_ones),
        )
        for title, lines in groups:
            if lines:
                rows += [Heading(title, len(lines)), *lines]
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows)
        found = len(self._lines)
        self.note.setText(ngettext("{n} person", "{n} people", found).format(n=found))
        self._show_empty(shown, any_rows=bool(rows))
        if shown.searched:
            say(self.list, self.note.text())

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; the list stays."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    def take_focus(self) -> None:
        """Begin in the search field; what was typed last is marked, to be typed over."""
        self.search.setFocus()
        self.search.selectAll()

    def regions(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        found = self.list if self.list.isVisibleTo(self) else self._empty_box
        return [self.header, self.field, found]

    def _enter(self) -> None:
        """Enter in the search field goes to the list, or opens the only one."""
        if len(self._lines) == 1:
            self.list.opened.emit(self._lines[0])
        elif self._lines:
            self.list.setFocus()
            self.list.choose(1)

    def _show_empty(self, shown: PeopleShown, *, any_rows: bool) -> None:
        clear(self._empty)
        self._empty_box.setVisible(not any_rows)
        if any_rows:
            return
        ways = [Button(_("Add to staff"), self._begin, icon="plus")]
        if shown.searched:
            title, text = _("Nobody fits"), _("Try the family name, the login or the team.")
        else:
            title = _("Nobody is in staff yet")
            text = _("Add the first one here, or load an export of staff under “Load data”.")
        self._empty.addWidget(EmptyState(title, text, ways, icon="users"))
        self._empty.addStretch(1)

    def _lay_out(self) -> None:
        card = Card((self.list, 1), self._empty_box)
        card.body.setContentsMargins(8, 8, 8, 8)
        self.setLayout(
            down(
                self.header,
                boxed(down(self.problem, self.field, gap=8, margins=(26, 0, 26, 12))),
                (boxed(down((card, 1), margins=(26, 0, 26, 0))), 1),
                boxed(down(self.note, margins=(26, 10, 26, 14))),
                gap=0,
            )
        )


def _staff_list() -> RowsView[PersonLine]:
    people: RowsView[PersonLine] = RowsView(
        _("Staff"),
        (
            Column(_("Name and login"), _name_cell),
            Column(_("Role"), lambda line: Cell(line.role, tone="ink2"), width=210),
            Column(_("Service area"), _area_cell, width=170, drops=True),
            Column(_("Team"), _team_cell, width=200, drops=True),
        ),
        key=lambda line: line.key,
        row_height=49,
    )
    people.open_at_a_press()
    return people


def _team_cell(line: PersonLine) -> Cell:
    return Cell(line.team or "–", tone="ink2")


def _area_cell(line: PersonLine) -> Cell:
    if not line.area:
        return Cell("–", tone="ink3")
    return Cell(line.area_name, tone="ink2", areas=(line.area,))


def _name_cell(line: PersonLine) -> Cell:
    closed = None if line.is_open else Pill(_("Login closed"), "neutral", "lock")
    return Cell(line.name, line.login, role="body_medium", pill=closed)
