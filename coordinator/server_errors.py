"""What can stand between a person and a shared store's server, told so that IT can mend it."""

from coordinator.i18n import N_
from coordinator.store_errors import (
    LoginRefused,
    StoreAddressWrong,
    StoreAway,
    StoreReadOnly,
    StoreUnavailable,
)


class AddressTooWeak(StoreAddressWrong):
    """The address asks for less protection than Samplan takes (facts: setting)."""

    code = "store-address-weak"
    cause_text = N_("The address of the store asks for a connection that is not safe: {setting}.")
    way_out_text = N_(
        "Take {setting} out of the address. Samplan always encrypts and always checks the "
        "server's certificate and name."
    )


class AddressHoldsPassword(StoreAddressWrong):
    """A password in an address is read by many: shortcuts, lists of processes, logs."""

    code = "store-address-password"
    cause_text = N_("There is a password in the address of the store.")
    way_out_text = N_(
        "Take it out, and let the user change it. Samplan asks for the password, and this PC's "
        "keyring keeps it. Without a window, set SAMPLAN_PASSWORD."
    )


class AddressSettingRefused(StoreAddressWrong):
    """The address sets what Samplan sets itself (facts: setting, allowed)."""

    code = "store-address-setting"
    cause_text = N_("The address of the store sets “{setting}”, which Samplan decides itself.")
    way_out_text = N_("Take it out of the address. It may set: {allowed}.")


class ServerWithoutTls(StoreUnavailable):
    """The server does not encrypt, or only with what is broken by now."""

    code = "server-without-tls"
    cause_text = N_("The database server does not offer an encrypted connection.")
    way_out_text = N_(
        "Nothing was sent to it. Ask IT to turn TLS 1.2 or newer on: ssl = on in postgresql.conf."
    )


class CertificateUnknown(StoreUnavailable):
    """The server's certificate is signed by nobody whom this PC trusts."""

    code = "server-certificate-unknown"
    cause_text = N_(
        "The database server's certificate comes from an issuer that this PC does not trust, "
        "so it may be another server."
    )
    way_out_text = N_(
        "Nothing was sent to it. Ask IT to put the issuer's root certificate on this PC, "
        "or to name its file in the address as sslrootcert."
    )


class CertificateExpired(StoreUnavailable):
    """The server's certificate is not valid today, or this PC's clock is wrong."""

    code = "server-certificate-expired"
    cause_text = N_("The database server's certificate is not valid today.")
    way_out_text = N_(
        "See that this PC's date is right. If it is, ask IT to renew the server's certificate."
    )


class CertificateRevoked(StoreUnavailable):
    """The certificate stands on the list that the address names, or the list has run out."""

    code = "server-certificate-revoked"
    cause_text = N_(
        "The database server's certificate is revoked, or the list of revoked certificates on "
        "this PC has run out."
    )
    way_out_text = N_(
        "Nothing was sent to it. Ask IT to look at the server's certificate, and at the file that "
        "the address names as sslcrl."
    )


class CertificateOtherName(StoreUnavailable):
    """The certificate belongs to a server of another name (facts: name, host)."""

    code = "server-certificate-name"
    cause_text = N_(
        "The server at {host} shows a certificate for {name}, so it may be another server."
    )
    way_out_text = N_(
        "Nothing was sent to it. Write the server's name in the address as it stands in the "
        "certificate, or ask IT for a certificate with the name {host}."
    )


class RootCertificateMissing(StoreUnavailable):
    """The file that the address names as ``sslrootcert`` is not there or holds no certificate."""

    code = "root-certificate-missing"
    cause_text = N_("The root certificate that the address names cannot be read on this PC.")
    way_out_text = N_("Ask IT to put the file in its place, or to mend sslrootcert in the address.")


class ServerAsksUnsafely(StoreUnavailable):
    """The server wants to know who works in a way that gives the password away, or not at all."""

    code = "server-asks-unsafely"
    cause_text = N_(
        "The database server does not ask for a login in a safe way, so the password was not sent."
    )
    way_out_text = N_(
        "Ask IT to let pg_hba.conf ask for scram-sha-256 or gss, and to give the login a new "
        "password if its old one is kept as MD5."
    )


class ServerOtherKind(StoreUnavailable):
    """What answers at the address is no PostgreSQL server."""

    code = "server-other-kind"
    cause_text = N_("What answers at this address is not a PostgreSQL server.")
    way_out_text = N_("Check the server's name and port in the address.")


class ServerTooOld(StoreUnavailable):
    """The server is older than the store needs (facts: version, least)."""

    code = "server-too-old"
    cause_text = N_("The database server is PostgreSQL {version}, which is too old for Samplan.")
    way_out_text = N_("Ask IT to upgrade it to PostgreSQL {least} or newer.")


class ServerNotFound(StoreAway):
    """No computer has the name in the address (facts: host)."""

    code = "server-not-found"
    cause_text = N_("No server is called {host} on this network.")
    way_out_text = N_("Check the network and VPN. If they are in order, check the address.")


class ServerReadsOnly(StoreAway):
    """Only a copy answers, which takes no changes: the main server is away."""

    code = "server-reads-only"
    cause_text = N_("The store's main server is away; only its copy answers.")
    way_out_text = N_("Try again in a minute. What you have typed is kept.")


