"""A citizen who has been handed over, for tests of what comes after."""

from uuid import UUID

from coordinator.use_cases import handing_over, opening
from coordinator.use_cases.handing_over import Offer
from plans.handovers import HandoverKind
from plans.people import StaffMember
from tests.builders import BIRGER, BO, METTE, identity


def hand_over(
    house,
    receiver: StaffMember,
    giver: StaffMember = METTE,
    lead: StaffMember = BIRGER,
    who: UUID = identity(BO),  # noqa: B008 - a constant
) -> None:
    """Let the lead offer a citizen, and the receiver accept."""
    kind = HandoverKind.REDISTRIBUTION
    wish = Offer(who, receiver.id, kind, "capacity", "Ring", giver=giver.id)
    made, _changes = handing_over.offer(house.desk(lead), wish)
    desk = house.desk(receiver)
    opening.open_citizen(desk, who)
    with desk.start_reading() as work:
        offered = work.handovers.get(made)
    handing_over.accept(desk, offered, ())
