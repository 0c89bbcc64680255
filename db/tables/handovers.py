"""The tables of hand-overs, and of what is said before the answer."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, Text, Uuid, text
from sqlmodel import Field

from db.tables.base import Row, UtcDateTime

_OPEN = text("status = 'offered' AND removed_at IS NULL")


class HandoverRow(Row, table=True):
    """One hand-over of a citizen; a giver has one open at a time for each.

    ``promises`` are lines «day, tab, text», ``staying`` ids of tasks with commas.
    """

    __tablename__ = "handover"
    __table_args__ = (
        Index(
            "uq_handover_open",
            "citizen_id",
            "giver_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("uq_handover_returns_id", "citizen_id", "returns_id", unique=True),
    )

    citizen_id: UUID = Field(foreign_key="citizen.id", index=True, sa_type=Uuid)
    plan_id: UUID | None = Field(default=None, foreign_key="joint_plan.id", sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    cause: str = Field(sa_type=Text)
    comment: str = Field(default="", sa_type=Text)
    giver_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    giver_name: str = Field(sa_type=Text)
    receiver_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    receiver_name: str = Field(sa_type=Text)
    by_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    note: str = Field(default="", sa_type=Text)
    promises: str = Field(default="", sa_type=Text)
    staying: str = Field(default="", sa_type=Text)
    until: date | None = None
    status: str = Field(sa_type=Text)
    answered_by_id: UUID | None = Field(default=None, foreign_key="staff.id", sa_type=Uuid)
    answered_by_name: str = Field(default="", sa_type=Text)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str = Field(default="", sa_type=Text)
    # No foreign key: a store moves table by table, in the order of the ids.
    returns_id: UUID | None = Field(default=None, sa_type=Uuid)
    # Nor here: SQLite would make the table anew for it, and lose the trigger.
    meeting_on: date | None = None
    redistribution_id: UUID | None = Field(default=None, index=True, sa_type=Uuid)


class HandoverWordRow(Row, table=True):
    """A question back, or what was answered to it; never changed."""

    __tablename__ = "handover_word"

    handover_id: UUID = Field(foreign_key="handover.id", sa_type=Uuid)
    citizen_id: UUID = Field(foreign_key="citizen.id", index=True, sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    by_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    place: int = 0
