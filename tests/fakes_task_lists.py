"""The list of tasks in the store in memory."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.lists import ListedStaffTask, WorkItem, WorkKind
from coordinator.task_lists import ListedTask
from plans.parts import ResponsibleKind, Task
from plans.people import ServiceArea
from plans.plan import JointPlan
from plans.staff_tasks import Unit
from plans.states import STILL, WORKABLE
from plans.task_steps import StepKind

if TYPE_CHECKING:
    from tests.fakes import FakeWork


class FakeTaskLists:
    """What was over when it was written is told by the day that the store was last written."""

    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def in_plans(self, people: Collection[UUID], since: datetime) -> tuple[ListedTask, ...]:
        return tuple(
            self._listed(plan, place.service_area, task)
            for kept in self._work.lists.all_plans()
            for plan in (self._work.plans.get(kept.id),)
            for place in plan.interventions
            for task in place.tasks
            if plan.status not in STILL and self._is_theirs(plan, task, people)
        )

    def between(
        self, people: Collection[UUID], units: Collection[Unit], since: datetime
    ) -> tuple[ListedStaffTask, ...]:
        return self._work.staff_tasks.listed(
            lambda each: (
                bool({each.sender, each.assignee} & set(people))
                or (each.is_queued and each.queue in units)
            ),
            over=True,
        )

    def _is_theirs(self, plan: JointPlan, task: Task, people: Collection[UUID]) -> bool:
        who, follower = task.assignee, task.follower
        outside = who is None or who.kind is not ResponsibleKind.STAFF
        asker = self._asker(task)
        taking_part = {plan.coordinator, plan.deputy, *(p.staff_id for p in plan.participants)}
        return bool(
            (who is not None and who.staff_id in people)
            or (outside and follower is not None and follower.staff_id in people)
            or plan.coordinator in people
            or (asker is not None and asker[0] in people and taking_part & set(people))
        )

    def _asker(self, task: Task) -> tuple[UUID, str] | None:
        steps = [
            each
            for each in self._work.now.task_steps
            if each.task_id == task.id and each.kind is StepKind.ASKED
        ]
        steps.sort(key=lambda each: (each.at, each.id))
        return (steps[-1].by, steps[-1].by_name) if steps else None

    def _listed(self, plan: JointPlan, area: ServiceArea, task: Task) -> ListedTask:
        who = task.assignee
        sender, sender_name = self._asker(task) or (plan.coordinator, "")
        item = WorkItem(
            WorkKind.TASK,
            task.title,
            plan.citizen_id,
            self._work.now.citizens[plan.citizen_id].name,
            plan.id,
            task.id,
            area,
            task.due,
            status=task.status.value,
            text=who.name if who else "",
            waits_on=task.waiting.on_whom if task.waiting else "",
            wake_up=task.waiting.wake_up_date if task.waiting else None,
            locked=plan.status not in WORKABLE,
        )
        return ListedTask(
            item,
            task.status,
            sender,
            sender_name,
            who.staff_id if who else None,
            who.name if who else "",
        )
