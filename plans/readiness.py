"""What a plan lacks before it can be sent to review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from plans.parts import (
    JOB_GOALS,
    Goal,
    GoalKind,
    Intervention,
    ResponsibleKind,
    Task,
)
from plans.people import ServiceArea
from plans.plan import JointPlan
from plans.states import CitizenStance, GoalLifecycle, InterventionStatus, TaskStatus

Laws = Mapping[str, Sequence[tuple[date, date | None]]]
"""From when until when each known legal basis holds; both days count."""
_NO_LAWS: Final[Laws] = {}
_RESTING_GOALS = frozenset({GoalLifecycle.REJECTED, GoalLifecycle.COMPLETED})


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: a code for its sentence, the part it is in, and its title."""

    code: str
    part_id: UUID | None = None
    title: str = ""


def gaps(plan: JointPlan, today: date, laws: Laws = _NO_LAWS) -> tuple[Gap, ...]:
    """List what is missing before «Send til gennemsyn», in the order of the plan.

    A legal basis that ``laws`` knows must hold on the day its intervention starts: what began while
    it held goes on (SR-10). One that is older than the list, or that no list knows, is its writer's
    to answer for.
    The consent comes first: without it nothing may be shared (LAB § 40 stk. 3, SEL § 141 stk. 7).
    """
    found = list(_consent_gaps(plan, today))
    if not plan.own_words.text.strip():
        found.append(Gap("own-words-missing"))
    found += [Gap("statement-empty", each.id) for each in plan.statements if not each.text.strip()]
    found.extend(_challenge_gaps(plan))
    if not plan.goals:
        found.append(Gap("goals-missing"))
    for goal in plan.goals:
        found.extend(_goal_gaps(goal, laws, today))
    found.extend(_job_goal_gaps(plan))
    if plan.stance.kind is CitizenStance.DISAGREES and not plan.stance.text.strip():
        found.append(Gap("stance-text-missing"))
    return tuple(found)


def _challenge_gaps(plan: JointPlan) -> list[Gap]:
    """A challenge has a theme and says something (domain.md § 5.4)."""
    found = []
    for each in plan.challenges:
        if not each.theme:
            found.append(Gap("challenge-theme-missing", each.id))
        if not each.text.strip() and each.now is None:
            found.append(Gap("challenge-empty", each.id))
    return found


def _waiting_gaps(part: Intervention | Task) -> list[Gap]:
    """No waiting without a wake-up date (domain.md § 10.5)."""
    waiting = part.waiting
    if waiting is None:
        missing = part.status is TaskStatus.WAITING
        return [Gap("waiting-cause-missing", part.id, part.title)] if missing else []
    checks = (
        ("waiting-cause-missing", waiting.cause),
        ("wake-up-date-missing", waiting.wake_up_date),
    )
    return [Gap(code, part.id, part.title) for code, present in checks if not present]


def _consent_gaps(plan: JointPlan, today: date) -> list[Gap]:
    consent = plan.consent_on(today)
    if consent is None:
        return [Gap("consent-missing")]
    found = [] if consent.how.strip() else [Gap("consent-how-missing")]
    # Each service area that works in the plan or reads it must be one the citizen said yes to.
    uncovered = sorted(_sharing(plan) - consent.service_areas)
    found += [Gap("consent-area-missing", title=area.value) for area in uncovered]
    if not uncovered and any(not each.over for each in plan.withheld):
        # Named, but not the reader's own: nothing is shared with who is not named.
        found.append(Gap("parts-withheld"))
    if not consent.service_areas and not uncovered:
        found.append(Gap("consent-areas-missing"))
    return found


def _sharing(plan: JointPlan) -> frozenset[ServiceArea]:
    """The service areas that information is shared with: those at work, and the core team's."""
    working = {
        each.service_area
        for each in plan.interventions
        if each.status is not InterventionStatus.CANCELLED
    }
    reading = {each.service_area for each in plan.participants if each.service_area is not None}
    hidden = {each.service_area for each in plan.withheld if not each.over}
    return frozenset(working | reading | hidden)


def _goal_gaps(goal: Goal, laws: Laws, today: date) -> list[Gap]:
    """No active goal without measure, date and owner (domain.md § 10.5)."""
    if goal.lifecycle in _RESTING_GOALS:
        return []
    checks = (
        ("goal-title-missing", goal.title.strip()),
        ("goal-measure-missing", goal.measure.strip()),
        ("goal-due-missing", goal.due),
        ("goal-owner-missing", goal.owner),
    )
    found = [Gap(code, goal.id, goal.title) for code, present in checks if not present]
    found += [
        Gap("sub-goal-title-missing", each.id) for each in goal.sub_goals if not each.title.strip()
    ]
    for intervention in goal.interventions:
        found.extend(_intervention_gaps(intervention, laws, today))
    return found


def _job_goal_gaps(plan: JointPlan) -> list[Gap]:
    """Job goals stand in an order: one A, one B, one C (SR-37)."""
    worked_for = [goal for goal in plan.goals if goal.lifecycle not in _RESTING_GOALS]
    first: dict[GoalKind, Goal] = {}
    return [
        Gap("job-goal-twice", goal.id, goal.title)
        for goal in worked_for
        if goal.kind in JOB_GOALS and first.setdefault(goal.kind, goal) is not goal
    ]


def _intervention_gaps(intervention: Intervention, laws: Laws, today: date) -> list[Gap]:
    if intervention.status is InterventionStatus.CANCELLED:
        return []
    checks = (
        ("intervention-title-missing", intervention.title.strip()),
        ("legal-basis-missing", intervention.legal_basis.strip()),
        ("legal-basis-not-in-force", _holds(intervention, laws, today)),
        ("intervention-start-missing", intervention.start),
    )
    found = [
        Gap(code, intervention.id, intervention.title) for code, present in checks if not present
    ]
    found.extend(_waiting_gaps(intervention))
    for task in intervention.tasks:
        if not task.is_done:
            found.extend(_task_gaps(task))
    return found


def _holds(intervention: Intervention, laws: Laws, today: date) -> bool:
    start, known = intervention.start, laws.get(intervention.legal_basis.strip())
    if start is None or known is None:
        return True
    return any(first <= max(start, today) and start <= (last or date.max) for first, last in known)


def _task_gaps(task: Task) -> list[Gap]:
    """One accountable person at all times, and a case worker behind whoever is outside."""
    found = [] if task.title.strip() else [Gap("task-title-missing", task.id)]
    if task.assignee is None:
        found.append(Gap("task-assignee-missing", task.id, task.title))
    elif task.assignee.kind is ResponsibleKind.OUTSIDE and task.follower is None:
        found.append(Gap("task-follower-missing", task.id, task.title))
    if task.due is None:
        found.append(Gap("task-due-missing", task.id, task.title))
    return found + _waiting_gaps(task)
