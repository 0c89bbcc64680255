"""Open the store as an SQLAlchemy engine: a local SQLCipher file or a shared PostgreSQL."""

import contextlib
import logging
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection as RawConnection  # SQLCipher's driver is its twin, without types
from typing import TYPE_CHECKING, Final

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from coordinator.store_errors import (
    StoreDamaged,
    StoreExists,
    StoreNotThere,
)
from db.durable import make_private_folder, move_new, sync_file
from db.errors import translated
from db.known_ids import read_ids_once
from db.server_address import ServerAddress

if TYPE_CHECKING:
    from db.server_door import Credentials, Door

# "SAMP": marks a file that opens with the right key as a store of ours.
APPLICATION_ID: Final = 0x53414D50
KEY_BYTES: Final = 32
_BEGIN: Final = "samplan_begin"
_PERSON: Final = "samplan_person"
_BUSY_MS: Final = 5_000

# cipher_memory_security stays off: wiping SQLite's own memory costs 65 % of a bulk insert, and
# the same values lie in Python strings that nothing wipes.
_PRAGMAS: Final = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",  # a temporary file would be plain text
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-16384",  # every miss decrypts a page
)


def create_local(path: Path, key: bytes, build: Callable[[Engine], None] | None = None) -> None:
    """Make a new local store with what ``build`` puts into it; it appears whole or not at all.

    Raises:
        StoreExists: when anything is at ``path``; it stays as it was.
    """
    if path.exists():
        raise StoreExists(path=path)
    make_private_folder(path.parent)
    unfinished = path.with_name(f"{path.name}.new")
    for left in (unfinished, *companions(unfinished)):
        left.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with translated(unfinished), contextlib.closing(connect(unfinished, key)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode=WAL").fetchall()
    if build is not None:
        engine = _local_engine(unfinished, key)
        try:
            build(engine)
        finally:
            engine.dispose()  # the last connection to close empties the write-ahead log
    sync_file(unfinished)
    try:
        move_new(unfinished, path)
    except FileExistsError:
        raise StoreExists(path=path) from None


def open_local(path: Path, key: bytes) -> Engine:
    """Open an existing local store; never makes one.

    Reads begin deferred; take ``writer(engine)`` for what writes.

    Raises:
        StoreNotThere: no such file.
        StoreDamaged: with this key it cannot be read, or it is not a store of ours. Check the key
            against the envelope first: to SQLCipher a wrong key and a damaged file look the same.
    """
    with contextlib.closing(checked(path, key)):
        return _local_engine(path, key)


def open_shared(address: str, given: "Credentials | None" = None) -> Engine:
    """Prepare a shared store at a ``postgresql://`` address; it connects at the first use.

    Raises:
        StoreAddressWrong: for an address that is not PostgreSQL's, or that would make the way to
            the server less safe. What stands in the way to the server is told at the first use.
    """
    from db.server_door import Door  # noqa: PLC0415 - a local store needs none

    return through(Door(ServerAddress.read(address), given))


def through(door: "Door") -> Engine:
    """Give the engine of a shared store, whose connections come through a door.

    A connection that broke while it lay in the pool is noticed when used: the error becomes
    ``StoreAway`` and the whole pool is renewed. A question before each use would cost a round trip.
    """
    _keep_rows_unlogged()
    return create_engine(
        _url(door.address),
        creator=door.open,
        hide_parameters=True,  # the values are about people, and error texts reach logs
        pool_size=4,
        max_overflow=4,
        pool_timeout=10,
    )


def as_person(engine: Engine) -> Engine:
    """Give the same engine for a login that is one person's: it goes through the doors.

    Who works for the server itself, as its owner, needs none.
    """
    return engine.execution_options(**{_PERSON: True})


def is_person(bind: Engine | Connection) -> bool:
    """Tell whether a login is one person's on a server with walls."""
    return bool(bind.get_execution_options().get(_PERSON))


def writer(engine: Engine) -> Engine:
    """Give the same engine for work that writes: a local transaction takes the pen at once.

    A deferred transaction that reads first and writes later would fail instead of waiting.
    """
    return engine.execution_options(**{_BEGIN: "IMMEDIATE"})


def reader(engine: Engine) -> Engine:
    """Give the same engine for work that only reads: all of it sees the store of one moment."""
    if engine.dialect.name == "sqlite":
        return engine  # a transaction that reads sees one moment anyway
    return engine.execution_options(isolation_level="REPEATABLE READ")


def health(engine: Engine) -> tuple[str, ...]:
    """List what is wrong inside the store, 100 lines at most; () means that it is whole."""
    if engine.dialect.name != "sqlite":
        with translated(), engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
        return ()
    found: list[str] = []
    with engine.connect() as connection:
        for name in ("cipher_integrity_check", "quick_check", "foreign_key_check"):
            found += _answers(connection, name)
    return tuple(found[:100])


def _answers(connection: Connection, check: str) -> list[str]:
    """Run one of SQLite's checks; rows of tables are named, never shown."""
    try:
        with translated():
            rows = connection.exec_driver_sql(f"PRAGMA {check}").fetchall()
    except StoreDamaged:
        return [f"{check}: unreadable"]  # a page so broken that the check itself stumbles
    if check == "foreign_key_check":
        return [f"foreign key: {table} -> {parent}" for table, _row, parent, _key in rows]
    return [str(row[0]) for row in rows if row[0] != "ok"]


def connect(path: Path, key: bytes) -> RawConnection:
    """Connect to an existing file with the driver itself: for backups and first looks."""
    # mode=rw: a store that vanished must be an error, never a new empty file.
    connection: RawConnection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,  # transactions begin where we say so
        check_same_thread=False,  # the pool hands a connection to one thread at a time
        timeout=_BUSY_MS / 1000,
    )
    # First of all, since SQLCipher would write about a wrong key on the terminal.
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{_hex(key)}'\"")
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def checked(path: Path, key: bytes) -> RawConnection:
    """Connect and see that the file is a store of ours; errors as in ``open_local``."""
    if not path.exists():
        raise StoreNotThere(path=path)
    if not path.stat().st_size:
        raise StoreDamaged(path=path)
    with translated(path):
        connection = connect(path, key)
        try:
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
        except sqlcipher.Error:
            connection.close()
            raise
    if mark != APPLICATION_ID:
        connection.close()
        raise StoreDamaged(path=path)
    return connection


def companions(path: Path) -> tuple[Path, Path]:
    """Name the two files that SQLite keeps beside an open store: write-ahead log and its index."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _keep_rows_unlogged() -> None:
    """Keep SQLAlchemy from logging the rows it reads, which it does where all is logged."""
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)


def _url(place: ServerAddress) -> URL:
    """Write an address as SQLAlchemy and libpq both read it, also one of several servers."""
    where = {"host": place.host, "port": place.port, **dict(place.more)}
    return URL.create(
        "postgresql+psycopg",
        username=place.login,
        database=place.database,
        query={name: value for name, value in where.items() if value},
    )


def _local_engine(path: Path, key: bytes) -> Engine:
    _keep_rows_unlogged()
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, key),
        module=sqlcipher,
        poolclass=QueuePool,  # by the address alone SQLAlchemy takes it for a store in memory
        pool_size=4,
        max_overflow=8,
        hide_parameters=True,  # the values are about people, and error texts reach logs
    )
    read_ids_once(engine)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get(_BEGIN, "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _hex(key: bytes) -> str:
    if len(key) != KEY_BYTES:
        raise ValueError(len(key))
    return key.hex()
