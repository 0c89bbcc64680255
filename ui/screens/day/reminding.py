"""Asking again from «Min dag», with a way back."""

from functools import partial

from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.lists import WorkItem, WorkKind
from coordinator.use_cases import handover_course
from ui import task_deeds
from ui.doing import Doing
from ui.task_deeds import Done


class Reminding(Doing):
    """Stores reminders for the screen and tells what came of it."""

    def remind(self, item: WorkItem) -> None:
        """Ask again about something that waits."""
        if item.part_id is not None and item.kind in (WorkKind.HANDOVER, WorkKind.CLIMBED):
            deed = partial(handover_course.remind, self._desk, item.part_id)
            self._runner.do(deed, self._reminded_of_handover, self._failed)
            return
        self._runner.do(partial(task_deeds.remind, self._desk, item), self._reminded, self._failed)

    def _reminded_of_handover(self, changes: Changes) -> None:
        self._publish(changes)
        self._navigator.toast(_("The reminder is sent."))

    def _reminded(self, done: Done | None) -> None:
        if done is not None:
            self._tell(_("The reminder is sent."), done)
