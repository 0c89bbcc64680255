"""Guesses from a file's headings which kind of export it is."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence

from coordinator.imports.csv_in import decoded, read_csv
from coordinator.imports.kinds import ImportKind, fields_without_column
from coordinator.imports.mapping import Mapping, folded
from coordinator.imports.refusal import ImportRefused
from coordinator.imports.rejects import is_rejects_header, without_extra
from coordinator.imports.tables_in import refuse_no_table
from coordinator.imports.xlsx_in import read_xlsx

# The headings stand within the first rows; the rest of a long text need not be read for them.
_ENOUGH = 256 * 1024


def guess_kind(data: bytes, mappings: MappingOf[ImportKind, Mapping]) -> ImportKind | None:
    """Guess the kind; None when no kind fits, or two fit alike.

    A kind fits when every field that it needs has a column. The one with the most columns that
    it knows by their first name wins, then the one that knows most columns at all.

    Raises:
        ImportRefused: when the file is no table, whatever it holds.
    """
    refuse_no_table(data)
    headings = _headings(data, mappings)
    fits = sorted(
        ((_fit(mapping, headings), kind) for kind, mapping in mappings.items()), reverse=True
    )
    if fits[0][0] == (0, 0) or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    return fits[0][1]


def _fit(mapping: Mapping, headings: Sequence[str]) -> tuple[int, int]:
    columns = mapping.columns(headings)
    if fields_without_column(mapping.kind, frozenset(columns)):
        return (0, 0)
    first = sum(
        folded(headings[place]) == folded(mapping.headings[field][0])
        for field, place in columns.items()
    )
    return (first, len(columns))


def _headings(data: bytes, mappings: MappingOf[ImportKind, Mapping]) -> tuple[str, ...]:
    def score(found: Sequence[str]) -> int:
        return max(len(mapping.columns(found)) for mapping in mappings.values())

    if data.startswith(b"PK"):
        table = read_xlsx(data, score, None)
    else:
        start = data if len(data) <= _ENOUGH else data[: data.rfind(b"\n", 0, _ENOUGH)]
        try:
            table = read_csv(decoded(start), score)
        except ImportRefused:
            return ()  # perhaps only because its end was cut off
    return without_extra(table).columns if is_rejects_header(table.columns) else table.columns
