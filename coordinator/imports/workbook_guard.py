"""Looks at an Excel workbook from outside: refuses what is none, locked, or packed to harm."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import zip_longest
from typing import IO, Final
from xml.parsers import expat

from coordinator.imports.raw import Progress
from coordinator.imports.refusal import ImportRefused

MAX_ENTRIES: Final = 2_000
MAX_UNPACKED: Final = 600 * 1024 * 1024
MAX_RATIO: Final = 200
MAX_DEPTH: Final = 64
# A sheet is held as the square around its filled cells: one of them far away fills the memory.
MAX_SQUARE: Final = 20_000_000
# The reader gives each cell a copy of its text, also where the workbook holds it once for all.
MAX_TEXT: Final = 400_000_000
# Small parts may well shrink a lot; only what is big can harm.
_RATIO_FROM: Final = 1024 * 1024
_CHUNK: Final = 256 * 1024
_MARK: Final = 8
# No sheet is without this element, whatever its part is called.
_SHEET_MARK: Final = b"sheetData"
_LOCKED_FLAG: Final = 0x1
# The end of an archive says where its list of contents is; before it may stand a longer end.
_END: Final = b"PK\x05\x06"
_END_LAYOUT: Final = struct.Struct("<4s4H2IH")
_LONG_END: Final = b"PK\x06\x07"
_BEFORE_END: Final = 20
_LONGEST_COLUMN: Final = 3


def check_workbook(data: bytes, progress: Progress | None = None) -> bytes:
    """Let an .xlsx through that is safe to open, and give what was looked at.

    That is the same file, or one made anew of its parts where two programs could take the file
    for two different archives: then the reader would open what nobody looked at.

    Raises:
        ImportRefused: ``broken``, ``encrypted``, ``open-document``, ``binary-excel``,
            ``not-excel``, ``sheet-too-wide`` or ``archive-unsafe``.
        Stopped: when ``progress`` raises it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(data))
            _check_kind({entry.filename for entry in entries})
            parts = [entry for entry in entries if _is_xml(archive, entry)]
            walk = Walk()
            _walk_through(archive, parts, walk, progress)
            if walk.may_hold_too_much:
                _walk_through(archive, parts, Walk(walk.texts), progress)
            return data if _reads_one_way(data) else _made_anew(archive, parts)
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


def _reads_one_way(data: bytes) -> bool:
    """Whether there is one list of contents to be found, and it stands where its end says."""
    end = data.rfind(_END)
    if end < _BEFORE_END or len(data) - end != _END_LAYOUT.size or data.count(_END) > 1:
        return False
    *_numbers, size, start, _comment = _END_LAYOUT.unpack_from(data, end)
    return bool(start + size == end and data[end - _BEFORE_END :][: len(_LONG_END)] != _LONG_END)


