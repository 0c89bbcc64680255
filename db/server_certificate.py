"""Whom this PC trusts, and what is wrong with a certificate that libpq refused."""

import contextlib
import socket
import ssl
import struct
import sys
from pathlib import Path
from typing import Final

from coordinator.server_errors import (
    CertificateExpired,
    CertificateUnknown,
    RootCertificateMissing,
)
from coordinator.store_errors import StoreUnavailable
from db.durable import make_private_folder, write_atomically
from db.places import default_path

# Where systems keep the roots that they trust; the driver's own OpenSSL looks at neither.
_BUNDLES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)
_SERVERS: Final = "1.3.6.1.5.5.7.3.1"  # may vouch for servers
_SSL_REQUEST: Final = struct.pack("!ii", 8, 80877103)
_PATIENCE_S: Final = 5
# OpenSSL's numbers: not valid yet, not valid any more.
_BY_DATE: Final = frozenset({9, 10})


def trusted_roots() -> str:
    """Name a file with the roots that this system trusts."""
    if sys.platform == "win32":
        found = [
            ssl.DER_cert_to_PEM_cert(certificate)
            for store in ("ROOT", "CA")
            for certificate, encoding, trust in ssl.enum_certificates(store)
            if encoding == "x509_asn" and (trust is True or _SERVERS in trust)
        ]
        return str(_written("".join(found), default_path().with_name("roots.pem")))
    places = (ssl.get_default_verify_paths().cafile, *_BUNDLES)
    return next((place for place in places if place and Path(place).is_file()), "system")


def _written(roots: str, target: Path) -> Path:
    """Write down what Windows trusts, which IT administers there, for the driver's OpenSSL."""
    if not target.exists() or target.read_text(encoding="ascii") != roots:
        make_private_folder(target.parent)
        write_atomically(target, roots.encode("ascii"))
    return target


def what_is_wrong(host: str, port: int, roots: str) -> StoreUnavailable | None:
    """Ask a server for its certificate once more, and tell why it is refused; None if it is not.

    libpq tells only that it is; nothing but the greeting is said to the server.
    """
    try:
        trust = ssl.create_default_context(cafile=None if roots == "system" else roots)
    except (OSError, ssl.SSLError):
        return RootCertificateMissing()
    trust.check_hostname = False  # libpq tells of names by itself
    try:
        with contextlib.closing(socket.create_connection((host, port), _PATIENCE_S)) as line:
            line.sendall(_SSL_REQUEST)
            if line.recv(1) == b"S":
                trust.wrap_socket(line).close()
    except ssl.SSLCertVerificationError as error:
        return CertificateExpired() if error.verify_code in _BY_DATE else CertificateUnknown()
    except OSError:
        return None
    return None
