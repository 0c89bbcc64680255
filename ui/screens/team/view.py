"""The widgets of «Mit team»: the unit's people, and the page of one of them."""

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator.changes import Changes
from coordinator.i18n import _, ngettext
from ui.screens.team.shown import MemberLine, PersonShown, ThingLine
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import boxed, clear, down
from ui.widgets.notices import Banner
from ui.widgets.pills import Pill
from ui.widgets.rows_model import Cell, Column, Heading
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, EmptyState, PageHeader


class TeamTold(Protocol):
    """The presenter as the view sees it."""

    def activate(self, argument: object) -> None:
        """Show the unit, or one of its people."""

    def refresh(self) -> None:
        """Read again."""

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""

    def open(self, key: str) -> None:
        """Go to one of the unit."""

    def open_citizen(self, citizen_id: str) -> None:
        """Go to a citizen."""

    def open_handovers(self) -> None:
        """Go to the hand-overs."""

    def redistribute(self) -> None:
        """Choose what of this person goes to others."""

    def open_redistributions(self) -> None:
        """Go to the redistributions that there are."""

    def reorganise(self, *, all_of_one: bool) -> None:
        """Propose who could have the unit's citizens, or all of who is shown."""


class TeamView(QStackedWidget):
    """«Mit team» in the main window; it holds its presenter."""

    def __init__(self, presenter: TeamTold) -> None:
        super().__init__()
        self._presenter: Final = presenter
        self.people: Final = _people_list()
        self.people.opened.connect(lambda line: presenter.open(line.key))
        self.sets_button: Final = Button(
            _("Redistributions"), presenter.open_redistributions, icon="arrows-right-left"
        )
        self.redistribute_button: Final = Button(
            _("Redistribute …"), presenter.redistribute, icon="arrows-right-left"
        )
        everybody = Button(
            _("Reorganisation …"), lambda: presenter.reorganise(all_of_one=False), icon="users"
        )
        self.team: Final = _ListPage(
            _("My team"), self.people, _no_team(), everybody, self.sets_button
        )
        self.things: Final = _thing_list()
        self.things.opened.connect(lambda line: presenter.open_citizen(line.citizen_id))
        self.propose_button: Final = Button(
            _("Propose who gets them …"),
            lambda: presenter.reorganise(all_of_one=True),
            icon="users",
        )
        self.person: Final = _ListPage(
            "", self.things, _nothing(), self.propose_button, self.redistribute_button
        )
        self.addWidget(self.team)
        self.addWidget(self.person)

    # -- what the window asks ----------------------------------------------------------------

    def activate(self, argument: object) -> None:
        """Show the unit, or one of its people by their id."""
        self._presenter.activate(argument)

    def refresh(self) -> None:
        """Read again (F5)."""
        self._presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""
        self._presenter.changed(changes)

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        page = self.team if self.currentWidget() is self.team else self.person
        return [page.header, page.content]

    # -- what the presenter shows ------------------------------------------------------------

    def show_team(self, lines: tuple[MemberLine, ...], climbed: str = "") -> None:
        """Show everybody of the unit, and say which hand-overs wait for the lead."""
        number = len(lines)
        words = ngettext("{n} person", "{n} people", number).format(n=number)
        self.team.header.show_subtitle(words)
        self.team.show_rows(_by_unit(lines))
        self.team.show_climbed(climbed, self._presenter.open_handovers)
        self._arrive(self.team)

    def show_person(self, shown: PersonShown) -> None:
        """Show all that hangs on one of them."""
        self.person.header.title.setText(shown.name)
        self.person.header.show_subtitle(" · ".join(filter(None, (shown.place, shown.away))))
        rows: list[ThingLine | Heading] = []
        for group in shown.groups:
            rows += [Heading(group.name, len(group.lines)), *group.lines]
        self.redistribute_button.setVisible(shown.may_redistribute)
        self.propose_button.setVisible(shown.may_redistribute)
        self.person.show_rows(rows)
        self.person.show_notes(shown.figures, shown.elsewhere)
        self._arrive(self.person)

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; what stands there stays."""
        page = self.team if self.currentWidget() is self.team else self.person
        page.show_problem(sentence)

    def _arrive(self, page: "_ListPage") -> None:
        arrives = self.currentWidget() is not page or not page.isVisible()
        self.setCurrentWidget(page)
        if arrives or not self.hasFocus():
            page.take_focus()


class _ListPage(QWidget):
    """A heading, a line of figures, and a list or what stands in its place."""

    def __init__(
        self,
        title: str,
        rows: "RowsView[MemberLine] | RowsView[ThingLine]",
        empty: EmptyState,
        *actions: Button,
    ) -> None:
        super().__init__()
        self.header: Final = PageHeader(title, "", actions)
        self.rows: Final = rows
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.climbed: Final = down(gap=0)
        self.figures: Final = Label("", "small_medium", wrap=True)
        self.figures.hide()
        self.note: Final = Label("", "small", "2", wrap=True)
        self.note.hide()
        self._empty: Final = empty
        self._empty.hide()
        card = Card((rows, 1), self._empty)
        card.body.setContentsMargins(8, 8, 8, 8)
        self.setLayout(
            down(
                self.header,
                boxed(
                    down(self.problem, self.climbed, self.figures, gap=8, margins=(26, 0, 26, 12))
                ),
                (boxed(down((card, 1), margins=(26, 0, 26, 0))), 1),
                boxed(down(self.note, margins=(26, 10, 26, 14))),
                gap=0,
            )
        )

    @property
    def content(self) -> QWidget:
        """What the list shows, or what stands in its place."""
        return self.rows if self.rows.isVisibleTo(self) else self._empty

    def show_rows(self, rows: "list[MemberLine | Heading] | list[ThingLine | Heading]") -> None:
        """Show the rows; with none, what is true and what is next."""
        self.problem.hide()
        self.rows.show_rows(rows)  # type: ignore[arg-type]  # each page has rows of its own kind
        self.rows.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def show_notes(self, figures: str, notes: tuple[str, ...]) -> None:
        """Say how much it is, and what is not seen here."""
        self.figures.setText(figures)
        self.figures.show()
        self.note.setText("\n".join(notes))
        self.note.setVisible(bool(notes))

    def show_climbed(self, text: str, open_: Callable[[], None]) -> None:
        """Say what has come to the lead, with the way there."""
        clear(self.climbed)
        if text:
            button = Button(_("See the hand-overs"), open_, size="small")
            self.climbed.addWidget(Banner("info", text, actions=[button]))

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong; the list stays."""
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    def take_focus(self) -> None:
        """Begin in the list, at the row that was chosen or the first."""
        self.content.setFocus()


