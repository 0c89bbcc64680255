"""«Det sker der»: another deadline or colleague for several tasks, seen before it is done."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _, ngettext
from coordinator.task_lists import BulkWish, ListedTask
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.parts import Responsible
from ui.person_choice import PersonChoice, choice_of, person_words
from ui.screens.tasks.shown import BulkRow, BulkShown
from ui.theme import scaled
from ui.widgets.away import AwayOffer
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.rows_model import Cell, Column, Heading
from ui.widgets.rows_view import RowsView
from ui.widgets.speech import say
from ui.widgets.typeahead import PersonLine, Suggestion


class BulkTold(Protocol):
    """What the question asks and does."""

    def ask_for_people(self) -> None:
        """Fetch whom one can ask."""

    def foresee(self, wish: BulkWish) -> None:
        """Tell what would happen."""

    def carry_out(self, wish: BulkWish) -> None:
        """Do it."""

    def stop(self) -> None:
        """Do no more of it."""

    def take_back(self) -> None:
        """Take back what can be taken back."""

    def end(self) -> None:
        """The question is closed."""


class BulkDialog(Dialog):
    """Ask, show what would happen, do it, and show what happened, with the way back."""

    def __init__(self, parent: QWidget, title: str, text: str, tell: BulkTold) -> None:
        super().__init__(parent, title, text, width=640)
        self._bulk = tell
        self._wish: BulkWish | None = None
        self.summary: Final = Label("", "body_medium", wrap=True)
        self.rows: Final = _bulk_list()
        self.rows.setMinimumHeight(scaled(180))
        self.look: Final = Button(_("See what happens"), self.look_ahead, icon="eye")
        self.go: Final = Button("", self._carry_out, kind="primary")
        self.undo: Final = Button(_("Undo"), self._take_back, icon="arrow-back-up")
        self.halt: Final = Button(_("Stop"), tell.stop)
        self.close_: Final = Button(_("Close"), self.accept)
        for part in (self.summary, self.rows, self.go, self.undo, self.halt, self.close_):
            part.hide()
        self.finished.connect(lambda _code: tell.end())

    def wish(self) -> BulkWish | None:
        """Give what is wished, or None when something is missing and told at its field."""
        raise NotImplementedError

    def look_ahead(self) -> None:
        """Ask what would happen."""
        self._wish = self.wish()
        if self._wish is not None:
            self.look.setEnabled(False)
            self._bulk.foresee(self._wish)

    def changed(self) -> None:
        """Something else is wished: what was foreseen no longer holds."""
        self._wish = None
        self.look.setEnabled(True)
        for part in (self.summary, self.rows, self.go):
            part.hide()

    def show_people(self, people: tuple[PersonChoice, ...]) -> None:
        """Offer these colleagues, where one is asked for."""

    def show_foreseen(self, shown: BulkShown) -> None:
        """Show what would happen."""
        self.look.setEnabled(True)
        self._show(shown)
        words = ngettext("Change {n} task", "Change {n} tasks", shown.happens)
        self.go.show_text(words.format(n=shown.happens))
        self.go.setVisible(bool(shown.happens))
        (self.go if shown.happens else self.rows).setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.summary.setText(_("{n} of {total} are done.").format(n=done, total=total))

    def show_outcome(self, shown: BulkShown, *, can_undo: bool) -> None:
        """Show what happened."""
        self._show(shown)
        self.halt.hide()
        self.undo.setVisible(can_undo)
        self.close_.show()
        self.close_.setFocus()

    def show_taken_back(self, words: str) -> None:
        """Show what was taken back."""
        self.summary.setText(words)
        self.undo.hide()
        self.rows.hide()
        say(self, words)

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing can be told or done."""
        self.look.setEnabled(True)
        self.halt.hide()
        self.summary.setText(sentence)
        self.summary.show()
        say(self, sentence, urgent=True)

    def lay_out(self, *fields: QWidget) -> None:
        """Put the fields, and under them what happens."""
        for part in fields:
            self.body.addWidget(part)
        self.body.addLayout(across(self.look, None))
        self.body.addWidget(self.summary)
        self.body.addWidget(self.rows, 1)
        self.finish_with(self.undo, self.halt, self.close_, self.go)

    def _show(self, shown: BulkShown) -> None:
        self.summary.setText(shown.summary)
        self.summary.show()
        self.rows.show_rows(_by_reason(shown.rows))
        self.rows.show()
        say(self, shown.summary)

    def _carry_out(self) -> None:
        if self._wish is None:
            return
        self.go.hide()
        self.look.hide()
        self.halt.show()
        self._bulk.carry_out(self._wish)

    def _take_back(self) -> None:
        self.undo.setEnabled(False)
        self._bulk.take_back()


