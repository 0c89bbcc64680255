"""The card of settings in which the dated lists are read and changed."""

from datetime import date
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from coordinator.dated_lists import ListEntry
from coordinator.i18n import _
from ui.begun import BegunForms
from ui.keys import shown
from ui.screens.settings.list_form import ListForm
from ui.screens.settings.list_shown import NAMES, ListLine, ListWords, Mode, TypedLine
from ui.screens.settings.parts import PartCard
from ui.theme import THEME
from ui.widgets.buttons import Button, icon_button
from ui.widgets.choices import Combo, TickBox
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say

_MOST_LINES: Final = 9
_UP, _DOWN = "Alt+Shift+Up", "Alt+Shift+Down"


class ListsPresenting(Protocol):
    """What the user can do with the lists."""

    @property
    def begun(self) -> BegunForms:
        """What is typed in forms and not saved."""

    def today(self) -> date:
        """Tell the date that fields count from."""

    def choose(self, which: str) -> None:
        """Show another list."""

    def show_all(self, wanted: bool) -> None:
        """Show also what held before and what will hold."""

    def move(self, seen: ListEntry, step: int) -> None:
        """Move a line up or down among those shown."""

    def save(self, mode: Mode, seen: ListEntry | None, typed: TypedLine) -> None:
        """Keep what stands in the form."""


class ListsCard(PartCard):
    """Choose a list, see its lines, and add, change, end, replace or reorder them."""

    def __init__(self, presenter: ListsPresenting) -> None:
        super().__init__(
            _("Lists"),
            _("What everybody chooses from. Nothing is deleted: a line gets a last day, and plans"
              " keep what was chosen."),
        )  # fmt: skip
        self._presenter: Final = presenter
        self._words: ListWords | None = None
        self._form: ListForm | None = None
        self._which = Combo([(key, _(name)) for key, name in NAMES.items()])
        self._which.picked.connect(self._chosen)
        self._past = TickBox(_("Show past and coming lines too"))
        self._past.toggled.connect(presenter.show_all)
        self._note = Label("", "small", "2", wrap=True)
        self.rows: RowsView[ListLine] = RowsView(
            _("Lines"),
            (
                Column(_("Name"), lambda line: Cell(line.label, line.text.replace("\n", " "))),
                Column(
                    _("Kind"), lambda line: Cell(line.group_label, tone="ink2"), 190, drops=True
                ),
                Column(_("Holds"), _holds, 150, drops=True),
            ),
            key=lambda line: (line.code, line.first),
            row_height=49,
        )
        self.rows.opened.connect(self._change)
        self._place = down(gap=0)
        THEME.changed.connect(self._fit)
        field = Field(_("List"), self._which)
        self.add(across((field, 1), (Label(""), 1), gap=20), self._verbs())
        self.body.addLayout(self._place)
        self.add(self._note, self.rows)

    def show_list(self, words: ListWords, lines: tuple[ListLine, ...]) -> None:
        """Show a list."""
        other = self._words is not None and words.code != self._words.code
        self._words = words
        for mover in self._movers:
            mover.setHidden(words.by_date)
        self._which.set_value(words.code)
        if other:
            self._close()
        self.rows.show_rows(lines)
        self.rows.setVisible(bool(lines))
        self._fit()
        self._note.setText("" if lines else _("No line holds today. Add the first one."))
        self._note.setVisible(not lines)

    def list_saved(self) -> None:
        """The form is kept: close it."""
        if self._form is not None:
            self._form.done()
        self._close()
        self.rows.setFocus()

    def list_refused(self, field: str, sentence: str) -> None:
        """Say why the form is not kept."""
        if self._form is not None:
            self._form.refuse(field, sentence)

    def _fit(self) -> None:
        """Let the list be as high as its lines, and scroll where they are many."""
        height = self.rows.horizontalHeader().sizeHint().height() + 4
        lines = min(self.rows.rows.rowCount(), _MOST_LINES)
        self.rows.setFixedHeight(height + sum(self.rows.rowHeight(each) for each in range(lines)))

    def _verbs(self) -> QVBoxLayout:
        add = Button(_("Add a line"), partial(self.open_form, "add"), icon="plus")
        change = Button(_("Change"), partial(self.open_form, "change"), icon="pencil")
        succeed = Button(
            _("Replace from a date"), partial(self.open_form, "succeed"), icon="calendar"
        )
        up = icon_button("arrow-up", _("Move up"), partial(self._move, -1), keys=_UP)
        lower = icon_button("arrow-down", _("Move down"), partial(self._move, 1), keys=_DOWN)
        for keys, step in ((_UP, -1), (_DOWN, 1)):
            shortcut = QShortcut(QKeySequence(keys), self.rows)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._move, step))
        self.rows.setAccessibleDescription(
            _("{up} and {down} move the line.").format(up=shown(_UP), down=shown(_DOWN))
        )
        self._movers = (up, lower)
        return down(across(self._past, None, up, lower), across(add, change, succeed, None), gap=10)

    def _change(self, _line: ListLine) -> None:
        self.open_form("change")

    def _chosen(self, which: object) -> None:
        self._presenter.choose(str(which))

    def _move(self, step: int) -> None:
        line = self.rows.row
        by_date = self._words is not None and self._words.by_date
        if line is not None and line.seen is not None and not by_date:
            self._presenter.move(line.seen, step)

    def open_form(self, mode: Mode) -> None:
        """Open the form for a new line, or for the line that is chosen."""
        line = None if mode == "add" else self.rows.row
        if self._words is None:
            return
        if line is None and mode != "add":
            say(self, _("Choose a line first."))
            self.rows.setFocus()
            return
        self._close()
        self._form = form = ListForm(
            self._words, mode, line, self._presenter.today, self._presenter.begun
        )
        form.wanted.connect(partial(self._save, form))
        form.left.connect(self._leave)
        self._place.addWidget(form)
        form.show()
        form.fields["first" if mode == "succeed" else "label"].control.setFocus()

    def _save(self, form: ListForm, typed: TypedLine) -> None:
        self._presenter.save(form.mode, form.line.seen if form.line else None, typed)

    def _leave(self) -> None:
        if self._form is not None:
            self._form.done()
        self._close()
        self.rows.setFocus()

    def _close(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None


def _holds(line: ListLine) -> Cell:
    return Cell(line.when, tone="ink2" if line.now else "warn")
