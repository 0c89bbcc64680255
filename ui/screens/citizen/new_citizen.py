"""The form for a citizen who is made by hand."""

from collections.abc import Mapping
from datetime import date

from coordinator.i18n import _
from plans.people import Address, Protection
from ui.screens.citizen.form import Form, NumberField, Writes, date_field, picked, tick_boxes
from ui.screens.citizen.numbers import NumberRead, read_number
from ui.screens.citizen.postcode import PostcodeField
from ui.screens.citizen.shown import NewShown, TypedCitizen
from ui.widgets.choices import Combo, TickBox
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, TextLine, fields_across
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down


class NewCitizenForm(Form):
    """Number, name, address and protection; the birth date only for a replacement number."""

    form_name = "new_citizen"

    def __init__(self, new: NewShown, writes: Writes) -> None:
        super().__init__("", writes)
        number, given, family = _begun_with(new.searched)
        today = new.today
        self.number = NumberField(_("CPR number"), number)
        self._given = TextLine(given, longest=100)
        self._family = TextLine(family, longest=100)
        self.birth_date = date_field(_("Birth date"), None, today, birth=True)
        self._suggested: date | None = None
        self._suggestion = Label("", "small_medium", "warn", wrap=True)
        self._born = boxed(down(self.birth_date, self._suggestion, None, gap=4))
        self._street, self._postcode = TextLine(longest=200), TextLine(longest=10)
        self._town = TextLine(longest=100)
        self._district = _district_choice(new.districts)
        self._kinds = _protection_kinds()
        self._until = date_field(_("Protected until"), None, today)
        self._until.hide()
        fields = self._named()
        self.add(
            across((self.number, 1), (self._born, 1), gap=14),
            fields_across(fields["name"], fields["family"]),
            fields_across(fields["street"], fields["postcode"], fields["town"]),
            fields_across(fields["district"]),
            tick_boxes(*self._kinds),
            self._until,
        )
        ticks = dict(zip(("address", "protected_name", "special"), self._kinds, strict=True))
        self.finish(fields, _("Create citizen"), ticks=ticks)
        self._listen()

    def _named(self) -> dict[str, Field]:
        """Put every control under its label."""
        return {
            "number": self.number.field,
            "birth_date": self.birth_date,
            "name": Field(_("Given name"), self._given),
            "family": Field(_("Family name"), self._family),
            "street": Field(_("Street and number"), self._street),
            "postcode": PostcodeField(self._postcode),
            "town": Field(_("Town"), self._town),
            "district": Field(_("School district"), self._district),
            "until": self._until,
        }

    def _listen(self) -> None:
        self.number.heard.connect(self._heard)
        self.number.line.textChanged.emit(self.number.line.text())
        for kind in self._kinds:
            kind.toggled.connect(self._protected)

    def missing(self) -> Mapping[str, str]:
        """Say what every citizen needs; the birth date where the number tells none."""
        number = self.number.line.text()
        error = read_number(number).error
        found = {"number": error} if error else {}
        if not number.strip():
            found["number"] = _("Write the CPR number.")
        if not self._given.text().strip():
            found["name"] = _("Write the given name.")
        if not self._family.text().strip():
            found["family"] = _("Write the family name.")
        if not self._born.isHidden() and picked(self.birth_date) is None:
            found["birth_date"] = _("Write the birth date.")
        return found

    def send(self) -> None:
        """Send all of it; the core has the last word on what is missing."""
        address, name, special = (kind.isChecked() for kind in self._kinds)
        self.writes.create(
            TypedCitizen(
                number=self.number.line.text(),
                given_name=self._given.text(),
                family_name=self._family.text(),
                birth_date=picked(self.birth_date) if not self._born.isHidden() else None,
                address=Address(
                    self._street.text().strip(),
                    self._postcode.text().strip(),
                    self._town.text().strip(),
                ),
                district=str(self._district.value or ""),
                protection=Protection(address, name, special, picked(self._until)),
            )
        )

    def _heard(self, read: NumberRead) -> None:
        """Ask for the birth date of a replacement number; its digits only suggest one."""
        control = self.birth_date.control
        assert isinstance(control, DateField)
        self._born.setVisible(read.is_replacement)
        suggested = read.calculated if read.is_replacement else None
        # What a person typed stays; an older suggestion gives way to the newer.
        if suggested is not None and control.value in (None, self._suggested):
            control.set_value(suggested)
            self._suggested = suggested
        words = _("Calculated from the number. Ask the citizen, and correct it if it is wrong.")
        self._suggestion.setText(words if suggested else "")

    def _protected(self, _on: bool) -> None:
        self._until.setVisible(any(kind.isChecked() for kind in self._kinds))


def _protection_kinds() -> tuple[TickBox, TickBox, TickBox]:
    """Make the boxes for protected address, protected name, and special protection."""
    return (
        TickBox(_("Protected address")),
        TickBox(_("Protected name")),
        TickBox(_("Special address protection")),
    )


def _district_choice(names: tuple[str, ...]) -> Combo:
    """Make the list of districts; the address tells no program which one it is."""
    choices = [("", _("Not known")), *((name, name) for name in names)]
    return Combo(choices, "", name=_("School district"), searchable=True)


def _begun_with(searched: str) -> tuple[str, str, str]:
    """Take what was searched for as a number, or as given and family name."""
    words = searched.split()
    if any(sign.isdigit() for sign in searched):
        return searched.strip(), "", ""
    return "", " ".join(words[:-1] or words), " ".join(words[-1:] if len(words) > 1 else [])