class DueDialog(BulkDialog):
    """Another deadline for several tasks."""

    def __init__(
        self, parent: QWidget, tasks: Sequence[ListedTask], today: date, tell: BulkTold
    ) -> None:
        super().__init__(parent, _("Another deadline"), _about(len(tasks)), tell)
        self.day: Final = DateField(today=lambda: today, name=_("Deadline"))
        self.field: Final = Field(_("Deadline"), self.day, hint=_("Such as 24/11, +1u or +5a"))
        self.lay_out(self.field)
        self.day.textChanged.connect(self.field.clear_error)
        self.day.textChanged.connect(self.changed)
        self.day.returnPressed.connect(self.look_ahead)
        self.day.setFocus()

    def wish(self) -> BulkWish | None:
        """Give the day."""
        self.day.settle()
        if self.day.value is None:
            self.field.show_error(sentence_for(RuleBroken("given-task-no-day")))
            self.day.setFocus()
            return None
        return BulkWish(due=self.day.value)


class GiveDialog(BulkDialog):
    """Another colleague for several tasks, and what they should know."""

    def __init__(self, parent: QWidget, tasks: Sequence[ListedTask], tell: BulkTold) -> None:
        super().__init__(parent, _("Pass tasks on"), _about(len(tasks)), tell)
        self._people: tuple[PersonChoice, ...] = ()
        self.who: Final = PersonLine()
        self.note: Final = TextArea(fewest=2, most=4)
        self.who_field: Final = Field(_("Colleague"), self.who, hint=_("Three letters of the name"))
        self.note_field: Final = Field(_("What they should know"), self.note)
        self.away: Final = AwayOffer(self.who, self._take_deputy)
        self.lay_out(self.who_field, self.away, self.note_field)
        self.who.textChanged.connect(self._named)
        self.who.pointed.connect(self.note.setFocus)
        self.note.textChanged.connect(self.note_field.clear_error)
        self.note.textChanged.connect(self.changed)
        self.who.setFocus()

    def begin(self) -> None:
        """Fetch whom one can ask, once the question is known."""
        self._bulk.ask_for_people()

    def show_people(self, people: tuple[PersonChoice, ...]) -> None:
        """Offer these colleagues."""
        self._people = people
        self.who.set_suggestions(
            [Suggestion(person_words(each), each.who.name, each.who) for each in people]
        )

    def wish(self) -> BulkWish | None:
        """Give the colleague and the note."""
        choice, note = self._choice(), self.note.text().strip()
        if not note:
            self.note_field.show_error(sentence_for(RuleBroken("task-pass-note")))
            self.note.setFocus()
        if choice is None or choice.who.staff_id is None:
            self.who_field.show_error(sentence_for(RuleBroken("task-pass-nobody")))
            self.who.setFocus()
            return None
        return (
            BulkWish(to=choice.who.staff_id, to_name=choice.who.name, note=note) if note else None
        )

    def _choice(self) -> PersonChoice | None:
        return choice_of(self.who.text(), self.who.who, self._people)

    def _named(self) -> None:
        self.who_field.clear_error()
        self.away.show_for(self._choice())
        self.changed()

    def _take_deputy(self, deputy: Responsible) -> None:
        self.who.setText(deputy.name)
        self.who.taken.emit(deputy)
        self._named()


def _about(count: int) -> str:
    words = ngettext(
        "It is about {n} task. You see what happens before anything is written.",
        "It is about {n} tasks. You see what happens before anything is written.",
        count,
    )
    return words.format(n=count)


def _by_reason(rows: Sequence[BulkRow]) -> list[BulkRow | Heading]:
    """Put what fails under its reason, which has the whole width; then the rest."""
    reasons: dict[str, list[BulkRow]] = {}
    for row in rows:
        if row.fails:
            reasons.setdefault(row.change, []).append(row)
    found: list[BulkRow | Heading] = []
    for reason, failing in reasons.items():
        found += [Heading(reason, len(failing), "danger"), *failing]
    rest = [row for row in rows if not row.fails]
    if reasons and rest:
        found.append(Heading(_("The rest"), len(rest)))
    return [*found, *rest]


def _bulk_list() -> RowsView[BulkRow]:
    return RowsView(
        _("What happens"),
        (
            Column(_("Task"), lambda row: Cell(row.what, row.about, "small_medium")),
            Column(_("What happens"), _change_cell),
        ),
        row_height=49,
        headers=False,
    )


def _change_cell(row: BulkRow) -> Cell:
    if row.fails:
        return Cell(icon="alert-circle")
    return Cell(row.change, role="small", icon="circle-check" if row.done else "")
