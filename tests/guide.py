"""docs/operations.md as commands, and two servers on this machine on which they are tried."""

import contextlib
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import main
from coordinator.demo import SAMPLE_DIR
from tests import postgres

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "operations.md"
FIRST, SECOND = "data", "second"
PASSWORD = "korrekt hest batteri"
# What an administrator gives somebody, who then chooses the other.
MADE = "udleveret af en anden"


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


@contextlib.contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


class Machines:
    """Two servers of the guide on this one machine: its names and folders stand for others."""

    def __init__(self, folder: Path) -> None:
        self.first = postgres.make(folder)
        # As a server is that nobody set otherwise: what is acknowledged is at the second, too.
        with (folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write("synchronous_commit = on\n")
        self.second = replace(self.first, port=postgres.free_port())
        self.running = {FIRST: postgres.start(self.first)}
        (folder / "second").mkdir(mode=0o700)
        self.first.give(folder / "second")
        self.first.authority.issue(folder, "samplan_standby", kind="standby")
        self.first.give(folder / "standby.crt", folder / "standby.key")
        self.folder = folder
        self.exported: dict[str, str] = {}

    def close(self) -> None:
        for process in self.running.values():
            postgres.stop(process)

    def do(self, where: str, command: str) -> None:
        server = self.first if where == FIRST else self.second
        here = self._here(command, where, server)
        here = here.replace("\\\n", "").strip()
        if here.startswith("systemctl "):
            self._control(where, server, here.split()[1])
        elif here.startswith("export SAMPLAN_PASSWORD_FILE="):
            name, file = here.removeprefix("export ").split("=")
            Path(file).write_text(PASSWORD, encoding="utf-8")
            self.exported = {name: file, "SAMPLAN_PASSWORD": ""}
        elif here.startswith(".venv/bin/python main.py "):
            made = {"SAMPLAN_NEW_PASSWORD": MADE} if " staff add " in here else {}
            if " staff password " in here:
                made = {"SAMPLAN_PASSWORD": MADE}
            with _environment(self.exported | made):
                assert main.main(shlex.split(here)[2:]) == 0, command
        else:
            assert "main.py" not in here  # a shell would take the «&» in its address for its own
            self._shell(server, here)

    def _here(self, command: str, where: str, server: postgres.Server) -> str:
        """Put what this machine has in the places of the guide's names."""
        command = re.sub(r"sudo (--preserve-env=\S+ )?-u postgres ", "", command)
        for name, found in (
            ("-o postgres -g postgres ", ""),
            ("-o samplan -g samplan ", ""),
            ("postgresql:///", f"postgresql://postgres@HOST:{server.port}/"),
            ("/etc/postgresql/17/main/server.", f"{self.folder}/server."),
            ("/etc/postgresql/17/main/standby.", f"{self.folder}/standby."),
            ("/etc/postgresql/17/main/issuer.crt", str(self.first.authority.root)),
            ("/etc/postgresql/17/main", f"{self.folder}/data"),
            ("/var/lib/postgresql/17/main", f"{self.folder}/{where}"),
            ("/etc/ssl/certs/solbaek-root.crt", str(self.first.authority.root)),
            ("/srv/backup", f"{self.folder}/backup"),
            ("/srv/seals", f"{self.folder}/seals"),
            ("/srv/from-pc", f"{self.folder}/from-pc"),
            ("/srv/to-pc", f"{self.folder}/to-pc"),
            ("/srv/export", str(SAMPLE_DIR)),
            ("/srv/loads", f"{self.folder}/loads"),
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
            owned = (self.folder / where).rglob("*")
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
            },
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
