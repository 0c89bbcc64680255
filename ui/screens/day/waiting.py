"""Looking again later at what waits, or waiting no longer, from «Min dag», with a way back."""

from collections.abc import Hashable
from datetime import date, timedelta
from functools import partial
from typing import Final, Protocol

from coordinator.danish import short_date
from coordinator.i18n import _
from coordinator.lists import WorkItem
from coordinator.use_cases.staff_task_lists import causes_of
from plans.parts import Waiting
from ui import task_deeds
from ui.doing import Doing
from ui.screens.day.lines import DayLine
from ui.task_deeds import Done
from ui.task_questions import Causes

_A_WEEK: Final = timedelta(7)


class WaitingFace(Protocol):
    """The view, as far as it asks what a task waits for."""

    def ask_for_what(self, line: DayLine, causes: Causes, today: date) -> None:
        """Ask for the cause, for whom, and when to look again."""


class WaitingOn(Doing):
    """Changes what a line waits for, and tells what came of it."""

    _face: WaitingFace

    def look_later(self, item: WorkItem) -> None:
        """Look again in a week."""
        self._turn(item, self._desk.clock.today() + _A_WEEK)

    def wait_no_longer(self, item: WorkItem) -> None:
        """What it waited for has come."""
        self._turn(item, None)

    @property
    def slot(self) -> Hashable:
        """Where the question for causes waits, so that only its newest answer counts."""
        return "day-causes", id(self)

    def show_in(self, face: WaitingFace) -> None:
        """Take the view that asks."""
        self._face = face

    def ask_for_what(self, line: DayLine) -> None:
        """Fetch what a task can wait for, and ask what it is and when to look again."""

        def answer(causes: Causes) -> None:
            self._face.ask_for_what(line, causes, self._desk.clock.today())

        desk = self._desk
        self._runner.ask(self.slot, lambda: causes_of(desk), answer, self._failed)

    def wait_for(self, item: WorkItem, waiting: Waiting) -> None:
        """Say what a task waits for, and when to look again."""
        work = partial(task_deeds.wait, self._desk, item, waiting)
        self._runner.do(work, self._turned, self._failed)

    def _turn(self, item: WorkItem, day: date | None) -> None:
        work = partial(task_deeds.turn, self._desk, item, day)
        self._runner.do(work, self._turned, self._failed)

    def _turned(self, done: Done) -> None:
        words = _("It waits no longer.")
        if done.wakes is not None:
            words = _("It comes up again {date}.").format(date=short_date(done.wakes))
        self._tell(words, done)
