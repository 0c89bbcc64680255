"""The card of settings in which one tells when one is away, and a team lead of the unit's."""

from datetime import date
from functools import partial
from typing import Final, Protocol

from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from plans.absence import Absence
from ui.begun import BegunForms
from ui.screens.settings.absence_form import AbsenceForm
from ui.screens.settings.absence_shown import AbsenceChoices, AbsenceLine, TypedAbsence
from ui.screens.settings.parts import PartCard
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down


class AbsencePresenting(Protocol):
    """What the user can do with absences."""

    @property
    def begun(self) -> BegunForms:
        """What is typed in forms and not saved."""

    def today(self) -> date:
        """Tell the date that fields count from."""

    def save(self, seen: Absence | None, typed: TypedAbsence) -> None:
        """Keep what stands in the form."""

    def remove(self, seen: Absence) -> None:
        """Take an absence away."""


class AbsenceCard(PartCard):
    """Who is away and will be, and the form that tells it."""

    def __init__(self, presenter: AbsencePresenting) -> None:
        super().__init__(
            _("Absence"),
            _("Where people are chosen, Samplan says who is away and offers the deputy. Why you are"
              " away is not stored."),
        )  # fmt: skip
        self._presenter: Final = presenter
        self._choices: AbsenceChoices | None = None
        self._form: AbsenceForm | None = None
        self._empty = Label(_("No absence is written."), "body", "2", wrap=True)
        self._lines = down(gap=8)
        self._place = down(gap=0)
        self.add_one: Final = Button(_("Write absence"), partial(self.open_form, None), icon="plus")
        self.add(self._empty)
        self.body.addLayout(self._lines)
        self.body.addLayout(self._place)
        self.add(boxed(across(self.add_one, None)))

    def show_absences(self, choices: AbsenceChoices, lines: tuple[AbsenceLine, ...]) -> None:
        """Show who is away and will be."""
        self._choices = choices
        clear(self._lines)
        self._empty.setVisible(not lines)
        for each in lines:
            self._lines.addWidget(self._row(each, named=len(choices.people) > 1))

    def absence_saved(self) -> None:
        """The form is kept: close it."""
        self._leave()

    def absence_refused(self, field: str, sentence: str) -> None:
        """Say why the form is not kept."""
        if self._form is not None:
            self._form.refuse(field, sentence)

    def open_form(self, seen: Absence | None) -> None:
        """Open the form for a new absence, or for one that is written."""
        if self._choices is None or not self._choices.people:
            return
        self._close()
        form = AbsenceForm(self._choices, seen, self._presenter.today, self._presenter.begun)
        self._form = form
        form.wanted.connect(partial(self._presenter.save, seen))
        form.left.connect(self._leave)
        self._place.addWidget(form)
        form.show()
        several = seen is None and len(self._choices.people) > 1
        form.fields["who" if several else "first"].control.setFocus()

    def _row(self, line: AbsenceLine, *, named: bool) -> QFrame:
        title = f"{line.name}: {line.days}" if named else line.days
        tone = "warn" if line.now else ""
        words = down(
            Label(title, "body_medium", tone, wrap=True),
            Label(line.deputy, "small", "2", wrap=True),
            gap=1,
        )
        change = Button(
            _("Change"), partial(self.open_form, line.seen), kind="ghost", icon="pencil"
        )
        remove = Button(_("Remove"), partial(self._presenter.remove, line.seen), kind="ghost")
        for each in (change, remove):
            each.setAccessibleName(f"{each.text()}: {line.name}, {line.days}")
        return boxed(across((words, 1), change, remove))

    def _leave(self) -> None:
        if self._form is not None:
            self._form.done()
        self._close()
        self.add_one.setFocus()

    def _close(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
