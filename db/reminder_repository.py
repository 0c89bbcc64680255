"""Reminders in the store."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from coordinator.ports import NotFound
from db.tables.plan import PlanRow
from db.tables.reminders import ReminderRow
from db.work_state import WorkState
from plans.reminders import Reminder


class SqlReminders:
    """The reminders of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def of_plans(self, plan_ids: Collection[UUID]) -> tuple[Reminder, ...]:
        rows = self._state.session.execute(
            select(ReminderRow)
            .where(col(ReminderRow.plan_id).in_(plan_ids), col(ReminderRow.removed_at).is_(None))
            .order_by(col(ReminderRow.at).desc(), col(ReminderRow.id).desc())
        ).scalars()
        return tuple(_reminder(row) for row in rows)

    def add(self, reminder: Reminder) -> None:
        assert reminder.plan_id is not None, "one of a staff task is a step of it"
        fields = {
            "plan_id": reminder.plan_id,
            "task_id": reminder.task_id,
            "by_id": reminder.by,
            "by_name": reminder.by_name,
            "on_date": reminder.on,
            "at": reminder.at,
        }
        self._state.insert(ReminderRow, reminder.id, fields)
        self._wrote(reminder.plan_id)

    def take_back(self, reminder_id: UUID) -> None:
        row = self._state.session.get(ReminderRow, reminder_id)
        if row is None or row.removed_at is not None:
            raise NotFound
        self._state.remove(row)
        self._wrote(row.plan_id)

    def _wrote(self, plan_id: UUID) -> None:
        self._state.flush()
        plan = self._state.session.get(PlanRow, plan_id)
        if plan is None:
            raise NotFound
        self._state.citizens.add(plan.citizen_id)


def _reminder(row: ReminderRow) -> Reminder:
    return Reminder(
        id=row.id,
        plan_id=row.plan_id,
        task_id=row.task_id,
        by=row.by_id,
        by_name=row.by_name,
        on=row.on_date,
        at=row.at,
    )
