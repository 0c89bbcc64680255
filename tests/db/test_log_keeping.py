"""A store in use seals its log by itself, and a PC remembers the newest seal that it saw."""

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from coordinator.ports import AuditAction, AuditEntry
from coordinator.store_errors import StoreAway
from coordinator.stores import Unlocking
from coordinator.use_cases.signing_in import SYSTEM
from db.journal import JournalFile
from db.keys import envelope_of
from db.places import default_path
from db.seal_memory import SealMemory
from db.store_house import SqlStore, SqlStores
from plans.log_chain import faults_in
from tests.builders import CLOCK

PHRASE = Unlocking("syv små grise går hjem")
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


@pytest.fixture
def stores() -> SqlStores:
    return SqlStores(CLOCK)


@pytest.fixture
def place(stores: SqlStores, tmp_path: Path) -> str:
    path = str(tmp_path / "samplan.db")
    stores.create(path, PHRASE)
    return path


def work_in(stores: SqlStores, place: str) -> None:
    """Open, do something that is logged, and close."""
    with closing(stores.open(place, PHRASE)) as store:
        log(store)


def log(store: SqlStore) -> None:
    with store.begin(SYSTEM, True) as work:
        work.audit.record(AuditEntry(AuditAction.SETTING, subject="list", related=False))
        work.commit()


def test_what_was_done_is_sealed_at_the_end_and_before_a_backup(stores, place):
    work_in(stores, place)
    with closing(stores.open(place, PHRASE)) as store:
        log(store)
        store.back_up("manual", NOW)
        with store.begin(SYSTEM, False) as work:
            seals, rows = work.sealed_log.seals(), list(work.sealed_log.rows())
        assert [row.seal for row in rows] == [1, 2]
        assert list(faults_in(seals, rows)) == []
        assert store.log_doubt is None


def test_to_open_a_store_and_do_nothing_seals_nothing(stores, place):
    work_in(stores, place)
    with closing(stores.open(place, PHRASE)) as store:
        newest = store.seal_log()
    with closing(stores.open(place, PHRASE)) as store:
        assert store.seal_log() == newest


def store_id(place: str) -> UUID:
    return envelope_of(Path(place)).store_id


def drop_newest(stores: SqlStores, place: str) -> None:
    """Take the newest seal away with its rows, as who has the key could."""
    with closing(stores.open(place, PHRASE)) as store, store.engine.begin() as connection:
        for table in ("audit", "audit_seal"):
            connection.execute(text(f"DROP TRIGGER {table}_keeps_rows"))
        connection.execute(text("DELETE FROM audit WHERE seal = 2"))
        connection.execute(text("DELETE FROM audit_seal WHERE no = 2"))


def test_newest_seals_that_are_gone_are_missed_until_somebody_accepts_it(stores, place):
    for _turn in range(2):
        work_in(stores, place)
    memory = SealMemory(store_id(place))
    known = memory.read()
    assert known is not None
    assert known.mark.number == 2
    drop_newest(stores, place)
    # Closing the store remembers nothing newer: it had not been missed when it was opened.
    memory.keep(known.mark)
    for _turn in range(2):
        with closing(stores.open(place, PHRASE)) as store:
            doubt = store.log_doubt
            assert doubt is not None
            assert (doubt.missed, doubt.restored_at) == (known.mark, None)
            log(store)
    with closing(stores.open(place, PHRASE)) as store:
        store.accept_log()
        assert store.log_doubt is None
    with closing(stores.open(place, PHRASE)) as store:
        assert store.log_doubt is None


def test_a_restore_by_our_own_command_is_told_once_and_stands_in_the_log(stores, place, tmp_path):
    work_in(stores, place)
    backup = tmp_path / "copy.db"
    stores.back_up_to(place, PHRASE, backup)
    work_in(stores, place)
    stores.restore(place, PHRASE, backup, NOW)
    with closing(stores.open(place, PHRASE)) as store:
        doubt = store.log_doubt
        assert doubt is not None
        assert (doubt.missed.number, doubt.restored_at) == (2, NOW)
        with store.begin(SYSTEM, False) as work:
            rows = list(work.sealed_log.rows())
    assert rows[-1].action == "restore"
    assert rows[-1].why.startswith("2 ")
    with closing(stores.open(place, PHRASE)) as store:
        assert store.log_doubt is None


def test_a_restore_of_what_is_there_excuses_nothing_later(stores, place, tmp_path):
    for _turn in range(2):
        work_in(stores, place)
    backup = tmp_path / "copy.db"
    stores.back_up_to(place, PHRASE, backup)
    stores.restore(place, PHRASE, backup, NOW)
    stores.open(place, PHRASE).close()
    known = SealMemory(store_id(place)).read()
    assert known is not None
    assert known.restored_at is None


def test_what_is_remembered_names_nobody_and_may_be_damaged(stores, place):
    work_in(stores, place)
    (file,) = [
        each
        for each in (default_path().parent / "seals").iterdir()
        if store_id(place).hex[:12] in each.name
    ]
    said = file.read_text()
    assert set(json.loads(said)) == {"format", "number", "at", "hash", "restored_at"}
    for content in (b"", b"{}", b'{"format": 2}', b"[]"):
        file.write_bytes(content)
        assert SealMemory(store_id(place)).read() is None
        with closing(stores.open(place, PHRASE)) as store:
            assert store.log_doubt is None


def test_a_server_that_is_away_is_sealed_later_and_disturbs_nobody(shared_house, monkeypatch):
    engine = shared_house.engine
    store = SqlStore(engine, "", CLOCK, JournalFile(Path("nowhere"), lambda: None))
    log(store)
    assert not store.back_up_if_due(NOW)
    with shared_house.begin(SYSTEM, True) as work:
        assert not work.sealed_log.seal()

    def away() -> None:
        raise StoreAway

    monkeypatch.setattr(store._log, "seal", away)
    assert not store.back_up_if_due(NOW)
