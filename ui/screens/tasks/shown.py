"""What «Opgaver» shows, as frozen values: rows, columns, filters and the whole page."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from coordinator.task_lists import ListedTask, TaskFilter
from plans.states import TaskStatus
from ui.due_words import DueKind

Mode = Literal["list", "board"]
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in the list or on the board, in words; ``ways`` are the states that it may go to."""

    task: ListedTask
    what: str
    about: str
    state: str
    who: str
    due_text: str
    due_kind: DueKind
    ways: tuple[TaskStatus, ...] = ()
    ticked: bool = False

    @property
    def key(self) -> object:
        """What names the row from one reading to the next."""
        return self.task.key


@dataclass(frozen=True, slots=True)
class FilterLine:
    """A filter that one press chooses, and how many tasks it has; ``own`` ones can be removed."""

    key: str
    name: str
    count: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A state and the tasks in it."""

    status: TaskStatus
    title: str
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What the fields of the filter offer: codes and words."""

    kinds: Choices
    senders: Choices
    receivers: Choices


@dataclass(frozen=True, slots=True)
class TasksShown:
    """The whole page; ``current`` is the chosen filter's key, "" when it was changed by hand."""

    subtitle: str
    mode: Mode
    filters: tuple[FilterLine, ...]
    current: str
    filter: TaskFilter
    choices: FilterChoices
    rows: tuple[TaskRow, ...] = ()
    board: tuple[BoardColumn, ...] = ()
    ticked: int = 0
    empty: str = ""
    today: date = date.min


@dataclass(frozen=True, slots=True)
class BulkRow:
    """A task in «Det sker der»: what becomes of it, or why nothing does."""

    what: str
    about: str
    change: str
    fails: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class BulkShown:
    """What would happen, or what has happened: a sentence, and a line for each task."""

    summary: str
    rows: tuple[BulkRow, ...]
    happens: int = 0
