"""Danish person numbers: what is one, what it tells, and how it is shown."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from plans.errors import RuleBroken

_WEIGHTS: Final = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_REPLACEMENT_DAYS: Final = 60

# (lowest 7th digit, highest, highest two-digit year of the first century, first, second century)
# Source: domain.md § 3.1.
_CENTURIES: Final = (
    (0, 3, 99, 1900, 1900),
    (4, 4, 36, 2000, 1900),
    (5, 8, 57, 2000, 1800),
    (9, 9, 36, 2000, 1900),
)


# What stands between the digits: other programs put a hyphen and a space there that do not break.
_SIGNS: Final = str.maketrans("", "", "- \t\n\u00a0\u2010\u2011")


def without_signs(text: str) -> str:
    """Give what may be a number without the hyphens and spaces that people write in it."""
    return text.translate(_SIGNS)


@dataclass(frozen=True, slots=True, repr=False)
class CprNumber:
    """A CPR number or a replacement number: ten characters, never printed whole by accident."""

    value: str

    @classmethod
    def parse(cls, text: str) -> "CprNumber":
        """Read a number as people write it: with or without hyphen and spaces.

        A valid number need not satisfy modulus 11 (domain.md § 3.1), and a day of 61 to 91 is a
        replacement number.

        Raises:
            RuleBroken: ``cpr-length`` when there are not ten digits, ``cpr-date`` when the first
                six are no calendar date.
        """
        value = without_signs(text)
        if len(value) != 10 or not (value.isascii() and value.isdigit()):
            raise RuleBroken("cpr-length")
        number = cls(value)
        if number.derived_birth_date is None:
            raise RuleBroken("cpr-date")
        return number

    @property
    def is_replacement(self) -> bool:
        """Whether this is a replacement number («erstatningspersonnummer»): day + 60."""
        return int(self.value[:2]) > _REPLACEMENT_DAYS

    @property
    def derived_birth_date(self) -> date | None:
        """The birth date that the number spells; of a replacement number only a suggestion."""
        day, month, year = int(self.value[:2]), int(self.value[2:4]), int(self.value[4:6])
        if day > _REPLACEMENT_DAYS:
            day -= _REPLACEMENT_DAYS
        seventh = int(self.value[6])
        try:
            return date(_century(seventh, year) + year, month, day)
        except ValueError:
            return None

    @property
    def fails_modulus_11(self) -> bool:
        """Whether the old check digit is wrong, which is allowed since 1 October 2007."""
        pairs = zip(self.value, _WEIGHTS, strict=True)
        return sum(int(digit) * weight for digit, weight in pairs) % 11 != 0

    @property
    def formatted(self) -> str:
        """The number as ``DDMMYY-SSSS``."""
        return f"{self.value[:6]}-{self.value[6:]}"

    @property
    def masked(self) -> str:
        """The number as ``DDMMYY-XXXX``, for every place but the open citizen."""
        return f"{self.value[:6]}-XXXX"

    def __repr__(self) -> str:
        return "CprNumber(…)"

    __str__ = __repr__


def _century(seventh: int, year: int) -> int:
    """Find the century that the seventh digit stands for."""
    return next(
        first if year <= last_year else second
        for lowest, highest, last_year, first, second in _CENTURIES
        if lowest <= seventh <= highest
    )
