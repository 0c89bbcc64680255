"""The operating system's keyring, where it is one that we trust."""

import sys
from collections.abc import Callable
from typing import Final, Protocol, cast
from uuid import UUID

from coordinator.store_errors import KeyringLocked, KeyringUnusable

_SERVICE: Final = "Samplan"
# An environment variable can switch the library to a backend that forgets or writes plain text.
_TRUSTED: Final = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
    ("keyring.backends.kwallet", "DBusKeyringKWallet4"),
)
_CHAIN: Final = (("keyring.backends.chainer", "ChainerBackend"),)


class Backend(Protocol):
    """The part of the library's backends that we use."""

    def get_password(self, service: str, username: str) -> str | None:
        """Give what was kept, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep ``password``."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget what was kept."""


class Keyring:
    """Keeps the keys of stores, each under its store's id, and passwords to servers."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def key_of(self, store_id: UUID) -> bytes | None:
        """Give the key of a store, or None when the keyring has none or something else.

        Raises:
            KeyringLocked: when the keyring does not open.
        """
        kept = self.password_of(str(store_id))
        try:
            return bytes.fromhex(kept) if kept else None
        except ValueError:
            return None

    def keep(self, store_id: UUID, key: bytes) -> None:
        """Keep a store's key, and see that it comes back.

        Raises:
            KeyringUnusable: when it does not.
        """
        self.keep_password(str(store_id), key.hex())

    def password_of(self, name: str) -> str | None:
        """Give what was kept under a name, or None.

        Raises:
            KeyringLocked: when the keyring does not open.
        """
        from keyring.errors import KeyringError  # noqa: PLC0415 - 0.12 s, wanted only here

        try:
            return self._backend.get_password(_SERVICE, name) or None
        except (KeyringError, OSError):
            raise KeyringLocked from None

    def keep_password(self, name: str, password: str) -> None:
        """Keep a password, and see that it comes back.

        Raises:
            KeyringUnusable: when it does not.
        """
        from keyring.errors import KeyringError  # noqa: PLC0415 - as above

        try:
            self._backend.set_password(_SERVICE, name, password)
            back = self._backend.get_password(_SERVICE, name)
        except (KeyringError, OSError):
            raise KeyringUnusable from None
        if back != password:
            raise KeyringUnusable

    def forget_password(self, name: str) -> None:
        """Forget what was kept under a name, if anything was.

        Raises:
            KeyringLocked, KeyringUnusable: when it is still there.
        """
        from keyring.errors import KeyringError  # noqa: PLC0415 - as above

        if self.password_of(name) is None:
            return
        try:
            self._backend.delete_password(_SERVICE, name)
        except (KeyringError, OSError):
            raise KeyringUnusable from None


FindKeyring = Callable[[], Keyring | None]


def usable_keyring() -> Keyring | None:
    """Give this computer's keyring, or None when it has none that we trust."""
    import keyring  # noqa: PLC0415 - as above
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    try:
        backend = trusted(keyring.get_keyring())
    except (ImportError, AttributeError, KeyringError, OSError, RuntimeError):
        return None  # a broken configuration of the library; a passphrase does instead
    return Keyring(backend) if backend is not None else None


def trusted(backend: object) -> Backend | None:
    """Give ``backend``, or the first one in a chain, that is one of the trusted classes itself."""
    members = getattr(backend, "backends", ()) if _is_one_of(backend, _CHAIN) else (backend,)
    found = next((member for member in members if _is_one_of(member, _TRUSTED)), None)
    return cast("Backend | None", found)


def _is_one_of(backend: object, classes: tuple[tuple[str, str], ...]) -> bool:
    # By identity of the class: a name can be borrowed, and a subclass can do something else.
    loaded = (getattr(sys.modules.get(module), name, None) for module, name in classes)
    return any(type(backend) is each for each in loaded)
