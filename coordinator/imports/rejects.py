"""The CSV of refused rows: correct it, load it again as the same kind."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from coordinator.exports import csv_bytes
from coordinator.imports.findings import Rejection
from coordinator.imports.raw import Cell, RawTable, cell_text

# The file's own columns have the same Danish names in every language, so that it is known again.
EXTRA_COLUMNS: Final = ("fil", "linje", "kolonne", "værdi", "årsag")

# What ``coordinator.exports.neutral`` guards against, after the apostrophes it may have put there.
_STARTS: Final = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_WOULD_BE_CHANGED = re.compile(f"'+[{_STARTS}]")
_PERSON_NUMBER = re.compile(r"\d{10}")


def rejects_csv(
    columns: Sequence[str],
    number_column: int | None,
    rejections: Iterable[Rejection],
    rows: Mapping[int, tuple[Cell, ...]],
) -> bytes:
    """Write the refused rows with their reasons and, unmasked, their original cells.

    Args:
        columns: The headings of the file that was read.
        number_column: Where the person numbers stand, from 0. They get a hyphen, so that a
            spreadsheet keeps their leading zero.
        rejections: In the order of the file.
        rows: The cells by line.
    """
    lines = []
    for each in rejections:
        cells = [cell_text(cell) for cell in rows[each.line]]
        value = each.value
        if each.column is not None and each.column in columns:
            index = columns.index(each.column)
            value = cells[index] if index < len(cells) else value
        if number_column is not None and number_column < len(cells):
            cells[number_column] = hyphenated(rows[each.line][number_column])
        facts = (each.file, str(each.line), each.column or "", value, each.reason)
        lines.append([_guarded(cell) for cell in (*facts, *cells)])
    return csv_bytes([_guarded(name) for name in (*EXTRA_COLUMNS, *columns)], lines)


def is_rejects_header(columns: Sequence[str]) -> bool:
    """Whether these are the headings of a file that :func:`rejects_csv` wrote."""
    return tuple(name.casefold() for name in columns[: len(EXTRA_COLUMNS)]) == EXTRA_COLUMNS


def without_extra(table: RawTable) -> RawTable:
    """Give the original rows of a file of refused rows, their apostrophes taken off again."""
    count = len(EXTRA_COLUMNS)
    return replace(
        table,
        columns=tuple(_bare(name) for name in table.columns[count:]),
        rows=tuple(
            (
                line,
                cells if line in table.flaws else tuple(_bare_cell(each) for each in cells[count:]),
            )
            for line, cells in table.rows
        ),
        partial=True,
    )


def _guarded(cell: str) -> str:
    # One more apostrophe where reading back would take one off that was in the original.
    return f"'{cell}" if _WOULD_BE_CHANGED.match(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if _WOULD_BE_CHANGED.match(cell) else cell


def _bare_cell(cell: Cell) -> Cell:
    return _bare(cell) if isinstance(cell, str) else cell


def hyphenated(cell: Cell) -> str:
    """Write a person number so that neither a spreadsheet nor a reader loses its first zero."""
    text = cell_text(cell)
    if isinstance(cell, int) and len(text) == 9:
        text = f"0{text}"
    return f"{text[:6]}-{text[6:]}" if _PERSON_NUMBER.fullmatch(text) else text
