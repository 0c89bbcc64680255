"""The table of a store's own moves."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, Uuid
from sqlmodel import Field, SQLModel

from db.tables.base import UtcDateTime


class StoreMoveRow(SQLModel, table=True):
    """That everything in this store moves: out of it, or into it; both stores have the same id.

    ``place`` is the other store; ``state`` is under_way, done or cancelled. How far a move into
    this store has come stands in ``table_name`` and ``last_key`` (JSON), kept with each batch.
    """

    __tablename__ = "store_move"

    id: UUID = Field(primary_key=True, sa_type=Uuid)
    direction: str = Field(sa_type=Text)
    place: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)
    began_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    table_name: str = Field(default="", sa_type=Text)
    last_key: str = Field(default="", sa_type=Text)
