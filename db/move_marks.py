"""The marks of a move in both stores: whoever opens one is told, and a broken move goes on."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, insert, inspect, select, update
from sqlmodel import col

from coordinator.move_errors import StoreArriving, StoreMoved, StoreMoving
from db.bulk import table_of
from db.tables.moves import StoreMoveRow

OUT, IN = "out", "in"
UNDER_WAY, DONE, CANCELLED = "under_way", "done", "cancelled"
_TABLE: Final = table_of(StoreMoveRow)
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a store says of its move; ``table`` and ``last`` tell how far one into it has come."""

    id: UUID
    place: str
    state: str
    table: str = ""
    last: str = ""


def refuse_moved(connection: Connection, path: str) -> None:
    """Let nobody open a store that has moved, or that does not have everything yet.

    Raises:
        StoreMoved, StoreMoving, StoreArriving: with what to do.
    """
    # Columns that a member of staff may read on a server.
    asked = select(col(StoreMoveRow.direction), col(StoreMoveRow.place), col(StoreMoveRow.state))
    open_ones = asked.where(col(StoreMoveRow.state) != CANCELLED)
    refuse(connection.execute(open_ones).all(), path)


def refuse(marks: Iterable[Sequence[str]], path: str) -> None:
    """Refuse a store with these marks, each a direction, a place and a state; see above."""
    found = {(way, state): place for way, place, state in marks}
    if (OUT, DONE) in found:
        raise StoreMoved(path=path, place=found[OUT, DONE])
    if (OUT, UNDER_WAY) in found:
        raise StoreMoving(path=path, place=found[OUT, UNDER_WAY])
    if (IN, UNDER_WAY) in found:
        raise StoreArriving(path=path)


def knows_moves(connection: Connection) -> bool:
    """Tell whether the store is new enough to have marks at all."""
    return inspect(connection).has_table(_TABLE.name)


def alone(connection: Connection) -> None:
    """See that nobody else begins a move of a server's store in the same moment."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE public.store_move IN EXCLUSIVE MODE")


def leaving(connection: Connection) -> Mark | None:
    """Give the mark of the move out of this store, if it has one that was not cancelled."""
    return _mark(connection, OUT)


def arriving(connection: Connection) -> Mark | None:
    """Give the mark of the move into this store."""
    return _mark(connection, IN)


def begin(connection: Connection, way: str, move: UUID, place: str, at: datetime) -> None:
    """Mark that the store moves, out or in."""
    row = {"id": move, "direction": way, "place": place, "state": UNDER_WAY, "began_at": at}
    connection.execute(insert(_TABLE), [{**row, "table_name": "", "last_key": ""}])


def come_to(connection: Connection, move: UUID, table: str, last: Key) -> None:
    """Keep how far the move into this store has come, in the transaction of the rows."""
    values = {"table_name": table, "last_key": json.dumps([str(each) for each in last])}
    connection.execute(update(_TABLE).where(_TABLE.c.id == move).values(values))


def end(connection: Connection, move: UUID, state: str, at: datetime) -> None:
    """Mark that the move is over."""
    # What is on the way may be a word of somebody's name: it does not stay behind.
    values = {"state": state, "ended_at": at, "table_name": "", "last_key": ""}
    connection.execute(update(_TABLE).where(_TABLE.c.id == move).values(values))


def _mark(connection: Connection, way: str) -> Mark | None:
    columns = _TABLE.c
    asked = select(
        columns.id, columns.place, columns.state, columns.table_name, columns.last_key
    ).where(columns.direction == way, columns.state != CANCELLED)
    row = connection.execute(asked.order_by(columns.began_at.desc())).first()
    return None if row is None else Mark(*row)
