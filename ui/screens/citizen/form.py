"""What every form of the citizen page has in common: fields by name, errors at them, verbs."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QTextEdit, QWidget

from coordinator.begun import FormKey
from coordinator.i18n import _
from plans.parts import Consent
from plans.people import Address, Citizen, Communication, ContactPerson, Protection
from plans.withheld import Withheld
from ui.begun import BegunForms
from ui.screens.citizen.given import GivenTask
from ui.screens.citizen.notes_shown import TypedNote
from ui.screens.citizen.numbers import NumberRead, read_number
from ui.screens.citizen.shown import Refused, TypedCitizen
from ui.screens.citizen.signature_writes import SignatureWrites
from ui.task_wish import AskedTask, Offered
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo, TickBox
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, TextLine
from ui.widgets.flow import Flow
from ui.widgets.form_memory import FormMemory
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.speech import say
from ui.widgets.surfaces import Card


class GivesTasks(Protocol):
    """What the form for a new task asks for and sends."""

    def ask(self, offer: Callable[[Offered], None]) -> None:
        """Fetch who can be asked, and the kinds of tasks."""

    def give(self, given: GivenTask) -> None:
        """Give the task."""

    def ask_colleague(self, asked: AskedTask) -> None:
        """Ask for a task that stands in no plan."""


class Writes(Protocol):
    """What forms send; the answer comes as ``form_saved`` or ``form_refused`` of the view."""

    signatures: SignatureWrites
    tasks: GivesTasks

    def create(self, typed: TypedCitizen) -> None:
        """Make a citizen by hand."""

    def give_number(self, seen: Citizen, text: str, valid_from: date) -> None:
        """Give a new number from a day."""

    def confirm_birth_date(self, seen: Citizen, born: date) -> None:
        """Confirm or correct a calculated birth date."""

    def protect(self, seen: Citizen, protection: Protection) -> None:
        """Register, prolong or end protection."""

    def write_communication(self, seen: Citizen, communication: Communication) -> None:
        """Write how the citizen is reached."""

    def write_name_and_address(
        self, seen: Citizen, names: tuple[str, str], address: Address | Withheld
    ) -> None:
        """Write name and address."""

    def put_contact(self, seen: Citizen, contact: ContactPerson) -> None:
        """Put somebody beside the citizen."""

    def remove_contact(self, seen: Citizen, contact: ContactPerson) -> None:
        """Take somebody away from the citizen."""

    def ask_staff(self) -> None:
        """Fetch who can be chosen; the answer is ``show_staff`` of the view."""

    def name_coordinator(self, staff_id: UUID | None) -> None:
        """Name the coordinating case worker of a plan whose own is here no more.

        None is asked for where they are here: then the citizen is handed over.
        """

    def set_deputy(self, staff_id: UUID | None) -> None:
        """Name the deputy, or none."""

    def put_participant(self, staff_id: UUID, function: str) -> None:
        """Put somebody in the core team."""

    def remove_participant(self, participant_id: UUID) -> None:
        """Take somebody out of the core team."""

    def put_consent(self, seen: Consent | None, consent: Consent) -> None:
        """Register a new consent (``seen`` None), or that the one seen was withdrawn."""

    def put_note(self, typed: TypedNote) -> None:
        """Write a new note, change one, or add to one."""


class Form(Card):
    """A card that registers something: ``send`` is what its verb does when all dates are dates.

    ``cancelled`` tells that the user left it; ``duplicate_wanted`` that the user will see the
    citizen who has the typed number already; ``thrown_away`` the form's key and what was typed in
    it, for an undo. ``stays_open`` forms save each choice by itself.
    ``form_name`` is what a half-filled form is kept under; ``saved_at_once`` names the fields of
    which there is nothing to keep.
    """

    cancelled = Signal()
    duplicate_wanted = Signal(object)
    thrown_away = Signal(object, object)
    stays_open = False
    form_name = ""
    saved_at_once: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, title: str, writes: Writes, seen: Citizen | None = None) -> None:
        super().__init__(title=title)
        self.writes = writes
        self._seen = seen
        self.stale = False
        # Between the verb and its answer: only this form is closed by the answer.
        self.sending = False
        self._fields: Mapping[str, Field] = {}
        self._ticks: Mapping[str, TickBox] = {}
        self._memory: FormMemory | None = None
        self._foot_error = Label("", "small_medium", "danger", wrap=True)
        self._duplicate: UUID | None = None
        self._open_duplicate = Button(_("Open the other citizen"), self._wants_duplicate)
        self._open_duplicate.hide()
        self._error_row = boxed(
            across(Icon("alert-circle", "danger", 16), (self._foot_error, 1), gap=6)
        )
        self._error_row.hide()
        self._verb: Button | None = None

    @property
    def seen(self) -> Citizen:
        """The citizen as read when the form was filled: what a save is compared with."""
        assert self._seen is not None
        return self._seen

    def belongs_to(self, citizen: Citizen) -> bool:
        """Whether the form is about this citizen."""
        return self._seen is not None and self._seen.id == citizen.id

    def send(self) -> None:
        """Send what is typed."""

    def finish(
        self,
        fields: Mapping[str, Field],
        verb: str,
        *more: Button,
        ticks: Mapping[str, TickBox] = MappingProxyType({}),
    ) -> None:
        """Put errors and verbs at the end, and watch the fields; call it last."""
        self._fields, self._ticks = fields, ticks
        verbs: list[Button] = list(more)
        if verb:
            verbs.append(Button(_("Cancel"), self.cancel))
            self._verb = Button(verb, self.submit, kind="primary")
            verbs.append(self._verb)
        self.add(self._error_row, across(self._open_duplicate, None, *verbs))
        for field in fields.values():
            _watch(field)
            if isinstance(field.control, QLineEdit):
                field.control.returnPressed.connect(self.submit)

    def remember(self, begun: BegunForms) -> None:
        """Keep what is typed from now on, and put back what was typed before and not saved."""
        controls = {
            name: field.control
            for name, field in self._fields.items()
            if isinstance(field.control, QLineEdit | QTextEdit | Combo)
            and name not in self.saved_at_once
        }
        key = FormKey(self.form_name, self._seen.id if self._seen else None)
        self._memory = FormMemory(self, {**controls, **self._ticks}, begun, key)
        # Under the title, where there is one.
        self.body.insertWidget(int(bool(self.accessibleName())), self._memory.notice)
        self._memory.look_back()

    @property
    def sent(self) -> FormKey | None:
        """What the form is kept under while its verb has no answer; None at all other times."""
        return self._memory.key if self.sending and self._memory is not None else None

    def let_go(self) -> None:
        """Forget what was typed: it is saved, or the user threw it away."""
        if self._memory is not None:
            self._memory.done()

    def cancel(self) -> None:
        """Leave the form and what was typed in it."""
        typed = self._memory.typed if self._memory is not None else {}
        self.let_go()
        self.cancelled.emit()
        if self._memory is not None and typed:
            self.thrown_away.emit(self._memory.key, typed)

    def missing(self) -> Mapping[str, str]:
        """Say by field what must be written or is wrong, before anything is sent."""
        return {}

    def submit(self) -> None:
        """Send what is typed; if fields are wrong, all say so and the cursor goes to the first."""
        self._error_row.hide()
        wrong = self._say_what_is_wrong()
        if wrong is not None:
            wrong.control.setFocus()
            return
        if self._verb is None or not self._verb.isEnabled():
            return
        if self.window().focusWidget() is self._verb:
            # A locked button lets go of the cursor, which would jump to the sidebar.
            self.setFocus()
        self._verb.setEnabled(False)
        self.sending = True
        self.send()

    def refuse(self, refused: Refused) -> None:
        """Say why it was not kept; what is typed stays."""
        if self._verb is not None:
            self._verb.setEnabled(True)
            if self.window().focusWidget() is self:
                self._verb.setFocus()
        self.sending = False
        self.stale = refused.stale
        self._duplicate = refused.duplicate
        self._open_duplicate.setVisible(refused.duplicate is not None)
        field = self._fields.get(refused.field)
        if field is not None:
            field.show_error(refused.sentence)
            field.control.setFocus()
        else:
            self._foot_error.setText(refused.sentence)
            self._error_row.show()
            say(self, refused.sentence)

    def _say_what_is_wrong(self) -> Field | None:
        """Say it at every field that is wrong; gives the first of them."""
        missing = self.missing()
        wrong: list[Field] = []
        for name, field in self._fields.items():
            control = field.control
            if isinstance(control, DateField):
                control.settle()
            if isinstance(control, DateField) and not control.understood:
                wrong.append(field)
            elif name in missing:
                field.show_error(missing[name])
                wrong.append(field)
        return wrong[0] if wrong else None

    def refuse_at(self, name: str, sentence: str) -> None:
        """Say at a field what is missing in it."""
        self.refuse(Refused(sentence, name))

    def renew(self, citizen: Citizen) -> None:
        """Rest on the newest reading after a colleague was first; pressing again then saves."""
        if self.stale:
            self._seen, self.stale = citizen, False

    def focus_first(self) -> None:
        """Put the cursor where one begins."""
        for field in self._fields.values():
            if not field.isHidden():
                # What is not shown yet would get the cursor too late, after it went elsewhere.
                self.show()
                field.control.setFocus()
                return

    def _wants_duplicate(self) -> None:
        if self._duplicate is not None:
            self.duplicate_wanted.emit(self._duplicate)


class NumberField(QFrame):
    """The field for a person number: error when left, soft note while typing.

    ``heard`` tells what the number tells.
    """

    heard = Signal(object)

    def __init__(self, label: str, text: str = "") -> None:
        super().__init__()
        self.line = TextLine(text, longest=14)
        self.field = Field(
            label, self.line, hint=_("Ten digits; a replacement number can be used too")
        )
        self._words = Label("", "small_medium", "warn", wrap=True)
        self._icon = Icon("alert-triangle", "warn", 16)
        self._note = boxed(across(self._icon, (self._words, 1), gap=6))
        self._note.hide()
        self.setLayout(down(self.field, self._note, None, gap=4))
        self.line.textChanged.connect(self._typed)
        self.line.left.connect(self._left)
        self._typed(text)

    @property
    def note(self) -> str:
        """The soft note, or nothing."""
        return self._words.text() if not self._note.isHidden() else ""

    def _typed(self, text: str) -> None:
        read = read_number(text)
        if read.note and read.note != self._words.text():
            say(self.line, read.note)
        kind = "info" if read.is_replacement else "warn"
        self._icon.show_icon("bulb" if read.is_replacement else "alert-triangle", kind)
        self._words.setText(read.note)
        self._words.set_tone(kind)
        self._note.setVisible(bool(read.note))
        self.heard.emit(read)

    def _left(self, text: str) -> None:
        read: NumberRead = read_number(text)
        if read.error:
            self.field.show_error(read.error)


def date_field(
    label: str, value: date | None, today: date, *, hint: str = "", birth: bool = False
) -> Field:
    """Make a field for a date; text that is no date is said at it."""
    return Field(label, DateField(value, today=lambda: today, birth=birth), hint=hint)


def tick_boxes(*boxes: TickBox) -> Flow:
    """Put tick boxes side by side, on as many lines as they need."""
    made = Flow(gap=18)
    made.show_all(*boxes)
    return made


def picked(field: Field) -> date | None:
    """Give the date in a field of ``date_field``."""
    control = field.control
    assert isinstance(control, DateField)
    return control.value


def _watch(field: Field) -> None:
    """Take the error away when its cause may be gone; say at once that a date is none."""
    control: QWidget | QObject = field.control
    if isinstance(control, QLineEdit | QTextEdit):
        control.textChanged.connect(field.clear_error)
    if isinstance(control, Combo):
        control.picked.connect(lambda _value: field.clear_error())
    if isinstance(control, DateField):
        words = (
            _("That is no birth date. Write a day until today, such as 24-11-1990.")
            if control.birth
            else _("That is not a date. Write 24-11, Tuesday or +2w, for instance.")
        )
        control.not_understood.connect(lambda _text: field.show_error(words))
