"""Asking again from «Min dag», with a way back."""

from functools import partial

from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.lists import WorkItem
from coordinator.use_cases import reminding
from plans.reminders import Reminder
from ui.screens.day.doing import Doing


class Reminding(Doing):
    """Stores reminders for the screen and tells what came of it."""

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
