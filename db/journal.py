"""The draft journal: a small encrypted file on this PC with what the store does not have yet."""

import contextlib
import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from coordinator.journal import Unsent, UnsentPlan
from coordinator.store_errors import (
    KeyringLocked,
    KeyringUnusable,
    StoreDamaged,
    StoreExists,
    StoreReadOnly,
)
from db.engine import KEY_BYTES, checked, companions, create_local
from db.errors import translated
from db.keyring import FindKeyring, usable_keyring
from db.places import SharedPlace, default_path

_TABLE: Final = """
    CREATE TABLE IF NOT EXISTS unsent (
        staff_id TEXT NOT NULL, plan_id TEXT NOT NULL, part TEXT NOT NULL,
        content BLOB NOT NULL, kept_at TEXT NOT NULL,
        PRIMARY KEY (staff_id, plan_id, part)
    ) WITHOUT ROWID
"""
_KEEP: Final = "INSERT OR REPLACE INTO unsent VALUES (?, ?, ?, ?, ?)"
_DROP: Final = "DELETE FROM unsent WHERE staff_id = ? AND plan_id = ? AND part = ?"
_OF_PLAN: Final = (
    "SELECT part, content, kept_at FROM unsent WHERE staff_id = ? AND plan_id = ? ORDER BY part"
)
_PLANS: Final = (
    "SELECT plan_id, count(*), max(kept_at) FROM unsent WHERE staff_id = ?"
    " GROUP BY plan_id ORDER BY 3, 1"
)

FindKey = Callable[[], bytes | None]


class JournalFile:
    """The journal of everybody who works at one store on this PC.

    The file is made when the first plan is opened; its key is asked for once. A file that the key
    does not open (the keyring was emptied, a practice store made anew) is set aside, never written
    over.
    """

    def __init__(self, path: Path, find_key: FindKey) -> None:
        self._path, self._find_key = path, find_key
        self._lock: Final = threading.Lock()
        self._connection: Connection | None = None
        self._key: bytes | None = None
        self._asked = False

    @property
    def lasting(self) -> bool:
        """Whether there is a key, so that something can be kept."""
        with self._lock:
            return self._known_key() is not None

    def of(self, staff_id: UUID) -> "StaffJournal":
        """Give the journal of one person."""
        return StaffJournal(self, staff_id)

    def plans_waiting(self) -> int:
        """Count the plans of which anybody's text is kept; makes no file."""
        with self.reading() as connection:
            if connection is None:
                return 0
            row = connection.execute("SELECT count(DISTINCT plan_id) FROM unsent").fetchone()
        return int(row[0])

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextlib.contextmanager
    def reading(self, *, make: bool = False) -> Iterator[Connection | None]:
        """Give the file to read from, or None when there is none and it is not to be made."""
        with self._lock, translated(self._path):
            there = (make or self._path.exists()) and self._known_key() is not None
            yield self._connected() if there else None

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the file to write in; all of it is on the disk afterwards, or nothing.

        Raises:
            StoreReadOnly: when this PC has no key for it.
        """
        with self._lock, translated(self._path):
            if self._known_key() is None:
                raise StoreReadOnly
            connection = self._connected()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _known_key(self) -> bytes | None:
        if not self._asked:
            self._key, self._asked = self._find_key(), True
        return self._key

    def _connected(self) -> Connection:
        if self._connection is None:
            assert self._key is not None
            self._connection = self._opened(self._key)
            self._connection.execute(_TABLE)
        return self._connection

    def _opened(self, key: bytes) -> Connection:
        if self._path.exists():
            try:
                return checked(self._path, key)
            except StoreDamaged:
                _set_aside(self._path)
        with contextlib.suppress(StoreExists):  # another window of ours was faster
            create_local(self._path, key)
        return checked(self._path, key)


class StaffJournal:
    """The part of a journal that is one person's."""

    def __init__(self, file: JournalFile, staff_id: UUID) -> None:
        self._file, self._who = file, str(staff_id)

    @property
    def lasting(self) -> bool:
        """Whether what is kept outlives the program."""
        return self._file.lasting

    def keep(self, plan_id: UUID, parts: Mapping[str, bytes | None], at: datetime) -> None:
        """Keep the contents of parts, and let go of those that are None."""
        mine = (self._who, str(plan_id))
        kept = [
            (*mine, part, content, at.isoformat())
            for part, content in parts.items()
            if content is not None
        ]
        dropped = [(*mine, part) for part, content in parts.items() if content is None]
        with self._file.writing() as connection:
            connection.executemany(_KEEP, kept)
            connection.executemany(_DROP, dropped)

    def of_plan(self, plan_id: UUID) -> tuple[Unsent, ...]:
        """List what is kept of a plan; this makes the file, so that the first text need not."""
        with self._file.reading(make=True) as connection:
            if connection is None:
                return ()
            rows = connection.execute(_OF_PLAN, (self._who, str(plan_id))).fetchall()
        return tuple(
            Unsent(part, bytes(content), datetime.fromisoformat(at)) for part, content, at in rows
        )

    def plans(self) -> tuple[UnsentPlan, ...]:
        """List the plans of which something is kept."""
        with self._file.reading() as connection:
            if connection is None:
                return ()
            rows = connection.execute(_PLANS, (self._who,)).fetchall()
        return tuple(
            UnsentPlan(UUID(plan_id), count, datetime.fromisoformat(at))
            for plan_id, count, at in rows
        )


def local_journal(store: Path, store_key: bytes) -> JournalFile:
    """Give the journal beside a local store; who can open the one can open the other.

    Its key is derived, so it needs no place of its own, also where a passphrase opens the store.
    """
    key = hmac.digest(store_key, b"samplan/1/drafts", hashlib.sha256)
    return JournalFile(store.with_name(f"{store.name}.drafts"), lambda: key)


def shared_journal(
    place: SharedPlace, folder: Path | None = None, find_keyring: FindKeyring = usable_keyring
) -> JournalFile:
    """Give this PC's journal for a shared store; its key lies in the keyring or nowhere."""
    store_id = shared_id(place)
    path = (folder or default_path().parent) / f"drafts-{store_id.hex[:12]}.db"

    def find_key() -> bytes | None:
        return _key_from_keyring(uuid5(store_id, "drafts"), find_keyring)

    return JournalFile(path, find_key)


def shared_id(place: SharedPlace) -> UUID:
    """Name a shared store by its address: another login to the same store is the same store."""
    return uuid5(NAMESPACE_URL, place.shown)


def _key_from_keyring(key_id: UUID, find_keyring: FindKeyring) -> bytes | None:
    """Give the key that the keyring has, or a new one that it keeps; None without a keyring."""
    keyring = find_keyring()
    if keyring is None:
        return None
    try:
        found = keyring.key_of(key_id)
        if found is not None and len(found) == KEY_BYTES:
            return found
        made = secrets.token_bytes(KEY_BYTES)
        keyring.keep(key_id, made)
    except (KeyringLocked, KeyringUnusable):
        return None
    return made


def _set_aside(path: Path) -> None:
    """Keep a file that does not open: its key may come back."""
    mark = f".unreadable-{secrets.token_hex(4)}"
    for each in (path, *companions(path)):
        if each.exists():
            each.rename(each.with_name(each.name.replace(path.name, path.name + mark)))
