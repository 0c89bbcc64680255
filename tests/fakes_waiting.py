"""The parts of a plan in memory that wait on somebody: tasks, and interventions to look at again."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from coordinator.lists import WorkItem, WorkKind
from plans.parts import Intervention, ResponsibleKind, Task
from plans.plan import JointPlan
from plans.states import ENDED, TaskStatus


def parts_waiting(
    plan: JointPlan,
    me: UUID,
    today: date,
    about: dict[str, Any],
    asked: Callable[[UUID], set[UUID]],
) -> list[WorkItem]:
    found = [
        _task_item(place, task, me, about)
        for place in plan.interventions
        for task in place.tasks
        if not task.is_done and me in _waits_on(task, plan, asked(task.id))
    ]
    if plan.coordinator == me:
        found += [_look(each, about) for each in plan.interventions if _wakes(each, today)]
    return found


def _waits_on(task: Task, plan: JointPlan, askers: set[UUID]) -> set[UUID | None]:
    who, follower = task.assignee, task.follower
    if task.status is TaskStatus.DECLINED:
        return {plan.coordinator, *askers}
    found = {who.staff_id if who else None}
    if follower is not None and not (who and who.kind is ResponsibleKind.STAFF):
        found.add(follower.staff_id)
    return found


def _task_item(place: Intervention, task: Task, me: UUID, about: dict[str, Any]) -> WorkItem:
    mine = task.assignee is not None and task.assignee.staff_id == me
    return WorkItem(
        WorkKind.TASK,
        task.title,
        part_id=task.id,
        service_area=place.service_area,
        due=task.due,
        status=task.status.value,
        text=task.assignee.name if task.assignee and not mine else "",
        waits_on=task.waiting.on_whom if task.waiting else "",
        wake_up=task.waiting.wake_up_date if task.waiting else None,
        **about,
    )


def _wakes(each: Intervention, today: date) -> bool:
    day = each.waiting.wake_up_date if each.waiting else None
    return day is not None and day <= today and each.status not in ENDED


def _look(each: Intervention, about: dict[str, Any]) -> WorkItem:
    assert each.waiting is not None
    return WorkItem(
        WorkKind.LOOK_AGAIN,
        each.title,
        part_id=each.id,
        service_area=each.service_area,
        waits_on=each.waiting.on_whom,
        wake_up=each.waiting.wake_up_date,
        **about,
    )
