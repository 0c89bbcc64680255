"""Reads single cells: texts, names, addresses, person numbers, dates and yes or no."""

import re
from datetime import date
from typing import Final

from coordinator.imports.mapping import Mapping, date_pattern
from coordinator.imports.raw import Cell, cell_text
from plans.cpr import CprNumber
from plans.errors import RuleBroken
from plans.people import Address

_ADDRESS = re.compile(r"(.*?)[,\s]\s*(\d{4})\s+(\D.*)")
_CPR_SIGNS = re.compile(r"[\d\s\u2011-]*")
_COUNT = re.compile(r"\d{1,9}|\d{1,3}(?:\.\d{3}){1,2}")
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199
# Several source systems write «no end» as the last day that a calendar has.
_NO_END_YEAR: Final = 9999


class CellRefused(Exception):
    """A cell is not what its column promises; caught by the reader of the row."""

    def __init__(self, field: str | None, code: str, **facts: object) -> None:
        super().__init__(code)
        self.field: Final = field
        self.code: Final = code
        self.facts: Final = facts


def text_of(cell: Cell) -> str:
    """Give a cell's text without spaces at its ends, double spaces and invisible signs."""
    if not cell and cell != 0:
        return ""
    text = cell if type(cell) is str else cell_text(cell)
    text = " ".join(text.split())
    if text.isprintable():
        return text
    return "".join(sign for sign in text if sign.isprintable())


def number_of(cell: Cell) -> CprNumber:
    """Read a person number; one that is a number in Excel has lost its leading zero."""
    text = text_of(cell)
    if type(cell) is int and len(text) == 9:
        text = f"0{text}"
    if not text:
        raise CellRefused("number", "cpr-missing")
    try:
        return CprNumber.parse(text)
    except RuleBroken as error:
        if error.code != "cpr-length":
            raise CellRefused("number", error.code) from None
    if not _CPR_SIGNS.fullmatch(text):
        raise CellRefused("number", "cpr-letters")
    raise CellRefused("number", "cpr-length", digits=sum(sign.isdigit() for sign in text))


def names_of(text: str, *, family_first: bool) -> tuple[str, str]:
    """Split a whole name into given and family name; a comma always follows the family name."""
    if "," in text:
        family, _comma, given = text.partition(",")
        return given.strip(), family.strip()
    if family_first:
        family, _space, given = text.partition(" ")
        return given, family
    given, _space, family = text.rpartition(" ")
    return given, family


def address_of(text: str, postcode: str, town: str) -> Address | None:
    """Read an address from three cells, or from one like «Skovvej 84, 8997 Solbæk»."""
    if postcode or town:
        return Address(text, postcode.zfill(4) if postcode.isdigit() else postcode, town)
    # Many blanks in a row would be tried in each way that they can be parted.
    hit = _ADDRESS.fullmatch(" ".join(text.split()))
    if hit:
        return Address(hit[1].rstrip(" ,"), hit[2], hit[3])
    return Address(text) if text else None


def count_of(cell: Cell) -> int:
    """Read a whole number such as «4446» or «4.446»."""
    text = text_of(cell)
    if not _COUNT.fullmatch(text):
        raise CellRefused("adults", "count-bad")
    return int(text.replace(".", ""))


class CellReader:
    """Reads what a mapping decides: dates and yes or no. It remembers what it has read before."""

    def __init__(self, mapping: Mapping) -> None:
        self._patterns = [date_pattern(form) for form in mapping.date_formats]
        self._yes = mapping.yes
        self._no = mapping.no
        self._dates: dict[str, date | None] = {}

    def start(self, cell: Cell) -> date:
        """Read a date that must be there."""
        day = self._day(cell, "start")
        if day is None:
            raise CellRefused("start", "required-missing")
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise CellRefused("start", "date-bad")
        return day

    def end(self, cell: Cell) -> date | None:
        """Read a date that may be empty; the year 9999 means that there is no end."""
        day = self._day(cell, "end")
        if day is None or day.year == _NO_END_YEAR:
            return None
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise CellRefused("end", "date-bad")
        return day

    def flag(self, cell: Cell) -> bool:
        """Read yes or no; an empty cell is no.

        Anything else is refused: taken for no, it could show an address that must be hidden.
        """
        word = text_of(cell).casefold()
        if not word or word in self._no:
            return False
        if word in self._yes:
            return True
        raise CellRefused("protected", "flag-bad")

    def _day(self, cell: Cell, field: str) -> date | None:
        if isinstance(cell, date):
            return cell
        text = cell_text(cell).strip()
        if not text:
            return None
        if text not in self._dates:
            self._dates[text] = self._parsed(text)
        day = self._dates[text]
        if day is None:
            raise CellRefused(field, "date-bad")
        return day

    def _parsed(self, text: str) -> date | None:
        for pattern, (year, month, day) in self._patterns:
            hit = pattern.fullmatch(text)
            if hit:
                try:
                    return date(int(hit[year]), int(hit[month]), int(hit[day]))
                except ValueError:
                    return None
        return None
