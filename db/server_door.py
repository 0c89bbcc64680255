"""Sign in at a shared store's server: by password or ticket, and only over a safe way."""

import contextlib
import getpass
import hmac
import os
import secrets
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from coordinator.server_errors import (
    CertificateRevoked,
    CertificateUnknown,
    PasswordNeeded,
    PasswordNotKept,
    PasswordWrong,
    ServerTooOld,
)
from coordinator.store_errors import (
    KeyringLocked,
    KeyringUnusable,
    StoreAway,
    StoreUnavailable,
)
from db.keyring import FindKeyring, Keyring, usable_keyring
from db.server_address import ServerAddress, called
from db.server_certificate import trusted_roots, what_is_wrong
from db.server_told import TicketAsked, told

OLDEST: Final = 15
# What each client asks of the server, so that none hangs or holds a lock for ever.
_OPTIONS: Final = (
    "-c statement_timeout=60s -c lock_timeout=5s"
    " -c idle_in_transaction_session_timeout=120s -c timezone=UTC"
)
_LINE: Final[dict[str, str]] = {
    "options": _OPTIONS,
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "2",
    "tcp_user_timeout": "10000",
    "gssencmode": "disable",
    "gssdelegation": "0",
    # A password in a plain file is none of ours: this names a file that cannot be.
    "passfile": f"{os.devnull}/none",
}
# Of the same PC are our own lines: they, and what runs beside us here, know the new password.
_END_ELSEWHERE: Final = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE usename = session_user AND backend_type = 'client backend'
        AND client_addr IS DISTINCT FROM inet_client_addr()
"""
# Said aloud, since the driver would take what is not said from the environment.
_TLS: Final[dict[str, str]] = {
    "sslmode": "verify-full",
    "sslcertmode": "disable",
    "ssl_min_protocol_version": "TLSv1.2",
}
_BY_PASSWORD: Final = {"require_auth": "scram-sha-256", "channel_binding": "require"}
# A ticket cannot be bound to the line; that the server is the right one says its certificate.
_BY_TICKET: Final = {"require_auth": "gss", "channel_binding": "disable"}


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who signs in and what was given; ``remember`` None leaves the keyring as it is."""

    login: str | None = None
    password: str | None = field(default=None, repr=False)
    remember: bool | None = None
    find_keyring: FindKeyring = usable_keyring


