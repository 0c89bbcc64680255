"""Make, find and keep the key of a local store."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

from coordinator.store_errors import (
    KeyMissing,
    KeyringUnusable,
    KeyWrong,
    PassphraseNeeded,
    PassphraseToChoose,
    StoreDamaged,
    StoreExists,
    StoreNotThere,
    StoreOfAnother,
)
from db.durable import make_private_folder, write_new
from db.engine import KEY_BYTES
from db.envelope import STANDARD_COST, Cost, Envelope, envelope_path
from db.keyring import FindKeyring, usable_keyring
from db.recovery_code import new_code

_PLAIN_HEADER: Final = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What can open a store at a start: a passphrase, if one was given, and the keyring."""

    passphrase: str | None = field(default=None, repr=False)
    find_keyring: FindKeyring = usable_keyring


class NewKey(NamedTuple):
    """A new store's key, and the code to be shown once and written down."""

    key: bytes
    recovery_code: str


def create_local_store_files(
    store: Path, given: Secrets, *, demo: bool = False, cost: Cost = STANDARD_COST
) -> NewKey:
    """Make the key of a store that is to be created at ``store``, and keep it.

    It goes into the keyring, and under the passphrase if one is given; a ``demo`` store keeps it
    in a file beside it, which is for invented people only. Write the store itself afterwards
    with ``db.engine.create_local``.

    Raises:
        StoreExists: when something is at ``store``: an existing store never gets a new key.
        PassphraseToChoose: without a usable keyring and without a passphrase.
        PassphraseTooShort, PassphraseGuessable: see ``Envelope.with_passphrase``.
    """
    if is_there(store):
        raise StoreExists(path=store)
    key, code = secrets.token_bytes(KEY_BYTES), new_code()
    envelope = Envelope.around(key, uuid4(), code, cost, demo=demo)
    if given.passphrase is not None:
        envelope = envelope.with_passphrase(key, given.passphrase, cost)
    if not demo:
        _keep_in_keyring(envelope, key, given)
    make_private_folder(store.parent)
    _set_aside(envelope_path(store))
    envelope.write(store, new=True)
    if demo:
        _set_aside(demo_key_path(store))
        write_new(demo_key_path(store), key.hex().encode())
    return NewKey(key, code)


def unlock(store: Path, given: Secrets) -> bytes:
    """Give the key of a store or a backup, without a question to anybody.

    The order: beside a demo store, by the passphrase, from the keyring.

    Raises:
        StoreNotThere, StoreDamaged, KeyFileMissing: see ``envelope_of``.
        KeyWrong: the passphrase or the keyring's entry is not this store's.
        PassphraseNeeded: the store has a passphrase and none was given.
        KeyMissing: only the recovery code is left; also a locked keyring.
    """
    envelope = envelope_of(store)
    if envelope.demo and (key := _demo_key(store)) is not None:
        return _fitting(envelope, key)
    if given.passphrase is not None and envelope.passphrase is not None:
        return envelope.key_by_passphrase(given.passphrase)
    keyring = given.find_keyring()
    if keyring is not None and (key := keyring.key_of(envelope.store_id)) is not None:
        return _fitting(envelope, key)
    raise PassphraseNeeded if envelope.passphrase is not None else KeyMissing


def unlock_with_recovery(store: Path, typed: str) -> bytes:
    """Give the key of a store or a backup for its recovery code; ``keep_key`` it afterwards.

    Raises:
        StoreNotThere, StoreDamaged, KeyFileMissing: see ``envelope_of``.
        RecoveryCodeMistyped, KeyWrong: see ``Envelope.key_by_code``.
    """
    return envelope_of(store).key_by_code(typed)


def keep_key(store: Path, key: bytes, given: Secrets, *, cost: Cost = STANDARD_COST) -> None:
    """Keep a store's key again: in the keyring, and under a new passphrase if one is given.

    Raises:
        KeyWrong: when ``key`` is not the store's.
        PassphraseToChoose: without a usable keyring and without a passphrase.
    """
    envelope = envelope_of(store)
    _fitting(envelope, key)
    if given.passphrase is not None:
        envelope.with_passphrase(key, given.passphrase, cost).write(store)
    _keep_in_keyring(envelope, key, given)


def renew_code(
    store: Path, key: bytes, shown: Callable[[str], None], *, cost: Cost = STANDARD_COST
) -> None:
    """Take another recovery code, which ``shown`` gives to a person before it holds.

    Raises:
        KeyWrong: when ``key`` is not the store's.
    """
    envelope = envelope_of(store)
    _fitting(envelope, key)
    code = new_code()
    renewed = envelope.with_code(key, code, cost)
    # Were it written first, a code that could not be shown would be nobody's.
    shown(code)
    renewed.write(store)


def envelope_of(store: Path) -> Envelope:
    """Read the envelope of an existing store or backup.

    Raises:
        StoreNotThere: no such file.
        StoreOfAnother: this person may not read it, or its envelope.
        StoreDamaged: the file is empty, or is a database that nobody encrypted.
        KeyFileMissing: its envelope is missing or damaged.
    """
    try:
        with store.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
    except PermissionError:
        raise StoreOfAnother(path=store) from None
    except OSError:
        raise StoreNotThere(path=store) from None
    if not header or header == _PLAIN_HEADER:
        raise StoreDamaged(path=store)
    return Envelope.read(store)


def is_there(store: Path) -> bool:
    """Tell whether something is at ``store``; what may not be looked at counts as something."""
    try:
        store.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except PermissionError:
        return True
    return True


def demo_key_path(store: Path) -> Path:
    """Name the file that holds the key of a demo store."""
    return store.with_name(f"{store.name}.demo-key")


def _keep_in_keyring(envelope: Envelope, key: bytes, given: Secrets) -> None:
    keyring = given.find_keyring()
    if keyring is not None:
        try:
            keyring.keep(envelope.store_id, key)
        except KeyringUnusable:
            keyring = None
    if keyring is None and given.passphrase is None:
        raise PassphraseToChoose


def _demo_key(store: Path) -> bytes | None:
    try:
        return bytes.fromhex(demo_key_path(store).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _fitting(envelope: Envelope, key: bytes) -> bytes:
    if not envelope.fits(key):
        raise KeyWrong
    return key


def _set_aside(path: Path) -> None:
    """Keep a key file whose store is gone: the store may have been moved and come back."""
    if path.exists():
        path.rename(path.with_name(f"{path.name}.unused-{secrets.token_hex(4)}"))
