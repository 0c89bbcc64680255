"""Looking again later at what waits, or waiting no longer, from «Min dag», with a way back."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from coordinator.changes import Changes
from coordinator.danish import short_date
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.lists import WorkItem
from coordinator.ports import Stale
from coordinator.use_cases.waiting import read_waiting, set_waiting
from plans.parts import Waiting
from ui.screens.day.doing import Doing

_A_WEEK: Final = timedelta(7)


@dataclass(frozen=True, slots=True)
class _Turn:
    """What a part waited for, and what it waits for now."""

    plan_id: UUID
    part_id: UUID
    before: Waiting
    after: Waiting | None
    changes: Changes


class WaitingOn(Doing):
    """Changes what a line waits for, and tells what came of it."""

    def look_later(self, item: WorkItem) -> None:
        """Look again in a week."""
        self._turn(item, self._desk.clock.today() + _A_WEEK)

    def wait_no_longer(self, item: WorkItem) -> None:
        """What it waited for has come."""
        self._turn(item, None)

    def _turn(self, item: WorkItem, day: date | None) -> None:
        self._runner.do(partial(_turn, self._desk, item, day), self._turned, self._failed)

    def _turned(self, turn: _Turn) -> None:
        self._publish(turn.changes)
        words = _("It waits no longer.")
        if turn.after is not None and turn.after.wake_up_date is not None:
            words = _("It comes up again {date}.").format(date=short_date(turn.after.wake_up_date))
        self._navigator.toast(words, _("Undo"), partial(self._take_back, turn))

    def _take_back(self, turn: _Turn) -> None:
        work = partial(set_waiting, self._desk, turn.plan_id, turn.part_id, turn.after, turn.before)
        self._runner.do(work, self._publish, self._failed)


def _turn(desk: Desk, item: WorkItem, day: date | None) -> _Turn:
    """Change it, unless it is no longer what the list said.

    Raises:
        Stale: when a colleague changed it or took it out.
    """
    if item.plan_id is None or item.part_id is None:
        raise Stale
    seen = read_waiting(desk, item.plan_id, item.part_id)
    if seen is None or seen.wake_up_date != item.wake_up:
        raise Stale
    after = replace(seen, wake_up_date=day) if day is not None else None
    changes = set_waiting(desk, item.plan_id, item.part_id, seen, after)
    return _Turn(item.plan_id, item.part_id, seen, after, changes)
