"""The tables of tasks between colleagues, and of what happened to them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Text, Uuid
from sqlmodel import Field

from db.tables.base import Row, UtcDateTime


class StaffTaskRow(Row, table=True):
    """A task that one colleague asks another for, or a unit; ``refs`` are a line each."""

    __tablename__ = "staff_task"
    # Somebody has it, or a unit's queue: no task is nobody's.
    __table_args__ = (CheckConstraint("assignee_id IS NOT NULL OR has_queue", "is_somewhere"),)

    title: str = Field(sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    kind: str = Field(default="", sa_type=Text)
    citizen_id: UUID | None = Field(
        default=None, foreign_key="citizen.id", index=True, sa_type=Uuid
    )
    origin_kind: str = Field(sa_type=Text)
    origin_id: UUID | None = Field(default=None, sa_type=Uuid)
    origin_part: str = Field(default="", sa_type=Text)
    priority: str = Field(sa_type=Text)
    expected: str = Field(default="", sa_type=Text)
    refs: str = Field(default="", sa_type=Text)
    due: date | None = None
    sender_id: UUID = Field(foreign_key="staff.id", index=True, sa_type=Uuid)
    sender_name: str = Field(sa_type=Text)
    sender_area: str | None = Field(default=None, sa_type=Text)
    assignee_id: UUID | None = Field(default=None, foreign_key="staff.id", index=True, sa_type=Uuid)
    assignee_name: str = Field(default="", sa_type=Text)
    has_queue: bool = False
    queue_area: str | None = Field(default=None, sa_type=Text)
    queue_team: str = Field(default="", index=True, sa_type=Text)
    status: str = Field(sa_type=Text)
    is_waiting: bool = False
    waiting_cause: str = Field(default="", sa_type=Text)
    waiting_on: str = Field(default="", sa_type=Text)
    waiting_since: date | None = None
    wake_up_date: date | None = None
    result: str = Field(default="", sa_type=Text)


class StaffTaskStepRow(Row, table=True):
    """One step of such a task; never changed."""

    __tablename__ = "staff_task_step"

    staff_task_id: UUID = Field(foreign_key="staff_task.id", index=True, sa_type=Uuid)
    citizen_id: UUID | None = Field(default=None, foreign_key="citizen.id", sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    by_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    to_id: UUID | None = Field(default=None, foreign_key="staff.id", sa_type=Uuid)
    to_name: str = Field(default="", sa_type=Text)
