"""Tables of the joint plan: the spine that every participant may read, and its parts."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint, Uuid, false, text
from sqlmodel import Field

from db.tables.base import Hundredths, Row, UtcDateTime

_NOT_CLOSED = text("status <> 'closed'")


def _later_text() -> Any:
    """A text that came after the first rows of its table: they have none."""
    return Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


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
    matters: str = _later_text()


class StanceRow(Row, table=True):
    """Whether the citizen agrees with the plan, and with what not."""

    __tablename__ = "stance"

    plan_id: UUID = Field(foreign_key="joint_plan.id", unique=True, sa_type=Uuid)
    kind: str = Field(sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    said_on: date | None = None


class StatementRow(Row, table=True):
    """What is written under a heading of text, at its place."""

    __tablename__ = "statement"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    place: int = 0
    heading: str = Field(sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    service_area: str | None = Field(default=None, sa_type=Text)
    source: str = Field(default="", sa_type=Text)


class ChallengeRow(Row, table=True):
    """A challenge within a theme, at its place; the levels are codes of one scale."""

    __tablename__ = "challenge"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    place: int = 0
    theme: str = Field(default="", sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    level_now: str | None = Field(default=None, sa_type=Text)
    level_expected: str | None = Field(default=None, sa_type=Text)
    level_own: str | None = Field(default=None, sa_type=Text)
    assessed_on: date | None = None
    service_area: str | None = Field(default=None, sa_type=Text)
    source: str = Field(default="", sa_type=Text)


class ContactRow(Row, table=True):
    """An agreement on how to keep in touch, at its place."""

    __tablename__ = "contact_agreement"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    place: int = 0
    form: str = Field(default="", sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    times: int | None = None
    period: str | None = Field(default=None, sa_type=Text)
    meeting_place: str = Field(default="", sa_type=Text)
    caller: str = Field(default="", sa_type=Text)
    service_area: str | None = Field(default=None, sa_type=Text)
    source: str = _later_text()


class MeasurementRow(Row, table=True):
    """What a measure showed on a day."""

    __tablename__ = "measurement"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    place: int = 0
    measure: str = Field(sa_type=Text)
    measured_on: date
    value: Decimal = Field(sa_type=Hundredths)
    goal_id: UUID | None = Field(default=None, foreign_key="goal.id", index=True, sa_type=Uuid)
    note: str = Field(default="", sa_type=Text)
    service_area: str | None = Field(default=None, sa_type=Text)
    source: str = _later_text()


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
    kind: str | None = Field(default=None, sa_type=Text)
    priority: str | None = Field(default=None, sa_type=Text)
    theme: str = _later_text()
    marks: str = _later_text()
    change_type: str | None = Field(default=None, sa_type=Text)
    achievement: str | None = Field(default=None, sa_type=Text)
    source: str = _later_text()


class SubGoalRow(Row, table=True):
    """A step on the way to a goal, at its place."""

    __tablename__ = "sub_goal"

    plan_id: UUID = Field(foreign_key="joint_plan.id", index=True, sa_type=Uuid)
    goal_id: UUID = Field(foreign_key="goal.id", sa_type=Uuid)
    place: int = 0
    title: str = Field(default="", sa_type=Text)
    due: date | None = None
    lifecycle: str = Field(sa_type=Text)
    achievement: str | None = Field(default=None, sa_type=Text)
    source: str = _later_text()


class InterventionRow(Row, table=True):
    """An intervention under a goal, at its place; ``weekly_times`` as «1 540-600» in a comma list.

    What it waits for lies in the columns of ``waiting``; all are empty when it does not wait.
    """

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
    hours_a_week: Decimal | None = Field(default=None, sa_type=Hundredths)
    weekly_times: str = _later_text()
    purpose: str = _later_text()
    offer: str = _later_text()
    is_waiting: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    waiting_cause: str = _later_text()
    waiting_on: str = _later_text()
    waiting_since: date | None = None
    wake_up_date: date | None = None
    source: str = _later_text()


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
    follower_id: UUID | None = Field(default=None, foreign_key="staff.id", index=True, sa_type=Uuid)
    follower_name: str = _later_text()
    follower_kind: str = _later_text()
    is_waiting: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    waiting_cause: str = _later_text()
    waiting_on: str = _later_text()
    waiting_since: date | None = None
    wake_up_date: date | None = None
    result: str = _later_text()
    source: str = _later_text()


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
    scope: str = _later_text()
    sources: str = _later_text()
    purpose: str = _later_text()
    withdrawn_on: date | None = None
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
