"""The sender's form: to whom, why, and what the next case worker must know."""

from collections.abc import Callable
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from PySide6.QtWidgets import QWidget

from coordinator.begun import FormKey
from coordinator.i18n import _
from plans.handovers import HandoverKind
from plans.parts import Responsible
from ui.begun import BegunForms
from ui.person_choice import PersonChoice, person_words, who_is
from ui.screens.handovers.shown import FormFilled, FormShown
from ui.widgets.away import AwayOffer
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, TextArea, TextLine
from ui.widgets.form_memory import Control, FormMemory
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.notices import Banner
from ui.widgets.speech import say
from ui.widgets.surfaces import Card, Page
from ui.widgets.typeahead import PersonLine, Suggestion

FORM: Final = "handover"
_PROMISES: Final = 3
_DATED: Final = frozenset({HandoverKind.TEMPORARY.value, HandoverKind.HELP.value})
# Which field a refusal is about.
_PLACES: Final = {
    "handover-cause-missing": "cause",
    "handover-comment-missing": "comment",
    "handover-note-missing": "note",
    "handover-until-missing": "until",
    "handover-until-past": "until",
    "handover-meeting-past": "meeting",
    "handover-same-person": "receiver",
    "handover-absent": "receiver",
    "handover-absent-open": "receiver",
    "login-closed": "receiver",
}


class FormDeeds(Protocol):
    """What the form asks of the presenter."""

    def send(self, filled: FormFilled) -> None:
        """Offer the citizen."""

    def leave(self) -> None:
        """Go back."""


