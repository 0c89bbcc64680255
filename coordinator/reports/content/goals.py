"""Goals, interventions and tasks on paper."""

from collections.abc import Iterable
from datetime import date

from coordinator.danish import decimal, long_date, short_date, weekly_time
from coordinator.dated_lists import DatedList
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
from plans.parts import Goal, Intervention, SubGoal, Task, Waiting
from plans.people import ServiceArea
from plans.states import GoalLifecycle
from plans.withheld import Withheld


def goals(source: Source) -> tuple[Part, ...]:
    """Say every goal with its interventions."""
    numbered = enumerate(source.plan.goals, start=1)
    said = tuple(_goal(source, number, goal) for number, goal in numbered)
    return said or (Note(_("No goals yet.")),)


def _goal(source: Source, number: int, goal: Goal) -> GoalOnPaper:
    rows = (
        Fact(_("Kind"), label(goal.kind) if goal.kind else ""),
        Fact(_("How we can see it"), shown(goal.measure)),
        Fact(_("No later than"), long_date(goal.due) if goal.due else ""),
        Fact(_("Responsible"), responsible(goal.owner)),
        # An active goal is the rule, and the rule needs no line.
        Fact(_("Status"), "" if goal.lifecycle is GoalLifecycle.ACTIVE else label(goal.lifecycle)),
        Fact(_("How far"), label(goal.achievement) if goal.achievement else ""),
        Fact(_("Steps on the way"), "\n".join(_sub_goal(source, each) for each in goal.sub_goals)),
        *_for_the_core_team(source, goal),
    )
    return GoalOnPaper(
        number,
        goal_title(goal),
        filled(rows),
        (
            *(_intervention(source, each) for each in goal.interventions),
            *(
                _hidden(each.service_area)
                for each in source.plan.withheld
                if each.under == goal.id and not each.over
            ),
        ),
    )


def _hidden(area: ServiceArea) -> InterventionOnPaper:
    words = shown(Withheld())
    return InterventionOnPaper(area, AREA_LETTERS[area], label(area), words, (), "", "")


def _sub_goal(source: Source, each: SubGoal) -> str:
    due = _("by {date}").format(date=short_date(each.due)) if each.due else ""
    # A step under way is the rule, and the rule needs no word.
    state = "" if each.lifecycle is GoalLifecycle.ACTIVE else label(each.lifecycle)
    how_far = label(each.achievement) if each.achievement else ""
    title = shown(each.title) or _("Goal without a title")
    known = "" if source.own else known_from(source, each.source)
    return " · ".join(part for part in (title, due, state, how_far, known) if part)


def _for_the_core_team(source: Source, goal: Goal) -> tuple[Fact, ...]:
    """Say what the services sort goals by, which is no news to the citizen."""
    if source.own:
        return ()
    marks = (source.word(DatedList.GUIDING_MARKS, code) for code in goal.marks)
    return (
        Fact(_("Priority"), label(goal.priority) if goal.priority else ""),
        Fact(_("Theme"), source.word(DatedList.THEMES, goal.theme)),
        Fact(_("Kind of change"), label(goal.change_type) if goal.change_type else ""),
        Fact(_("Guiding marks"), ", ".join(marks)),
        Fact(_("Source"), source.word(DatedList.SOURCES, goal.source)),
    )


def goal_title(goal: Goal) -> str:
    """Say what a goal is."""
    return shown(goal.title) or _("Goal without a title")


def _intervention(source: Source, each: Intervention) -> InterventionOnPaper:
    area = each.service_area
    if source.hides(area):
        return _hidden(area)
    details = (
        _law(source, each),
        shown(each.provider),
        *_extent(each),
        *([] if source.own else _behind(source, each)),
        waiting(source, each.waiting),
    )
    return InterventionOnPaper(
        area,
        AREA_LETTERS[area],
        label(area),
        shown(each.title) or _("Intervention without a title"),
        tuple(detail for detail in details if detail),
        period(each.start, each.end),
        label(each.status),
    )


def _law(source: Source, each: Intervention) -> str:
    """Name the legal basis, and say what it gives where the title does not."""
    law = shown(each.legal_basis)
    known = (line for line in source.codes.on(DatedList.LEGAL_BASES, source.issue.day))
    gives = next((line.text for line in known if line.label == law), "")
    if not gives or gives.casefold() in shown(each.title).casefold():
        return law
    return f"{law} {gives}"


def _behind(source: Source, each: Intervention) -> Iterable[str]:
    """Say what the services sort interventions by: purpose, offer, and how it is known."""
    offer = source.word(DatedList.OFFERS, each.offer)
    if each.purpose:
        purpose = source.word(DatedList.THEMES, each.purpose)
        yield _("Purpose: {purpose}").format(purpose=purpose)
    if offer.casefold() != shown(each.title).casefold():
        yield offer
    yield known_from(source, each.source)


def known_from(source: Source, code: str) -> str:
    """Say how something is known; nothing where nobody said."""
    if not code:
        return ""
    return _("Known from: {source}").format(source=source.word(DatedList.SOURCES, code))


def _extent(each: Intervention) -> Iterable[str]:
    """Say how much of a week it takes, and when."""
    if each.hours_a_week is not None:
        yield _("{hours} hours a week").format(hours=decimal(each.hours_a_week))
    yield from (weekly_time(time) for time in each.weekly_times)


def waiting(source: Source, waits: Waiting | None) -> str:
    """Say what something waits for, on whom, and when somebody looks again."""
    if waits is None:
        return ""
    cause = source.word(DatedList.WAITING_CAUSES, waits.cause)
    again = waits.wake_up_date
    said = (
        cause or _("Waits"),
        waits.on_whom.strip(),
        _("look again {date}").format(date=short_date(again)) if again else "",
    )
    return ", ".join(part for part in said if part)


def tasks_by_deadline(source: Source) -> list[Task]:
    """Order the tasks that this paper may tell of by deadline, those without one last."""
    told = (
        task
        for each in source.plan.interventions
        if not source.hides(each.service_area)
        for task in each.tasks
    )
    return sorted(told, key=lambda task: task.due or date.max)


def task_table(source: Source, tasks: Iterable[Task]) -> TableOnPaper:
    """Put tasks in one table: what, who, when, and how each stands."""
    headings = (_("What"), _("Who"), _("When"), _("Status"))
    return TableOnPaper(headings, tuple(_task_row(source, task) for task in tasks))


def _task_row(source: Source, task: Task) -> tuple[str, ...]:
    what, who, due = task_cells(task)
    return "\n".join((what, *task_course(source, task))), who, due, label(task.status)


def task_course(source: Source, task: Task) -> Iterable[str]:
    """Say what a task waits for, and what came of it."""
    if task.waiting is not None and not task.is_done:
        yield waiting(source, task.waiting)
    if shown(task.result):
        yield _("Result: {result}").format(result=shown(task.result))


def task_cells(task: Task) -> tuple[str, str, str]:
    """Say what is to be done, who does it, and when."""
    due = short_date(task.due) if task.due else ""
    who = responsible(task.assignee)
    if task.follower is not None:
        follower = responsible(task.follower)
        who = _("{name} (followed up by {follower})").format(name=who, follower=follower)
    return task_title(task), who, due


def task_title(task: Task) -> str:
    """Say what is to be done."""
    return shown(task.title) or _("Task without a title")
