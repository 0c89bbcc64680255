"""Goals, interventions and tasks on paper."""

from collections.abc import Iterable
from datetime import date

from coordinator.danish import long_date, short_date
from coordinator.i18n import _
from coordinator.reports.content.source import Source
from coordinator.reports.content.words import AREA_LETTERS, filled, period, responsible, shown
from coordinator.reports.paper import (
    Fact,
    GoalOnPaper,
    InterventionOnPaper,
    Note,
    Part,
    TableOnPaper,
)
from coordinator.wording import label
from plans.parts import Goal, Intervention, Task
from plans.states import GoalLifecycle
from plans.withheld import Withheld


def goals(source: Source) -> tuple[Part, ...]:
    """Say every goal with its interventions."""
    numbered = enumerate(source.plan.goals, start=1)
    said = tuple(_goal(source, number, goal) for number, goal in numbered)
    return said or (Note(_("No goals yet.")),)


def _goal(source: Source, number: int, goal: Goal) -> GoalOnPaper:
    rows = (
        Fact(_("How we can see it"), shown(goal.measure)),
        Fact(_("No later than"), long_date(goal.due) if goal.due else ""),
        Fact(_("Responsible"), responsible(goal.owner)),
        # An active goal is the rule, and the rule needs no line.
        Fact(_("Status"), "" if goal.lifecycle is GoalLifecycle.ACTIVE else label(goal.lifecycle)),
    )
    return GoalOnPaper(
        number,
        goal_title(goal),
        filled(rows),
        tuple(_intervention(source, each) for each in goal.interventions),
    )


def goal_title(goal: Goal) -> str:
    """Say what a goal is."""
    return shown(goal.title) or _("Goal without a title")


def _intervention(source: Source, each: Intervention) -> InterventionOnPaper:
    area = each.service_area
    if source.hides(area):
        hidden = shown(Withheld())
        return InterventionOnPaper(area, AREA_LETTERS[area], label(area), hidden, (), "", "")
    details = (shown(each.legal_basis), shown(each.provider))
    return InterventionOnPaper(
        area,
        AREA_LETTERS[area],
        label(area),
        shown(each.title) or _("Intervention without a title"),
        tuple(detail for detail in details if detail),
        period(each.start, each.end),
        label(each.status),
    )


def tasks_by_deadline(source: Source) -> list[Task]:
    """Order the tasks that this paper may tell of by deadline, those without one last."""
    told = (
        task
        for each in source.plan.interventions
        if not source.hides(each.service_area)
        for task in each.tasks
    )
    return sorted(told, key=lambda task: task.due or date.max)


def task_table(tasks: Iterable[Task]) -> TableOnPaper:
    """Put tasks in one table: what, who, when, and how each stands."""
    headings = (_("What"), _("Who"), _("When"), _("Status"))
    return TableOnPaper(headings, tuple((*task_cells(task), label(task.status)) for task in tasks))


def task_cells(task: Task) -> tuple[str, str, str]:
    """Say what is to be done, who does it, and when."""
    due = short_date(task.due) if task.due else ""
    return task_title(task), responsible(task.assignee), due


def task_title(task: Task) -> str:
    """Say what is to be done."""
    return shown(task.title) or _("Task without a title")
