"""What the fields of the filter over the tasks offer, whatever tasks there are."""

from coordinator.i18n import _
from coordinator.task_lists import BOARD
from coordinator.wording import label
from plans.parts import Priority
from plans.people import ServiceArea
from plans.states import TaskStatus
from ui.screens.tasks.shown import Choices


def state_choices() -> Choices:
    """Offer the states."""
    states = ((each.value, label(each)) for each in (*BOARD, TaskStatus.CANCELLED))
    return (("open", _("All open")), *states, ("all", _("Done ones too")))


def area_choices() -> Choices:
    """Offer the service areas."""
    return (("", _("All service areas")), *((each.value, label(each)) for each in ServiceArea))


def deadline_choices() -> Choices:
    """Offer when tasks are due."""
    return (
        ("", _("All deadlines")),
        ("late", _("Overdue")),
        ("today", _("Today")),
        ("week", _("This week")),
        ("later", _("Later")),
        ("none", _("Without a deadline")),
    )


def priority_choices() -> Choices:
    """Offer how much a task presses."""
    words = {
        Priority.HIGH: _("Urgent"), Priority.MEDIUM: _("Ordinary"), Priority.LOW: _("Can wait"),
    }  # fmt: skip
    return (("", _("All priorities")), *((each.value, words[each]) for each in Priority))


def whose_choices() -> Choices:
    """Offer whose tasks."""
    return (
        ("", _("All I can see")),
        ("mine", _("To me")),
        ("sent", _("Asked for by me")),
        ("queue", _("The unit's queue")),
    )
