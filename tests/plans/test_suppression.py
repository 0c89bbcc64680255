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


def all_worlds(rows: int, highest: int) -> list[World]:
    """Everybody has an intervention at least, and may have both."""
    row = [
        (everybody, one, other)
        for one, other in product(range(highest + 1), repeat=2)
        for everybody in range(max(one, other), one + other + 1)
    ]
    return list(product(row, repeat=rows))


def column(world: World, place: int) -> list[int]:
    return [row[place] for row in world]


def visible_by_district(world: World) -> tuple[PrintedColumn, ...]:
    return (with_visible_total(column(world, 0), SMALL),)


def visible_by_intervention(world: World) -> tuple[PrintedColumn, ...]:
    parts = [column(world, 1), column(world, 2)]
    return tuple(breakdown_with_visible_totals(parts, column(world, 0), SMALL))


def exact_by_district(world: World) -> tuple[PrintedColumn, ...]:
    return (exact(column(world, 0), None, SMALL),)


def exact_by_intervention(world: World) -> tuple[PrintedColumn, ...]:
    return tuple(exact(column(world, place), None, SMALL) for place in (1, 2))


def naive_by_intervention(world: World) -> tuple[PrintedColumn, ...]:
    return tuple(with_visible_total(column(world, place), SMALL) for place in (1, 2))


Print = Callable[[World], tuple[PrintedColumn, ...]]
PLACES: dict[Print, tuple[int, ...]] = {visible_by_district: (0,), exact_by_district: (0,)}


def left_open(
    worlds: Iterable[World], *prints: Print, within: int
) -> Iterator[tuple[int, set[int]]]:
    """Give for each hidden cell what it is and what it might be, for all the reader can tell.

    Only worlds up to ``within`` are judged: what could be instead must be among those tried.
    """
    places = [place for each in prints for place in PLACES.get(each, (1, 2))]
    alike: dict[tuple[tuple[PrintedColumn, ...], ...], list[list[int]]] = defaultdict(list)
    for world in worlds:
        try:
            printed = tuple(each(world) for each in prints)
        except RuleBroken:
            continue
        alike[printed].append([count for place in places for count in column(world, place)])
    for printed, group in alike.items():
        cells = [cell for one in printed for each in one for cell in each.cells]
        for index, cell in enumerate(cells):
            if cell is None:
                might = {counts[index] for counts in group}
                yield from ((counts[index], might) for counts in group if max(counts) <= within)


def told(worlds: Iterable[World], *prints: Print, within: int) -> list[int]:
    """Find the hidden counts that the prints leave only one value for."""
    return [count for count, might in left_open(worlds, *prints, within=within) if len(might) == 1]


def narrowed(worlds: Iterable[World], *prints: Print, within: int) -> list[int]:
    """Find the hidden small counts that could not be any small count."""
    return [
        count
        for count, might in left_open(worlds, *prints, within=within)
        if count < SMALL and not might >= set(range(SMALL))
    ]


WHOLE_ONLY = [((a, a, 0), (b, b, 0), (c, c, 0)) for a, b, c in product(range(13), repeat=3)]
PARTS_ONLY = [((9, a, b), (9, c, d)) for a, b, c, d in product(range(11), repeat=4)]


@pytest.mark.parametrize(
    ("worlds", "within", "single"),
    [
        (WHOLE_ONLY, 6, visible_by_district),
        (WHOLE_ONLY, 6, exact_by_district),
        (PARTS_ONLY, 8, visible_by_intervention),
        (PARTS_ONLY, 8, exact_by_intervention),
    ],
)
def test_no_print_by_itself_narrows_a_small_count(
    worlds: list[World], within: int, single: Print
) -> None:
    assert any(left_open(worlds, single, within=within))
    assert not told(worlds, single, within=within)
    assert not narrowed(worlds, single, within=within)


def test_visible_tables_by_district_and_by_intervention_tell_nothing_together() -> None:
    for rows, highest in ((1, 9), (2, 4)):
        worlds = all_worlds(rows, highest)
        assert not told(worlds, visible_by_district, visible_by_intervention, within=highest)


def test_the_reader_finds_what_the_hidden_rows_and_the_note_are_for() -> None:
    worlds = all_worlds(1, 9)
    assert told(worlds, visible_by_district, naive_by_intervention, within=9)
    assert told(WHOLE_ONLY, visible_by_district, exact_by_district, within=6)


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
