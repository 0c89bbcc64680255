"""What happens to a task between who asks and who does it (domain.md § 10.1, step 14).

The task itself says how it stands now (decisions.md, «State machines»); its steps say how it came
there, and are only ever added to.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from plans import access, sharing
from plans.errors import RuleBroken
from plans.parts import Intervention, Responsible, Task
from plans.people import StaffMember
from plans.plan import JointPlan
from plans.states import TaskStatus


class StepKind(StrEnum):
    """What was done with a task."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PASSED_ON = "passed_on"
    # Of a staff task alone (plans.staff_tasks).
    CLAIMED = "claimed"
    GIVEN_BACK = "given_back"
    STARTED = "started"
    WAITS = "waits"
    COMPLETED = "completed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    MOVED = "moved"
    REMINDED = "reminded"
    REMINDER_TAKEN_BACK = "reminder_taken_back"
    # Along with the citizen that it is about (plans.handed_along).
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class TaskStep:
    """One step: what, when, by whom, in which words, and to whom where somebody else was asked.

    ``plan_id`` is None of a staff task, which is no part of a plan.
    """

    id: UUID
    plan_id: UUID | None
    task_id: UUID
    kind: StepKind
    at: datetime
    by: UUID
    by_name: str
    text: str = ""
    to: UUID | None = None
    to_name: str = ""


def asked_by(steps: Sequence[TaskStep]) -> TaskStep | None:
    """Give the step in which the task was asked for last; ``steps`` are the oldest first."""
    return next((each for each in reversed(steps) if each.kind is StepKind.ASKED), None)


def asks_anew(old: Task | None, task: Task) -> bool:
    """Whether a task that is written asks somebody in staff who was not asked just so before."""
    receiver = task.assignee.staff_id if task.assignee else None
    if receiver is None or task.status is not TaskStatus.REQUESTED:
        return False
    before = old.assignee.staff_id if old is not None and old.assignee else None
    return before != receiver or (old is not None and old.status is TaskStatus.DECLINED)


def accepted(plan: JointPlan, member: StaffMember, task_id: UUID) -> JointPlan:
    """Let who was asked take a task on.

    Raises:
        RuleBroken: ``not-in-plan``, ``task-not-yours``, ``task-answered``, and those of
            ``JointPlan.with_worked_task``.
    """
    place, task = _place_of(plan, task_id)
    _require_asked(task, member)
    return plan.with_worked_task(place.id, replace(task, status=TaskStatus.ACCEPTED))


def declined(plan: JointPlan, member: StaffMember, task_id: UUID, reason: str) -> JointPlan:
    """Let who was asked say no: the task returns to who asked for it.

    Raises:
        RuleBroken: ``task-decline-reason`` without a reason, and as ``accepted``.
    """
    place, task = _place_of(plan, task_id)
    _require_asked(task, member)
    if not reason.strip():
        raise RuleBroken("task-decline-reason")
    return plan.with_worked_task(place.id, replace(task, status=TaskStatus.DECLINED))


def passed_on(
    plan: JointPlan, member: StaffMember, task_id: UUID, to: StaffMember, today: date
) -> JointPlan:
    """Ask a colleague in place of who has the task, or of who declined it.

    Who has it may, and so may who writes in that part of the plan; who only follows it up may not.
    The colleague has to answer anew; who takes a task for themselves has answered.

    Raises:
        RuleBroken: ``not-in-plan``, ``not-your-plan`` or ``not-your-area``, ``login-closed`` when
            the colleague has left, ``task-same-person``, ``task-area-not-shared`` when the consent
            does not let their service area see the part, and those of
            ``JointPlan.with_passed_task``.
    """
    place, task = _place_of(plan, task_id)
    if not _has(task, member):
        access.require_write(plan, member, place.service_area)
    if not access.may(to, access.Deed.OPEN_CITIZEN):
        raise RuleBroken("login-closed", login=to.login)
    same = task.assignee is not None and task.assignee.staff_id == to.id
    if same and task.status is not TaskStatus.DECLINED:
        raise RuleBroken("task-same-person")
    if place.service_area not in sharing.areas_seen_by(to, plan.consent_on(today)):
        raise RuleBroken("task-area-not-shared", area=place.service_area)
    status = TaskStatus.ACCEPTED if to.id == member.id else TaskStatus.REQUESTED
    given = replace(
        task, assignee=Responsible(to.name, to.id), status=status, waiting=None, follower=None
    )
    return plan.with_passed_task(place.id, given)


def _place_of(plan: JointPlan, task_id: UUID) -> tuple[Intervention, Task]:
    placed = plan.placed_task(task_id)
    if placed is None:
        raise RuleBroken("not-in-plan")
    return placed


def _has(task: Task, member: StaffMember) -> bool:
    mine = task.assignee is not None and task.assignee.staff_id == member.id
    return mine and access.may(member, access.Deed.OPEN_CITIZEN)


def _require_asked(task: Task, member: StaffMember) -> None:
    if not _has(task, member):
        raise RuleBroken("task-not-yours")
    if task.status is not TaskStatus.REQUESTED:
        raise RuleBroken("task-answered")
