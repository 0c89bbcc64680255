"""Two servers of a shared store: the second follows the first, which waits for it."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests import colleagues, postgres

# One machine has two names, so each server shows a certificate that is for its own name alone.
FIRST, SECOND = "localhost", "127.0.0.1"
_SAFE = """
synchronous_commit = on
max_connections = 300
"""
_FOLLOWS = "local replication all trust\n"


@dataclass
class Pair:
    """Both servers, and the address that a colleague's PC has of them."""

    first: postgres.Server
    second: postgres.Server
    database: str
    running: dict[str, "subprocess.Popen[bytes]"]

    @property
    def address(self) -> str:
        places = f"{FIRST}:{self.first.port},{SECOND}:{self.second.port}"
        root = self.first.authority.root
        return f"postgresql://{places}/{self.database}?sslrootcert={root}"

    def by_socket(self, server: postgres.Server) -> str:
        """Give the address of who runs a server."""
        return server.address.replace("/postgres?", f"/{self.database}?")

    def kill_first(self) -> None:
        """Kill the first server and all that belongs to it, as a power cut does."""
        process = self.running.pop("first")
        kill_all(process.pid)
        process.wait()
        assert process.stdin is not None
        process.stdin.close()

    def promote(self) -> None:
        """Let the second take changes, and wait for nobody."""
        with psycopg.connect(self.second.address, autocommit=True) as line:
            line.execute("SELECT pg_promote()")
        self.second.set(synchronous_standby_names="")

    def close(self) -> None:
        for process in self.running.values():
            postgres.stop(process)


def kill_all(pid: int) -> None:
    """Kill a server with every process that it started."""
    below = _children(pid)
    for each in (pid, *below):
        with contextlib.suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            said = entry.read_text().rpartition(")")[2].split()
            if int(said[1]) == pid:
                found.append(int(entry.parent.name))
    return found


@contextlib.contextmanager
def two_servers(count: int) -> Iterator[Pair]:
    """Give a pair with so many colleagues in its store."""
    folder = Path(tempfile.mkdtemp(prefix="samplan-pair-"))
    with contextlib.ExitStack() as after:
        after.callback(shutil.rmtree, folder, ignore_errors=True)
        first = postgres.make(folder)
        settings = folder / "data" / "postgresql.conf"
        settings.write_text(settings.read_text() + _SAFE)
        rules = folder / "data" / "pg_hba.conf"
        rules.write_text(_FOLLOWS + rules.read_text())
        running = {"first": postgres.start(first)}
        made = Pair(first, first, "", running)
        after.callback(made.close)
        address = after.enter_context(_database(first))
        made.database = str(make_url(address).database)
        colleagues.furnish(address, count)
        made.second = _second(first)
        running["second"] = postgres.start(made.second)
        first.set(synchronous_standby_names="second")
        _wait_until_followed(first)
        yield made


@contextlib.contextmanager
def _database(first: postgres.Server) -> Iterator[str]:
    """Make a database that nobody drops: its server will be gone."""
    with psycopg.connect(first.address, autocommit=True) as line:
        line.execute("CREATE DATABASE samplan TEMPLATE template0")
    yield first.address.replace("/postgres?", "/samplan?")


def _second(first: postgres.Server) -> postgres.Server:
    """Fill the second server from the first, with a certificate for its own name."""
    folder = first.folder / "second"
    folder.mkdir()
    first.authority.issue(folder, SECOND)
    made = postgres.Server(folder, postgres.free_port(), first.authority)
    first.give(folder, *folder.iterdir())
    copy = [
        postgres.tool("pg_basebackup", first.folder), "--pgdata", str(folder / "data"),
        "--write-recovery-conf", "--checkpoint=fast", "--no-sync", "--dbname",
        f"host={first.folder} port={first.port} user=postgres application_name=second",
    ]  # fmt: skip
    subprocess.run(copy, check=True, cwd=first.folder, **postgres.ANOTHER)
    settings = folder / "data" / "postgresql.conf"
    here = settings.read_text().replace(f"'{first.folder.as_posix()}", f"'{folder.as_posix()}")
    settings.write_text(here.replace(f"port = {first.port}", f"port = {made.port}"))
    return made


def _wait_until_followed(first: postgres.Server) -> None:
    asked = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
    with psycopg.connect(first.address, autocommit=True) as line:
        for _ in postgres.tries():
            if line.execute(asked).fetchone() == (1,):
                return
    raise AssertionError("the second server does not follow")
