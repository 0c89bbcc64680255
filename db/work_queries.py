"""What waits on somebody: tasks, reviews, returned plans, follow-ups, protections to check."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from coordinator.lists import PlanLine, WorkItem, WorkKind
from db import doors
from db.engine import is_person
from db.search import my_ids
from db.sight import Sight
from db.tables.people import CitizenRow, StaffRow
from db.tables.plan import (
    GoalRow,
    InterventionRow,
    ParticipantRow,
    PlanEventRow,
    PlanRow,
    TaskRow,
)
from db.tables.task_steps import TaskStepRow
from plans.parts import EventKind, ResponsibleKind
from plans.people import Role, ServiceArea, StaffMember
from plans.states import ENDED, STILL, WORKABLE, GoalLifecycle, PlanStatus, TaskStatus
from plans.task_steps import StepKind

# How long before its day something that is not yet late is shown (domain.md § 3.4 (7): 30 days).
PROTECTION_AHEAD: Final = timedelta(days=30)
FOLLOW_UP_AHEAD: Final = timedelta(days=14)
_OVER: Final = (TaskStatus.COMPLETED.value, TaskStatus.CANCELLED.value)
# A declined task goes back to the sender.
_NOT_MINE: Final = (*_OVER, TaskStatus.DECLINED.value)
_STILL: Final = tuple(status.value for status in STILL)
_ENDED: Final = tuple(status.value for status in ENDED)
_WORKABLE: Final = frozenset(status.value for status in WORKABLE)
_WRITTEN: Final = (PlanStatus.DRAFT.value, PlanStatus.IN_REVISION.value)
_NAME: Final = col(CitizenRow.given_name) + " " + col(CitizenRow.family_name)


def work(
    session: Session, member: StaffMember, today: date, plans: Sequence[PlanLine]
) -> tuple[WorkItem, ...]:
    """List all that waits on a member of staff, whose plans these are: what has no day is last."""
    sight = Sight(session, member, today)
    items = [
        *_tasks(session, member, sight),
        *_goals(session, member, today),
        *_waiting_interventions(session, member, today, sight),
        *_plans(session, member, today, plans),
        *_reviews(session, member),
        *_protections(session, member, today),
    ]
    return tuple(sorted(items, key=lambda item: (item.by or date.max, item.citizen_name)))


def my_plans(session: Session, member: StaffMember) -> tuple[PlanLine, ...]:
    """List the plans somebody coordinates, stands in for, or takes part in."""
    question = _plan_lines().where(
        col(PlanRow.id).in_(taken_part_in(member)), col(PlanRow.status) != PlanStatus.CLOSED.value
    )
    return _lines(session, question.order_by(col(CitizenRow.sort_key)))


def plans_with_status(session: Session, statuses: Sequence[PlanStatus]) -> tuple[PlanLine, ...]:
    """List the plans in some states, those that came there first on top."""
    wanted = [status.value for status in statuses]
    question = _plan_lines().where(col(PlanRow.status).in_(wanted))
    return _lines(session, question.order_by(col(PlanRow.changed_at)))


def _plan_lines() -> Any:
    # The columns alone: a hundred and fifty plans as objects take four times as long.
    return (
        select(
            col(PlanRow.id),
            col(PlanRow.citizen_id),
            _NAME.label("name"),
            or_(col(CitizenRow.address_protected), col(CitizenRow.special_protection)).label(
                "protected"
            ),
            col(PlanRow.status),
            col(PlanRow.approved_version),
            col(PlanRow.coordinator_id),
            col(StaffRow.name).label("coordinator"),
            col(PlanRow.follow_up),
        )
        .join(CitizenRow, col(CitizenRow.id) == col(PlanRow.citizen_id))
        .join(StaffRow, col(StaffRow.id) == col(PlanRow.coordinator_id))
    )


def _lines(session: Session, question: Any) -> tuple[PlanLine, ...]:
    found = session.execute(question).all()
    ids = [plan.id for plan in found]
    areas = _areas(session, ids)
    events = _last_events(session, ids)
    lines = []
    for plan in found:
        kind, at, text = events.get(plan.id, ("", None, ""))
        lines.append(
            PlanLine(
                plan_id=plan.id,
                citizen_id=plan.citizen_id,
                citizen_name=plan.name,
                protected=bool(plan.protected),
                status=PlanStatus(plan.status),
                version=plan.approved_version,
                coordinator_id=plan.coordinator_id,
                coordinator_name=plan.coordinator,
                follow_up=plan.follow_up,
                service_areas=areas.get(plan.id, ()),
                sent_at=at if kind == EventKind.SENT else None,
                remark=text if kind == EventKind.RETURNED else "",
            )
        )
    return tuple(lines)


def _areas(session: Session, ids: list[UUID]) -> dict[UUID, tuple[ServiceArea, ...]]:
    """Give the service areas at work in each plan: marks, of what the consent hides too."""
    if is_person(session.get_bind()):
        found = doors.areas_of_plans(session, ids)
    else:
        area = col(InterventionRow.service_area)
        rows = session.execute(
            select(col(InterventionRow.plan_id), func.aggregate_strings(area, ","))
            .where(col(InterventionRow.plan_id).in_(ids), col(InterventionRow.removed_at).is_(None))
            .group_by(col(InterventionRow.plan_id))
        )
        found = dict(rows.all())
    return {
        plan_id: tuple(area for area in ServiceArea if area.value in areas.split(","))
        for plan_id, areas in found.items()
    }


def _last_events(session: Session, ids: list[UUID]) -> dict[UUID, tuple[str, Any, str]]:
    newest = (
        select(col(PlanEventRow.plan_id), func.max(col(PlanEventRow.place)).label("place"))
        .where(col(PlanEventRow.plan_id).in_(ids))
        .group_by(col(PlanEventRow.plan_id))
        .subquery()
    )
    rows = session.execute(
        select(PlanEventRow).join(
            newest,
            (col(PlanEventRow.plan_id) == newest.c.plan_id)
            & (col(PlanEventRow.place) == newest.c.place),
        )
    ).scalars()
    return {row.plan_id: (row.kind, row.at, row.text) for row in rows}


def _tasks(session: Session, member: StaffMember, sight: Sight) -> Iterator[WorkItem]:
    """Tasks that somebody does or follows up, and the declined ones that they asked for.

    Who coordinates a plan hears of all that were declined in it.
    """
    rows = session.execute(
        tasks_asked().where(_waits_on(member), col(PlanRow.status).not_in(_STILL))
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
            since=task.created_at,
            status=task.status,
            text="" if task.assignee_id == member.id else task.assignee_name,
            waits_on=task.waiting_on,
            wake_up=task.wake_up_date,
            locked=task.plan_status not in _WORKABLE,
        )


def tasks_asked() -> Any:
    """Ask for tasks in plans, each with where it stands and about whom, as columns alone."""
    return (
        select(
            col(TaskRow.id),
            col(TaskRow.plan_id),
            col(TaskRow.title),
            col(TaskRow.due),
            col(TaskRow.created_at),
            col(TaskRow.status),
            col(TaskRow.assignee_id),
            col(TaskRow.assignee_name),
            col(TaskRow.follower_id),
            col(TaskRow.waiting_on),
            col(TaskRow.waiting_since),
            col(TaskRow.wake_up_date),
            col(InterventionRow.service_area),
            col(InterventionRow.created_by).label("made_by"),
            col(PlanRow.citizen_id),
            col(PlanRow.coordinator_id),
            col(PlanRow.status).label("plan_status"),
            _NAME.label("name"),
        )
        .join(InterventionRow, col(InterventionRow.id) == col(TaskRow.intervention_id))
        .join(PlanRow, col(PlanRow.id) == col(TaskRow.plan_id))
        .join(CitizenRow, col(CitizenRow.id) == col(PlanRow.citizen_id))
        .where(col(TaskRow.removed_at).is_(None), col(InterventionRow.removed_at).is_(None))
    )


def seen_of(rows: Sequence[Any], member: StaffMember, sight: Sight) -> list[Any]:
    """Leave out the tasks of parts that the consent hides; one's own are always seen."""

    def mine(task: Any) -> bool:
        return member.id in (task.assignee_id, task.follower_id)

    sight.read({task.plan_id for task in rows if not mine(task)})
    return [
        task
        for task in rows
        if mine(task) or sight.sees(task.plan_id, task.service_area, task.made_by)
    ]


