"""Looks at an Excel workbook from outside: refuses what is none, locked, or packed to harm."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from coordinator.imports.refusal import ImportRefused

MAX_ENTRIES: Final = 2_000
MAX_UNPACKED: Final = 600 * 1024 * 1024
MAX_RATIO: Final = 200
MAX_DEPTH: Final = 64
# A sheet is held as the square around its filled cells: one of them far away fills the memory.
MAX_SQUARE: Final = 20_000_000
# Small parts may well shrink a lot; only what is big can harm.
_RATIO_FROM: Final = 1024 * 1024
_CHUNK: Final = 256 * 1024
_MARK: Final = 8
_LOCKED_FLAG: Final = 0x1
_LONGEST_COLUMN: Final = 3


def check_workbook(data: bytes) -> None:
    """Let an .xlsx through that is safe to open.

    Raises:
        ImportRefused: ``broken``, ``encrypted``, ``open-document``, ``binary-excel``,
            ``not-excel``, ``sheet-too-wide`` or ``archive-unsafe``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(data))
            _check_kind({entry.filename for entry in entries})
            for entry in entries:
                if _is_xml(archive, entry):
                    _check_xml(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise ImportRefused("broken") from error
    except (NotImplementedError, RuntimeError, expat.ExpatError, LookupError) as error:
        raise ImportRefused("broken") from error


def _check_entries(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if any(entry.flag_bits & _LOCKED_FLAG for entry in entries):
        raise ImportRefused("encrypted")
    unpacked = sum(entry.file_size for entry in entries)
    too_tight = any(
        entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * entry.compress_size
        for entry in entries
    )
    # Overlapping entries each look harmless; the whole file then unpacks to too much.
    overlapping = unpacked > _RATIO_FROM and unpacked > MAX_RATIO * packed
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or too_tight or overlapping:
        raise ImportRefused("archive-unsafe")


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise ImportRefused("binary-excel")
    if "mimetype" in names and "content.xml" in names:
        raise ImportRefused("open-document")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise ImportRefused("not-excel")


def _is_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Tell by its first bytes too: a part may be called anything."""
    if entry.filename.endswith((".xml", ".rels")):
        return True
    with archive.open(entry) as part:
        return b"<" in part.read(_MARK)


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    with archive.open(entry) as part:
        check_part(iter(lambda: part.read(_CHUNK), b""))


def check_part(chunks: Iterable[bytes]) -> None:
    """Walk through XML without keeping it: refuse what is deep, wide apart, or has its own type.

    Raises:
        ImportRefused: ``archive-unsafe`` or ``sheet-too-wide``.
        ExpatError: for what is no XML.
    """
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.opened
    parser.EndElementHandler = walk.closed
    parser.StartDoctypeDeclHandler = walk.declared
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


class _Walk:
    """Where a walk through XML is, and how far apart the filled cells are that it met."""

    def __init__(self) -> None:
        self._depth = 0
        self._row = ""
        self._place = ""
        self._last_row = 0
        self._last_column = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ImportRefused("archive-unsafe")
        kind = name.rpartition(":")[2]
        if kind == "c":
            self._place = attributes.get("r") or f"A{self._row}"
        elif self._place and kind in _FILLED:
            self._meet(self._place)
            self._place = ""
        elif kind == "row":
            self._row = attributes.get("r", "")

    def closed(self, _name: str) -> None:
        self._depth -= 1

    def declared(self, *_facts: object) -> None:
        raise ImportRefused("archive-unsafe")

    def _meet(self, place: str) -> None:
        letters = place.rstrip("0123456789")
        row, column = int(place[len(letters) :] or 0), _column(letters)
        if row > self._last_row or column > self._last_column:
            self._last_row = max(row, self._last_row)
            self._last_column = max(column, self._last_column)
            if self._last_row * self._last_column > MAX_SQUARE:
                raise ImportRefused("sheet-too-wide")


# A cell that holds one of these holds something: a value, a text, a formula.
_FILLED: Final = frozenset({"v", "is", "f"})


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """Count a column from 1 by its letters; the wildest count for what is none."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > _LONGEST_COLUMN:
        return MAX_SQUARE
    count = 0
    for letter in letters.upper():
        count = count * 26 + ord(letter) - ord("A") + 1
    return count
