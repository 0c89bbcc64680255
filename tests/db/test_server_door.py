"""The way to a shared store: a safe one or none, and each refusal told with a way out."""

import contextlib
import socket
import ssl
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from sqlalchemy import text

from coordinator import server_errors as told_as
from coordinator.i18n import use_language
from coordinator.store_errors import LoginRefused, StoreAway, StoreUnavailable
from db.engine import open_shared
from db.server_address import ServerAddress
from db.server_certificate import trusted_roots
from db.server_door import Credentials, Door
from db.server_told import told
from tests.certificates import Authority
from tests.db.keyrings import DictBackend, Forgetful, Locked, no_keyring, with_backend
from tests.postgres import Server

PASSWORD = "korrekt hest batteri"
LOGINS = ("asked_for_clear_text", "not_asked", "shut_out", "birgit", "with_ticket")
MAINTENANCE = "postgres"


def administer(server: Server, *statements: str) -> None:
    with psycopg.connect(server.address, autocommit=True) as line:
        for statement in statements:
            line.execute(statement)


@pytest.fixture
def server(own_server: Server) -> Iterator[Server]:
    """The session's server, with logins; each is asked for a password in a way of its own."""
    names = (*LOGINS, "asked_for_md5", "closed")
    administer(
        own_server,
        *(f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'" for name in LOGINS),
        "SET password_encryption = 'md5'",
        f"CREATE ROLE asked_for_md5 LOGIN PASSWORD '{PASSWORD}'",
        "SET password_encryption = 'scram-sha-256'",
        f"CREATE ROLE closed NOLOGIN PASSWORD '{PASSWORD}'",
    )
    yield own_server
    administer(own_server, *(f"DROP ROLE {name}" for name in names))


def door(server: Server, login: str = "birgit", password: str | None = PASSWORD, **how) -> Door:
    host = how.pop("host", "localhost")
    address = server.by_tls(login, how.pop("database", MAINTENANCE), host)
    return Door(ServerAddress.read(address), Credentials(None, password, None, no_keyring))


def refusal(opening: Door) -> StoreUnavailable:
    with pytest.raises(StoreUnavailable) as refused:
        opening.open()
    return refused.value


def signed_in(opening: Door) -> bool:
    with opening.open() as line:
        row = line.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone()
        return row == (True,)


def test_a_login_with_its_password_gets_in_over_tls(server, monkeypatch, capfd):
    # What the environment of a PC says changes nothing of it.
    for name, value in {"PGSSLMODE": "disable", "PGCHANNELBINDING": "disable", "PGHOST": "nowhere",
                        "PGREQUIREAUTH": "none", "PGPASSWORD": "another"}.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    assert signed_in(door(server))
    Door(ServerAddress.read(server.address)).open().close()
    assert capfd.readouterr() == ("", "")


def without_tls(server: Server, _folder: Path) -> Door:
    server.set(ssl="off")
    return door(server)


def of_another_issuer(server: Server, folder: Path) -> Door:
    other = Authority(folder / "other.crt")
    address = f"postgresql://birgit@localhost:{server.port}/{MAINTENANCE}?sslrootcert={other.root}"
    return Door(ServerAddress.read(address), Credentials(None, PASSWORD))


def of_no_issuer_of_this_system(server: Server, _folder: Path) -> Door:
    address = f"postgresql://birgit@localhost:{server.port}/{MAINTENANCE}?sslrootcert=system"
    return Door(ServerAddress.read(address), Credentials(None, PASSWORD))


def with_an_expired_certificate(server: Server, _folder: Path) -> Door:
    server.show_certificate("localhost", expired=True)
    return door(server)


def with_another_name(server: Server, _folder: Path) -> Door:
    server.show_certificate("db.solbaek.dk")
    return door(server)


def asking_for_clear_text(server: Server, _folder: Path) -> Door:
    return door(server, "asked_for_clear_text")


def asking_for_md5(server: Server, _folder: Path) -> Door:
    return door(server, "asked_for_md5")


def asking_nothing(server: Server, _folder: Path) -> Door:
    return door(server, "not_asked")


BAD_SET_UPS: list[tuple[Callable[[Server, Path], Door], type[StoreUnavailable]]] = [
    (without_tls, told_as.ServerWithoutTls),
    (of_another_issuer, told_as.CertificateUnknown),
    (of_no_issuer_of_this_system, told_as.CertificateUnknown),
    (with_an_expired_certificate, told_as.CertificateExpired),
    (with_another_name, told_as.CertificateOtherName),
    (asking_for_clear_text, told_as.ServerAsksUnsafely),
    (asking_for_md5, told_as.ServerAsksUnsafely),
    (asking_nothing, told_as.ServerAsksUnsafely),
]


@pytest.mark.parametrize(
    ("set_up", "kind"), BAD_SET_UPS, ids=[each.__name__ for each, _kind in BAD_SET_UPS]
)
def test_eight_bad_set_ups_are_refused(server, tmp_path, set_up, kind):
    error = refusal(set_up(server, tmp_path))
    assert type(error) is kind
    use_language("da")
    assert not {"birgit", PASSWORD} & set(error.sentence.split())


@pytest.mark.parametrize(("whose", "old"), [("server", False), ("another", True)])
def test_a_revoked_certificate_is_refused_and_so_is_a_list_that_ran_out(
    server, tmp_path, whose, old
):
    server.authority.issue(tmp_path, "another.example", kind="another")
    listed = tmp_path / "list.crl"
    theirs = {"server": server.folder / "server.crt", "another": tmp_path / "another.crt"}
    at = server.by_tls("birgit", MAINTENANCE) + f"&sslcrl={listed}"
    door_with_list = Door(ServerAddress.read(at), Credentials(None, PASSWORD))
    server.authority.revoke(theirs["another"], listed)
    assert signed_in(door_with_list)
    server.authority.revoke(theirs[whose], listed, old=old)
    again = Door(ServerAddress.read(at), Credentials(None, PASSWORD))
    assert type(refusal(again)) is told_as.CertificateRevoked


@pytest.mark.parametrize(
    ("login", "password", "database", "kind"),
    [
        ("birgit", "forkert", MAINTENANCE, told_as.PasswordWrong),
        ("unknown", PASSWORD, MAINTENANCE, told_as.PasswordWrong),
        ("birgit", None, MAINTENANCE, told_as.PasswordNeeded),
        ("birgit", "", MAINTENANCE, told_as.PasswordNeeded),
        ("closed", PASSWORD, MAINTENANCE, told_as.LoginClosed),
        ("shut_out", PASSWORD, MAINTENANCE, told_as.LoginShutOut),
        ("birgit", PASSWORD, "no_such", told_as.DatabaseNotThere),
        ("with_ticket", None, MAINTENANCE, told_as.TicketMissing),
        ("with_ticket", PASSWORD, MAINTENANCE, told_as.TicketMissing),
        ("not_asked", None, MAINTENANCE, told_as.ServerAsksUnsafely),
    ],
)
def test_each_refused_login_is_told_for_itself(
    server, monkeypatch, tmp_path, login, password, database, kind
):
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{tmp_path}/none")
    error = refusal(door(server, login, password, database=database))
    assert type(error) is kind
    assert not {login, PASSWORD} & set(error.sentence.split())


def test_what_is_asked_next_begins_with_the_same_login(server):
    assert refusal(door(server, password=None)).facts == {"login": "birgit", "keyring": False}
    find = with_backend(DictBackend())
    address = ServerAddress.read(server.by_tls("birgit", MAINTENANCE))
    asking = refusal(Door(address, Credentials("Closed", "forkert", find_keyring=find)))
    assert asking.facts == {"login": "closed", "keyring": True}


def test_a_password_that_ran_out_and_a_full_server_are_told(server):
    administer(server, "ALTER ROLE birgit VALID UNTIL '2020-01-01'")
    assert type(refusal(door(server))) is told_as.PasswordWrong
    administer(server, "ALTER ROLE birgit VALID UNTIL 'infinity' CONNECTION LIMIT 0")
    assert type(refusal(door(server))) is told_as.ServerFull
    administer(server, "ALTER ROLE birgit CONNECTION LIMIT -1")


def test_a_root_certificate_that_is_not_there_is_told(server, tmp_path):
    for named in (tmp_path / "none.crt", Path(__file__)):
        address = f"postgresql://birgit@localhost:{server.port}/{MAINTENANCE}?sslrootcert={named}"
        opening = Door(ServerAddress.read(address), Credentials(None, PASSWORD))
        assert type(refusal(opening)) is told_as.RootCertificateMissing


def test_of_two_servers_the_one_that_answers_and_takes_changes_is_used(server):
    roots = server.authority.root
    two = f"postgresql://birgit@localhost:1,localhost:{server.port}/{MAINTENANCE}"
    address = f"{two}?sslrootcert={roots}&target_session_attrs=read-write"
    engine = open_shared(address, Credentials(None, PASSWORD))
    with engine.connect() as line:
        assert line.execute(text("SELECT current_user")).scalar() == "birgit"
    engine.dispose()
    administer(server, "ALTER ROLE birgit SET default_transaction_read_only = on")
    opening = Door(ServerAddress.read(address), Credentials(None, PASSWORD))
    assert type(refusal(opening)) is told_as.ServerReadsOnly


def test_a_password_is_kept_only_when_it_let_somebody_in_and_comes_back(server):
    backend = DictBackend()
    address = ServerAddress.read(server.by_tls("birgit", MAINTENANCE))
    name = ("Samplan", f"localhost/{MAINTENANCE}/birgit")

    def opening(password: str | None, remember: bool | None = None) -> Door:
        return Door(address, Credentials(None, password, remember, with_backend(backend)))

    assert type(refusal(opening("forkert", True))) is told_as.PasswordWrong
    assert backend.kept == {}
    assert signed_in(opening(PASSWORD, True))
    assert backend.kept[name] == PASSWORD
    assert signed_in(opening(None))
    assert signed_in(opening(PASSWORD, None))
    assert name in backend.kept
    assert signed_in(opening(PASSWORD, False))
    assert name not in backend.kept
    backend.kept[name] = "en gammel"
    assert type(refusal(opening(None))) is told_as.PasswordWrong


def test_a_password_is_changed_by_who_knows_it_here_and_where_it_is_kept(server):
    backend = DictBackend()
    address = ServerAddress.read(server.by_tls("birgit", MAINTENANCE))
    mine = Door(address, Credentials(None, PASSWORD, True, with_backend(backend)))
    assert not mine.by_password
    assert signed_in(mine)
    assert mine.by_password
    with pytest.raises(told_as.PasswordWrong):
        mine.change("forkert", "en ny lang hemmelighed")
    mine.change(PASSWORD, "en ny lang hemmelighed")
    assert signed_in(mine)
    assert backend.kept["Samplan", f"localhost/{MAINTENANCE}/birgit"] == "en ny lang hemmelighed"
    assert signed_in(door(server, password="en ny lang hemmelighed"))
    assert type(refusal(door(server))) is told_as.PasswordWrong


def test_a_new_password_ends_what_the_person_has_open_at_other_places(server):
    by_socket = make_conninfo(server.address, user="birgit", dbname=MAINTENANCE)
    mine = door(server)
    with (
        mine.open() as here,
        psycopg.connect(by_socket) as elsewhere,
        psycopg.connect(server.address) as of_another,
    ):
        mine.change(PASSWORD, "en ny lang hemmelighed")
        with pytest.raises(psycopg.OperationalError):
            elsewhere.execute("SELECT 1")
        assert here.execute("SELECT 1").fetchone() == of_another.execute("SELECT 1").fetchone()


def test_the_login_that_was_kept_is_the_next_starts(server, monkeypatch):
    backend = DictBackend()
    bare = ServerAddress.read(server.by_tls("x", MAINTENANCE).replace("//x@", "//"))
    given = Credentials("Birgit ", PASSWORD, True, with_backend(backend))
    assert signed_in(Door(bare, given))
    again = Door(bare, Credentials(find_keyring=with_backend(backend)))
    assert signed_in(again)
    assert again.login == "birgit"
    monkeypatch.setattr("getpass.getuser", lambda: "ANFI")
    assert Door(bare, Credentials(find_keyring=no_keyring)).login == "anfi"


@pytest.mark.parametrize("backend", [Forgetful(), Locked(), None], ids=["forgets", "locked", "no"])
def test_a_password_that_cannot_be_kept_is_told_and_works_without(server, backend):
    find = no_keyring if backend is None else with_backend(backend)
    address = ServerAddress.read(server.by_tls("birgit", MAINTENANCE))
    error = refusal(Door(address, Credentials(None, PASSWORD, True, find)))
    assert type(error) is told_as.PasswordNotKept
    assert signed_in(Door(address, Credentials(None, PASSWORD, None, find)))


def test_a_socket_asks_for_a_password_where_its_server_does(server, monkeypatch):
    address = ServerAddress.read(server.address.replace("postgres@", "birgit@"))
    with Door(address, Credentials(find_keyring=no_keyring)).open() as line:
        assert line.info.user == "birgit"
    rules = server.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"local all birgit scram-sha-256\n{before}")
    try:
        server.set()
        assert type(refusal(Door(address, Credentials(find_keyring=no_keyring)))) is (
            told_as.PasswordNeeded
        )
        backend = DictBackend()
        given = Credentials(None, PASSWORD, True, with_backend(backend))
        Door(address, given).open().close()
        Door(address, Credentials(find_keyring=with_backend(backend))).open().close()
    finally:
        rules.write_text(before)
        server.set()


