"""The log as a chain in every store: hashed as it is written, sealed, and kept as it is."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coordinator.ports import AuditAction, AuditEntry
from plans.log_chain import Break, SealMark, faults_in
from tests.builders import BO, IDA, METTE, identity


def log(house, *subjects: str) -> None:
    with house.begin(METTE, True) as work:
        for subject in subjects:
            entry = AuditEntry(AuditAction.VIEW, identity(BO), subject, why="æ\x1f", related=True)
            work.audit.record(entry)
        work.commit()


def seal(house) -> bool:
    with house.begin(IDA, True) as work:
        sealed = work.sealed_log.seal()
        work.commit()
    return sealed


def faults(house, *remembered: SealMark):
    with house.begin(IDA, False) as work:
        return list(faults_in(work.sealed_log.seals(), work.sealed_log.rows(), remembered))


def test_rows_are_hashed_as_they_are_written_and_sealed_in_a_chain(house):
    with house.begin(IDA, False) as work:
        assert (work.sealed_log.seals(), work.sealed_log.newest()) == ((), None)
    log(house, "one", "two")
    with house.begin(IDA, False) as work:
        rows = list(work.sealed_log.rows())
    assert [row.seal for row in rows] == [None, None]
    assert {row.subject for row in rows} == {"one", "two"}
    assert seal(house)
    assert not seal(house)
    log(house, "three")
    assert seal(house)
    log(house, "four")
    with house.begin(IDA, False) as work:
        first, second = work.sealed_log.seals()
        assert [row.seal for row in work.sealed_log.rows()] == [1, 1, 2, None]
        assert work.sealed_log.newest() == second.mark
        assert work.sealed_log.has(first.mark)
        assert not work.sealed_log.has(SealMark(1, first.at, second.hash))
    assert (first.rows, second.rows, second.previous) == (2, 1, first.hash)
    assert faults(house, first.mark) == []


def test_what_is_not_committed_is_neither_hashed_nor_sealed(house):
    with house.begin(METTE, True) as work:
        work.audit.record(AuditEntry(AuditAction.VIEW, identity(BO), related=True))
        work.sealed_log.seal()
    assert not seal(house)
    assert faults(house) == []


def test_a_seal_is_no_change_that_others_hear_of(house):
    log(house, "one")
    with house.begin(IDA, True) as work:
        work.sealed_log.seal()
        assert not work.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET why = 'noget andet'",
        "UPDATE audit SET hash = 'x'",
        "UPDATE audit SET seal = NULL",
        "UPDATE audit SET seal = 2",
        "DELETE FROM audit",
        "UPDATE audit_seal SET n = 0",
        "DELETE FROM audit_seal",
    ],
)
def test_not_even_the_program_changes_the_log_of_a_local_store(local_house, statement):
    log(local_house, "one")
    seal(local_house)
    with pytest.raises(DBAPIError, match="append-only"), local_house.engine.begin() as connection:
        connection.execute(text(statement))
    assert faults(local_house) == []


def test_who_takes_the_triggers_away_first_is_found_out(local_house):
    log(local_house, "one", "two")
    seal(local_house)
    write_past(local_house, "UPDATE audit SET why = '' WHERE subject = 'two'")
    (fault,) = faults(local_house)
    with local_house.begin(IDA, False) as work:
        touched = next(row for row in work.sealed_log.rows() if row.subject == "two")
    assert (fault.kind, fault.row, fault.seal) == (Break.ROW_ALTERED, touched.id, 1)


@pytest.mark.parametrize(
    ("column", "rubbish"),
    [
        ("id", "'nobody'"),
        ("at", "'yesterday'"),
        ("at", "7"),
        ("staff_id", "x'00'"),
        ("citizen_id", "'nobody'"),
        ("why", "x'00ff'"),
        ("related", "'maybe'"),
        ("tx", "'seven'"),
        ("hash", "7"),
        ("seal", "'first'"),
    ],
)
def test_what_cannot_be_read_is_found_and_stops_nothing(local_house, column, rubbish):
    log(local_house, "one", "two")
    seal(local_house)
    write_past(local_house, f"UPDATE audit SET {column} = {rubbish} WHERE subject = 'two'")
    assert {fault.kind for fault in faults(local_house)} <= {
        Break.ROW_ALTERED, Break.ROWS_MISSING, Break.SEAL_MISSING, Break.ROWS_EXCHANGED,
    }  # fmt: skip
    assert faults(local_house)


@pytest.mark.parametrize("column", ["at", "n", "root", "prev", "hash"])
def test_a_seal_that_cannot_be_read_is_found(local_house, column):
    log(local_house, "one")
    seal(local_house)
    write_past(local_house, f"UPDATE audit_seal SET {column} = x'00ff'")
    assert Break.SEAL_ALTERED in {fault.kind for fault in faults(local_house)}
    assert not seal(local_house)


def write_past(house, statement: str) -> None:
    """Write as somebody who has the key and takes the triggers away."""
    asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'"
    with house.engine.begin() as connection:
        for name in connection.execute(text(asked)).scalars():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(statement))
