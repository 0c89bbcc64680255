"""Changing many tasks at once: what would happen, then one by one, then the way back."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import NotFound, Stale, StoreDown
from coordinator.task_lists import BulkWish, Foreseen, ListedTask, Outcome
from coordinator.use_cases import giving_tasks, task_bulk
from coordinator.use_cases.giving_tasks import Colleagues
from plans.errors import RuleBroken
from ui.person_choice import PersonChoice, colleague_choice
from ui.problems import describe
from ui.runner import Failed, LongWork, Progress, Runner
from ui.screens.tasks.shown import BulkShown
from ui.screens.tasks.words import foreseen_shown, outcome_shown, taken_back_words


class BulkFace(Protocol):
    """The question, as far as it is told what would happen and what did."""

    def show_people(self, people: tuple[PersonChoice, ...]) -> None:
        """Offer these colleagues."""

    def show_foreseen(self, shown: BulkShown) -> None:
        """Show what would happen."""

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""

    def show_outcome(self, shown: BulkShown, *, can_undo: bool) -> None:
        """Show what happened."""

    def show_taken_back(self, words: str) -> None:
        """Show what was taken back."""

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing can be told or done."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done, and how many were not tried since the store was away or one pressed Stop."""

    outcomes: tuple[Outcome, ...]
    left: int


class Bulk:
    """Foresees and carries out one wish for several tasks; ``begin`` gives it the question."""

    def __init__(
        self, desk: Desk, runner: Runner, publish: Callable[[Changes], None], failed: Failed
    ) -> None:
        self._desk, self._runner, self._publish = desk, runner, publish
        self._failed = failed
        self._face: BulkFace | None = None
        self._tasks: tuple[ListedTask, ...] = ()
        self._outcomes: tuple[Outcome, ...] = ()
        self._under_way: LongWork | None = None
        self.slot: Final[Hashable] = ("tasks-bulk", id(self))

    def begin(self, face: BulkFace, tasks: Sequence[ListedTask]) -> None:
        """Take the question and the tasks that it is about."""
        self._face, self._tasks, self._outcomes = face, tuple(tasks), ()

    def end(self) -> None:
        """The question is closed; what is under way is finished and told in the list."""
        self._face = None
        self._runner.void(self.slot)

    def ask_for_people(self) -> None:
        """Fetch whom one can ask."""

        def answer(found: Colleagues) -> None:
            if self._face is not None:
                self._face.show_people(
                    tuple(colleague_choice(each, found.staff, found.absences)
                          for each in found.staff)
                )  # fmt: skip

        desk = self._desk
        self._runner.ask(self.slot, lambda: giving_tasks.colleagues(desk), answer, self._refused)

    def foresee(self, wish: BulkWish) -> None:
        """Tell what would happen."""

        def told(found: tuple[Foreseen, ...]) -> None:
            if self._face is not None:
                self._face.show_foreseen(foreseen_shown(found, wish))

        work = partial(task_bulk.foresee, self._desk, self._tasks, wish)
        self._runner.ask(self.slot, work, told, self._refused)

    def carry_out(self, wish: BulkWish) -> None:
        """Do it, one task after the other."""
        tasks, desk = self._tasks, self._desk

        def work(progress: Progress) -> _Done:
            return _one_by_one(desk, tasks, wish, progress)

        def done(found: _Done) -> None:
            self._outcomes = found.outcomes
            self._tell_changes(each.changes for each in found.outcomes)
            if self._face is not None:
                can_undo = any(each.undo is not None for each in found.outcomes if each.done)
                self._face.show_outcome(
                    outcome_shown(found.outcomes, wish, found.left), can_undo=can_undo
                )

        self._under_way = self._runner.do_long(work, self._progress, done, self._refused)

    def stop(self) -> None:
        """Do no more of it; what is done stays, and is told."""
        if self._under_way is not None:
            self._under_way.stop()

    def take_back(self) -> None:
        """Take back what can be taken back, and tell of the rest."""
        undos = [each.undo for each in self._outcomes if each.undo is not None]
        fixed = sum(each.done and each.undo is None for each in self._outcomes)
        self._outcomes = ()

        def work() -> tuple[list[Changes], int]:
            found, failed = [], fixed
            for undo in undos:
                try:
                    found.append(undo())
                except (RuleBroken, Stale, NotFound):
                    failed += 1
            return found, failed

        def done(found: tuple[list[Changes], int]) -> None:
            changes, failed = found
            self._tell_changes(changes)
            if self._face is not None:
                self._face.show_taken_back(taken_back_words(len(changes), failed))

        self._runner.do(work, done, self._refused)

    def _progress(self, done: int, total: int) -> None:
        if self._face is not None:
            self._face.show_progress(done, total)

    def _refused(self, error: Exception) -> None:
        if self._face is not None:
            self._face.show_refusal(describe(error).sentence)
        else:
            self._failed(error)

    def _tell_changes(self, of_all: Iterable[Changes]) -> None:
        together = Changes()
        for each in of_all:
            together = Changes(
                together.citizens | each.citizens,
                together.plans | each.plans,
                together.everything or each.everything,
            )
        if together:
            self._publish(together)


def _one_by_one(
    desk: Desk, tasks: tuple[ListedTask, ...], wish: BulkWish, progress: Progress
) -> _Done:
    found: list[Outcome] = []
    for place, task in enumerate(tasks):
        if progress.stopped:
            break
        try:
            found.append(task_bulk.carry_out(desk, task, wish))
        except StoreDown:
            if not found:
                raise
            break
        progress.report(place + 1, len(tasks))
    return _Done(tuple(found), len(tasks) - len(found))
