"""Take out of old events of a return what was remarked at parts of a service area."""

from collections.abc import Iterator
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "20261121_event_words"
down_revision = "20261121_store_move"
branch_labels = None
depends_on = None

# As the program says it since then, in the language that stores are written in.
_ONE: Final = "1 bemærkning står ved en del af planen."
_MORE: Final = "{count} bemærkninger står ved dele af planen."
_OF_AN_AREA: Final = (
    "statement",
    "challenge",
    "intervention",
    "contact_agreement",
    "measurement",
)


def upgrade() -> None:
    connection = op.get_bind()
    events = sa.table("plan_event", *map(sa.column, ("id", "plan_id", "kind", "by_id", "text")))
    found = connection.execute(sa.select(events).where(events.c.kind == "returned")).all()
    wanted = {(each.plan_id, each.by_id, each.text) for each in found}
    told = {key: words for *key_, words in _summaries(connection) if (key := tuple(key_)) in wanted}
    for each in found:
        words = told.get((each.plan_id, each.by_id, each.text))
        if words is not None:
            connection.execute(sa.update(events).where(events.c.id == each.id).values(text=words))


def downgrade() -> None:
    """What an event told is at the parts, where the remarks themselves stand."""


def _summaries(connection: sa.Connection) -> Iterator[tuple[Any, Any, str, str]]:
    """Give of each return its plan, who returned it, all remarks as one text, and what to tell."""
    names = ("plan_id", "by_id", "at", "place", "part_kind", "part_id", "text")
    table = sa.table("plan_remark", *map(sa.column, names))
    order = (table.c.plan_id, table.c.by_id, table.c.at, table.c.place)
    returns: dict[tuple[Any, Any, Any], list[Any]] = {}
    for row in connection.execute(sa.select(table).order_by(*order)):
        returns.setdefault((row.plan_id, row.by_id, row.at), []).append(row)
    parts = _parts_of_an_area(connection)
    for (plan_id, by_id, _at), rows in returns.items():
        about = [each for each in rows if (each.part_kind, each.part_id) in parts]
        if not about:
            continue
        lines = [each.text for each in rows if each not in about]
        lines.append(_ONE if len(about) == 1 else _MORE.format(count=len(about)))
        yield plan_id, by_id, "\n".join(each.text for each in rows), "\n".join(lines)


def _parts_of_an_area(connection: sa.Connection) -> set[tuple[str, Any]]:
    """Name the parts that belong to a service area; tasks go with their intervention."""
    found = {("task", each) for each in connection.execute(_ids("task")).scalars()}
    for kind in _OF_AN_AREA:
        table = sa.table(kind, sa.column("id"), sa.column("service_area"))
        asked = sa.select(table.c.id).where(table.c.service_area.is_not(None))
        found |= {(kind, each) for each in connection.execute(asked).scalars()}
    return found


def _ids(kind: str) -> sa.Select[Any]:
    return sa.select(sa.table(kind, sa.column("id")).c.id)
