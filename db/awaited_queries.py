"""Tasks that somebody waits for others to do: in the plans they coordinate, or asked for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from coordinator.lists import WorkItem, WorkKind
from db.sight import Sight
from db.tables.people import CitizenRow, StaffRow
from db.tables.plan import InterventionRow, PlanRow, TaskRow
from db.work_queries import asked_for_by
from plans.people import ServiceArea, StaffMember
from plans.states import STILL, TaskStatus

_NAME = col(CitizenRow.given_name) + " " + col(CitizenRow.family_name)
_AWAITED = tuple(
    each.value for each in (TaskStatus.REQUESTED, TaskStatus.ACCEPTED, TaskStatus.WAITING)
)
_STILL = tuple(each.value for each in STILL)


def awaited(session: Session, member: StaffMember, today: date) -> tuple[WorkItem, ...]:
    """List them; ``text`` is who holds the task, ``since`` when it was given or began to wait."""
    sight = Sight(session, member, today)
    found = _tasks(session, member, sight)
    return tuple(sorted(found, key=lambda each: (each.citizen_name, each.title)))


def _tasks(session: Session, member: StaffMember, sight: Sight) -> Iterator[WorkItem]:
    rows = session.execute(
        select(
            TaskRow,
            col(InterventionRow.service_area),
            col(InterventionRow.created_by),
            PlanRow,
            _NAME,
            col(StaffRow.name),
        )
        .join(InterventionRow, col(InterventionRow.id) == col(TaskRow.intervention_id))
        .join(PlanRow, col(PlanRow.id) == col(TaskRow.plan_id))
        .join(CitizenRow, col(CitizenRow.id) == col(PlanRow.citizen_id))
        .join(StaffRow, col(StaffRow.id) == col(TaskRow.assignee_id))
        .where(
            (col(PlanRow.coordinator_id) == member.id) | asked_for_by(member),
            col(PlanRow.status).not_in(_STILL),
            col(TaskRow.assignee_id) != member.id,
            col(TaskRow.status).in_(_AWAITED),
            col(TaskRow.removed_at).is_(None),
            col(InterventionRow.removed_at).is_(None),
        )
    )
    for task, area, made_by, plan, name, holder in rows:
        if task.follower_id != member.id and not sight.sees(plan.id, area, made_by):
            continue
        yield WorkItem(
            kind=WorkKind.TASK,
            title=task.title,
            citizen_id=plan.citizen_id,
            citizen_name=name,
            plan_id=plan.id,
            part_id=task.id,
            service_area=ServiceArea(area),
            due=task.due,
            since=_since(task.waiting_since) or task.created_at,
            status=task.status,
            text=holder,
        )


def _since(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), UTC) if day is not None else None
