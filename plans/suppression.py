"""Small counts: which cells of a printed column stay hidden, and what its total may say.

Proof idea of the exact mode. Suppose a reader knows the threshold, the printed cells and total,
the public cap of each row, this very procedure, and even which hidden cells are small and which
were hidden along with them. A small cell is then any value from 0 to threshold - 1, a cell hidden
along is any value from the threshold to its cap, and together they are the known hidden sum. Cells
are hidden along in an order that rests on public figures alone, so which cell was taken tells
nothing; that the procedure went on tells that it was not done before. So for each value v that a
small cell may have, ``reach[v]`` holds every hidden sum that the present choice can have while the
cell is v and every earlier choice was unsafe. The column is safe when the true hidden sum lies in
``reach[v]`` for all v: then for each v there is a column that prints exactly the same. Small cells
are alike to the reader, so one cell speaks for all. Whoever knows less can exclude less. Of a cell
hidden along, a reader who only has the print must also believe that it is small: so the sum has to
fit into any choice of all hidden cells but one.

The sets are integers used as bits: bit h is set when the sum h can be reached.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.errors import RuleBroken

DEFAULT_THRESHOLD = 5
# Under 3 a hidden count would be 0 or 1, which hides little; over 50 most tables would be empty.
LOWEST_THRESHOLD = 3
HIGHEST_THRESHOLD = 50


def require_threshold(threshold: int) -> int:
    """Give the threshold back unless it hides too little or everything.

    Raises:
        RuleBroken: ``threshold-out-of-bounds``.
    """
    if not LOWEST_THRESHOLD <= threshold <= HIGHEST_THRESHOLD:
        facts = {"lowest": LOWEST_THRESHOLD, "highest": HIGHEST_THRESHOLD}
        raise RuleBroken("threshold-out-of-bounds", **facts)
    return threshold


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """What may be printed of a column: None is hidden; a total may be of the visible cells only."""

    cells: tuple[int | None, ...]
    total: int | None
    total_is_visible_sum: bool = False


def with_visible_total(counts: Sequence[int], threshold: int = DEFAULT_THRESHOLD) -> PrintedColumn:
    """Hide each count under the threshold, zero too, and total the visible cells (domain.md § 1.8).

    The hidden sum is not told, so each hidden cell may be anything from 0 to threshold - 1.
    """
    return _visible([count if count >= threshold else None for count in counts])


def breakdown_with_visible_totals(
    columns: Sequence[Sequence[int]], whole: Sequence[int], threshold: int = DEFAULT_THRESHOLD
) -> list[PrintedColumn]:
    """Hide the small counts of a table whose columns break down the counts of another one.

    Everybody counts in one column or more, and the other table prints ``whole``, how many there
    are in each row. So the hidden cells of a row add up to what its visible cells lack, at the
    least; where that leaves them only their highest value, the row is hidden whole. A row in which
    all cells at their highest value would just be enough is hidden whatever they are: else hiding
    it would tell.
    """
    most = threshold - 1
    hidden_rows: set[int] = set()
    for row, everybody in enumerate(whole):
        counts = [column[row] for column in columns]
        small = sum(count < threshold for count in counts)
        lacking = everybody - sum(count for count in counts if count >= threshold)
        told = small * most == lacking or len(counts) * most == everybody
        if everybody >= threshold and small and told:
            hidden_rows.add(row)
    return [
        _visible(
            [
                count if count >= threshold and row not in hidden_rows else None
                for row, count in enumerate(column)
            ]
        )
        for column in columns
    ]


def _visible(cells: Sequence[int | None]) -> PrintedColumn:
    visible = [cell for cell in cells if cell is not None]
    complete = len(visible) == len(cells)
    total = sum(visible) if visible else None
    return PrintedColumn(tuple(cells), total, total_is_visible_sum=bool(visible) and not complete)


def with_exact_total(
    counts: Sequence[int],
    order: Sequence[int],
    caps: Sequence[int | None],
    threshold: int = DEFAULT_THRESHOLD,
) -> PrintedColumn:
    """Give the true total and hide further cells until no small count can be worked out.

    A column must not be published both like this and with ``with_visible_total``: the two totals
    differ by the sum of the small counts.

    Args:
        counts: The true counts.
        order: Positions in the order in which further cells are hidden; it must not rest on counts.
        caps: The public bound of each count, such as the adults of the district; None is unbounded.
        threshold: The lowest count that is printed.

    Raises:
        RuleBroken: ``suppression-impossible`` when a small count shows whatever is hidden.
    """
    total = sum(counts)
    if total < threshold:
        return PrintedColumn((None,) * len(counts), None)
    hidden = _hidden_with_total(counts, order, caps, threshold)
    cells = tuple(None if row in hidden else count for row, count in enumerate(counts))
    return PrintedColumn(cells, total)


def _hidden_with_total(
    counts: Sequence[int], order: Sequence[int], caps: Sequence[int | None], threshold: int
) -> frozenset[int]:
    """Find the rows to hide beside a true total; the module's docstring has the proof idea."""
    hidden = {row for row, count in enumerate(counts) if count < threshold}
    if not hidden:
        return frozenset()
    total = sum(counts)
    bounds = [total if cap is None else min(cap, total) for cap in caps]
    other_small_cells = (len(hidden) - 1) * (threshold - 1)
    reach = [_sums_between(value, value + other_small_cells) for value in range(threshold)]
    hidden_sum = sum(counts[row] for row in hidden)
    visible = [row for row in order if row not in hidden]
    while not (safe := _safe_sums(reach, [bounds[row] for row in hidden])) >> hidden_sum & 1:
        if not visible:
            raise RuleBroken("suppression-impossible")
        row = visible.pop(0)
        reach = [_plus(sums & ~safe, threshold, bounds[row]) for sums in reach]
        hidden.add(row)
        hidden_sum += counts[row]
    return frozenset(hidden)


def _safe_sums(reach: Sequence[int], hidden_bounds: Sequence[int]) -> int:
    """Give the hidden sums that fit every value of a small cell and any cell at zero."""
    safe = _sums_between(0, sum(hidden_bounds) - max(hidden_bounds))
    for sums in reach:
        safe &= sums
    return safe


def _sums_between(lowest: int, highest: int) -> int:
    """Give the set of all sums from ``lowest`` to ``highest``."""
    return (1 << highest + 1) - (1 << lowest)


def _plus(sums: int, lowest: int, highest: int) -> int:
    """Add any one count from ``lowest`` to ``highest`` to any of the sums."""
    width = highest - lowest + 1
    if width < 1:
        return 0
    covered = 1
    while covered < width:
        step = min(covered, width - covered)
        sums |= sums << step
        covered += step
    return sums << lowest
