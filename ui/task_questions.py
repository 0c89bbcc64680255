"""What is asked before a task is declined, waits, is answered, or goes on to somebody else."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from coordinator.begun import FormKey
from coordinator.i18n import _
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.parts import Responsible, Waiting
from ui.begun import BegunForms
from ui.person_choice import PersonChoice, choice_of, person_words
from ui.widgets.away import AwayOffer
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo
from ui.widgets.date_field import DateField
from ui.widgets.dialogs import Dialog, ReasonDialog
from ui.widgets.fields import Field, TextArea, TextLine
from ui.widgets.form_memory import Control, FormMemory
from ui.widgets.typeahead import PersonLine, Suggestion

# What a task can wait for: a code, and what it is called.
Causes = tuple[tuple[str, str], ...]
Passed = Callable[[PersonChoice, str], None]


def decline_dialog(
    parent: QWidget, begun: BegunForms, key: FormKey, given: Callable[[str], None]
) -> ReasonDialog:
    """Ask why a task is declined."""
    dialog = ReasonDialog(
        parent,
        _("Decline the task"),
        _("The task returns to who asked, who answers for it until somebody takes it on."),
        _("Decline the task"),
        given,
        label=_("Why you cannot do it"),
    )
    _remember(dialog, {"reason": dialog.area}, begun, key)
    return dialog


def answer_dialog(
    parent: QWidget, wanted: str, begun: BegunForms, key: FormKey, given: Callable[[str], None]
) -> ReasonDialog:
    """Ask for the answer that a task is done with."""
    title = _("Answer, and mark as done")
    dialog = ReasonDialog(parent, title, wanted, title, given, label=_("Your answer"))
    _remember(dialog, {"answer": dialog.area}, begun, key)
    return dialog


class WaitDialog(Dialog):
    """Asks what a task waits for, on whom, and when to look at it again."""

    def __init__(
        self, parent: QWidget, causes: Causes, today: date, given: Callable[[Waiting], None]
    ) -> None:
        text = _("The task comes up again on the day that you choose.")
        super().__init__(parent, _("The task waits"), text)
        self._today, self._given = today, given
        self.cause = Combo([("", _("Choose")), *causes], "")
        self.on_whom = TextLine(longest=120)
        self.day = DateField(today=lambda: today, name=_("Look again"))
        self.cause_field = Field(_("Waits for"), self.cause)
        self.day_field = Field(_("Look again"), self.day, hint=_("Such as 24/11, Tuesday or +1u"))
        for part in (self.cause_field, Field(_("Waits on whom"), self.on_whom), self.day_field):
            self.body.addWidget(part)
        self.cause.picked.connect(lambda _value: self.cause_field.clear_error())
        self.on_whom.textChanged.connect(self.cause_field.clear_error)
        self.day.textChanged.connect(self.day_field.clear_error)
        self.finish_with(Button(_("Let the task wait"), self.try_to_give, kind="primary"))
        self.cause.setFocus()

    def try_to_give(self) -> None:
        """Give what it waits for, or say what is missing."""
        self.day.settle()
        cause, whom = str(self.cause.value or ""), self.on_whom.text().strip()
        if self.day.value is None:
            self.day_field.show_error(sentence_for(RuleBroken("staff-task-waits-no-day")))
            self.day.setFocus()
        if not (cause or whom):
            self.cause_field.show_error(sentence_for(RuleBroken("staff-task-waits-for-what")))
            self.cause.setFocus()
        elif self.day.value is not None:
            self._given(Waiting(cause, whom, self._today, self.day.value))
            self.accept()


class PassOnDialog(Dialog):
    """Asks who does a task instead, and what they should know; says at each field what lacks."""

    def __init__(
        self,
        parent: QWidget,
        people: Sequence[PersonChoice],
        begun: BegunForms,
        key: FormKey,
        given: Passed,
    ) -> None:
        text = _("Your colleague is asked, and answers. Until then the task waits for them.")
        super().__init__(parent, _("Pass the task on"), text)
        self._people, self._given = tuple(people), given
        self.who = PersonLine()
        self.who.set_suggestions(
            [Suggestion(person_words(each), each.who.name, each.who) for each in self._people]
        )
        self.area = TextArea(fewest=2, most=5)
        self.who_field = Field(_("Colleague"), self.who, hint=_("Three letters of the name"))
        self.note_field = Field(_("What they should know"), self.area)
        self.away = AwayOffer(self.who, self._take_deputy)
        for part in (self.who_field, self.away, self.note_field):
            self.body.addWidget(part)
        self.who.textChanged.connect(self._named)
        self.who.pointed.connect(self.area.setFocus)
        self.area.textChanged.connect(self.note_field.clear_error)
        self.finish_with(Button(_("Pass the task on"), self.try_to_give, kind="primary"))
        _remember(self, {"who": self.who, "note": self.area}, begun, key)
        self.who.setFocus()

    def try_to_give(self) -> None:
        """Give the colleague and the note, or say what is missing."""
        choice, note = self._choice(), self.area.text().strip()
        if not note:
            self.note_field.show_error(sentence_for(RuleBroken("task-pass-note")))
            self.area.setFocus()
        if choice is None:
            self.who_field.show_error(sentence_for(RuleBroken("task-pass-nobody")))
            self.who.setFocus()
        elif note:
            self._given(choice, note)
            self.accept()

    def _choice(self) -> PersonChoice | None:
        return choice_of(self.who.text(), self.who.who, self._people)

    def _named(self) -> None:
        self.who_field.clear_error()
        self.away.show_for(self._choice())

    def _take_deputy(self, deputy: Responsible) -> None:
        self.who.setText(deputy.name)
        self.who.taken.emit(deputy)
        self._named()


def _remember(
    dialog: Dialog, controls: dict[str, Control], begun: BegunForms, key: FormKey
) -> None:
    memory = FormMemory(dialog, controls, begun, key)
    # Under the title.
    dialog.body.insertWidget(1, memory.notice)
    memory.look_back()
