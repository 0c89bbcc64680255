"""What I wait for, in words."""

from datetime import date

from coordinator.danish import short_date
from coordinator.danish_time import local_time
from coordinator.i18n import _, ngettext
from coordinator.lists import WorkItem
from plans.reminders import Reminder
from ui.screens.day.lines import AwaitedLine


def awaited_line(item: WorkItem, today: date) -> AwaitedLine:
    """Say what I wait for, from whom, how long, and whether they were reminded."""
    days = (today - local_time(item.since).date()).days if item.since else 0
    return AwaitedLine(
        item=item,
        what=item.title or _("Review of the plan"),
        detail=" · ".join(part for part in (item.citizen_name, item.text) if part),
        waited=ngettext("{n} day", "{n} days", days).format(n=days) if days > 0 else _("Today"),
        reminded=item.reminder is not None and item.reminder.on == today,
    )


def reminded_words(reminder: Reminder | None, today: date) -> str:
    """Say when somebody was reminded, and by whom; "" when nobody was."""
    if reminder is None:
        return ""
    day = _("today") if reminder.on == today else short_date(reminder.on)
    return _("Reminded by {name} {day}").format(name=reminder.by_name, day=day)
