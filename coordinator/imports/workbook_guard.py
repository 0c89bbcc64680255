"""Looks at an Excel workbook from outside: refuses what is none, locked, or packed to harm."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from typing import Final
from xml.parsers import expat

from coordinator.imports.refusal import ImportRefused

MAX_ENTRIES: Final = 2_000
MAX_UNPACKED: Final = 600 * 1024 * 1024
MAX_RATIO: Final = 200
MAX_DEPTH: Final = 64
# Small parts may well shrink a lot; only what is big can harm.
_RATIO_FROM: Final = 1024 * 1024
_CHUNK: Final = 256 * 1024
_LOCKED_FLAG: Final = 0x1


def check_workbook(data: bytes) -> None:
    """Let an .xlsx through that is safe to open.

    Raises:
        ImportRefused: ``broken``, ``encrypted``, ``open-document``, ``binary-excel``,
            ``not-excel`` or ``archive-unsafe``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(data))
            _check_kind({entry.filename for entry in entries})
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
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


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    with archive.open(entry) as part:
        check_depth(iter(lambda: part.read(_CHUNK), b""))


def check_depth(chunks: Iterable[bytes]) -> None:
    """Walk through XML without keeping it, and refuse deep nesting and document types.

    Raises:
        ImportRefused: ``archive-unsafe``.
        ExpatError: for what is no XML.
    """
    depth = 0

    def opened(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise ImportRefused("archive-unsafe")

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_facts: object) -> None:
        raise ImportRefused("archive-unsafe")

    parser = expat.ParserCreate()
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = declared
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
