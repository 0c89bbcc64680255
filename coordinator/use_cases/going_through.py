"""Go through an approved plan with the citizen: what they think of it, and the plan in force."""

from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.ports import AuditAction
from coordinator.use_cases.log import Log
from coordinator.use_cases.plan_change import unchanged
from plans import access
from plans.errors import RuleBroken
from plans.parts import Stance
from plans.states import CitizenStance


def go_through(
    desk: Desk, plan_id: UUID, seen: Stance, stance: Stance, *, handed_over: bool
) -> Changes:
    """Keep what the citizen thinks of an approved plan, and bring the plan into force.

    Raises:
        RuleBroken: ``stance-words-missing`` for a disagreement without words,
            ``stance-date-missing``, ``stance-in-future``, ``transition``, ``not-your-plan``.
        Stale: when the stance was changed since ``seen``.
    """
    _require_sound(desk, stance)
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        access.require_lead_role(plan, desk.member)
        unchanged(plan.stance, seen, stance)
        note = "" if handed_over else _("The plan is still to be handed over.")
        told = plan.with_stance(desk.member, stance)
        in_force = told.activated(desk.member, desk.clock.now(), note)
        Log(work, desk).note(AuditAction.REVIEW, plan.citizen_id, "activated", plan.id)
        work.plans.save(in_force)
        return work.commit()


def _require_sound(desk: Desk, stance: Stance) -> None:
    if stance.kind is CitizenStance.NOT_ASKED:
        return
    if stance.kind is CitizenStance.DISAGREES and not stance.text.strip():
        raise RuleBroken("stance-words-missing")
    if stance.said_on is None:
        raise RuleBroken("stance-date-missing")
    if stance.said_on > desk.clock.today():
        raise RuleBroken("stance-in-future")
