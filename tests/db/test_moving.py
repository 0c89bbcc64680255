"""A store moves to a server and back: everything, once, and nobody works in the old one."""

import shutil
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import Engine, make_url, text
from sqlmodel import SQLModel

from coordinator.move_errors import (
    MoveDiffers,
    MoveDraftsWaiting,
    MoveElsewhere,
    MoveNeedsServerLogin,
    MoveNewer,
    MoveNotBegun,
    MoveOlder,
    MoveOthersThere,
    MoveRowRefused,
    MoveSameKind,
    MoveTargetFull,
    StoreArriving,
    StoreMoved,
    StoreMoving,
)
from coordinator.moves import TableSum
from coordinator.ports import AuditAction
from coordinator.store_errors import StoreAway, StoreNewer, StoreUnavailable
from coordinator.stores import Unlocking
from coordinator.use_cases.signing_in import SYSTEM
from db import move_tables, schema
from db.engine import open_local, open_shared
from db.envelope import Envelope
from db.errors import translated
from db.journal import local_journal
from db.keys import Secrets, demo_key_path, unlock
from db.move_tables import STAYS, canonical, moving_tables
from db.places import parse_place
from db.recovery_code import new_code
from db.store_house import SqlStores
from plans.log_chain import faults_in
from tests import filled, houses
from tests.builders import CLOCK, METTE, citizen, full_plan
from tests.conftest import STORE_KEY
from tests.houses import SqlHouse

NOTHING = Unlocking()
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
PHRASE = Unlocking("syv små grise går hjem")


class Killed(Exception):
    """The program ended here."""


class Watcher:
    """Sees what is told of a move, and may end it after so many batches."""

    def __init__(self, batches: int | None = None) -> None:
        self.codes: list[str] = []
        self.rows = 0
        self.tables: list[TableSum] = []
        self._left = batches

    def made(self, recovery_code: str) -> None:
        self.codes.append(recovery_code)

    def copied(self, table: str, rows: int) -> None:
        self.rows += rows
        if self._left is not None:
            self._left -= rows > 0
            if self._left <= 0:
                raise Killed

    def compared(self, table: TableSum) -> None:
        self.tables.append(table)


@pytest.fixture
def stores() -> SqlStores:
    return SqlStores(CLOCK)


