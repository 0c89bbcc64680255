"""Reads rows: cells of a known layout become a record, or one refusal."""

from collections.abc import Mapping as MappingOf
from typing import Final

from coordinator.imports.cells import (
    CellReader,
    CellRefused,
    address_of,
    count_of,
    names_of,
    number_of,
    text_of,
)
from coordinator.imports.findings import Rejection, masked_number_cell, masked_text
from coordinator.imports.kinds import ImportKind
from coordinator.imports.mapping import Mapping
from coordinator.imports.raw import Cell, Flaw, RawTable, cell_text
from coordinator.imports.records import CaseRecord, DistrictRecord, Record, StaffRecord
from plans.people import Address, Role, ServiceArea

# What spreadsheets write into a cell whose formula failed, in English and Danish.
_ERRORS: Final = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"}
    | {"#REFERENCE!", "#I/T", "#NAVN?", "#VÆRDI!", "#DIVISION/0!", "#NUL!", "#NUM!"}
)
_SHORT_DATE: Final = "%d-%m-%Y"


class RowReader:
    """Reads the rows of one file, or one mended row of it."""

    def __init__(self, file: str, mapping: Mapping, table: RawTable) -> None:
        self._file = file
        self._kind = mapping.kind
        self._mapping = mapping
        self._columns = table.columns
        self._ragged = table.ragged
        self._width = len(table.columns)
        self._cells = CellReader(mapping)
        self._addresses: dict[tuple[str, str, str], Address | None] = {}
        self._choices = {
            field: {word.casefold(): code for word, code in words.items()}
            for field, words in mapping.values.items()
        }
        self.places: MappingOf[str, int] = mapping.columns(table.columns)
        # A field without a column reads the empty cell that is put after each row.
        self._at = {field: self.places.get(field, self._width) for field in _ALL_FIELDS}

    def read(
        self, line: int, cells: tuple[Cell, ...], flaw: Flaw | None = None
    ) -> Record | Rejection:
        """Read one row; the first cause refuses it."""
        try:
            row = self._fitted(cells, flaw)
            if self._kind is ImportKind.STAFF:
                return self._staff(line, row)
            if self._kind is ImportKind.DISTRICTS:
                return self._district(line, row)
            return self._case(line, row)
        except CellRefused as refused:
            return self._rejection(line, cells, refused)

    def duplicate(self, record: Record, other: int) -> Rejection:
        """Refuse a row because line ``other`` has the same key."""
        codes = {
            ImportKind.STAFF: ("login", "duplicate-login"),
            ImportKind.DISTRICTS: ("district", "duplicate-district"),
        }
        field, code = codes.get(self._kind, ("number", "duplicate"))
        value = record.number.masked if isinstance(record, CaseRecord) else record.key
        column = self._columns[self.places[field]]
        return Rejection(self._file, record.line, column, value, code, {"other": other})

    def _fitted(self, cells: tuple[Cell, ...], flaw: Flaw | None) -> tuple[Cell, ...]:
        """Give the row with exactly one cell a column, and an empty one after them."""
        if flaw is not None:
            raise CellRefused(None, flaw.code, **flaw.facts)
        width = self._width
        if len(cells) != width:
            short = self._ragged and len(cells) < width
            if short or any(cell_text(cell).strip() for cell in cells[width:]):
                raise CellRefused(None, "cells-count", found=len(cells), expected=width)
            cells = cells[:width] + (None,) * (width - len(cells))
        if not _ERRORS.isdisjoint(cells):
            raise CellRefused(None, "cell-error")
        return (*cells, None)

    def _case(self, line: int, row: tuple[Cell, ...]) -> CaseRecord:
        at = self._at
        number = number_of(row[at["number"]])
        given, family = self._names(row)
        protected = self._cells.flag(row[at["protected"]]) if "protected" in self.places else None
        start = self._cells.start(row[at["start"]])
        end = self._cells.end(row[at["end"]])
        if end is not None and end < start:
            raise CellRefused(
                "end",
                "end-before-start",
                start=start.strftime(_SHORT_DATE),
                end=end.strftime(_SHORT_DATE),
            )
        area = self._kind.service_area
        assert area is not None
        goals = (text_of(row[at["job_goal_1"]]), text_of(row[at["job_goal_2"]]))
        return CaseRecord(
            line,
            number,
            given,
            family,
            self._address(row),
            protected,
            text_of(row[at["district"]]),
            area,
            self._required(row, "title"),
            start,
            end,
            text_of(row[at["caseworker"]]),
            text_of(row[at["distance"]]),
            tuple(goal for goal in goals if goal),
            text_of(row[at["ordinary_hours"]]),
        )

    def _names(self, row: tuple[Cell, ...]) -> tuple[str, str]:
        if "given" in self.places and "family" in self.places:
            given = text_of(row[self._at["given"]])
            return given, self._required(row, "family")
        whole = self._required(row, "name")
        names = names_of(whole, family_first=self._mapping.family_first)
        if not any(names):
            raise CellRefused("name", "required-missing")
        return names

    def _address(self, row: tuple[Cell, ...]) -> Address | None:
        at = self._at
        parts = (
            text_of(row[at["address"]]),
            text_of(row[at["postcode"]]),
            text_of(row[at["town"]]),
        )
        if parts not in self._addresses:
            self._addresses[parts] = address_of(*parts)
        return self._addresses[parts]

    def _staff(self, line: int, row: tuple[Cell, ...]) -> StaffRecord:
        area = self._choice(row, "service_area")
        role = self._choice(row, "role")
        if not role:
            raise CellRefused("role", "required-missing")
        login = self._required(row, "login")
        if login.casefold() == Role.SYSTEM.value:
            # The built-in login is called like its role, and is nobody's to rename or promote.
            raise CellRefused("login", "login-reserved")
        return StaffRecord(
            line,
            login,
            self._required(row, "name"),
            ServiceArea(area) if area else None,
            text_of(row[self._at["team"]]),
            Role(role),
            text_of(row[self._at["phone"]]),
            text_of(row[self._at["email"]]),
        )

    def _district(self, line: int, row: tuple[Cell, ...]) -> DistrictRecord:
        return DistrictRecord(
            line, self._required(row, "district"), count_of(row[self._at["adults"]])
        )

    def _required(self, row: tuple[Cell, ...], field: str) -> str:
        text = text_of(row[self._at[field]])
        if not text:
            raise CellRefused(field, "required-missing")
        return text

    def _choice(self, row: tuple[Cell, ...], field: str) -> str:
        """Give the code of a word that the mapping lists, or "" for an empty cell."""
        word = text_of(row[self._at[field]])
        if not word:
            return ""
        choices = self._choices.get(field, {})
        code = choices.get(word.casefold(), "")
        if code not in _CODES[field]:
            known = ", ".join(self._mapping.values.get(field, {}))
            raise CellRefused(field, "value-unknown", choices=known)
        return code

    def _rejection(self, line: int, cells: tuple[Cell, ...], refused: CellRefused) -> Rejection:
        place = self.places.get(refused.field) if refused.field else None
        if place is None:
            return Rejection(self._file, line, None, "", refused.code, dict(refused.facts))
        text = cell_text(cells[place]) if place < len(cells) else ""
        mask = masked_number_cell if refused.field == "number" else masked_text
        value = mask(_padded(text, cells[place]) if refused.field == "number" else text)
        facts = dict(refused.facts)
        return Rejection(self._file, line, self._columns[place], value, refused.code, facts)


def _padded(text: str, cell: Cell) -> str:
    return f"0{text}" if isinstance(cell, int) and len(text) == 9 else text


_CODES: Final = {
    "service_area": frozenset(area.value for area in ServiceArea),
    # Nobody is made the built-in user by a file.
    "role": frozenset(role.value for role in Role if role is not Role.SYSTEM),
}
_ALL_FIELDS: Final = (
    "number", "name", "given", "family", "address", "postcode", "town", "protected", "district",
    "title", "distance", "start", "end", "caseworker", "job_goal_1", "job_goal_2",
    "ordinary_hours", "login", "service_area", "team", "role", "phone", "email", "adults",
)  # fmt: skip
