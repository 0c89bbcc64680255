"""Makes a form of the citizen page by its name: the name that a half-filled one is kept under."""

from collections.abc import Callable, Mapping
from typing import Final

from ui.screens.citizen.citizen_forms import (
    BirthDateForm,
    CommunicationForm,
    ContactForm,
    NameForm,
    NumberForm,
    ProtectionForm,
)
from ui.screens.citizen.form import Form, Writes
from ui.screens.citizen.note_form import ADDITION, NEW, NoteForm
from ui.screens.citizen.plan_forms import ConsentForm, PeopleForm
from ui.screens.citizen.shown import CitizenShown
from ui.screens.citizen.signature_form import SIGNATURE, SignatureForm
from ui.screens.citizen.task_form import TASK, TaskForm

Make = Callable[[CitizenShown, Writes], Form | None]


def make_form(name: str, shown: CitizenShown, writes: Writes) -> Form | None:
    """Fill a form from the citizen on the page; None when there is nothing it could be about."""
    kind, _colon, part_id = name.partition(":")
    if part_id:
        of_part = _OF_PART.get(kind, _contact)
        return of_part(part_id, shown, writes)
    make = _MAKES.get(kind)
    return make(shown, writes) if make is not None else None


def _contact(contact_id: str, shown: CitizenShown, writes: Writes) -> Form | None:
    known = {str(each.id): each for each in shown.citizen.contacts}
    contact = known.get(contact_id)
    return ContactForm(shown.citizen, contact, writes) if contact is not None else None


def _new_note(shown: CitizenShown, writes: Writes) -> Form | None:
    if not shown.notes.may_write:
        return None
    return NoteForm(shown.citizen, shown.notes, shown.today, writes)


def _changed_note(note_id: str, shown: CitizenShown, writes: Writes) -> Form | None:
    found = shown.notes.find(note_id)
    if found is None or not found.may_change:
        return None
    return NoteForm(shown.citizen, shown.notes, shown.today, writes, changes=found)


def _addition(note_id: str, shown: CitizenShown, writes: Writes) -> Form | None:
    found = shown.notes.find(note_id)
    if found is None or not shown.notes.may_write:
        return None
    return NoteForm(shown.citizen, shown.notes, shown.today, writes, corrects=found)


def _task(shown: CitizenShown, writes: Writes) -> Form | None:
    if not shown.giving.is_possible:
        return None
    return TaskForm(shown.citizen, shown.giving, shown.today, writes)


def _people(shown: CitizenShown, writes: Writes) -> Form | None:
    plan = shown.plan
    return PeopleForm(shown.citizen, plan.people, writes) if plan is not None else None


def _consent(shown: CitizenShown, writes: Writes) -> Form | None:
    plan = shown.plan
    return ConsentForm(shown.citizen, plan, shown.today, writes) if plan is not None else None


def _signature(number: str, shown: CitizenShown, writes: Writes) -> Form | None:
    plan = shown.plan
    open_ones = [each.number for each in plan.versions if each.may_sign] if plan else []
    if plan is None or not number.isdecimal() or int(number) not in open_ones:
        return None
    return SignatureForm(shown.citizen, plan.signing, int(number), shown.today, writes)


_OF_PART: Final = {NEW: _changed_note, ADDITION: _addition, SIGNATURE: _signature}
_MAKES: Final[Mapping[str, Make]] = {
    "number": lambda shown, writes: NumberForm(shown.citizen, shown.today, writes),
    "birth_date": lambda shown, writes: BirthDateForm(shown.citizen, shown.today, writes),
    "name": lambda shown, writes: NameForm(shown.citizen, writes),
    "communication": lambda shown, writes: CommunicationForm(shown.citizen, writes),
    "protection": lambda shown, writes: ProtectionForm(
        shown.citizen, shown.today, shown.protected_again, writes
    ),
    "contact": lambda shown, writes: ContactForm(shown.citizen, None, writes),
    "people": _people,
    NEW: _new_note,
    TASK: _task,
    "consent": _consent,
}
