"""What hangs on members of staff, counted and listed from the rows."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import col

from coordinator.caseloads import Acquaintance, HeldKind, HeldThing, Load
from db import doors
from db.acquaintances import acquainted
from db.part_codec import part_from
from db.sight import Sight
from db.staff_task_repository import hanging_on
from db.tables.people import CaseFileRow, CitizenRow, StaffRow
from db.tables.plan import (
    ConsentRow,
    GoalRow,
    InterventionRow,
    ParticipantRow,
    PlanRow,
    TaskRow,
)
from db.work_state import WorkState
from plans.content import consent_on
from plans.parts import Consent, ResponsibleKind
from plans.people import ServiceArea
from plans.states import GoalLifecycle, PlanStatus, TaskStatus

_OVER: Final = [
    each.value for each in (TaskStatus.COMPLETED, TaskStatus.DECLINED, TaskStatus.CANCELLED)
]
_GOALS_AT_WORK: Final = [
    each.value for each in (GoalLifecycle.PROPOSED, GoalLifecycle.ACTIVE, GoalLifecycle.PAUSED)
]
_NAME: Final = col(CitizenRow.given_name) + " " + col(CitizenRow.family_name)
_AT_WORK: Final = col(PlanRow.status) != PlanStatus.CLOSED.value
_ORDER: Final = tuple(HeldKind)


class SqlCaseloads:
    """The caseloads of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        self._session = state.session

    def loads(self, people: Collection[UUID], today: date, stuck_by: date) -> Mapping[UUID, Load]:
        if self._state.person:
            told = doors.unit_loads(self._session, stuck_by)
            return {each: told.get(each, Load()) for each in people}
        leader, worker = col(PlanRow.coordinator_id), col(CaseFileRow.caseworker_id)
        coordinated: Any = select(leader.label("who"), col(PlanRow.citizen_id)).where(
            leader.in_(people), _AT_WORK
        )
        met: Any = select(worker.label("who"), col(CaseFileRow.citizen_id)).where(
            worker.in_(people), _running(today)
        )
        in_plans: Any = _tasks(col(TaskRow.assignee_id).in_(people)).with_only_columns(
            col(TaskRow.assignee_id).label("who"),
            col(TaskRow.due).label("due"),
            maintain_column_froms=True,
        )
        found: Any = in_plans.union_all(hanging_on(people)).subquery()
        tasks: Any = select(found.c.who, found.c.due)
        counts = [
            self._counts(each)
            for each in (
                met.union(coordinated),
                coordinated,
                tasks,
                tasks.where(found.c.due < today),
                tasks.where(found.c.due <= stuck_by),
            )
        ]
        return {who: Load(*(each.get(who, 0) for each in counts)) for who in people}

    def held(self, staff_id: UUID, today: date) -> tuple[HeldThing, ...]:
        things = (
            *self._plans(staff_id, today),
            *self._cases(staff_id, today),
            *self._tasks(staff_id, today),
            *self._goals(staff_id),
            *self._core_teams(staff_id),
        )
        return tuple(
            sorted(
                things,
                key=lambda each: (
                    each.citizen_name,
                    each.citizen_id,
                    _ORDER.index(each.kind),
                    each.by or date.max,
                ),
            )
        )

    def unseen_tasks(self, staff_id: UUID, today: date) -> Mapping[str, int]:
        question = _tasks(col(TaskRow.assignee_id) == staff_id).join(
            StaffRow, col(StaffRow.id) == col(PlanRow.coordinator_id)
        )
        if self._state.person:
            seen = question.with_only_columns(
                col(StaffRow.name), func.count(), maintain_column_froms=True
            ).group_by(col(StaffRow.name))
            shown: dict[str, int] = dict(self._session.execute(seen).all())
            total = doors.tasks_held(self._session, staff_id)
            return {
                name: n - shown.get(name, 0) for name, n in total.items() if n > shown.get(name, 0)
            }
        sight = Sight(self._session, self._state.member, today)
        rows = self._session.execute(
            question.with_only_columns(
                col(StaffRow.name), InterventionRow, maintain_column_froms=True
            )
        )
        return Counter(
            name
            for name, place in rows
            if not sight.sees(place.plan_id, place.service_area, place.created_by)
        )

    def acquainted(
        self, citizens: Collection[UUID], since: datetime
    ) -> Mapping[UUID, Acquaintance]:
        return acquainted(self._state, citizens, since)

    def _counts(self, question: Any) -> dict[UUID, int]:
        asked = question.subquery()
        rows = self._session.execute(select(asked.c.who, func.count()).group_by(asked.c.who))
        return dict(rows.all())

    def _plans(self, staff_id: UUID, today: date) -> Iterator[HeldThing]:
        """The plans that they coordinate or stand in for."""
        leads = or_(col(PlanRow.coordinator_id) == staff_id, col(PlanRow.deputy_id) == staff_id)
        found = self._session.execute(_of_plans(leads)).all()
        ends = self._consent_ends([plan.id for plan, _name in found], today)
        for plan, name in found:
            mine = plan.coordinator_id == staff_id
            yield HeldThing(
                HeldKind.PLAN if mine else HeldKind.DEPUTY,
                plan.citizen_id,
                name,
                by=plan.follow_up,
                plan_id=plan.id,
                status=plan.status,
                consent_ends=ends.get(plan.id) if mine else None,
            )

    def _consent_ends(self, plans: Sequence[UUID], today: date) -> dict[UUID, date | None]:
        """Tell until when the consent of today holds in each plan."""
        rows = self._session.execute(
            select(ConsentRow)
            .where(col(ConsentRow.plan_id).in_(plans), col(ConsentRow.removed_at).is_(None))
            .order_by(col(ConsentRow.place), col(ConsentRow.id))
        ).scalars()
        given: dict[UUID, list[Consent]] = {}
        for row in rows:
            given.setdefault(row.plan_id, []).append(part_from(Consent, row, id=row.id))
        held = {plan: consent_on(consents, today) for plan, consents in given.items()}
        return {plan: each.valid_until for plan, each in held.items() if each is not None}

    def _cases(self, staff_id: UUID, today: date) -> Iterator[HeldThing]:
        rows = self._session.execute(
            select(CaseFileRow, _NAME)
            .join(CitizenRow, col(CitizenRow.id) == col(CaseFileRow.citizen_id))
            .where(col(CaseFileRow.caseworker_id) == staff_id, _running(today))
        )
        for case, name in rows:
            area = ServiceArea(case.service_area)
            yield HeldThing(HeldKind.CASE, case.citizen_id, name, case.title, case.end_date, area)

    def _tasks(self, staff_id: UUID, today: date) -> Iterator[HeldThing]:
        """The open tasks that are theirs, and those of others outside that they follow up."""
        sight = Sight(self._session, self._state.member, today)
        outside = col(TaskRow.assignee_kind) != ResponsibleKind.STAFF.value
        followed = (col(TaskRow.follower_id) == staff_id) & outside
        question = _tasks(or_(col(TaskRow.assignee_id) == staff_id, followed))
        for task, place, plan, name in self._session.execute(question):
            if not sight.sees(plan.id, place.service_area, place.created_by):
                continue
            mine = task.assignee_id == staff_id
            yield HeldThing(
                HeldKind.TASK if mine else HeldKind.FOLLOWED_TASK,
                plan.citizen_id,
                name,
                task.title,
                task.due,
                ServiceArea(place.service_area),
                plan.id,
                task.status,
            )

    def _goals(self, staff_id: UUID) -> Iterator[HeldThing]:
        rows = self._session.execute(
            _of_plans(
                col(GoalRow.owner_id) == staff_id,
                col(GoalRow.removed_at).is_(None),
                col(GoalRow.lifecycle).in_(_GOALS_AT_WORK),
            )
            .join(GoalRow, col(GoalRow.plan_id) == col(PlanRow.id))
            .add_columns(col(GoalRow.title), col(GoalRow.due))
        )
        for plan, name, title, due in rows:
            yield HeldThing(HeldKind.GOAL, plan.citizen_id, name, title, due, plan_id=plan.id)

    def _core_teams(self, staff_id: UUID) -> Iterator[HeldThing]:
        rows = self._session.execute(
            _of_plans(
                col(ParticipantRow.staff_id) == staff_id, col(ParticipantRow.removed_at).is_(None)
            )
            .join(ParticipantRow, col(ParticipantRow.plan_id) == col(PlanRow.id))
            .add_columns(col(ParticipantRow.function))
        )
        for plan, name, function in rows:
            yield HeldThing(HeldKind.CORE_TEAM, plan.citizen_id, name, function, plan_id=plan.id)


def _running(today: date) -> ColumnElement[bool]:
    over = or_(col(CaseFileRow.end_date).is_(None), col(CaseFileRow.end_date) >= today)
    return col(CaseFileRow.removed_at).is_(None) & over


def _of_plans(*where: ColumnElement[bool]) -> Select[PlanRow, str]:
    """Ask for plans at work with the names of their citizens."""
    return (
        select(PlanRow, _NAME)
        .join(CitizenRow, col(CitizenRow.id) == col(PlanRow.citizen_id))
        .where(_AT_WORK, *where)
    )


def _tasks(whose: ColumnElement[bool]) -> Select[TaskRow, InterventionRow, PlanRow, str]:
    """Ask for open tasks with where they stand and the names of the citizens."""
    return (
        select(TaskRow, InterventionRow, PlanRow, _NAME)
        .join(InterventionRow, col(InterventionRow.id) == col(TaskRow.intervention_id))
        .join(PlanRow, col(PlanRow.id) == col(TaskRow.plan_id))
        .join(CitizenRow, col(CitizenRow.id) == col(PlanRow.citizen_id))
        .where(
            whose, col(TaskRow.removed_at).is_(None), col(TaskRow.status).not_in(_OVER), _AT_WORK
        )
    )
