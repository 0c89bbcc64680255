"""Certificates of a test's own: an authority that signs what a server shows."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_LONG = timedelta(days=365)


class Authority:
    """Signs certificates; whoever trusts ``root`` trusts them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Samplan's test CA")])
        made = self._build(self._name, self._key.public_key(), self._valid())
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        root.write_bytes(_pem(made.sign(self._key, hashes.SHA256())))

    def issue(
        self, folder: Path, host: str, *, expired: bool = False, kind: str = "server"
    ) -> None:
        """Put ``server.crt`` and ``server.key`` into ``folder``, over older ones.

        ``host`` is the name of a computer, or its number.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        made = self._build(name, key.public_key(), self._valid(expired=expired))
        number = host.replace(".", "").isdigit()
        said = x509.IPAddress(ip_address(host)) if number else x509.DNSName(host)
        names = x509.SubjectAlternativeName([said])
        made = made.add_extension(names, critical=False)
        (folder / f"{kind}.crt").write_bytes(_pem(made.sign(self._key, hashes.SHA256())))
        private = folder / f"{kind}.key"
        private.touch(mode=0o600)
        private.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )

    def revoke(self, certificate: Path, target: Path, *, old: bool = False) -> None:
        """Write a list on which a certificate stands; an ``old`` one has run out."""
        gone = x509.load_pem_x509_certificate(certificate.read_bytes())
        since, until = self._valid(expired=old)
        entry = x509.RevokedCertificateBuilder().serial_number(gone.serial_number)
        made = x509.CertificateRevocationListBuilder().issuer_name(self._name).last_update(since)
        made = made.next_update(until).add_revoked_certificate(entry.revocation_date(since).build())
        signed = made.sign(self._key, hashes.SHA256())
        target.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def _build(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, valid: tuple[datetime, datetime]
    ) -> x509.CertificateBuilder:
        return x509.CertificateBuilder(
            issuer_name=self._name,
            subject_name=subject,
            public_key=key,
            serial_number=x509.random_serial_number(),
            not_valid_before=valid[0],
            not_valid_after=valid[1],
        )

    def _valid(self, *, expired: bool = False) -> tuple[datetime, datetime]:
        now = datetime.now(UTC)
        return (now - 2 * _LONG, now - _LONG) if expired else (now - _LONG, now + _LONG)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
