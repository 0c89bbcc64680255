"""What happens on «Opgaver»: reading the tasks, choosing among them, and moving one."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.task_lists import ListedTask, SavedFilter, TaskFilter, TaskPage
from coordinator.use_cases import task_lists
from ui.begun import BegunForms
from ui.navigation import Navigator, PlanPlace
from ui.problems import describe
from ui.runner import Runner
from ui.screens.tasks.bulk import Bulk
from ui.screens.tasks.moving import Means, Moving, MovingFace
from ui.screens.tasks.shown import Mode, TaskRow, TasksShown
from ui.screens.tasks.words import (
    ALL_OPEN,
    board_of,
    choices_of,
    filter_lines,
    filter_of,
    kind_words,
    own_key,
    own_name,
    row_of,
    subtitle,
)
from ui.task_places import WayBack


class TasksFace(MovingFace, Protocol):
    """The view as the presenter sees it."""

    def show_page(self, shown: TasksShown) -> None:
        """Show the tasks."""


class TasksPresenter:
    """Decides what «Opgaver» shows; the view holds it."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        publish: Callable[[Changes], None],
        navigator: Navigator,
        begun: BegunForms,
    ) -> None:
        self._desk, self._runner, self._publish = desk, runner, publish
        self._navigator = navigator
        self._face: TasksFace  # given by ``show_in`` before anything is asked
        self._page: TaskPage | None = None
        self._current, self._filter = ALL_OPEN, TaskFilter()
        self._mode: Mode = "list"
        self._ticked: set[object] = set()
        self.slot: Final[Hashable] = ("tasks", id(self))
        self.bulk = Bulk(desk, runner, publish, self._failed)
        self._way_back = WayBack(desk, runner, navigator, self._failed, self._nowhere)
        self.moving = Moving(
            Means(desk, runner, publish, navigator, begun), self.refresh, self._failed
        )

    def show_in(self, face: TasksFace) -> None:
        """Take the view."""
        self._face = face
        self.moving.show_in(face)

    def refresh(self) -> None:
        """Read again; what stands there stays until the answer is here."""
        self._runner.ask(
            self.slot, partial(task_lists.task_page, self._desk), self._got, self._failed
        )

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store: it may be about any of the tasks."""
        if changes:
            self.refresh()

    def pick_filter(self, key: str) -> None:
        """Choose a filter that ships, or one's own."""
        saved = self._page.saved if self._page else ()
        self._current, self._filter = key, filter_of(key, saved)
        self._show()

    def narrow(self, wanted: TaskFilter) -> None:
        """Take what was chosen in the fields."""
        if wanted != self._filter:
            self._current, self._filter = "", wanted
            self._show()

    def show_as(self, mode: Mode) -> None:
        """Show a list, or a board."""
        self._mode = mode
        self._show()

    def tick(self, row: TaskRow) -> None:
        """Choose a task among several, or choose it no longer."""
        self._ticked ^= {row.key}
        self._show()

    def tick_all(self, *, ticked: bool) -> None:
        """Choose all that is shown, or nothing."""
        self._ticked = {task.key for task in self._fitting()} if ticked else set()
        self._show()

    def chosen(self, row: TaskRow | None) -> tuple[ListedTask, ...]:
        """Give the tasks that are ticked; without any, that of a row."""
        ticked = tuple(task for task in self._fitting() if task.key in self._ticked)
        return ticked or ((row.task,) if row is not None else ())

    def open(self, row: TaskRow) -> None:
        """Go to where the task stands, or came from."""
        item = row.task.item
        if item.task is not None:
            self._way_back.go(item.task, citizen_seen=bool(item.citizen_name))
        elif item.plan_id is not None:
            at = PlanPlace((item.part_id,)) if item.part_id is not None else None
            self._navigator.open("plan", str(item.plan_id), at)

    def save_filter(self, name: str) -> None:
        """Keep what is chosen in the fields under a name."""
        work = partial(task_lists.keep_filter, self._desk, name, self._filter)
        key = own_key(" ".join(name.split()))
        self._runner.do(work, partial(self._saved, key), self._failed)

    def drop_filter(self, key: str) -> None:
        """Keep a filter of one's own no longer."""
        work = partial(task_lists.drop_filter, self._desk, own_name(key))
        self._runner.do(work, partial(self._saved, ALL_OPEN), self._failed)

    def _nowhere(self) -> None:
        self._face.show_problem(_("This task is about no citizen, and stands in no plan."))

    def _got(self, page: TaskPage) -> None:
        self._page = page
        self._ticked &= {task.key for task in page.tasks}
        self._show()

    def _saved(self, key: str, kept: tuple[SavedFilter, ...]) -> None:
        if self._page is not None:
            self._page = replace(self._page, saved=kept)
        self.pick_filter(key)

    def _failed(self, error: Exception) -> None:
        self._face.show_problem(describe(error).sentence)
        self.refresh()

    def _fitting(self) -> list[ListedTask]:
        page = self._page
        if page is None:
            return []
        found = [task for task in page.tasks if self._wanted.fits(task, page.me, page.today)]
        return sorted(found, key=_order)

    @property
    def _wanted(self) -> TaskFilter:
        """What is shown: a board has a column of its own for what is done."""
        if self._mode == "board" and self._filter.status == "open":
            return replace(self._filter, status="all")
        return self._filter

    def _show(self) -> None:
        page = self._page
        if page is None:
            return
        kinds = kind_words(page)
        rows = tuple(
            row_of(task, page, kinds, ticked=task.key in self._ticked) for task in self._fitting()
        )
        late = sum(row.due_kind == "late" for row in rows)
        is_board = self._mode == "board"
        self._face.show_page(
            TasksShown(
                subtitle(len(rows), late),
                self._mode,
                filter_lines(page),
                self._current,
                self._filter,
                choices_of(page),
                () if is_board else rows,
                board_of(rows) if is_board else (),
                sum(row.ticked for row in rows),
                "" if rows else _("No task is like that."),
                page.today,
            )
        )


def _order(task: ListedTask) -> tuple[bool, str, str, str]:
    """By deadline, what has none after it; then by citizen."""
    by = task.item.by
    return task.is_over, by.isoformat() if by else "9", task.item.citizen_name, task.item.title
