"""The table of the verdicts on what the control of the log found."""

from datetime import date
from uuid import UUID

from sqlalchemy import Text, Uuid
from sqlmodel import Field

from db.tables.base import Row


class LogVerdictRow(Row, table=True):
    """A verdict; its id is the finding's, ``week`` the Monday, ``rules`` stand with blanks."""

    __tablename__ = "log_verdict"

    week: date
    staff_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    citizen_id: UUID | None = Field(default=None, sa_type=Uuid)
    rules: str = Field(sa_type=Text)
    verdict: str = Field(sa_type=Text)
    words: str = Field(default="", sa_type=Text)
