"""The tasks between colleagues in the store in memory."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.lists import ListedStaffTask
from coordinator.ports import NotFound, Stale
from plans import access
from plans.staff_tasks import HELD, StaffTask, reaches
from plans.task_steps import TaskStep
from plans.units import Unit

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept


@dataclass(frozen=True)
class KeptStaffTask:
    task: StaffTask
    since: datetime


def ties(kept: "Kept", citizen_id: UUID, staff_id: UUID) -> bool:
    """Whether somebody has a task about a citizen that another asked for."""
    return any(
        each.task.wish.citizen_id == citizen_id
        and each.task.assignee == staff_id != each.task.sender
        and each.task.status in HELD
        for each in kept.staff_tasks.values()
    )


class FakeStaffTasks:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work
        self._read: dict[UUID, StaffTask] = {}

    def get(self, task_id: UUID) -> StaffTask:
        found = self._work.now.staff_tasks.get(task_id)
        if found is None:
            raise NotFound
        self._read[task_id] = found.task
        return found.task

    def hold(self, task_id: UUID) -> StaffTask:
        return self.get(task_id)

    def add(self, task: StaffTask) -> None:
        now = self._work.clock.now()

        def step(kept: "Kept") -> None:
            if task.id in kept.staff_tasks:
                raise Stale
            kept.staff_tasks[task.id] = KeptStaffTask(task, now)

        self._read[task.id] = task
        self._work.do(step, _touched(task))

    def save(self, task: StaffTask) -> None:
        before = self._read[task.id]
        if task == before:
            return

        def step(kept: "Kept") -> None:
            stored = kept.staff_tasks[task.id]
            if stored.task != before:
                raise Stale
            kept.staff_tasks[task.id] = KeptStaffTask(task, stored.since)

        self._work.do(step, _touched(task))
        self._read[task.id] = task

    def add_step(self, task: StaffTask, step: TaskStep) -> None:
        self._work.do(lambda kept: kept.staff_task_steps.append(step), _touched(task))

    def steps(self, task_ids: Collection[UUID]) -> tuple[TaskStep, ...]:
        found = [each for each in self._work.now.staff_task_steps if each.task_id in task_ids]
        return tuple(sorted(found, key=lambda each: (each.at, each.id)))

    def of_member(self, staff_id: UUID) -> tuple[ListedStaffTask, ...]:
        return self.listed(lambda each: staff_id in (each.sender, each.assignee))

    def of_units(self, units: Collection[Unit]) -> tuple[ListedStaffTask, ...]:
        return self.listed(lambda each: each.is_queued and each.queue in units)

    def of_citizen(self, citizen_id: UUID) -> tuple[ListedStaffTask, ...]:
        return self.listed(lambda each: each.wish.citizen_id == citizen_id)

    def left_behind(self) -> tuple[ListedStaffTask, ...]:
        gone = {
            each.id
            for each in self._work.now.staff.values()
            if not access.may(each, access.Deed.OPEN_CITIZEN)
        }
        return self.listed(lambda each: bool(gone & {each.sender, each.assignee}))

    def may_claim(self, task: StaffTask) -> bool:
        if task.wish.citizen_id is None:
            return True
        consent = self._work.plans.consent_today(task.wish.citizen_id)
        return reaches(task.sender_area, self._work.member.service_area, consent)

    def claimed_by(self, task_id: UUID) -> str:
        found = self._work.now.staff_tasks.get(task_id)
        return found.task.assignee_name if found and found.task.queue else ""

    def listed(
        self, which: Callable[[StaffTask], bool], *, over: bool = False
    ) -> tuple[ListedStaffTask, ...]:
        kept = self._work.now
        found = [each for each in kept.staff_tasks.values() if over or each.task.is_open]
        return tuple(
            ListedStaffTask(
                each.task,
                each.since,
                kept.citizens[each.task.wish.citizen_id].name if each.task.wish.citizen_id else "",
            )
            for each in sorted(found, key=lambda each: (each.since, each.task.id))
            if which(each.task)
        )


def _touched(task: StaffTask) -> Changes:
    citizen = task.wish.citizen_id
    return Changes(frozenset({citizen})) if citizen else Changes(everything=True)