@contextlib.contextmanager
def answering(words: bytes, listening: socket.socket) -> Iterator[None]:
    """Something that says the same to whoever comes first."""

    def answer() -> None:
        line, _from = listening.accept()
        with line:
            line.recv(4096)
            line.sendall(words)
            line.recv(4096)

    listening.listen(1)
    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield
    finally:
        thread.join()
        listening.close()


def test_a_server_that_is_too_old_is_told_with_its_version(tmp_path):
    def message(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("!i", len(body) + 4) + body

    greeting = (
        message(b"R", struct.pack("!i", 0))
        + message(b"S", b"server_version\x0014.9\x00")
        + message(b"Z", b"I")
    )
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / ".s.PGSQL.5432"))
    address = ServerAddress.read(f"postgresql://birgit@/samplan?host={tmp_path}")
    with answering(greeting, listening):
        error = refusal(Door(address, Credentials(find_keyring=no_keyring)))
    assert type(error) is told_as.ServerTooOld
    assert error.facts == {"version": 14, "least": 15}


def test_what_is_no_database_server_is_told():
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    address = f"postgresql://birgit@127.0.0.1:{listening.getsockname()[1]}/samplan"
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n", listening):
        error = refusal(Door(ServerAddress.read(address), Credentials(None, PASSWORD)))
    assert type(error) is told_as.ServerOtherKind


