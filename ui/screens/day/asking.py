"""What «Min dag» asks before a task is declined or goes on to somebody else."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from coordinator.begun import FormKey
from coordinator.i18n import _
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.parts import Responsible
from ui.begun import BegunForms
from ui.person_choice import PersonChoice, person_words, who_is
from ui.widgets.away import AwayOffer
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog, ReasonDialog
from ui.widgets.fields import Field, TextArea
from ui.widgets.form_memory import Control, FormMemory
from ui.widgets.typeahead import PersonLine, Suggestion

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
        who, taken = who_is(self.who.text(), self._people), self.who.who
        # Two may have the same name; the one from the list was meant.
        if isinstance(taken, Responsible) and who is not None and taken.name == who.name:
            who = taken
        return next((each for each in self._people if each.who == who), None)

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
