"""The remarks of a review where the plan is written: read them, and mark them solved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.news import part_titles, vocabulary
from coordinator.ports import AuditAction, UnitOfWork
from coordinator.use_cases.log import Log
from plans import access
from plans.access import Deed
from plans.errors import RuleBroken
from plans.flat import PlanPart
from plans.parts import EventKind
from plans.plan import JointPlan
from plans.remarks import Remark, remarked_area
from plans.sharing import tells_of_hidden
from plans.states import WRITABLE


@dataclass(frozen=True, slots=True)
class RemarksSeen:
    """The remarks since the last approved version, and what the parts of the plan are called."""

    remarks: tuple[Remark, ...]
    titles: Mapping[tuple[PlanPart, UUID], str]


def read_remarks(desk: Desk, plan_id: UUID) -> RemarksSeen:
    """Read the remarks on a plan that is open on a screen; logged when its look is long ago.

    Raises:
        RuleBroken: ``reason-needed`` when it is a new look, without relation or reason.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        if Log(work, desk).looked_lately(work.presence.citizen_of(plan_id)):
            return _seen(work, work.plans.get(plan_id))
    with desk.start_work() as work:
        Log(work, desk).look(work.presence.citizen_of(plan_id), "plan", plan_id)
        seen = _seen(work, work.plans.get(plan_id))
        work.commit()
        return seen


def _seen(work: UnitOfWork, plan: JointPlan) -> RemarksSeen:
    approved = plan.last_event(EventKind.APPROVED)
    remarks = work.reviews.remarks(plan.id)
    found = tuple(
        each
        for each in remarks
        if (approved is None or each.at > approved.at)
        and not tells_of_hidden(plan, each.part or "", each.part_id)
    )
    return RemarksSeen(found, part_titles(vocabulary(work, plan), plan) if found else {})


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
