"""The tasks between colleagues in the store."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from coordinator.lists import ListedStaffTask
from coordinator.ports import NotFound
from db import doors
from db.mapping import Fields
from db.sight import consent_in
from db.tables.people import CitizenRow, StaffRow
from db.tables.plan import ConsentRow, PlanRow
from db.tables.staff_tasks import StaffTaskRow, StaffTaskStepRow
from db.task_step_repository import read_step, step_fields
from db.work_state import WorkState
from plans.access import ROLE_DEEDS, Deed
from plans.parts import Priority, Waiting
from plans.people import ServiceArea
from plans.staff_tasks import HELD, OPEN, TAKEN, Origin, OriginKind, StaffTask, Wish, reaches
from plans.states import PlanStatus, TaskStatus
from plans.task_steps import TaskStep
from plans.units import Unit

_OPEN: Final = tuple(each.value for each in OPEN)
_WITH_CITIZENS: Final = tuple(
    role.value for role, deeds in ROLE_DEEDS.items() if Deed.OPEN_CITIZEN in deeds
)
_NAME: Final = col(CitizenRow.given_name) + " " + col(CitizenRow.family_name)


class SqlStaffTasks:
    """The tasks of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        self._rows: dict[UUID, StaffTaskRow] = {}

    def get(self, task_id: UUID) -> StaffTask:
        row = self._state.session.get(StaffTaskRow, task_id)
        if row is None:
            raise NotFound
        self._rows[task_id] = row
        return _task(row)

    def hold(self, task_id: UUID) -> StaffTask:
        row = self._state.session.execute(
            select(StaffTaskRow).where(col(StaffTaskRow.id) == task_id).with_for_update()
        ).scalar_one_or_none()
        if row is None:
            raise NotFound
        self._rows[task_id] = row
        return _task(row)

    def add(self, task: StaffTask) -> None:
        row = self._state.insert(StaffTaskRow, task.id, _fields(task))
        assert isinstance(row, StaffTaskRow)
        self._rows[task.id] = row
        self._wrote(task)

    def save(self, task: StaffTask) -> None:
        if self._state.update(self._rows[task.id], _fields(task)):
            self._wrote(task)

    def add_step(self, task: StaffTask, step: TaskStep) -> None:
        fields = {
            "staff_task_id": step.task_id,
            "citizen_id": task.wish.citizen_id,
            **step_fields(step),
        }
        self._state.insert(StaffTaskStepRow, step.id, fields)
        self._wrote(task)

    def steps(self, task_ids: Collection[UUID]) -> tuple[TaskStep, ...]:
        rows = self._state.session.execute(
            select(StaffTaskStepRow)
            .where(col(StaffTaskStepRow.staff_task_id).in_(task_ids))
            .order_by(col(StaffTaskStepRow.at), col(StaffTaskStepRow.id))
        ).scalars()
        return tuple(read_step(row, row.staff_task_id, None) for row in rows)

    def of_member(self, staff_id: UUID) -> tuple[ListedStaffTask, ...]:
        theirs = (col(StaffTaskRow.sender_id), col(StaffTaskRow.assignee_id))
        return self._listed(or_(*(column == staff_id for column in theirs)))

    def of_units(self, units: Collection[Unit]) -> tuple[ListedStaffTask, ...]:
        if not units:
            return ()
        in_queue = (
            and_(
                col(StaffTaskRow.queue_team) == unit.team,
                col(StaffTaskRow.queue_area)
                == (unit.service_area.value if unit.service_area else None),
            )
            for unit in units
        )
        return self._listed(
            col(StaffTaskRow.assignee_id).is_(None)
            & col(StaffTaskRow.has_queue)
            & (col(StaffTaskRow.status) == TaskStatus.REQUESTED.value)
            & or_(*in_queue)
        )

    def of_citizen(self, citizen_id: UUID) -> tuple[ListedStaffTask, ...]:
        return self._listed(col(StaffTaskRow.citizen_id) == citizen_id)

    def left_behind(self) -> tuple[ListedStaffTask, ...]:
        gone = select(col(StaffRow.id)).where(
            ~(col(StaffRow.active) & col(StaffRow.role).in_(_WITH_CITIZENS))
        )
        theirs = (col(StaffTaskRow.sender_id), col(StaffTaskRow.assignee_id))
        return self._listed(or_(*(column.in_(gone) for column in theirs)))

    def may_claim(self, task: StaffTask) -> bool:
        if self._state.person:
            return doors.may_claim(self._state.session, task.id)
        consent = None
        if task.wish.citizen_id is not None:
            plan = select(col(PlanRow.id)).where(
                col(PlanRow.citizen_id) == task.wish.citizen_id,
                col(PlanRow.status) != PlanStatus.CLOSED.value,
            )
            today = self._state.clock.today()
            consent = consent_in(self._state.session, col(ConsentRow.plan_id).in_(plan), today)
        return task.wish.citizen_id is None or reaches(
            task.sender_area, self._state.member.service_area, consent
        )

    def claimed_by(self, task_id: UUID) -> str:
        if self._state.person:
            return doors.who_claimed(self._state.session, task_id) or ""
        row = self._state.session.get(StaffTaskRow, task_id)
        return row.assignee_name if row is not None and row.has_queue else ""

    def _listed(self, which: ColumnElement[bool]) -> tuple[ListedStaffTask, ...]:
        return listed_of(self._state.session, and_(which, col(StaffTaskRow.status).in_(_OPEN)))

    def _wrote(self, task: StaffTask) -> None:
        self._state.flush()
        if task.wish.citizen_id is not None:
            self._state.citizens.add(task.wish.citizen_id)
        else:
            self._state.everything = True


