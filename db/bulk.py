"""Many rows at once, past the session: values go to the driver column by column."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from operator import attrgetter
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Connection, Table, Uuid
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlmodel import Session, SQLModel

# Enough for the driver to be quick, few enough for whoever stops a load not to wait.
_CHUNK: Final = 2_500
# SQLite takes at most 32,766 values in one statement.
MOST_VALUES: Final = 10_000
_COUNTED: Final = "version = version + 1"
Item = TypeVar("Item")
# Told how many rows were sent; raises to stop.
Wrote = Callable[[int], None]
# A row of values, in the order of the names it is written under.
Values = tuple[Any, ...]


def insert_rows(
    session: Session,
    table: type[SQLModel],
    names: Sequence[str],
    rows: Iterable[Values],
    same: Mapping[str, object] | None = None,
    wrote: Wrote | None = None,
) -> None:
    """Put in rows: ``names`` says what each value is, ``same`` holds what all rows share.

    SQLAlchemy's own bulk insert spends most of its time on a dictionary for each row.
    """
    target = table_of(table)
    shared = {
        column.name: column.default.arg
        for column in target.columns
        if column.name not in names and isinstance(column.default, ScalarElementColumnDefault)
    } | dict(same or {})
    mark, columns = _mark(session), [*names, *shared]
    marks = ", ".join([mark] * len(columns))
    statement = f"INSERT INTO {target.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our names
    sending = _Sending(session.connection(), statement, target, columns, tuple(shared.values()))
    sending.send(rows, wrote)


def update_rows(
    session: Session,
    table: type[SQLModel],
    names: Sequence[str],
    rows: Iterable[Values],
    same: Mapping[str, object],
    wrote: Wrote | None = None,
) -> None:
    """Write columns of rows that are there and count their versions; each row begins with its id.

    ``names`` are the columns after the id, ``same`` is what all rows get.
    """
    target = table_of(table)
    mark = _mark(session)
    settings = ", ".join([*(f"{name} = {mark}" for name in (*names, *same)), _COUNTED])
    statement = f"UPDATE {target.name} SET {settings} WHERE id = {mark}"  # noqa: S608 - our names
    shared = tuple(same.values())
    turned = ((*row[1:], *shared, row[0]) for row in rows)
    _Sending(session.connection(), statement, target, [*names, *same, "id"]).send(turned, wrote)


def chunks(items: Iterable[Item], size: int = _CHUNK) -> Iterator[list[Item]]:
    """Cut a long row of things into lists of at most ``size``."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk


def table_of(table: type[SQLModel]) -> Table:
    """Give SQLAlchemy's table of a row class."""
    found: Table = table.__table__  # type: ignore[attr-defined]  # made by SQLAlchemy
    return found


def _mark(session: Session) -> str:
    return "?" if session.connection().dialect.name == "sqlite" else "%s"


@dataclass(frozen=True, slots=True)
class _Sending:
    """A statement for many rows; ``names`` are its columns, the last of which all rows share."""

    connection: Connection
    statement: str
    target: Table
    names: Sequence[str]
    shared: Values = ()

    def send(self, rows: Iterable[Values], wrote: Wrote | None) -> None:
        """Send rows without the shared values, a chunk at a time."""
        makers = [maker_of(self.target.c[name], self.connection) for name in self.names]
        width = len(self.names) - len(self.shared)
        tail = [
            repeat(make(value) if make else value)
            for make, value in zip(makers[width:], self.shared, strict=True)
        ]
        for chunk in chunks(rows):
            turned = zip(makers[:width], zip(*chunk, strict=True), strict=True)
            sent = [map(make, values) if make else values for make, values in turned]
            self.connection.exec_driver_sql(self.statement, list(zip(*sent, *tail, strict=False)))
            if wrote is not None:
                wrote(len(chunk))


def maker_of(column: Column[Any], connection: Connection) -> Callable[[Any], Any] | None:
    """Give what turns a value of a column into what the driver takes, None when it stays."""
    dialect = connection.dialect
    maker = column.type.dialect_impl(dialect).bind_processor(dialect)
    if maker is not None and isinstance(column.type, Uuid) and not column.nullable:
        # What the maker does, without a call in Python: a load writes some twenty ids a row.
        return attrgetter("hex")
    return maker
