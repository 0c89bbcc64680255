"""Every revision goes up, down and up with rows in each table, and through the server's walls."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Connection, Engine, MetaData, Table, inspect, make_url, text
from sqlalchemy import types as kinds
from sqlmodel import SQLModel

from coordinator.server_errors import StoreForbids, UpgradeIsTheServers
from coordinator.store_errors import StoreNewer, StoreNotUpgraded, StoreUnavailable
from coordinator.stores import Unlocking
from db import schema, walls
from db.backup import backups_of
from db.engine import open_local, open_shared
from db.errors import translated
from db.keys import Secrets, unlock
from db.store_house import SqlStores
from tests import houses, postgres
from tests.builders import CLOCK

SCRIPTS = ScriptDirectory.from_config(schema.configuration())
REVISIONS = [each.revision for each in SCRIPTS.walk_revisions()][::-1]
ROWS = 3
PASSWORD = "korrekt hest batteri"
NOW = datetime(2026, 3, 4, 5, 6, 7, 8, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgres"])
def bare(request: pytest.FixtureRequest) -> Engine:
    """A store without tables."""
    engine: Engine = request.getfixturevalue(f"{request.param}_store")
    return engine


def step(engine: Engine, deed: str, target: str) -> None:
    """Go up or down as an upgrade does: with the walls away."""
    with schema._migrating(engine) as connection:
        walls.take_down(connection)
        getattr(command, deed)(schema.configuration(connection), target)


def counted(engine: Engine) -> dict[str, int]:
    names = set(inspect(engine).get_table_names()) - {"alembic_version"}
    every = " UNION ALL ".join(f"SELECT '{each}', count(*) FROM \"{each}\"" for each in names)
    with engine.connect() as connection:
        return dict(connection.exec_driver_sql(every).all()) if names else {}


def fill(engine: Engine, stage: int) -> None:
    """Put rows in every empty table: each column has a value, and each key points at a row."""
    empty = [name for name, rows in counted(engine).items() if rows == 0]
    with engine.begin() as connection:
        known = MetaData()
        known.reflect(connection, only=empty)
        for table in known.sorted_tables:
            if table.name in empty:
                rows = [_row(connection, table, stage * ROWS + each) for each in range(ROWS)]
                connection.execute(table.insert(), rows)


def _row(connection: Connection, table: Table, number: int) -> dict[str, object]:
    row: dict[str, object] = {}
    for column in table.columns:
        if column.foreign_keys:
            (key,) = column.foreign_keys
            if key.column.table is table:
                continue  # a row that follows another of its kind
            there = connection.execute(key.column.table.select()).mappings().all()
            row[column.name] = there[number % len(there)][key.column.name]
        else:
            row[column.name] = _value(column.type, f"{table.name}.{column.name}", number)
    return row


def _value(kind: kinds.TypeEngine[Any], name: str, number: int) -> object:
    made: dict[type, Callable[[], object]] = {
        kinds.Uuid: lambda: UUID(int=number + 1),
        kinds.CHAR: lambda: f"{number + 1:032x}",
        kinds.DateTime: lambda: NOW,
        kinds.Date: lambda: date(2026, 3, number % 27 + 1),
        kinds.Boolean: lambda: number % 2 == 0,
        kinds.Integer: lambda: number + 1,
        kinds.LargeBinary: lambda: b"%d" % number,
        JSON: list,
        kinds.String: lambda: f"{name} {number}",
    }
    return next(make() for sort, make in made.items() if isinstance(kind, sort))


# What a revision took away for good: rows that were shipped, and are now in a list of their own.
NOT_BACK = {"code"}


def test_each_revision_goes_up_down_and_up_again_with_rows(bare, monkeypatch):
    # Alembic would read every revision's file again for each step.
    monkeypatch.setattr(ScriptDirectory, "from_config", lambda _config: SCRIPTS)
    filled: dict[str, dict[str, int]] = {}
    for stage, revision in enumerate(REVISIONS):
        step(bare, "upgrade", revision)
        fill(bare, stage)
        filled[revision] = counted(bare)
        assert all(filled[revision].values()), revision
    schema.upgrade(bare)  # on a server it raises the walls, which the first step takes away
    assert counted(bare) == filled[schema.REVISION]
    for revision in REVISIONS[-2::-1]:
        step(bare, "downgrade", revision)
        left = counted(bare)
        assert left.keys() == filled[revision].keys(), revision
        gone = {table for table, rows in left.items() if rows != filled[revision][table]}
        assert gone <= NOT_BACK, revision
    step(bare, "downgrade", "base")
    assert counted(bare) == {}
    schema.upgrade(bare)
    assert counted(bare).keys() == SQLModel.metadata.tables.keys()


def test_an_old_event_of_a_return_tells_no_more_what_was_remarked_at_a_part(bare):
    step(bare, "upgrade", "20261121_store_move")
    fill(bare, 0)
    with bare.begin() as connection:
        ask = partial(_ask, connection)
        (event, plan, by) = ask("SELECT id, plan_id, by_id FROM plan_event LIMIT 1")[0]
        (statement,) = ask("SELECT id FROM statement LIMIT 1")[0]
        about = {"": (None, "Uddyb målet."), "statement": (statement, "Drikker igen.")}
        remarks = [each for (each,) in ask("SELECT id FROM plan_remark")]
        for place, (remark, kind) in enumerate(zip(remarks, about, strict=False)):
            ask(
                "UPDATE plan_remark SET plan_id = :plan, by_id = :by, at = :at, place = :place,"
                " part_kind = :kind, part_id = :part, text = :text WHERE id = :id",
                plan=plan, by=by, at=NOW, place=place, kind=kind, part=about[kind][0],
                text=about[kind][1], id=remark,
            )  # fmt: skip
        said = "Uddyb målet.\nDrikker igen."
        ask(
            "UPDATE plan_event SET kind = 'returned', text = :said WHERE id = :id",
            said=said,
            id=event,
        )
    told = "Uddyb målet.\n1 bemærkning står ved en del af planen."
    for _time in range(2):
        step(bare, "upgrade", "20261121_event_words")
        with bare.begin() as connection:
            found = _ask(connection, "SELECT text FROM plan_event WHERE id = :id", id=event)
        assert found == [(told,)]
        step(bare, "downgrade", "20261121_store_move")


def _ask(connection: Connection, statement: str, **values: object) -> list[tuple[Any, ...]]:
    found = connection.execute(text(statement), values)
    return [tuple(row) for row in found] if found.returns_rows else []


def older_and_newer() -> dict[str, type[StoreUnavailable]]:
    return {REVISIONS[-2]: StoreNotUpgraded, "20991231_later": StoreNewer}


@pytest.fixture
def theirs(own_server: postgres.Server, postgres_store: Engine) -> Iterator[str]:
    """The address of a shared store for a case worker's PC; the password is ``PASSWORD``."""
    houses.build(postgres_store)
    login = "ny" + uuid4().hex[:6]
    with psycopg.connect(own_server.address, autocommit=True) as line:
        postgres.hire(line, login, PASSWORD)
        yield own_server.by_tls(login, str(postgres_store.url.database))
    with psycopg.connect(own_server.address, autocommit=True) as line:
        line.execute(f"DROP OWNED BY {login}")
        line.execute(f"DROP ROLE {login}")


