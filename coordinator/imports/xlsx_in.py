"""Excel workbooks: find the sheet and the header, and give cells as text, numbers and dates."""

import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice, repeat
from typing import Final

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

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


def read_xlsx(data: bytes, score: Score, progress: Progress | None = None) -> RawTable:
    """Read the sheet that holds the most known headings.

    Raises:
        ImportRefused: for a workbook that is broken, locked, unsafe or too big.
    """
    checked = check_workbook(data, progress)
    with _hostile_input():
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(checked))
        try:
            return _table(*_best_sheet(workbook, score), progress)
        finally:
            workbook.close()


@contextmanager
def _hostile_input() -> Iterator[None]:
    """Turn whatever the library raises over a damaged part into one refusal."""
    try:
        yield
    except (ImportRefused, Stopped):
        raise
    except Exception as error:  # there is no list of what a damaged part can raise
        raise ImportRefused("broken") from error
    except BaseException as error:
        # The library's own faults come as this kind, which no module names.
        if type(error).__name__ != "PanicException":
            raise
        raise ImportRefused("broken") from error


def _best_sheet(workbook: CalamineWorkbook, score: Score) -> tuple[CalamineSheet, int, int]:
    """Give the sheet, its header's row from 1 and how many columns that has."""
    best: tuple[int, int] = (-1, 0)
    chosen: tuple[CalamineSheet, int, int] | None = None
    tables = [each.name for each in workbook.sheets_metadata if each.typ is _TABLE]
    for name in tables[:_MAX_SHEETS]:
        sheet = workbook.get_sheet_by_name(name)
        rows = list(islice(_filled_rows(sheet, MAX_COLUMNS), HEADER_WITHIN))
        if not rows:
            continue
        index, known = header_index([row for _line, row in rows], score)
        line, header = rows[index]
        if (known, len(header)) > best:
            best, chosen = (known, len(header)), (sheet, line, len(header))
    if chosen is None:
        raise ImportRefused("empty")
    return chosen


_TABLE: Final = SheetTypeEnum.WorkSheet


def _filled_rows(sheet: CalamineSheet, width: int) -> Iterator[RawRow]:
    """Give the rows with anything in their first columns; rows count from 1."""
    if sheet.start is None:  # a sheet without a cell
        return
    _above, left = sheet.start
    # The library begins with the first row of all, but with the first column that is used.
    before: Iterable[Cell] = tuple(repeat(None, left))
    for line, values in enumerate(sheet.iter_rows(), start=1):
        if line > _MAX_GAP:
            raise ImportRefused("too-many-rows", rows=MAX_ROWS)
        cells = [*before, *map(_cell, values)][:width]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield line, tuple(cells)


def _table(
    sheet: CalamineSheet, header_line: int, width: int, progress: Progress | None
) -> RawTable:
    found = (row for row in _filled_rows(sheet, width) if row[0] >= header_line)
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
