"""The remarks of a review where the plan is written: read them, and mark them solved."""

from collections.abc import Callable
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import AuditAction
from coordinator.use_cases.log import Log
from plans import access
from plans.errors import RuleBroken
from plans.remarks import Remark, remarked_area
from plans.states import WRITABLE


def solve_remark(desk: Desk, remark_id: UUID) -> Changes:
    """Mark a remark solved: whoever may write in the part that it is about.

    Raises:
        RuleBroken: ``not-your-plan``, ``not-your-area``, ``plan-locked``, ``plan-closed``.
    """
    now = desk.clock.now()
    return _write(desk, remark_id, lambda remark: remark.solved_by(desk.member, now), "solved")


def reopen_remark(desk: Desk, remark_id: UUID) -> Changes:
    """Take back that a remark is solved; may as ``solve_remark``."""
    return _write(desk, remark_id, Remark.reopened, "reopened")


def _write(desk: Desk, remark_id: UUID, deed: Callable[[Remark], Remark], subject: str) -> Changes:
    with desk.start_work() as work:
        remark = work.reviews.remark(remark_id)
        plan = work.plans.get(remark.plan_id)
        access.require_write(plan, desk.member, remarked_area(plan, remark))
        plan.require_open()
        if plan.status not in WRITABLE:
            raise RuleBroken("plan-locked", status=plan.status)
        Log(work, desk).note(AuditAction.CHANGE, plan.citizen_id, f"remark_{subject}", plan.id)
        work.reviews.save_remark(deed(remark))
        return work.commit()
