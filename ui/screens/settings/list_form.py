"""The form in which a line of a dated list is added, changed, or replaced from a day."""

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QTextEdit

from coordinator.begun import FormKey
from coordinator.i18n import N_, _
from plans.people import ServiceArea
from ui.begun import BegunForms
from ui.screens.settings.list_shown import ListLine, ListWords, Mode, TypedLine
from ui.widgets.areas import area_name
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, TextArea, TextLine, fields_across
from ui.widgets.form_memory import Control, FormMemory
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.speech import say
from ui.widgets.surfaces import Inset

_LINES: Final = UUID("0f9d3b1e-4d2a-4f43-9c53-7b7a6f0f4c21")
_TITLES: Final = {
    "add": N_("New line"),
    "change": N_("Change the line"),
    "succeed": N_("Replace the line from a date"),
}
_VERBS: Final = {"add": N_("Add the line"), "change": N_("Save"), "succeed": N_("Replace")}


class ListForm(Inset):
    """Keeps what is typed until it is saved; ``wanted`` tells what to keep, ``left`` that not."""

    wanted = Signal(object)
    left = Signal()

    def __init__(
        self,
        words: ListWords,
        mode: Mode,
        line: ListLine | None,
        today: Callable[[], date],
        begun: BegunForms,
    ) -> None:
        super().__init__(gap=10, margins=(14, 12, 14, 14))
        self.mode: Final = mode
        self.line: Final = line
        self.setAccessibleName(_(_TITLES[mode]))
        self._text = TextArea(line.text if line else "", fewest=2, most=8)
        self._label = TextLine(line.label if line else "", longest=200)
        self._first = DateField(_first_day(mode, line, today()), today=today)
        self._last = DateField(line.last if line else None, today=today)
        self._area = Combo(_areas(), line.area if line else "")
        self._group = _group_control(words, line) if words.group_label else None
        self.fields: Final = {
            "label": Field(_("Name"), self._label),
            "text": Field(words.text_label, self._text),
            "area": Field(_("Service area"), self._area),
            "first": Field(_("First day"), self._first),
            "last": Field(_("Last day"), self._last, hint=_last_hint(words)),
        }
        if self._group is not None:
            self.fields["group"] = Field(words.group_label, self._group)
        self._problem = Label("", "small_medium", "danger", wrap=True)
        self._problem.hide()
        self._lay_out()
        self._watch()
        self._memory = self._remember(words, begun)

    def submit(self) -> None:
        """Tell what is typed, or say at each field what is wrong."""
        self._problem.hide()
        for each in (self._first, self._last):
            each.settle()
        if not self._label.text().strip():
            self.refuse("label", _("Write what it is called. That is what everybody chooses from."))
        elif not self._first.understood or not self._last.understood:
            wrong = "last" if self._first.understood else "first"
            self.fields[wrong].control.setFocus()
        elif self._first.value is None:
            self.refuse("first", _("Write the first day that the line holds."))
        else:
            self.wanted.emit(self._typed(self._first.value))

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

    def _typed(self, first: date) -> TypedLine:
        found = self.line.group if self.line else ""
        if isinstance(self._group, Combo):
            found = str(self._group.value or "")
        elif self._group is not None:
            found = self._group.text().strip()
        return TypedLine(
            self._label.text(),
            self._text.text(),
            found,
            str(self._area.value or ""),
            first,
            self._last.value,
        )

    def _lay_out(self) -> None:
        self.body.addWidget(Label(_(_TITLES[self.mode]), "h3"))
        self.body.addWidget(self.fields["label"])
        self.body.addWidget(self.fields["text"])
        choices = [self.fields["area"]]
        if self._group is not None:
            choices.insert(0, self.fields["group"])
        self.body.addLayout(fields_across(*choices))
        self.body.addLayout(fields_across(self.fields["first"], self.fields["last"]))
        self.body.addWidget(self._problem)
        save = Button(_(_VERBS[self.mode]), self.submit, kind="primary")
        self.body.addLayout(across(None, Button(_("Cancel"), self.left.emit), save))

    def _watch(self) -> None:
        for field in self.fields.values():
            control = field.control
            if isinstance(control, QLineEdit | QTextEdit):
                control.textChanged.connect(field.clear_error)
            if isinstance(control, QLineEdit):
                control.returnPressed.connect(self.submit)
            if isinstance(control, DateField):
                words = _("That is not a date. Write 24-11, Tuesday or +2w, for instance.")
                control.not_understood.connect(
                    lambda _text, field=field, words=words: field.show_error(words)
                )

    def _remember(self, words: ListWords, begun: BegunForms) -> FormMemory:
        controls: dict[str, Control] = {
            "label": self._label,
            "text": self._text,
            "area": self._area,
            "first": self._first,
            "last": self._last,
        }
        if self._group is not None:
            controls["group"] = self._group
        named = f"{words.code} {self.mode}"
        if self.line is not None:
            named += f" {self.line.code} {self.line.first}"
        memory = FormMemory(self, controls, begun, FormKey("list_line", uuid5(_LINES, named)))
        self.body.insertWidget(1, memory.notice)
        memory.look_back()
        return memory


def _first_day(mode: Mode, line: ListLine | None, today: date) -> date | None:
    if mode == "succeed":
        return None
    return line.first if line else today


def _last_hint(words: ListWords) -> str:
    return _("Empty: that day alone.") if words.by_date else _("Empty: until further notice.")


def _areas() -> list[tuple[object, str]]:
    named: list[tuple[object, str]] = [(area.value, area_name(area.value)) for area in ServiceArea]
    return [("", _("All service areas")), *named]


def _group_control(words: ListWords, line: ListLine | None) -> Combo | TextLine:
    group = line.group if line else ""
    if not words.groups:
        return TextLine(group, longest=200)
    choices: list[tuple[object, str]] = list(words.groups)
    if line is not None and group not in dict(words.groups):
        choices.insert(0, (group, group))
    many = len(choices) > 15
    return Combo(choices, group if line else choices[0][0], searchable=many)
