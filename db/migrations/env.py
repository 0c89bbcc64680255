"""Run migrations on the connection that ``db.schema`` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

import db.tables  # noqa: F401 - fills the metadata
from db.tables.base import UtcDateTime


def _render_item(kind: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    """Write our own types as SQLAlchemy's, so that a migration never imports our code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _same_type(
    _context: object,
    _inspected: object,
    _metadata: object,
    _inspected_type: TypeEngine[object],
    metadata_type: TypeEngine[object],
) -> bool | None:
    # SQLite keeps every UUID and time as text or number of its own choosing.
    return False if isinstance(metadata_type, UtcDateTime) else None


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=_same_type,
    render_item=_render_item,
)
with context.begin_transaction():
    context.run_migrations()
