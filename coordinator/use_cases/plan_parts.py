"""Write the parts of a plan that stand beside its goals, its sub-goals, and the order of parts."""

from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.use_cases.plan_change import change, unchanged
from plans import access, sharing
from plans.flat import KIND_OF, LISTS, PlanPart
from plans.part_writing import PlainPart
from plans.parts import Stance, SubGoal
from plans.people import ServiceArea
from plans.plan import JointPlan


def put_part(
    desk: Desk, plan_id: UUID, seen: PlainPart | None, part: PlainPart, *, place: int | None = None
) -> Changes:
    """Add a statement, challenge, contact agreement or measurement, or write it anew.

    ``seen`` is None for a new one; ``place`` is where one stood that is put back.

    Raises:
        RuleBroken: ``not-your-plan``, ``not-your-area``, ``plan-locked``, ``plan-closed``.
        Stale: when it was changed since ``seen``.
    """
    kind = KIND_OF[type(part)]

    def write(plan: JointPlan) -> JointPlan:
        stored = _stored(plan, kind, part.id)
        access.require_write(plan, desk.member, part.service_area)
        if stored is not None:
            access.require_write(plan, desk.member, stored.service_area)
            if part.service_area is not stored.service_area:
                sharing.require_shared(plan, desk.member, part.service_area, desk.clock.today())
        unchanged(stored, seen, part)
        return plan.with_part(desk.member, part, place)

    return change(desk, plan_id, write, kind.value, part.id)


def remove_part(desk: Desk, plan_id: UUID, kind: PlanPart, part_id: UUID) -> Changes:
    """Take out a part of such a kind."""

    def write(plan: JointPlan) -> JointPlan:
        stored = _stored(plan, kind, part_id)
        access.require_write(plan, desk.member, stored.service_area if stored else None)
        return plan.without_part(desk.member, kind, part_id)

    return change(desk, plan_id, write, kind.value, part_id)


def put_sub_goal(
    desk: Desk,
    plan_id: UUID,
    goal_id: UUID,
    seen: SubGoal | None,
    step: SubGoal,
    *,
    place: int | None = None,
) -> Changes:
    """Add a sub-goal under a goal (``seen`` None) or write it anew, unless changed since."""

    def write(plan: JointPlan) -> JointPlan:
        access.require_write(plan, desk.member, None)
        stored = next((each for each in plan.sub_goals if each.id == step.id), None)
        unchanged(stored, seen, step)
        return plan.with_sub_goal(desk.member, goal_id, step, place)

    return change(desk, plan_id, write, "sub_goal", step.id)


def remove_sub_goal(desk: Desk, plan_id: UUID, step_id: UUID) -> Changes:
    """Take a sub-goal out."""

    def write(plan: JointPlan) -> JointPlan:
        access.require_write(plan, desk.member, None)
        return plan.without_sub_goal(desk.member, step_id)

    return change(desk, plan_id, write, "sub_goal", step_id)


def put_stance(desk: Desk, plan_id: UUID, seen: Stance, stance: Stance) -> Changes:
    """Keep whether the citizen agrees with the plan, unless it was changed since ``seen``."""

    def write(plan: JointPlan) -> JointPlan:
        access.require_lead_role(plan, desk.member)
        unchanged(plan.stance, seen, stance)
        return plan.with_stance(desk.member, stance)

    return change(desk, plan_id, write, "stance")


def order_parts(desk: Desk, plan_id: UUID, under: UUID | None, order: tuple[UUID, ...]) -> Changes:
    """Put the goals (``under`` None), or what stands under a goal or intervention, in an order.

    A participant orders the tasks of their own service area.
    """

    def write(plan: JointPlan) -> JointPlan:
        kind, area = _below(plan, under)
        access.require_write(plan, desk.member, area)
        return plan.with_parts_in_order(desk.member, kind, under or plan.id, order)

    return change(desk, plan_id, write, "order", under)


def _below(plan: JointPlan, under: UUID | None) -> tuple[PlanPart, ServiceArea | None]:
    """Say what stands under a part, and whose it is."""
    if under is None:
        return PlanPart.GOAL, None
    above = plan.intervention(under)
    return (PlanPart.TASK, above.service_area) if above else (PlanPart.INTERVENTION, None)


def _stored(plan: JointPlan, kind: PlanPart, part_id: UUID) -> PlainPart | None:
    parts: tuple[PlainPart, ...] = getattr(plan, LISTS[kind])
    return next((each for each in parts if each.id == part_id), None)
