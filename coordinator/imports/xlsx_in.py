"""Excel workbooks: find the sheet and the header, and give cells as text, numbers and dates."""

import io
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from typing import Final, Protocol, cast

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from coordinator.imports.raw import (
    HEADER_WITHIN,
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    PROGRESS_EVERY,
    Cell,
    Flaw,
    Progress,
    RawRow,
    RawTable,
    header_index,
)
from coordinator.imports.refusal import ImportRefused, Stopped
from coordinator.imports.workbook_guard import check_workbook

_MAX_SHEETS: Final = 20
_MAX_GAP: Final = MAX_ROWS + 1_000

Score = Callable[[Sequence[str]], int]


class _Sheet(Protocol):
    """A sheet in read-only mode; the library's own types describe another class."""

    def reset_dimensions(self) -> None: ...

    def iter_rows(
        self, *, min_row: int = 1, max_col: int, values_only: bool
    ) -> Iterable[tuple[object, ...]]: ...


def read_xlsx(data: bytes, score: Score, progress: Progress | None = None) -> RawTable:
    """Read the sheet that holds the most known headings.

    Raises:
        ImportRefused: for a workbook that is broken, locked, unsafe or too big.
    """
    check_workbook(data)
    with _hostile_input():
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            return _table(*_best_sheet(workbook, score), progress)
        finally:
            workbook.close()


@contextmanager
def _hostile_input() -> Iterator[None]:
    """Turn whatever the library raises over a damaged part into one refusal."""
    with warnings.catch_warnings():
        # It warns of styles and validations that it leaves out, which we do not read.
        warnings.simplefilter("ignore")
        try:
            yield
        except (ImportRefused, Stopped):
            raise
        except Exception as error:  # there is no list of what a damaged part can raise
            raise ImportRefused("broken") from error


def _best_sheet(workbook: Workbook, score: Score) -> tuple[_Sheet, int, int]:
    """Give the sheet, its header's row from 1 and how many columns that has."""
    best: tuple[int, int] = (-1, 0)
    chosen: tuple[_Sheet, int, int] | None = None
    # A sheet that is a chart is not among the worksheets.
    for sheet in cast("list[_Sheet]", workbook.worksheets[:_MAX_SHEETS]):
        # Programs that write exports often write a wrong size into the sheet.
        sheet.reset_dimensions()
        rows = _first_rows(sheet)
        if not rows:
            continue
        index, known = header_index([row for _line, row in rows], score)
        line, header = rows[index]
        if (known, len(header)) > best:
            best, chosen = (known, len(header)), (sheet, line, len(header))
    if chosen is None:
        raise ImportRefused("empty")
    return chosen


def _first_rows(sheet: _Sheet) -> list[RawRow]:
    rows = enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), start=1)
    return list(islice(_filled_rows(rows), HEADER_WITHIN))


def _filled_rows(rows: Iterable[tuple[int, Sequence[object]]]) -> Iterator[RawRow]:
    for line, values in rows:
        if line > _MAX_GAP:
            raise ImportRefused("too-many-rows", rows=MAX_ROWS)
        cells = [_cell(value) for value in values]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield line, tuple(cells)


def _table(sheet: _Sheet, header_line: int, width: int, progress: Progress | None) -> RawTable:
    values = sheet.iter_rows(min_row=header_line, max_col=width, values_only=True)
    found = _filled_rows(enumerate(values, start=header_line))
    _line, header = next(found)
    rows: list[RawRow] = []
    flaws: dict[int, Flaw] = {}
    for line, cells in found:
        if progress is not None and len(rows) % PROGRESS_EVERY == 0:
            progress(len(rows), None)
        if len(rows) >= MAX_ROWS:
            raise ImportRefused("too-many-rows", rows=MAX_ROWS)
        if any(type(cell) is str and len(cell) > MAX_CELL for cell in cells):
            flaws[line] = Flaw("cell-long", {"limit": MAX_CELL})
        rows.append((line, (*cells, *(None,) * (width - len(cells)))))
    columns = tuple(str(cell).strip() if cell is not None else "" for cell in header)
    return RawTable(header_line, columns, tuple(rows), flaws)


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        text = value if value.isascii() else unicodedata.normalize("NFC", value)
        return text if text.strip() else None
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value if value is None or isinstance(value, int | date) else str(value)
