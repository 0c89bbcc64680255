"""The form in which an absence is told or changed."""

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from PySide6.QtCore import Signal

from coordinator.begun import FormKey
from coordinator.i18n import _
from plans.absence import Absence
from ui.begun import BegunForms
from ui.screens.settings.absence_shown import AbsenceChoices, TypedAbsence
from ui.widgets.buttons import Button
from ui.widgets.choices import Choice, Combo
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, fields_across
from ui.widgets.form_memory import Control, FormMemory
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.speech import say
from ui.widgets.surfaces import Inset

_NEW: Final = UUID("6a0a3c0e-7f0c-4e7f-9b2e-52f6a1d5c7b3")


class AbsenceForm(Inset):
    """Keeps what is typed until it is saved; ``wanted`` tells what to keep, ``left`` that not."""

    wanted = Signal(object)
    left = Signal()

    def __init__(
        self,
        choices: AbsenceChoices,
        seen: Absence | None,
        today: Callable[[], date],
        begun: BegunForms,
    ) -> None:
        super().__init__(gap=10, margins=(14, 12, 14, 14))
        self.seen: Final = seen
        title = _("Change the absence") if seen else _("New absence")
        self.setAccessibleName(title)
        mine = choices.people[0][0]
        whose = str(seen.staff_id) if seen else mine
        self._who = Combo(list(choices.people), whose, searchable=len(choices.people) > 15)
        self._first = DateField(seen.first if seen else today(), today=today)
        self._last = DateField(seen.last if seen else None, today=today)
        nobody: Choice = ("", _("Nobody"))
        deputy = str(seen.deputy) if seen and seen.deputy else ""
        self._deputy = Combo([nobody, *choices.deputies], deputy, searchable=True)
        self.fields: Final = {
            "who": Field(_("Who"), self._who),
            "first": Field(_("First day"), self._first),
            "last": Field(_("Last day"), self._last, hint=_("Empty: until further notice.")),
            "deputy": Field(_("Deputy"), self._deputy),
        }
        self._problem = Label("", "small_medium", "danger", wrap=True)
        self._problem.hide()
        self._lay_out(title, several=len(choices.people) > 1)
        self._watch()
        key = FormKey("absence", seen.id if seen else uuid5(_NEW, mine))
        controls: dict[str, Control] = {
            "who": self._who, "first": self._first, "last": self._last, "deputy": self._deputy,
        }  # fmt: skip
        self._memory = FormMemory(self, controls, begun, key)
        self.body.insertWidget(1, self._memory.notice)
        self._memory.look_back()

    def submit(self) -> None:
        """Tell what is typed, or say at each field what is wrong."""
        self._problem.hide()
        for each in (self._first, self._last):
            each.settle()
        if not self._first.understood or not self._last.understood:
            (self._last if self._first.understood else self._first).setFocus()
        elif self._first.value is None:
            self.refuse("first", _("Write the first day of the absence."))
        else:
            deputy = str(self._deputy.value or "")
            self.wanted.emit(
                TypedAbsence(
                    UUID(str(self._who.value)),
                    self._first.value,
                    self._last.value,
                    UUID(deputy) if deputy else None,
                )
            )

    def refuse(self, name: str, sentence: str) -> None:
        """Say why it is not kept; what is typed stays."""
        if name in self.fields:
            self.fields[name].show_error(sentence)
            self.fields[name].control.setFocus()
            return
        self._problem.setText(sentence)
        self._problem.show()
        say(self, sentence, urgent=True)

    def done(self) -> None:
        """It is saved or left: there is nothing to come back to."""
        self._memory.done()

    def _lay_out(self, title: str, *, several: bool) -> None:
        self.body.addWidget(Label(title, "h3"))
        self.body.addLayout(fields_across(self.fields["who"], self.fields["deputy"]))
        self.fields["who"].setVisible(several)
        self.body.addLayout(fields_across(self.fields["first"], self.fields["last"]))
        self.body.addWidget(self._problem)
        save = Button(_("Save"), self.submit, kind="primary")
        self.body.addLayout(across(None, Button(_("Cancel"), self.left.emit), save))

    def _watch(self) -> None:
        words = _("That is not a date. Write 24-11, Tuesday or +2w, for instance.")
        for name, control in (("first", self._first), ("last", self._last)):
            field = self.fields[name]
            control.textChanged.connect(field.clear_error)
            control.returnPressed.connect(self.submit)
            control.not_understood.connect(lambda _text, field=field: field.show_error(words))
        self._deputy.picked.connect(self.fields["deputy"].clear_error)
