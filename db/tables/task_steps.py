"""The table of what happened to tasks between who asks and who does them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, Uuid
from sqlmodel import Field

from db.tables.base import Row, UtcDateTime


class TaskStepRow(Row, table=True):
    """One step of a task; never changed."""

    __tablename__ = "task_step"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    task_id: UUID = Field(foreign_key="task.id", sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    by_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    to_id: UUID | None = Field(default=None, foreign_key="staff.id", sa_type=Uuid)
    to_name: str = Field(default="", sa_type=Text)
