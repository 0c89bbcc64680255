"""What the parts of «Min dag» share that do something with a line and tell what came of it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.lists import WorkItem
from coordinator.ports import Stale
from coordinator.use_cases import opening
from plans.parts import Task
from ui.navigation import Navigator
from ui.runner import Runner

if TYPE_CHECKING:
    from ui.task_deeds import Done


class Doing:
    """A part that sends deeds to the store; ``failed`` hears what could not be done."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        publish: Callable[[Changes], None],
        navigator: Navigator,
        failed: Callable[[Exception], None],
    ) -> None:
        self._desk, self._runner, self._publish = desk, runner, publish
        self._navigator, self._failed = navigator, failed

    def _tell(self, words: str, done: "Done") -> None:
        """Say what was done, with the way back."""
        self._publish(done.changes)
        take_back = partial(self._runner.do, done.undo, self._publish, self._failed)
        self._navigator.toast(words, _("Undo"), take_back)


def listed_task(desk: Desk, item: WorkItem) -> tuple[UUID, Task]:
    """Read the task of a line, with its plan.

    Raises:
        Stale: when a colleague took it out, or it is no longer what the line said.
    """
    if item.plan_id is None or item.part_id is None:
        raise Stale
    task = opening.read_task(desk, item.plan_id, item.part_id)
    if task is None or (task.title, task.due, task.status) != (item.title, item.due, item.status):
        raise Stale
    return item.plan_id, task
