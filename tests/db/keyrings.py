"""Computers that keep a key or a password, or do not."""

import keyring.errors

from db.keyring import FindKeyring, Keyring


def no_keyring() -> None:
    """Stand for a computer without a keyring."""


class DictBackend:
    """A keyring backend in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Forgetful(DictBackend):
    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing, like the library's null backend."""


class Locked(DictBackend):
    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked


def with_backend(backend: DictBackend) -> FindKeyring:
    return lambda: Keyring(backend)
