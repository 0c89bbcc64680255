"""The tables of redistributions: sets of hand-overs, and the citizens of each."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, Text, Uuid, text
from sqlmodel import Field

from db.tables.base import Row, UtcDateTime

_OPEN = text("closed_at IS NULL AND removed_at IS NULL")


class RedistributionRow(Row, table=True):
    """A set of hand-overs that a lead offers in one piece."""

    __tablename__ = "redistribution"

    service_area: str | None = Field(default=None, sa_type=Text)
    team: str = Field(default="", sa_type=Text)
    by_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    cause: str = Field(sa_type=Text)
    comment: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    until: date | None = None
    status: str = Field(sa_type=Text)


class RedistributionMoveRow(Row, table=True):
    """One citizen of a redistribution; a citizen stands in one open set at most."""

    __tablename__ = "redistribution_move"
    __table_args__ = (
        Index(
            "uq_redistribution_move_open",
            "citizen_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    redistribution_id: UUID = Field(foreign_key="redistribution.id", index=True, sa_type=Uuid)
    citizen_id: UUID = Field(foreign_key="citizen.id", index=True, sa_type=Uuid)
    giver_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    giver_name: str = Field(sa_type=Text)
    receiver_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    receiver_name: str = Field(sa_type=Text)
    reason: str = Field(default="", sa_type=Text)
    place: int = 0
    tries: int = 0
    # No foreign key: a hand-over names the set, and neither table can be moved before the other.
    handover_id: UUID | None = Field(default=None, sa_type=Uuid)
    hindrance: str = Field(default="", sa_type=Text)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    letter_number: int | None = None
    letter_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
