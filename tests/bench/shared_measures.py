"""Figures of a shared store: many colleagues at one server, and what its walls cost."""

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Final
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from coordinator.desk import Desk
from coordinator.use_cases import opening, planning
from coordinator.use_cases.signing_in import SYSTEM
from db import schema
from db.engine import as_person, open_shared
from db.unit_of_work import SqlUnitOfWork
from plans.parts import OwnWords
from plans.people import Role, StaffMember
from tests import postgres
from tests.bench.figures import Line, percentile, timed
from tests.builders import CLOCK, EMPLOYMENT, citizen, identity, plan, staff
from tests.houses import UnloggedWork

_CLIENTS: Final = 200
_THINK_S: Final = 5.0
_FOR_S: Final = 20.0
_ALONE: Final = 200


class _Client:
    """A case worker who thinks, writes in the own plan, and thinks again."""

    def __init__(self, address: str, number: int) -> None:
        self.member = _member(number)
        self.plan_id = _plan_id(number)
        url = make_url(address).set(username=self.member.login)
        self.engine = as_person(open_shared(url.render_as_string(hide_password=False)))
        self.desk = Desk(self.member, self._begin, CLOCK, walled=True)
        self.taken: list[float] = []
        self.failed = 0
        self._words = cycle((OwnWords("Jeg vil sove."), OwnWords("Jeg vil arbejde.")))
        self._seen: OwnWords | None = None

    def _begin(self, member: StaffMember, writes: bool) -> SqlUnitOfWork:
        return SqlUnitOfWork(self.engine, member, CLOCK, writes=writes)

    def write(self) -> None:
        seen = self._seen or opening.read_plan(self.desk, self.plan_id).own_words
        words = next(self._words)
        planning.write_own_words(self.desk, self.plan_id, seen, words)
        self._seen = words

    def work_until(self, end: float, chance: Random) -> None:
        time.sleep(chance.uniform(0, 2 * _THINK_S))
        while time.perf_counter() < end:
            began = time.perf_counter()
            try:
                self.write()
            except Exception:  # noqa: BLE001 - counted, whatever it is
                self.failed += 1
            self.taken.append((time.perf_counter() - began) * 1000)
            time.sleep(chance.uniform(0, 2 * _THINK_S))


def shared() -> Iterator[Line]:
    """Let 200 colleagues write at one server; then one alone, with the walls and without."""
    folder = Path(tempfile.mkdtemp(prefix="samplan-pg-"))
    made = postgres.make(folder)
    with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
        # A commit waits for the disk, as in use.
        settings.write("max_connections = 900\nfsync = on\nsynchronous_commit = on\n")
    process = postgres.start(made)
    try:
        with postgres.fresh_database(made.address) as address:
            _furnish(address)
            yield from _together(address)
            yield from _alone(address)
    finally:
        postgres.stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def _together(address: str) -> Iterator[Line]:
    clients = [_Client(address, number) for number in range(_CLIENTS)]
    for each in clients:
        each.write()  # signed in, and the plan opened
    end = time.perf_counter() + _FOR_S
    threads = [
        threading.Thread(target=each.work_until, args=(end, Random(number)))
        for number, each in enumerate(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = [each for client in clients for each in client.taken]
    limit = _bare_commits(address)
    what = f"shared: write p95, {_CLIENTS} clients, {len(taken)} writes"
    yield Line(what, percentile(taken, 95), "ms", 100, False, "bare commit", limit)
    yield Line("shared: writes that failed", sum(each.failed for each in clients), "", 0)
    for each in clients:
        each.engine.dispose()


def _alone(address: str) -> Iterator[Line]:
    walled, open_ = _Client(address, 0), _Client(address, 1)
    open_.engine = open_shared(address)  # the server's own login passes by every wall
    for what, deed in (
        ("write one field", lambda each: each.write()),
        ("open a plan", lambda each: opening.open_plan(each.desk, each.plan_id)),
    ):
        with_, without = (
            percentile(timed(lambda each=each, deed=deed: deed(each), _ALONE, warm=5), 95)
            for each in (walled, open_)
        )
        target = 100 if "write" in what else 150
        yield Line(f"shared: {what} p95, alone", with_, "ms", target, False, "no walls", without)
    for each in (walled, open_):
        each.engine.dispose()


def _bare_commits(address: str) -> float:
    with psycopg.connect(address, autocommit=True) as line:
        line.execute("CREATE TABLE bench_field (id integer, text text)")
        statement = "INSERT INTO bench_field VALUES (1, 'Jeg vil sove.')"
        found = percentile(timed(lambda: line.execute(statement), _ALONE, warm=5), 95)
        line.execute("DROP TABLE bench_field")
    return found


def _member(number: int) -> StaffMember:
    login = f"bench{number}"
    return staff(login, f"Sagsbehandler {number}", EMPLOYMENT, "Team Nord", Role.CASEWORKER)


def _plan_id(number: int) -> UUID:
    return identity(f"bench plan {number}")


def _furnish(address: str) -> None:
    engine = open_shared(address)
    schema.upgrade(engine)
    with UnloggedWork(engine, SYSTEM, CLOCK) as work:
        work.staff.add(SYSTEM)
        for number in range(_CLIENTS):
            work.staff.add(_member(number))
        for number in range(_CLIENTS):
            who = citizen(id=identity(f"bench citizen {number}"), identifiers=())
            work.citizens.add(who)
            made = plan(who.id, id=_plan_id(number), coordinator=_member(number).id, deputy=None,
                        goals=(), participants=(), consents=(), events=(), authors=frozenset())  # fmt: skip
            work.plans.add(made)
        work.commit()
    engine.dispose()
    with psycopg.connect(address, autocommit=True) as line:
        for number in range(_CLIENTS):
            login = sql.Identifier(_member(number).login)
            line.execute(sql.SQL("CREATE ROLE {} LOGIN IN ROLE samplan_staff").format(login))
