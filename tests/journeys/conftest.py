"""A whole program on the command line, over a real encrypted store."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from coordinator import command_line
from coordinator.demo import FILES, SAMPLE_DIR
from coordinator.desk import Desk, SystemClock
from coordinator.stores import OpenStore, Unlocking
from coordinator.use_cases import importing
from coordinator.use_cases.signing_in import SYSTEM, sign_in
from db.store_house import SqlStores
from tests.journeys import effort
from tests.run_folder import made_once

PASSPHRASE = "en lang hemmelig saetning"
TODAY = date(2026, 9, 14)


@dataclass
class Terminal:
    """Somebody at the command line."""

    stores: SqlStores
    clock: SystemClock
    store: str
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Give exit status, output and complaints."""
        program = command_line.Program(
            lambda: self.stores, self.clock, lambda _asked: 0, lambda _asked: 0
        )
        status = command_line.main(["--store", self.store, *arguments], program)
        written = self.capsys.readouterr()
        return status, written.out, written.err

    def json(self, *arguments: str) -> object:
        """Give the JSON that a command printed."""
        status, out, err = self.run(*arguments)
        assert status in {0, 3}, err
        return json.loads(out)

    def at_desk(self, login: str, deed: Callable[[Desk], object]) -> object:
        """Let somebody in staff do something, as a window would."""
        store: OpenStore = self.stores.open(self.store, Unlocking(PASSPHRASE))
        try:
            return deed(Desk(sign_in(store.begin, login), store.begin, self.clock))
        finally:
            store.close()


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    """A command line with an empty folder for its store."""
    monkeypatch.setenv("SAMPLAN_PASSPHRASE", PASSPHRASE)
    clock = SystemClock(TODAY)
    return Terminal(SqlStores(clock), clock, str(tmp_path / "samplan.db"), capsys)


@pytest.fixture(scope="session")
def solbaek_files() -> Path:
    """The files of a store with the five exports of Solbæk, to be copied."""
    return made_once("solbaek", _load_solbaek)


def _load_solbaek(folder: Path) -> None:
    clock = SystemClock(TODAY)
    stores = SqlStores(clock)
    given = Unlocking(PASSPHRASE)
    stores.create(str(folder / "samplan.db"), given)
    store = stores.open(str(folder / "samplan.db"), given)
    desk = Desk(SYSTEM, store.begin, clock)
    for kind, name in FILES:
        load = importing.look_into(desk, kind, name, (SAMPLE_DIR / name).read_bytes())
        assert not load.proposal.rejections
        importing.apply(desk, load)
    store.close()


@pytest.fixture
def solbaek(terminal: Terminal, solbaek_files: Path, tmp_path: Path) -> Terminal:
    """A store with the five exports of Solbæk."""
    for name in ("samplan.db", "samplan.db.key.json"):
        shutil.copy(solbaek_files / name, tmp_path / name)
    return terminal


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the jobs cost that were counted in this run."""
    accounts = [
        value
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
        for name, value in report.user_properties
        if name == effort.PROPERTY and report.when == "call"
    ]
    if accounts:
        terminalreporter.section("keys and clicks of the frequent jobs")
        for line in effort.table(tuple(each) for each in accounts):
            terminalreporter.write_line(line)
