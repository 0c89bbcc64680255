"""What a shared store takes as it grows, behind its walls and without them."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Final
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy import Engine, make_url

from coordinator.desk import Desk
from coordinator.use_cases import opening, planning, worklists
from db import schema
from db.engine import as_person, open_shared
from db.unit_of_work import SqlUnitOfWork
from plans.parts import OwnWords
from plans.people import StaffMember
from tests import postgres
from tests.bench.figures import Line, percentile, timed
from tests.bench.measures import searches
from tests.bench.synthetic import BIG_PLAN, CLOCK, ME, citizen_id, fill
from tests.houses import UnloggedWork

_SMALL_PLAN: Final = UUID(int=5000)
_GROWN: Final = 1.5
# An office's server has room for the indexes that everybody walks; it is filled as quickly as goes,
# and then waits for the disk at each commit, as in use.
_SETTINGS: Final = (
    "shared_buffers = 1GB\nmax_wal_size = 8GB\nwal_level = minimal\nmax_wal_senders = 0\n"
    "maintenance_work_mem = 512MB\n"
)
_TARGETS: Final = {"search p99": 10, "open plan of 200 + 200 p95": 150, "save one field p95": 100}


Begin = Callable[[StaffMember, bool], UnloggedWork]


@dataclass(frozen=True, slots=True)
class _Server:
    """A store on a server with so many citizens; ``engine`` passes by every wall."""

    engine: Engine
    citizens: int

    def begin(self, member: StaffMember, writes: bool) -> UnloggedWork:
        """Begin a piece of work past the walls."""
        return UnloggedWork(self.engine, member, CLOCK, writes=writes)


def growth(*sizes: int) -> Iterator[Line]:
    """Measure one case worker at each size, with the walls beside without, and what grew."""
    found: list[tuple[int, dict[str, float]]] = []
    for size in sizes:
        with _server(size) as (walled, open_):
            with_, without = _figures(walled, size), _figures(open_, size)
        found.append((size, with_))
        for what, figure in with_.items():
            target = _TARGETS.get(what)
            yield Line(
                f"shared: {what}, {size:,}", figure, "ms", target, False, "no walls", without[what]
            )
    (small, first), *grown = found
    for size, figures in grown:
        for what, figure in figures.items():
            name = f"shared: growth {small:,} → {size:,}: {what}"
            beside = f"from {first[what]:.3g} ms"
            yield Line(name, figure / first[what], "×", _GROWN, False, beside)


@contextmanager
def _server(citizens: int) -> Iterator[tuple[Desk, Desk]]:
    """Fill a store on a server of its own; give a desk behind the walls and one past them."""
    with server_of(citizens, ME, lambda _begin: None) as (walled, open_, _begin):
        yield walled, open_


@contextmanager
def server_of(
    citizens: int, member: StaffMember, add: Callable[[Begin], None]
) -> Iterator[tuple[Desk, Desk, Begin]]:
    """Do the same for somebody who is put in with ``add``, and give the way past the walls."""
    folder = Path(tempfile.mkdtemp(prefix="samplan-pg-"))
    made = postgres.make(folder)
    with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(_SETTINGS)
    process = postgres.start(made)
    try:
        with postgres.fresh_database(made.address) as address:
            engine = open_shared(address)
            schema.upgrade(engine)
            fill(_Server(engine, min(citizens, _PATTERN)))
            _multiply(address, citizens // _PATTERN)
            begin = _Server(engine, citizens).begin
            add(begin)
            # What is derived is derived again from all of it.
            schema.upgrade(engine)
            made.set(fsync="on", synchronous_commit="on")
            with psycopg.connect(address, autocommit=True) as line:
                role = sql.SQL("CREATE ROLE {} LOGIN IN ROLE samplan_staff")
                line.execute(role.format(sql.Identifier(member.login)))
                line.execute("VACUUM ANALYZE")
            url = make_url(address).set(username=member.login)
            mine = as_person(open_shared(url.render_as_string(hide_password=False)))
            yield _desk(mine, member, walled=True), _desk(engine, member, walled=False), begin
            for each in (mine, engine):
                each.dispose()
    finally:
        postgres.stop(process)
        shutil.rmtree(folder, ignore_errors=True)


# Citizens that are made one by one; a server makes the rest of them.
_PATTERN: Final = 2_000
# How many of each of their case workers share the others.
_COLLEAGUES: Final = 90
_COPIED: Final = (
    "citizen", "citizen_identifier", "citizen_source", "case_file", "search_token", "joint_plan",
    "own_words", "goal", "intervention", "task", "consent", "plan_event", "audit",
)  # fmt: skip
# The log of the shared store has so many copies of its rows: a million in all.
_LOGGED: Final = 50
_COPY_OF: Final = "md5(t.{column}::text || n)::uuid"
_COLLEAGUE_OF: Final = f"md5(t.{{column}}::text || n % {_COLLEAGUES})::uuid"
_MADE: Final = {
    **dict.fromkeys(("id", "citizen_id", "plan_id", "goal_id", "intervention_id"), _COPY_OF),
    **dict.fromkeys(("caseworker_id", "coordinator_id", "assignee_id", "owner_id"), _COLLEAGUE_OF),
    "value": "substr(md5(t.{column} || n), 1, 20)",
    "login": "t.{column} || '-' || n",
}


def _multiply(address: str, times: int) -> None:
    """Copy everybody again and again, with other ids, numbers and case workers."""
    with psycopg.connect(address) as line:
        line.execute("SET session_replication_role = replica")
        again = _bare(line)
        _copy(line, "staff", f"0, {_COLLEAGUES - 1}", "t.login LIKE 'log%%'")
        for table in _COPIED:
            # The big plan is one of its kind.
            only = "true" if table not in _OF_PLAN else f"t.{_OF_PLAN[table]} <> '{BIG_PLAN}'"
            copies = min(times - 1, _LOGGED) if table == "audit" else times - 1
            _copy(line, table, f"1, {copies}", only)
        for statement in again:
            line.execute(statement.encode())


def _bare(line: psycopg.Connection) -> list[str]:
    """Take keys and indexes off the tables; give what makes them again, in order.

    One row at a time, a million rows would wait for each of their indexes.
    """
    again = []
    for kinds in ("f", "pu"):
        for table, name, what in line.execute(_KEYS, (list(_COPIED), list(_COPIED), list(kinds))):
            line.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}".encode())
            again.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} {what}")
    for name, what in line.execute(_INDEXES, (list(_COPIED),)):
        line.execute(f"DROP INDEX {name}".encode())
        again.append(what)
    return again[::-1]


_KEYS: Final = (
    "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE (conrelid::regclass::text = ANY (%s)"
    " OR confrelid::regclass::text = ANY (%s)) AND contype::text = ANY (%s) ORDER BY 1, 2"
)
_INDEXES: Final = (
    "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
    " WHERE indrelid::regclass::text = ANY (%s) ORDER BY 1"
)


_OF_PLAN: Final = {
    "joint_plan": "id",
    **dict.fromkeys(
        ("own_words", "goal", "intervention", "task", "consent", "plan_event"), "plan_id"
    ),
}


def _copy(line: psycopg.Connection, table: str, span: str, only: str) -> None:
    columns = [
        name for (name,) in line.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = %s", (table,)
        )
    ]  # fmt: skip
    made = ", ".join(_MADE.get(each, "t.{column}").format(column=each) for each in columns)
    names = ", ".join(columns)
    copied = (
        f"INSERT INTO {table} ({names}) SELECT {made} FROM {table} t, generate_series({span}) n"
    )
    line.execute(f"{copied} WHERE {only}".encode().replace(b"%%", b"%"))


def _desk(engine: Engine, member: StaffMember, *, walled: bool) -> Desk:
    def begin(who: StaffMember, writes: bool) -> SqlUnitOfWork:
        return SqlUnitOfWork(engine, who, CLOCK, writes=writes)

    return Desk(member, begin, CLOCK, walled=walled)


def _figures(desk: Desk, citizens: int) -> dict[str, float]:
    opening.open_citizen(desk, citizen_id(1))
    taken = []
    worklists.find_citizens(desk, "xyz")
    for text in searches(citizens):
        start = time.perf_counter()
        worklists.find_citizens(desk, text)
        taken.append((time.perf_counter() - start) * 1000)

    def p95(deed: Callable[[], object], times: int) -> float:
        return percentile(timed(deed, times, warm=3), 95)

    return {
        "search p99": percentile(taken, 99),
        "open plan of 200 + 200 p95": p95(lambda: opening.open_citizen(desk, citizen_id(0)), 40),
        "save one field p95": p95(_saving(desk), 100),
        "my day p95": p95(lambda: worklists.my_day(desk), 40),
    }


def _saving(desk: Desk) -> Callable[[], None]:
    seen = opening.read_plan(desk, _SMALL_PLAN).own_words
    wishes = cycle((OwnWords("Jeg vil sove."), OwnWords("Jeg vil arbejde.")))

    def save() -> None:
        nonlocal seen
        words = next(wishes)
        planning.write_own_words(desk, _SMALL_PLAN, seen, words)
        seen = words

    return save
