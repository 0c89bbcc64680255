"""Reminders before and after deadlines, by rules that are data."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from coordinator.dated_lists import CodeBook, DatedList, ReminderDays
from coordinator.desk import Desk
from coordinator.lists import Reminds, WorkItem, WorkKind
from coordinator.ports import UnitOfWork
from plans.states import TaskStatus
from plans.working_days import WorkingDays

_BOOKS = (DatedList.LIMITS, DatedList.TASK_KINDS, DatedList.CLOSED_DAYS)
# Sixty working days, the most a rule may say, are never longer than this.
_FAR = timedelta(days=120)
# What is somebody's to do by a day; a review or a follow-up has signs of its own.
_DUE = frozenset({WorkKind.TASK, WorkKind.STAFF_TASK, WorkKind.ENQUIRY, WorkKind.GOAL})


def with_deadlines(work: UnitOfWork, desk: Desk, items: Iterable[WorkItem]) -> tuple[WorkItem, ...]:
    """Tell of each thing whether one is reminded of its deadline today."""
    listed, today = tuple(items), desk.clock.today()
    if not any(each.due is not None and each.kind in _DUE for each in listed):
        return listed
    book = CodeBook((each for which in _BOOKS for each in work.dated_lists.entries(which)), today)
    calendar, days = book.working_days(), cache(book.reminder_days)
    return tuple(_told(each, days, calendar, today) for each in listed)


def _told(
    item: WorkItem, days_of: Callable[[str], ReminderDays], calendar: WorkingDays, today: date
) -> WorkItem:
    if item.due is None or item.kind not in _DUE or item.status == TaskStatus.DECLINED:
        return item
    days = days_of(item.task.wish.kind if item.task is not None else "")
    if item.due - today > _FAR:
        return item
    if item.due >= today:
        near = today >= calendar.before(item.due, days.before)
        return replace(item, reminds=Reminds.NEAR) if near else item
    past = today >= calendar.after(item.due, days.after)
    return replace(item, reminds=Reminds.PAST) if past else item
