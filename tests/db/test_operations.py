"""docs/operations.md is tried line by line: from nothing to a second server that took over."""

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

import main
from coordinator.demo import SAMPLE_DIR
from coordinator.server_errors import LoginClosed, LoginShutOut
from coordinator.stores import Unlocking
from coordinator.use_cases.signing_in import SYSTEM, sign_in
from db.store_house import SqlStores
from tests import postgres
from tests.builders import CLOCK, METTE

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
FIRST, SECOND = "data", "second"
PASSWORD = "korrekt hest batteri"


def tried_commands() -> list[tuple[str, str]]:
    """Give the guide's commands, each with the server that it is for."""
    text = GUIDE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh tried( second)?\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(SECOND if where else FIRST, each) for where, block in blocks for each in lines(block)]


def lines(block: str) -> Iterator[str]:
    """Take a block apart as the shell would: with continued lines and texts that follow."""
    waiting = ""
    for line in block.splitlines():
        waiting += line + "\n"
        begun = re.search(r"<<'(\w+)'$", waiting, re.MULTILINE)
        if line.endswith("\\") or (begun and line != begun[1]):
            continue
        yield waiting.removesuffix("\n")
        waiting = ""
    assert not waiting


class Machines:
    """Two servers of the guide on this one machine: its names and folders stand for others."""

    def __init__(self, folder: Path) -> None:
        self.first = postgres.make(folder)
        self.second = replace(self.first, port=postgres.free_port())
        self.running = {FIRST: postgres.start(self.first)}
        (folder / "second").mkdir(mode=0o700)
        self.first.give(folder / "second")
        self.folder = folder

    def close(self) -> None:
        for process in self.running.values():
            postgres.stop(process)

    def do(self, where: str, command: str) -> None:
        server = self.first if where == FIRST else self.second
        here = self._here(command, where, server)
        here = here.replace("\\\n", "").strip()
        if here.startswith("systemctl "):
            self._control(where, server, here.split()[1])
        elif here.startswith(".venv/bin/python main.py "):
            assert main.main(shlex.split(here)[2:]) == 0, command
        else:
            assert "main.py" not in here  # a shell would take the «&» in its address for its own
            self._shell(server, here)

    def _here(self, command: str, where: str, server: postgres.Server) -> str:
        """Put what this machine has in the places of the guide's names."""
        command = re.sub(r"sudo (--preserve-env=\S+ )?-u postgres ", "", command)
        for name, found in (
            ("-o postgres -g postgres ", ""),
            ("postgresql:///", f"postgresql://postgres@HOST:{server.port}/"),
            ("/etc/postgresql/17/main/server.", f"{self.folder}/server."),
            ("/etc/postgresql/17/main", f"{self.folder}/data"),
            ("/var/lib/postgresql/17/main", f"{self.folder}/{where}"),
            ("/var/lib/postgresql/.pgpass", f"{self.folder}/pgpass"),
            ("/etc/ssl/certs/solbaek-root.crt", str(self.first.authority.root)),
            ("/srv/backup", f"{self.folder}/backup"),
            ("/srv/seals", f"{self.folder}/seals"),
            ("/srv/from-pc", f"{self.folder}/from-pc"),
            ("/srv/to-pc", f"{self.folder}/to-pc"),
            ("/srv/export", str(SAMPLE_DIR)),
            ("write a longer one", PASSWORD),
            ("host=db.solbaek.example", f"host=localhost port={self.first.port}"),
            ("db.solbaek.example", "localhost"),
            ("listen_addresses = '*'", "listen_addresses = '127.0.0.1'"),
            (" peer", " trust"),
            ("pg_basebackup", "pg_basebackup --no-sync"),  # nothing here survives a power cut
        ):
            command = command.replace(name, found)
        socket = f"postgresql://postgres@/\\1?host={self.folder}&port={server.port}"
        command = re.sub(r"postgresql://postgres@HOST:\d+/(\w+)", socket, command)
        by_tls = f"@localhost:{server.port}/samplan?sslrootcert={self.first.authority.root}"
        command = command.replace("@localhost/samplan", by_tls)
        return re.sub(r"10\.20\.\d+\.\d+/\d+", "127.0.0.1/32", command)

    def _control(self, where: str, server: postgres.Server, deed: str) -> None:
        if deed == "reload":
            server.set()
            return
        if deed in {"stop", "restart"} and where in self.running:
            postgres.stop(self.running.pop(where))
        if deed in {"start", "restart"}:
            owned = [self.folder / "pgpass", *(self.folder / where).rglob("*")]
            server.give(*(path for path in owned if path.exists()), self.folder / where)
            self.running[where] = postgres.start(server, where)

    def _shell(self, server: postgres.Server, command: str) -> None:
        tools = Path(postgres.tool("psql", self.folder)).parent
        done = subprocess.run(
            ["/bin/bash", "-euo", "pipefail", "-c", command],
            capture_output=True,
            text=True,
            check=False,
            env={
                "PATH": f"{tools}:{os.environ['PATH']}",
                "PGHOST": str(self.folder),
                "PGPORT": str(server.port),
                "PGUSER": "postgres",
                "PGPASSFILE": f"{self.folder}/pgpass",
            },
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"


@pytest.fixture
def machines() -> Iterator[Machines]:
    if os.name == "nt" or shutil.which("bash") is None:
        pytest.skip("the guide is for servers with bash")
    folder = Path(tempfile.mkdtemp(prefix="samplan-guide-"))
    with contextlib.ExitStack() as after:
        after.callback(shutil.rmtree, folder, ignore_errors=True)
        made = Machines(folder)
        after.callback(made.close)
        yield made


def ask(server: postgres.Server, question: str, database: str = "samplan") -> object:
    address = server.address.replace("/postgres?", f"/{database}?")
    with psycopg.connect(address) as line:
        row = line.execute(question).fetchone()
        return row and row[0]


def signed_in(machines: Machines, login: str) -> str:
    """Sign in as a PC does, at the address of both servers."""
    places = f"localhost:{machines.first.port},localhost:{machines.second.port}"
    roots = machines.first.authority.root
    address = f"postgresql://{places}/samplan?sslrootcert={roots}&target_session_attrs=read-write"
    store = SqlStores(CLOCK).open(address, Unlocking(login=login, password=PASSWORD))
    try:
        return sign_in(store.begin, None, store.server_login).login
    finally:
        store.close()


def a_store_on_a_pc(path: Path) -> None:
    """Make a store with Mette in it, as its user leaves it."""
    given = Unlocking(passphrase=PASSWORD)
    SqlStores(CLOCK).create(str(path), given)
    store = SqlStores(CLOCK).open(str(path), given)
    with contextlib.closing(store), store.begin(SYSTEM, True) as work:
        work.staff.add(METTE)
        work.commit()


def staff_of(path: Path) -> list[str]:
    store = SqlStores(CLOCK).open(str(path), Unlocking(PASSWORD))
    with contextlib.closing(store), store.begin(SYSTEM, False) as work:
        return [each.login for each in work.staff.everybody()]


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_guide_leads_from_nothing_to_a_second_server_that_took_over(
    machines, capsys, monkeypatch
):
    monkeypatch.setenv("SAMPLAN_NEW_PASSWORD", PASSWORD)
    monkeypatch.setenv("SAMPLAN_PASSWORD", PASSWORD)
    monkeypatch.setenv("SAMPLAN_PASSPHRASE", PASSWORD)
    a_store_on_a_pc(machines.folder / "from-pc" / "samplan.db")
    commands = tried_commands()
    assert len(commands) > 30
    taking_over = next(i for i, (_on, each) in enumerate(commands) if "pg_promote" in each)
    for where, command in commands[:taking_over]:
        machines.do(where, command)
    assert ask(machines.first, "SHOW ssl") == "on"
    waits = "SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'"
    until(lambda: ask(machines.first, waits) == "sync")
    assert signed_in(machines, "anfi") == "anfi"
    with pytest.raises(LoginClosed):
        signed_in(machines, "dpo")
    with pytest.raises(LoginShutOut):
        signed_in(machines, "samplan_standby")
    machines.do(FIRST, "systemctl stop postgresql@17-main")
    for where, command in commands[taking_over:]:
        machines.do(where, command)
    assert ask(machines.second, "SELECT pg_is_in_recovery()") is False
    # Who came from the PC is there, and so they are in the store that went back to one.
    assert ask(machines.second, "SELECT count(*) FROM staff WHERE login = 'mette'") == 1
    assert "mette" in staff_of(machines.folder / "to-pc" / "samplan.db")
    # What was acknowledged is there, and the PCs' address finds it.
    assert signed_in(machines, "anfi") == "anfi"


def test_a_block_is_taken_apart_as_the_shell_does():
    block = "one \\\n  two\ncat > x <<'END'\n# three\nEND\nfour\n"
    assert list(lines(block)) == ["one \\\n  two", "cat > x <<'END'\n# three\nEND", "four"]
