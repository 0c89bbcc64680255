"""Who has to do with a citizen, as a local store tells it; a server keeps it (30_relations)."""

from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from db.handover_repository import opened_to
from db.tables.people import CaseFileRow
from db.tables.plan import GoalRow, ParticipantRow, PlanRow, TaskRow
from db.tables.staff_tasks import StaffTaskRow
from plans.staff_tasks import HELD


def is_related(session: Session, citizen_id: UUID, staff_id: UUID, today: date) -> bool:
    """Tell whether somebody has a running case, a plan, a part of one or a task of a citizen."""
    values = {"citizen": citizen_id, "staff": staff_id, "today": today}
    return bool(session.execute(_related(), values).scalar())


@cache
def _related() -> Select[bool]:
    """Ask for it; built once, as each row of the log asks it."""
    citizen: BindParameter[UUID] = bindparam("citizen")
    staff: BindParameter[UUID] = bindparam("staff")
    today: BindParameter[date] = bindparam("today")
    return select(
        or_(
            exists().where(
                col(CaseFileRow.citizen_id) == citizen,
                col(CaseFileRow.caseworker_id) == staff,
                or_(col(CaseFileRow.end_date).is_(None), col(CaseFileRow.end_date) >= today),
                col(CaseFileRow.removed_at).is_(None),
            ),
            exists().where(
                col(PlanRow.citizen_id) == citizen,
                or_(col(PlanRow.coordinator_id) == staff, col(PlanRow.deputy_id) == staff),
            ),
            *_in_plans(citizen, staff),
            opened_to(citizen, staff, today),
            # A task that a colleague asked for, in no plan.
            exists().where(
                col(StaffTaskRow.citizen_id) == citizen,
                col(StaffTaskRow.assignee_id) == staff,
                col(StaffTaskRow.sender_id) != staff,
                col(StaffTaskRow.status).in_([each.value for each in HELD]),
            ),
        )
    )


def _in_plans(
    citizen: BindParameter[UUID], staff: BindParameter[UUID]
) -> tuple[ColumnElement[bool], ...]:
    """Ask for a seat, a goal or a task in a plan of the citizen."""
    plans = select(col(PlanRow.id)).where(col(PlanRow.citizen_id) == citizen)
    return (
        exists().where(
            col(ParticipantRow.plan_id).in_(plans),
            col(ParticipantRow.staff_id) == staff,
            col(ParticipantRow.removed_at).is_(None),
        ),
        exists().where(
            col(GoalRow.plan_id).in_(plans),
            col(GoalRow.owner_id) == staff,
            col(GoalRow.removed_at).is_(None),
        ),
        exists().where(
            col(TaskRow.plan_id).in_(plans),
            or_(col(TaskRow.assignee_id) == staff, col(TaskRow.follower_id) == staff),
            col(TaskRow.removed_at).is_(None),
        ),
    )
