"""Put a backup in a store's place, once it is seen to be good."""

import contextlib
import itertools
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from coordinator.store_errors import (
    BackupAltered,
    BackupIncomplete,
    BackupNotThere,
    KeyWrong,
    StoreUnavailable,
)
from db.backup import digest, manifest_of, rows_of_whole
from db.backup_names import stamp
from db.durable import make_private_folder, sync_file, sync_folder
from db.engine import companions
from db.envelope import Envelope, envelope_path
from db.errors import translated
from db.lock import StoreLock


def restore(backup: Path, store: Path, key: bytes, now: datetime) -> Path | None:
    """Put a backup in the store's place, after seeing that it opens, is whole and has its rows.

    What was there is kept beside it, readable with its own key; its name is the result. Nobody may
    have the store open. An interrupted restore leaves either store, or none and both files aside.

    Raises:
        BackupNotThere: no such backup.
        BackupRefused: in one of its kinds; the store is as it was.
        KeyWrong: ``key`` is not the backup's.
        StoreAlreadyOpen: somebody has the store.
    """
    make_private_folder(store.parent)
    with StoreLock(store), translated(store), _incoming(backup, store) as incoming:
        manifest = manifest_of(backup)
        envelope = Envelope.read(backup)
        if not envelope.fits(key):
            raise KeyWrong
        if digest(incoming) != manifest.sha256:
            raise BackupAltered(path=backup)
        if rows_of_whole(incoming, key, backup) != manifest.tables:
            raise BackupIncomplete(path=backup)
        return _swapped(incoming, store, envelope, now)


@contextlib.contextmanager
def _incoming(backup: Path, store: Path) -> Iterator[Path]:
    """Copy a backup beside the store: what is checked there is what takes its place."""
    if not backup.is_file():
        raise BackupNotThere(path=backup)
    incoming = store.with_name(f"{store.name}.restoring")
    try:
        shutil.copyfile(backup, incoming)
        incoming.chmod(0o600)
        sync_file(incoming)
        yield incoming
    finally:
        for left in (incoming, *companions(incoming)):
            left.unlink(missing_ok=True)


def _swapped(incoming: Path, store: Path, envelope: Envelope, now: datetime) -> Path | None:
    aside = _free(store.with_name(f"{store.name}.replaced-{stamp(now)}"))
    replaced = _moved_aside(store, aside)
    if not _same_key(store, envelope):
        envelope.write(store)
    incoming.replace(store)
    sync_folder(store.parent)
    return aside if replaced else None


def _free(path: Path) -> Path:
    """Give ``path``, or the first of ``path``-2, ``path``-3 … where nothing is."""
    numbered = (path.with_name(f"{path.name}-{number}") for number in itertools.count(2))
    return next(each for each in itertools.chain([path], numbered) if not each.exists())


def _moved_aside(store: Path, aside: Path) -> bool:
    """Keep what is at ``store`` under the name ``aside``, so that no old log meets the new file.

    The store is not opened: SQLite would write the log into a damaged file and drop it.
    """
    log, index = companions(store)
    if envelope_path(store).exists():
        shutil.copyfile(envelope_path(store), envelope_path(aside))
    there = store.exists()
    if there and not log.exists():
        # It was closed well. Both names for a moment: at no time is there no store.
        os.link(store, aside)
    elif there:
        store.rename(aside)
    if log.exists():
        log.rename(companions(aside)[0])
    index.unlink(missing_ok=True)
    return there


def _same_key(store: Path, envelope: Envelope) -> bool:
    """Tell whether the store's own envelope serves: it may have a newer passphrase."""
    try:
        here = Envelope.read(store)
    except StoreUnavailable:
        return False
    return (here.store_id, here.check) == (envelope.store_id, envelope.check)
