"""The table that a file holds before anybody knows what its cells mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

Cell: TypeAlias = str | int | float | date | None
RawRow: TypeAlias = tuple[int, tuple[Cell, ...]]
Progress: TypeAlias = Callable[[int, int | None], None]

MAX_BYTES: Final = 200 * 1024 * 1024
MAX_ROWS: Final = 1_000_000
MAX_COLUMNS: Final = 200
MAX_CELL: Final = 10_000
HEADER_WITHIN: Final = 50
PROGRESS_EVERY: Final = 500


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a row could not be cut into cells; it then holds one cell with the row's text."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawTable:
    """Headings and data rows of a file; lines and Excel rows count from 1, blank rows are left out.

    ``ragged`` says whether the format tells a short row from one with empty cells at its end;
    ``partial`` that the file holds some rows of an export only, so that no case is gone from it.
    """

    header_line: int
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    flaws: Mapping[int, Flaw] = field(default_factory=dict)
    ragged: bool = False
    partial: bool = False


def cell_text(cell: Cell) -> str:
    """Write a cell as a Danish text file would have it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return f"{cell.day:02}-{cell.month:02}-{cell.year:04}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    return str(cell)


def header_index(
    rows: Sequence[Sequence[Cell]], score: Callable[[Sequence[str]], int]
) -> tuple[int, int]:
    """Find the header among the first rows: the first one with the most known headings.

    A file without any known heading gives the first row with the most filled cells, so that a
    person can say what its columns are.

    Returns:
        The index of the row and how many known headings it has.
    """
    best = max(
        ((score([cell_text(cell) for cell in row]), _filled(row), -index)
         for index, row in enumerate(rows)),
        default=(0, 0, 0),
    )  # fmt: skip
    return -best[2], best[0]


def _filled(row: Sequence[Cell]) -> int:
    return sum(cell not in (None, "") for cell in row)
