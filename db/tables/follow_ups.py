"""The tables of follow-ups that were held."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Text, Uuid
from sqlmodel import Field

from db.tables.base import Row, UtcDateTime


class FollowUpRow(Row, table=True):
    """A follow-up of a plan; only ever added."""

    __tablename__ = "follow_up"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    citizen_id: UUID = Field(foreign_key="citizen.id", index=True, sa_type=Uuid)
    held_on: date
    by_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    next_on: date
    note: str = Field(sa_type=Text)


class FollowUpResultRow(Row, table=True):
    """What came of an intervention, or, where ``intervention_id`` is empty, of a goal."""

    __tablename__ = "follow_up_result"

    follow_up_id: UUID = Field(foreign_key="follow_up.id", index=True, sa_type=Uuid)
    place: int
    intervention_id: UUID | None = Field(default=None, foreign_key="intervention.id", sa_type=Uuid)
    goal_id: UUID | None = Field(default=None, foreign_key="goal.id", sa_type=Uuid)
    title: str = Field(default="", sa_type=Text)
    service_area: str = Field(default="", sa_type=Text)
    code: str = Field(sa_type=Text)
    words: str = Field(default="", sa_type=Text)
