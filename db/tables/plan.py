"""Tables of the joint plan: the spine that every participant may read, and its parts."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint, Uuid, text
from sqlmodel import Field

from db.tables.base import Row, UtcDateTime

_NOT_CLOSED = text("status <> 'closed'")


class PlanRow(Row, table=True):
    """The plan as a whole; its parts have rows and versions of their own."""

    __tablename__ = "joint_plan"
    __table_args__ = (
        # Two colleagues who begin a plan in the same moment: one of them is told so.
        Index(
            "uq_joint_plan_not_closed",
            "citizen_id",
            unique=True,
            sqlite_where=_NOT_CLOSED,
            postgresql_where=_NOT_CLOSED,
        ),
    )

    citizen_id: UUID = Field(foreign_key="citizen.id", index=True, sa_type=Uuid)
    coordinator_id: UUID = Field(foreign_key="staff.id", index=True, sa_type=Uuid)
    deputy_id: UUID | None = Field(default=None, foreign_key="staff.id", index=True, sa_type=Uuid)
    status: str = Field(sa_type=Text, index=True)
    approved_version: int = 0
    follow_up: date | None = None
    resume_to: str | None = Field(default=None, sa_type=Text)
    wake_up_date: date | None = None


class OwnWordsRow(Row, table=True):
    """The citizen's own words: a compartment, because they may tell anything."""

    __tablename__ = "own_words"

    plan_id: UUID = Field(foreign_key="joint_plan.id", unique=True, sa_type=Uuid)
    text: str = Field(default="", sa_type=Text)
    said_on: date | None = None


class GoalRow(Row, table=True):
    """A goal of a plan, at its place."""

    __tablename__ = "goal"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    place: int = 0
    title: str = Field(default="", sa_type=Text)
    measure: str = Field(default="", sa_type=Text)
    due: date | None = None
    owner_id: UUID | None = Field(default=None, foreign_key="staff.id", index=True, sa_type=Uuid)
    owner_name: str = Field(default="", sa_type=Text)
    owner_kind: str = Field(default="", sa_type=Text)
    lifecycle: str = Field(sa_type=Text)


class InterventionRow(Row, table=True):
    """An intervention under a goal, at its place."""

    __tablename__ = "intervention"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    goal_id: UUID = Field(foreign_key="goal.id", sa_type=Uuid)
    place: int = 0
    service_area: str = Field(sa_type=Text)
    title: str = Field(default="", sa_type=Text)
    legal_basis: str = Field(default="", sa_type=Text)
    provider: str = Field(default="", sa_type=Text)
    start_date: date | None = None
    end_date: date | None = None
    status: str = Field(sa_type=Text)


class TaskRow(Row, table=True):
    """A task under an intervention, at its place."""

    __tablename__ = "task"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    intervention_id: UUID = Field(foreign_key="intervention.id", sa_type=Uuid)
    place: int = 0
    title: str = Field(default="", sa_type=Text)
    assignee_id: UUID | None = Field(default=None, foreign_key="staff.id", index=True, sa_type=Uuid)
    assignee_name: str = Field(default="", sa_type=Text)
    assignee_kind: str = Field(default="", sa_type=Text)
    due: date | None = None
    status: str = Field(sa_type=Text)


class ParticipantRow(Row, table=True):
    """Somebody in the core team of a plan."""

    __tablename__ = "participant"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    staff_id: UUID = Field(foreign_key="staff.id", index=True, sa_type=Uuid)
    function: str = Field(default="", sa_type=Text)
    place: int = 0


class ConsentRow(Row, table=True):
    """A consent that the sharing in a plan rests on; ``service_areas`` is a comma list."""

    __tablename__ = "consent"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    status: str = Field(sa_type=Text)
    given_on: date
    how: str = Field(sa_type=Text)
    service_areas: str = Field(sa_type=Text)
    valid_until: date | None = None
    note: str = Field(default="", sa_type=Text)
    place: int = 0


class AuthorRow(Row, table=True):
    """Somebody who changed the plan while the version after ``since_version`` was written."""

    __tablename__ = "plan_author"
    __table_args__ = (UniqueConstraint("plan_id", "staff_id", "since_version"),)

    plan_id: UUID = Field(foreign_key="joint_plan.id", sa_type=Uuid)
    staff_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    since_version: int


class PlanEventRow(Row, table=True):
    """One thing that happened to a plan as a whole."""

    __tablename__ = "plan_event"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    by_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    by_name: str = Field(sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    place: int = 0


class PlanVersionRow(Row, table=True):
    """An approved version: canonical JSON, the paper, and the hash of each; never changed."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    plan_id: UUID = Field(foreign_key="joint_plan.id", sa_type=Uuid)
    number: int
    canonical: str = Field(sa_type=Text)
    sha256: str = Field(sa_type=Text)
    approved_on: date
    paper: bytes = Field(sa_type=LargeBinary)
    paper_sha256: str = Field(sa_type=Text)
