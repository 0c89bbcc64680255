"""Copies of a local store, made while it is in use, checked and thinned."""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import Connection as RawConnection  # as in db.engine
from typing import Final, Literal

from coordinator.store_errors import (
    BackupAltered,
    BackupIncomplete,
    BackupRefused,
    BackupWithoutManifest,
    StoreDamaged,
    StoreExists,
)
from db.backup_names import Backup, kept, named, parsed
from db.durable import make_private_folder, sync_file, sync_folder, write_atomically
from db.engine import checked, companions, connect
from db.envelope import envelope_path
from db.errors import translated

Reason = Literal["interval", "closing", "migration", "import", "manual"]
INTERVAL: Final = timedelta(minutes=15)
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup must be: digest of the file, rows per table, and which change it covers."""

    sha256: str
    tables: dict[str, int]
    covers: int


@dataclass(frozen=True, slots=True)
class BackupJob:
    """Backs up one open store; may run on any thread."""

    store: Path
    key: bytes = field(repr=False)

    def due(self, now: datetime) -> bool:
        """Tell whether something changed since the newest backup, made over 15 minutes ago."""
        backups = backups_of(self.store)
        if not backups:
            return True
        # A newest backup from the future means that the clock was wrong then.
        rested = now - backups[-1].taken >= INTERVAL or backups[-1].taken > now
        return rested and last_change(self.store) > _covered(backups[-1].path)

    def run(self, reason: Reason, now: datetime) -> Backup:
        """Make a checked backup in the folder ``backups`` beside the store, and thin the others.

        Raises:
            StoreUnavailable: the store or the disk fails; no unfinished backup stays behind.
        """
        folder = backup_folder(self.store)
        with translated(folder):
            make_private_folder(folder)
            backup = named(folder, self.store.stem, now, reason)
            with _copied(self.store, self.key, folder) as (copy, manifest):
                _publish(self.store, copy, manifest, backup.path)
            self._tidy(now)
        return backup

    def _tidy(self, now: datetime) -> None:
        for each in set(backups_of(self.store)) - kept(backups_of(self.store), now):
            _remove(each.path)
        for part in backup_folder(self.store).glob(".*.part"):
            # A copy that was killed; not the one that another thread is at.
            if part.stat().st_mtime < (now - timedelta(days=1)).timestamp():
                part.unlink()


def backup_to(store: Path, key: bytes, target: Path) -> None:
    """Make a checked backup at a place that a person chose, which may be on a network drive.

    Raises:
        StoreExists: when something is at ``target``.
        StoreUnavailable: the store or the disk fails.
    """
    if target.exists():
        raise StoreExists(path=target)
    folder = backup_folder(store)
    arriving = target.with_name(f"{target.name}.part")
    with translated(target):
        make_private_folder(folder)
        # SQLite works on this computer's disk only; the finished file is copied.
        with _copied(store, key, folder) as (copy, manifest):
            try:
                shutil.copyfile(copy, arriving)
                sync_file(arriving)
                if digest(arriving) != manifest.sha256:
                    raise BackupAltered(path=target)
                _publish(store, arriving, manifest, target)
            finally:
                arriving.unlink(missing_ok=True)


def backups_of(store: Path) -> tuple[Backup, ...]:
    """List the finished backups of a store, oldest first."""
    with contextlib.suppress(FileNotFoundError):
        found = (parsed(path, store.stem) for path in backup_folder(store).iterdir())
        return tuple(sorted(each for each in found if each and manifest_path(each.path).exists()))
    return ()


def backup_folder(store: Path) -> Path:
    """Name the folder of a store's backups."""
    return store.with_name("backups")


def manifest_path(backup: Path) -> Path:
    """Name the description beside a backup."""
    return backup.with_name(f"{backup.name}.json")


def manifest_of(backup: Path) -> Manifest:
    """Read the description beside a backup.

    Raises:
        BackupWithoutManifest: when it is missing or damaged.
    """
    try:
        values = json.loads(manifest_path(backup).read_bytes())
        tables = {str(name): int(rows) for name, rows in values["tables"].items()}
        manifest = Manifest(str(values["sha256"]), tables, int(values["covers"]))
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        raise BackupWithoutManifest(path=backup) from None
    if values["format"] != _FORMAT:
        raise BackupWithoutManifest(path=backup)
    return manifest


def rows_of_whole(file: Path, key: bytes, told: Path) -> dict[str, int]:
    """Count the rows of a copy; BackupAltered (naming ``told``) when it is not whole."""
    try:
        with translated(file), contextlib.closing(checked(file, key)) as connection:
            checks = ("PRAGMA cipher_integrity_check", "PRAGMA quick_check")
            found = [row for check in checks for row in connection.execute(check)]
            if found != [("ok",)]:
                raise BackupAltered(path=told)
            return _rows(connection)
    except StoreDamaged:
        raise BackupAltered(path=told) from None


def digest(file: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def last_change(store: Path) -> int:
    """Tell when the store's files last changed, in nanoseconds of the disk's clock.

    It needs no counter in the store, and what an earlier run of the program wrote counts too.
    """
    wal, _index = companions(store)
    times = [store.stat().st_mtime_ns]
    with contextlib.suppress(FileNotFoundError):
        found = wal.stat()
        if found.st_size:  # merely opening a store makes an empty one
            times.append(found.st_mtime_ns)
    return max(times)


@contextlib.contextmanager
def _copied(store: Path, key: bytes, folder: Path) -> Iterator[tuple[Path, Manifest]]:
    """Copy a store that may be in use to a file in ``folder``; it goes unless it is moved."""
    descriptor, name = tempfile.mkstemp(prefix=".backup.", suffix=".part", dir=folder)
    os.close(descriptor)
    copy = Path(name)
    try:
        tables, covers = _copy(store, key, copy)
        if rows_of_whole(copy, key, copy) != tables:
            raise BackupIncomplete(path=copy)
        sync_file(copy)
        yield copy, Manifest(digest(copy), tables, covers)
    finally:
        for left in (copy, *companions(copy)):
            left.unlink(missing_ok=True)


def _copy(store: Path, key: bytes, copy: Path) -> tuple[dict[str, int], int]:
    with (
        translated(store),
        contextlib.closing(checked(store, key)) as source,
        contextlib.closing(connect(copy, key)) as target,
    ):
        # With the log emptied first, closing the store later changes nothing that looks like work.
        source.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        covers = last_change(store)
        source.execute("BEGIN")  # the rows are counted in the very state that is copied
        tables = _rows(source)
        source.backup(target)
        source.execute("COMMIT")
    return tables, covers


def _publish(store: Path, copy: Path, manifest: Manifest, target: Path) -> None:
    """Give a checked copy its name; the manifest comes last and makes it a backup."""
    write_atomically(envelope_path(target), envelope_path(store).read_bytes())
    copy.replace(target)
    sync_folder(target.parent)
    values = {"format": _FORMAT, **asdict(manifest)}
    write_atomically(manifest_path(target), json.dumps(values, indent=1).encode())


def _remove(backup: Path) -> None:
    for path in (manifest_path(backup), backup, envelope_path(backup)):
        path.unlink(missing_ok=True)


def _covered(backup: Path) -> int:
    try:
        return manifest_of(backup).covers
    except BackupRefused:
        return 0  # better one backup too many


def _rows(connection: RawConnection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"
    ).fetchall()
    quoted = {name: name.replace('"', '""') for (name,) in names}
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{safe}"').fetchone()[0])  # noqa: S608 - quoted
        for name, safe in quoted.items()
    }
