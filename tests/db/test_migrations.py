"""The migrations: tables and revisions agree, each goes both ways, on both engines."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text
from sqlmodel import SQLModel

from coordinator.store_errors import StoreNewer, StoreNotUpgraded
from coordinator.use_cases.signing_in import SYSTEM
from db import schema
from db.engine import create_local, open_local
from db.unit_of_work import SqlUnitOfWork
from plans.log_chain import faults_in
from tests.builders import CLOCK
from tests.conftest import STORE_KEY

SCRIPTS = ScriptDirectory.from_config(schema.configuration())
REVISIONS = [each.revision for each in SCRIPTS.walk_revisions()][::-1]


@pytest.fixture(params=["sqlite", "postgres"])
def bare(request: pytest.FixtureRequest) -> Engine:
    """A store without tables."""
    engine: Engine = request.getfixturevalue(f"{request.param}_store")
    return engine


def run(engine: Engine, step: str, target: str) -> None:
    with schema._migrating(engine) as connection:
        getattr(command, step)(schema.configuration(connection), target)


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_tables_and_migrations_do_not_differ(bare):
    schema.upgrade(bare)
    with bare.connect() as connection:
        server = connection.dialect.name == "postgresql"

        def is_compared(_item: object, name: str | None, *_about: object) -> bool:
            return not (server and name in schema.LOCAL_INDEXES)

        options = {"compare_type": True, "include_object": is_compared}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_newest_revision_is_the_one_the_program_asks_for():
    assert SCRIPTS.get_heads() == [schema.REVISION]


def test_an_upgrade_of_the_newest_changes_nothing(bare):
    schema.upgrade(bare)
    schema.upgrade(bare)
    schema.require_current(bare)


def test_a_store_without_tables_must_be_upgraded(bare):
    assert schema.revision(bare) is None
    with pytest.raises(StoreNotUpgraded):
        schema.require_current(bare)


def test_a_store_of_a_newer_program_is_refused(bare):
    schema.upgrade(bare)
    with bare.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '20991231_later'"))
    with pytest.raises(StoreNewer):
        schema.require_current(bare)


def test_half_a_migration_leaves_nothing(bare):
    def stumble() -> Iterator[None]:
        with schema._migrating(bare) as connection:
            command.upgrade(schema.configuration(connection), "head")
            raise LookupError
        yield

    with pytest.raises(LookupError):
        next(stumble())
    assert tables(bare) == set()


def test_a_migration_that_leaves_rows_pointing_nowhere_is_undone(tmp_path):
    path = tmp_path / "store.db"
    create_local(path, STORE_KEY, schema.upgrade)
    engine = open_local(path, STORE_KEY)
    row = (
        "INSERT INTO recent (staff_id, citizen_id, at)"
        " VALUES ('0', '1', '2026-01-01 00:00:00.000000')"
    )
    with (
        pytest.raises(AssertionError, match="point nowhere"),
        schema._migrating(engine) as connection,
    ):
        connection.exec_driver_sql(row)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM recent").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


@pytest.mark.parametrize("path", sorted((schema._PLACE / "versions").glob("*.py")), ids=str)
def test_a_migration_stands_by_itself(path: Path):
    """It must still run when our code and SQLModel have moved on."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import)
             for alias in node.names}  # fmt: skip
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} <= {
        "alembic", "sqlalchemy", *sys.stdlib_module_names,
    }  # fmt: skip


def test_every_revision_is_a_file_named_by_date_and_deed():
    assert set(REVISIONS) == schema.versions()
    assert all(each[:8].isdigit() and each[8] == "_" for each in REVISIONS)


