"""What the list of tasks needs of a store, as a face that others put on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from coordinator.lists import ListedStaffTask
    from coordinator.task_lists import ListedTask
    from plans.units import Unit


class TaskLists(Protocol):
    """Tasks of all states that one may see; what is over only where it came so lately."""

    def in_plans(self, people: Collection[UUID], since: datetime) -> tuple[ListedTask, ...]:
        """Read the tasks in plans that some people have, follow up or asked for.

        Those in a plan that they coordinate are theirs too. What was over before ``since`` is not.
        """

    def between(
        self, people: Collection[UUID], units: Collection[Unit], since: datetime
    ) -> tuple[ListedStaffTask, ...]:
        """Read the tasks between colleagues from or to some people, or in a queue of some units."""


class TaskListWork(Protocol):
    """The part of a unit of work about the list of tasks."""

    @property
    def task_lists(self) -> TaskLists:
        """The list of tasks."""
