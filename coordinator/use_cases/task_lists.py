"""The list of tasks that somebody has to do with, and the filters that they keep for themselves."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from uuid import UUID

from coordinator.begun import FormKey, Typed
from coordinator.dated_lists import DatedList
from coordinator.desk import Desk
from coordinator.lists import ListedStaffTask
from coordinator.ports import UnitOfWork
from coordinator.task_lists import (
    DONE_FOR,
    ListedTask,
    SavedFilter,
    TaskFilter,
    TaskPage,
    filter_as_text,
    filter_from_text,
)
from coordinator.use_cases.answering import with_paths
from coordinator.use_cases.caseloads import led_by
from coordinator.use_cases.deadlines import with_deadlines
from coordinator.use_cases.reminding import with_reminders
from coordinator.use_cases.staff_task_lists import lines_of
from coordinator.use_cases.staff_tasks import my_units
from plans.access import Deed
from plans.errors import RuleBroken
from plans.people import Role

# What one keeps for oneself lies where half-filled forms do: nobody else reads it (decision 019).
_KEPT: Final = FormKey("task_filters")
MOST_FILTERS: Final = 20


def task_page(desk: Desk) -> TaskPage:
    """Read the tasks that one has to do with; who leads a unit reads those of its people.

    Raises:
        RuleBroken: ``not-allowed`` for who works with no citizens.
    """
    desk.require(Deed.OPEN_CITIZEN)
    today, me = desk.clock.today(), desk.member
    since = desk.clock.now() - DONE_FOR
    with desk.start_reading() as work:
        led = led_by(work, desk) if me.role is Role.TEAM_LEAD else ()
        people = {me.id, *(each.id for each in led)}
        in_plans = _told(work, desk, work.task_lists.in_plans(people, since))
        between = work.task_lists.between(people, my_units(work, desk), since)
        kinds = work.dated_lists.entries(DatedList.TASK_KINDS, today)
        tasks = (*_named(work, in_plans), *_between(work, desk, between))
        return TaskPage(
            tasks,
            tuple((each.code, each.label) for each in kinds),
            _saved(work),
            me.id,
            today,
        )


def keep_filter(desk: Desk, name: str, wanted: TaskFilter) -> tuple[SavedFilter, ...]:
    """Keep a filter for oneself under a name, in the place of one that is called the same.

    Raises:
        RuleBroken: ``filter-no-name``, or ``filter-too-many``.
    """
    called = " ".join(name.split())
    if not called:
        raise RuleBroken("filter-no-name")
    with desk.start_work() as work:
        others = [each for each in _saved(work) if each.name.casefold() != called.casefold()]
        if len(others) >= MOST_FILTERS:
            raise RuleBroken("filter-too-many", most=MOST_FILTERS)
        kept = (*others, SavedFilter(called, wanted))
        _write(work, kept)
        return kept


def drop_filter(desk: Desk, name: str) -> tuple[SavedFilter, ...]:
    """Keep a filter no longer."""
    with desk.start_work() as work:
        kept = tuple(each for each in _saved(work) if each.name != name)
        _write(work, kept)
        return kept


def _saved(work: UnitOfWork) -> tuple[SavedFilter, ...]:
    form = work.begun.read(_KEPT)
    typed = form.typed if form is not None else {}
    return tuple(SavedFilter(name, filter_from_text(each.now)) for name, each in typed.items())


def _write(work: UnitOfWork, kept: Iterable[SavedFilter]) -> None:
    typed = {each.name: Typed("", filter_as_text(each.filter)) for each in kept}
    work.begun.write(_KEPT, typed)
    work.commit()


def _told(work: UnitOfWork, desk: Desk, tasks: tuple[ListedTask, ...]) -> tuple[ListedTask, ...]:
    """Tell of each task in a plan how it came to who has it, and who was reminded."""
    listed = with_deadlines(work, desk, (each.item for each in tasks))
    items = with_reminders(work, with_paths(work, listed))
    return tuple(replace(each, item=item) for each, item in zip(tasks, items, strict=True))


def _named(work: UnitOfWork, tasks: Iterable[ListedTask]) -> Iterable[ListedTask]:
    """Name the coordinator where nobody was asked: the plan is theirs, and so are its tasks."""
    names: dict[UUID, str] = {}
    for each in tasks:
        if each.sender_name or each.sender is None:
            yield each
            continue
        if each.sender not in names:
            names[each.sender] = work.staff.get(each.sender).name
        yield replace(each, sender_name=names[each.sender])


def _between(
    work: UnitOfWork, desk: Desk, listed: tuple[ListedStaffTask, ...]
) -> Iterable[ListedTask]:
    for item in with_deadlines(work, desk, lines_of(work, desk, listed)):
        task = item.task
        assert task is not None
        unit = task.queue.team if task.queue else ""
        yield ListedTask(
            item,
            task.status,
            task.sender,
            task.sender_name,
            task.assignee,
            task.assignee_name or unit,
            task.wish.priority,
            task.wish.kind,
        )