def _waits_on(member: StaffMember) -> ColumnElement[bool]:
    status = col(TaskRow.status)
    outside = col(TaskRow.assignee_kind) != ResponsibleKind.STAFF.value
    followed = (col(TaskRow.follower_id) == member.id) & outside
    return or_(
        ((col(TaskRow.assignee_id) == member.id) | followed) & status.not_in(_NOT_MINE),
        asked_for_by(member) & (status == TaskStatus.DECLINED.value),
    )


def asked_for_by(member: StaffMember) -> ColumnElement[bool]:
    """Tell of a task that it stands in a plan that one coordinates, or that one asked for it.

    Only who takes part in a plan asks for tasks in it, so no other plan is looked through.
    """
    asked = exists().where(
        col(TaskStepRow.plan_id) == col(TaskRow.plan_id),
        col(TaskStepRow.task_id) == col(TaskRow.id),
        col(TaskStepRow.by_id) == member.id,
        col(TaskStepRow.kind) == StepKind.ASKED.value,
    )
    return col(TaskRow.plan_id).in_(taken_part_in(member)) & (
        (col(PlanRow.coordinator_id) == member.id) | asked
    )


def taken_part_in(member: StaffMember) -> Select[UUID]:
    """Ask for the plans that somebody coordinates, stands in for, or takes part in."""
    return taken_part_in_by((member.id,))