class Door:
    """Opens lines to one server as one login; how it got in first is how it goes on."""

    def __init__(self, address: ServerAddress, given: Credentials | None = None) -> None:
        self.address: Final = address
        self._given = given or Credentials()
        self._login = (self._given.login or "").strip().casefold() or address.login
        self._way: dict[str, str] | None = None
        self._roots = ""
        # By it one's own lines are told from those of a window elsewhere; it opens nothing.
        self.mark: str = secrets.token_hex(4)

    @property
    def login(self) -> str:
        """Who signs in: as the person or the address says, as last time, or as at this PC."""
        if self._login is None:
            self._login = self._kept(self._name) or _login_of_this_pc()
        return self._login

    def open(self) -> psycopg.Connection[Any]:
        """Open a line.

        Raises:
            StoreUnavailable: in one of its kinds, each with a way out.
        """
        if self._way is not None:
            return self._line(self._way)
        if self._given.password is not None:
            line = self._by_password(self._given.password)
            if self._way != _BY_TICKET:
                self._remember(line, self._given.password)
            return line
        if self.address.local:
            # Its server mostly asks nothing but who runs the program.
            try:
                return self._by({})
            except PasswordNeeded:
                return self._by_kept({})
        return self._by_kept(_BY_TICKET)

    def beside(self, address: ServerAddress) -> "Door":
        """Give a door to another place of the same store, for who came in here."""
        other = Door(address, self._given)
        other._login, other._way, other._roots = self.login, self._way, self._roots
        other.mark = self.mark
        return other

    @property
    def by_password(self) -> bool:
        """Whether it was a password that let somebody in."""
        return self._way is not None and "password" in self._way

    @property
    def by_socket(self) -> bool:
        """Whether the server asked for nothing but who runs the program here."""
        return self.address.local and not self.by_password

    @property
    def typed(self) -> bool:
        """Whether somebody gave the password; else it is the one that this PC keeps."""
        return self._given.password is not None

    @property
    def kept(self) -> bool:
        """Whether this PC keeps the password."""
        return self._kept(f"{self._name}/{self.login}") is not None

    def fits(self, password: str) -> bool:
        """Whether this is the password that let somebody in."""
        known = (self._way or {}).get("password", "")
        return bool(known) and hmac.compare_digest(known.encode(), password.encode())

    def change(self, old: str, new: str) -> None:
        """Take another password, and end what is open elsewhere; see ``stores.OwnPassword``."""
        way = self._way or _BY_PASSWORD
        with contextlib.closing(self._line({**way, "password": old})) as line:
            verifier = sql.Literal(self.verifier(line, new))
            change = sql.SQL("ALTER ROLE CURRENT_USER PASSWORD {}").format(verifier)
            try:
                line.execute(change)
                line.commit()
            except psycopg.Error:
                raise StoreAway(path="") from None
            self.took(line, new)

    def verifier(self, line: psycopg.Connection[Any], password: str) -> str:
        """Make what the server keeps of a password, which itself never reaches it."""
        words = (password.encode(), self.login.encode(), b"scram-sha-256")
        return line.pgconn.encrypt_password(*words).decode()

    def took(self, line: psycopg.Connection[Any], new: str) -> None:
        """Go on by the new password, which holds, and end what is open elsewhere by another."""
        with contextlib.suppress(psycopg.Error):
            line.execute(_END_ELSEWHERE)
        self._way = {**(self._way or _BY_PASSWORD), "password": new}
        if self._kept(f"{self._name}/{self.login}") is not None:
            # Else the next start would try the old one, and ask.
            with contextlib.suppress(KeyringLocked, KeyringUnusable):
                _keep(self._given.find_keyring(), {f"{self._name}/{self.login}": new})

    @property
    def _name(self) -> str:
        return f"{self.address.host}/{self.address.database}"

    def _by_kept(self, otherwise: dict[str, str]) -> psycopg.Connection[Any]:
        password = self._kept(f"{self._name}/{self.login}")
        return self._by(otherwise) if password is None else self._by_password(password)

    def _by_password(self, password: str) -> psycopg.Connection[Any]:
        safe = {} if self.address.local else _BY_PASSWORD
        try:
            return self._by({**safe, "password": password})
        except TicketAsked:
            return self._by(_BY_TICKET)

    def _by(self, way: dict[str, str]) -> psycopg.Connection[Any]:
        line = self._line(way)
        self._way = way
        return line

    def _line(self, way: dict[str, str]) -> psycopg.Connection[Any]:
        try:
            line = psycopg.connect(make_conninfo(**{**self._settings(), **way}))
        except psycopg.Error as error:
            raise self._why(str(error)) from None
        version = line.info.server_version // 10_000
        if version < OLDEST:
            line.close()
            raise ServerTooOld(version=version, least=OLDEST)
        return line

    def _settings(self) -> dict[str, str]:
        address = self.address
        where: dict[str, str] = {
            "host": address.host,
            "dbname": address.database,
            "user": self.login,
            # Everybody on the server can read it.
            "application_name": called(self.mark),
            **dict(address.more),
        }
        if address.port:
            where["port"] = address.port
        if address.local:
            return {**_LINE, **where}
        if where.get("sslrootcert", "system") == "system":
            where["sslrootcert"] = self._roots or trusted_roots()
        self._roots = str(where["sslrootcert"])
        return {**_LINE, **_TLS, **where}

    def _why(self, text: str) -> StoreUnavailable:
        why = told(text)
        if isinstance(why, PasswordNeeded | PasswordWrong):
            return self._asking(type(why))
        if not isinstance(why, CertificateUnknown):
            return why
        looked = (what_is_wrong(*place, self._roots) for place in self.address.places)
        # Of the list of revoked ones libpq says no more than that it will not go on.
        listed = {"sslcrl", "sslcrldir"} & dict(self.address.more).keys()
        otherwise = CertificateRevoked() if listed else why
        return next((found for found in looked if found is not None), otherwise)

    def _asking(self, kind: type[StoreUnavailable]) -> StoreUnavailable:
        """Say with what the next question begins; an exception's facts are never logged."""
        return kind(login=self.login, keyring=self._given.find_keyring() is not None)

    def _kept(self, name: str) -> str | None:
        keyring = self._given.find_keyring()
        try:
            return keyring.password_of(name) if keyring is not None else None
        except KeyringLocked:
            return None

    def _remember(self, line: psycopg.Connection[Any], password: str) -> None:
        """Keep what let us in, or forget what is kept, as the person said."""
        if self._given.remember is None:
            return
        keyring = self._given.find_keyring()
        try:
            if self._given.remember:
                _keep(keyring, {self._name: self.login, f"{self._name}/{self.login}": password})
            elif keyring is not None:
                keyring.forget_password(f"{self._name}/{self.login}")
        except (KeyringLocked, KeyringUnusable):
            line.close()
            self._way = None
            raise self._asking(PasswordNotKept) from None


def _keep(keyring: Keyring | None, kept: dict[str, str]) -> None:
    if keyring is None:
        raise KeyringUnusable
    for name, text in kept.items():
        keyring.keep_password(name, text)


def _login_of_this_pc() -> str:
    try:
        return getpass.getuser().casefold()
    except (OSError, KeyError):  # no such account: a container, a service
        return ""
