"""The reminders of the store in memory, and what one waits for."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.lists import WorkItem, WorkKind
from coordinator.ports import NotFound
from plans.people import StaffMember
from plans.plan import JointPlan
from plans.reminders import Reminder
from plans.states import STILL, TaskStatus
from plans.task_steps import StepKind

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept

AWAITED = (TaskStatus.REQUESTED, TaskStatus.ACCEPTED, TaskStatus.WAITING)


class FakeReminders:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def of_plans(self, plan_ids: Collection[UUID]) -> tuple[Reminder, ...]:
        found = [each for each in self._work.now.reminders.values() if each.plan_id in plan_ids]
        return tuple(sorted(found, key=lambda each: (each.at, each.id), reverse=True))

    def add(self, reminder: Reminder) -> None:
        self._work.do(
            lambda kept: kept.reminders.update({reminder.id: reminder}), self._touch(reminder)
        )

    def take_back(self, reminder_id: UUID) -> None:
        old = self._work.now.reminders.get(reminder_id)
        if old is None:
            raise NotFound
        self._work.do(lambda kept: kept.reminders.pop(reminder_id), self._touch(old))

    def _touch(self, reminder: Reminder) -> Changes:
        plan = self._work.plans.get(reminder.plan_id)
        return Changes(citizens=frozenset({plan.citizen_id}))


def askers_of(kept: "Kept", task_id: UUID) -> set[UUID]:
    return {
        each.by
        for each in kept.task_steps
        if each.task_id == task_id and each.kind is StepKind.ASKED
    }


def awaited_in(
    kept: "Kept", plans: Iterable[JointPlan], member: StaffMember
) -> tuple[WorkItem, ...]:
    found = [
        WorkItem(
            WorkKind.TASK,
            task.title,
            plan.citizen_id,
            kept.citizens[plan.citizen_id].name,
            plan.id,
            task.id,
            place.service_area,
            task.due,
            status=task.status.value,
            text=kept.staff[task.assignee.staff_id].name,
        )
        for plan in plans
        if plan.status not in STILL
        for place in plan.interventions
        for task in place.tasks
        if task.status in AWAITED
        and member.id in {plan.coordinator, *askers_of(kept, task.id)}
        and task.assignee is not None
        and task.assignee.staff_id not in (None, member.id)
    ]
    return tuple(sorted(found, key=lambda each: (each.citizen_name, each.title)))