def listed_of(session: Session, which: ColumnElement[bool]) -> tuple[ListedStaffTask, ...]:
    """List the tasks of a kind; who may not see the citizen sees the task without the name."""
    rows = session.execute(
        select(StaffTaskRow, _NAME)
        .outerjoin(CitizenRow, col(CitizenRow.id) == col(StaffTaskRow.citizen_id))
        .where(which)
        .order_by(col(StaffTaskRow.created_at), col(StaffTaskRow.id))
    ).all()
    return tuple(ListedStaffTask(_task(row), row.created_at, name or "") for row, name in rows)


def hanging_on(people: Collection[UUID]) -> Any:
    """Ask for the tasks that hang on some people: who and by when (plans.staff_tasks.hangs_on)."""
    has, asked_for = col(StaffTaskRow.assignee_id), col(StaffTaskRow.sender_id)
    status, due = col(StaffTaskRow.status), col(StaffTaskRow.due)
    held: Any = select(has.label("who"), due.label("due"))
    unanswered: Any = select(asked_for.label("who"), due.label("due"))
    both = (
        held.where(has.in_(people), status.in_([each.value for each in HELD]))
        .union_all(
            unanswered.where(
                asked_for.in_(people),
                or_(has.is_(None), has != asked_for),
                status.in_([each.value for each in OPEN - TAKEN]),
            )
        )
        .subquery()
    )
    return select(both.c.who, both.c.due)


def _fields(task: StaffTask) -> Fields:
    wish, queue = task.wish, task.queue
    waiting = task.waiting or Waiting()
    return {
        "title": wish.title,
        "text": wish.text,
        "kind": wish.kind,
        "citizen_id": wish.citizen_id,
        "origin_kind": wish.origin.kind.value,
        "origin_id": wish.origin.id,
        "origin_part": wish.origin.part,
        "priority": wish.priority.value,
        "expected": wish.expected,
        "refs": "\n".join(wish.references),
        "due": wish.due,
        "sender_id": task.sender,
        "sender_name": task.sender_name,
        "sender_area": task.sender_area.value if task.sender_area else None,
        "assignee_id": task.assignee,
        "assignee_name": task.assignee_name,
        "has_queue": queue is not None,
        "queue_area": queue.service_area.value if queue and queue.service_area else None,
        "queue_team": queue.team if queue else "",
        "status": task.status.value,
        "is_waiting": task.waiting is not None,
        "waiting_cause": waiting.cause,
        "waiting_on": waiting.on_whom,
        "waiting_since": waiting.since,
        "wake_up_date": waiting.wake_up_date,
        "result": task.result,
    }


def _task(row: StaffTaskRow) -> StaffTask:
    origin = Origin(OriginKind(row.origin_kind), row.origin_id, row.origin_part)
    waiting = Waiting(row.waiting_cause, row.waiting_on, row.waiting_since, row.wake_up_date)
    return StaffTask(
        id=row.id,
        wish=Wish(
            title=row.title,
            due=row.due,
            text=row.text,
            kind=row.kind,
            citizen_id=row.citizen_id,
            origin=origin,
            priority=Priority(row.priority),
            expected=row.expected,
            references=tuple(row.refs.split("\n")) if row.refs else (),
        ),
        sender=row.sender_id,
        sender_name=row.sender_name,
        sender_area=_area(row.sender_area),
        assignee=row.assignee_id,
        assignee_name=row.assignee_name,
        queue=Unit(_area(row.queue_area), row.queue_team) if row.has_queue else None,
        status=TaskStatus(row.status),
        waiting=waiting if row.is_waiting else None,
        result=row.result,
    )


def _area(code: str | None) -> ServiceArea | None:
    return ServiceArea(code) if code else None
