"""CSV that leaves the house: right in a Danish spreadsheet, and no cell of it a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the start of a formula, in full width too (Japanese Excel).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def neutral(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula.

    A hyphen alone is the mark of a hidden count, runs nothing and stays as it is.
    """
    if cell != "-" and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as CSV: semicolons, UTF-8 with BOM, CRLF, every cell neutralised."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(cell) for cell in header])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
