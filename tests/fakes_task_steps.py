"""The steps of tasks in the store in memory."""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from plans.task_steps import TaskStep

if TYPE_CHECKING:
    from tests.fakes import FakeWork


class FakeTaskSteps:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def of_plans(self, plan_ids: Collection[UUID]) -> tuple[TaskStep, ...]:
        found = [each for each in self._work.now.task_steps if each.plan_id in plan_ids]
        return tuple(sorted(found, key=lambda each: (each.at, each.id)))

    def add(self, step: TaskStep) -> None:
        plan = self._work.plans.get(step.plan_id)
        self._work.do(
            lambda kept: kept.task_steps.append(step),
            Changes(citizens=frozenset({plan.citizen_id})),
        )
