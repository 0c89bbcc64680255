"""Asking again from «Min dag», with a way back."""

from functools import partial

from coordinator.i18n import _
from coordinator.lists import WorkItem
from ui import task_deeds
from ui.doing import Doing
from ui.task_deeds import Done


class Reminding(Doing):
    """Stores reminders for the screen and tells what came of it."""

    def remind(self, item: WorkItem) -> None:
        """Ask again about something that waits."""
        self._runner.do(partial(task_deeds.remind, self._desk, item), self._reminded, self._failed)

    def _reminded(self, done: Done | None) -> None:
        if done is not None:
            self._tell(_("The reminder is sent."), done)
