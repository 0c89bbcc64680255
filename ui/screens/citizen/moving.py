"""Moves interventions in time, and takes it back: what the timeline asks of the store."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.i18n import _
from coordinator.lists import CitizenPage
from coordinator.use_cases import planning
from plans.errors import RuleBroken
from plans.parts import Goal, Intervention
from plans.plan import JointPlan
from ui.problems import describe
from ui.screen import ScreenContext

Days = tuple[date | None, date | None]
MOST_MOVES: Final = 100


@dataclass(frozen=True, slots=True)
class Move:
    """An intervention moved from days to days."""

    plan_id: UUID
    intervention_id: UUID
    before: Days
    after: Days


Then = Callable[[Move], None]


class Notices(Protocol):
    """The screen as moves see it."""

    def show_notice(self, sentence: str) -> None:
        """Say over the page what went wrong; the page stays."""


class Opened(Protocol):
    """What is open just now, as the presenter knows it."""

    @property
    def page(self) -> CitizenPage | None:
        """The page as last read, None while nobody is on it."""

    @property
    def gone(self) -> bool:
        """Whether the window was closed."""

    def refresh(self) -> None:
        """Read the page again."""


class Mover:
    """Writes the moves of one plan in their order; each can be undone, and done again."""

    def __init__(self, context: ScreenContext, notices: Notices, opened: Opened) -> None:
        self._context = context
        self._notices = notices
        self._opened = opened
        self._plan: JointPlan | None = None
        # What was written since the plan was read: what the next move is compared with.
        self._written: dict[UUID, Intervention] = {}
        self._under_way = 0
        self._done: list[Move] = []
        self._undone: list[Move] = []

    def show(self, plan: JointPlan | None) -> None:
        """Know the plan as read; moves of another plan are forgotten."""
        if plan is None or self._plan is None or plan.id != self._plan.id:
            self._done.clear()
            self._undone.clear()
            self._written.clear()
        if not self._under_way:
            self._written.clear()
        self._plan = plan

    def move(self, plan_id: UUID, key: str, start: date | None, end: date | None) -> None:
        """Give an intervention other days, if the plan is still the one that was shown."""
        found = self._find(plan_id, UUID(key))
        if found is None or (found[1].start, found[1].end) == (start, end):
            return
        before = (found[1].start, found[1].end)
        self._undone.clear()
        self._send(found, Move(plan_id, found[1].id, before, (start, end)), self._keep)

    def undo(self) -> None:
        """Put back the days before the last move."""
        if self._done and self._on_page(self._done[-1].plan_id):
            self._take_back(self._done[-1])

    def redo(self) -> None:
        """Do again what was undone last."""
        if not self._undone or not self._on_page(self._undone[-1].plan_id):
            return
        move = self._undone.pop()
        found = self._still(move, move.before)
        if found is not None:
            self._send(found, move, self._keep)

    def _take_back(self, move: Move) -> None:
        if move not in self._done or not self._on_page(move.plan_id):
            return
        self._done.remove(move)
        found = self._still(move, move.after)
        if found is not None:
            back = replace(move, before=move.after, after=move.before)
            self._send(found, back, lambda _back: self._undone.append(move))

    def _still(self, move: Move, days: Days) -> tuple[Goal, Intervention] | None:
        """Find the moved intervention, unless somebody has moved it since: theirs stays."""
        found = self._find(move.plan_id, move.intervention_id)
        if found is not None and (found[1].start, found[1].end) == days:
            return found
        self._notices.show_notice(
            _("It has other dates by now, so the move cannot be undone. Look at the timeline.")
        )
        return None

    def _keep(self, move: Move) -> None:
        self._done.append(move)
        del self._done[:-MOST_MOVES]
        self._context.navigator.toast(
            _("The intervention is moved."), _("Undo"), partial(self._take_back, move)
        )

    def _send(self, found: tuple[Goal, Intervention], move: Move, then: Then) -> None:
        goal, seen = found
        desk = self._context.desk
        try:
            wanted = replace(seen, start=move.after[0], end=move.after[1])
        except RuleBroken as broken:
            self._failed(broken)
            return
        self._written[seen.id] = wanted
        self._under_way += 1
        self._context.runner.do(
            lambda: planning.put_intervention(desk, move.plan_id, goal.id, seen, wanted),
            partial(self._moved, move, then),
            self._refused,
        )

    def _moved(self, move: Move, then: Then, changes: Changes) -> None:
        self._under_way -= 1
        if self._opened.gone:
            return
        # The user may have gone on to another citizen, where nothing is to be undone.
        if self._on_page(move.plan_id):
            then(move)
        self._context.feed.publish(changes)

    def _refused(self, error: Exception) -> None:
        self._under_way -= 1
        self._written.clear()
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        if not self._opened.gone:
            self._notices.show_notice(describe(error).sentence)
            self._opened.refresh()

    def _on_page(self, plan_id: UUID) -> bool:
        page = self._opened.page
        return page is not None and page.plan is not None and page.plan.id == plan_id

    def _find(self, plan_id: UUID, part_id: UUID) -> tuple[Goal, Intervention] | None:
        if self._plan is None or self._plan.id != plan_id:
            return None
        for goal in self._plan.goals:
            for each in goal.interventions:
                if each.id == part_id:
                    return goal, self._written.get(part_id, each)
        return None
