"""A plan's rows in one question: a server plans and walls each question anew, and waits between."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Date, TypeDecorator, Uuid, inspect, text
from sqlalchemy.orm import configure_mappers, make_transient_to_detached
from sqlalchemy.orm.attributes import instance_dict, manager_of_class
from sqlmodel import Session

from db.bulk import table_of
from db.known_ids import known_id
from db.plan_mapping import TABLES, PlanRows, authors_of, earlier_authors_of
from db.tables.base import Row, UtcDateTime
from db.tables.people import StaffRow
from db.tables.plan import AuthorRow, PlanEventRow, PlanRow

_TABLES: Final[tuple[type[Row], ...]] = (
    PlanRow,
    StaffRow,
    *TABLES.values(),
    AuthorRow,
    PlanEventRow,
)
_QUESTION: Final = text("SELECT name, lines FROM access.plan_rows(:plan)")
# Reads a value as JSON has it.
_Read = Callable[[Any], Any]


def plan_rows(session: Session, plan_id: UUID) -> PlanRows | None:
    """Read all rows of a plan that the login may see, as they stand at one moment."""
    found = session.execute(_QUESTION, {"plan": plan_id})
    told = {name: json.loads(lines) for name, lines in found if lines is not None}
    rows = {table: _rows(session, table, told.get(table_of(table).name, ())) for table in _TABLES}
    if not rows[PlanRow]:
        return None
    (plan,) = rows[PlanRow]
    assert isinstance(plan, PlanRow)
    authors = [each for each in rows[AuthorRow] if isinstance(each, AuthorRow)]
    parts = {kind: _in_order(rows[table]) for kind, table in TABLES.items()}
    return PlanRows(
        plan=plan,
        parts=parts,
        staff={each.id: each for each in rows[StaffRow] if isinstance(each, StaffRow)},
        authors=authors_of(plan, authors),
        events=[each for each in _in_order(rows[PlanEventRow]) if isinstance(each, PlanEventRow)],
        earlier_authors=earlier_authors_of(plan, authors),
    )


def _in_order(rows: Sequence[Row]) -> Sequence[Row]:
    """Two that were added in the same moment have one place; they keep one order."""
    return sorted(rows, key=lambda row: (getattr(row, "place", 0), row.id))


def _rows(session: Session, table: type[Row], lines: Sequence[dict[str, Any]]) -> list[Row]:
    """Make the rows of a table, each once for a session, as though the session had read them."""
    readers, mapper = _readers(table), inspect(table)
    made: list[Row] = []
    for fields in lines:
        for name, read in readers:
            if fields[name] is not None:
                fields[name] = read(fields[name])
        known = session.identity_map.get(mapper.identity_key_from_primary_key((fields["id"],)))
        made.append(known if known is not None else _attached(session, table, fields))
    return made


def _attached(session: Session, table: type[Row], fields: dict[str, Any]) -> Row:
    row: Row = manager_of_class(table).new_instance()
    instance_dict(row).update(fields)
    make_transient_to_detached(row)
    session.add(row)
    return row


@cache
def _readers(table: type[Row]) -> tuple[tuple[str, _Read], ...]:
    # A program whose first question is this one has made no mapper ready yet.
    configure_mappers()
    found = ((column.name, _reader(column)) for column in table_of(table).columns)
    return tuple((name, read) for name, read in found if read is not None)


def _reader(column: Column[Any]) -> _Read | None:
    kind = column.type
    if isinstance(kind, Uuid):
        return known_id
    if isinstance(kind, UtcDateTime):
        return lambda told: kind.process_result_value(datetime.fromisoformat(told), None)  # type: ignore[arg-type]  # it asks no dialect
    if isinstance(kind, Date):
        return date.fromisoformat
    if isinstance(kind, TypeDecorator):
        return lambda told: kind.process_result_value(told, None)  # type: ignore[arg-type]
    return None
