"""The local store's file: made whole, opened with its key, and never mistaken."""

import contextlib
import errno
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from coordinator import move_errors, server_errors, store_errors
from coordinator.i18n import use_language
from coordinator.store_errors import (
    StoreAway,
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreFull,
    StoreNotThere,
    StoreReadOnly,
    StoreUnavailable,
)
from db.engine import checked, connect, create_local, health, open_local, writer
from db.errors import ConstraintBroken, translated

KEY = bytes(range(32))

pytestmark = pytest.mark.usefixtures("as_in_use")


def with_table(engine: Engine) -> None:
    with writer(engine).begin() as connection:
        connection.execute(text("CREATE TABLE notes (id INTEGER PRIMARY KEY, line TEXT UNIQUE)"))


def add(engine: Engine, line: str) -> None:
    with writer(engine).begin() as connection:
        connection.execute(text("INSERT INTO notes (line) VALUES (:line)"), {"line": line})


def lines(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT line FROM notes ORDER BY id")).scalars())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    create_local(tmp_path / "s.db", KEY, with_table)
    return tmp_path / "s.db"


@pytest.fixture
def engine(store: Path):
    opened = open_local(store, KEY)
    yield opened
    opened.dispose()


def test_what_is_committed_is_there_after_reopening(store: Path, engine: Engine) -> None:
    add(engine, "Smørrebrød")
    engine.dispose()
    again = open_local(store, KEY)
    assert lines(again) == ["Smørrebrød"]
    again.dispose()


def test_the_file_shows_nothing_of_what_is_in_it(store: Path, engine: Engine) -> None:
    for number in range(200):
        add(engine, f"Kanariefugl {number}")
    files = [path.read_bytes() for path in store.parent.iterdir()]
    assert sum(map(len, files)) > 4096
    assert not any(
        word in data for data in files for word in (b"Kanariefugl", b"SQLite", b"notes", KEY)
    )


def test_every_connection_has_the_settings(engine: Engine) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "busy_timeout": 5000,
        "trusted_schema": 0,
    }
    with engine.connect() as one, engine.connect() as other:
        for connection in (one, other):
            assert {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted
            } == wanted


