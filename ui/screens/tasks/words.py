"""Tasks said for «Opgaver»: rows, columns, filters, and what a change of many would do."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from coordinator.danish import short_date
from coordinator.i18n import N_, _, ngettext
from coordinator.lists import Reminds
from coordinator.task_lists import (
    BOARD,
    IN_PLAN,
    BulkWish,
    Foreseen,
    ListedTask,
    Outcome,
    SavedFilter,
    TaskFilter,
    TaskPage,
)
from coordinator.wording import label
from plans.parts import Priority
from plans.states import TaskStatus
from ui.due_words import due_words
from ui.problems import describe
from ui.screens.tasks.shown import (
    BoardColumn,
    BulkRow,
    BulkShown,
    FilterChoices,
    FilterLine,
    TaskRow,
)
from ui.task_moves import ways

ALL_OPEN: Final = "open"
# What ships: a key, what it is called, and what it takes.
SHIPPED: Final[tuple[tuple[str, str, TaskFilter], ...]] = (
    (ALL_OPEN, N_("All open tasks"), TaskFilter()),
    ("mine", N_("To me"), TaskFilter(whose="mine")),
    ("sent", N_("Asked for by me"), TaskFilter(whose="sent")),
    ("late", N_("Overdue"), TaskFilter(deadline="late")),
    ("week", N_("Due this week"), TaskFilter(deadline="week")),
    ("waiting", N_("Waiting"), TaskFilter(status=TaskStatus.WAITING.value)),
    ("queue", N_("The unit's queue"), TaskFilter(whose="queue")),
    ("urgent", N_("Urgent"), TaskFilter(priority=Priority.HIGH.value)),
    ("done", N_("Done lately"), TaskFilter(status=TaskStatus.COMPLETED.value)),
)
_OWN: Final = "own:"


def own_key(name: str) -> str:
    """Name a saved filter among all."""
    return f"{_OWN}{name}"


def own_name(key: str) -> str:
    """Give the name of a saved filter; "" of one that ships."""
    return key.removeprefix(_OWN) if key.startswith(_OWN) else ""


def filter_of(key: str, saved: Iterable[SavedFilter]) -> TaskFilter:
    """Give what a filter takes; one that is gone takes all that is open."""
    shipped = {each: wanted for each, _name, wanted in SHIPPED}
    own = {own_key(each.name): each.filter for each in saved}
    return {**shipped, **own}.get(key, TaskFilter())


def filter_lines(page: TaskPage) -> tuple[FilterLine, ...]:
    """Say each filter with its count."""

    def count(wanted: TaskFilter) -> int:
        return sum(wanted.fits(task, page.me, page.today) for task in page.tasks)

    shipped = (FilterLine(key, _(name), count(wanted)) for key, name, wanted in SHIPPED)
    own = (FilterLine(own_key(each.name), each.name, count(each.filter), own=True)
           for each in page.saved)  # fmt: skip
    return (*shipped, *own)


def row_of(task: ListedTask, page: TaskPage, kinds: Mapping[str, str], *, ticked: bool) -> TaskRow:
    """Say a task."""
    item = task.item
    due, kind = due_words(item.by, page.today)
    if kind == "later" and item.reminds is Reminds.NEAR:
        kind = "soon"
    if task.is_over:
        due, kind = "", "none"
    urgent = _("Urgent") if task.priority is Priority.HIGH else ""
    about = (_whom(task), urgent, kinds.get(task.kind, ""))
    return TaskRow(
        task,
        item.title,
        " · ".join(part for part in about if part),
        _state(task),
        _who(task, page.me),
        due,
        kind,
        ways(task, page.me),
        ticked,
    )


def board_of(rows: Iterable[TaskRow]) -> tuple[BoardColumn, ...]:
    """Put rows in the columns of their states."""
    found: dict[TaskStatus, list[TaskRow]] = {each: [] for each in BOARD}
    for row in rows:
        if row.task.status in found:
            found[row.task.status].append(row)
    return tuple(BoardColumn(each, label(each), tuple(found[each])) for each in BOARD)


def kind_words(page: TaskPage) -> Mapping[str, str]:
    """Say what each kind is called, of one that stands in a plan too."""
    return {IN_PLAN: _("In the plan"), **dict(page.kinds)}


def choices_of(page: TaskPage) -> FilterChoices:
    """Offer the kinds, and those who sent and have the tasks there are."""
    kinds = ((code, words) for code, words in kind_words(page).items())
    senders = sorted({each.sender_name for each in page.tasks if each.sender_name})
    receivers = sorted({each.assignee_name for each in page.tasks if each.assignee_name})
    return FilterChoices(
        (("", _("All kinds")), *kinds),
        (("", _("From all")), *((each, _("From {name}").format(name=each)) for each in senders)),
        (("", _("To all")), *((each, _("To {name}").format(name=each)) for each in receivers)),
    )


def subtitle(shown: int, late: int) -> str:
    """Say how many tasks stand there, and how many are late."""
    parts = [ngettext("{n} task", "{n} tasks", shown).format(n=shown)]
    if late:
        words = ngettext("{n} is overdue", "{n} are overdue", late)
        parts.append(words.format(n=late))
    return ", ".join(parts)


def foreseen_shown(found: Iterable[Foreseen], wish: BulkWish) -> BulkShown:
    """Say what would happen to each, those to which nothing can first."""
    lines = sorted(found, key=lambda each: (each.why_not is None, each.same))
    happens = sum(each.happens for each in lines)
    refused = sum(each.why_not is not None for each in lines)
    rows = (
        BulkRow(
            each.task.item.title,
            _whom(each.task),
            _("It is so already.") if each.same else _change(each.task, wish),
        )
        if each.why_not is None
        else _refused(each.task, each.why_not)
        for each in lines
    )
    parts = [ngettext("{n} task is changed.", "{n} tasks are changed.", happens).format(n=happens)]
    if refused:
        words = ngettext("{n} cannot be changed.", "{n} cannot be changed.", refused)
        parts.append(words.format(n=refused))
    return BulkShown(" ".join(parts), tuple(rows), happens)


def outcome_shown(found: Iterable[Outcome], wish: BulkWish, left: int) -> BulkShown:
    """Say what became of each; ``left`` were not tried, for the store was away."""
    lines = sorted(found, key=lambda each: each.done)
    done = sum(each.done for each in lines)
    rows = (
        BulkRow(each.task.item.title, _whom(each.task), _change(each.task, wish), done=True)
        if each.why_not is None
        else _refused(each.task, each.why_not)
        for each in lines
    )
    parts = [ngettext("{n} task was changed.", "{n} tasks were changed.", done).format(n=done)]
    if failed := len(lines) - done:
        words = ngettext("{n} could not be changed.", "{n} could not be changed.", failed)
        parts.append(words.format(n=failed))
    if left:
        words = ngettext("{n} was not tried.", "{n} were not tried.", left)
        parts.append(words.format(n=left))
    return BulkShown(" ".join(parts), tuple(rows), done)


def taken_back_words(back: int, not_back: int) -> str:
    """Say how many were taken back, and how many could not be."""
    parts = [ngettext("{n} task was taken back.", "{n} tasks were taken back.", back)]
    if not_back:
        words = ngettext(
            "{n} could not be taken back: it has gone on since.",
            "{n} could not be taken back: they have gone on since.",
            not_back,
        )
        parts.append(words.format(n=not_back))
    return " ".join(parts).format(n=back)


def moved_words(to: TaskStatus) -> str:
    """Say where a task is now."""
    return _("The task is now: {state}.").format(state=label(to))


def _refused(task: ListedTask, why: Exception) -> BulkRow:
    return BulkRow(task.item.title, _whom(task), describe(why).sentence, fails=True)


def _change(task: ListedTask, wish: BulkWish) -> str:
    if wish.due is not None:
        before = short_date(task.item.due) if task.item.due else _("no deadline")
        return f"{before} → {short_date(wish.due)}"
    before = task.assignee_name or _("nobody")
    return f"{before} → {wish.to_name}"


def _whom(task: ListedTask) -> str:
    if task.item.citizen_id is None:
        return _("No citizen")
    return task.item.citizen_name or _("Hidden until you take the task")


def _who(task: ListedTask, me: UUID) -> str:
    sender = _("Me") if task.sender == me else task.sender_name
    receiver = _("Me") if task.assignee == me else task.assignee_name or _("nobody")
    return receiver if task.sender == task.assignee or not sender else f"{sender} → {receiver}"


def _state(task: ListedTask) -> str:
    item = task.item
    if task.status is TaskStatus.WAITING and item.waits_on:
        return _("Waits for {name}").format(name=item.waits_on)
    if item.locked:
        return _("{state}, plan in review").format(state=label(task.status))
    return label(task.status)