def _made_anew(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, entry in {entry.filename: entry for entry in parts}.items():
            made.writestr(name, archive.read(entry))
    return out.getvalue()


def _is_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Tell by what is in it too: a part may be called anything, a sheet begin with anything."""
    if entry.filename.casefold().endswith((".xml", ".rels")):
        return True
    before = b""
    with archive.open(entry) as part:
        for chunk in iter(partial(part.read, _CHUNK), b""):
            if _SHEET_MARK in before + chunk or (not before and b"<" in chunk[:_MARK]):
                return True
            before = chunk[-len(_SHEET_MARK) :]
    return False


def _walk_through(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], walk: "Walk", progress: Progress | None
) -> None:
    for entry in parts:
        with archive.open(entry) as part:
            walk.go(_chunks(part, progress))


def _chunks(part: IO[bytes], progress: Progress | None) -> Iterator[bytes]:
    """Give a part piece by piece; whoever waits can stop in between, for it may take long."""
    for chunk in iter(partial(part.read, _CHUNK), b""):
        if progress is not None:
            progress(0, None)
        yield chunk


class Walk:
    """A walk through the XML of a workbook without keeping it: refuses what would harm.

    That is what is deep, has a type of its own, fills a wide square, or repeats long texts.

    Args:
        texts: The lengths of the shared texts, when each use of one is to be counted.
    """

    def __init__(self, texts: Sequence[int] | None = None) -> None:
        self.texts: list[int] = []
        self._known = texts
        self._asked: list[str] = []
        self._uses = 0
        self._held = 0  # characters, of all cells so far
        self._squares = 0  # cells, of the sheets before this one
        self._begin()

    @property
    def may_hold_too_much(self) -> bool:
        """Whether the shared texts are too much if each use is of the longest."""
        return self._uses * max(self.texts, default=0) > MAX_TEXT

    def go(self, chunks: Iterable[bytes]) -> None:
        """Walk through one part.

        Raises:
            ImportRefused: ``archive-unsafe`` or ``sheet-too-wide``.
            ExpatError: for what is no XML.
        """
        self._begin()
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.StartDoctypeDeclHandler = self._declared
        if self._known is not None:
            # What stands between two digits parts them, as it does for the reader.
            parser.CommentHandler = parser.ProcessingInstructionHandler = _part
            parser.StartCdataSectionHandler = parser.EndCdataSectionHandler = _part
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
        self._squares += self._last_row * self._last_column
        if self._found:
            # Which part has the shared texts does not matter: the longest of each number counts.
            self.texts = [max(pair) for pair in zip_longest(self.texts, self._found, fillvalue=0)]

    def _begin(self) -> None:
        self._depth = self._row = self._column = self._last_row = self._last_column = 0
        self._place = (0, 0)
        self._is_shared = False
        self._found: list[int] = []
        self._measured_at = 0  # how deep the element stands whose text is heard, 0 for none

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ImportRefused("archive-unsafe")
        kind = name.rpartition(":")[2]
        if kind == "c":
            self._meet(attributes)
        elif kind in _FILLED:
            self._fill(kind)
        elif kind == "row":
            # A row that does not say which it is comes after the last; so does a cell.
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif kind == "si" and self._known is None and not self._measured_at:
            self._found.append(0)
            self._look_at_text(self._measure)

    def _closed(self, _name: str) -> None:
        if self._depth == self._measured_at:
            self._measured_at = 0
            self._parser.CharacterDataHandler = None
            if self._asked:
                self._count()
        self._depth -= 1

    def _look_at_text(self, look: Callable[[str], None]) -> None:
        """Hear the text of the element that was just opened, until it is closed."""
        self._measured_at = self._depth
        self._parser.CharacterDataHandler = look

    def _declared(self, *_facts: object) -> None:
        raise ImportRefused("archive-unsafe")

    def _meet(self, attributes: dict[str, str]) -> None:
        """Meet a cell, which may hold something or only have a colour."""
        place = attributes.get("r")
        row = self._row
        if place is None:
            self._column += 1
        else:
            letters = place.rstrip("0123456789")
            row, self._column = int(place[len(letters) :] or 0), _column(letters)
        self._place = (max(row, 1), self._column)
        self._is_shared = attributes.get("t") == "s"

    def _fill(self, kind: str) -> None:
        row, column = self._place
        if row > self._last_row or column > self._last_column:
            self._last_row = max(row, self._last_row)
            self._last_column = max(column, self._last_column)
            if self._squares + self._last_row * self._last_column > MAX_SQUARE:
                raise ImportRefused("sheet-too-wide")
        if self._is_shared and kind == "v":
            self._uses += 1
            if self._known is not None and not self._measured_at:
                self._look_at_text(self._asked.append)

    def _measure(self, text: str) -> None:
        self._found[-1] += len(text)

    def _count(self) -> None:
        """Count the shared text that a cell asks for by its number."""
        pieces, self._asked = {*self._asked, "".join(self._asked)}, []
        self._held += max(self._length(piece) for piece in pieces)
        if self._held > MAX_TEXT:
            raise ImportRefused("archive-unsafe")

    def _length(self, number: str) -> int:
        known = self._known or (0,)
        place = int(number) if number.isascii() and number.isdigit() else len(known)
        return known[place] if place < len(known) else max(known)


def _part(*_facts: object) -> None:
    """Part what stands before a comment from what comes after."""


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
