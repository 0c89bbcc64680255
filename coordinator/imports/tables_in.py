"""Bytes of an export → a table, by what the file is and not by what its name says."""

from collections.abc import Sequence
from typing import Final

from coordinator.imports.csv_in import decoded, read_csv
from coordinator.imports.kinds import fields_without_column
from coordinator.imports.mapping import Mapping
from coordinator.imports.raw import MAX_BYTES, Progress, RawTable
from coordinator.imports.refusal import ImportRefused
from coordinator.imports.rejects import is_rejects_header, without_extra

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHERS: Final = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "not-excel"),
    (b"7z\xbc\xaf", "not-excel"),
    (b"Rar!", "not-excel"),
    (b"{\\rtf", "not-text"),
    (b"SQLite format 3", "not-text"),
)
_MEGABYTE: Final = 1024 * 1024


def read_table(data: bytes, mapping: Mapping, progress: Progress | None = None) -> RawTable:
    """Read the table in ``data``; a file of refused rows gives the rows without its own columns.

    Raises:
        ImportRefused: with the reason why nothing can be read. ``columns-missing`` carries
            ``fields`` (without a column), ``found`` (the headings) and ``header_line``.
        Stopped: when ``progress`` raises it.
    """
    refuse_no_table(data)

    def score(headings: Sequence[str]) -> int:
        return len(mapping.columns(headings))

    if data.startswith(_ZIP):
        # Only a workbook needs the library; no start of the program should wait for it.
        from coordinator.imports.xlsx_in import read_xlsx  # noqa: PLC0415

        table = read_xlsx(data, score, progress)
    else:
        table = read_csv(decoded(data), score)
    if is_rejects_header(table.columns):
        table = without_extra(table)
    missing = fields_without_column(mapping.kind, frozenset(mapping.columns(table.columns)))
    if missing:
        raise ImportRefused(
            "columns-missing", fields=missing, found=table.columns, header_line=table.header_line
        )
    if not table.rows:
        raise ImportRefused("no-rows")
    return table


def refuse_no_table(data: bytes) -> None:
    """Refuse what cannot be a table, by its size and its first bytes.

    Raises:
        ImportRefused: ``too-big``, ``empty``, or the code of another format.
    """
    if len(data) > MAX_BYTES:
        raise ImportRefused("too-big", megabytes=MAX_BYTES // _MEGABYTE)
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise ImportRefused("empty")
    if data.startswith(_OLE):
        raise ImportRefused(_ole_code(data))
    for start, code in _OTHERS:
        if data.startswith(start):
            raise ImportRefused(code)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")):
        raise ImportRefused("html")


def _ole_code(data: bytes) -> str:
    # The names of an OLE file's streams stand in it as UTF-16.
    if _utf16("EncryptedPackage") in data:
        return "encrypted"
    if _utf16("Workbook") in data or _utf16("Book") in data:
        return "old-excel"
    return "old-office"


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")
