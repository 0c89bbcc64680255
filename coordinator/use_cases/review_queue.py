"""The plans that wait for review, and those of mine that are on their way through it."""

from dataclasses import dataclass

from coordinator.desk import Desk
from coordinator.lists import PlanLine
from plans import access
from plans.people import Role
from plans.states import PlanStatus


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """``waiting``: for who is signed in to decide; ``sent`` and ``returned``: of their own plans.

    A returned plan carries the remark that it came back with.
    """

    waiting: tuple[PlanLine, ...]
    sent: tuple[PlanLine, ...]
    returned: tuple[PlanLine, ...]


def review_queue(desk: Desk) -> ReviewQueue:
    """List what waits for review, the longest waiting first."""
    with desk.start_reading() as work:
        mine = work.lists.my_plans()
        waiting = work.lists.plans_with_status(PlanStatus.IN_REVIEW) if _decides(desk) else ()
        of_my_unit = [
            line
            for line in waiting
            if access.leads_unit_of(desk.member, work.staff.get(line.coordinator_id))
        ]
    listed = {line.plan_id for line in of_my_unit}
    return ReviewQueue(
        waiting=tuple(of_my_unit),
        sent=tuple(
            line
            for line in mine
            if line.status is PlanStatus.IN_REVIEW and line.plan_id not in listed
        ),
        returned=tuple(line for line in mine if line.remark),
    )


def _decides(desk: Desk) -> bool:
    return desk.member.role is Role.TEAM_LEAD and desk.member.active
