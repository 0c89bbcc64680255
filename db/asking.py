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

    @property
    def proves_by(self) -> Asked:
        """What can be asked again of who works here."""
        return self.asking.proves_by

    @property
    def typed(self) -> bool:
        """Whether they showed who they are at the opening."""
        return self.asking.typed

    def try_secret(self, given: Unlocking) -> None:
        """See that what was typed opens the store."""
        self.asking.try_secret(given)


class AskingNothing:
    """A store that opens by itself."""

    asks_for: Asked = ""
    proves_by: Asked = ""
    typed = True

    def try_secret(self, given: Unlocking) -> None:
        """There is nothing to see."""


class AskingByEnvelope:
    """A local store that has a passphrase: that, or the recovery code.

    ``kept``: this PC keeps the key, so that a start asks for neither. The envelope is as it was
    at the opening: a disk that is away locks nobody out.
    """

    proves_by: Asked = "passphrase"

    def __init__(self, envelope: Envelope, *, kept: bool, typed: bool) -> None:
        self._envelope: Final = envelope
        self.asks_for: Asked = "" if kept else "passphrase"
        self.typed: Final = typed

    def try_secret(self, given: Unlocking) -> None:
        """Raises KeyWrong for anything that is neither."""
        if given.recovery_code is not None:
            self._envelope.key_by_code(given.recovery_code)
        else:
            self._envelope.key_by_passphrase(given.passphrase or "")


class AskingByDoor:
    """A server's login that came in by its password, or by a ticket of the domain."""

    def __init__(self, door: "Door") -> None:
        self._door: Final = door
        self.proves_by: Final[Asked] = "password" if door.by_password else "ticket"
        self.asks_for: Final[Asked] = "password" if door.by_password and not door.kept else ""
        # A ticket was looked at as the line was made; a password that this PC keeps proves the PC.
        self.typed: Final = door.typed or not door.by_password

    def try_secret(self, given: Unlocking) -> None:
        """See that the password fits, or that the domain's ticket still opens a line.

        Of a password the server is not asked, for it may be away.

        Raises:
            PasswordWrong: it does not fit.
            StoreUnavailable: ``TicketMissing`` when the ticket ran out, or another kind.
        """
        if not self._door.by_password:
            self._door.open().close()
            return
        if not self._door.fits(given.password or ""):
            raise PasswordWrong(login=self._door.login, keyring=False)


def asking_local(
    envelope: Envelope, given: Unlocking, find_keyring: FindKeyring = usable_keyring
) -> Asking:
    """Say what a local store asks that was just opened with what was given."""
    if envelope.passphrase is None:
        return AskingNothing()
    typed = given.passphrase is not None or given.recovery_code is not None
    if not typed:
        return AskingByEnvelope(envelope, kept=True, typed=False)
    keyring = find_keyring()
    try:
        kept = keyring.key_of(envelope.store_id) if keyring is not None else None
    except KeyringLocked:
        kept = None
    return AskingByEnvelope(envelope, kept=kept is not None, typed=True)


def asking_shared(door: "Door") -> Asking:
    """Say what a server's store asks that was just opened; its own socket asks nothing."""
    return AskingNothing() if door.by_socket else AskingByDoor(door)
