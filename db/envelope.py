"""The key envelope beside a store: its key, wrapped by the recovery code and by a passphrase."""

import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final, Self
from uuid import UUID

from coordinator.leaked_passwords import is_leaked
from coordinator.store_errors import (
    KeyFileMissing,
    KeyWrong,
    PassphraseGuessable,
    PassphraseTooShort,
    StoreOfAnother,
)
from db.durable import write_atomically, write_new
from db.recovery_code import canonical
from plans.password_words import is_guessable

_FORMAT: Final = 1
_LEAST_PASSPHRASE: Final = 12
_MOST_BYTES: Final = 65_536


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs: Argon2id's passes, memory and lanes."""

    passes: int = 3
    memory_kib: int = 65_536
    lanes: int = 4

    def __post_init__(self) -> None:
        # A tampered file must not be able to ask for all the memory of the machine.
        if not (1 <= self.passes <= 20 and 8 <= self.memory_kib <= 1_048_576):
            raise ValueError(self.passes, self.memory_kib)
        if not 1 <= self.lanes <= 16:
            raise ValueError(self.lanes)


STANDARD_COST: Final = Cost()


@dataclass(frozen=True, slots=True)
class Wrap:
    """The key sealed (AES-256-GCM) under a secret that a person knows."""

    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes

    @classmethod
    def around(cls, key: bytes, secret: str, bound_to: bytes, cost: Cost) -> Self:
        """Seal ``key`` under ``secret``; it opens only with the same ``bound_to``."""
        # Imported here: a start with the key from the keyring needs neither.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
        sealed = AESGCM(_stretched(secret, salt, cost)).encrypt(nonce, key, bound_to)
        return cls(cost, salt, nonce, sealed)

    def opened(self, secret: str, bound_to: bytes) -> bytes:
        """Give the key.

        Raises:
            KeyWrong: when ``secret`` is another one, or the wrap was changed.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        cipher = AESGCM(_stretched(secret, self.salt, self.cost))
        try:
            return cipher.decrypt(self.nonce, self.sealed, bound_to)
        except InvalidTag:
            raise KeyWrong from None

    def as_json(self) -> dict[str, object]:
        """Give the wrap as JSON values, bytes as hexadecimal digits."""
        hexed = {name: getattr(self, name).hex() for name in ("salt", "nonce", "sealed")}
        return {"argon2id": asdict(self.cost), **hexed}

    @classmethod
    def from_json(cls, values: dict[str, object]) -> Self:
        """Read what ``as_json`` gave; KeyError, TypeError or ValueError for anything else."""
        cost = values["argon2id"]
        if not isinstance(cost, dict):
            raise TypeError
        salt, nonce, sealed = (bytes.fromhex(str(values[n])) for n in ("salt", "nonce", "sealed"))
        return cls(Cost(**cost), salt, nonce, sealed)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is known about a store's key without the key.

    ``check`` tells whether a key is the store's; with it a wrong key and a damaged file, which
    give the same error in SQLCipher, are told apart. ``demo``: the key lies beside the store.
    """

    store_id: UUID
    check: bytes
    recovery: Wrap
    passphrase: Wrap | None = None
    demo: bool = False

    @classmethod
    def around(
        cls,
        key: bytes,
        store_id: UUID,
        code: str,
        cost: Cost = STANDARD_COST,
        *,
        demo: bool = False,
    ) -> Self:
        """Make the envelope of a new store's ``key``, which the recovery ``code`` opens."""
        wrap = Wrap.around(key, canonical(code), _bound(store_id, "recovery"), cost)
        return cls(store_id, _check_value(key, store_id), wrap, demo=demo)

    def with_passphrase(self, key: bytes, passphrase: str, cost: Cost = STANDARD_COST) -> Self:
        """Give the envelope that ``passphrase`` opens too, in place of an earlier passphrase.

        Raises:
            PassphraseTooShort: under twelve characters.
            PassphraseGuessable: known words and rows of keys alone.
        """
        if len(passphrase) < _LEAST_PASSPHRASE:
            raise PassphraseTooShort(least=_LEAST_PASSPHRASE)
        if is_guessable(passphrase) or is_leaked(passphrase):
            raise PassphraseGuessable
        bound_to = _bound(self.store_id, "passphrase")
        return replace(self, passphrase=Wrap.around(key, passphrase, bound_to, cost))

    def with_code(self, key: bytes, code: str, cost: Cost = STANDARD_COST) -> Self:
        """Give the envelope that another recovery ``code`` opens, and the one before no more."""
        bound_to = _bound(self.store_id, "recovery")
        return replace(self, recovery=Wrap.around(key, canonical(code), bound_to, cost))

    def fits(self, key: bytes) -> bool:
        """Tell whether ``key`` is this store's."""
        return hmac.compare_digest(self.check, _check_value(key, self.store_id))

    def key_by_code(self, typed: str) -> bytes:
        """Give the key for the recovery code as a person typed it.

        Raises:
            RecoveryCodeMistyped: a typing error.
            KeyWrong: the code of another store.
        """
        return self._checked(
            self.recovery.opened(canonical(typed), _bound(self.store_id, "recovery"))
        )

    def key_by_passphrase(self, passphrase: str) -> bytes:
        """Give the key; KeyWrong for another passphrase, or when the store has none."""
        if self.passphrase is None:
            raise KeyWrong
        return self._checked(
            self.passphrase.opened(passphrase, _bound(self.store_id, "passphrase"))
        )

    def write(self, store: Path, *, new: bool = False) -> None:
        """Put the envelope beside ``store``.

        Raises:
            FileExistsError: when ``new`` and there is one already.
        """
        values = {
            "format": _FORMAT,
            "store_id": str(self.store_id),
            "demo": self.demo,
            "check": self.check.hex(),
            "recovery": self.recovery.as_json(),
            "passphrase": self.passphrase.as_json() if self.passphrase else None,
        }
        data = json.dumps(values, indent=1).encode()
        (write_new if new else write_atomically)(envelope_path(store), data)

    @classmethod
    def read(cls, store: Path) -> Self:
        """Read the envelope beside ``store``.

        Raises:
            KeyFileMissing: when there is none, or it is damaged.
            StoreOfAnother: when this person may not read it.
        """
        path = envelope_path(store)
        try:
            with path.open("rb") as file:
                return cls._from_json(json.loads(file.read(_MOST_BYTES)))
        except PermissionError:
            raise StoreOfAnother(path=path) from None
        except (OSError, KeyError, TypeError, ValueError, RecursionError):
            raise KeyFileMissing(path=path) from None

    @classmethod
    def _from_json(cls, values: dict[str, object]) -> Self:
        if values["format"] != _FORMAT or not isinstance(values["recovery"], dict):
            raise ValueError
        passphrase = values["passphrase"]
        return cls(
            UUID(str(values["store_id"])),
            bytes.fromhex(str(values["check"])),
            Wrap.from_json(values["recovery"]),
            Wrap.from_json(passphrase) if isinstance(passphrase, dict) else None,
            demo=values["demo"] is True,
        )

    def _checked(self, key: bytes) -> bytes:
        if not self.fits(key):
            raise KeyWrong
        return key


def envelope_path(store: Path) -> Path:
    """Name the envelope's file of a store or a backup."""
    return store.with_name(f"{store.name}.key.json")


def _bound(store_id: UUID, purpose: str) -> bytes:
    return f"samplan/{_FORMAT}/{store_id}/{purpose}".encode()


def _check_value(key: bytes, store_id: UUID) -> bytes:
    return hmac.digest(key, _bound(store_id, "check"), hashlib.sha256)


def _stretched(secret: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - as above

    # One keyboard sends å as one character, another as two.
    plain = unicodedata.normalize("NFKC", secret).encode()
    return hash_secret_raw(
        plain, salt, cost.passes, cost.memory_kib, cost.lanes, hash_len=32, type=Type.ID
    )
