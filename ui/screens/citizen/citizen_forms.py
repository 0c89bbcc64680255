"""The forms for what is known of a citizen: number, birth date, name, contact, protection."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from coordinator.danish import short_date
from coordinator.i18n import _
from coordinator.wording import label
from plans.people import (
    Address,
    Citizen,
    Communication,
    ContactPerson,
    ContactRole,
    Protection,
)
from plans.withheld import Withheld
from ui.screens.citizen.form import Form, NumberField, Writes, date_field, picked, tick_boxes
from ui.screens.citizen.numbers import NumberRead
from ui.screens.citizen.postcode import PostcodeField
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo, TickBox
from ui.widgets.fields import Field, TextLine, fields_across
from ui.widgets.labels import Label
from ui.widgets.layouts import across
from ui.widgets.speech import say


class NumberForm(Form):
    """A new number from a day (AC-03)."""

    form_name = "number"

    def __init__(self, seen: Citizen, today: date, writes: Writes) -> None:
        super().__init__(_("New number from a date"), writes, seen)
        self.number = NumberField(_("New CPR number"))
        self._valid_from = date_field(_("Valid from"), today, today)
        explained = _("The old number is kept and can still be searched for.")
        self._other_birth_date = Label("", "small_medium", "warn", wrap=True)
        self.add(
            Label(explained, "body", "2", wrap=True),
            across((self.number, 1), (self._valid_from, 1), gap=14),
            self._other_birth_date,
        )
        self._other_birth_date.hide()
        self.number.heard.connect(self._heard)
        self.finish({"number": self.number.field, "valid_from": self._valid_from}, _("Save number"))

    def _heard(self, read: NumberRead) -> None:
        """Say that the number is somebody else's, or that the birth date will change with it."""
        known = self.seen.birth_date
        words = ""
        if read.born is not None and known is not None and read.born != known:
            words = _(
                "The number says born {said}, but {known} is registered."
                " The birth date changes when you save."
            ).format(said=short_date(read.born), known=short_date(known))
            say(self.number.line, words)
        self._other_birth_date.setText(words)
        self._other_birth_date.setVisible(bool(words))

    def send(self) -> None:
        """Send number and day."""
        day = picked(self._valid_from)
        if day is None:
            self.refuse_at("valid_from", _("Write the day from which the number is valid."))
            return
        self.writes.give_number(self.seen, self.number.line.text(), day)


class BirthDateForm(Form):
    """The birth date that was only calculated: confirmed or corrected."""

    form_name = "birth_date"

    def __init__(self, seen: Citizen, today: date, writes: Writes) -> None:
        super().__init__(_("Confirm the birth date"), writes, seen)
        self._born = date_field(_("Birth date"), seen.birth_date, today, birth=True)
        explained = _("The date is calculated from the replacement number. Ask the citizen.")
        self.add(Label(explained, "body", "2", wrap=True), fields_across(self._born))
        self.finish({"birth_date": self._born}, _("Confirm"))

    def send(self) -> None:
        """Send the date."""
        born = picked(self._born)
        if born is None:
            self.refuse_at("birth_date", _("Write the birth date."))
            return
        self.writes.confirm_birth_date(self.seen, born)


class ProtectionForm(Form):
    """Kind and end of name and address protection (domain.md § 3.4)."""

    form_name = "protection"

    def __init__(self, seen: Citizen, today: date, protected_again: str, writes: Writes) -> None:
        super().__init__(_("Name and address protection"), writes, seen)
        old = seen.protection
        protected = old.address or old.name or old.special
        self._name = TickBox(_("Protected name"), ticked=old.name)
        self._address = TickBox(_("Protected address"), ticked=old.address or not protected)
        self._special = TickBox(_("Special address protection"), ticked=old.special)
        self._until = date_field(
            _("Until"), old.until, today, hint=_("Empty when the protection has no end date")
        )
        if old.until is not None and old.until < today:
            ended = _("The registration has ended. Look it up, and write the new end or end it.")
            self.add(Label(ended, "small_medium", "danger", wrap=True))
        self.add(tick_boxes(self._name, self._address, self._special), fields_across(self._until))
        if protected_again:
            self.add(Label(protected_again, "small", "2", wrap=True))
        more = [Button(_("End the protection"), self._end, kind="danger")] if protected else []
        ticks = {"name": self._name, "address": self._address, "special": self._special}
        self.finish({"until": self._until}, _("Save protection"), *more, ticks=ticks)

    def send(self) -> None:
        """Send kind and end."""
        kinds = (self._name.isChecked(), self._address.isChecked(), self._special.isChecked())
        if not any(kinds):
            self.refuse_at("", _("Choose what is protected, or end the protection."))
            return
        name, address, special = kinds
        wanted = Protection(address, name, special, picked(self._until))
        self.writes.protect(self.seen, wanted)

    def _end(self) -> None:
        self.sending = True
        self.writes.protect(self.seen, Protection())

    def focus_first(self) -> None:
        """Begin at the first kind."""
        self._name.setFocus()


