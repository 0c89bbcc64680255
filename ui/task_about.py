"""What a task for a colleague comes out of: a citizen, a part of a plan, an enquiry, or a note."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from coordinator.lists import WorkItem
from plans.staff_tasks import ALONE, Origin, OriginKind


@dataclass(frozen=True, slots=True)
class TaskAbout:
    """Whom a task is about, and what it comes out of, in words too."""

    citizen_id: UUID | None = None
    citizen_name: str = ""
    origin: Origin = ALONE
    words: str = ""


NOTHING: Final = TaskAbout()
# Lines of work that are a part of a plan, by the kind of part.
_PARTS: Final = {"task": "task", "goal": "goal", "look_again": "intervention"}


def about_item(item: WorkItem) -> TaskAbout:
    """Say what a task comes out of that is asked for at a line of a list."""
    known = item.citizen_id if item.citizen_name else None
    if item.task is not None:
        return TaskAbout(known, item.citizen_name, item.task.wish.origin, item.title)
    if item.plan_id is None or item.part_id is None or item.kind.value not in _PARTS:
        return TaskAbout(known, item.citizen_name)
    origin = Origin(OriginKind.PART, item.part_id, _PARTS[item.kind.value])
    return TaskAbout(known, item.citizen_name, origin, item.title)


def ask_about(asking: QWidget, about: TaskAbout) -> None:
    """Ask in the window that a widget stands in for a task that comes out of something there."""
    ask = getattr(asking.window(), "ask_colleague", None)
    if callable(ask):
        ask(about)
