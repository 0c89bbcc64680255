"""Stores are made, opened, brought up, backed up and put back; nothing is written over."""

import shutil
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from coordinator.desk import Desk
from coordinator.server_errors import PasswordWrong, StoreForbids
from coordinator.store_errors import (
    BackupIsTheServers,
    KeyFileMissing,
    KeyWrong,
    PassphraseNeeded,
    PassphraseToChoose,
    StoreAlreadyOpen,
    StoreCollided,
    StoreDamaged,
    StoreExists,
    StoreNewer,
    StoreNotThere,
    StoreNotUpgraded,
    StoreUnavailable,
)
from coordinator.stores import ServerLogin, Unlocking
from coordinator.use_cases.own_password import change_own_password
from coordinator.use_cases.signing_in import SYSTEM, sign_in
from db import schema
from db.backup import backups_of
from db.engine import create_local, open_local
from db.envelope import envelope_path
from db.errors import translated
from db.keys import Secrets, create_local_store_files, demo_key_path, unlock
from db.store_house import SqlStores, _upgrade_among_others
from tests import postgres
from tests.builders import CLOCK, METTE

NOTHING = Unlocking()
PHRASE = Unlocking("syv små grise går hjem")
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


@pytest.fixture
def stores() -> SqlStores:
    return SqlStores(CLOCK)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "samplan.db"


