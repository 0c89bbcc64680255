"""Bytes → what a file says: records, refused rows, and columns that nobody knows."""

from bisect import insort
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from contextlib import suppress
from dataclasses import dataclass, replace

from coordinator.imports.cells import CellRefused, names_of, number_of, text_of
from coordinator.imports.findings import Rejection, masked_text
from coordinator.imports.kinds import ImportKind
from coordinator.imports.mapping import Mapping, load_mapping
from coordinator.imports.raw import PROGRESS_EVERY, Cell, Progress, RawTable, cell_text
from coordinator.imports.records import CaseRecord, Record
from coordinator.imports.rejects import hyphenated, rejects_csv
from coordinator.imports.rows import RowReader
from coordinator.imports.tables_in import read_table
from plans.cpr import CprNumber


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says. Every data row is one record or one rejection, in the file's order."""

    kind: ImportKind
    file: str
    mapping: Mapping
    table: RawTable
    records: tuple[Record, ...]
    rejections: tuple[Rejection, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings as they stand in the file."""
        return self.table.columns

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The headings that stand for no field; their cells are not read."""
        used = set(self.mapping.columns(self.columns).values())
        return tuple(name for index, name in enumerate(self.columns) if name and index not in used)

    @property
    def refused_rows(self) -> MappingOf[int, tuple[Cell, ...]]:
        """The cells of each refused row, by line."""
        lines = {each.line for each in self.rejections}
        return {line: cells for line, cells in self.table.rows if line in lines}

    @property
    def refused_numbers(self) -> dict[int, CprNumber]:
        """The person numbers that can be read in refused rows, by line."""
        place = self.mapping.columns(self.columns).get("number")
        found: dict[int, CprNumber] = {}
        for line, cells in self.refused_rows.items():
            if place is not None and place < len(cells):
                with suppress(CellRefused):
                    found[line] = number_of(cells[place])
        return found

    def names_in(self, rejections: Iterable[Rejection]) -> dict[int, str]:
        """The names of refused rows, by line, so that a person can tell which row is meant.

        A row that is refused as a whole has no cell that is the name for certain.
        """
        lines = {each.line for each in rejections if each.column is not None}
        places = self.mapping.columns(self.columns)
        found = {
            line: masked_text(self._name_in(cells, places))
            for line, cells in self.table.rows
            if line in lines
        }
        return {line: name for line, name in found.items() if name}

    def _name_in(self, cells: tuple[Cell, ...], places: MappingOf[str, int]) -> str:
        texts = {field: text_of(cells[at]) for field, at in places.items() if at < len(cells)}
        if self.kind is ImportKind.DISTRICTS:
            return texts.get("district", "")
        if "given" in places and "family" in places:
            parts = (texts.get("given", ""), texts.get("family", ""))
        elif self.kind is ImportKind.STAFF:
            parts = (texts.get("name", ""), "")
        else:
            parts = names_of(texts.get("name", ""), family_first=self.mapping.family_first)
        return " ".join(filter(None, parts))

    @property
    def numbers(self) -> frozenset[str]:
        """The person numbers of all rows that can be taken."""
        return frozenset(each.number.value for each in self.records if isinstance(each, CaseRecord))

    def heading(self, field: str) -> str | None:
        """Give the file's own heading of a field, or None when no column has it."""
        place = self.mapping.columns(self.columns).get(field)
        return None if place is None else self.columns[place]

    def rejects_csv(self, rejections: tuple[Rejection, ...] | None = None) -> bytes:
        """Write the refused rows as a file that can be corrected and loaded again.

        Args:
            rejections: Those of the proposal, which may refuse more rows than the reader did.
        """
        refused = self.rejections if rejections is None else rejections
        lines = {each.line for each in refused}
        rows = {line: cells for line, cells in self.table.rows if line in lines}
        number = self.mapping.columns(self.columns).get("number")
        return rejects_csv(self.columns, number, refused, rows)

    def mended(self, line: int, cells: tuple[str, ...]) -> "Reading":
        """Give the reading with the row of ``line`` replaced by corrected cells."""
        rows = tuple((at, cells if at == line else old) for at, old in self.table.rows)
        flaws = {at: flaw for at, flaw in self.table.flaws.items() if at != line}
        table = replace(self.table, rows=rows, flaws=flaws)
        reader = RowReader(self.file, self.mapping, table)
        records = [each for each in self.records if each.line != line]
        rejections = [each for each in self.rejections if each.line != line]
        found = reader.read(line, cells)
        if not isinstance(found, Rejection):
            other = next((each.line for each in records if each.key == found.key), None)
            found = found if other is None else reader.duplicate(found, other)
        if isinstance(found, Rejection):
            insort(rejections, found, key=lambda each: each.line)
        else:
            insort(records, found, key=lambda each: each.line)
        return replace(self, table=table, records=tuple(records), rejections=tuple(rejections))


def read_file(
    kind: ImportKind,
    file: str,
    data: bytes,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read an export of ``kind``.

    Args:
        kind: What the file is said to hold.
        file: Its name, for refusals and warnings.
        data: Its bytes.
        mapping: The columns; the shipped mapping when left out.
        progress: Told now and then how many rows are read, and of how many; may raise Stopped.

    Raises:
        ImportRefused: when nothing of the file can be read.
        Stopped: when ``progress`` raises it.
    """
    used = mapping or load_mapping(kind)
    table = read_table(data, used, progress)
    return _read_rows(kind, file, used, table, progress)


def reread_row(
    mapping: Mapping, columns: tuple[str, ...], line: int, cells: tuple[str, ...]
) -> Record | Rejection:
    """Read one row with corrected cells by itself, as the screen does while it is typed."""
    table = RawTable(1, columns, (), ragged=True)
    return RowReader("", mapping, table).read(line, cells)


def refused_texts(reading: Reading, line: int) -> tuple[str, ...]:
    """Give the cells of a refused row as texts that a person can correct."""
    cells = next(cells for at, cells in reading.table.rows if at == line)
    number = reading.mapping.columns(reading.columns).get("number")
    return tuple(
        hyphenated(cell) if place == number else cell_text(cell) for place, cell in enumerate(cells)
    )


def _read_rows(
    kind: ImportKind, file: str, mapping: Mapping, table: RawTable, progress: Progress | None
) -> Reading:
    reader = RowReader(file, mapping, table)
    records: list[Record] = []
    rejections: list[Rejection] = []
    seen: dict[object, int] = {}
    total = len(table.rows)
    for done, (line, cells) in enumerate(table.rows):
        if progress is not None and done % PROGRESS_EVERY == 0:
            progress(done, total)
        found = reader.read(line, cells, table.flaws.get(line))
        if not isinstance(found, Rejection):
            other = seen.setdefault(found.key, line)
            if other == line:
                records.append(found)
                continue
            found = reader.duplicate(found, other)
        rejections.append(found)
    return Reading(kind, file, mapping, table, tuple(records), tuple(rejections))
