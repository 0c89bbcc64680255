"""A lock asks what a start would ask: nothing where the keyring has the key."""

from uuid import uuid4

import pytest

from coordinator.store_errors import KeyWrong
from coordinator.stores import Unlocking
from db.asking import asking_local
from db.envelope import Cost, Envelope
from db.recovery_code import new_code
from tests.db.keyrings import DictBackend, Locked, no_keyring, with_backend

KEY = bytes(range(32))
PHRASE = "syv små grise går hjem"
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)


def envelope(*, phrase: bool = True) -> Envelope:
    made = Envelope.around(KEY, uuid4(), new_code(), CHEAP)
    return made.with_passphrase(KEY, PHRASE, CHEAP) if phrase else made


@pytest.mark.parametrize("given", [Unlocking(PHRASE), Unlocking(recovery_code="whatever")])
def test_a_passphrase_that_a_start_asks_for_is_asked(given: Unlocking) -> None:
    for find in (no_keyring, with_backend(Locked()), with_backend(DictBackend())):
        assert asking_local(envelope(), given, find).asks_for == "passphrase"


def test_nothing_is_asked_where_a_start_asks_nothing() -> None:
    made, backend = envelope(), DictBackend()
    backend.set_password("Samplan", str(made.store_id), KEY.hex())
    assert asking_local(made, Unlocking(PHRASE), with_backend(backend)).asks_for == ""
    # Before a deed that weighs it can be asked for all the same.
    opened = asking_local(made, Unlocking(), with_backend(backend))
    assert (opened.asks_for, opened.proves_by, opened.typed) == ("", "passphrase", False)
    with pytest.raises(KeyWrong):
        opened.try_secret(Unlocking("en anden sætning"))
    opened.try_secret(Unlocking(PHRASE))
    assert asking_local(made, Unlocking(PHRASE), no_keyring).typed
    assert asking_local(made, Unlocking(), no_keyring).asks_for == ""
    assert (
        asking_local(envelope(phrase=False), Unlocking(recovery_code="x"), no_keyring).asks_for
        == ""
    )
