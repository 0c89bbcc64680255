"""Tables of people who work on one plan at once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, Uuid
from sqlmodel import Field, SQLModel

from db.tables.base import Row, UtcDateTime


class PresenceRow(SQLModel, table=True):
    """A window that has a plan open, and the part with its cursor; gone when the window is."""

    __tablename__ = "presence"

    window_id: UUID = Field(primary_key=True, sa_type=Uuid)
    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    staff_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    part_kind: str = Field(default="", sa_type=Text)
    part_id: UUID | None = Field(default=None, sa_type=Uuid)
    at: datetime = Field(sa_type=UtcDateTime)


class SettledConflictRow(Row, table=True):
    """A field that two people changed at once: what each wrote and what was chosen; only added.

    Who settled it and when stand in ``created_by`` and ``created_at``. The texts may be anybody's
    own words, so the table is a compartment.
    """

    __tablename__ = "settled_conflict"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    part_kind: str = Field(sa_type=Text)
    part_id: UUID | None = Field(default=None, sa_type=Uuid)
    field: str = Field(sa_type=Text)
    mine: str = Field(sa_type=Text)
    theirs: str = Field(sa_type=Text)
    chosen: str = Field(sa_type=Text)
