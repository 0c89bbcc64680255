"""What of a server's secrets runs out soon: its certificates, and the passwords of machines."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cryptography import x509
from sqlalchemy import Connection, text

from coordinator.stores import RunningOut

# Enough for an issuer, and for somebody's holiday.
_SOON: Final = timedelta(days=45)
_MINE: Final = text("SELECT rolname, rolvaliduntil FROM pg_roles WHERE rolname = session_user"
                    " AND isfinite(rolvaliduntil)")  # fmt: skip
_OF_MACHINES: Final = text("""
    SELECT r.rolname, CASE WHEN isfinite(r.rolvaliduntil) THEN r.rolvaliduntil END
    FROM pg_authid r JOIN pg_auth_members m ON m.member = r.oid JOIN pg_roles g ON g.oid = m.roleid
    WHERE g.rolname = 'samplan_batch' AND r.rolcanlogin AND r.rolpassword IS NOT NULL
    ORDER BY r.rolname
""")
_CERTIFICATES: Final = text("""
    SELECT s.name, pg_read_binary_file(s.setting, true) FROM pg_settings s
    WHERE s.name IN ('ssl_cert_file', 'ssl_ca_file') AND s.setting <> ''
        AND current_setting('ssl') = 'on' ORDER BY s.name DESC
""")


def own_password(connection: Connection) -> tuple[RunningOut, ...]:
    """Tell of the password of who has signed in, when it runs out soon."""
    return _soon(RunningOut("password", name, until) for name, until in connection.execute(_MINE))


def of_the_server(connection: Connection) -> tuple[RunningOut, ...]:
    """Tell of all that who runs the server looks after; asked as a superuser."""
    machines = [RunningOut("password", *each) for each in connection.execute(_OF_MACHINES)]
    files = connection.execute(_CERTIFICATES)
    found = [RunningOut("certificate", name, _end(bytes(pem))) for name, pem in files if pem]
    return _soon([*machines, *found])


def _end(pem: bytes) -> datetime:
    """Give when the first certificate of a chain to run out does so."""
    return min(each.not_valid_after_utc for each in x509.load_pem_x509_certificates(pem))


def _soon(found: Any) -> tuple[RunningOut, ...]:
    until = datetime.now(UTC) + _SOON
    return tuple(each for each in found if each.until is None or each.until < until)