def taken_part_in_by(people: Collection[UUID]) -> Select[UUID]:
    """Ask for the plans that any of some people coordinates, stands in for, or takes part in."""
    part = select(col(ParticipantRow.plan_id)).where(
        col(ParticipantRow.staff_id).in_(people), col(ParticipantRow.removed_at).is_(None)
    )
    return select(col(PlanRow.id)).where(
        or_(
            col(PlanRow.coordinator_id).in_(people),
            col(PlanRow.deputy_id).in_(people),
            col(PlanRow.id).in_(part),
        )
    )


_Part = TypeVar("_Part", GoalRow, InterventionRow)


def _parts_at_work(table: type[_Part]) -> Select[_Part, PlanRow, str]:
    """Ask for parts of plans that neither rest nor have stopped, with plan and citizen."""
    return (
        select(table, PlanRow, _NAME)
        .join(PlanRow, col(PlanRow.id) == col(table.plan_id))
        .join(CitizenRow, col(CitizenRow.id) == col(PlanRow.citizen_id))
        .where(col(table.removed_at).is_(None), col(PlanRow.status).not_in(_STILL))
    )


def _waiting_interventions(
    session: Session, member: StaffMember, today: date, sight: Sight
) -> Iterator[WorkItem]:
    """Interventions of plans I coordinate that wait, and are to be looked at again."""
    rows = session.execute(
        _parts_at_work(InterventionRow).where(
            col(PlanRow.coordinator_id) == member.id,
            col(InterventionRow.wake_up_date) <= today,
            col(InterventionRow.status).not_in(_ENDED),
        )
    )
    for each, plan, name in rows:
        if not sight.sees(plan.id, each.service_area, each.created_by):
            continue
        yield WorkItem(
            kind=WorkKind.LOOK_AGAIN,
            title=each.title,
            citizen_id=plan.citizen_id,
            citizen_name=name,
            plan_id=plan.id,
            part_id=each.id,
            service_area=ServiceArea(each.service_area),
            waits_on=each.waiting_on,
            wake_up=each.wake_up_date,
            locked=plan.status not in _WORKABLE,
        )