class CommunicationForm(Form):
    """How the citizen is reached, and in what language."""

    form_name = "communication"

    def __init__(self, seen: Citizen, writes: Writes) -> None:
        super().__init__(_("Contact"), writes, seen)
        old = seen.communication
        self._phone = TextLine(old.phone, longest=40)
        self._email = TextLine(old.email, longest=200)
        self._language = TextLine(old.language, longest=60)
        self._interpreter = TickBox(_("Needs an interpreter"), ticked=old.interpreter)
        self._exempt = TickBox(_("Exempt from digital post"), ticked=old.digital_exempt)
        fields = {
            "phone": Field(_("Phone"), self._phone),
            "email": Field(_("E-mail"), self._email),
            "language": Field(_("Language"), self._language),
        }
        self.add(fields_across(*fields.values()), tick_boxes(self._interpreter, self._exempt))
        ticks = {"interpreter": self._interpreter, "exempt": self._exempt}
        self.finish(fields, _("Save contact"), ticks=ticks)

    def send(self) -> None:
        """Send all of it."""
        written = Communication(
            phone=self._phone.text().strip(),
            email=self._email.text().strip(),
            language=self._language.text().strip(),
            interpreter=self._interpreter.isChecked(),
            digital_exempt=self._exempt.isChecked(),
        )
        self.writes.write_communication(self.seen, written)


class NameForm(Form):
    """Name and address as a person decides them; a masked address stays unless a new is typed."""

    form_name = "name"

    def __init__(self, seen: Citizen, writes: Writes) -> None:
        super().__init__(_("Name and address"), writes, seen)
        self._masked = isinstance(seen.address, Withheld)
        old = Address() if isinstance(seen.address, Withheld) else seen.address
        self._given = TextLine(seen.given_name, longest=100)
        self._family = TextLine(seen.family_name, longest=100)
        self._street = TextLine(old.street, longest=200)
        self._postcode = TextLine(old.postcode, longest=10)
        self._town = TextLine(old.town, longest=100)
        fields = {
            "name": Field(_("Given name"), self._given),
            "family": Field(_("Family name"), self._family),
            "street": Field(_("Street and number"), self._street),
            "postcode": PostcodeField(self._postcode),
            "town": Field(_("Town"), self._town),
        }
        self.add(fields_across(fields["name"], fields["family"]))
        if self._masked:
            kept = _("The protected address is kept as it is. Write here only a new address.")
            self.add(Label(kept, "small_medium", "danger", wrap=True))
        self.add(fields_across(fields["street"], fields["postcode"], fields["town"]))
        self.finish(fields, _("Save name and address"))

    def send(self) -> None:
        """Send name and address."""
        lines = (self._street, self._postcode, self._town)
        typed = Address(*(line.text().strip() for line in lines))
        old = self.seen.address
        address = old if self._masked and not typed.line else typed
        names = (self._given.text(), self._family.text())
        self.writes.write_name_and_address(self.seen, names, address)


class ContactForm(Form):
    """A representative, guardian or relative."""

    def __init__(self, seen: Citizen, contact: ContactPerson | None, writes: Writes) -> None:
        title = _("Edit contact person") if contact else _("Add contact person")
        super().__init__(title, writes, seen)
        self.form_name = f"contact:{contact.id}" if contact else "contact"
        self._contact = contact or ContactPerson(uuid4(), ContactRole.RELATIVE, "")
        self._role = Combo([(role, label(role)) for role in ContactRole], self._contact.role)
        self._name = TextLine(self._contact.name, longest=200)
        self._phone = TextLine(self._contact.phone, longest=40)
        self._note = TextLine(self._contact.note, longest=300)
        fields = {
            "role": Field(_("Role"), self._role),
            "name": Field(_("Name"), self._name),
            "phone": Field(_("Phone"), self._phone),
            "note": Field(_("Note"), self._note),
        }
        self.add(fields_across(fields["role"], fields["name"], fields["phone"]), fields["note"])
        self.finish(fields, _("Save contact person"))

    def send(self) -> None:
        """Send the person, unless the name is missing."""
        if not self._name.text().strip():
            self.refuse_at("name", _("Write the name."))
            return
        role = self._role.value
        assert isinstance(role, ContactRole)
        written = replace(
            self._contact,
            role=role,
            name=self._name.text().strip(),
            phone=self._phone.text().strip(),
            note=self._note.text().strip(),
        )
        self.writes.put_contact(self.seen, written)
