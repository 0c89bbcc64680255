"""What a lock may ask who is back: what a start at this PC would ask, and nothing else."""

from typing import TYPE_CHECKING, Final

from coordinator.server_errors import PasswordWrong
from coordinator.store_errors import KeyringLocked
from coordinator.stores import Asked, Asking, Unlocking
from db.envelope import Envelope
from db.keyring import FindKeyring, usable_keyring

if TYPE_CHECKING:
    # A local store needs none.
    from db.server_door import Door


class AskingStore:
    """An open store that passes on what is asked."""

    asking: Asking

    @property
    def asks_for(self) -> Asked:
        """What is asked; "" when the store opens by itself at this PC."""
        return self.asking.asks_for

    def try_secret(self, given: Unlocking) -> None:
        """See that what was typed opens the store."""
        self.asking.try_secret(given)


class AskingNothing:
    """A store that opens by itself."""

    asks_for: Asked = ""

    def try_secret(self, given: Unlocking) -> None:
        """There is nothing to see."""


class AskingByEnvelope:
    """A local store whose key this PC does not keep: the passphrase, or the recovery code.

    The envelope is as it was at the opening: a disk that is away locks nobody out.
    """

    asks_for: Asked = "passphrase"

    def __init__(self, envelope: Envelope) -> None:
        self._envelope: Final = envelope

    def try_secret(self, given: Unlocking) -> None:
        """Raises KeyWrong for anything that is neither."""
        if given.recovery_code is not None:
            self._envelope.key_by_code(given.recovery_code)
        else:
            self._envelope.key_by_passphrase(given.passphrase or "")


class AskingByDoor:
    """A server's login whose password this PC does not keep."""

    asks_for: Asked = "password"

    def __init__(self, door: "Door") -> None:
        self._door: Final = door

    def try_secret(self, given: Unlocking) -> None:
        """Raises PasswordWrong; the server is not asked, for it may be away."""
        if not self._door.fits(given.password or ""):
            raise PasswordWrong(login=self._door.login, keyring=False)


def asking_local(
    envelope: Envelope, given: Unlocking, find_keyring: FindKeyring = usable_keyring
) -> Asking:
    """Say what a local store asks that was just opened with what was given."""
    asked = given.passphrase is not None or given.recovery_code is not None
    if not asked or envelope.passphrase is None:
        return AskingNothing()
    keyring = find_keyring()
    try:
        kept = keyring.key_of(envelope.store_id) if keyring is not None else None
    except KeyringLocked:
        kept = None
    return AskingNothing() if kept is not None else AskingByEnvelope(envelope)


def asking_shared(door: "Door") -> Asking:
    """Say what a server's store asks that was just opened."""
    return AskingByDoor(door) if door.by_password and not door.kept else AskingNothing()
