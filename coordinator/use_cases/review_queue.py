"""The plans that wait for review, and those of mine that are on their way through it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from coordinator.desk import Desk
from coordinator.lists import PlanLine
from coordinator.ports import UnitOfWork
from coordinator.standing_in import leads_stood_in_for
from plans import access
from plans.people import Role
from plans.states import PlanStatus


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """``waiting``: for who is signed in to decide; ``sent`` and ``returned``: of their own plans.

    A returned plan carries what was remarked when it came back; ``remarks`` counts the remarks.
    """

    waiting: tuple[PlanLine, ...]
    sent: tuple[PlanLine, ...]
    returned: tuple[PlanLine, ...]
    remarks: Mapping[UUID, int] = field(default_factory=dict)


def review_queue(desk: Desk) -> ReviewQueue:
    """List what waits for review, the longest waiting first."""
    with desk.start_reading() as work:
        mine = work.lists.my_plans()
        waiting = work.lists.plans_with_status(PlanStatus.IN_REVIEW) if _decides(desk) else ()
        acting = leads_stood_in_for(work, desk.member, desk.clock.today())
        of_my_unit = [
            line
            for line in waiting
            if line.coordinator_id != desk.member.id
            and access.leads_unit_of(desk.member, work.staff.get(line.coordinator_id), acting)
        ]
        returned = tuple(line for line in mine if line.remark)
        remarks = {line.plan_id: _last_remarks(work, line.plan_id) for line in returned}
    listed = {line.plan_id for line in of_my_unit}
    return ReviewQueue(
        waiting=tuple(of_my_unit),
        sent=tuple(
            line
            for line in mine
            if line.status is PlanStatus.IN_REVIEW and line.plan_id not in listed
        ),
        returned=returned,
        remarks=remarks,
    )


def _last_remarks(work: UnitOfWork, plan_id: UUID) -> int:
    """Count the remarks of the last return."""
    remarks = work.reviews.remarks(plan_id)
    last = max((each.at for each in remarks), default=None)
    # A plan that was returned before remarks were kept one by one has its words alone.
    return sum(each.at == last for each in remarks) or 1


def _decides(desk: Desk) -> bool:
    return desk.member.role is Role.TEAM_LEAD and desk.member.active