@pytest.fixture(scope="module")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a new demo store, to be copied: its key lies beside it, so it opens quickly."""
    folder = tmp_path_factory.mktemp("demo")
    SqlStores(CLOCK).create(str(folder / "samplan.db"), NOTHING, demo=True)
    return folder


@pytest.fixture
def made(demo_files: Path, path: Path) -> str:
    """The address of a new demo store."""
    shutil.copytree(demo_files, path.parent)
    return str(path)


def logins(stores: SqlStores, address: str) -> list[str]:
    store = stores.open(address, NOTHING)
    with store.begin(SYSTEM, False) as work:
        found = [member.login for member in work.staff.everybody()]
    store.close()
    return found


def hire(stores: SqlStores, address: str) -> None:
    store = stores.open(address, NOTHING)
    with store.begin(SYSTEM, True) as work:
        work.staff.add(METTE)
        work.commit()
    store.close()


def test_a_new_store_has_the_system_and_no_citizen(stores, made):
    store = stores.open(made, NOTHING)
    with store.begin(SYSTEM, False) as work:
        assert work.staff.get(SYSTEM.id) == SYSTEM
    info = store.info()
    assert (info.address, info.engine, info.revision) == (made, "SQLCipher", schema.REVISION)
    assert (info.counts["citizens"], info.counts["staff"]) == (0, 0)
    assert store.problems() == ()
    assert store.demo
    assert store.asks_for == ""
    store.try_secret(NOTHING)
    store.close()


def test_what_is_written_is_there_when_it_is_opened_again(stores, made):
    hire(stores, made)
    assert logins(stores, made) == ["mette"]


def test_a_store_with_a_passphrase_opens_with_it_and_with_its_recovery_code(stores, path):
    code = stores.create(str(path), PHRASE)
    assert code
    for given in (PHRASE, Unlocking(recovery_code=code)):
        store = stores.open(str(path), given)
        assert not store.demo
        # What a lock may ask is what a start asks, also while the disk is away.
        assert store.asks_for == "passphrase"
        envelope_path(path).rename(path.with_name("away"))
        store.try_secret(PHRASE)
        store.try_secret(Unlocking(recovery_code=code))
        for wrong in (Unlocking("ikke den sætning"), Unlocking(), Unlocking(recovery_code="x")):
            with pytest.raises(KeyWrong):
                store.try_secret(wrong)
        path.with_name("away").rename(envelope_path(path))
        store.close()


def test_a_key_is_kept_again_under_a_new_passphrase(stores, path):
    code = stores.create(str(path), PHRASE)
    new = Unlocking("en helt anden sætning")
    stores.keep_key(str(path), Unlocking(recovery_code=code), new.passphrase)
    stores.open(str(path), new).close()
    with pytest.raises(KeyWrong):
        stores.open(str(path), PHRASE)


def test_without_keyring_and_passphrase_nothing_is_made(stores, path):
    with pytest.raises(PassphraseToChoose):
        stores.create(str(path), NOTHING)
    assert not path.exists()
    assert not envelope_path(path).exists()


def test_a_store_is_not_made_over_another(stores, made, path):
    hire(stores, made)
    before = {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    with pytest.raises(StoreExists):
        stores.create(made, NOTHING, demo=True)
    assert {each: each.read_bytes() for each in before} == before
    assert logins(stores, made) == ["mette"]


@pytest.mark.parametrize("content", [b"", b"something else that lies here" * 100])
def test_a_store_is_not_made_over_any_file(stores, path, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(StoreExists):
        stores.create(str(path), NOTHING, demo=True)
    assert path.read_bytes() == content
    assert not envelope_path(path).exists()


def test_a_store_that_is_not_there_is_not_made_by_opening(stores, path):
    assert not stores.exists(str(path))
    with pytest.raises(StoreNotThere):
        stores.open(str(path), NOTHING)
    assert not path.exists()


def _no_key(path: Path) -> Unlocking:
    demo_key_path(path).unlink(missing_ok=True)
    return NOTHING


def _wrong_key(path: Path) -> Unlocking:
    demo_key_path(path).write_text("00" * 32)
    return NOTHING


def _no_envelope(path: Path) -> Unlocking:
    envelope_path(path).unlink()
    return NOTHING


def _damaged(path: Path) -> Unlocking:
    data = bytearray(path.read_bytes())
    data[:4096] = bytes(4096)
    path.write_bytes(data)
    return NOTHING


def _emptied(path: Path) -> Unlocking:
    path.write_bytes(b"")
    return NOTHING


CAUSES = [_no_key, _wrong_key, _no_envelope, _damaged, _emptied]


@pytest.mark.parametrize("spoil", CAUSES)
def test_a_spoiled_store_is_never_replaced_by_a_new_one(stores, made, path, spoil):
    given = spoil(path)
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable):
        stores.open(made, given)
    assert path.read_bytes() == before
    with pytest.raises(StoreExists):
        stores.create(made, NOTHING, demo=True)
    assert path.read_bytes() == before


def test_no_key_a_wrong_key_and_damage_are_told_apart(stores, made, path):
    told = []
    for spoil in (_no_key, _wrong_key, _damaged):
        good = {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
        with pytest.raises(StoreUnavailable) as found:
            stores.open(made, spoil(path))
        told.append((found.value.code, found.value.sentence))
        for each, data in good.items():
            each.write_bytes(data)
    assert len({code for code, _sentence in told}) == 3
    assert len({sentence for _code, sentence in told}) == 3


def test_a_missing_passphrase_and_a_wrong_one_are_told_apart(stores, path):
    stores.create(str(path), PHRASE)
    with pytest.raises(PassphraseNeeded):
        stores.open(str(path), NOTHING)
    with pytest.raises(KeyWrong):
        stores.open(str(path), Unlocking("ikke den sætning"))


def test_a_missing_envelope_has_its_own_sentence(stores, made, path):
    envelope_path(path).unlink()
    with pytest.raises(KeyFileMissing):
        stores.open(made, NOTHING)


def test_only_one_process_has_a_local_store(stores, made):
    store = stores.open(made, NOTHING)
    with pytest.raises(StoreAlreadyOpen):
        stores.open(made, NOTHING)
    store.close()
    stores.open(made, NOTHING).close()


def test_a_store_that_cannot_be_opened_is_not_locked_afterwards(stores, made, path):
    good = path.read_bytes()
    _damaged(path)
    with pytest.raises(StoreDamaged):
        stores.open(made, NOTHING)
    path.write_bytes(good)
    stores.open(made, NOTHING).close()


def without_tables(path: Path) -> None:
    """Make a store of ours in which no table stands."""
    new = create_local_store_files(path, Secrets(), demo=True)
    create_local(path, new.key)


def test_a_store_without_our_tables_is_damaged(stores, path):
    without_tables(path)
    with pytest.raises(StoreDamaged):
        stores.open(str(path), NOTHING)


def set_revision(path: Path, revision: str) -> None:
    engine = open_local(path, unlock(path, Secrets()))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
    engine.dispose()


def test_a_newer_store_is_refused_and_left_alone(stores, made, path):
    set_revision(path, "20991231_later")
    with pytest.raises(StoreNewer):
        stores.open(made, NOTHING)
    with pytest.raises(StoreNewer):
        stores.open(made, NOTHING)  # not «already open»: the lock was given back
    assert backups_of(path) == ()


def test_an_older_store_is_backed_up_and_brought_up(stores, made, path, monkeypatch):
    upgraded = []
    monkeypatch.setattr(schema, "require_current", _older)
    monkeypatch.setattr(schema, "upgrade", upgraded.append)
    stores.open(made, NOTHING).close()
    assert len(upgraded) == 1
    assert [backup.reason for backup in backups_of(path)] == ["migration"]


def _older(_engine: object) -> None:
    raise StoreNotUpgraded


def test_an_upgrade_backs_up_first_and_tells_the_revision(stores, made, path):
    assert stores.upgrade(made, NOTHING, NOW) == schema.REVISION
    assert [backup.reason for backup in backups_of(path)] == ["migration"]


def test_a_backup_comes_when_it_is_due_and_something_changed(stores, made, path):
    store = stores.open(made, NOTHING)
    assert store.back_up_if_due(NOW)
    assert not store.back_up_if_due(NOW + timedelta(hours=1))
    with store.begin(SYSTEM, True) as work:
        work.staff.add(METTE)
        work.commit()
    assert store.back_up_if_due(NOW + timedelta(hours=1))
    store.close()
    newest = stores.newest_backup(made)
    assert newest == backups_of(path)[-1].path


def test_a_backup_put_back_brings_back_what_was(stores, made, path):
    assert stores.newest_backup(made) is None
    store = stores.open(made, NOTHING)
    store.back_up("manual", NOW)
    store.close()
    hire(stores, made)
    backup = stores.newest_backup(made)
    assert backup is not None
    replaced = stores.restore(made, NOTHING, backup, NOW)
    assert replaced is not None
    assert replaced.exists()
    assert logins(stores, made) == []


def test_a_backup_at_a_chosen_place_opens_as_a_store(stores, made, tmp_path):
    hire(stores, made)
    target = tmp_path / "elsewhere" / "copy.db"
    target.parent.mkdir()
    stores.back_up_to(made, NOTHING, target)
    assert target.exists()
    assert target.read_bytes()[:6] != b"SQLite"


class TestShared:
    def test_a_shared_store_is_made_once_and_opened(self, stores, postgres_url):
        assert stores.create(postgres_url, NOTHING) is None
        with pytest.raises(StoreExists):
            stores.create(postgres_url, NOTHING)
        store = stores.open(postgres_url, NOTHING)
        info = store.info()
        assert (info.engine, info.revision) == ("PostgreSQL", schema.REVISION)
        assert info.address.startswith("postgresql://")
        assert store.problems() == ()
        store.back_up("manual", NOW)
        assert not store.back_up_if_due(NOW)
        store.close()
        assert stores.upgrade(postgres_url, NOTHING, NOW) == schema.REVISION

    def test_who_signs_in_at_the_server_is_who_works(self, stores, own_server, postgres_url):
        stores.create(postgres_url, NOTHING)
        store = stores.open(postgres_url, NOTHING)
        assert store.server_login == ServerLogin("postgres", runs_server=True)
        assert store.own_password is None
        member = replace(METTE, login="vikar")
        with store.begin(SYSTEM, True) as work:
            work.staff.add(member)
            work.commit()
        address = own_server.by_tls("nobody", str(store.engine.url.database))
        store.close()
        with psycopg.connect(postgres_url, autocommit=True) as line:
            postgres.hire(line, "vikar", "korrekt hest")
            given = Unlocking(login="Vikar", password="korrekt hest")
            theirs = stores.open(address, given)
            assert theirs.server_login == ServerLogin("vikar")
            # This PC keeps no password, so a lock asks for it; the server need not be there.
            assert (theirs.asks_for, theirs.proves_by, theirs.typed) == ("password",) * 2 + (True,)
            theirs.try_secret(given)
            with pytest.raises(PasswordWrong):
                theirs.try_secret(Unlocking(password=""))
            assert sign_in(theirs.begin, None, theirs.server_login) == member
            with pytest.raises(StoreForbids), translated(), theirs.engine.begin() as work:
                work.exec_driver_sql("DELETE FROM staff")
            assert theirs.info().counts["citizens"] == 0
            line.execute("REVOKE samplan_staff FROM vikar")
            line.execute("GRANT samplan_administrator TO vikar")
            assert theirs.info().counts == {}
            desk = Desk(member, theirs.begin, CLOCK)
            change_own_password(desk, theirs.own_password, "korrekt hest", "en ny hemmelighed")
            with pytest.raises(PasswordWrong):
                theirs.try_secret(given)
            theirs.try_secret(Unlocking(password="en ny hemmelighed"))
            theirs.close()
            with pytest.raises(PasswordWrong):
                stores.open(address, given)
            postgres.dismiss(line, "vikar")

    def test_a_server_without_our_tables_is_no_store(self, stores, postgres_url):
        assert stores.exists(postgres_url)
        assert not stores.is_local(postgres_url)
        with pytest.raises(StoreNotThere):
            stores.open(postgres_url, NOTHING)

    def test_no_connection_is_left_of_a_store_that_was_refused(self, stores, postgres_url):
        with pytest.raises(StoreNotThere):
            stores.open(postgres_url, NOTHING)
        # A database with connections could not be dropped without force; ask the server itself.
        from sqlalchemy import create_engine  # noqa: PLC0415

        engine = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"))
        with engine.connect() as connection:
            others = connection.execute(
                text(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND pid <> pg_backend_pid()"
                )
            ).scalar()
        engine.dispose()
        assert others == 0

    @pytest.mark.parametrize("deed", ["keep_key", "back_up_to", "newest_backup"])
    def test_a_server_looks_after_its_own_keys_and_backups(self, stores, deed, tmp_path):
        address = "postgresql://user:secret@db.example/samplan"
        assert stores.shown(address) == "postgresql://db.example/samplan"
        given = {
            "keep_key": (NOTHING, None),
            "back_up_to": (NOTHING, tmp_path / "copy.db"),
            "newest_backup": (),
        }[deed]
        with pytest.raises(StoreUnavailable) as found:
            getattr(stores, deed)(address, *given)
        assert "secret" not in found.value.sentence


def test_a_local_address_is_shown_as_its_path(stores, path):
    assert stores.is_local(str(path))
    assert stores.shown(str(path)) == str(path)

    @pytest.mark.parametrize(
        "deed",
        [
            lambda stores, file: stores.back_up_to("postgresql://x/y", NOTHING, file),
            lambda stores, file: stores.restore("postgresql://x/y", NOTHING, file, NOW),
        ],
    )
    def test_a_shared_store_is_backed_up_and_restored_by_its_server(self, stores, tmp_path, deed):
        with pytest.raises(BackupIsTheServers) as refusal:
            deed(stores, tmp_path / "copy.db")
        assert "pg_dump" in refusal.value.sentence
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("collisions", "ends"), [(0, "upgraded"), (2, "upgraded"), (3, "told")])
def test_an_upgrade_that_met_an_open_window_is_done_again_a_few_times(
    monkeypatch, collisions, ends
):
    tried = []

    def upgrade(_engine):
        tried.append(_engine)
        if len(tried) <= collisions:
            raise StoreCollided

    monkeypatch.setattr(schema, "upgrade", upgrade)
    told = pytest.raises(StoreCollided) if ends == "told" else nullcontext()
    with told:
        _upgrade_among_others(object())
    assert len(tried) == min(collisions + 1, 3)
