"""The chain of the log: nothing is changed, taken away or put in without being found."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from plans.log_chain import Break, LogFault, LogRow, SealMark
from tests.tampering import TAMPERINGS, Kept, any_log, any_row, missed


@pytest.fixture
def kept() -> Kept:
    chance = random.Random(4)
    while True:
        log = any_log(chance)
        if len(log.seals) == 4 and any(row.seal is None for row in log.rows):
            return log


def one(faults: list[LogFault]) -> LogFault:
    (fault,) = faults
    return fault


def test_a_log_that_nobody_touched_has_no_fault():
    chance = random.Random(1)
    assert [any_log(chance).faults() for _turn in range(20)] == [[]] * 20


def test_every_tampering_is_found():
    assert missed(len(TAMPERINGS) * 12) == []


def test_a_changed_row_is_named_with_its_day(kept):
    row = kept.rows[3]
    kept.rows[3] = replace(row, why="noget andet")
    assert one(kept.faults()) == LogFault(Break.ROW_ALTERED, row.id, row.seal, row.at, row.at)


def test_a_row_that_is_gone_is_told_by_its_seal_and_the_days_around_it(kept):
    under = [row for row in kept.rows if row.seal == 2]
    kept.rows.remove(under[0])
    left = [row.at for row in under[1:]]
    assert one(kept.faults()) == LogFault(
        Break.ROWS_MISSING, None, 2, min(left), max(left), count=1
    )


def test_all_rows_of_a_seal_gone_are_told_by_the_day_of_the_seal(kept):
    under = [row for row in kept.rows if row.seal == 2]
    kept.rows = [row for row in kept.rows if row.seal != 2]
    at = kept.seals[1].at
    assert one(kept.faults()) == LogFault(Break.ROWS_MISSING, None, 2, at, at, len(under))


def test_a_row_put_under_a_seal_afterwards_is_told(kept):
    chance = random.Random(2)
    kept.rows.append(replace(any_row(chance), seal=1))
    fault = one(kept.faults())
    assert (fault.kind, fault.seal, fault.count) == (Break.ROWS_ADDED, 1, 1)


def test_a_row_written_anew_with_a_fitting_hash_is_told(kept):
    kept.rows[0] = replace(kept.rows[0], why="noget andet").hashed()
    fault = one(kept.faults())
    assert (fault.kind, fault.seal) == (Break.ROWS_EXCHANGED, 1)


def test_seals_that_are_gone_changed_or_out_of_order_are_told(kept):
    second = kept.seals.pop(1)
    kept.rows = [row for row in kept.rows if row.seal != 2]
    assert [fault.kind for fault in kept.faults()] == [Break.SEAL_MISSING]
    kept.seals.insert(1, replace(second, rows=0, root="", previous="x"))
    told = {fault.kind for fault in kept.faults()}
    assert told == {Break.SEAL_ALTERED, Break.SEAL_OUT_OF_CHAIN}


def test_rows_of_a_seal_that_never_was_are_told(kept):
    kept.rows[0] = replace(kept.rows[0], seal=50)
    assert {fault.kind for fault in kept.faults()} == {Break.ROWS_MISSING, Break.SEAL_MISSING}


def test_only_a_seal_that_was_seen_outside_tells_of_newest_seals_that_are_gone(kept):
    kept.seals.pop()
    kept.rows = [row for row in kept.rows if row.seal != 4]
    seen = kept.seen
    assert one(kept.faults()) == LogFault(Break.NEWEST_GONE, None, 4, seen.at, seen.at)
    kept.seen = kept.seals[-1].mark
    assert kept.faults() == []


def test_a_seal_is_told_outside_without_figures(kept):
    seal = kept.seals[0]
    assert seal.mark == SealMark(1, seal.at, seal.hash)


def test_no_two_rows_of_fields_have_the_same_text():
    chance = random.Random(3)
    row = any_row(chance)
    apart = [
        replace(row, subject="a\x1f1:b", why="c"),
        replace(row, subject="a", why="1:b\x1fc"),
        replace(row, subject="a", why="b\x1fc"),
        replace(row, citizen_id=None, subject="-"),
    ]
    assert len({each.expected_hash() for each in apart}) == len(apart)


def test_the_hash_of_a_row_stays_what_it_was():
    """A store that was sealed by an older program must still be whole."""
    at, nobody = datetime(2026, 11, 17, 9, 30, 0, 1, tzinfo=UTC), UUID(int=1)
    row = LogRow(nobody, at, nobody, "Åse 🙂", "caseworker", "view", None, "plan", None, "", True)
    assert row.expected_hash() == "c8211f64019de2280aa9be8311568186be015eb70ab0e8260df96e6cba3565b6"
