"""Tables of reviews: remarks, what a plan was when it was returned, and ticks of the checklist."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, Uuid
from sqlmodel import Field

from db.tables.base import Row, UtcDateTime


class PlanRemarkRow(Row, table=True):
    """A remark that a plan was returned with; ``part_id`` None is the whole plan."""

    __tablename__ = "plan_remark"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    place: int
    part_kind: str = Field(default="", sa_type=Text)
    part_id: UUID | None = Field(default=None, sa_type=Uuid)
    text: str = Field(sa_type=Text)
    by_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    solved_by: UUID | None = Field(default=None, foreign_key="staff.id", sa_type=Uuid)
    solved_name: str = Field(default="", sa_type=Text)
    solved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ReturnedPlanRow(Row, table=True):
    """The content of a plan at a return, as canonical JSON; only added."""

    __tablename__ = "review_snapshot"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    at: datetime = Field(sa_type=UtcDateTime)
    canonical: str = Field(sa_type=Text)


class ReviewTickRow(Row, table=True):
    """A point of the checklist that held in a review; ``by_id`` None: the program proved it.

    ``round`` counts the times that the plan was sent to review, from 1.
    """

    __tablename__ = "review_tick"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    round: int
    place: int
    code: str = Field(sa_type=Text)
    by_id: UUID | None = Field(default=None, foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(default="", sa_type=Text)
