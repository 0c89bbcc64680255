"""Tasks that somebody waits for others to do: in the plans they coordinate, or asked for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session
from sqlmodel import col

from coordinator.lists import WorkItem, WorkKind
from db.sight import Sight
from db.tables.people import CitizenRow, StaffRow
from db.tables.plan import PlanRow, TaskRow
from db.work_queries import asked_for_by, seen_of, tasks_asked
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
        tasks_asked()
        .add_columns(col(StaffRow.name).label("holder"))
        .join(StaffRow, col(StaffRow.id) == col(TaskRow.assignee_id))
        .where(
            (col(PlanRow.coordinator_id) == member.id) | asked_for_by(member),
            col(PlanRow.status).not_in(_STILL),
            col(TaskRow.assignee_id) != member.id,
            col(TaskRow.status).in_(_AWAITED),
        )
    ).all()
    for task in seen_of(rows, member, sight):
        yield WorkItem(
            kind=WorkKind.TASK,
            title=task.title,
            citizen_id=task.citizen_id,
            citizen_name=task.name,
            plan_id=task.plan_id,
            part_id=task.id,
            service_area=ServiceArea(task.service_area),
            due=task.due,
            since=_since(task.waiting_since) or task.created_at,
            status=task.status,
            text=task.holder,
        )


def _since(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), UTC) if day is not None else None
