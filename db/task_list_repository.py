"""The list of tasks in the store: those in plans, and those between colleagues."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlmodel import col

from coordinator.lists import ListedStaffTask, WorkItem, WorkKind
from coordinator.task_lists import ListedTask
from db.sight import Sight
from db.staff_task_repository import listed_of
from db.tables.people import CitizenRow
from db.tables.plan import PlanRow, TaskRow
from db.tables.staff_tasks import StaffTaskRow
from db.tables.task_steps import TaskStepRow
from db.work_queries import seen_of, taken_part_in_by, tasks_asked
from db.work_state import WorkState
from plans.parts import DONE_TASKS, ResponsibleKind
from plans.people import ServiceArea
from plans.states import STILL, WORKABLE, TaskStatus
from plans.task_steps import StepKind
from plans.units import Unit

_OVER: Final = tuple(each.value for each in DONE_TASKS)
_STILL: Final = tuple(each.value for each in STILL)
_WORKABLE: Final = frozenset(each.value for each in WORKABLE)
_NAME: Final = col(CitizenRow.given_name) + " " + col(CitizenRow.family_name)


class SqlTaskLists:
    """The list of tasks of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def in_plans(self, people: Collection[UUID], since: datetime) -> tuple[ListedTask, ...]:
        return tuple(self._in_plans(people, since))

    def between(
        self, people: Collection[UUID], units: Collection[Unit], since: datetime
    ) -> tuple[ListedStaffTask, ...]:
        theirs = (col(StaffTaskRow.sender_id), col(StaffTaskRow.assignee_id))
        queues = (_in_queue(unit) for unit in units)
        lately = or_(col(StaffTaskRow.status).not_in(_OVER), col(StaffTaskRow.changed_at) >= since)
        which = or_(*(column.in_(people) for column in theirs), *queues)
        return listed_of(self._state.session, and_(which, lately))

    def _in_plans(self, people: Collection[UUID], since: datetime) -> Iterator[ListedTask]:
        state = self._state
        rows = state.session.execute(_question(people, since)).all()
        seen = seen_of(rows, state.member, Sight(state.session, state.member, state.clock.today()))
        askers = self._askers({task.plan_id for task in seen})
        for task in seen:
            yield _listed(task, askers.get(task.id))

    def _askers(self, plans: Collection[UUID]) -> dict[UUID, tuple[UUID, str]]:
        """Tell who asked for each task last."""
        if not plans:
            return {}
        rows = self._state.session.execute(
            select(col(TaskStepRow.task_id), col(TaskStepRow.by_id), col(TaskStepRow.by_name))
            .where(
                col(TaskStepRow.plan_id).in_(plans),
                col(TaskStepRow.kind) == StepKind.ASKED.value,
            )
            .order_by(col(TaskStepRow.at), col(TaskStepRow.id))
        )
        return {task: (who, name) for task, who, name in rows}


def _question(people: Collection[UUID], since: datetime) -> Any:
    status = col(TaskRow.status)
    return tasks_asked().where(
        _theirs(people),
        or_(status.not_in(_OVER), col(TaskRow.changed_at) >= since),
        col(PlanRow.status).not_in(_STILL),
    )


def _theirs(people: Collection[UUID]) -> ColumnElement[bool]:
    outside = col(TaskRow.assignee_kind) != ResponsibleKind.STAFF.value
    asked = exists().where(
        col(TaskStepRow.plan_id) == col(TaskRow.plan_id),
        col(TaskStepRow.task_id) == col(TaskRow.id),
        col(TaskStepRow.by_id).in_(people),
        col(TaskStepRow.kind) == StepKind.ASKED.value,
    )
    # Only who takes part in a plan asks for tasks in it, so no other plan is looked through.
    of_plan = col(TaskRow.plan_id).in_(taken_part_in_by(people)) & (
        col(PlanRow.coordinator_id).in_(people) | asked
    )
    return or_(
        col(TaskRow.assignee_id).in_(people),
        col(TaskRow.follower_id).in_(people) & outside,
        of_plan,
    )


def _listed(task: Any, asker: tuple[UUID, str] | None) -> ListedTask:
    item = WorkItem(
        kind=WorkKind.TASK,
        title=task.title,
        citizen_id=task.citizen_id,
        citizen_name=task.name,
        plan_id=task.plan_id,
        part_id=task.id,
        service_area=ServiceArea(task.service_area),
        due=task.due,
        since=task.created_at,
        status=task.status,
        text=task.assignee_name,
        waits_on=task.waiting_on,
        wake_up=task.wake_up_date,
        locked=task.plan_status not in _WORKABLE,
    )
    sender, sender_name = asker or (task.coordinator_id, "")
    return ListedTask(
        item,
        TaskStatus(task.status),
        sender,
        sender_name,
        task.assignee_id,
        task.assignee_name,
    )


def _in_queue(unit: Unit) -> ColumnElement[bool]:
    area = unit.service_area.value if unit.service_area else None
    return and_(
        col(StaffTaskRow.queue_team) == unit.team,
        col(StaffTaskRow.queue_area) == area,
        col(StaffTaskRow.assignee_id).is_(None),
        col(StaffTaskRow.status) == TaskStatus.REQUESTED.value,
    )
