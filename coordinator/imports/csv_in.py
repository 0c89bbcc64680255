"""Text tables: find the encoding, the delimiter and the header, and cut lines into cells."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from coordinator.imports.raw import (
    HEADER_WITHIN,
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Flaw,
    RawRow,
    RawTable,
    header_index,
)
from coordinator.imports.refusal import ImportRefused

_DELIMITERS: Final = ";,\t|"
_MAX_QUOTE_FLAWS: Final = 1_000
_MAX_LINES_IN_ROW: Final = 50
_SAMPLE_LINES: Final = 200
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_NON_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")

Score = Callable[[Sequence[str]], int]


def decoded(data: bytes) -> str:
    """Give the text of ``data``: by its BOM, else strict UTF-8, else Windows' own (cp1252).

    Raises:
        ImportRefused: ``encoding-broken`` for UTF-8 with damaged letters, ``not-text``.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked_text(_utf16(data))
    try:
        return _checked_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if data.startswith(b"\xef\xbb\xbf") or _mostly_utf8(data):
            line = data.count(b"\n", 0, error.start) + 1
            raise ImportRefused("encoding-broken", line=line) from error
    try:
        return _checked_text(data.decode("cp1252"))
    except UnicodeDecodeError as error:
        raise ImportRefused("not-text") from error


def _utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise ImportRefused("not-text") from error


def _mostly_utf8(data: bytes) -> bool:
    # A truncated or patched UTF-8 file read as cp1252 would spell every æ, ø and å wrong.
    text = data.decode("utf-8", errors="replace")
    return len(_NON_ASCII.findall(text)) > text.count("\ufffd")


def _checked_text(text: str) -> str:
    if _CONTROL.search(text):
        raise ImportRefused("not-text")
    # Files from a Mac write å as two signs, which would be another name than ours.
    return unicodedata.normalize("NFC", text)


def read_csv(text: str, score: Score) -> RawTable:
    """Cut ``text`` into a table.

    Raises:
        ImportRefused: ``empty``, ``too-many-rows``, ``quotes``, or ``not-text`` when no delimiter
            gives two columns.
    """
    lines = list(io.StringIO(text, newline=""))
    delimiter, skip = _dialect(lines, score)
    if len(lines) - skip > MAX_ROWS * 2:
        raise ImportRefused("too-many-rows", rows=MAX_ROWS)
    return _table(lines, delimiter, skip)


def _dialect(lines: list[str], score: Score) -> tuple[str, int]:
    """Choose the delimiter, and count the lines before the header."""
    best: tuple[int, int, int] = (-1, 0, 0)
    chosen = (";", 0)
    for rank, delimiter in enumerate(_DELIMITERS):
        starts: list[int] = []
        rows: list[Sequence[str]] = []
        for line, row, _flaw in islice(_cut(lines[:_SAMPLE_LINES], delimiter, 0), HEADER_WITHIN):
            if any(row):
                starts.append(line - 1)
                rows.append(row[:MAX_COLUMNS])
        if not rows:
            raise ImportRefused("empty")
        index, known = header_index(rows, score)
        merit = (known, len(rows[index]), -rank)
        if merit > best:
            best, chosen = merit, (delimiter, starts[index])
    if best[0] == 0 and best[1] < 2:
        raise ImportRefused("not-text")
    return chosen


def _table(lines: list[str], delimiter: str, skip: int) -> RawTable:
    flaws: dict[int, Flaw] = {}
    rows: list[RawRow] = []
    columns: tuple[str, ...] | None = None
    for line, row, flaw in _cut(lines, delimiter, skip):
        if columns is None:
            columns = tuple(cell.strip() for cell in row[:MAX_COLUMNS])
        elif any(row) and any(cell.strip() for cell in row):
            if flaw is not None:
                flaws[line] = flaw
            rows.append((line, tuple(row)))
    if len(rows) > MAX_ROWS:
        raise ImportRefused("too-many-rows", rows=MAX_ROWS)
    return RawTable(skip + 1, columns or (), tuple(rows), flaws, ragged=True)


def _cut(
    lines: list[str], delimiter: str, start: int
) -> Iterator[tuple[int, list[str], Flaw | None]]:
    """Give each row with the line it begins in; a row with wrong quotes ends with its line."""
    broken: list[int] = []
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), delimiter=delimiter, strict=True)
        before = 0
        try:
            for row in reader:
                now = reader.line_num
                if now - before > _MAX_LINES_IN_ROW:
                    break
                yield start + before + 1, row, _too_long(row, lines, start + before, now - before)
                before = now
            else:
                return
        except csv.Error:
            pass
        start += before
        broken.append(start + 1)
        if len(broken) > _MAX_QUOTE_FLAWS:
            raise ImportRefused("quotes", rows=_MAX_QUOTE_FLAWS, line=broken[0])
        text = lines[start].rstrip("\r\n")
        yield start + 1, [text], _too_long([text], lines, start, 1) or Flaw("quotes")
        start += 1


def _too_long(row: list[str], lines: list[str], first: int, count: int) -> Flaw | None:
    # The length of the lines tells cheaply that no cell of theirs can be too long.
    if count == 1 and len(lines[first]) <= MAX_CELL:
        return None
    if max(map(len, row), default=0) <= MAX_CELL:
        return None
    return Flaw("cell-long", {"limit": MAX_CELL})
