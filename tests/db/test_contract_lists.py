"""The dated lists, in every store: as shipped until somebody edits one, and nothing is lost."""

from dataclasses import replace
from datetime import date

import pytest

from coordinator.dated_lists import DatedList, ListEntry, shipped
from coordinator.ports import Stale
from coordinator.use_cases.code_lists import (
    code_book,
    order_entries,
    put_entry,
    read_list,
)
from plans.people import ServiceArea
from tests.builders import IDA, METTE, TODAY

D = DatedList
ROWING = ListEntry(
    D.THEMES, "rowing", "Roning", "På åen.\nOg på søen.", "cross", ServiceArea.HEALTH, 99,
    valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1),
)  # fmt: skip


def test_a_list_that_nobody_edited_is_as_it_shipped(house):
    desk = house.desk(METTE)
    assert read_list(desk, D.JARGON) == shipped(D.JARGON)
    assert [code_book(desk).all(which) for which in D] == [shipped(which) for which in D]


def test_the_first_edit_copies_what_shipped(house):
    desk = house.desk(IDA)
    assert put_entry(desk, None, ROWING).everything
    assert read_list(desk, D.THEMES) == (*shipped(D.THEMES), ROWING)
    assert code_book(desk).all(D.THEMES) == (*shipped(D.THEMES), ROWING)
    assert read_list(desk, D.SOURCES) == shipped(D.SOURCES)


def test_a_change_changes_one_entry_and_an_end_keeps_it(house):
    desk = house.desk(IDA)
    seen = shipped(D.THEMES)[3]
    put_entry(desk, seen, replace(seen, label="Livet", text="Nyt"))
    put_entry(desk, None, ROWING)
    put_entry(desk, ROWING, ROWING.ended(TODAY))
    found = {each.code: each for each in read_list(desk, D.THEMES)}
    assert len(found) == len(shipped(D.THEMES)) + 1
    assert found[seen.code] == replace(seen, label="Livet", text="Nyt")
    assert found["rowing"] == ROWING.ended(TODAY)


def test_what_holds_is_read_by_day_its_first_and_last_included(house):
    put_entry(house.desk(IDA), None, ROWING)
    for day, there in (
        (date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2027, 1, 1), True),
        (date(2027, 1, 2), False),
    ):  # fmt: skip
        assert (ROWING in read_list(house.desk(METTE), D.THEMES, day)) is there


def test_who_saw_something_else_writes_nothing(house):
    desk = house.desk(IDA)
    seen = shipped(D.THEMES)[0]
    put_entry(desk, seen, replace(seen, label="Krop"))
    with pytest.raises(Stale):
        put_entry(desk, seen, replace(seen, label="Ben"))
    put_entry(desk, None, ROWING)
    before = read_list(desk, D.THEMES)
    with house.begin(IDA, True) as work, pytest.raises(Stale):
        work.dated_lists.put(ROWING, None)
    with pytest.raises(Stale):
        order_entries(desk, shipped(D.THEMES))
    assert read_list(desk, D.THEMES) == before


def test_a_first_day_may_be_moved_and_its_old_day_taken_again(house):
    desk = house.desk(IDA)
    put_entry(desk, None, ROWING)
    later = replace(ROWING, valid_from=date(2026, 6, 1))
    put_entry(desk, ROWING, later)
    before = replace(ROWING, valid_to=date(2026, 5, 31))
    put_entry(desk, None, before)
    assert [each for each in read_list(desk, D.THEMES) if each.code == "rowing"] == [before, later]


def test_the_order_is_kept(house):
    desk = house.desk(IDA)
    first, second, *rest = read_list(desk, D.FOLLOW_UP_RESULTS)
    order_entries(desk, (*rest, second, first))
    wanted = [each.code for each in (*rest, second, first)]
    assert [each.code for each in read_list(desk, D.FOLLOW_UP_RESULTS)] == wanted


def test_some_may_be_ordered_among_the_others(house):
    desk = house.desk(IDA)
    a, b, c, d = read_list(desk, D.FOLLOW_UP_RESULTS)
    order_entries(desk, (c, a))
    found = [each.code for each in read_list(desk, D.FOLLOW_UP_RESULTS)]
    assert found == [each.code for each in (c, b, a, d)]


def test_the_same_work_reads_what_it_wrote_and_an_undone_one_leaves_nothing(house):
    with house.begin(IDA, True) as work:
        work.dated_lists.put(ROWING, None)
        assert ROWING in work.dated_lists.entries(D.THEMES)
    assert read_list(house.desk(METTE), D.THEMES) == shipped(D.THEMES)
