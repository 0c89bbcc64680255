"""The table of published figures."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Text, UniqueConstraint, Uuid
from sqlmodel import Field, SQLModel

from db.tables.base import UtcDateTime


class PublishedFiguresRow(SQLModel, table=True):
    """One table of a month, with small counts hidden; only ever added, each once."""

    __tablename__ = "published_figures"
    __table_args__ = (UniqueConstraint("month", "place"),)

    id: UUID = Field(primary_key=True, sa_type=Uuid)
    month: date
    place: int
    made_at: datetime = Field(sa_type=UtcDateTime)
    content: str = Field(sa_type=Text)
