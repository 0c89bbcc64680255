"""The form that registers an enquiry in a few seconds: words, who, subject, how."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from coordinator.begun import FormKey
from coordinator.enquiries import NewEnquiry
from coordinator.i18n import _
from coordinator.wording import sentence_for
from plans.enquiries import Channel
from plans.errors import RuleBroken
from ui.begun import BegunForms
from ui.screens.enquiries.shown import Offers
from ui.whom_line import Whom, WhomLine
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo
from ui.widgets.fields import Field, TextArea, TextLine, fields_across
from ui.widgets.form_memory import Control, FormMemory
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed
from ui.widgets.speech import say
from ui.widgets.surfaces import Card
from ui.widgets.typeahead import Suggestion, SuggestLine

NEW_ENQUIRY_FORM: Final = FormKey("new_enquiry")


class NewEnquiryForm(Card):
    """Fields in the order of Tab; Ctrl+Enter registers. What is typed is kept as it is typed."""

    def __init__(
        self,
        offers: Offers,
        search: Callable[[str], None],
        register: Callable[[NewEnquiry, bool], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__()
        self._offers, self._register, self._leave = offers, register, leave
        self._memory: FormMemory | None = None
        self.words: Final = TextArea(fewest=3, most=8)
        self.whom: Final = WhomLine()
        # Which citizen the name means: kept with the rest, and seen by nobody.
        self._citizen: Final = TextLine()
        self._citizen.hide()
        self._seen = True
        self.subject: Final = SuggestLine()
        self.subject.set_suggestions(
            [Suggestion(words, words, code) for code, words in offers.subjects]
        )
        self.channel: Final = Combo(offers.channels, Channel.PHONE.value)
        self.fields: Final = self._make_fields()
        self._error = Label("", "small_medium", "danger", wrap=True)
        self._error_row = boxed(across(Icon("alert-circle", "danger", 16), (self._error, 1), gap=6))
        self._error_row.hide()
        self.verb: Final = Button(_("Register"), self.submit, kind="primary", keys="Ctrl+Return")
        self._lay_out()
        self._listen(search)

    def show_whom(self, whom: Whom) -> None:
        """Begin with somebody who is known."""
        self.whom.setText(whom.name)
        self._take(whom)

    def remember(self, begun: BegunForms) -> None:
        """Keep what is typed from now on, and put back what was typed before."""
        controls: dict[str, Control] = {
            "words": self.words, "whom": self.whom, "subject": self.subject,
            "channel": self.channel, "citizen": self._citizen,
        }  # fmt: skip
        self._memory = FormMemory(self, controls, begun, NEW_ENQUIRY_FORM)
        self.body.insertWidget(0, self._memory.notice)
        self._memory.look_back()

    def submit(self) -> None:
        """Register it, or say at each field what is missing."""
        self._error_row.hide()
        missing = self._missing()
        for name in reversed(missing):
            self.fields[name].show_error(missing[name])
            self.fields[name].control.setFocus()
        if missing or not self.verb.isEnabled():
            return
        self.verb.setEnabled(False)
        citizen = self._citizen.text()
        typed = NewEnquiry(
            self.words.text().strip(),
            self._code() or "",
            Channel(str(self.channel.value)),
            UUID(citizen) if citizen else None,
            "" if citizen else " ".join(self.whom.text().split()),
        )
        self._register(typed, self._seen or not citizen)

    def refuse(self, sentence: str) -> None:
        """Say why it was not registered; what is typed stays."""
        self.verb.setEnabled(True)
        self._error.setText(sentence)
        self._error_row.show()
        say(self, sentence)

    def saved(self) -> None:
        """It is in the store: forget what was typed."""
        if self._memory is not None:
            self._memory.done()

    def cancel(self) -> None:
        """Leave the form and what was typed in it."""
        self.saved()
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form and keeps what is typed."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def take_focus(self) -> None:
        """Begin with the words."""
        self.words.setFocus()

    def regions(self) -> list[QWidget]:
        """What can hold the cursor."""
        return [field.control for field in self.fields.values()]

    def _lay_out(self) -> None:
        fields = self.fields
        self.add(
            fields["words"],
            fields_across(fields["whom"], fields["subject"]),
            fields["channel"],
            self._citizen,
            self._error_row,
            across(None, Button(_("Cancel"), self.cancel), self.verb),
        )
        self._citizen.hide()

    def _make_fields(self) -> dict[str, Field]:
        return {
            "words": Field(_("What they ask, in their own words"), self.words),
            "whom": Field(
                _("Who asks"), self.whom, hint=_("Name or CPR number. Unknown: name and telephone")
            ),
            "subject": Field(
                _("What it is about"), self.subject, hint=_("Three letters, such as “care”")
            ),
            "channel": Field(_("How it came in"), self.channel),
        }

    def _missing(self) -> dict[str, str]:
        """Say by field what must be written."""
        missing = {}
        if not self.words.text().strip():
            missing["words"] = sentence_for(RuleBroken("enquiry-words-missing"))
        if self._code() is None:
            missing["subject"] = sentence_for(RuleBroken("enquiry-subject-missing"))
        return missing

    def _listen(self, search: Callable[[str], None]) -> None:
        self.whom.textEdited.connect(self._typed_whom)
        self.whom.textEdited.connect(search)
        self.whom.taken.connect(self._take)
        self.whom.pointed.connect(self.subject.setFocus)
        self.subject.pointed.connect(self.channel.setFocus)
        self.words.textChanged.connect(self.fields["words"].clear_error)
        self.subject.textChanged.connect(lambda _text: self.fields["subject"].clear_error())

    def _typed_whom(self, _text: str) -> None:
        self._citizen.clear()
        self._seen = True

    def _take(self, whom: object) -> None:
        assert isinstance(whom, Whom)
        self._citizen.setText(str(whom.citizen_id))
        self._seen = whom.seen

    def _code(self) -> str | None:
        typed = " ".join(self.subject.text().split()).casefold()
        return next(
            (code for code, words in self._offers.subjects if words.casefold() == typed), None
        )
