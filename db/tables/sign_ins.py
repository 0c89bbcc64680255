"""The table of where somebody signs in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, Uuid
from sqlmodel import Field, SQLModel

from db.tables.base import UtcDateTime


class SignInRow(SQLModel, table=True):
    """When somebody last signed in at a PC, and when they ended what else was open.

    ``mark`` is the program's; ``kept_mark`` that of the program which ended the others.
    """

    __tablename__ = "sign_in"

    staff_id: UUID = Field(primary_key=True, foreign_key="staff.id", sa_type=Uuid)
    pc: str = Field(primary_key=True, sa_type=Text)
    last_at: datetime = Field(sa_type=UtcDateTime)
    address: str = Field(default="", sa_type=Text)
    mark: str = Field(default="", sa_type=Text)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    kept_mark: str = Field(default="", sa_type=Text)
