"""Reminding somebody of what one waits for («ryk for svar»)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from plans.errors import RuleBroken
from plans.parts import DONE_TASKS
from plans.plan import JointPlan
from plans.states import PlanStatus, TaskStatus

_NOBODY_DOES_IT = frozenset({*DONE_TASKS, TaskStatus.DECLINED})


@dataclass(frozen=True, slots=True)
class Reminder:
    """That somebody asked for an answer: on a task, or on the review where ``task_id`` is None.

    ``plan_id`` is None of a task that stands in no plan. ``on`` is the day in Denmark, which «once
    a day» is counted by.
    """

    id: UUID
    plan_id: UUID | None
    task_id: UUID | None
    by: UUID
    by_name: str
    on: date
    at: datetime


def require_new(reminder: Reminder, before: Iterable[Reminder]) -> None:
    """Refuse to remind of the same thing twice a day.

    Raises:
        RuleBroken: ``reminded-today``.
    """
    mine = (reminder.task_id, reminder.by, reminder.on)
    if any((each.task_id, each.by, each.on) == mine for each in before):
        raise RuleBroken("reminded-today")


def require_awaited(plan: JointPlan, task_id: UUID | None, by: UUID) -> None:
    """Refuse to remind where nobody else has anything to answer.

    Raises:
        RuleBroken: ``nobody-to-remind``, ``not-in-plan``.
    """
    if task_id is None:
        awaited = plan.status is PlanStatus.IN_REVIEW
    else:
        task = plan.task(task_id)
        if task is None:
            raise RuleBroken("not-in-plan")
        holder = task.assignee.staff_id if task.assignee else None
        awaited = task.status not in _NOBODY_DOES_IT and holder not in (None, by)
    if not awaited:
        raise RuleBroken("nobody-to-remind")