def test_new_columns_are_seen_as_a_difference():
    """The first test above must be able to fail."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert len(compare_metadata(context, SQLModel.metadata)) >= len(SQLModel.metadata.tables)
    engine.dispose()


def _put(engine: Engine, table: str, row_id: str, **values: object) -> None:
    stamp = {"id": row_id, "version": 1, "created_by": row_id, "changed_by": row_id}
    stamp |= {"created_at": "2026-01-01 00:00:00", "changed_at": "2026-01-01 00:00:00"}
    row = {**stamp, **values}
    marks = ", ".join(f":{name}" for name in row)
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"), row)


def _put_citizen_as_first(engine: Engine, row_id: str, *, protected: bool, special: bool) -> None:
    texts = ("sort_key", "street", "postcode", "town", "district_text", "name_source",
             "address_source", "phone", "email", "language")  # fmt: skip
    flags = ("birth_date_confirmed", "name_protected", "interpreter", "digital_exempt")
    _put(
        engine, "citizen", row_id, given_name="Bo", family_name="Testrup",
        address_protected=protected, special_protection=special,
        **dict.fromkeys(texts, ""), **dict.fromkeys(flags, False),
    )  # fmt: skip
    _put(
        engine, "citizen_source", row_id[::-1], citizen_id=row_id, service_area="social",
        given_name="Bo", family_name="Testrup", street="Skovvej 4", postcode="8999",
        town="Solbæk", district_text="Østskolen", protected=protected,
    )  # fmt: skip


def _places(engine: Engine, table: str) -> list[tuple[str, str, str]]:
    asked = f"SELECT id, street, district_text FROM {table} ORDER BY id"
    with engine.connect() as connection:
        lines = connection.execute(text(asked)).all()
    return [(str(row_id).replace("-", ""), *place) for row_id, *place in lines]


def test_what_sources_say_of_protected_citizens_moves_apart_and_back(bare):
    run(bare, "upgrade", "20261121_first")
    kim, bo, ida = (f"{number}" * 32 for number in (1, 2, 3))
    _put_citizen_as_first(bare, kim, protected=True, special=False)
    _put_citizen_as_first(bare, bo, protected=False, special=False)
    _put_citizen_as_first(bare, ida, protected=False, special=True)
    here, nowhere = ("Skovvej 4", "Østskolen"), ("", "")
    run(bare, "upgrade", "20261121_protected_sources")
    assert _places(bare, "citizen_source") == [(kim, *nowhere), (bo, *here), (ida, *nowhere)]
    assert _places(bare, "protected_source") == [(kim, *here), (ida, *here)]
    run(bare, "downgrade", "20261121_first")
    assert _places(bare, "citizen_source") == [(kim, *here), (bo, *here), (ida, *here)]


def test_search_words_are_put_beside_each_other_and_taken_apart(bare):
    run(bare, "upgrade", "20261121_begun_forms")
    bo = "2" * 32
    _put_citizen_as_first(bare, bo, protected=False, special=False)
    words = ("bo", "testrup", "12b", "1502779995")
    with bare.begin() as connection:
        for word in words:
            values = {"citizen_id": bo, "token": word, "sort_key": "testrup"}
            asked = "INSERT INTO search_token VALUES (:citizen_id, :token, :sort_key)"
            connection.execute(text(asked), values)

    def kept(names: str) -> list[tuple[str, ...]]:
        with bare.connect() as connection:
            found = connection.execute(text(f"SELECT {names} FROM search_token ORDER BY token"))
            return [tuple(line) for line in found]

    apart = [(word, "testrup") for word in sorted(words)]
    run(bare, "upgrade", "20261121_words_beside")
    assert kept("token, sort_key") == apart
    assert {frozenset(line[0].split(" ")) for line in kept("words")} == {
        frozenset(("", "~12b", *words))
    }
    run(bare, "downgrade", "20261121_begun_forms")
    assert kept("token, sort_key") == apart


def test_the_log_of_an_older_store_is_hashed_and_sealed_as_it_stands(bare):
    run(bare, "upgrade", "20261121_sources")
    row = {
        "at": "2026-01-02 03:04:05.000006", "staff_name": "Åse \x1f Prøve", "role": "caseworker",
        "action": "view", "subject": "plan", "why": "Vagt", "related": True,
    }  # fmt: skip
    citizens = (None, "7" * 32, "7" * 32)
    zone = "+00" if bare.dialect.name == "postgresql" else ""
    with bare.begin() as connection:
        for number, citizen in enumerate(citizens, start=1):
            values = {**row, "id": f"{number}" * 32, "staff_id": "8" * 32, "citizen_id": citizen}
            values["at"] += zone
            names = ", ".join(values)
            marks = ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO audit ({names}) VALUES ({marks})"), values)
    schema.upgrade(bare)
    with SqlUnitOfWork(bare, SYSTEM, CLOCK, writes=False) as work:
        seals, rows = work.sealed_log.seals(), list(work.sealed_log.rows())
    assert [(row.seal, row.staff_name, row.related) for row in rows] == [
        (1, "Åse \x1f Prøve", True)
    ] * 3
    assert [seal.rows for seal in seals] == [3]
    assert list(faults_in(seals, rows)) == []
