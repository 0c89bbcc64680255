"""Turns a plan into what comes next by day, and who waits on whom."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from coordinator.danish_time import local_time
from coordinator.i18n import _, ngettext
from coordinator.lists import CitizenPage
from coordinator.wording import label
from plans.parts import EventKind, Intervention, Task
from plans.plan import JointPlan
from plans.staff_tasks import StaffTask
from plans.states import (
    ENDED,
    IN_FORCE,
    STILL,
    STOPPED,
    GoalLifecycle,
    InterventionStatus,
    PlanStatus,
    TaskStatus,
)
from ui.screens.citizen.showing_course import day_and_year, days_late
from ui.screens.citizen.shown import PillShown, StepShown, WaitShown

MOST_STEPS: Final = 6
MOST_WAITS: Final = 4
_ENDED_GOALS: Final = frozenset({GoalLifecycle.COMPLETED, GoalLifecycle.REJECTED})


def next_steps(plan: JointPlan, today: date) -> tuple[tuple[StepShown, ...], int]:
    """Write the open tasks and the dates to come, the nearest first; and how many more there are.

    What has no date comes last; nothing of a plan that has stopped comes next, and of one that
    rests the day on which it is taken up again.
    """
    if plan.status in STOPPED:
        return (), 0
    found = list(_waking(plan, today))
    if plan.status is not PlanStatus.PAUSED:
        found = [*_tasks(plan, today), *_dates(plan, today)]
    found.sort(key=lambda pair: pair[0])
    shown = tuple(step for _day, step in found[:MOST_STEPS])
    return shown, len(found) - len(shown)


def between_colleagues(page: CitizenPage, today: date) -> tuple[StepShown, ...]:
    """Write the open tasks between colleagues, the nearest first: who asked whom, how it stands."""
    found = sorted(page.staff_tasks, key=lambda each: each.task.wish.due or date.max)
    return tuple(_between(each.task, today) for each in found)


def _between(task: StaffTask, today: date) -> StepShown:
    unit = task.queue.team if task.queue is not None else ""
    words = _("{sender} asks {name} · {state}")
    if task.is_queued:
        words = _("{sender} asks {name} · in the queue")
    who = words.format(
        sender=task.sender_name, name=task.assignee_name or unit, state=label(task.status)
    )
    area = task.sender_area.value if task.sender_area else ""
    return StepShown(area, task.wish.title, who, due_pill(task.wish.due, today), "users")


def worst_problem(plan: JointPlan, today: date) -> PillShown | None:
    """Name the one thing that is most wrong: a follow-up that is late, else tasks, else goals."""
    if plan.status in STILL:
        return None
    if plan.follow_up is not None and plan.follow_up < today and plan.status in IN_FORCE:
        words = _("Follow-up {late}").format(late=days_late((today - plan.follow_up).days))
        return PillShown(words, "danger", "alert-circle")
    late = sum(task.is_overdue(today) for task in plan.tasks)
    if late:
        words = ngettext("{count} task overdue", "{count} tasks overdue", late).format(count=late)
        return PillShown(words, "danger", "alert-circle")
    goals = sum(
        goal.due is not None and goal.due < today and goal.lifecycle not in _ENDED_GOALS
        for goal in plan.goals
    )
    if goals:
        words = ngettext("{count} goal overdue", "{count} goals overdue", goals)
        return PillShown(words.format(count=goals), "danger", "alert-circle")
    return None


def _tasks(plan: JointPlan, today: date) -> Iterator[tuple[date, StepShown]]:
    for each in plan.interventions:
        for task in each.tasks:
            if not task.is_done:
                who = task.assignee.name if task.assignee else _("Nobody has it yet")
                title = task.title or _("Task without a text")
                step = StepShown(each.service_area.value, title, who, due_pill(task.due, today))
                yield task.due or date.max, step


def _waking(plan: JointPlan, today: date) -> Iterator[tuple[date, StepShown]]:
    if plan.status is PlanStatus.PAUSED and plan.wake_up_date is not None:
        words = _("The plan is taken up again")
        yield _dated(plan.wake_up_date, today, words, "", "clock")


def _dates(plan: JointPlan, today: date) -> Iterator[tuple[date, StepShown]]:
    if plan.follow_up is not None:
        yield _dated(plan.follow_up, today, _("Follow-up"), "", "flag")
    for goal in plan.goals:
        if goal.due is not None and goal.lifecycle not in _ENDED_GOALS:
            who = goal.owner.name if goal.owner else ""
            words = _("Goal: {title}").format(title=goal.title or _("Goal without a title"))
            yield _dated(goal.due, today, words, who, "target")
    for each in plan.interventions:
        yield from _turns(each, today)


def _turns(each: Intervention, today: date) -> Iterator[tuple[date, StepShown]]:
    title = each.title or _("Intervention without a title")
    area = each.service_area.value
    if each.status is InterventionStatus.PLANNED and each.start is not None:
        words = _("Starts: {title}").format(title=title)
        yield _dated(each.start, today, words, each.provider, "", area)
    elif each.status is InterventionStatus.RUNNING and each.end is not None:
        words = _("Ends: {title}").format(title=title)
        yield _dated(each.end, today, words, each.provider, "", area)


def _dated(
    day: date, today: date, title: str, who: str, icon: str, area: str = ""
) -> tuple[date, StepShown]:
    return day, StepShown(area, title, who, due_pill(day, today), icon)


def due_pill(due: date | None, today: date) -> PillShown:
    """Write how near a day is."""
    if due is None:
        return PillShown(_("No deadline"))
    days = (today - due).days
    if days > 0:
        return PillShown(_over(days), "danger", "alert-circle")
    if days == 0:
        return PillShown(_("Today"), "warn", "clock")
    return PillShown(day_and_year(due, today))


@dataclass(frozen=True, slots=True)
class _Names:
    """How people are named among themselves: by given name where that is enough."""

    citizen: str
    coordinator: str
    doubled: frozenset[str]

    def short(self, name: str) -> str:
        first = name.split(maxsplit=1)[0] if name.split() else name
        return name if first in self.doubled else first


def waits(page: CitizenPage, today: date) -> tuple[tuple[WaitShown, ...], int]:
    """Write who waits on whom, the longest wait first; and how many more there are."""
    plan = page.plan
    if plan is None or plan.status in STILL:
        return (), 0
    names = _names(page, plan)
    found = [
        *_plan_waits(page, plan, names, today),
        *_task_waits(plan, names, today),
        *_intervention_waits(plan, names, today),
    ]
    found.sort(key=lambda pair: pair[0], reverse=True)
    shown = tuple(wait for _days, wait in found[:MOST_WAITS])
    return shown, len(found) - len(shown)


def _names(page: CitizenPage, plan: JointPlan) -> _Names:
    coordinator = page.staff[plan.coordinator].name if plan.coordinator in page.staff else ""
    people = {page.citizen.name, *(each.name for each in page.staff.values())}
    people |= {task.assignee.name for task in plan.tasks if task.assignee is not None}
    firsts = Counter(name.split()[0] for name in people if name.split())
    doubled = frozenset(first for first, count in firsts.items() if count > 1)
    return _Names(page.citizen.name, coordinator, doubled)


def _plan_waits(
    page: CitizenPage, plan: JointPlan, names: _Names, today: date
) -> Iterator[tuple[int, WaitShown]]:
    """Write what waits of the plan as a whole: its review, or being gone through."""
    us = names.short(names.coordinator)
    if plan.status is PlanStatus.IN_REVIEW:
        team = page.staff[plan.coordinator].team if plan.coordinator in page.staff else ""
        lead = _("Team lead, {team}").format(team=team) if team else _("The team lead")
        yield _since(plan, EventKind.SENT, today, (us, lead, _("Review of the plan")))
    elif plan.status is PlanStatus.APPROVED:
        what = _("Going through the plan")
        yield _since(plan, EventKind.APPROVED, today, (names.short(names.citizen), us, what))
    elif plan.status in {PlanStatus.DRAFT, PlanStatus.IN_REVISION}:
        last = plan.last_event(EventKind.RETURNED, EventKind.SENT, EventKind.REVISION)
        if last is not None and last.kind is EventKind.RETURNED:
            lead = names.short(last.by_name)
            yield _since(
                plan, EventKind.RETURNED, today, (lead, us, _("The remarks of the review"))
            )


def _since(
    plan: JointPlan, kind: EventKind, today: date, words: tuple[str, str, str]
) -> tuple[int, WaitShown]:
    event = plan.last_event(kind)
    days = (today - local_time(event.at).date()).days if event is not None else 0
    return days, WaitShown(*words, PillShown(_days(days)))


def _task_waits(plan: JointPlan, names: _Names, today: date) -> Iterator[tuple[int, WaitShown]]:
    """Write the tasks that somebody waits for: those that are late, and those that wait."""
    for task in plan.tasks:
        late = (today - task.due).days if task.due is not None else 0
        if task.is_done or task.assignee is None:
            continue
        if late <= 0 and task.status is not TaskStatus.WAITING:
            continue
        yield max(late, 0), _task_wait(task, names, late, today)


def _task_wait(task: Task, names: _Names, late: int, today: date) -> WaitShown:
    holder = names.short(task.assignee.name if task.assignee else "")
    # The coordinating case worker follows up; what she holds herself the citizen waits for.
    mine = task.assignee is not None and task.assignee.name == names.coordinator
    waiting = names.short(names.citizen if mine else names.coordinator)
    title = task.title or _("Task without a text")
    pill = PillShown(_("Waiting"))
    if task.waiting is not None and task.waiting.on_whom.strip():
        # The task waits itself: its holder for somebody else.
        waiting, holder = holder, task.waiting.on_whom.strip()
    if late > 0:
        pill = PillShown(_over(late), "danger", "alert-circle")
    elif task.waiting is not None and task.waiting.wake_up_date is not None:
        pill = _look_again(task.waiting.wake_up_date, today)
    return WaitShown(waiting, holder, title, pill)


def _intervention_waits(
    plan: JointPlan, names: _Names, today: date
) -> Iterator[tuple[int, WaitShown]]:
    """Write the interventions that wait for somebody."""
    us = names.short(names.coordinator)
    for each in plan.interventions:
        waiting = each.waiting
        if waiting is None or each.status in ENDED or not waiting.on_whom.strip():
            continue
        title = each.title or _("Intervention without a title")
        pill = PillShown(_("Waiting"))
        if waiting.wake_up_date is not None:
            pill = _look_again(waiting.wake_up_date, today)
        days = (today - waiting.since).days if waiting.since else 0
        yield days, WaitShown(us, waiting.on_whom.strip(), title, pill)


def _look_again(day: date, today: date) -> PillShown:
    """Say when to look again at what waits; it warns from that day on."""
    words = _("Look again {date}").format(date=day_and_year(day, today))
    return PillShown(words, "warn", "clock") if day <= today else PillShown(words)


def _over(days: int) -> str:
    """Write how late something is, short enough to stand beside what it is."""
    return ngettext("{count} day over", "{count} days over", days).format(count=days)


def _days(days: int) -> str:
    if days == 0:
        return _("Since today")
    return ngettext("{count} day", "{count} days", days).format(count=days)
