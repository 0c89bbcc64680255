"""Backups: made in use, checked, thinned, and put back only when they are good."""

import errno
import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from coordinator.store_errors import (
    BackupAltered,
    BackupIncomplete,
    BackupNotThere,
    BackupWithoutManifest,
    KeyFileMissing,
    KeyWrong,
    StoreAlreadyOpen,
    StoreDamaged,
    StoreExists,
    StoreFull,
)
from db.backup import (
    BackupJob,
    backup_folder,
    backup_to,
    backups_of,
    digest,
    last_change,
    manifest_path,
)
from db.backup_names import Backup, kept, parsed
from db.engine import companions, create_local, health, open_local, writer
from db.envelope import Cost, Envelope, envelope_path
from db.keys import (
    Secrets,
    create_local_store_files,
    keep_key,
    unlock,
    unlock_with_recovery,
)
from db.lock import StoreLock
from db.restore import restore
from tests.db.keyrings import no_keyring

NOW = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
PHRASE = "syv små grise går hjem"


class Store:
    """A store with notes in it, opened when asked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.key, self.code = create_local_store_files(
            path, Secrets(PHRASE, no_keyring), cost=CHEAP
        )
        create_local(path, self.key, self.build)
        self.job = BackupJob(path, self.key)
        self.add("first")

    @staticmethod
    def build(engine: Engine) -> None:
        with writer(engine).begin() as connection:
            connection.execute(text("CREATE TABLE notes (line TEXT)"))
            connection.execute(text('CREATE TABLE "odd ""name" (x)'))

    def add(self, line: str) -> None:
        engine = open_local(self.path, self.key)
        with writer(engine).begin() as connection:
            connection.execute(text("INSERT INTO notes VALUES (:line)"), {"line": line})
        engine.dispose()

    def lines(self, key: bytes | None = None) -> list[str]:
        engine = open_local(self.path, key or self.key)
        with engine.connect() as connection:
            found = list(connection.execute(text("SELECT line FROM notes")).scalars())
        assert health(engine) == ()
        engine.dispose()
        return found


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "samplan.db")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_comes_with_its_envelope_and_its_description(store: Store) -> None:
    backup = store.job.run("interval", NOW)
    stem = "samplan-20261121T104200Z-interval.db"
    assert names(backup_folder(store.path)) == [stem, f"{stem}.json", f"{stem}.key.json"]
    assert json.loads(manifest_path(backup.path).read_text())["tables"] == {
        "notes": 1,
        'odd "name': 0,
    }
    assert backups_of(store.path) == (backup,)


def test_a_backup_is_made_while_others_write_and_holds_what_was_committed(store: Store) -> None:
    engine = open_local(store.path, store.key)
    with writer(engine).begin() as connection:
        connection.execute(text("INSERT INTO notes VALUES ('not yet')"))
        backup = store.job.run("interval", NOW)
    engine.dispose()
    assert len(store.lines()) == 2
    restore(backup.path, store.path, store.key, NOW)
    assert store.lines() == ["first"]


def test_two_backups_in_one_second_are_two(store: Store) -> None:
    made = [store.job.run("manual", NOW) for _ in range(3)]
    assert backups_of(store.path) == tuple(made)
    assert [backup.number for backup in made] == [1, 2, 3]


def test_a_backup_is_due_after_a_quarter_when_something_changed(store: Store) -> None:
    assert store.job.due(NOW)
    store.job.run("interval", NOW)
    quarter = NOW + timedelta(minutes=15)
    assert not store.job.due(quarter)
    before = last_change(store.path)
    store.add("second")
    os.utime(store.path, ns=(before + 10**7, before + 10**7))  # the disk's clock may be coarse
    assert not store.job.due(quarter - timedelta(seconds=1))
    assert store.job.due(quarter)
    assert store.job.due(NOW - timedelta(days=1)), "a backup from the future is no reason to wait"
    store.job.run("interval", quarter)
    assert not store.job.due(quarter + timedelta(days=1))


def test_opening_reading_and_closing_is_no_change(store: Store) -> None:
    engine = open_local(store.path, store.key)
    with writer(engine).begin() as connection:
        connection.execute(text("INSERT INTO notes VALUES ('x')"))
    store.job.run("interval", NOW)
    engine.dispose()
    store.lines()
    engine = open_local(store.path, store.key)
    with engine.connect():
        assert not store.job.due(NOW + timedelta(days=1))
    engine.dispose()


def test_a_change_that_still_lies_in_the_log_counts(store: Store) -> None:
    store.job.run("interval", NOW)
    engine = open_local(store.path, store.key)
    with writer(engine).begin() as connection:
        connection.execute(text("INSERT INTO notes VALUES ('x')"))
    log, _index = companions(store.path)
    future = last_change(store.path) + 10**7
    os.utime(log, ns=(future, future))
    assert store.job.due(NOW + timedelta(minutes=15))
    engine.dispose()


def test_a_backup_whose_description_is_lost_makes_another_due(store: Store) -> None:
    backup = store.job.run("interval", NOW)
    manifest_path(backup.path).write_text("{}")
    assert store.job.due(NOW + timedelta(hours=1))


def test_old_backups_go_with_all_their_files(store: Store) -> None:
    for days in (400, 399, 30, 0):
        store.job.run("interval", NOW - timedelta(days=days))
    assert len(names(backup_folder(store.path))) == 6
    (backup_folder(store.path) / "notes of mine.txt").write_text("stays")
    store.job.run("interval", NOW)
    assert "notes of mine.txt" in names(backup_folder(store.path))


def test_a_backup_of_a_damaged_store_fails_and_leaves_nothing(store: Store) -> None:
    with store.path.open("rb+") as file:
        file.write(bytes(4096))
    with pytest.raises(StoreDamaged):
        store.job.run("interval", NOW)
    assert names(backup_folder(store.path)) == []


def test_a_copy_that_was_killed_is_cleared_away_later(store: Store) -> None:
    backup_folder(store.path).mkdir()
    left, fresh = (backup_folder(store.path) / f".backup.{name}.part" for name in ("old", "new"))
    for part in (left, fresh):
        part.touch()
    os.utime(left, (0, 0))
    store.job.run("interval", datetime.now(UTC))
    assert not left.exists()
    assert fresh.exists()


def test_a_disk_that_is_full_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(StoreFull):
        backup_to(store.path, store.key, store.path.with_name("kopi.db"))
    backup = store.job.run("manual", NOW)
    refused(store, backup.path, StoreFull)


def test_an_altered_arrival_is_no_backup(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "copyfile", lambda _source, target: Path(target).write_bytes(b"x"))
    with pytest.raises(BackupAltered):
        backup_to(store.path, store.key, store.path.with_name("kopi.db"))
    assert not list(store.path.parent.glob("kopi*"))


def test_a_chosen_place_gets_all_three_files_and_is_never_overwritten(
    store: Store, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup_to(store.path, store.key, stick / "kopi.db")
    assert names(stick) == ["kopi.db", "kopi.db.json", "kopi.db.key.json"]
    with pytest.raises(StoreExists):
        backup_to(store.path, store.key, stick / "kopi.db")
    assert names(backup_folder(store.path)) == []


def test_the_recovery_code_opens_a_backup_on_another_computer(store: Store, tmp_path: Path) -> None:
    backup_to(store.path, store.key, tmp_path / "kopi.db")
    elsewhere = tmp_path / "new computer" / "samplan.db"
    key = unlock_with_recovery(tmp_path / "kopi.db", store.code)
    assert restore(tmp_path / "kopi.db", elsewhere, key, NOW) is None
    assert unlock(elsewhere, Secrets(PHRASE, no_keyring)) == store.key
    store.path = elsewhere
    assert store.lines() == ["first"]


def test_a_restore_keeps_what_was_there(store: Store) -> None:
    backup = store.job.run("interval", NOW)
    store.add("later")
    aside = restore(backup.path, store.path, store.key, NOW)
    assert store.lines() == ["first"]
    assert aside == store.path.with_name("samplan.db.replaced-20261121T104200Z")
    store.path = aside
    assert store.lines() == ["first", "later"]
    assert unlock(aside, Secrets(PHRASE, no_keyring)) == store.key


def test_two_restores_in_one_second_keep_both(store: Store) -> None:
    backup = store.job.run("interval", NOW)
    asides = {restore(backup.path, store.path, store.key, NOW) for _ in range(2)}
    assert len(asides) == 2
    assert all(aside is not None and aside.exists() for aside in asides)


def test_a_restore_does_not_undo_a_new_passphrase(store: Store) -> None:
    backup = store.job.run("interval", NOW)
    keep_key(store.path, store.key, Secrets("otte små grise", no_keyring), cost=CHEAP)
    restore(backup.path, store.path, store.key, NOW)
    assert unlock(store.path, Secrets("otte små grise", no_keyring)) == store.key


@pytest.mark.parametrize("damage", ["header", "middle", "empty", "gone"])
def test_a_damaged_store_is_restored_and_kept(store: Store, damage: str) -> None:
    backup = store.job.run("interval", NOW)
    if damage == "gone":
        store.path.unlink()
    elif damage == "empty":
        store.path.write_bytes(b"")
    else:
        with store.path.open("rb+") as file:
            file.seek(0 if damage == "header" else 4096)
            file.write(bytes(4096))
    remains = store.path.read_bytes() if store.path.exists() else None
    aside = restore(backup.path, store.path, store.key, NOW)
    assert store.lines() == ["first"]
    assert (aside.read_bytes() if aside else None) == remains


@pytest.mark.parametrize("gone", [True, False])
def test_the_log_of_a_broken_store_never_meets_the_restored_file(store: Store, gone: bool) -> None:
    backup = store.job.run("interval", NOW)
    log, index = companions(store.path)
    engine = open_local(store.path, store.key)
    with writer(engine).begin() as connection:
        connection.execute(text("INSERT INTO notes VALUES ('in the log')"))
    orphan = log.read_bytes()
    engine.dispose()
    log.write_bytes(orphan)
    index.write_bytes(b"")
    if gone:
        store.path.unlink()
    else:
        store.path.write_bytes(b"broken" * 1000)
    restore(backup.path, store.path, store.key, NOW)
    assert store.lines() == ["first"]
    (kept_log,) = store.path.parent.glob("*replaced*-wal")
    assert kept_log.read_bytes() == orphan


def test_a_store_with_a_log_from_a_kill_is_kept_with_what_is_in_the_log(store: Store) -> None:
    backup = store.job.run("interval", NOW)
    log, _index = companions(store.path)
    engine = open_local(store.path, store.key)
    with writer(engine).begin() as connection:
        connection.execute(text("INSERT INTO notes VALUES ('in the log')"))
    as_killed = {path: path.read_bytes() for path in (store.path, log)}
    engine.dispose()
    for path, content in as_killed.items():
        path.write_bytes(content)
    aside = restore(backup.path, store.path, store.key, NOW)
    assert store.lines() == ["first"]
    assert aside is not None
    store.path = aside
    assert store.lines() == ["first", "in the log"]


def test_a_store_that_is_open_is_not_replaced(store: Store) -> None:
    backup = store.job.run("interval", NOW)
    with StoreLock(store.path), pytest.raises(StoreAlreadyOpen):
        restore(backup.path, store.path, store.key, NOW)


def refused(store: Store, backup: Path, error: type[Exception], key: bytes | None = None) -> None:
    before, there = store.path.read_bytes(), names(store.path.parent)
    with pytest.raises(error) as caught:
        restore(backup, store.path, key or store.key, NOW)
    assert caught.type is error
    assert store.path.read_bytes() == before
    assert [n for n in names(store.path.parent) if not n.endswith(".lock")] == [
        n for n in there if not n.endswith(".lock")
    ]


def change_manifest(backup: Path, **values: object) -> None:
    path = manifest_path(backup)
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_a_bad_backup_is_refused_before_anything_is_replaced(store: Store, tmp_path: Path) -> None:
    good = store.job.run("interval", NOW).path
    other = Store(tmp_path / "other" / "samplan.db")
    refused(store, good.with_name("none.db"), BackupNotThere)
    refused(store, good, KeyWrong, other.key)

    manifest = manifest_path(good).read_bytes()
    for broken in (b"", b"[]", b"{}", manifest.replace(b'"format": 1', b'"format": 9')):
        manifest_path(good).write_bytes(broken)
        refused(store, good, BackupWithoutManifest)
    manifest_path(good).unlink()
    refused(store, good, BackupWithoutManifest)
    manifest_path(good).write_bytes(manifest)

    change_manifest(good, tables={"notes": 2, 'odd "name': 0})
    refused(store, good, BackupIncomplete)
    change_manifest(good, tables={"notes": 1})
    refused(store, good, BackupIncomplete)
    manifest_path(good).write_bytes(manifest)

    envelope = envelope_path(good).read_bytes()
    envelope_path(good).unlink()
    refused(store, good, KeyFileMissing)
    envelope_path(good).write_bytes(envelope)

    with good.open("rb+") as file:
        file.seek(5000)
        file.write(b"\0\1\2\3")
    refused(store, good, BackupAltered)


def test_a_damaged_backup_with_a_forged_digest_is_refused(store: Store) -> None:
    good = store.job.run("interval", NOW).path
    size = good.stat().st_size
    for place in (20, size // 2, size - 50):
        content = good.read_bytes()
        good.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        change_manifest(good, sha256=digest(good))
        refused(store, good, BackupAltered)
        good.write_bytes(content)


def test_a_backup_cut_short_with_a_forged_digest_is_refused(store: Store) -> None:
    good = store.job.run("interval", NOW).path
    for size in (0, 100, 4096):
        content = good.read_bytes()
        good.write_bytes(content[:size])
        change_manifest(good, sha256=digest(good))
        refused(store, good, BackupAltered)
        good.write_bytes(content)


def test_a_backup_of_another_store_brings_its_own_envelope(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "other" / "samplan.db")
    other.add("second")
    backup = other.job.run("interval", NOW)
    aside = restore(backup.path, store.path, other.key, NOW)
    assert store.lines(other.key) == ["first", "second"]
    assert Envelope.read(store.path) == Envelope.read(other.path)
    assert aside is not None
    assert unlock_with_recovery(aside, store.code) == store.key


def test_other_files_are_not_taken_for_backups(store: Store) -> None:
    backup = store.job.run("interval", NOW)
    folder = backup_folder(store.path)
    for name in (
        "samplan-20261321T104200Z-interval.db",
        "other-20261121T104200Z-interval.db",
        "samplan.db",
        ".backup.x.part",
    ):
        shutil.copy(backup.path, folder / name)
        shutil.copy(manifest_path(backup.path), folder / f"{name}.json")
    shutil.copy(
        backup.path, folder / "samplan-20261121T104201Z-interval.db"
    )  # no description: never finished
    assert backups_of(store.path) == (backup,)


def made(moments: list[datetime]) -> set[Backup]:
    return {
        Backup(moment.replace(microsecond=0), 1, "interval", Path(str(moment)))
        for moment in moments
    }


moments = st.lists(
    st.integers(-90, 60 * 24 * 800).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    max_size=60,
).map(made)


@given(moments)
def test_thinning_keeps_what_it_promises(backups: set[Backup]) -> None:
    left = kept(backups, NOW)
    assert left <= backups
    assert {each for each in backups if each.taken > NOW - timedelta(hours=1)} <= left
    if backups:
        assert max(backups) in left
    for each in backups:
        if (NOW.date() - each.taken.date()).days < 14:
            assert max(b for b in backups if b.taken.date() == each.taken.date()) in left
        if (NOW.year - each.taken.year) * 12 + NOW.month - each.taken.month < 12:
            month = (each.taken.year, each.taken.month)
            assert max(b for b in backups if (b.taken.year, b.taken.month) == month) in left


@given(moments)
def test_thinning_leaves_no_more_than_it_must(backups: set[Backup]) -> None:
    older = [each for each in kept(backups, NOW) if each.taken <= NOW - timedelta(hours=1)]
    assert len(older) <= 14 + 12 + 1
    assert kept(kept(backups, NOW), NOW) == kept(backups, NOW)


def test_a_year_of_quarters_leaves_the_last_hour_days_and_months() -> None:
    left: set[Backup] = set()
    moment = NOW - timedelta(days=400)
    while moment <= NOW:
        left = kept(left | made([moment]), moment)
        moment += timedelta(minutes=60)
    assert len({each.taken.date() for each in left if (NOW - each.taken).days < 13}) >= 13
    assert len({(each.taken.year, each.taken.month) for each in left}) == 12


def test_a_name_tells_when_and_why() -> None:
    backup = parsed(Path("a-b-20261121T104200Z-import-2.db"), "a-b")
    assert backup is not None
    assert (backup.taken, backup.number, backup.reason) == (NOW, 2, "import")
