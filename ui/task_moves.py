"""Moving a task from one state to another, in a plan and between colleagues alike."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.lists import WorkItem
from coordinator.task_lists import BOARD, ListedTask
from coordinator.use_cases import planning, staff_tasks
from plans import transitions
from plans.errors import RuleBroken
from plans.staff_tasks import HELD
from plans.states import TaskStatus
from ui import task_deeds
from ui.doing import listed_task


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move changed, and how it is taken back where the states allow it."""

    changes: Changes
    undo: Callable[[], Changes] | None = None


def ways(task: ListedTask, me: UUID) -> tuple[TaskStatus, ...]:
    """Name the states that somebody may move a task to, as far as one sees without the store."""
    if task.item.locked:
        return ()
    further = transitions.TASK[task.status] & set(BOARD)
    found = further if task.item.task is None else _between(task, me, further)
    if task.assignee != me or task.status is not TaskStatus.REQUESTED:
        found -= {TaskStatus.DECLINED}
    return tuple(each for each in BOARD if each in found)


def needs_words(task: ListedTask, to: TaskStatus) -> bool:
    """Tell whether something is asked before a task goes there: why not, the answer, what for."""
    expects = task.item.task is not None and bool(task.item.task.wish.expected)
    return to in (TaskStatus.DECLINED, TaskStatus.WAITING) or (
        to is TaskStatus.COMPLETED and expects
    )


def move(desk: Desk, task: ListedTask, to: TaskStatus) -> Moved:
    """Move a task to a state that needs no words.

    Raises:
        RuleBroken: as the deed behind the state.
        Stale: when a colleague changed the task or took it out.
    """
    if to is TaskStatus.COMPLETED:
        done = task_deeds.finish(desk, task.item)
        return Moved(done.changes, done.undo)
    if task.item.task is None:
        return _move_in_plan(desk, task.item, to)
    return _move_between(desk, task, to)


def locked_words() -> str:
    """Say why nothing can be done with a task just now, and when it can."""
    return _("The plan is in review. Its tasks can be answered when it is approved or returned.")


def _between(
    task: ListedTask, me: UUID, further: frozenset[TaskStatus] | set[TaskStatus]
) -> set[TaskStatus]:
    if task.is_queued or (task.status is TaskStatus.DECLINED and task.sender == me):
        return {TaskStatus.ACCEPTED}
    if task.assignee != me:
        return set()
    if task.status is TaskStatus.COMPLETED:
        return {TaskStatus.IN_PROGRESS}
    held = set(further) if task.status in HELD else set()
    # One goes on with what waited, and begins what was taken on: there is no way back to the wish.
    if task.status is TaskStatus.WAITING:
        held -= {TaskStatus.ACCEPTED}
    return held - {TaskStatus.REQUESTED}


def _move_between(desk: Desk, task: ListedTask, to: TaskStatus) -> Moved:
    between = task.item.task
    assert between is not None
    if to is TaskStatus.ACCEPTED:
        taken = task.is_queued or task.status is TaskStatus.DECLINED
        deed = task_deeds.take if taken else task_deeds.accept
        undo = partial(_give_back, desk, between.id) if task.is_queued else None
        return Moved(deed(desk, task.item), undo)
    if to is not TaskStatus.IN_PROGRESS:
        raise RuleBroken("transition", old=task.status, new=to)
    if task.status is TaskStatus.COMPLETED:
        return Moved(staff_tasks.reopen(desk, between.id))
    return Moved(staff_tasks.start(desk, between), _back_to_waiting(desk, task))


def _give_back(desk: Desk, task_id: UUID) -> Changes:
    return staff_tasks.give_back(desk, staff_tasks.read(desk, task_id))


def _back_to_waiting(desk: Desk, task: ListedTask) -> Callable[[], Changes] | None:
    between = task.item.task
    if between is None or between.waiting is None:
        return None
    task_id, waiting = between.id, between.waiting

    def undo() -> Changes:
        return staff_tasks.wait(desk, staff_tasks.read(desk, task_id), waiting)

    return undo


def _move_in_plan(desk: Desk, item: WorkItem, to: TaskStatus) -> Moved:
    plan_id, task = listed_task(desk, item)
    mine = task.assignee is not None and task.assignee.staff_id == desk.member.id
    if to is TaskStatus.ACCEPTED and task.status is TaskStatus.REQUESTED and mine:
        return Moved(task_deeds.accept(desk, item))
    after = replace(task, status=to, waiting=None)
    changes = planning.move_task(desk, plan_id, task, after)
    undo = None
    if task.status in transitions.TASK[to]:
        undo = partial(planning.move_task, desk, plan_id, after, task)
    return Moved(changes, undo)
