"""The list of tasks, in plans and between colleagues alike, and what one wants to see of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from coordinator.changes import Changes
from coordinator.lists import WorkItem
from plans.parts import DONE_TASKS, Priority
from plans.states import TaskStatus

# Where the kind of a task between colleagues stands, of one that stands in a plan.
IN_PLAN: Final = "plan"
# The columns of the board, as a task goes through them.
BOARD: Final = (
    TaskStatus.REQUESTED,
    TaskStatus.ACCEPTED,
    TaskStatus.IN_PROGRESS,
    TaskStatus.WAITING,
    TaskStatus.DECLINED,
    TaskStatus.COMPLETED,
)
# What was done stands in the list for so long.
DONE_FOR: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class ListedTask:
    """A task in the list: its line of work, how it stands, who asked for it, and who has it.

    ``kind`` is a code of «task_kinds», or ``IN_PLAN``. ``assignee`` is None of one outside the
    municipality, and of one in the queue of a unit: ``assignee_name`` says which.
    """

    item: WorkItem
    status: TaskStatus
    sender: UUID | None = None
    sender_name: str = ""
    assignee: UUID | None = None
    assignee_name: str = ""
    priority: Priority = Priority.MEDIUM
    kind: str = IN_PLAN

    @property
    def key(self) -> tuple[str, UUID | None]:
        """What names it from one reading to the next."""
        return self.item.kind.value, self.item.part_id

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.status in DONE_TASKS

    @property
    def is_queued(self) -> bool:
        """Whether it lies in the queue of a unit."""
        return self.item.task is not None and self.item.task.is_queued


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks somebody wants to see; "" takes all.

    ``whose`` is «mine», «sent» or «queue»; ``status`` a state, «open» or «all»; ``deadline`` is
    «late», «today», «week», «later» or «none»; ``sender`` and ``receiver`` are names as the list
    has them; ``text`` is looked for in the task and the citizen's name.
    """

    whose: str = ""
    status: str = "open"
    kind: str = ""
    area: str = ""
    sender: str = ""
    receiver: str = ""
    deadline: str = ""
    priority: str = ""
    text: str = ""

    def fits(self, task: ListedTask, me: UUID, today: date) -> bool:
        """Tell whether a task is one of those."""
        # What leaves out most comes first: this is asked of every task for every filter.
        return (
            self._is_in(task)
            and _OF[self.whose](task, me)
            and (not self.deadline or _DUE[self.deadline](task.item.by, today))
            and self._is_of(task)
            and self._says(task)
        )

    def _is_of(self, task: ListedTask) -> bool:
        area = task.item.service_area
        return (
            (not self.kind or self.kind == task.kind)
            and (not self.area or (area is not None and self.area == area.value))
            and (not self.sender or self.sender == task.sender_name)
            and (not self.receiver or self.receiver == task.assignee_name)
            and (not self.priority or self.priority == task.priority.value)
        )

    def _is_in(self, task: ListedTask) -> bool:
        if self.status == "all":
            return True
        return not task.is_over if self.status == "open" else task.status == self.status

    def _says(self, task: ListedTask) -> bool:
        if not self.text:
            return True
        said = f"{task.item.title} {task.item.citizen_name}".casefold()
        return all(word in said for word in self.text.casefold().split())


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter that somebody keeps for themselves, by the name that they gave it."""

    name: str
    filter: TaskFilter


@dataclass(frozen=True, slots=True)
class TaskPage:
    """All that the list of tasks is made of; ``kinds`` are codes and words of the municipality."""

    tasks: tuple[ListedTask, ...]
    kinds: tuple[tuple[str, str], ...]
    saved: tuple[SavedFilter, ...]
    me: UUID
    today: date


@dataclass(frozen=True, slots=True)
class BulkWish:
    """What is wished for several tasks: a deadline, or a colleague and what they should know."""

    due: date | None = None
    to: UUID | None = None
    to_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would happen to one task; ``why_not`` says why it would not, ``same`` that it is so."""

    task: ListedTask
    why_not: Exception | None = None
    same: bool = False

    @property
    def happens(self) -> bool:
        """Whether something would be written."""
        return self.why_not is None and not self.same


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task; ``undo`` is there where its state allows to take it back."""

    task: ListedTask
    why_not: Exception | None = None
    undo: Callable[[], Changes] | None = None
    changes: Changes = field(default_factory=Changes)

    @property
    def done(self) -> bool:
        """Whether it was written."""
        return self.why_not is None


def filter_as_text(wanted: TaskFilter) -> str:
    """Write a filter down."""
    return json.dumps(asdict(wanted), ensure_ascii=False, sort_keys=True)


def filter_from_text(text: str) -> TaskFilter:
    """Read a filter; what it does not say, or says in another way, is as without a choice."""
    try:
        found = json.loads(text)
    except ValueError:
        return TaskFilter()
    if not isinstance(found, dict):
        return TaskFilter()
    names = [each.name for each in fields(TaskFilter)]
    told = {name: found[name] for name in names if isinstance(found.get(name), str)}
    sound = {"whose": _OF, "deadline": {"": None, **_DUE}}
    for name, known in sound.items():
        if told.get(name, "") not in known:
            told.pop(name)
    return TaskFilter(**told)


_Whose = Callable[[ListedTask, UUID], bool]
_OF: Final[Mapping[str, _Whose]] = {
    "": lambda _task, _me: True,
    "mine": lambda task, me: (
        task.assignee == me or (task.sender == me and task.status is TaskStatus.DECLINED)
    ),
    "sent": lambda task, me: task.sender == me != task.assignee,
    "queue": lambda task, _me: task.is_queued,
}


def _within_week(day: date, today: date) -> bool:
    return today <= day <= today + timedelta(days=6 - today.weekday())


_DUE: Final[Mapping[str, Callable[[date | None, date], bool]]] = {
    "late": lambda day, today: day is not None and day < today,
    "today": lambda day, today: day == today,
    "week": lambda day, today: day is not None and _within_week(day, today),
    "later": lambda day, today: day is not None and day > today and not _within_week(day, today),
    "none": lambda day, _today: day is None,
}
