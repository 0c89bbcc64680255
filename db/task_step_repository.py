"""The steps of tasks in the store."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from coordinator.ports import NotFound
from db.mapping import Fields
from db.tables.plan import PlanRow
from db.tables.staff_tasks import StaffTaskStepRow
from db.tables.task_steps import TaskStepRow
from db.work_state import WorkState
from plans.task_steps import StepKind, TaskStep


class SqlTaskSteps:
    """The steps of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def of_plans(self, plan_ids: Collection[UUID]) -> tuple[TaskStep, ...]:
        rows = self._state.session.execute(
            select(TaskStepRow)
            .where(col(TaskStepRow.plan_id).in_(plan_ids))
            .order_by(col(TaskStepRow.at), col(TaskStepRow.id))
        ).scalars()
        return tuple(read_step(row, row.task_id, row.plan_id) for row in rows)

    def add(self, step: TaskStep) -> None:
        fields = {"plan_id": step.plan_id, "task_id": step.task_id, **step_fields(step)}
        self._state.insert(TaskStepRow, step.id, fields)
        self._state.flush()
        assert step.plan_id is not None, "a step of a staff task has a table of its own"
        plan = self._state.session.get(PlanRow, step.plan_id)
        if plan is None:
            raise NotFound
        self._state.citizens.add(plan.citizen_id)


def step_fields(step: TaskStep) -> Fields:
    """Give the columns of a step of any task, but for whose step it is."""
    return {
        "kind": step.kind.value,
        "at": step.at,
        "by_id": step.by,
        "by_name": step.by_name,
        "text": step.text,
        "to_id": step.to,
        "to_name": step.to_name,
    }


def read_step(row: TaskStepRow | StaffTaskStepRow, task_id: UUID, plan_id: UUID | None) -> TaskStep:
    """Read a step of any task; ``plan_id`` is None for one between colleagues."""
    return TaskStep(
        id=row.id,
        plan_id=plan_id,
        task_id=task_id,
        kind=StepKind(row.kind),
        at=row.at,
        by=row.by_id,
        by_name=row.by_name,
        text=row.text,
        to=row.to_id,
        to_name=row.to_name,
    )
