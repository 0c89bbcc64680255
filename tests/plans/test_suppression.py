"""Small counts stay hidden, whatever a reader adds up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.errors import RuleBroken
from plans.suppression import (
    PrintedColumn,
    breakdown_with_visible_totals,
    require_threshold,
    with_exact_total,
    with_visible_total,
)

SMALL = 3  # a low threshold keeps the enumeration of all columns short
COLUMNS = st.lists(st.integers(0, 7), min_size=1, max_size=4)


def exact(
    counts: list[int], caps: list[int | None] | None = None, threshold: int = 5
) -> PrintedColumn:
    return with_exact_total(counts, range(len(counts)), caps or [None] * len(counts), threshold)


def columns_that_fit(printed: PrintedColumn, caps: list[int | None]) -> Iterator[tuple[int, ...]]:
    """Every column of counts that agrees with the printed cells, the total and the caps."""
    totals = range(SMALL) if printed.total is None else [printed.total]
    hidden = [row for row, cell in enumerate(printed.cells) if cell is None]
    for total in totals:
        left = total - sum(cell or 0 for cell in printed.cells)
        choices = [range(min(left, left if caps[row] is None else caps[row]) + 1) for row in hidden]
        for values in product(*choices):
            if sum(values) == left:
                filled = dict(zip(hidden, values, strict=True))
                yield tuple(filled.get(row, cell) for row, cell in enumerate(printed.cells))


def test_hidden_small_numbers_of_the_acceptance_case() -> None:
    printed = with_visible_total([12, 4, 0, 7, 3])
    assert printed == PrintedColumn((12, None, None, 7, None), 19, total_is_visible_sum=True)


def test_the_smallest_printed_count_is_the_threshold() -> None:
    assert with_visible_total([4, 5, 6], 5).cells == (None, 5, 6)
    assert with_visible_total([4, 5, 6], 6).cells == (None, None, 6)


def test_one_hidden_cell_is_enough_to_keep_the_total_back() -> None:
    assert with_visible_total([9, 4]) == PrintedColumn((9, None), 9, total_is_visible_sum=True)


def test_a_hidden_zero_is_like_any_other_hidden_count() -> None:
    assert with_visible_total([9, 0]) == with_visible_total([9, 4])


def test_a_column_with_nothing_to_hide_has_its_true_total() -> None:
    assert with_visible_total([9, 5]) == PrintedColumn((9, 5), 14)
    assert exact([9, 5]) == PrintedColumn((9, 5), 14)


def test_a_column_without_a_visible_cell_has_no_total() -> None:
    assert with_visible_total([4, 0, 1]) == PrintedColumn((None, None, None), None)


def test_a_lone_small_count_takes_the_first_row_of_the_order_with_it() -> None:
    printed = with_exact_total([12, 4, 20, 9], [2, 0, 3, 1], [None] * 4)
    assert printed == PrintedColumn((12, None, None, 9), 45)


def test_several_small_counts_may_hide_each_other() -> None:
    assert exact([12, 2, 3, 1]) == PrintedColumn((12, None, None, None), 18)


def test_small_counts_that_must_all_be_at_their_highest_take_more_with_them() -> None:
    assert exact([20, 4, 4, 30]) == PrintedColumn((None, None, None, 30), 58)


def test_a_true_total_under_the_threshold_is_itself_hidden() -> None:
    assert exact([1, 0, 2]) == PrintedColumn((None, None, None), None)


def test_exact_totals_refuse_when_the_small_count_shows_whatever_is_hidden() -> None:
    with pytest.raises(RuleBroken) as refusal:
        exact([5, 0])
    assert refusal.value.code == "suppression-impossible"


def test_a_public_cap_that_gives_the_small_count_away_is_seen() -> None:
    assert exact([10, 2, 30], [None, None, None]).cells == (None, None, 30)
    # With at most ten in the first row, two is the least that the second can be.
    assert exact([10, 2, 30], [10, None, None]).cells == (None, None, None)


def test_a_public_figure_under_the_true_count_hides_nothing_and_is_refused() -> None:
    with pytest.raises(RuleBroken, match="suppression-impossible"):
        exact([30, 2], [4, None])


@given(COLUMNS)
def test_a_visible_total_says_nothing_about_hidden_counts(counts: list[int]) -> None:
    printed = with_visible_total(counts, SMALL)
    hidden = [row for row, cell in enumerate(printed.cells) if cell is None]
    for values in product(range(SMALL), repeat=len(hidden)):
        other = list(counts)
        for row, value in zip(hidden, values, strict=True):
            other[row] = value
        assert with_visible_total(other, SMALL) == printed


@given(COLUMNS, st.data())
def test_every_hidden_cell_could_be_any_small_count(counts: list[int], data: st.DataObject) -> None:
    caps = [data.draw(st.none() | st.integers(max(count, SMALL), 9)) for count in counts]
    try:
        printed = exact(counts, caps, SMALL)
    except RuleBroken:
        return
    fitting = list(columns_that_fit(printed, caps))
    assert tuple(counts) in fitting
    for row, cell in enumerate(printed.cells):
        if cell is None:
            assert {fit[row] for fit in fitting} >= set(range(SMALL))


@given(COLUMNS, st.data())
def test_who_knows_the_procedure_and_the_small_rows_learns_no_small_count(
    counts: list[int], data: st.DataObject
) -> None:
    caps = [data.draw(st.none() | st.integers(max(count, SMALL), 9)) for count in counts]
    try:
        printed = exact(counts, caps, SMALL)
    except RuleBroken:
        return
    small = {row for row, count in enumerate(counts) if count < SMALL}
    possible = [
        fit
        for fit in columns_that_fit(printed, caps)
        if {row for row, count in enumerate(fit) if count < SMALL} == small
        and same_print(list(fit), caps, printed)
    ]
    for row in small:
        assert {fit[row] for fit in possible} >= set(range(SMALL))


def same_print(counts: list[int], caps: list[int | None], printed: PrintedColumn) -> bool:
    try:
        return exact(counts, caps, SMALL) == printed
    except RuleBroken:
        return False


# -- a reader who has every table of a month, knows the procedure, and tries all that may be -------

# Of one row: how many there are, and how many of them have each of two interventions.
World = tuple[tuple[int, int, int], ...]
Tables = Callable[[World], tuple[PrintedColumn, ...]]


def all_worlds(rows: int, highest: int) -> list[World]:
    """Everybody has an intervention at least, and may have both."""
    row = [
        (everybody, one, other)
        for one, other in product(range(highest + 1), repeat=2)
        for everybody in range(max(one, other), one + other + 1)
    ]
    return list(product(row, repeat=rows))


def determined(worlds: Iterable[World], tables: Tables, *, within: int) -> list[World]:
    """Find the worlds in which the tables leave only one value for a hidden cell.

    Only worlds up to ``within`` are judged, so that what could be instead is among those tried.
    """
    alike: dict[object, list[World]] = defaultdict(list)
    for world in worlds:
        try:
            alike[tables(world)].append(world)
        except RuleBroken:
            continue
    return [
        world
        for printed, group in alike.items()
        for world in group
        if max(map(max, world)) <= within
        for place, cell in enumerate(cells_of(printed))
        if cell is None and len({counted(tables, each)[place] for each in group}) == 1
    ]


def cells_of(printed: tuple[PrintedColumn, ...]) -> list[int | None]:
    return [cell for column in printed for cell in column.cells]


def counted(tables: Tables, world: World) -> list[int]:
    """The true counts in the order of the cells of the tables."""
    columns = {by_district: (0,), by_intervention: (1, 2), exact_and_visible: (0, 0)}
    picked = columns.get(tables, (0, 1, 2))
    return [row[place] for place in picked for row in world]


def column(world: World, place: int) -> list[int]:
    return [row[place] for row in world]


def visible(world: World) -> tuple[PrintedColumn, ...]:
    whole = column(world, 0)
    parts = [column(world, 1), column(world, 2)]
    return (
        with_visible_total(whole, SMALL),
        *breakdown_with_visible_totals(parts, whole, SMALL),
    )


def naive(world: World) -> tuple[PrintedColumn, ...]:
    return tuple(with_visible_total(column(world, place), SMALL) for place in range(3))


def by_district(world: World) -> tuple[PrintedColumn, ...]:
    return (exact(column(world, 0), None, SMALL),)


def by_intervention(world: World) -> tuple[PrintedColumn, ...]:
    return tuple(exact(column(world, place), None, SMALL) for place in (1, 2))


def exact_and_visible(world: World) -> tuple[PrintedColumn, ...]:
    return (*by_district(world), with_visible_total(column(world, 0), SMALL))


def test_tables_with_visible_totals_beside_each_other_determine_nothing() -> None:
    assert not determined(all_worlds(1, 9), visible, within=9)
    assert not determined(all_worlds(2, 4), visible, within=4)


def test_a_table_with_true_totals_alone_determines_nothing() -> None:
    only_whole = [((a, a, 0), (b, b, 0), (c, c, 0)) for a, b, c in product(range(13), repeat=3)]
    assert not determined(only_whole, by_district, within=6)
    parts = [((9, a, b), (9, c, d)) for a, b, c, d in product(range(11), repeat=4)]
    assert not determined(parts, by_intervention, within=9)


def test_what_the_rules_forbid_would_determine_counts() -> None:
    """The reader above is able enough to find something."""
    assert determined(all_worlds(1, 9), naive, within=9)
    assert determined(all_worlds(2, 4), exact_and_visible, within=4)


def test_a_row_that_would_tell_its_hidden_counts_is_hidden_whole() -> None:
    first, second = breakdown_with_visible_totals([[8, 9], [4, 0]], [12, 9])
    assert first == PrintedColumn((None, 9), 9, total_is_visible_sum=True)
    assert second == PrintedColumn((None, None), None)


def test_a_row_whose_visible_counts_are_enough_stays() -> None:
    first, second = breakdown_with_visible_totals([[12], [4]], [12])
    assert (first.cells, second.cells) == ((12,), (None,))


def test_a_row_of_nothing_but_highest_small_counts_looks_like_others_of_its_size() -> None:
    rows = [breakdown_with_visible_totals([[one], [other]], [8]) for one, other in ((4, 4), (8, 1))]
    assert rows[0] == rows[1]


@pytest.mark.parametrize(("threshold", "kept"), [(2, False), (3, True), (50, True), (51, False)])
def test_a_threshold_hides_something_and_not_everything(threshold: int, kept: bool) -> None:
    if kept:
        assert require_threshold(threshold) == threshold
        return
    with pytest.raises(RuleBroken) as refusal:
        require_threshold(threshold)
    assert refusal.value.facts == {"lowest": 3, "highest": 50}
