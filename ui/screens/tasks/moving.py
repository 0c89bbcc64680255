"""Moving a task to another state from «Opgaver», and asking again, each with a way back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from coordinator.begun import FormKey
from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.use_cases.staff_task_lists import causes_of
from plans.parts import Waiting
from plans.states import TaskStatus
from ui import task_deeds, task_moves
from ui.begun import BegunForms
from ui.navigation import Navigator
from ui.runner import Failed, Runner
from ui.screens.tasks.shown import TaskRow
from ui.screens.tasks.words import moved_words
from ui.task_moves import Moved
from ui.task_questions import Causes


class MovingFace(Protocol):
    """The view, as far as it asks for words and says what went wrong."""

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; what stands there stays."""

    def ask_why(self, row: TaskRow, key: FormKey) -> None:
        """Ask why a task is declined."""

    def ask_answer(self, row: TaskRow, key: FormKey) -> None:
        """Ask for the answer that goes with a task that is done."""

    def ask_for_what(self, row: TaskRow, causes: Causes) -> None:
        """Ask what a task waits for."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a deed needs: the desk, the store's thread, and whom to tell."""

    desk: Desk
    runner: Runner
    publish: Callable[[Changes], None]
    navigator: Navigator
    begun: BegunForms


class Moving:
    """Moves tasks; ``again`` reads the list anew, ``failed`` hears what could not be done."""

    def __init__(self, means: Means, again: Callable[[], None], failed: Failed) -> None:
        self._desk, self._runner = means.desk, means.runner
        self._publish, self._navigator, self._begun = means.publish, means.navigator, means.begun
        self._again, self._failed = again, failed
        self._face: MovingFace  # given by ``show_in`` before anything is asked

    def show_in(self, face: MovingFace) -> None:
        """Take the view."""
        self._face = face

    def remind(self, row: TaskRow) -> None:
        """Ask again for an answer."""

        def told(done: task_deeds.Done | None) -> None:
            if done is not None:
                self._moved(_("The reminder is sent."), Moved(done.changes, done.undo))

        work = partial(task_deeds.remind, self._desk, row.task.item)
        self._runner.do(work, told, self._failed)

    def move(self, row: TaskRow, to: TaskStatus) -> None:
        """Move a task to a state; where words go with it they are asked for."""
        if to is row.task.status:
            return
        if to not in row.ways:
            self._refuse(row)
        elif not task_moves.needs_words(row.task, to):
            work = partial(task_moves.move, self._desk, row.task, to)
            self._runner.do(work, partial(self._moved, moved_words(to)), self._failed)
        elif to is TaskStatus.DECLINED:
            self._face.ask_why(row, _form("decline", row))
        elif to is TaskStatus.COMPLETED:
            self._face.ask_answer(row, _form("answer", row))
        else:
            self._ask_for_what(row)

    def decline(self, row: TaskRow, reason: str) -> None:
        """Say no to a task."""
        work = partial(task_deeds.decline, self._desk, row.task.item, reason)

        def told(changes: Changes) -> None:
            self._begun.done(_form("decline", row))
            self._moved(moved_words(TaskStatus.DECLINED), Moved(changes))

        self._runner.do(work, told, self._failed)

    def answer(self, row: TaskRow, words: str) -> None:
        """Be done with a task, and answer what was asked."""
        work = partial(task_deeds.finish, self._desk, row.task.item, words)

        def told(done: task_deeds.Done) -> None:
            self._begun.done(_form("answer", row))
            self._moved(moved_words(TaskStatus.COMPLETED), Moved(done.changes, done.undo))

        self._runner.do(work, told, self._failed)

    def wait(self, row: TaskRow, waiting: Waiting) -> None:
        """Let a task wait."""
        work = partial(task_deeds.wait, self._desk, row.task.item, waiting)

        def told(done: task_deeds.Done) -> None:
            self._moved(moved_words(TaskStatus.WAITING), Moved(done.changes, done.undo))

        self._runner.do(work, told, self._failed)

    def _ask_for_what(self, row: TaskRow) -> None:
        slot = "tasks-causes", id(self)
        self._runner.ask(
            slot, partial(causes_of, self._desk), partial(self._face.ask_for_what, row),
            self._failed,
        )  # fmt: skip

    def _refuse(self, row: TaskRow) -> None:
        """Say why a task does not go there."""
        if row.task.item.locked:
            words = _(
                "The plan is in review. Its tasks can be answered when it is approved or returned."
            )
        elif row.ways:
            words = _("From here a task cannot go there. Shift+F10 shows where it can go.")
        else:
            words = _("Somebody else has this task. You can ask again (R), or pass it on (V).")
        self._face.show_problem(words)

    def _moved(self, words: str, moved: Moved) -> None:
        self._publish(moved.changes)
        self._again()
        if moved.undo is None:
            self._navigator.toast(words)
        else:
            back = partial(self._runner.do, moved.undo, self._taken_back, self._failed)
            self._navigator.toast(words, _("Undo"), back)

    def _taken_back(self, changes: Changes) -> None:
        self._publish(changes)
        self._again()


def _form(form: str, row: TaskRow) -> FormKey:
    return FormKey(f"task:{form}", row.task.item.part_id)
