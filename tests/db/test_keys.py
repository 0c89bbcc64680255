"""A store's key: made once, found at each start, kept again after a loss."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.kwallet
import keyring.backends.null
import keyring.backends.SecretService
import keyring.backends.Windows
import keyring.errors
import pytest

from coordinator.store_errors import (
    KeyFileMissing,
    KeyMissing,
    KeyringLocked,
    KeyringUnusable,
    KeyWrong,
    PassphraseNeeded,
    PassphraseToChoose,
    PassphraseTooShort,
    RecoveryCodeMistyped,
    StoreDamaged,
    StoreExists,
    StoreNotThere,
)
from db.engine import create_local
from db.envelope import Cost, Envelope, envelope_path
from db.keyring import Keyring, trusted, usable_keyring
from db.keys import (
    NewKey,
    Secrets,
    create_local_store_files,
    demo_key_path,
    keep_key,
    renew_code,
    unlock,
    unlock_with_recovery,
)
from tests.db.keyrings import DictBackend, Forgetful, Locked, no_keyring, with_backend

CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
PHRASE = "syv små grise går hjem"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "samplan.db"


def created(store: Path, given: Secrets, *, demo: bool = False) -> NewKey:
    new = create_local_store_files(store, given, demo=demo, cost=CHEAP)
    create_local(store, new.key)
    return new


def test_the_keyring_gives_the_key_back(store: Path) -> None:
    given = Secrets(find_keyring=with_backend(DictBackend()))
    key = created(store, given).key
    assert unlock(store, given) == key
    assert len(key) == 32


def test_two_stores_share_no_key(tmp_path: Path) -> None:
    given = Secrets(PHRASE, no_keyring)
    assert created(tmp_path / "a.db", given) != created(tmp_path / "b.db", given)


def test_without_a_keyring_a_passphrase_opens(store: Path) -> None:
    given = Secrets(PHRASE, no_keyring)
    key = created(store, given).key
    assert unlock(store, given) == key
    with pytest.raises(KeyWrong):
        unlock(store, Secrets("syv små grise gik hjem", no_keyring))
    with pytest.raises(PassphraseNeeded):
        unlock(store, Secrets(None, no_keyring))


def test_nowhere_to_keep_the_key_leaves_nothing_behind(store: Path) -> None:
    for find in (no_keyring, with_backend(Forgetful())):
        with pytest.raises(PassphraseToChoose):
            create_local_store_files(store, Secrets(None, find), cost=CHEAP)
    with pytest.raises(PassphraseTooShort):
        create_local_store_files(store, Secrets("kort", no_keyring), cost=CHEAP)
    assert list(store.parent.iterdir()) == []


def test_a_keyring_that_forgets_does_not_matter_with_a_passphrase(store: Path) -> None:
    given = Secrets(PHRASE, with_backend(Forgetful()))
    assert created(store, given).key == unlock(store, given)


def test_an_existing_store_never_gets_a_new_key(store: Path) -> None:
    backend = DictBackend()
    given = Secrets(find_keyring=with_backend(backend))
    key = created(store, given).key
    with pytest.raises(StoreExists):
        create_local_store_files(store, given, cost=CHEAP)
    envelope_path(store).unlink()
    with pytest.raises(StoreExists):
        create_local_store_files(store, given, cost=CHEAP)
    assert list(backend.kept.values()) == [key.hex()]


def test_the_envelope_of_a_store_that_was_moved_away_is_set_aside(store: Path) -> None:
    given = Secrets(PHRASE, no_keyring)
    old = created(store, given)
    store.rename(store.with_name("elsewhere.db"))
    created(store, given)
    (aside,) = store.parent.glob("samplan.db.key.json.unused-*")
    aside.rename(envelope_path(store.with_name("elsewhere.db")))
    assert unlock(store.with_name("elsewhere.db"), given) == old.key


def test_a_demo_store_opens_by_itself_and_says_so(store: Path) -> None:
    given = Secrets(None, no_keyring)
    key = created(store, given, demo=True).key
    assert unlock(store, given) == key
    assert Envelope.read(store).demo


def test_a_key_file_beside_an_ordinary_store_is_not_used(store: Path) -> None:
    key = created(store, Secrets(PHRASE, no_keyring)).key
    demo_key_path(store).write_text(key.hex())
    with pytest.raises(PassphraseNeeded):
        unlock(store, Secrets(None, no_keyring))


def test_a_demo_key_of_another_store_is_wrong_and_a_lost_one_missing(store: Path) -> None:
    given = Secrets(None, no_keyring)
    created(store, given, demo=True)
    demo_key_path(store).write_text("00" * 32)
    with pytest.raises(KeyWrong):
        unlock(store, given)
    demo_key_path(store).write_text("zz")
    with pytest.raises(KeyMissing):
        unlock(store, given)


def test_a_lost_keyring_is_mended_with_the_recovery_code(store: Path) -> None:
    new = created(store, Secrets(find_keyring=with_backend(DictBackend())))
    other = Secrets(find_keyring=with_backend(DictBackend()))
    with pytest.raises(KeyMissing) as caught:
        unlock(store, other)
    assert type(caught.value) is KeyMissing
    key = unlock_with_recovery(store, new.recovery_code)
    keep_key(store, key, other)
    assert unlock(store, other) == new.key


def test_a_recovery_on_a_computer_without_a_keyring_sets_a_passphrase(store: Path) -> None:
    new = created(store, Secrets(find_keyring=with_backend(DictBackend())))
    with pytest.raises(PassphraseToChoose):
        keep_key(store, new.key, Secrets(None, no_keyring))
    keep_key(store, new.key, Secrets(PHRASE, no_keyring), cost=CHEAP)
    assert unlock(store, Secrets(PHRASE, no_keyring)) == new.key
    assert unlock_with_recovery(store, new.recovery_code) == new.key


def test_a_wrong_key_is_never_kept(store: Path) -> None:
    backend = DictBackend()
    created(store, Secrets(PHRASE, no_keyring))
    with pytest.raises(KeyWrong):
        keep_key(store, bytes(32), Secrets(None, with_backend(backend)))
    with pytest.raises(KeyWrong):
        keep_key(store, bytes(32), Secrets(PHRASE, no_keyring), cost=CHEAP)
    assert backend.kept == {}


def test_a_new_passphrase_replaces_the_old(store: Path) -> None:
    key = created(store, Secrets(PHRASE, no_keyring)).key
    keep_key(store, key, Secrets("otte små grise", no_keyring), cost=CHEAP)
    assert unlock(store, Secrets("otte små grise", no_keyring)) == key
    with pytest.raises(KeyWrong):
        unlock(store, Secrets(PHRASE, no_keyring))


def test_a_recovery_code_is_mistyped_or_wrong(store: Path) -> None:
    new = created(store, Secrets(PHRASE, no_keyring))
    with pytest.raises(RecoveryCodeMistyped):
        unlock_with_recovery(store, new.recovery_code[:-1])
    other = created(store.with_name("other.db"), Secrets(PHRASE, no_keyring))
    with pytest.raises(KeyWrong):
        unlock_with_recovery(store, other.recovery_code)


def test_a_wrong_key_in_the_keyring_is_wrong_and_rubbish_is_missing(store: Path) -> None:
    backend = DictBackend()
    given = Secrets(find_keyring=with_backend(backend))
    created(store, given)
    for rubbish, error in (("11" * 32, KeyWrong), ("plain words", KeyMissing)):
        for name in backend.kept:
            backend.kept[name] = rubbish
        with pytest.raises(error):
            unlock(store, given)


def test_a_locked_keyring_says_so(store: Path) -> None:
    created(store, Secrets(find_keyring=with_backend(DictBackend())))
    with pytest.raises(KeyringLocked):
        unlock(store, Secrets(find_keyring=with_backend(Locked())))
    with pytest.raises(KeyringUnusable):
        Keyring(Locked()).keep(UUID(int=1), bytes(32))


def test_missing_damaged_and_keyless_are_told_apart(store: Path) -> None:
    given = Secrets(PHRASE, no_keyring)
    with pytest.raises(StoreNotThere):
        unlock(store, given)
    created(store, given)
    envelope_path(store).rename(store.with_name("away"))
    with pytest.raises(KeyFileMissing):
        unlock(store, given)
    for content in (b"", b"SQLite format 3\0and so on"):
        store.write_bytes(content)
        with pytest.raises(StoreDamaged):
            unlock(store, given)


@pytest.mark.parametrize(
    "backend",
    [
        keyring.backends.SecretService.Keyring(),
        keyring.backends.Windows.WinVaultKeyring(),
        keyring.backends.kwallet.DBusKeyring(),
    ],
)
def test_the_systems_own_keyrings_are_trusted(backend: object) -> None:
    assert trusted(backend) is backend


class Impostor(keyring.backends.SecretService.Keyring):
    priority = 0  # type: ignore[assignment]  # the library would pick it otherwise


class NamedAlike:
    pass


NamedAlike.__module__, NamedAlike.__qualname__, NamedAlike.__name__ = (
    "keyring.backends.SecretService",
    "Keyring",
    "Keyring",
)


@pytest.mark.parametrize(
    "backend",
    [
        keyring.backends.null.Keyring(),
        keyring.backends.fail.Keyring(),
        Impostor(),
        NamedAlike(),
        None,
    ],
)
def test_no_other_keyring_is_trusted(backend: object) -> None:
    assert trusted(backend) is None


def test_a_trusted_keyring_is_found_inside_a_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    good = keyring.backends.SecretService.Keyring()
    members = [keyring.backends.null.Keyring(), good]
    monkeypatch.setattr(keyring.backends.chainer.ChainerBackend, "backends", members)
    assert trusted(keyring.backends.chainer.ChainerBackend()) is good


def test_this_run_has_no_keyring() -> None:
    assert usable_keyring() is None


def test_a_demo_start_imports_neither_keyring_nor_ciphers_nor_migrations(store: Path) -> None:
    created(store, Secrets(None, no_keyring), demo=True)
    program = (
        "import sys; from pathlib import Path; from db.keys import Secrets, unlock; from db.engine import open_local\n"
        "store = Path(sys.argv[1]); open_local(store, unlock(store, Secrets())).connect().close()\n"
        "print(*sorted({'keyring', 'cryptography', 'argon2', 'alembic', 'psycopg', 'psutil', 'sqlmodel'} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(store)], capture_output=True, text=True, check=True
    )
    assert (ended.stdout.strip(), ended.stderr) == ("", "")


def test_a_broken_configuration_of_the_keyring_is_no_keyring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> None:
        raise ImportError

    monkeypatch.setattr(keyring, "get_keyring", broken)
    assert usable_keyring() is None


def test_a_trusted_keyring_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.SecretService.Keyring)
    assert isinstance(usable_keyring(), Keyring)


def test_a_new_recovery_code_holds_instead_of_the_old_and_nothing_else_changes(store: Path) -> None:
    backend = DictBackend()
    given = Secrets(PHRASE, with_backend(backend))
    old = created(store, given)
    codes: list[str] = []
    renew_code(store, old.key, codes.append, cost=CHEAP)
    assert unlock_with_recovery(store, codes[0]) == old.key
    with pytest.raises(KeyWrong):
        unlock_with_recovery(store, old.recovery_code)
    assert unlock(store, Secrets(PHRASE, no_keyring)) == old.key
    assert list(backend.kept.values()) == [old.key.hex()]


def test_a_new_code_that_could_not_be_shown_does_not_hold(store: Path) -> None:
    old = created(store, Secrets(PHRASE, no_keyring))

    def full(_code: str) -> None:
        raise IsADirectoryError

    with pytest.raises(IsADirectoryError):
        renew_code(store, old.key, full, cost=CHEAP)
    with pytest.raises(KeyWrong):
        renew_code(store, bytes(32), full, cost=CHEAP)
    assert unlock_with_recovery(store, old.recovery_code) == old.key
