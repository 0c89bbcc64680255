"""What moves from store to store, table by table: its order, its batches, and its hash."""

import json
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy import (
    Boolean,
    Connection,
    LargeBinary,
    Select,
    Table,
    literal,
    select,
    tuple_,
)
from sqlalchemy.exc import DataError
from sqlmodel import SQLModel

import db.tables  # noqa: F401 - fills the metadata
from coordinator.move_errors import MoveRowRefused
from coordinator.moves import TableSum
from db.bulk import maker_of
from db.move_marks import Key

Line = Sequence[Any]
Batches = Generator[list[Line], None, None]
# Why a table stays behind; every other one moves.
STAYS: Final[Mapping[str, str]] = {
    "sign_in": "where somebody was let in to this store; the other begins with its own",
    "presence": "who has a window open now; nobody has while a store moves",
    "store_move": "each store's own marks of its moves",
}
_AT_ONCE: Final = 5_000
# Papers and scans are some hundred kB each.
_HEAVY_AT_ONCE: Final = 50
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True)
class MovingTable:
    """A table on its way: read in the order of its key, so that a break goes on after a key."""

    table: Table

    @property
    def name(self) -> str:
        """Its name."""
        return self.table.name

    def batches(self, connection: Connection, after: Key | None = None) -> Batches:
        """Read its rows behind a key, or all; each row ends with what its key is.

        The store sends a batch at a time: what is read is never all in memory.
        """
        size = self.batch_size
        asked = self._asked(after).execution_options(yield_per=size)
        with closing(connection.execute(asked)) as found:
            for batch in found.partitions(size):
                yield list(batch)

    @cached_property
    def batch_size(self) -> int:
        """How many rows are kept together."""
        heavy = any(isinstance(column.type, LargeBinary) for column in self.table.columns)
        return _HEAVY_AT_ONCE if heavy else _AT_ONCE

    def key_of(self, row: Line) -> Key:
        """Give the key of a row that was read."""
        return tuple(row[len(self.table.columns) :])

    def key_in(self, text: str) -> Key | None:
        """Read the key that a mark kept; None when the table is at its beginning."""
        if not text:
            return None
        kinds = [column.type.python_type for column in self._key]
        return tuple(_READ[kind](each) for kind, each in zip(kinds, json.loads(text), strict=True))

    def write(self, connection: Connection, batch: Sequence[Line], place: str) -> None:
        """Put rows into the other store.

        Raises:
            MoveRowRefused: what the one store takes, the other cannot keep.
        """
        columns = list(self.table.columns)
        makers = [maker_of(column, connection) for column in columns]
        # The key at the end of each row is left out by the shorter list of makers.
        turned = zip(makers, zip(*batch, strict=True), strict=False)
        sent = [map(make, values) if make else values for make, values in turned]
        lines = zip(*sent, strict=True)
        try:
            if connection.dialect.name == "postgresql":
                self._copy(connection, lines)
            else:
                names = ", ".join(f'"{column.name}"' for column in columns)
                marks = ", ".join("?" * len(columns))
                statement = f'INSERT INTO "{self.name}" ({names}) VALUES ({marks})'  # noqa: S608 - ours
                connection.exec_driver_sql(statement, list(lines))
        except (psycopg.DataError, DataError):
            raise MoveRowRefused(table=self.name, path=place) from None

    def sum(self, connection: Connection) -> TableSum:
        """Count the rows and hash their content in the order of their keys."""
        width, rows, whole = len(self.table.columns), 0, sha256()
        for batch in self.batches(connection):
            rows += len(batch)
            for row in batch:
                whole.update(canonical(row[:width]))
        return TableSum(self.name, rows, whole.hexdigest())

    @cached_property
    def _key(self) -> list[Any]:
        """What rows are read in the order of: first what others of the same table point to."""
        own = [key for key in self.table.foreign_keys if key.column.table is self.table]
        links = [key.parent.is_not(None) for key in own]
        return [*links, *self.table.primary_key.columns]

    def _asked(self, after: Key | None) -> Select[Any]:
        key = [each.label(f"key_{place}") for place, each in enumerate(self._key)]
        asked = select(*self.table.columns, *key).order_by(*self._key)
        if after is None:
            return asked
        pairs = zip(self._key, after, strict=True)
        found = [literal(value, Boolean() if value is True or value is False else each.type)
                 for each, value in pairs]  # fmt: skip
        return asked.where(tuple_(*self._key) > tuple_(*found))

    def _copy(self, connection: Connection, lines: Iterator[Line]) -> None:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        names = sql.SQL(", ").join(sql.Identifier(column.name) for column in self.table.columns)
        statement = sql.SQL("COPY public.{} ({}) FROM STDIN").format(
            sql.Identifier(self.name), names
        )
        with closing(raw.cursor()) as cursor, cursor.copy(statement) as copy:
            for line in lines:
                copy.write_row(line)


def moving_tables() -> list[MovingTable]:
    """List what moves, each table after those that it points to."""
    return [
        MovingTable(table) for table in SQLModel.metadata.sorted_tables if table.name not in STAYS
    ]


def canonical(row: Line) -> bytes:
    """Write a row so that two rows read alike only where they are: each value tells its length."""
    parts = (_CANONICAL[type(each)](each) for each in row)
    return "\x1f".join(parts).encode() + b"\n"


def _as_text(text: str) -> str:
    return f"s{len(text)}:{text}"


_CANONICAL: Final[Mapping[type, Callable[[Any], str]]] = {
    type(None): lambda _nothing: "-",
    bool: lambda truth: "t" if truth else "f",
    int: lambda number: f"i{number}",
    str: _as_text,
    UUID: lambda found: f"u{found.hex}",
    datetime: lambda at: f"m{(at - _EPOCH) // _MICROSECOND}",
    date: lambda day: f"d{day.isoformat()}",
    Decimal: lambda figure: f"n{figure.normalize() + 0}",
    bytes: lambda content: f"b{len(content)}:{sha256(content).hexdigest()}",
}
_READ: Final[Mapping[type, Callable[[str], Any]]] = {
    bool: lambda text: text == "True",
    int: int,
    str: str,
    UUID: UUID,
}