def _by_unit(lines: tuple[MemberLine, ...]) -> list[MemberLine | Heading]:
    """Put a heading over each unit, where there is more than one."""
    units = sorted({line.unit for line in lines})
    if len(units) < 2:
        return list(lines)
    rows: list[MemberLine | Heading] = []
    for unit in units:
        people = [line for line in lines if line.unit == unit]
        rows += [Heading(unit, len(people)), *people]
    return rows


def _no_team() -> EmptyState:
    title = _("Nobody is in your unit yet")
    text = _("An administrator puts people in a unit under “Staff”.")
    return EmptyState(title, text, icon="users")


def _nothing() -> EmptyState:
    title = _("Nothing hangs here")
    text = _("No citizen, plan or task waits for this person. The login can be closed.")
    return EmptyState(title, text, icon="circle-check")


def _people_list() -> "RowsView[MemberLine]":
    people: RowsView[MemberLine] = RowsView(
        _("My team"),
        (
            Column(_("Name"), _name_cell),
            Column(_("Citizens"), lambda line: _count(line.citizens), 90, right=True, drops=True),
            Column(_("Plans"), lambda line: _count(line.plans), 80, right=True, drops=True),
            Column(_("Tasks"), lambda line: _count(line.tasks), 90, right=True),
            Column(_("Overdue"), _late_cell, 110),
        ),
        key=lambda line: line.key,
        row_height=49,
    )
    people.open_at_a_press()
    return people


def _thing_list() -> "RowsView[ThingLine]":
    things: RowsView[ThingLine] = RowsView(
        _("What hangs on them"),
        (
            Column(_("What"), lambda line: Cell(line.title, line.kind, pill=line.note)),
            Column(_("Service area"), _area_cell, 160, drops=True),
            Column(_("State"), lambda line: Cell(line.state, tone="ink2"), 140, drops=True),
            Column(_("Day"), _day_cell, 150),
        ),
        key=lambda line: line.key,
        row_height=49,
    )
    things.open_at_a_press()
    return things


def _name_cell(line: MemberLine) -> Cell:
    away = Pill(line.away, "warn", "calendar") if line.away else None
    return Cell(line.name, line.role, role="body_medium", pill=away)


def _count(number: int) -> Cell:
    return Cell(str(number), tone="ink" if number else "ink3", right=True)


def _late_cell(line: MemberLine) -> Cell:
    if not line.overdue:
        return Cell("–", tone="ink3")
    return Cell(pill=Pill(str(line.overdue), "danger", "alert-circle"))


def _area_cell(line: ThingLine) -> Cell:
    return Cell(areas=(line.area,)) if line.area else Cell()


def _day_cell(line: ThingLine) -> Cell:
    if line.late:
        return Cell(pill=Pill(line.by, "danger", "alert-circle"))
    return Cell(line.by, tone="ink2")
