"""The table of the absences of staff."""

from datetime import date
from uuid import UUID

from sqlalchemy import Uuid
from sqlmodel import Field

from db.tables.base import Row


class AbsenceRow(Row, table=True):
    """Days that somebody in staff is away; no reason is stored."""

    __tablename__ = "absence"

    staff_id: UUID = Field(foreign_key="staff.id", index=True, sa_type=Uuid)
    first_day: date
    last_day: date | None = None
    deputy_id: UUID | None = Field(default=None, foreign_key="staff.id", sa_type=Uuid)