def set_revision(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


def test_a_case_worker_is_told_of_a_store_of_another_program(theirs, postgres_store):
    stores, given = SqlStores(CLOCK), Unlocking(password=PASSWORD)
    for revision, kind in older_and_newer().items():
        set_revision(postgres_store, revision)
        with pytest.raises(kind):
            stores.open(theirs, given)
        with pytest.raises(UpgradeIsTheServers):
            stores.upgrade(theirs, given, NOW)
        assert schema.revision(postgres_store) == revision


def test_a_store_without_walls_shows_a_login_its_revision_and_no_row(theirs, postgres_store):
    step(postgres_store, "downgrade", REVISIONS[-2])
    with pytest.raises(StoreNotUpgraded):
        SqlStores(CLOCK).open(theirs, Unlocking(password=PASSWORD))
    address = make_url(str(postgres_store.url)).set(username=make_url(theirs).username)
    line = open_shared(address.render_as_string(hide_password=False))
    for table in counted(postgres_store):
        with pytest.raises(StoreForbids), translated(), line.connect() as connection:
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
    line.dispose()


def test_no_older_program_brings_a_newer_store_up(bare):
    schema.upgrade(bare)
    set_revision(bare, "20991231_later")
    with pytest.raises(StoreNewer):
        schema.upgrade(bare)
    assert schema.revision(bare) == "20991231_later"


def test_a_newer_local_store_is_not_even_backed_up(tmp_path):
    path = tmp_path / "samplan.db"
    stores = SqlStores(CLOCK)
    stores.create(str(path), Unlocking(), demo=True)
    engine = open_local(path, unlock(path, Secrets()))
    set_revision(engine, "20991231_later")
    engine.dispose()
    with pytest.raises(StoreNewer):
        stores.upgrade(str(path), Unlocking(), NOW)
    assert backups_of(path) == ()
