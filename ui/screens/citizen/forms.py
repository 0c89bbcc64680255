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
from ui.screens.citizen.plan_forms import ConsentForm, PeopleForm
from ui.screens.citizen.shown import CitizenShown

Make = Callable[[CitizenShown, Writes], Form | None]


def make_form(name: str, shown: CitizenShown, writes: Writes) -> Form | None:
    """Fill a form from the citizen on the page; None when there is nothing it could be about."""
    kind, _colon, contact_id = name.partition(":")
    if contact_id:
        return _contact(contact_id, shown, writes)
    make = _MAKES.get(kind)
    return make(shown, writes) if make is not None else None


def _contact(contact_id: str, shown: CitizenShown, writes: Writes) -> Form | None:
    known = {str(each.id): each for each in shown.citizen.contacts}
    contact = known.get(contact_id)
    return ContactForm(shown.citizen, contact, writes) if contact is not None else None


def _people(shown: CitizenShown, writes: Writes) -> Form | None:
    plan = shown.plan
    return PeopleForm(shown.citizen, plan.people, writes) if plan is not None else None


def _consent(shown: CitizenShown, writes: Writes) -> Form | None:
    plan = shown.plan
    return ConsentForm(shown.citizen, plan, shown.today, writes) if plan is not None else None


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
    "consent": _consent,
}
