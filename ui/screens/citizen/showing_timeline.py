"""Turns a plan's interventions and the services' cases into a timeline."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from coordinator.danish import day_and_month, short_date
from coordinator.hidden_wording import hidden_lines
from coordinator.i18n import _
from coordinator.lists import CitizenPage
from coordinator.wording import label, sentence_for
from plans import access
from plans.errors import RuleBroken
from plans.flat import PlanPart
from plans.parts import Intervention
from plans.people import CaseFile, ServiceArea, StaffMember
from plans.plan import JointPlan
from plans.states import STOPPED, WRITABLE, GoalLifecycle, InterventionStatus
from ui.screens.citizen.showing_clashes import clashes_shown
from ui.screens.citizen.shown import TimelineShown
from ui.widgets.timeline_model import Bar, Course, Look, Mark, Point

_LOOKS: Final[dict[InterventionStatus, Look]] = {
    InterventionStatus.PLANNED: "planned",
    InterventionStatus.RUNNING: "running",
    InterventionStatus.COMPLETED: "done",
    InterventionStatus.STOPPED: "stopped",
    InterventionStatus.PAUSED: "paused",
    InterventionStatus.CANCELLED: "stopped",
}
_OPEN_GOALS: Final = frozenset({GoalLifecycle.PROPOSED, GoalLifecycle.ACTIVE, GoalLifecycle.PAUSED})


def timeline_shown(page: CitizenPage, member: StaffMember, today: date) -> TimelineShown:
    """Write the timeline of everything that goes on with a citizen."""
    plan = page.plan
    bars = [_case_bar(each, today) for each in page.case_files if isinstance(each, CaseFile)]
    marks: tuple[Mark, ...] = ()
    if plan is not None:
        bars += _plan_bars(plan, member, today)
        marks = tuple(_marks(plan))
    order = {area.value: place for place, area in enumerate(ServiceArea)}
    bars.sort(key=lambda bar: (order[bar.area], bar.start or date.min, bar.title))
    course = Course(today, tuple(bars), marks)
    clashing = tuple(clashes_shown(page, today))
    hidden = _hidden(page, plan, member) if plan is not None else ()
    return TimelineShown(page.citizen.id, plan.id if plan else None, course, clashing, hidden)


def _hidden(page: CitizenPage, plan: JointPlan, member: StaffMember) -> tuple[str, ...]:
    """Say which bars are not there because the consent hides them, and whom to ask."""
    parts = [each for each in plan.withheld if each.kind is PlanPart.INTERVENTION]
    return hidden_lines(parts, plan, member, page.helpers)


def _plan_bars(plan: JointPlan, member: StaffMember, today: date) -> Iterator[Bar]:
    locked = {area: _locked(plan, member, area) for area in ServiceArea}
    source = _("Joint plan")
    stopped = plan.status in STOPPED
    for each in plan.interventions:
        yield Bar(
            key=str(each.id),
            area=each.service_area.value,
            title=each.title or _("Intervention without a title"),
            start=each.start,
            end=each.end,
            look=_LOOKS[each.status],
            state=label(each.status),
            source=source,
            # Nothing of a plan that has stopped is late.
            late="" if stopped else late_words(each, today),
            locked=locked[each.service_area],
            points=tuple(
                Point(task.due, late=not stopped and task.is_overdue(today))
                for task in each.tasks
                if task.due is not None and not task.is_done
            ),
        )


def late_words(each: Intervention, today: date) -> str:
    """Say of an intervention that it should have begun or ended by now."""
    if each.status is InterventionStatus.PLANNED and each.start and each.start < today:
        return _("Should have started {date}").format(date=short_date(each.start))
    if each.status is InterventionStatus.RUNNING and each.end and each.end < today:
        return _("Should have ended {date}").format(date=short_date(each.end))
    return ""


def _locked(plan: JointPlan, member: StaffMember, area: ServiceArea) -> str:
    """Say why somebody may not move what an area does in a plan, or nothing."""
    if plan.status not in WRITABLE:
        return sentence_for(RuleBroken("plan-locked", status=plan.status))
    try:
        access.require_write(plan, member, area)
    except RuleBroken as refused:
        return sentence_for(refused)
    return ""


def _case_bar(case: CaseFile, today: date) -> Bar:
    look: Look = "running"
    state = _("Running")
    if case.start is not None and case.start > today:
        look, state = "planned", _("Planned")
    elif not case.running_on(today):
        look, state = "done", _("Ended")
    return Bar(
        key=str(case.id),
        area=case.service_area.value,
        title=case.title or _("Case without a title"),
        start=case.start,
        end=case.end,
        look=look,
        state=state,
        source=_("The service's case"),
        from_plan=False,
        locked=_(
            "This is a case of the service. Its dates are changed in the service's own system."
        ),
    )


def _marks(plan: JointPlan) -> Iterator[Mark]:
    if plan.follow_up is not None:
        short = _("Follow-up {date}").format(date=day_and_month(plan.follow_up))
        yield Mark(plan.follow_up, "follow_up", _("Follow-up"), short)
    for goal in plan.goals:
        if goal.due is not None and goal.lifecycle in _OPEN_GOALS:
            title = goal.title or _("Goal without a title")
            words = _("Goal: {title}").format(title=title)
            yield Mark(goal.due, "goal", words, title, label(goal.lifecycle))
