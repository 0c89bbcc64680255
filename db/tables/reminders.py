"""The table of reminders."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Text, Uuid
from sqlmodel import Field

from db.tables.base import Row, UtcDateTime


class ReminderRow(Row, table=True):
    """That somebody asked for an answer; ``removed_at`` says that it was taken back."""

    __tablename__ = "reminder"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    task_id: UUID | None = Field(default=None, foreign_key="task.id", sa_type=Uuid)
    by_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(sa_type=Text)
    on_date: date
    at: datetime = Field(sa_type=UtcDateTime)
