"""Giving a colleague, or the citizen, a task in the plan, and taking it back."""

from dataclasses import dataclass
from uuid import UUID

from coordinator.changes import Changes
from coordinator.dated_lists import DatedList
from coordinator.desk import Desk
from coordinator.ports import UnitOfWork
from coordinator.use_cases.answering import tell_asked
from coordinator.use_cases.plan_change import change, unchanged
from plans import access
from plans.absence import Absence, absent_on
from plans.access import Deed
from plans.errors import RuleBroken
from plans.parts import Task
from plans.people import StaffMember
from plans.plan import JointPlan


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Who can be asked to do something, who of them is away today, and the kinds of tasks."""

    staff: tuple[StaffMember, ...]
    absences: dict[UUID, Absence]
    kinds: tuple[tuple[str, str], ...] = ()


def colleagues(desk: Desk) -> Colleagues:
    """List the staff of all service areas that can be asked to do something."""
    today = desk.clock.today()
    with desk.start_reading() as work:
        people = work.staff.everybody()
        staff = tuple(each for each in people if access.may(each, Deed.OPEN_CITIZEN))
        kinds = work.dated_lists.entries(DatedList.TASK_KINDS, today)
        return Colleagues(
            staff,
            absent_on(work.staff.absences.since(today), today),
            tuple((each.code, each.label) for each in kinds),
        )


def give_task(desk: Desk, plan_id: UUID, intervention_id: UUID, task: Task) -> Changes:
    """Give somebody a task under an intervention that is mine to write in.

    Raises:
        RuleBroken: ``not-your-plan``, ``not-your-area``, ``not-in-plan``, and those of
            ``JointPlan.with_given_task``.
        Stale: when there is another task with its id.
    """

    def write(plan: JointPlan) -> JointPlan:
        place = plan.intervention(intervention_id)
        if place is None:
            raise RuleBroken("not-in-plan")
        access.require_write(plan, desk.member, place.service_area)
        unchanged(plan.task(task.id), None, task)
        return plan.with_given_task(desk.member, intervention_id, task)

    def then(work: UnitOfWork) -> None:
        tell_asked(work, desk, plan_id, None, task)

    return change(desk, plan_id, write, "task", task.id, then=then)


def take_task_back(desk: Desk, plan_id: UUID, task: Task) -> Changes:
    """Take back a task that was given a moment ago, unless somebody began it since.

    Raises:
        RuleBroken: ``not-your-plan``, ``not-your-area``, ``not-in-plan``.
        Stale: when it is no longer as it was given.
    """

    def write(plan: JointPlan) -> JointPlan:
        placed = plan.placed_task(task.id)
        unchanged(placed[1] if placed else None, task, None)
        if placed is None:
            return plan
        access.require_write(plan, desk.member, placed[0].service_area)
        return plan.without_given_task(desk.member, task)

    return change(desk, plan_id, write, "task", task.id)
