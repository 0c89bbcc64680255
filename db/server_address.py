"""Read the address of a shared store, and refuse what would make the way to it less safe."""

import os
from dataclasses import dataclass
from typing import Final

from coordinator.server_errors import (
    AddressHoldsPassword,
    AddressSettingRefused,
    AddressTooWeak,
)
from coordinator.store_errors import StoreAddressWrong

SCHEMES: Final = ("postgresql://", "postgresql+psycopg://")
# What an address may say besides where the server is; nothing of it makes the way less safe.
_TAKEN: Final = ("krbsrvname", "sslcrl", "sslcrldir", "sslrootcert", "target_session_attrs")
_PLACE: Final = ("host", "port", "dbname", "user")
# Said in an address they must say this, since we say it anyway.
_ALWAYS: Final = {
    "sslmode": ("verify-full",),
    "channel_binding": ("require",),
    "gssencmode": ("disable",),
    "require_auth": ("scram-sha-256", "gss", "scram-sha-256,gss"),
}
# Where a server on the same machine usually listens; a bare address must not follow PGHOST.
_SOCKETS: Final = "/var/run/postgresql,/tmp"


def called(mark: str) -> str:
    """Name the lines of a program with this mark, as the server lists them."""
    return f"samplan {mark}"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a shared store is; ``host`` and ``port`` may be lists with commas, as in libpq."""

    host: str
    port: str
    database: str
    login: str | None
    more: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, address: str) -> "ServerAddress":
        """Read a ``postgresql://`` address.

        Raises:
            StoreAddressWrong: in one of its kinds; the sentence names the setting, no value of a
                password.
        """
        said = _parsed(address)
        if said.pop("password", ""):
            raise AddressHoldsPassword
        for name, value in said.items():
            if name in _ALWAYS and value not in _ALWAYS[name]:
                raise AddressTooWeak(setting=f"{name}={value}")
            if name not in (*_PLACE, *_TAKEN, *_ALWAYS):
                raise AddressSettingRefused(setting=name, allowed=", ".join(_TAKEN))
        host = said.get("host") or ("" if os.name == "nt" else _SOCKETS)
        if not host or not said.get("dbname"):
            raise StoreAddressWrong
        if "," in host and not all(is_socket(each) for each in host.split(",")):
            # Of two servers one is a copy, which takes no changes.
            said.setdefault("target_session_attrs", "read-write")
        return cls(
            host,
            said.get("port", ""),
            said["dbname"],
            said.get("user") or None,
            tuple((name, said[name]) for name in _TAKEN if said.get(name)),
        )

    @property
    def local(self) -> bool:
        """Whether it is reached by a socket of this machine, so that no network is crossed."""
        return all(is_socket(host) for host in self.host.split(","))

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """Host and port of each server of the network."""
        hosts = self.host.split(",")
        ports = self.port.split(",") if self.port else [""]
        if len(ports) == 1:
            ports *= len(hosts)
        pairs = zip(hosts, ports, strict=False)  # libpq refuses lists of two lengths
        return tuple((host, int(port or 5432)) for host, port in pairs if not is_socket(host))


def is_socket(host: str) -> bool:
    """Tell a folder of sockets from the name of a computer, as libpq does."""
    return host.startswith("/") or host[1:3] in {":/", ":\\"}


def _parsed(address: str) -> dict[str, str]:
    from psycopg import ProgrammingError  # noqa: PLC0415 - only for a shared store
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    scheme = next((each for each in SCHEMES if address.startswith(each)), None)
    if scheme is None:
        raise StoreAddressWrong
    try:
        found = conninfo_to_dict(f"postgresql://{address.removeprefix(scheme)}")
    except ProgrammingError as error:
        # libpq names what it does not know: an unknown setting, or a broken address.
        if "query parameter" in str(error):
            name = str(error).partition('"')[2].partition('"')[0]
            raise AddressSettingRefused(setting=name, allowed=", ".join(_TAKEN)) from None
        raise StoreAddressWrong from None
    return {name: str(value) for name, value in found.items() if value is not None}
