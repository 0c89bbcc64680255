"""Whom a task between colleagues can be about, and the way back to what it came out of."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from coordinator.desk import Desk
from coordinator.lists import FoundCitizen
from coordinator.ports import NotFound
from coordinator.use_cases.log import Log
from coordinator.use_cases.worklists import find_citizens
from plans.access import Deed
from plans.flat import walk
from plans.staff_tasks import OriginKind, StaffTask

# So many are looked through for those whom one has to do with.
_LOOKED_THROUGH: Final = 20


@dataclass(frozen=True, slots=True)
class CameFrom:
    """What a task came out of, where it is still there: a plan and its part, or its citizen."""

    plan_id: UUID | None = None
    part_id: UUID | None = None
    citizen_id: UUID | None = None
    enquiry_id: UUID | None = None


def citizens_to_ask_about(desk: Desk, text: str, limit: int) -> tuple[FoundCitizen, ...]:
    """Find citizens whom one has to do with: of nobody else one asks colleagues for anything.

    Nobody is opened, so nothing is logged; asking writes the row.
    """
    found = find_citizens(desk, text, _LOOKED_THROUGH)
    with desk.start_reading() as work:
        log = Log(work, desk)
        mine = [each for each in found if log.is_related(each.id)]
    return tuple(mine[:limit])


def may_ask_about(desk: Desk, citizen_id: UUID) -> bool:
    """Tell whether one has to do with a citizen, so that a task may be about them."""
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        return Log(work, desk).is_related(citizen_id)


def came_from(desk: Desk, task: StaffTask) -> CameFrom:
    """Find what a task came out of; what is gone or hidden leaves its citizen.

    Nobody is opened: to go there is a look of its own, which writes the row.
    """
    origin, citizen = task.wish.origin, task.wish.citizen_id
    if origin.kind is OriginKind.ENQUIRY:
        return CameFrom(citizen_id=citizen, enquiry_id=origin.id)
    if origin.kind is not OriginKind.PART or citizen is None:
        return CameFrom(citizen_id=citizen)
    with desk.start_reading() as work:
        if not Log(work, desk).is_related(citizen):
            return CameFrom(citizen_id=citizen)
        try:
            plan = work.plans.of_citizen(citizen)
        except NotFound:
            plan = None
    if plan is None:
        return CameFrom(citizen_id=citizen)
    there = origin.id in {each.id for each in walk(plan)}
    return CameFrom(plan.id, origin.id if there else None, citizen)
