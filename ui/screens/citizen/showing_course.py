"""Turns a plan's events into the steps of its course: how far it is, since when, and who."""

from datetime import date
from typing import Final

from coordinator.danish import day_and_month, short_date
from coordinator.danish_time import local_time
from coordinator.i18n import N_, _, ngettext
from coordinator.wording import label
from plans.parts import EventKind, PlanEvent
from plans.plan import JointPlan
from plans.states import PlanStatus
from ui.screens.citizen.shown import CourseStep, StepState

_PLACES: Final = {
    PlanStatus.DRAFT: 0,
    PlanStatus.IN_REVISION: 0,
    PlanStatus.IN_REVIEW: 1,
    PlanStatus.APPROVED: 2,
    PlanStatus.ACTIVE: 3,
}
_APPROVED, _GONE_THROUGH, _FOLLOW_UP = 2, 3, 4
_BACK: Final = (EventKind.RETURNED, EventKind.TAKEN_BACK)
# What an event tells of the step it belongs to; the last of its kind in this round counts.
_KINDS: Final = (
    (EventKind.CREATED, EventKind.REVISION),
    (EventKind.SENT,),
    (EventKind.APPROVED,),
    (EventKind.ACTIVATED,),
)
_STOPS: Final = {
    PlanStatus.PAUSED: (EventKind.PAUSED,),
    PlanStatus.CONSENT_WITHDRAWN: (EventKind.WITHDRAWN,),
    PlanStatus.MOVED_AWAY: (EventKind.MOVED,),
    PlanStatus.CLOSED: (EventKind.CLOSED,),
}
_ALARMS: Final = frozenset({PlanStatus.PAUSED, PlanStatus.CONSENT_WITHDRAWN, PlanStatus.MOVED_AWAY})
_TITLES: Final = (
    N_("Draft"), N_("In review"), N_("Approved"), N_("Gone through"), N_("Follow-up"),
)  # fmt: skip


def course_steps(plan: JointPlan, today: date) -> tuple[CourseStep, ...]:
    """Write the five steps of the version that is written or in force.

    A plan that has come to a halt says so, as an alarm, at the step where it stood.
    """
    events = _this_round(plan)
    here = _here(plan, events)
    stopped = plan.last_event(*_STOPS[plan.status]) if plan.status in _STOPS else None
    steps = []
    for place, title in enumerate(_titles(plan, events)):
        state: StepState = "done" if place < here else "now" if place == here else "coming"
        step = CourseStep(title, _when(plan, events, place, today), state)
        if place == here:
            step = _at_hand(plan, step, stopped, place, today)
        elif place > here and place != _FOLLOW_UP:
            step = CourseStep(title, "", "coming")
        steps.append(step)
    return tuple(steps)


def _titles(plan: JointPlan, events: tuple[PlanEvent, ...]) -> list[str]:
    titles = [_(title) for title in _TITLES]
    if events and events[0].kind is EventKind.REVISION:
        titles[0] = label(PlanStatus.IN_REVISION)
    if plan.status is PlanStatus.CLOSED:
        titles[-1] = label(PlanStatus.CLOSED)
    return titles


def _this_round(plan: JointPlan) -> tuple[PlanEvent, ...]:
    """Give the events since this version was begun."""
    begins = (EventKind.CREATED, EventKind.REVISION)
    places = [place for place, event in enumerate(plan.events) if event.kind in begins]
    return plan.events[places[-1] :] if places else plan.events


def _here(plan: JointPlan, events: tuple[PlanEvent, ...]) -> int:
    """Tell which step the plan stands at; a plan in force waits for its follow-up."""
    status = plan.resume_to if plan.status is PlanStatus.PAUSED else plan.status
    if status is PlanStatus.CLOSED:
        return _FOLLOW_UP
    place = _PLACES.get(status) if status is not None else None
    if place is None:
        # A withdrawn consent or a move does not tell where the plan stood; its events do.
        place = 0
        for event in events:
            place = _step_of(event, place)
    # What is approved waits to be gone through, and what is in force for its follow-up.
    return place if place < _APPROVED else place + 1


def _step_of(event: PlanEvent, before: int) -> int:
    if event.kind in _BACK:
        return 0
    return next((place for place, kinds in enumerate(_KINDS) if event.kind in kinds), before)


def _when(plan: JointPlan, events: tuple[PlanEvent, ...], place: int, today: date) -> str:
    if place == _FOLLOW_UP:
        return day_and_year(plan.follow_up, today) if plan.follow_up else _("No date yet")
    event = next((each for each in reversed(events) if each.kind in _KINDS[place]), None)
    if event is None:
        return ""
    day = day_and_year(local_time(event.at).date(), today)
    if event.kind is EventKind.APPROVED:
        day = _("Version {number}, {date}").format(number=plan.version, date=day)
    return f"{day}\n{event.by_name}"


def _at_hand(
    plan: JointPlan, step: CourseStep, stopped: PlanEvent | None, place: int, today: date
) -> CourseStep:
    """Write the step where the plan stands: what it waits for, and what is wrong."""
    if stopped is not None:
        return CourseStep(step.title, _halt(plan, stopped, today), "now", plan.status in _ALARMS)
    if place == _FOLLOW_UP and plan.follow_up is not None and plan.follow_up < today:
        return CourseStep(step.title, days_late((today - plan.follow_up).days), "now", alarm=True)
    if place == _GONE_THROUGH:
        return CourseStep(step.title, _("Waits to be gone through with the citizen"), "now")
    returned = plan.last_event(EventKind.RETURNED, EventKind.SENT, EventKind.REVISION)
    if place == 0 and returned is not None and returned.kind is EventKind.RETURNED:
        day = day_and_year(local_time(returned.at).date(), today)
        words = _("Returned with remarks {date}").format(date=day)
        return CourseStep(step.title, f"{words}\n{returned.by_name}", "now", alarm=True)
    return step


def _halt(plan: JointPlan, event: PlanEvent, today: date) -> str:
    day = day_and_year(local_time(event.at).date(), today)
    words = _("{event} {date}").format(event=label(event.kind), date=day)
    if plan.wake_up_date is not None:
        until = _("Until {date}").format(date=day_and_year(plan.wake_up_date, today))
        words = f"{words}\n{until}"
    return f"{words}\n{event.by_name}"


def days_late(days: int) -> str:
    """Write how many days late something is."""
    return ngettext("{count} day late", "{count} days late", days).format(count=days)


def day_and_year(day: date, today: date) -> str:
    """Write a day in short, with its year unless that is plain."""
    near = abs((day - today).days) < 300
    return day_and_month(day) if near else short_date(day)
