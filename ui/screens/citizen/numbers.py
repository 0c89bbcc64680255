"""What a typed person number tells while a form is filled in."""

from dataclasses import dataclass
from datetime import date

from coordinator.i18n import _
from coordinator.wording import sentence_for
from plans.cpr import CprNumber
from plans.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class NumberRead:
    """What a number tells: an error, or a soft note, and what the birth date may be.

    ``calculated`` is the date that a replacement number suggests and a person must confirm;
    ``born`` is the date that a CPR number says.
    """

    error: str = ""
    note: str = ""
    is_replacement: bool = False
    calculated: date | None = None
    born: date | None = None


def read_number(text: str) -> NumberRead:
    """Read a number as it is typed; an empty field tells nothing.

    Modulus 11 gives a soft note only, and none for a replacement number (domain.md § 3.1).
    """
    if not text.strip():
        return NumberRead()
    try:
        number = CprNumber.parse(text)
    except RuleBroken as error:
        return NumberRead(error=sentence_for(error))
    if number.is_replacement:
        note = _("This is a replacement number. It can be used until the CPR number is known.")
        return NumberRead(note=note, is_replacement=True, calculated=number.derived_birth_date)
    if number.fails_modulus_11:
        return NumberRead(
            note=_(
                "The CPR number does not satisfy modulus 11. It may be right."
                " Check for typing errors."
            ),
            born=number.derived_birth_date,
        )
    return NumberRead(born=number.derived_birth_date)