@pytest.fixture(scope="module")
def _full_store(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A local store with rows in every table, and with a plan of Mette's."""
    path = tmp_path_factory.mktemp("full") / "samplan.db"
    shutil.copy(_sqlite_template, path)
    Envelope.around(STORE_KEY, uuid4(), new_code(), demo=True).write(path)
    demo_key_path(path).write_text(STORE_KEY.hex())
    engine = engine_of(str(path))
    with SqlHouse(engine).begin(SYSTEM, True) as work:
        work.citizens.add(citizen())
        work.commit()
    with SqlHouse(engine).begin(METTE, True) as work:
        work.plans.add(full_plan())
        work.commit()
    filled.fill(engine)
    engine.dispose()
    return path


@pytest.fixture
def old(_full_store: Path, tmp_path: Path) -> str:
    """A copy of that store."""
    shutil.copytree(_full_store.parent, tmp_path / "old")
    return str(tmp_path / "old" / "samplan.db")


def engine_of(place: str, given: Unlocking = NOTHING) -> Engine:
    return open_local(Path(place), unlock(Path(place), Secrets(given.passphrase)))


def content_of(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    try:
        return filled.content(engine)
    finally:
        engine.dispose()


def test_every_table_moves_or_says_why_it_stays():
    moving = [each.name for each in moving_tables()]
    assert {*moving, *STAYS} == set(SQLModel.metadata.tables)
    assert not set(moving) & set(STAYS)
    for place, each in enumerate(moving_tables()):
        points_to = {key.column.table.name for key in each.table.foreign_keys}
        assert points_to <= {*moving[:place], each.name}


def logs(stores: SqlStores, place: str, given: Unlocking = NOTHING) -> list[str]:
    """See that a store is whole, and verify its log; give what it tells of moves."""
    with closing(stores.open(place, given)) as store, store.begin(SYSTEM, False) as work:
        rows = list(work.sealed_log.rows())
        assert list(faults_in(work.sealed_log.seals(), rows)) == []
        assert store.problems() == ()
    assert all(row.seal for row in rows)
    return [row.why for row in rows if row.action == AuditAction.MOVE]


def changed(address: str, **parts: str) -> str:
    return make_url(address).set(**parts).render_as_string(hide_password=False)


def test_a_store_moves_to_a_server_and_back(stores, old, postgres_url, tmp_path, monkeypatch):
    monkeypatch.setattr(move_tables, "_AT_ONCE", 2)
    first = content_of(engine_of(old))
    to_the_server(stores, old, postgres_url)
    to_a_pc(stores, postgres_url, back := str(tmp_path / "back" / "samplan.db"))
    last = content_of(engine_of(back, PHRASE))
    # The log and its seals went on; all else is as it was.
    for table in ("audit", "audit_seal", "operation"):
        grown = last.pop(table)
        assert [row for row in grown if row in first[table]] == first.pop(table)
    assert last == first


def to_the_server(stores: SqlStores, old: str, address: str) -> None:
    server = parse_place(address).shown
    # Broken off and cut, it goes on where it was; meanwhile nobody opens either.
    seen = [Watcher(5), Cutting(40, address), Watcher()]
    for each, why in zip(seen, (Killed, StoreAway), strict=False):
        with pytest.raises(why):
            stores.move(old, address, NOTHING, each)
    with pytest.raises(StoreMoving) as told:
        stores.open(old, NOTHING)
    assert told.value.facts == {"path": old, "place": server}
    for open_it in (stores.open, lambda *given: stores.upgrade(*given, NOW)):
        with pytest.raises(StoreArriving):
            open_it(address, NOTHING)
    with pytest.raises(MoveElsewhere):
        stores.move(old, changed(address, database="another"), NOTHING, Watcher())

    before = content_of(engine_of(old))
    moved = stores.move(old, address, NOTHING, seen[2])
    assert sum(each.rows for each in seen) == moved.rows == sum(map(len, before.values()))
    assert {each.table: each.rows for each in moved.tables} == {
        name: len(rows) for name, rows in before.items()
    }
    assert moved.tables == tuple(seen[2].tables)
    assert all(each.rows for each in moved.tables)
    assert (moved.log_faults, moved.left[0]) == (0, Path(old))
    here = content_of(open_shared(address))
    # The new store's log goes on with the row of its arrival, and with its seal.
    arrived, seal = here["audit"].pop(), here["audit_seal"].pop()
    assert here == before
    assert moved.seal is not None
    head = moved.seal.number, moved.seal.hash
    assert (before["audit_seal"][-1][::5], seal[4], arrived[5]) == (head, head[1], "move")
    assert logs(stores, address) == [
        f"to {server}", f"from samplan.db: {moved.rows} rows, seal {head[0]} {head[1]}"
    ]  # fmt: skip
    # Broken off before the very last mark, it ends without another copy.
    with engine_of(old).begin() as connection:
        connection.execute(text("UPDATE store_move SET state = 'under_way', ended_at = NULL"))
    late = stores.move(old, address, NOTHING, Watcher())
    assert (late.tables, late.rows) == ((), 0)
    for again in (stores.open, lambda *given: stores.move(given[0], address, NOTHING, seen[0])):
        with pytest.raises(StoreMoved) as told:
            again(old, NOTHING)
        assert told.value.facts == {"path": old, "place": server}


def to_a_pc(stores: SqlStores, address: str, back: str) -> None:
    mettes, loads = (changed(address, username=login) for login in ("mette", "system"))
    with houses.logins(engine := open_shared(address), address) as persons:
        asleep = stores.open(mettes, NOTHING)
        asleep.engine.dispose()
        # The walls stand, and what they derive from rows is there.
        assert hers(persons["mette"]) == 1
        with pytest.raises(MoveOthersThere) as told:
            stores.move(address, back, PHRASE, Watcher())
        assert told.value.facts["logins"] == "mette"
    with pytest.raises(MoveNeedsServerLogin):
        stores.move(mettes, back, PHRASE, Watcher())
    assert not Path(back).exists()

    seen = Watcher(60)
    with pytest.raises(Killed):
        stores.move(address, back, PHRASE, seen)
    (code,) = seen.codes
    for each in (mettes, loads, address):
        with pytest.raises(StoreMoving):
            stores.open(each, NOTHING)
    nothing_passes(persons)
    # A window that slept meanwhile is told as it comes back, and again when it may go on.
    with pytest.raises(StoreMoving), asleep.begin(METTE, False) as work:
        work.staff.get(METTE.id)
    drop, change = "DROP TRIGGER audit_seal_keeps_content", "UPDATE audit_seal SET root = {}"
    late = Tampering(back, moving_tables()[-1].name, drop, change.format("root || 'x'"))
    with pytest.raises(MoveDiffers) as told:
        stores.move(address, back, PHRASE, late)
    assert told.value.facts["what"] == "audit_seal"
    assert "0 ✗" in str(told.value.facts["here"])
    early = Tampering(
        back,
        "audit",
        change.format("substr(root, 1, 64)"),
        "UPDATE citizen SET town = 'By' WHERE town = ''",
    )
    with pytest.raises(MoveDiffers) as told:
        stores.move(address, back, PHRASE, early)
    assert told.value.facts["what"] == "citizen"
    for each in Path(back).parent.iterdir():
        each.unlink()
    before = content_of(engine)
    moved = stores.move(address, back, PHRASE, again := Watcher())
    assert (len(again.codes), again.codes == [code]) == (1, False)
    here = content_of(engine_of(back, PHRASE))
    del here["audit"][-1], here["audit_seal"][-1]
    assert here == before
    assert len(logs(stores, back, PHRASE)) == 4
    assert (moved.left, moved.log_faults) == ((), 0)
    with pytest.raises(StoreMoved):
        stores.open(mettes, NOTHING)
    # And a way back: the walls are raised again.
    assert stores.cancel_move(address, NOTHING) == back
    stores.open(mettes, NOTHING).close()
    assert hers(persons["mette"]) == 1
    with asleep.begin(METTE, False) as work:
        assert work.staff.get(METTE.id) == METTE
    set_revision(address, "20991231_later")
    asleep.engine.dispose()
    with pytest.raises(StoreNewer), asleep.begin(METTE, False) as work:
        work.staff.get(METTE.id)
    set_revision(address, schema.REVISION)
    asleep.close()
    with pytest.raises(MoveNotBegun):
        stores.cancel_move(address, NOTHING)
    engine.dispose()
    persons["mette"].dispose()
    with pytest.raises(MoveTargetFull):
        stores.move(address, back, PHRASE, Watcher())


def set_revision(address: str, revision: str) -> None:
    with psycopg.connect(address) as line:
        line.execute("UPDATE alembic_version SET version_num = %s", (revision,))


def hers(engine: Engine) -> int:
    """Count the citizens with a plan that somebody sees."""
    asked = "SELECT count(*) FROM citizen JOIN joint_plan ON citizen_id = citizen.id"
    with engine.connect() as line:
        found: int = line.execute(text(asked)).scalar_one()
    return found


def nothing_passes(persons: dict[str, Engine]) -> None:
    """See that a store that moves is closed, whatever program somebody comes with."""
    for login, deed in (
        ("system", "INSERT INTO operation VALUES (gen_random_uuid(), now(), true)"),
        ("system", "INSERT INTO search_token VALUES ('a', 'b', gen_random_uuid(), 'c')"),
        ("system", "SELECT FROM citizen"),
        ("mette", "SELECT FROM staff"),
        ("mette", "SELECT access.me()"),
    ):
        with pytest.raises(StoreUnavailable), translated(), persons[login].begin() as line:
            line.execute(text(deed))
    for login in ("mette", "system"):
        persons[login].dispose()


class Cutting(Watcher):
    """Cuts every line to the server after so many batches."""

    def __init__(self, batches: int, address: str) -> None:
        super().__init__()
        self._batches, self._address = batches, address

    def copied(self, table: str, rows: int) -> None:
        super().copied(table, rows)
        self._batches -= rows > 0
        if self._batches == 0:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            with closing(psycopg.connect(self._address)) as line:
                line.execute(f"{cut} AND datname = current_database()")


class Tampering(Watcher):
    """Somebody with the key of the new store writes in it while it is compared."""

    def __init__(self, place: str, after: str, *statements: str) -> None:
        super().__init__()
        self._place, self._after, self._statements = place, after, statements

    def compared(self, table: TableSum) -> None:
        if table.table != self._after:
            return
        engine = engine_of(self._place, PHRASE)
        with engine.begin() as connection:
            for statement in self._statements:
                connection.execute(text(statement))
        engine.dispose()


def test_what_cannot_move_is_refused_and_the_store_stays_open(stores, old, shared_house):
    full = shared_house.engine.url.render_as_string(hide_password=False)
    with pytest.raises(MoveTargetFull):
        stores.move(old, full, NOTHING, Watcher())
    with pytest.raises(MoveSameKind):
        stores.move(old, f"{old}.new", NOTHING, Watcher())
    stores.open(old, NOTHING).close()
    with pytest.raises(MoveNotBegun):
        stores.cancel_move(old, NOTHING)


def test_nothing_that_was_typed_is_left_behind(stores, old):
    journal = local_journal(Path(old), unlock(Path(old), Secrets()))
    journal.of(METTE.id).keep(full_plan().id, {"own_words": b"Jeg vil"}, NOW)
    journal.close()
    with pytest.raises(MoveDraftsWaiting) as told:
        stores.move(old, "postgresql://localhost/samplan", NOTHING, Watcher())
    assert told.value.facts == {"count": 1, "path": Path(f"{old}.drafts")}


@pytest.mark.parametrize(
    ("revision", "refusal"), [("20991231_later", MoveNewer), ("20261121_walls", MoveOlder)]
)
def test_a_store_of_another_program_is_refused(stores, old, revision, refusal):
    with engine_of(old).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
    with pytest.raises(refusal) as told:
        stores.move(old, "postgresql://localhost/samplan", NOTHING, Watcher())
    assert old in told.value.sentence


def test_a_text_that_a_server_cannot_keep_is_named_by_its_table(shared_house):
    (setting,) = (each for each in moving_tables() if each.name == "setting")
    row = [filled.value(setting.table, column, 0) for column in setting.table.columns]
    row[-1] = "before\0after"
    with (
        pytest.raises(MoveRowRefused) as told,
        shared_house.engine.connect() as connection,
    ):
        setting.write(connection, [row], "here")
    assert told.value.facts == {"table": "setting", "path": "here"}


def test_rows_have_the_same_hash_only_where_they_are_the_same():
    rows = [
        ("a", "b"), ("ab", ""), ("", "ab"), ("a", "b\n"), (None, "ab"), ("None", "ab"), (1, "ab"),
        (True, "ab"), ("1", "ab"), (b"1", "ab"), (date(2026, 1, 1), ""), ("2026-01-01", ""),
        (datetime(2026, 1, 1, tzinfo=UTC), ""), (Decimal(1), "ab"), (UUID(int=1), "ab"),
    ]  # fmt: skip
    assert len({canonical(row) for row in rows}) == len(rows)
    copenhagen = timezone(timedelta(hours=1))
    assert canonical((datetime(2026, 1, 1, 1, tzinfo=copenhagen), Decimal("1.50"))) == canonical(
        (datetime(2026, 1, 1, tzinfo=UTC), Decimal("1.5"))
    )
