"""What one does with a task of a list: of a plan and between colleagues by the same verbs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.lists import WorkItem
from coordinator.ports import Stale
from coordinator.use_cases import answering, planning, reminding, staff_tasks
from coordinator.use_cases.waiting import read_waiting, set_waiting
from plans.parts import Waiting
from plans.reminders import Reminder
from plans.states import TaskStatus
from ui.doing import listed_task


@dataclass(frozen=True, slots=True)
class Done:
    """What a deed changed, and how it is taken back; ``wakes`` is when it comes up again."""

    changes: Changes
    undo: Callable[[], Changes]
    wakes: date | None = None


def accept(desk: Desk, item: WorkItem) -> Changes:
    """Take a task on."""
    if item.task is not None:
        return staff_tasks.accept(desk, item.task)
    return answering.accept_task(desk, *listed_task(desk, item))


def take(desk: Desk, item: WorkItem) -> Changes:
    """Do oneself what was declined, or lies in the queue of one's unit."""
    if item.task is None:
        return answering.take_task(desk, *listed_task(desk, item))
    if item.task.is_queued and item.task.sender != desk.member.id:
        return staff_tasks.claim(desk, item.task.id)
    return staff_tasks.take(desk, item.task)


def decline(desk: Desk, item: WorkItem, reason: str) -> Changes:
    """Say no to a task."""
    if item.task is not None:
        return staff_tasks.decline(desk, item.task, reason)
    return answering.decline_task(desk, *listed_task(desk, item), reason)


def pass_on(desk: Desk, item: WorkItem, to: UUID, note: str) -> Changes:
    """Ask a colleague to do a task instead."""
    if item.task is not None:
        return staff_tasks.pass_on(desk, item.task, to, note)
    return answering.pass_task_on(desk, *listed_task(desk, item), to, note)


def give_back(desk: Desk, item: WorkItem) -> Changes:
    """Put a task back into the queue that it was taken from."""
    if item.task is None:
        raise Stale
    return staff_tasks.give_back(desk, item.task)


def remind(desk: Desk, item: WorkItem) -> Done | None:
    """Ask again about something that waits; None where there is nobody to ask."""
    if item.task is not None:
        _reminder, changes = staff_tasks.remind(desk, item.task.id)
        return Done(changes, partial(staff_tasks.take_reminder_back, desk, item.task.id))
    if item.plan_id is None:
        return None
    reminder: Reminder
    reminder, changes = reminding.remind(desk, item.plan_id, item.part_id)
    return Done(changes, partial(reminding.take_back, desk, reminder))


def finish(desk: Desk, item: WorkItem, answer: str = "") -> Done:
    """Mark a task as done, unless it is no longer what the list said.

    Raises:
        Stale: when a colleague changed the task or took it out.
    """
    if item.task is not None:
        changes = staff_tasks.complete(desk, item.task, answer)
        return Done(changes, partial(staff_tasks.reopen, desk, item.task.id))
    plan_id, task = listed_task(desk, item)
    after = replace(task, status=TaskStatus.COMPLETED)
    changes = planning.move_task(desk, plan_id, task, after)
    return Done(changes, partial(planning.move_task, desk, plan_id, after, task))


def cancel(desk: Desk, item: WorkItem) -> Done:
    """Take back what one asked a colleague for."""
    if item.task is None:
        raise Stale
    changes = staff_tasks.cancel(desk, item.task.id)
    return Done(changes, partial(staff_tasks.reopen, desk, item.task.id))


def wait(desk: Desk, item: WorkItem, waiting: Waiting) -> Done:
    """Say what a task waits for."""
    if item.task is None:
        return _wait_in_plan(desk, item, waiting)
    changes = staff_tasks.wait(desk, item.task, waiting)
    undo = partial(_go_on, desk, item)
    return Done(changes, undo, waiting.wake_up_date)


def _wait_in_plan(desk: Desk, item: WorkItem, waiting: Waiting) -> Done:
    plan_id, task = listed_task(desk, item)
    about = desk, plan_id, task.id
    changes = set_waiting(*about, task.waiting, waiting)
    return Done(changes, partial(set_waiting, *about, waiting, task.waiting), waiting.wake_up_date)


def turn(desk: Desk, item: WorkItem, day: date | None) -> Done:
    """Look again on another day at what waits; with none it waits no longer.

    Raises:
        Stale: when a colleague changed it or took it out.
    """
    if item.task is not None:
        return _turn_between(desk, item, day)
    if item.plan_id is None or item.part_id is None:
        raise Stale
    seen = read_waiting(desk, item.plan_id, item.part_id)
    if seen is None or seen.wake_up_date != item.wake_up:
        raise Stale
    after = replace(seen, wake_up_date=day) if day is not None else None
    about = desk, item.plan_id, item.part_id
    return Done(set_waiting(*about, seen, after), partial(set_waiting, *about, after, seen), day)


def _turn_between(desk: Desk, item: WorkItem, day: date | None) -> Done:
    task = item.task
    if task is None or task.waiting is None:
        raise Stale
    before = task.waiting
    if day is None:
        changes = staff_tasks.start(desk, task)
    else:
        changes = staff_tasks.wait(desk, task, replace(before, wake_up_date=day))

    def undo() -> Changes:
        return staff_tasks.wait(desk, staff_tasks.read(desk, task.id), before)

    return Done(changes, undo, day)


def _go_on(desk: Desk, item: WorkItem) -> Changes:
    assert item.task is not None
    return staff_tasks.start(desk, staff_tasks.read(desk, item.task.id))
