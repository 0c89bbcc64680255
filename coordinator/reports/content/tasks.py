"""One person's tasks in a plan, with a square to tick off for each."""

from collections.abc import Iterable

from coordinator.danish import short_date
from coordinator.i18n import _
from coordinator.reports.content.citizen import follow_up
from coordinator.reports.content.core_team import next_follow_up
from coordinator.reports.content.frame import about, framed
from coordinator.reports.content.goals import (
    goal_title,
    task_course,
    task_title,
    tasks_by_deadline,
)
from coordinator.reports.content.people import contacts, municipality_line
from coordinator.reports.content.source import Source, person_key
from coordinator.reports.content.words import shown
from coordinator.reports.paper import Checklist, Note, Paper, Part, People, Section, ToDo
from coordinator.wording import label
from plans.parts import Task
from plans.states import TaskStatus

# A task that nobody has begun is the rule, and the rule needs no word.
_UNTOLD = frozenset({TaskStatus.REQUESTED, TaskStatus.ACCEPTED})


def task_list(source: Source) -> Paper:
    """Say what one accountable person is to do, and whom to call when it cannot be done."""
    key, reader = source.issue.key.person, source.reader
    tasks = [
        task
        for task in tasks_by_deadline(source)
        if task.assignee is not None and person_key(task.assignee) == key
    ]
    to_do = [task for task in tasks if not task.is_done]
    done = [task for task in tasks if task.is_done]
    sections = [Section(_("I am to do this"), _said(source, to_do, _("No tasks yet.")))]
    if done:
        sections.append(Section(_("This is over"), _said(source, done, "")))
    sections += [_contacts(source), _last(source)]
    whose = source.citizen.name
    if not source.own:
        whose = " · ".join(
            part for part in (reader.name, _("plan of {name}").format(name=whose)) if part
        )
    return framed(source, _("My tasks"), whose, sections)


def _said(source: Source, tasks: Iterable[Task], empty: str) -> tuple[Part, ...]:
    places = {
        task.id: (shown(each.title), goal_title(goal))
        for goal in source.plan.goals
        for each in goal.interventions
        for task in each.tasks
    }
    rows = tuple(_to_do(source, task, places[task.id]) for task in tasks)
    return (Checklist(rows),) if rows else (Note(empty),)


def _to_do(source: Source, task: Task, place: tuple[str, str]) -> ToDo:
    due = _("by {date}").format(date=short_date(task.due)) if task.due else _("no deadline")
    state = "" if task.status in _UNTOLD else label(task.status)
    beside = (*(part for part in place if part), *task_course(source, task))
    return ToDo(task_title(task), beside, due, state, task.is_done)


def _contacts(source: Source) -> Section:
    heading = _("I can call them") if source.own else _("If something gets in the way")
    line = municipality_line(source) if source.own else ()
    others = tuple(each for each in contacts(source) if each.name != source.reader.name)
    return Section(heading, (People(others or contacts(source)), *line), keep=True)


def _last(source: Source) -> Section:
    """Say when the plan is followed up, with the lines about the paper itself."""
    met = follow_up(source) if source.own else next_follow_up(source)
    lines = about(source, source.reader.name)
    return Section(met.heading, (*met.parts, lines), keep=True, with_before=True)
