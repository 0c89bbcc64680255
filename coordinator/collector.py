"""Where the log is sent to: a collector over TLS (RFC 5425), or a file that others read."""

import contextlib
import os
import socket
import ssl
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Protocol

from plans.errors import RuleBroken

_PORT: Final = 6514
_PATIENCE_S: Final = 30.0


class Collector(Protocol):
    """Takes lines; when ``give`` returns, they have arrived."""

    def give(self, lines: Iterable[bytes]) -> None:
        """Take lines, all of them or with an error.

        Raises:
            RuleBroken: ``collector-away``, ``collector-untrusted``, ``collector-file``.
        """


class FileCollector:
    """A file that lines are added to, for a program that follows it."""

    def __init__(self, file: Path) -> None:
        self._file: Final = file

    def give(self, lines: Iterable[bytes]) -> None:
        """Add lines, and see them on the disk."""
        try:
            opened = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(opened, "ab") as file:
                file.writelines(line + b"\n" for line in lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            raise RuleBroken("collector-file") from None


class TlsCollector:
    """A collector on the network, whose certificate and name are checked; nothing weaker."""

    def __init__(self, place: str, roots: Path | None = None) -> None:
        host, _colon, port = place.rpartition(":")
        if not _colon:
            host, port = place, str(_PORT)
        if not host or not port.isdecimal():
            raise RuleBroken("collector-address")
        self._host: Final = host.strip("[]")
        self._port: Final = int(port)
        try:
            self._tls: Final = ssl.create_default_context(cafile=roots)
        except (OSError, ssl.SSLError):
            raise RuleBroken("collector-untrusted") from None
        self._tls.minimum_version = ssl.TLSVersion.TLSv1_2

    def give(self, lines: Iterable[bytes]) -> None:
        """Send lines on a connection of their own, and wait until the other side has read them."""
        try:
            with self._line() as line:
                for each in lines:
                    line.sendall(b"%d %b" % (len(each), each))
                # The other side answers the end of a connection that it has read whole; one that
                # only hangs up has read it as well, one that breaks off has not.
                with contextlib.suppress(ssl.SSLEOFError, ssl.SSLZeroReturnError):
                    line.unwrap()
        except ssl.SSLCertVerificationError:
            raise RuleBroken("collector-untrusted") from None
        except OSError:
            raise RuleBroken("collector-away") from None

    def _line(self) -> ssl.SSLSocket:
        plain = socket.create_connection((self._host, self._port), _PATIENCE_S)
        try:
            return self._tls.wrap_socket(plain, server_hostname=self._host)
        except BaseException:
            plain.close()
            raise
