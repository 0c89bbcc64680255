"""Asks whom a citizen is offered to instead, when nobody answered or somebody said no."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.parts import Responsible
from ui.person_choice import PersonChoice, choice_of, person_words
from ui.widgets.away import AwayOffer
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field
from ui.widgets.typeahead import PersonLine, Suggestion


class GiveToDialog(Dialog):
    """One field: a colleague; who is away offers the deputy."""

    def __init__(
        self,
        parent: QWidget,
        people: Sequence[PersonChoice],
        giver: str,
        given: Callable[[PersonChoice], None],
    ) -> None:
        text = _(
            "Note and promises go along. Until there is a yes, {giver} has the responsibility."
        )
        super().__init__(parent, _("Give to somebody else"), text.format(giver=giver))
        self._people, self._given = tuple(people), given
        self.who = PersonLine()
        self.who.set_suggestions(
            [Suggestion(person_words(each), each.who.name, each.who) for each in self._people]
        )
        self.who_field = Field(_("Colleague"), self.who, hint=_("Three letters of the name"))
        self.away = AwayOffer(self.who, self._take_deputy)
        for part in (self.who_field, self.away):
            self.body.addWidget(part)
        self.who.textChanged.connect(self._named)
        self.finish_with(Button(_("Offer the citizen"), self.try_to_give, kind="primary"))
        self.who.setFocus()

    def try_to_give(self) -> None:
        """Give the colleague, or say that nobody is chosen."""
        choice = self._choice()
        if choice is None:
            self.who_field.show_error(sentence_for(RuleBroken("task-pass-nobody")))
            self.who.setFocus()
            return
        self._given(choice)
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