def test_nobody_else_on_the_machine_reads_the_file(store: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows keeps rights on the folder")
    assert store.stat().st_mode & 0o077 == 0


def test_a_store_is_not_created_over_anything(store: Path) -> None:
    before = store.read_bytes()
    with pytest.raises(StoreExists):
        create_local(store, bytes(32))
    assert store.read_bytes() == before


def test_a_store_whose_making_fails_is_not_there(tmp_path: Path) -> None:
    def fail(engine: Engine) -> None:
        with_table(engine)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        create_local(tmp_path / "s.db", KEY, fail)
    assert not (tmp_path / "s.db").exists()
    create_local(tmp_path / "s.db", KEY, with_table)
    assert [path.name for path in tmp_path.iterdir()] == ["s.db"]


def test_opening_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreNotThere):
        open_local(tmp_path / "s.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_vanishes_while_open_is_not_made_anew(store: Path, engine: Engine) -> None:
    store.unlink()
    with pytest.raises(StoreUnavailable), translated():
        engine.connect()
    assert not store.exists()


@pytest.mark.parametrize(
    "content", [b"", b"x", b"SQLite format 3\0" + bytes(4080), os.urandom(8192)]
)
def test_what_is_no_store_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s.db").write_bytes(content)
    with pytest.raises(StoreDamaged):
        open_local(tmp_path / "s.db", KEY)
    assert (tmp_path / "s.db").read_bytes() == content


def test_a_zeroed_header_is_damaged(store: Path) -> None:
    with store.open("rb+") as file:
        file.write(bytes(4096))
    with pytest.raises(StoreDamaged):
        open_local(store, KEY)


def test_an_encrypted_file_of_somebody_else_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    path.touch()
    with contextlib.closing(connect(path, KEY)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    with pytest.raises(StoreDamaged):
        open_local(path, KEY)


def test_a_key_of_another_length_is_our_mistake(store: Path) -> None:
    with pytest.raises(ValueError, match="31"):
        connect(store, bytes(31))


def test_a_writer_takes_the_pen_at_once_and_others_wait(store: Path, engine: Engine) -> None:
    with writer(engine).begin(), contextlib.closing(checked(store, KEY)) as other:
        other.execute("PRAGMA busy_timeout=1")
        with pytest.raises(StoreBusy), translated():
            other.execute("BEGIN IMMEDIATE")


def test_a_reader_sees_one_moment(engine: Engine) -> None:
    add(engine, "before")
    with engine.connect() as reader:
        count = text("SELECT count(*) FROM notes")
        assert reader.execute(count).scalar() == 1
        add(engine, "after")
        assert reader.execute(count).scalar() == 1
    assert len(lines(engine)) == 2


def test_writers_on_many_threads_wait_for_each_other(engine: Engine) -> None:
    threads = [
        threading.Thread(target=lambda n=n: [add(engine, f"{n}.{i}") for i in range(20)])
        for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lines(engine)) == 120


def test_an_undone_transaction_leaves_nothing_not_even_a_table(engine: Engine) -> None:
    def half() -> None:
        with writer(engine).begin() as connection:
            connection.execute(text("CREATE TABLE half (x)"))
            connection.execute(text("INSERT INTO notes (line) VALUES ('x')"))
            raise KeyError

    with pytest.raises(KeyError):
        half()
    assert lines(engine) == []
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA table_list('half')").all() == []


def test_a_full_disk_is_told_and_nothing_is_lost(store: Path, engine: Engine) -> None:
    add(engine, "kept")
    with contextlib.closing(checked(store, KEY)) as small:
        pages = small.execute("PRAGMA page_count").fetchone()[0]
        small.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(StoreFull), translated():
            small.execute("INSERT INTO notes (line) VALUES (?)", ["x" * 50_000])
    assert lines(engine) == ["kept"]


def test_a_refused_row_names_its_columns_and_no_value(engine: Engine) -> None:
    add(engine, "secret-value")
    with pytest.raises(ConstraintBroken) as caught, translated():
        add(engine, "secret-value")
    assert caught.value.constraint == "notes.line"
    assert caught.value.__suppress_context__


def test_our_own_mistakes_pass_untranslated_and_without_values(engine: Engine) -> None:
    with pytest.raises(OperationalError) as caught, translated(), engine.connect() as connection:
        connection.execute(text("SELECT :x FROM no_such_table"), {"x": "secret-value"})
    assert "secret-value" not in str(caught.value)


def test_a_whole_store_is_healthy(engine: Engine) -> None:
    add(engine, "x")
    assert health(engine) == ()


def test_a_damaged_page_is_found(store: Path, engine: Engine) -> None:
    for number in range(500):
        add(engine, f"{number} " * 30)
    engine.dispose()
    with store.open("rb+") as file:
        file.seek(-3 * 4096 + 100, os.SEEK_END)
        file.write(b"\0" * 8)
    opened = open_local(store, KEY)
    assert health(opened)
    opened.dispose()


def test_a_row_without_its_parent_is_found(store: Path, engine: Engine) -> None:
    with contextlib.closing(checked(store, KEY)) as careless:
        careless.execute("PRAGMA foreign_keys=OFF")
        careless.execute("CREATE TABLE child (p INTEGER REFERENCES notes (id))")
        careless.execute("INSERT INTO child VALUES (99)")
    assert health(engine) == ("foreign key: child -> notes",)


COMMIT_FOR_EVER = """
import sys
from pathlib import Path
from sqlalchemy import text
from db.engine import open_local, writer
engine = writer(open_local(Path(sys.argv[1]), bytes(range(32))))
number = int(sys.argv[2])
while True:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO notes (line) VALUES (:a)"), {"a": f"{number}a"})
        connection.execute(text("INSERT INTO notes (line) VALUES (:b)"), {"b": f"{number}b"})
    print(number, flush=True)
    number += 1
"""


def test_a_kill_loses_nothing_acknowledged_and_tears_nothing(store: Path) -> None:
    chance, acknowledged = random.Random(7), -1
    for _ in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", COMMIT_FOR_EVER, str(store), str(acknowledged + 2)],
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdout is not None
            for _ in range(chance.randint(1, 40)):
                acknowledged = int(child.stdout.readline())
            child.kill()
            acknowledged = max([acknowledged, *map(int, child.stdout.read().split())])
        opened = open_local(store, KEY)
        found = lines(opened)
        assert f"{acknowledged}b" in found
        assert {line[:-1] for line in found if line.endswith("a")} == {
            line[:-1] for line in found if line.endswith("b")
        }
        assert health(opened) == ()
        opened.dispose()


def all_kinds(kind: type[StoreUnavailable] = StoreUnavailable) -> list[type[StoreUnavailable]]:
    below = (each for sub in kind.__subclasses__() for each in all_kinds(sub))
    # Some are of two kinds.
    return list(dict.fromkeys((kind, *below)))


@pytest.mark.parametrize("kind", all_kinds())
def test_every_failure_has_a_cause_and_a_way_out_and_keeps_its_facts_to_itself(
    kind: type[StoreUnavailable],
) -> None:
    use_language("en")
    about_servers = {"setting": "a=b", "allowed": "c", "host": "h", "name": "n", "version": 9}
    about_moves = {"place": "p", "logins": "l", "count": 3, "table": "t"} | {
        name: name for name in ("what", "here", "there")
    }
    failure = kind(
        path="/srv/lise/s.db", holder="7, PC-17", least=8, **about_servers, **about_moves
    )
    assert failure.cause.endswith(".")
    assert failure.way_out.endswith(".")
    assert failure.sentence == f"{failure.cause} {failure.way_out}"
    assert "{" not in failure.sentence
    assert str(failure) == kind.code
    assert "lise" not in repr(failure)


def test_every_failure_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in all_kinds()]
    assert len(codes) == len(set(codes))
    assert {store_errors.__name__, server_errors.__name__, move_errors.__name__} <= {
        kind.__module__ for kind in all_kinds()
    }


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, StoreFull), (errno.EROFS, StoreReadOnly), (errno.EIO, StoreAway)],
)
def test_what_the_disk_says_is_told(number: int, kind: type[StoreUnavailable]) -> None:
    with pytest.raises(kind), translated():
        raise OSError(number, "/srv/lise/s.db")


def test_other_errors_of_files_pass() -> None:
    with pytest.raises(FileExistsError), translated():
        raise FileExistsError


def test_a_pool_without_a_free_connection_is_busy() -> None:
    with pytest.raises(StoreBusy), translated():
        raise PoolTimeout


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    def meanwhile(_: Engine) -> None:
        (tmp_path / "s.db").write_text("theirs")

    with pytest.raises(StoreExists):
        create_local(tmp_path / "s.db", KEY, meanwhile)
    assert (tmp_path / "s.db").read_text() == "theirs"
