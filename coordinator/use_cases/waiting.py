"""Look again later at what waits in a plan, or wait no longer: also while the plan is in force."""

from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import Stale
from coordinator.use_cases.plan_change import change, unchanged
from plans import access
from plans.parts import Intervention, Task, Waiting
from plans.plan import JointPlan


def read_waiting(desk: Desk, plan_id: UUID, part_id: UUID) -> Waiting | None:
    """Read what a line of «Min dag» waits for, to change it; changing it is what the log tells.

    Raises:
        RuleBroken: ``not-your-plan`` or ``not-your-area``.
        Stale: when a colleague took the part out.
    """
    with desk.start_reading() as work:
        return _part(work.plans.get(plan_id), desk, part_id).waiting


def set_waiting(
    desk: Desk, plan_id: UUID, part_id: UUID, seen: Waiting | None, waiting: Waiting | None
) -> Changes:
    """Say what an intervention or a task waits for now, unless it was changed since ``seen``.

    Raises:
        RuleBroken: ``not-your-plan``, ``not-your-area``, or as ``JointPlan.with_waiting``.
        Stale: when it waits for something else, or is taken out.
    """

    def write(plan: JointPlan) -> JointPlan:
        part = _part(plan, desk, part_id)
        unchanged(part.waiting, seen, waiting)
        return plan.with_waiting(part_id, waiting)

    return change(desk, plan_id, write, "waiting", part_id)


def _part(plan: JointPlan, desk: Desk, part_id: UUID) -> Intervention | Task:
    intervention, placed = plan.intervention(part_id), plan.placed_task(part_id)
    if intervention is not None:
        access.require_write(plan, desk.member, intervention.service_area)
        return intervention
    if placed is None:
        raise Stale
    place, task = placed
    access.require_work(plan, desk.member, place.service_area, task)
    return task