class ServerFull(StoreAway):
    """No more people can be let in at once."""

    code = "server-full"
    cause_text = N_("The database server has no room for more connections.")
    way_out_text = N_("Try again in a moment. If it goes on, let IT raise max_connections.")


class DatabaseNotThere(LoginRefused):
    """The server has no database of that name."""

    code = "database-not-there"
    cause_text = N_("The server has no database of the name in the address.")
    way_out_text = N_("Check what stands after the last slash in the address.")


class LoginShutOut(LoginRefused):
    """The server lets this login not in from here, or not into this database."""

    code = "login-shut-out"
    cause_text = N_("The database server does not let this login in from this PC.")
    way_out_text = N_(
        "Ask IT to look at pg_hba.conf on the server, and at the login's right to connect to the "
        "database."
    )


class LoginClosed(LoginRefused):
    """The login is closed, or there is none."""

    code = "server-login-closed"
    cause_text = N_("Your login to the store is closed.")
    way_out_text = N_("Ask your administrator to open it, if you are to work in Samplan.")


class WindowEnded(LoginRefused):
    """The person ended this window themselves, from another one."""

    code = "window-ended"
    cause_text = N_("You ended this window yourself, from another PC or window.")
    way_out_text = N_(
        "Close Samplan and start it again. What you have written is kept on this PC. If it was "
        "not you, choose another password at once, and tell your administrator."
    )


class PasswordNeeded(LoginRefused):
    """The server asks for a password, and none was given."""

    code = "password-needed"
    cause_text = N_("The store asks for your password.")
    way_out_text = N_("Open Samplan and type it. Without a window, set SAMPLAN_PASSWORD.")


class PasswordWrong(LoginRefused):
    """Login and password do not go together; the server tells no more, for good reason."""

    code = "password-wrong"
    cause_text = N_("Login and password do not go together, or the password has expired.")
    way_out_text = N_(
        "Look at Caps Lock and type both again. If that does not help, ask your administrator "
        "for a new password."
    )


class PasswordToChange(LoginRefused):
    """It is a password that another made: one chooses one's own first."""

    code = "password-to-change"
    cause_text = N_("Somebody else made your password, so it opens nothing yet.")
    way_out_text = N_(
        "Choose one of your own. Open Samplan, which asks for it. Without a window: "
        "samplan staff password."
    )


class PasswordFileMissing(StoreUnavailable):
    """The file that is to hold the password cannot be read, or is empty (facts: path)."""

    code = "password-file-missing"
    cause_text = N_("There is no password in {path}, or the file cannot be read.")
    way_out_text = N_("Write the password into its first line, as the user who runs the job.")


class PasswordFileOpen(StoreUnavailable):
    """Others may read the file that holds the password (facts: path)."""

    code = "password-file-open"
    cause_text = N_("Others than who runs the job can reach the password in {path}.")
    way_out_text = N_(
        "Let the file belong to that user, take the rights of all others away (chmod 600), and "
        "change the password."
    )


class PasswordNotKept(StoreUnavailable):
    """The keyring did not give the password back that was put into it."""

    code = "password-not-kept"
    cause_text = N_("This PC's keyring could not keep the password.")
    way_out_text = N_("Type it once more. From now on you type it at each start.")


class TicketMissing(LoginRefused):
    """The server signs in by Kerberos, and there is no valid ticket."""

    code = "ticket-missing"
    cause_text = N_("The store signs you in with your login to Windows, and that is not valid now.")
    way_out_text = N_(
        "Lock the PC and sign in to Windows again with the network or VPN on. On Linux: kinit."
    )


class TicketRefused(LoginRefused):
    """Kerberos does not come about between this PC, the domain and the server."""

    code = "ticket-refused"
    cause_text = N_("The store could not sign you in with your login to Windows.")
    way_out_text = N_(
        "Ask IT to look at the server's service principal (postgres/server's name), its keytab, "
        "and the gss line of pg_hba.conf."
    )


class ClocksApart(LoginRefused):
    """Kerberos takes no ticket when two clocks differ by five minutes."""

    code = "clocks-apart"
    cause_text = N_("The clocks of this PC and of the server are too far apart to sign you in.")
    way_out_text = N_("Set this PC's clock. If it is right, ask IT to set the server's.")


class StoreForbids(StoreReadOnly):
    """The walls of a shared store keep this login from what was asked."""

    code = "store-forbids"
    cause_text = N_("Your login may not do this in the shared store.")
    way_out_text = N_("Ask your administrator, if it belongs to your work. Nothing was changed.")


class UpgradeIsTheServers(StoreForbids):
    """Only who runs the server changes the tables of a shared store."""

    code = "upgrade-is-the-servers"
    cause_text = N_("Your login may not bring the shared store up to date.")
    way_out_text = N_(
        "Ask those who run the database server: it is done there, as its owner. "
        "Nothing was changed."
    )


class StoreClosedNow(StoreAway):
    """The walls of a shared store are down, so nothing goes through: it is being moved."""

    code = "store-closed-now"
    cause_text = N_("The shared store is closed just now: it is being moved, or has moved.")
    way_out_text = N_(
        "What you have typed is kept. Close Samplan and open it again to see where the store went."
    )