def _goals(session: Session, member: StaffMember, today: date) -> Iterator[WorkItem]:
    """Goals that somebody owns and whose day has passed."""
    rows = session.execute(
        _parts_at_work(GoalRow).where(
            col(GoalRow.owner_id) == member.id,
            col(GoalRow.lifecycle) == GoalLifecycle.ACTIVE.value,
            col(GoalRow.due) < today,
        )
    )
    for goal, plan, name in rows:
        yield WorkItem(
            kind=WorkKind.GOAL,
            title=goal.title,
            citizen_id=plan.citizen_id,
            citizen_name=name,
            plan_id=plan.id,
            part_id=goal.id,
            due=goal.due,
        )


def _plans(
    session: Session, member: StaffMember, today: date, plans: Sequence[PlanLine]
) -> Iterator[WorkItem]:
    """Plans of mine that were returned, approved, come up for follow-up, or wake up."""
    lines = [line for line in plans if line.coordinator_id == member.id]
    resting = session.execute(
        select(col(PlanRow.id), col(PlanRow.wake_up_date)).where(
            col(PlanRow.coordinator_id) == member.id,
            col(PlanRow.status) == PlanStatus.PAUSED.value,
            col(PlanRow.wake_up_date) <= today,
        )
    )
    wake_ups = dict(resting.all())
    for line in lines:
        kind, due = _plan_need(line, wake_ups.get(line.plan_id), today)
        if kind is not None:
            yield WorkItem(
                kind=kind,
                title="",
                citizen_id=line.citizen_id,
                citizen_name=line.citizen_name,
                plan_id=line.plan_id,
                due=due,
                status=line.status.value,
                text=line.remark,
            )


def _plan_need(
    line: PlanLine, wake_up: date | None, today: date
) -> tuple[WorkKind | None, date | None]:
    """Say what a plan asks of its coordinating case worker now, and by when."""
    if line.remark and line.status.value in _WRITTEN:
        return WorkKind.RETURNED, None
    if line.status is PlanStatus.APPROVED:
        return WorkKind.APPROVED, None
    if wake_up is not None:
        return WorkKind.WAKE_UP, wake_up
    soon = line.follow_up is not None and line.follow_up <= today + FOLLOW_UP_AHEAD
    if soon and line.status is PlanStatus.ACTIVE:
        return WorkKind.FOLLOW_UP, line.follow_up
    return None, None


def _reviews(session: Session, member: StaffMember) -> Iterator[WorkItem]:
    """Plans in review whose coordinating case worker belongs to my unit, when I lead it."""
    if member.role is not Role.TEAM_LEAD:
        return
    area = member.service_area.value if member.service_area else None
    question = _plan_lines().where(
        col(PlanRow.status) == PlanStatus.IN_REVIEW.value,
        # Her own plan waits for another lead, not for her.
        col(PlanRow.coordinator_id) != member.id,
        col(StaffRow.team) == member.team,
        col(StaffRow.service_area) == area,
    )
    for line in _lines(session, question):
        yield WorkItem(
            kind=WorkKind.REVIEW,
            title=line.coordinator_name,
            citizen_id=line.citizen_id,
            citizen_name=line.citizen_name,
            plan_id=line.plan_id,
            since=line.sent_at,
            status=line.status.value,
        )


def _protections(session: Session, member: StaffMember, today: date) -> Iterator[WorkItem]:
    """Protections of my citizens that end within 30 days or have ended: «tjek beskyttelse»."""
    rows = session.execute(
        select(col(CitizenRow.id), _NAME, col(CitizenRow.protection_until)).where(
            col(CitizenRow.id).in_(my_ids(session, member.id, today)),
            col(CitizenRow.address_protected) | col(CitizenRow.special_protection),
            col(CitizenRow.protection_until) <= today + PROTECTION_AHEAD,
        )
    )
    for citizen_id, name, until in rows:
        yield WorkItem(
            kind=WorkKind.PROTECTION,
            title="",
            citizen_id=citizen_id,
            citizen_name=name,
            due=until,
        )
