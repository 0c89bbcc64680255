"""The lines of tasks between colleagues on «Min dag»: mine, sent, and the unit's queue."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from coordinator.dated_lists import DatedList
from coordinator.desk import Desk
from coordinator.lists import ListedStaffTask, WorkItem, WorkKind
from coordinator.ports import UnitOfWork
from coordinator.use_cases.log import Log
from coordinator.use_cases.staff_tasks import last_reminder, my_units
from plans.people import Role, StaffMember
from plans.staff_tasks import HELD, StaffTask, accountable
from plans.states import TaskStatus
from plans.task_steps import TaskStep

# Begun is answered: one waits for the answer, and for what stands still.
_AWAITED: Final = frozenset({TaskStatus.REQUESTED, TaskStatus.ACCEPTED, TaskStatus.WAITING})


@dataclass(frozen=True, slots=True)
class StaffTasksOfDay:
    """What waits on somebody, what they sent and wait for, and what lies in their unit's queue."""

    waiting: tuple[WorkItem, ...] = ()
    awaited: tuple[WorkItem, ...] = ()
    queue: tuple[WorkItem, ...] = ()


def causes_of(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Read what a task can wait for today: codes, and what they are called."""
    with desk.start_reading() as work:
        entries = work.dated_lists.entries(DatedList.WAITING_CAUSES, desk.clock.today())
        return tuple((each.code, each.label) for each in entries)


def staff_tasks_of(work: UnitOfWork, desk: Desk) -> StaffTasksOfDay:
    """Gather the tasks between colleagues that who works here has to do with."""
    me = desk.member.id
    mine = work.staff_tasks.of_member(me)
    queue = work.staff_tasks.of_units(my_units(work, desk))
    left = _left_to(work, desk.member)
    paths = _paths(work, (*mine, *queue, *left))
    waiting = [each for each in mine if _waits_on(each.task, me)]
    known = {each.task.id for each in waiting}
    waiting += [each for each in left if each.task.id not in known]
    return StaffTasksOfDay(
        tuple(_line(each, paths, _whose(each.task, me)) for each in waiting),
        tuple(
            _line(each, paths, _holder(each.task)) for each in mine if _is_awaited(each.task, me)
        ),
        tuple(_line(_as_seen(work, desk, each), paths, each.task.sender_name) for each in queue),
    )


def lines_of(
    work: UnitOfWork, desk: Desk, listed: Iterable[ListedStaffTask]
) -> tuple[WorkItem, ...]:
    """Give lines for some tasks, each with who has it."""
    shown = tuple(_as_seen(work, desk, each) if each.task.is_queued else each for each in listed)
    paths = _paths(work, shown)
    return tuple(_line(each, paths, _holder(each.task)) for each in shown)


def _waits_on(task: StaffTask, me: UUID) -> bool:
    declined = task.sender == me and task.status is TaskStatus.DECLINED
    return declined or (task.assignee == me and task.status in HELD)


def _is_awaited(task: StaffTask, me: UUID) -> bool:
    return task.sender == me != task.assignee and task.status in _AWAITED


def _left_to(work: UnitOfWork, member: StaffMember) -> list[ListedStaffTask]:
    """Give what a lead answers for, since who asked or had it works with citizens no more."""
    if member.role is not Role.TEAM_LEAD:
        return []
    found = work.staff_tasks.left_behind()
    everybody = work.staff.everybody() if found else ()
    return [each for each in found if accountable(each.task, everybody) == member.id]


def _whose(task: StaffTask, me: UUID) -> str:
    """Name who has a task that is listed though it is not one's own; "" of one's own."""
    return "" if me in (task.assignee, task.sender) else _holder(task)


def _holder(task: StaffTask) -> str:
    queue = task.queue.team if task.queue else ""
    return task.assignee_name or queue


def _as_seen(work: UnitOfWork, desk: Desk, listed: ListedStaffTask) -> ListedStaffTask:
    """Tell a unit of whom a task is only where they have to do with the citizen already."""
    citizen = listed.task.wish.citizen_id
    known = citizen is None or Log(work, desk).is_related(citizen)
    return listed if known else replace(listed, citizen_name="")


def _paths(work: UnitOfWork, listed: Iterable[ListedStaffTask]) -> dict[UUID, tuple[TaskStep, ...]]:
    ids = {each.task.id for each in listed}
    found: dict[UUID, tuple[TaskStep, ...]] = defaultdict(tuple)
    for step in work.staff_tasks.steps(ids) if ids else ():
        found[step.task_id] += (step,)
    return found


def _line(listed: ListedStaffTask, paths: dict[UUID, tuple[TaskStep, ...]], text: str) -> WorkItem:
    task, path = listed.task, paths.get(listed.task.id, ())
    waiting = task.waiting
    return WorkItem(
        kind=WorkKind.STAFF_TASK,
        title=task.wish.title,
        citizen_id=task.wish.citizen_id,
        citizen_name=listed.citizen_name,
        part_id=task.id,
        service_area=task.sender_area,
        due=task.wish.due,
        since=listed.since,
        status=task.status.value,
        text=text,
        reminder=last_reminder(path),
        waits_on=waiting.on_whom if waiting else "",
        wake_up=waiting.wake_up_date if waiting else None,
        path=path,
        task=task,
    )
