"""Asking again from «Min dag», with a way back."""

from collections.abc import Callable
from functools import partial

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.lists import WorkItem
from coordinator.use_cases import reminding
from plans.reminders import Reminder
from ui.navigation import Navigator
from ui.runner import Runner


class Reminding:
    """Stores reminders for the screen and tells what came of it."""

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

    def remind(self, item: WorkItem) -> None:
        """Ask again about something that waits."""
        if item.plan_id is not None:
            self._runner.do(
                partial(reminding.remind, self._desk, item.plan_id, item.part_id),
                self._reminded,
                self._failed,
            )

    def _reminded(self, done: tuple[Reminder, Changes]) -> None:
        reminder, changes = done
        self._publish(changes)
        self._navigator.toast(
            _("The reminder is sent."), _("Undo"), partial(self._take_back, reminder)
        )

    def _take_back(self, reminder: Reminder) -> None:
        self._runner.do(
            partial(reminding.take_back, self._desk, reminder), self._publish, self._failed
        )
