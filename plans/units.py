"""A unit of the municipality: a team of a service area, as staff has it."""

from collections.abc import Iterable
from dataclasses import dataclass

from plans import access
from plans.people import ServiceArea, StaffMember


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """A unit: its service area, None for one of no area, and the name of its team."""

    service_area: ServiceArea | None
    team: str

    def has(self, member: StaffMember) -> bool:
        """Whether somebody belongs to it, and works with citizens."""
        return unit_of(member) == self and access.may(member, access.Deed.OPEN_CITIZEN)

    def led_by(self, leads: Iterable[StaffMember]) -> bool:
        """Whether one of some team leads leads it."""
        return any(unit_of(each) == self for each in leads)


def unit_of(member: StaffMember) -> Unit:
    """Give the unit that somebody belongs to."""
    return Unit(member.service_area, member.team)
