"""Tell from libpq's words why a server did not let us in; its text itself goes no further."""

import re
from typing import Final

from coordinator.server_errors import (
    CertificateOtherName,
    CertificateUnknown,
    ClocksApart,
    DatabaseNotThere,
    LoginClosed,
    LoginShutOut,
    PasswordNeeded,
    PasswordWrong,
    RootCertificateMissing,
    ServerAsksUnsafely,
    ServerFull,
    ServerNotFound,
    ServerOtherKind,
    ServerReadsOnly,
    ServerWithoutTls,
    TicketMissing,
    TicketRefused,
)
from coordinator.store_errors import LoginRefused, StoreAway, StoreUnavailable


class TicketAsked(TicketMissing):
    """The server wants a ticket where we came with a password; another try goes with one."""

    code = "ticket-asked"


_OTHER_NAME: Final = r'certificate for "(?P<name>[^"]*)".* host name "(?P<host>[^"]*)"'
# libpq gives no code before it is in. Of several servers' words the first kind here decides:
# what a person can mend stands before a server that is away. Named groups become facts.
_TOLD: Final[tuple[tuple[str, type[StoreUnavailable]], ...]] = (
    (r"password authentication failed", PasswordWrong),
    (r"no password supplied|server requested SASL", PasswordNeeded),
    (r"server requested (?:GSSAPI|SSPI)", TicketAsked),
    (r"is not permitted to log in|role \".*\" does not exist", LoginClosed),
    (r"pg_hba\.conf|permission denied for database", LoginShutOut),
    (r"database \".*\" does not exist", DatabaseNotThere),
    (r"[Cc]lock skew", ClocksApart),
    (r"[Nn]o (?:Kerberos )?credentials|[Tt]icket expired|SEC_E_NO_CREDENTIALS", TicketMissing),
    (r"GSSAPI|SSPI", TicketRefused),
    (r"authentication failed", LoginRefused),
    (r"method requirement|channel binding|SASL|SCRAM|weak_password", ServerAsksUnsafely),
    (
        r"certificate for \"(?P<name>[^\"]*)\".* host name \"(?P<host>[^\"]*)\"",
        CertificateOtherName,
    ),
    (r"root certificate", RootCertificateMissing),
    (r"does not support SSL|unsupported protocol|protocol version", ServerWithoutTls),
    (r"invalid response to SSL negotiation", ServerOtherKind),
    # The end comes unexpected when a server falls while it lets somebody in.
    (r"SSL error(?!: unexpected eof)|certificate verify failed", CertificateUnknown),
    (r"session is read-only|server is in hot standby mode", ServerReadsOnly),
    (r"too many (?:connections|clients)|connection slots", ServerFull),
    (r"(?:resolve host|translate host name) ['\"](?P<host>[^'\"]*)['\"]", ServerNotFound),
)


def told(text: str) -> StoreUnavailable:
    """Give the error that a failed connection is; ``StoreAway`` when its words tell nothing."""
    for pattern, kind in _TOLD:
        if found := re.search(pattern, text):
            return kind(**found.groupdict())
    return StoreAway(path="")