@pytest.mark.parametrize(
    ("words", "kind", "facts"),
    [
        ("failed to resolve host 'db.solbaek.dk': [Errno -2]", told_as.ServerNotFound, "host"),
        ("GSSAPI continuation error: Clock skew too great", told_as.ClocksApart, ""),
        ("GSSAPI continuation error: Ticket expired", told_as.TicketMissing, ""),
        ("GSSAPI continuation error: Server not found in Kerberos database",
         told_as.TicketRefused, ""),
        ('FATAL: GSSAPI authentication failed for user "x"', told_as.TicketRefused, ""),
        ('FATAL: Peer authentication failed for user "x"', LoginRefused, ""),
        ('FATAL: role "x" does not exist', told_as.LoginClosed, ""),
        ('FATAL: no pg_hba.conf entry for host "::1"', told_as.LoginShutOut, ""),
        ('FATAL: permission denied for database "x"', told_as.LoginShutOut, ""),
        ("SSL error: unsupported protocol", told_as.ServerWithoutTls, ""),
        ("SSL error: unexpected eof while reading", StoreAway, "path"),
        ("FATAL: sorry, too many clients already", told_as.ServerFull, ""),
        ("connection refused", StoreAway, "path"),
        # Of two servers one is away, and the other knows the password to be wrong.
        ("Connection refused\npassword authentication failed for user", told_as.PasswordWrong, ""),
    ],
)  # fmt: skip
def test_the_drivers_words_are_understood(words, kind, facts):
    error = told(words)
    assert (type(error), ",".join(error.facts)) == (kind, facts)
    use_language("da")
    assert error.cause
    assert error.way_out


def test_this_system_names_the_roots_that_it_trusts():
    named = trusted_roots()
    assert named == "system" or "BEGIN CERTIFICATE" in Path(named).read_text(encoding="utf-8")


def test_what_windows_trusts_is_written_down_for_the_driver(tmp_path, monkeypatch):
    root = Authority(tmp_path / "root.crt").root.read_text(encoding="ascii")
    der = ssl.PEM_cert_to_DER_cert(root)
    stores = {
        "ROOT": [(der, "x509_asn", True), (b"no certificate", "pkcs_7_asn", True)],
        "CA": [(der, "x509_asn", {"1.3.6.1.5.5.7.3.4"}), (der, "x509_asn", {"1.3.6.1.5.5.7.3.1"})],
    }
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ssl, "enum_certificates", stores.__getitem__, raising=False)
    place = tmp_path / "Samplan" / "samplan.db"
    monkeypatch.setattr("db.server_certificate.default_path", lambda: place)
    for _start in range(2):
        written = Path(trusted_roots())
        assert written == place.with_name("roots.pem")
        assert written.read_text(encoding="ascii").split() == (root * 2).split()
