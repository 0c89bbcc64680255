"""What is said about single rows: refusals with their reason, and warnings."""

import re
from dataclasses import dataclass, field
from typing import Final

from coordinator.i18n import N_, _
from coordinator.imports.kinds import AREA_LABELS
from plans.people import ServiceArea

_REASONS: Final = {
    "cpr-missing": N_("The CPR number is missing."),
    "cpr-length": N_("The CPR number must have 10 digits, not {digits}."),
    "cpr-letters": N_("The CPR number has signs other than digits."),
    "cpr-date": N_("The first six digits of the CPR number are not a date."),
    "required-missing": N_("The cell is empty. It must be filled in."),
    "date-bad": N_("The date does not exist or is not written as a date, such as 24-11-2026."),
    "end-before-start": N_("The end {end} is before the start {start}. Correct one of them."),
    "duplicate": N_("The same case is in line {other}. That line is used."),
    "duplicate-login": N_("The same login is in line {other}. That line is used."),
    "login-reserved": N_("Samplan itself uses this login. Choose another."),
    "duplicate-district": N_("The same district is in line {other}. That line is used."),
    "cells-count": N_("The row has {found} cells. The headings have {expected}."),
    "quotes": N_("The quotation marks in the row do not match."),
    "cell-long": N_("A cell has more than {limit} characters."),
    "cell-error": N_("The cell holds an error from the spreadsheet."),
    "flag-bad": N_("The cell must say yes or no."),
    "value-unknown": N_("Samplan does not know this value. Use one of: {choices}."),
    "count-bad": N_("The cell must hold a whole number."),
}
_TEXTS: Final = {
    "login-unknown": N_("The case worker “{login}” is not in staff. The text is kept."),
    "case-handed-over": N_(
        "The file says “{login}”, but the case was handed over in Samplan. It stays with who"
        " accepted it."
    ),
    "district-unknown": N_("The school district “{district}” is unknown. The text is kept."),
    "district-unknown-hidden": N_(
        "The school district is unknown. It is hidden because the address is protected."
    ),
    "name-differs": N_(
        "The name is “{new}” in {new_area} and “{old}” in {old_area}. "
        "The name from {winner} is used."
    ),
    "address-differs": N_(
        "The address is “{new}” in {new_area} and “{old}” in {old_area}. "
        "The address from {winner} is used."
    ),
    "address-differs-hidden": N_(
        "The addresses in {new_area} and {old_area} differ. "
        "They are hidden because the address is protected."
    ),
    "name-differs-person": N_(
        "The name is “{new}” in {new_area}. “{old}” stays, because a person chose it."
    ),
    "address-differs-person": N_(
        "The address is “{new}” in {new_area}. “{old}” stays, because a person chose it."
    ),
    "address-differs-person-hidden": N_(
        "The address in {new_area} is another one than the one that a person chose. "
        "Both are hidden because the address is protected."
    ),
    "name-differs-rows": N_("The citizen is also called “{old}” in line {other}. That is used."),
    "address-differs-rows": N_("Line {other} has another address of the citizen. That is used."),
    "protection-ended": N_(
        "{new_area} no longer protects the address. It stays hidden until a person confirms."
    ),
    "protection-again": N_(
        "The address is protected in {area}. A person ended the protection, "
        "but loading the file protects the address again."
    ),
    "replacement-number": N_(
        "The number is a replacement number. The birth date is calculated from it."
    ),
    "former-number": N_("The row has a former number of the citizen."),
    "missing": N_("{name}, {number}: “{title}” from {start} is no longer in the file."),
}

_CPR_LIKE = re.compile(r"(?<!\d)(\d{6})[-\u2011 ]?(\d{3,5})(?!\d)")


def masked_text(text: str) -> str:
    """Give ``text`` with what looks like a person number shown as ``DDMMYY-XXXX``."""
    return _CPR_LIKE.sub(lambda hit: f"{hit[1]}-{'X' * len(hit[2])}", text)


def masked_number_cell(text: str) -> str:
    """Give a cell of the number column with every digit after the sixth as ``X``."""
    seen = 0
    signs: list[str] = []
    for sign in text:
        seen += sign.isdigit()
        signs.append("X" if sign.isdigit() and seen > 6 else sign)
    return "".join(signs)


def _filled(template: str, facts: dict[str, object]) -> str:
    words = {
        key: _(AREA_LABELS[value]) if isinstance(value, ServiceArea) else value
        for key, value in facts.items()
    }
    return _(template).format(**words)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that is not loaded: where, in which column, what was read (masked), and why."""

    file: str
    line: int
    column: str | None
    value: str
    reason_code: str
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """Why, as one or two sentences in the language in use."""
        return _filled(_REASONS[self.reason_code], self.facts)

    def to_json(self) -> dict[str, object]:
        """The shape that the command line prints."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning about a row that is loaded, or (kind ``missing``) about a case that is gone."""

    file: str
    line: int | None
    kind: str
    text_code: str
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The warning in the language in use."""
        return _filled(_TEXTS[self.text_code], self.facts)

    def to_json(self) -> dict[str, object]:
        """The shape that the command line prints."""
        return {"file": self.file, "line": self.line, "kind": self.kind, "text": self.text}
