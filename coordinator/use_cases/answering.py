"""What somebody does with a task that they were asked to do: take it on, say no, or pass it on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ids import new_id
from coordinator.lists import WorkItem, WorkKind
from coordinator.ports import Stale, UnitOfWork
from coordinator.use_cases.plan_change import change, change_with
from plans import task_steps
from plans.errors import RuleBroken
from plans.parts import Task
from plans.plan import JointPlan
from plans.task_steps import StepKind, TaskStep


def accept_task(desk: Desk, plan_id: UUID, seen: Task) -> Changes:
    """Take a task on; from now on who asked no longer has to answer for it.

    Raises:
        RuleBroken: as ``task_steps.accepted``.
        Stale: when the task is no longer as it was seen.
    """

    def write(plan: JointPlan) -> JointPlan:
        _require_seen(plan, seen)
        return task_steps.accepted(plan, desk.member, seen.id)

    def then(work: UnitOfWork) -> None:
        work.task_steps.add(_step(desk, plan_id, seen.id, StepKind.ACCEPTED))

    return change(desk, plan_id, write, "task", seen.id, then=then)


def decline_task(desk: Desk, plan_id: UUID, seen: Task, reason: str) -> Changes:
    """Say no to a task, and why: it returns to who asked.

    Raises:
        RuleBroken: as ``task_steps.declined``.
        Stale: when the task is no longer as it was seen.
    """

    def write(plan: JointPlan) -> JointPlan:
        _require_seen(plan, seen)
        return task_steps.declined(plan, desk.member, seen.id, reason)

    def then(work: UnitOfWork) -> None:
        work.task_steps.add(_step(desk, plan_id, seen.id, StepKind.DECLINED, reason))

    return change(desk, plan_id, write, "task", seen.id, then=then)


def pass_task_on(desk: Desk, plan_id: UUID, seen: Task, to: UUID, note: str) -> Changes:
    """Ask a colleague to do a task instead, with a note of what they should know.

    Raises:
        RuleBroken: ``task-pass-note`` without one, and as ``task_steps.passed_on``.
        Stale: when the task is no longer as it was seen.
    """
    if not note.strip():
        raise RuleBroken("task-pass-note")

    def write_with(plan: JointPlan, work: UnitOfWork) -> JointPlan:
        _require_seen(plan, seen)
        receiver = work.staff.get(to)
        written = task_steps.passed_on(plan, desk.member, seen.id, receiver, desk.clock.today())
        # Written first: afterwards the task may be out of one's sight.
        step = _step(desk, plan_id, seen.id, StepKind.PASSED_ON, note, (receiver.id, receiver.name))
        work.task_steps.add(step)
        return written

    return change_with(desk, plan_id, write_with, "task", seen.id)


def take_task(desk: Desk, plan_id: UUID, seen: Task) -> Changes:
    """Do a task oneself that a colleague declined.

    Raises:
        RuleBroken: as ``task_steps.passed_on``.
        Stale: when the task is no longer as it was seen.
    """

    def write(plan: JointPlan) -> JointPlan:
        _require_seen(plan, seen)
        return task_steps.passed_on(plan, desk.member, seen.id, desk.member, desk.clock.today())

    def then(work: UnitOfWork) -> None:
        me = desk.member.id, desk.member.name
        work.task_steps.add(_step(desk, plan_id, seen.id, StepKind.PASSED_ON, "", me))

    return change(desk, plan_id, write, "task", seen.id, then=then)


def tell_asked(work: UnitOfWork, desk: Desk, plan_id: UUID, seen: Task | None, task: Task) -> None:
    """Keep that a colleague is asked, when a task that is written asks somebody anew."""
    receiver = task.assignee
    if receiver is not None and task_steps.asks_anew(seen, task):
        to = receiver.staff_id, receiver.name
        work.task_steps.add(_step(desk, plan_id, task.id, StepKind.ASKED, "", to))


def with_paths(work: UnitOfWork, items: Iterable[WorkItem]) -> tuple[WorkItem, ...]:
    """Tell of each task in a list how it came to who has it."""
    listed = tuple(items)
    plans = {each.plan_id for each in listed if each.kind is WorkKind.TASK and each.plan_id}
    paths: dict[UUID, list[TaskStep]] = defaultdict(list)
    for step in work.task_steps.of_plans(plans) if plans else ():
        paths[step.task_id].append(step)
    return tuple(
        replace(each, path=tuple(paths[each.part_id])) if each.part_id in paths else each
        for each in listed
    )


def _step(
    desk: Desk,
    plan_id: UUID,
    task_id: UUID,
    kind: StepKind,
    text: str = "",
    to: tuple[UUID | None, str] = (None, ""),
) -> TaskStep:
    return TaskStep(
        id=new_id(),
        plan_id=plan_id,
        task_id=task_id,
        kind=kind,
        at=desk.clock.now(),
        by=desk.member.id,
        by_name=desk.member.name,
        text=" ".join(text.split()),
        to=to[0],
        to_name=to[1],
    )


def _require_seen(plan: JointPlan, seen: Task) -> None:
    if plan.task(seen.id) != seen:
        raise Stale
