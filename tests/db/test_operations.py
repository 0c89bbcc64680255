"""docs/operations.md is tried line by line: from nothing to a second server that took over."""

import contextlib
import os
import re
import shlex
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from coordinator import command_line
from coordinator.server_errors import LoginClosed, PasswordToChange, PasswordWrong
from coordinator.store_errors import StoreUnavailable
from coordinator.stores import Unlocking
from coordinator.use_cases.signing_in import SYSTEM, sign_in
from db.store_house import SqlStores
from tests import postgres
from tests.builders import CLOCK, METTE
from tests.guide import FIRST, GUIDE, MADE, PASSWORD, Machines, lines, tried_commands


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


def signed_in(machines: Machines, login: str, password: str = PASSWORD) -> str:
    """Sign in as a PC does, at the address of both servers."""
    given = Unlocking(login=login, password=password)
    store = SqlStores(CLOCK).open(address_of(machines), given)
    try:
        return sign_in(store.begin, None, store.server_login).login
    finally:
        store.close()


def refusal(machines: Machines, login: str) -> type[Exception]:
    with pytest.raises(StoreUnavailable) as refused:
        signed_in(machines, login, "en forkert adgangskode")
    return type(refused.value)


def address_of(machines: Machines) -> str:
    """Give the address that every PC has: both servers."""
    places = f"localhost:{machines.first.port},localhost:{machines.second.port}"
    roots = machines.first.authority.root
    return f"postgresql://{places}/samplan?sslrootcert={roots}&target_session_attrs=read-write"


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
    first = Unlocking(login="anfi", password=MADE)
    with pytest.raises(PasswordToChange):
        SqlStores(CLOCK).open(address_of(machines), first)
    SqlStores(CLOCK).choose_password(address_of(machines), first, PASSWORD)
    assert signed_in(machines, "anfi") == "anfi"
    with pytest.raises(LoginClosed):
        signed_in(machines, "dpo", MADE)
    # Who does not exist, who has no password and a wrong password are told of in the same words.
    told = [refusal(machines, login) for login in ("nobody", "samplan_standby", "dpo", "anfi")]
    assert told == [PasswordWrong] * 4
    machines.do(FIRST, "systemctl stop postgresql@17-main")
    for where, command in commands[taking_over:]:
        machines.do(where, command)
    assert ask(machines.second, "SELECT pg_is_in_recovery()") is False
    # Who came from the PC is there, and so they are in the store that went back to one.
    assert ask(machines.second, "SELECT count(*) FROM staff WHERE login = 'mette'") == 1
    assert "mette" in staff_of(machines.folder / "to-pc" / "samplan.db")
    # What was acknowledged is there, and the PCs' address finds it.
    assert signed_in(machines, "anfi") == "anfi"


def test_every_command_of_the_guide_is_written_as_the_program_takes_it():
    """Also those of systemd, cron and the Task Scheduler, which no test here can run."""
    text = GUIDE.read_text(encoding="utf-8").replace("\\\n", " ")
    # In the Task Scheduler's the last quote closes the whole.
    found = [
        each.removesuffix('"') if each.count('"') % 2 else each
        for each in re.findall(r"^[^|\n]*main\.py ([a-z].*)$", text, re.MULTILINE)
    ]
    assert len(found) > 20
    for each in found:
        assert command_line._parser().parse_args(shlex.split(each)).command == each.split()[0]


def test_a_block_is_taken_apart_as_the_shell_does():
    block = "one \\\n  two\ncat > x <<'END'\n# three\nEND\nfour\n"
    assert list(lines(block)) == ["one \\\n  two", "cat > x <<'END'\n# three\nEND", "four"]
