"""The page on which one chooses who gives and who may receive, and how much at most."""

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from ui.screens.reorganise.shown import ChoiceShown, PersonLine
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.choices import TickBox
from ui.widgets.fields import Field, TextLine
from ui.widgets.labels import Label
from ui.widgets.notices import Banner
from ui.widgets.pills import Pill
from ui.widgets.rows_model import Cell, Column, Heading
from ui.widgets.rows_view import RowsView
from ui.widgets.surfaces import Card, Columns, Page

LIST_HEIGHT: Final = 430


class SetPerson(Protocol):
    """Takes how somebody shall stand in the choice."""

    def __call__(self, key: str, *, gives: bool, receives: bool, limit: str) -> None:
        """Take it."""


class ChoosePage(Page):
    """The people of the unit, and what the chosen one does in the reorganisation."""

    def __init__(self, set_person: SetPerson, propose: Callable[[], None]) -> None:
        self.go: Final = Button(_("Make a proposal"), propose, kind="primary", icon="users")
        super().__init__(_("Reorganisation"), "", [self.go])
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.notices.addWidget(self.problem)
        self._shown = ChoiceShown((), (), "")
        self.people: Final = _people_list()
        self.people.setMinimumHeight(scaled(LIST_HEIGHT))
        self.panel: Final = PersonPanel(set_person)
        self.people.chosen.connect(self.panel.show_person)
        self.people.opened.connect(lambda _line: self.panel.take_focus())
        self.others: Final = TickBox(_("Show other units too"))
        self.others.toggled.connect(lambda _on: self._fill())
        intro = _(
            "Choose who gives citizens and who may receive them. Who gives and may not receive"
            " gives all they have. Nothing happens before you say so."
        )
        wide = Card((self.people, 1), self.others)
        self.body.addWidget(Label(intro, "body", "2", wrap=True))
        self.body.addWidget(Columns(wide, self.panel))
        self.body.addStretch(1)

    def show_choice(self, shown: ChoiceShown) -> None:
        """Show who gives and who may receive."""
        self.problem.hide()
        self._shown = shown
        self.header.show_subtitle(shown.summary)
        self.others.setVisible(bool(shown.others))
        self._fill()

    def _fill(self) -> None:
        rows: list[PersonLine | Heading] = list(self._shown.mine)
        if self.others.isChecked():
            rows += [Heading(_("Other units"), len(self._shown.others)), *self._shown.others]
        self.people.show_rows(rows)
        self.panel.show_person(self.people.row)


class PersonPanel(Card):
    """What the chosen person does; every change is taken at once."""

    def __init__(self, set_person: SetPerson) -> None:
        self._set_person = set_person
        self._line: PersonLine | None = None
        self.name: Final = Label("", "h3", wrap=True)
        self.unit: Final = Label("", "small", "2", wrap=True)
        self.gives: Final = TickBox(_("Gives citizens"))
        self.receives: Final = TickBox(_("May receive citizens"))
        self.limit: Final = TextLine(name=_("At most, in points"), longest=3)
        self.field: Final = Field(_("At most, in points"), self.limit)
        note = _("A citizen is one point, and more with a joint plan that one coordinates.")
        super().__init__()
        self.add(
            self.name,
            self.unit,
            self.gives,
            self.receives,
            self.field,
            Label(note, "small", "2", wrap=True),
        )
        self.gives.toggled.connect(lambda _on: self._take())
        self.receives.toggled.connect(lambda _on: self._take())
        self.limit.left.connect(lambda _text: self._take())
        self.setVisible(False)

    def show_person(self, line: PersonLine | None) -> None:
        """Show how somebody stands in the choice."""
        self._line = None  # what is filled in here is nobody's press
        self.setVisible(line is not None)
        if line is None:
            return
        self.name.setText(line.name)
        self.unit.setText(line.unit)
        self.gives.setVisible(line.can_give)
        self.gives.setChecked(line.gives)
        self.receives.setChecked(line.receives)
        self.limit.setText(line.limit)
        self.field.setVisible(line.receives)
        self._line = line

    def take_focus(self) -> None:
        """Begin in the first box."""
        (self.gives if self.gives.isVisibleTo(self) else self.receives).setFocus()

    def _take(self) -> None:
        line = self._line
        if line is None:
            return
        gives, receives = self.gives.isChecked(), self.receives.isChecked()
        # Who begins to give gives all, until one says that they may receive.
        if gives and not line.gives:
            receives = False
        limit = self.limit.text()
        if (gives, receives, limit) != (line.gives, line.receives, line.limit):
            self._set_person(line.key, gives=gives, receives=receives, limit=limit)


def regions_of(page: ChoosePage) -> list[QWidget]:
    """What F6 goes through."""
    return [page.header, page.people, page.panel]


def _people_list() -> "RowsView[PersonLine]":
    return RowsView(
        _("Who gives and who receives"),
        (
            Column(_("Name"), _name_cell),
            Column(
                _("Now"), lambda line: Cell(line.load, tone="ink2", right=True), 100, right=True
            ),
            Column(_("Gives"), _gives_cell, 148),
            Column(_("At most"), _limit_cell, 80, right=True),
        ),
        key=lambda line: line.key,
        row_height=49,
    )


def _name_cell(line: PersonLine) -> Cell:
    away = Pill(_("Away"), "warn", "calendar") if line.away else None
    return Cell(line.name, line.unit, role="body_medium", pill=away)


def _gives_cell(line: PersonLine) -> Cell:
    if not line.gives:
        return Cell("–", tone="ink3")
    return Cell(
        pill=Pill(_("Gives some") if line.receives else _("Gives all"), "info", "arrow-right")
    )


def _limit_cell(line: PersonLine) -> Cell:
    return Cell(line.limit or "–", tone="ink" if line.receives else "ink3", right=True)
