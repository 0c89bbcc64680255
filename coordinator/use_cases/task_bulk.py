"""Another deadline, or another colleague, for several tasks: told first, then done one by one.

Each task is a piece of work of its own: what cannot be done with one stops none of the others.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import NotFound, Stale, UnitOfWork
from coordinator.task_lists import BulkWish, Foreseen, ListedTask, Outcome
from coordinator.use_cases import answering, opening, planning, staff_tasks
from plans import access, task_steps
from plans.errors import RuleBroken
from plans.parts import Intervention, Task
from plans.plan import JointPlan
from plans.staff_tasks import StaffTask
from plans.staff_tasks import moved as moved_by_rule


def foresee(desk: Desk, tasks: Iterable[ListedTask], wish: BulkWish) -> tuple[Foreseen, ...]:
    """Tell of each task what would happen to it, by the rules themselves; nothing is written."""
    with desk.start_reading() as work:
        view = _View(work, desk, wish)
        return tuple(view.of(each) for each in tasks)


def carry_out(desk: Desk, task: ListedTask, wish: BulkWish) -> Outcome:
    """Do it with one task, as it was seen; what the rules or a colleague forbid is told.

    Raises:
        StoreDown: when the store did not answer, so that the rest need not be tried.
    """
    try:
        return _move(desk, task, wish) if wish.due is not None else _give(desk, task, wish)
    except (RuleBroken, Stale, NotFound) as error:
        return Outcome(task, error)


class _View:
    """One reading of the store in which the rules are asked about many tasks."""

    def __init__(self, work: UnitOfWork, desk: Desk, wish: BulkWish) -> None:
        self._work, self._desk, self._wish = work, desk, wish
        self._plans: dict[UUID, JointPlan] = {}
        self._everybody = work.staff.everybody()
        self._at = staff_tasks.standpoint(work, desk)
        self._receiver = work.staff.get(wish.to) if wish.to is not None else None

    def of(self, task: ListedTask) -> Foreseen:
        """Tell what would happen to one."""
        wish = self._wish
        same = task.item.due == wish.due if wish.due is not None else task.assignee == wish.to
        if same:
            return Foreseen(task, same=True)
        try:
            if task.item.task is not None:
                self._between(task.item.task)
            else:
                self._in_plan(task)
        except (RuleBroken, Stale, NotFound) as error:
            return Foreseen(task, error)
        return Foreseen(task)

    def _between(self, task: StaffTask) -> None:
        if self._wish.due is not None:
            moved_by_rule(task, self._at, self._wish.due, self._everybody)
        elif self._receiver is not None:
            staff_tasks.passed(self._desk, task, self._receiver.id, self._work)

    def _in_plan(self, listed: ListedTask) -> None:
        plan = self._plan(listed.item.plan_id)
        place, task = _place(plan, listed)
        if self._wish.due is not None:
            access.require_write(plan, self._desk.member, place.service_area)
            plan.with_task(self._desk.member, place.id, replace(task, due=self._wish.due))
        elif self._receiver is not None:
            today = self._desk.clock.today()
            task_steps.passed_on(plan, self._desk.member, task.id, self._receiver, today)

    def _plan(self, plan_id: UUID | None) -> JointPlan:
        if plan_id is None:
            raise Stale
        if plan_id not in self._plans:
            self._plans[plan_id] = self._work.plans.get(plan_id)
        return self._plans[plan_id]


def _move(desk: Desk, listed: ListedTask, wish: BulkWish) -> Outcome:
    assert wish.due is not None
    seen = listed.item.task
    if seen is not None:
        _require_as_seen(desk, seen)
        changes = staff_tasks.move_deadline(desk, [seen.id], wish.due)
        before = seen.wish.due
        undo = None
        if before is not None:
            undo = partial(staff_tasks.move_deadline, desk, [seen.id], before)
        return Outcome(listed, undo=undo, changes=changes)
    plan_id, place_id, task = _read(desk, listed)
    after = replace(task, due=wish.due)
    changes = planning.put_task(desk, plan_id, place_id, task, after)
    back = partial(planning.put_task, desk, plan_id, place_id, after, task)
    return Outcome(listed, undo=back, changes=changes)


def _give(desk: Desk, listed: ListedTask, wish: BulkWish) -> Outcome:
    assert wish.to is not None
    seen = listed.item.task
    if seen is not None:
        changes = staff_tasks.pass_on(desk, seen, wish.to, wish.note)
    else:
        plan_id, _place_id, task = _read(desk, listed)
        changes = answering.pass_task_on(desk, plan_id, task, wish.to, wish.note)
    undo = partial(_give_back, desk, listed, wish.note) if listed.assignee is not None else None
    return Outcome(listed, undo=undo, changes=changes)


def _give_back(desk: Desk, listed: ListedTask, note: str) -> Changes:
    """Ask who had a task before; they have to answer anew, as whoever is asked."""
    assert listed.assignee is not None
    if listed.item.task is not None:
        now = staff_tasks.read(desk, listed.item.task.id)
        return staff_tasks.pass_on(desk, now, listed.assignee, note)
    plan_id, task = _task_now(desk, listed)
    return answering.pass_task_on(desk, plan_id, task, listed.assignee, note)


def _require_as_seen(desk: Desk, seen: StaffTask) -> None:
    if staff_tasks.read(desk, seen.id) != seen:
        raise Stale


def _read(desk: Desk, listed: ListedTask) -> tuple[UUID, UUID, Task]:
    """Read a task of a plan and where it stands, unless it is no longer as it was listed."""
    item = listed.item
    if item.plan_id is None:
        raise Stale
    # Nobody is shown it: the deed that follows writes the row.
    with desk.start_reading() as work:
        place, task = _place(work.plans.get(item.plan_id), listed)
    return item.plan_id, place.id, task


def _task_now(desk: Desk, listed: ListedTask) -> tuple[UUID, Task]:
    plan_id, part_id = listed.item.plan_id, listed.item.part_id
    task = opening.read_task(desk, plan_id, part_id) if plan_id and part_id else None
    if plan_id is None or task is None:
        raise Stale
    return plan_id, task


def _place(plan: JointPlan, listed: ListedTask) -> tuple[Intervention, Task]:
    item = listed.item
    for place in plan.interventions:
        for task in place.tasks:
            if task.id == item.part_id:
                if (task.title, task.due, task.status) != (item.title, item.due, listed.status):
                    raise Stale
                return place, task
    raise Stale