class HandoverForm(Page):
    """One form about one citizen; what is typed is kept by itself."""

    def __init__(
        self, deeds: FormDeeds, shown: FormShown, begun: BegunForms, today: Callable[[], date]
    ) -> None:
        super().__init__(shown.title, shown.subtitle)
        self._deeds, self._shown = deeds, shown
        self._asks = shown.kinds[0][0] == HandoverKind.REQUEST.value
        self.kind: Final = Combo(shown.kinds, shown.kinds[0][0])
        self.who: Final = PersonLine()
        self.who.set_suggestions(
            [Suggestion(person_words(each), each.who.name, each.who) for each in shown.people]
        )
        self.cause: Final = Combo([("", ""), *((each.code, each.label) for each in shown.causes)])
        self.comment: Final = TextArea(fewest=2, most=4)
        self.until: Final = DateField(today=today)
        self.meeting: Final = DateField(today=today)
        self.note: Final = TextArea(fewest=4)
        self.note.set_text(shown.note)
        self.promises: Final = [
            (TextLine(name=_("Promise")), DateField(today=today, name=_("By when")))
            for _number in range(_PROMISES)
        ]
        self.fields: Final = self._make_fields()
        self.away: Final = AwayOffer(self.who, self._take_deputy)
        self.warning: Final = Banner("warn", "")
        self.warning.hide()
        self.problem: Final = Banner("warn", "", closable=True)
        self.problem.hide()
        self.send_button: Final = Button(
            _("Send the request") if self._asks else _("Send the hand-over"),
            self.primary_action,
            kind="primary",
            keys="Ctrl+Return",
        )
        self._memory: Final = FormMemory(
            self, self._controls(), begun, FormKey(FORM, UUID(shown.citizen_id))
        )
        self._lay_out(shown)
        self._listen()
        self._memory.look_back()
        self._changed()

    def primary_action(self) -> None:
        """Send (Ctrl+Enter), or say what is missing."""
        self.problem.hide()
        for each in self.fields.values():
            each.clear_error()
        self.until.settle()
        self.meeting.settle()
        for _line, day in self.promises:
            day.settle()
        choice = self._choice()
        if choice is None and not self._asks:
            self._refuse("receiver", _("Choose a colleague: write three letters of the name."))
            return
        promises = [(line.text().strip(), day.value) for line, day in self.promises]
        self._deeds.send(
            FormFilled(
                kind=str(self.kind.value),
                receiver=str(choice.who.staff_id) if choice is not None else "",
                cause=str(self.cause.value or ""),
                comment=self.comment.text() if self._needs_comment() else "",
                note=self.note.text(),
                promises=tuple(each for each in promises if each[0]),
                until=self.until.value if self._is_dated() else None,
                meeting=self.meeting.value if self._moves() else None,
            )
        )

    def sent(self) -> None:
        """Leave nothing behind of what was sent."""
        self._memory.done()

    def show_refusal(self, code: str, sentence: str) -> None:
        """Say at a field what it lacks, else at the top."""
        place = _PLACES.get(code)
        if place is not None:
            self._refuse(place, sentence)
            return
        self.problem.show_notice("warn", sentence)
        self.problem.show()
        say(self.problem, sentence, urgent=True)

    def take_focus(self) -> None:
        """Begin with the colleague."""
        (self.cause if self._asks else self.who).setFocus()

    # -- inside ------------------------------------------------------------------------------

    def _make_fields(self) -> dict[str, Field]:
        return {
            "receiver": Field(_("Colleague"), self.who, hint=_("Three letters of the name")),
            "kind": Field(_("Kind"), self.kind),
            "until": Field(_("Until"), self.until),
            "cause": Field(_("Cause of the change of case worker"), self.cause),
            "comment": Field(_("Comment"), self.comment),
            "meeting": Field(
                _("Meeting of the citizen with you both"),
                self.meeting,
                hint=_("Empty for none. You get a task, and the letter says it"),
            ),
            "note": Field(_("What matters first"), self.note, hint=_("What no field says")),
        }

    def _controls(self) -> dict[str, Control]:
        controls: dict[str, Control] = {
            "kind": self.kind, "who": self.who, "cause": self.cause, "comment": self.comment,
            "until": self.until, "note": self.note, "meeting": self.meeting,
        }  # fmt: skip
        for number, (line, day) in enumerate(self.promises):
            controls |= {f"promise:{number}": line, f"promised:{number}": day}
        return controls

    def _lay_out(self, shown: FormShown) -> None:
        for notice in (self.problem, self._memory.notice):
            self.notices.addWidget(notice)
        if shown.open_with:
            text = _("The citizen is offered to {name} already. Wait, or withdraw it.")
            self.notices.addWidget(Banner("info", text.format(name=shown.open_with)))
        first = Card(title=_("To whom"))
        first.add(self.fields["receiver"], self.away, self.fields["kind"], self.fields["until"])
        why = Card(title=_("Why"))
        why.add(self.fields["cause"], self.warning, self.fields["comment"])
        what = Card(title=_("What the next case worker must know"))
        what.add(self.fields["note"], self.fields["meeting"])
        promised = Card(title=_("Promises to the citizen"))
        for line, day in self.promises:
            promised.add(across((line, 3), (day, 1), gap=10))
        text = _("The receiver takes the promises over.")
        promised.add(Label(text, "small", "2", wrap=True))
        self.body.addWidget(boxed(down(first, why, what, promised, gap=14)))
        self.body.addStretch(1)
        first.setVisible(not self._asks)
        promised.setVisible(not self._asks)
        back = Button(_("Back"), self._deeds.leave)
        self.foot.addLayout(across(None, back, self.send_button, margins=(0, 10, 0, 14)))

    def _listen(self) -> None:
        self.who.textChanged.connect(self._named)
        self.kind.currentIndexChanged.connect(self._changed)
        self.cause.currentIndexChanged.connect(self._changed)
        for name, control in (("note", self.note), ("comment", self.comment)):
            control.textChanged.connect(self.fields[name].clear_error)

    def _changed(self, *_values: object) -> None:
        self.fields["until"].setVisible(self._is_dated())
        self.fields["meeting"].setVisible(self._moves())
        chosen = next((e for e in self._shown.causes if e.code == self.cause.value), None)
        self.warning.setVisible(chosen is not None and bool(chosen.warning))
        if chosen is not None and chosen.warning:
            self.warning.show_notice("warn", chosen.warning)
        self.fields["comment"].setVisible(self._needs_comment())
        self.fields["cause"].clear_error()

    def _is_dated(self) -> bool:
        return self.kind.value in _DATED

    def _moves(self) -> bool:
        """Whether the citizen gets another case worker by what is written here."""
        return self.kind.value not in (HandoverKind.HELP.value, HandoverKind.REQUEST.value)

    def _needs_comment(self) -> bool:
        return any(each.code == self.cause.value and each.comment for each in self._shown.causes)

    def _choice(self) -> PersonChoice | None:
        who, taken = who_is(self.who.text(), self._shown.people), self.who.who
        # Two may have the same name; the one from the list was meant.
        if isinstance(taken, Responsible) and who is not None and taken.name == who.name:
            who = taken
        return next((each for each in self._shown.people if each.who == who), None)

    def _named(self) -> None:
        self.fields["receiver"].clear_error()
        self.away.show_for(self._choice())

    def _take_deputy(self, deputy: Responsible) -> None:
        self.who.setText(deputy.name)
        self.who.taken.emit(deputy)
        self._named()

    def _refuse(self, place: str, sentence: str) -> None:
        controls: dict[str, QWidget] = {
            "receiver": self.who, "cause": self.cause, "comment": self.comment,
            "note": self.note, "until": self.until, "meeting": self.meeting,
        }  # fmt: skip
        self.fields[place].show_error(sentence)
        controls[place].setFocus()
