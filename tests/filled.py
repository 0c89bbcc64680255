"""Rows in every table of a store, made of the tables themselves: no new one is forgotten."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import BigInteger, Column, Engine, LargeBinary, Table, insert, select
from sqlmodel import SQLModel

from coordinator.ports import AuditAction, AuditEntry
from coordinator.use_cases.signing_in import SYSTEM
from db.tables.base import Hundredths, UtcDateTime
from db.unit_of_work import SqlUnitOfWork
from tests.builders import CLOCK

ROWS = 3
# The log has rows of its own kind, and who is at a plan comes and goes.
_OTHERWISE = {"audit", "audit_seal", "store_move", "presence", "sign_in"}
_SPACE = UUID(int=0)
_VALUES: dict[type, tuple[Any, ...]] = {
    bool: (True, False, True),
    int: (0, -1, 2**31 - 1),
    date: (date(1900, 1, 1), date(2026, 11, 17), date(9999, 12, 31)),
}
_MOMENTS = (
    datetime(2026, 3, 29, 0, 59, 59, 999_999, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 0, 0, 1, tzinfo=UTC),
)
_FIGURES = (Decimal("12.34"), Decimal("-0.50"), Decimal(0))
_BLOBS = (b"%PDF\x00\xff\\N\t\n", b"", bytes(range(256)) * 400)


def fill(engine: Engine) -> None:
    """Put rows into each table, and as many into the log, under a seal and without."""
    with engine.begin() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if table.name not in _OTHERWISE:
                rows = [_row(table, place) for place in range(ROWS)]
                # A note comes before the one that it adds to.
                rows.sort(key=lambda row: row.get("corrects_id") is not None)
                connection.execute(insert(table), rows)
    for _seal in range(2):
        with SqlUnitOfWork(engine, SYSTEM, CLOCK) as work:
            for why in ("", "Vagt 🙂\x1f", "Æ\\N"):
                entry = AuditEntry(AuditAction.VIEW, _id("citizen", 0), why=why, related=False)
                work.audit.record(entry)
            work.commit()
        with SqlUnitOfWork(engine, SYSTEM, CLOCK) as work:
            work.sealed_log.seal()
            work.commit()


def content(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Read every table but what comes and goes, in the order of the ids."""
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(
                select(table).order_by(*table.primary_key.columns))]
            for table in SQLModel.metadata.sorted_tables
            if table.name not in {"presence", "store_move", "sign_in"}
        }  # fmt: skip


def _row(table: Table, place: int) -> dict[str, Any]:
    return {column.name: value(table, column, place) for column in table.columns}


def value(table: Table, column: Column[Any], place: int) -> Any:
    key = next(iter(column.foreign_keys), None)
    if key is not None and key.column.table is table:
        return _id(table.name, ROWS - 1) if place == 0 else None
    if key is not None:
        return _id(key.column.table.name, place)
    if column.nullable and place == ROWS - 1:
        return None
    if column.primary_key and column.type.python_type is UUID:
        return _id(table.name, place)
    if column.type.python_type is UUID:
        return uuid5(_SPACE, f"{table.name} {column.name} {place}")
    return _plain(column, place)


def _plain(column: Column[Any], place: int) -> Any:
    if isinstance(column.type, Hundredths):
        return _FIGURES[place]
    if isinstance(column.type, UtcDateTime):
        return _MOMENTS[place]
    if isinstance(column.type, BigInteger):
        return 2**62 + place
    if isinstance(column.type, LargeBinary):
        return _BLOBS[place]
    kind = column.type.python_type
    if kind is str:
        return f"Æblegrød «{column.name}» {place}\n\t';\\N\" 🙂" if place != 1 else ""
    return _VALUES[kind][place]


def _id(table: str, place: int) -> UUID:
    """Give the id of a row; those of a table come in the order of their places."""
    return UUID(int=(place + 1 << 96) | uuid5(_SPACE, table).int >> 32)
