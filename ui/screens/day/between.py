"""What a task between colleagues is called on «Min dag»: about whom, how it stands, what to do."""

from datetime import date
from typing import Final

from coordinator.danish import short_date
from coordinator.danish_time import local_time
from coordinator.i18n import _, ngettext
from coordinator.lists import WorkItem
from coordinator.wording import label
from plans.parts import Priority
from plans.staff_tasks import StaffTask
from plans.states import TaskStatus
from plans.task_steps import StepKind
from ui.screens.day.awaited import reminded_words
from ui.screens.day.lines import Verb

# Steps that tell who the task came from, and in which words.
_TELLING: Final = frozenset(
    {StepKind.ASKED, StepKind.PASSED_ON, StepKind.DECLINED, StepKind.GIVEN_BACK}
)

_ANSWERS: Final = frozenset({TaskStatus.REQUESTED, TaskStatus.DECLINED})


def about_staff_task(item: WorkItem, today: date) -> tuple[str, ...]:
    """Say about whom it is, how it stands, and whether somebody was reminded."""
    task = item.task
    assert task is not None
    urgent = _("Urgent") if task.wish.priority is Priority.HIGH else ""
    return (
        whom(item),
        urgent,
        _reason(item, task, today),
        reminded_words(item.reminder, today),
    )


def whom(item: WorkItem) -> str:
    """Name the citizen; one who is hidden has no name, and some tasks are about nobody."""
    if item.citizen_id is None:
        return _("No citizen")
    return item.citizen_name or _("Hidden until you take the task")


def said_with(item: WorkItem) -> str:
    """Give all that was said with a task: what is asked, what is expected, what to look at."""
    task = item.task
    assert task is not None
    wish = task.wish
    last = next((each for each in reversed(item.path) if each.kind in _TELLING), None)
    parts = [wish.text.strip()]
    if wish.expected:
        parts.append(_("Answer with: {words}").format(words=wish.expected))
    if wish.references:
        parts.append(_("See: {words}").format(words=", ".join(wish.references)))
    if last is not None and last.text:
        parts.append(_("{name}: “{remark}”").format(name=last.by_name, remark=last.text))
    return "\n".join(part for part in parts if part)


def staff_task_verbs(item: WorkItem, today: date, *, done: bool) -> tuple[Verb, ...]:
    """Say what one can do with it, the likeliest first."""
    task = item.task
    assert task is not None
    sees = bool(item.citizen_name)
    citizen = (Verb("citizen", _("Open citizen"), "user"),) if sees else ()
    if done:
        return (Verb("undo", _("Undo"), "arrow-back-up"), *citizen)
    pass_on = Verb("pass", _("Pass on"), "arrow-right")
    if task.is_queued or item.text:
        # In the queue of my unit, or left behind by somebody whom I led.
        mine = (Verb("take", _("Take the task"), "check"),)
        return (*mine, *citizen) if task.is_queued else (*mine, pass_on, *citizen)
    if task.status is TaskStatus.DECLINED:
        cancel = Verb("cancel", _("Cancel the task"))
        return (Verb("take", _("Take it myself"), "user"), pass_on, cancel, *citizen)
    if task.status is TaskStatus.REQUESTED:
        accept = Verb("accept", _("Accept"), "check")
        return (accept, Verb("decline", _("Decline")), pass_on, *citizen)
    return (Verb("done", _("Mark as done"), "check"), *_at_work(item, task, today), *citizen)[:4]


def _at_work(item: WorkItem, task: StaffTask, today: date) -> tuple[Verb, ...]:
    back = Verb("give_back", _("Back to the queue"))
    pass_on = back if task.queue is not None else Verb("pass", _("Pass on"), "arrow-right")
    if task.waiting is None:
        return pass_on, Verb("wait", _("Wait"), "hourglass")
    if item.wake_up is not None and item.wake_up <= today:
        return (Verb("later", _("Look again in a week"), "clock"),)
    return Verb("came", _("Waits no longer"), "check"), pass_on


def _reason(item: WorkItem, task: StaffTask, today: date) -> str:
    last = next((each for each in reversed(item.path) if each.kind in _TELLING), None)
    if task.is_queued:
        return _queued(item, task, today)
    if item.text or task.status is TaskStatus.WAITING:
        gone = _("{name} is no longer here").format(name=item.text)
        return gone if item.text else _waits(item)
    if last is not None and last.by != last.to and task.status in _ANSWERS:
        words = _("{name} asks you")
        if last.kind is not StepKind.ASKED:
            declined = last.kind is StepKind.DECLINED
            words = _("{name} declined") if declined else _("Passed on by {name}")
        return words.format(name=last.by_name)
    state = label(task.status)
    return _("For {name} · {state}").format(name=task.sender_name, state=state)


def _queued(item: WorkItem, task: StaffTask, today: date) -> str:
    days = (today - local_time(item.since).date()).days if item.since else 0
    age = _("Today")
    if days > 0:
        age = ngettext("{n} day in the queue", "{n} days in the queue", days).format(n=days)
    return _("{name} asks · {age}").format(name=task.sender_name, age=age)


def _waits(item: WorkItem) -> str:
    waits = _("Waits for {name}").format(name=item.waits_on) if item.waits_on else _("Waits")
    if item.wake_up is None or item.wake_up == item.by:
        return waits
    return _("{waits}, look again {date}").format(waits=waits, date=short_date(item.wake_up))
