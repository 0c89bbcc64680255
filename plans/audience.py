"""Who can see a part of a plan, and who cannot: «Hvem kan se dette?»."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plans import access
from plans.people import ServiceArea, StaffMember
from plans.plan import JointPlan
from plans.sharing import areas_seen


class Reader(StrEnum):
    """Who may come to see a part of a plan, and how."""

    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    CORE_TEAM = "core_team"
    CITIZEN = "citizen"
    TEAM_LEAD = "team_lead"
    STAFF = "staff"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Audience:
    """Somebody who sees a part of a plan or does not; ``name`` where one person is meant.

    Who does not see it sees what they made in it themselves. ``consented`` is False for whose
    service area the citizen's consent leaves out.
    """

    reader: Reader
    name: str = ""
    area: ServiceArea | None = None
    sees: bool = True
    writes: bool = False
    consented: bool = True


def audience(
    plan: JointPlan, area: ServiceArea | None, staff: Collection[StaffMember], today: date
) -> tuple[Audience, ...]:
    """List who sees a part of the plan, who writes in it, and who does not see it.

    ``area`` is the service area of the part, None for what belongs to the whole plan. Today
    everybody in staff may look a citizen up, and the look is logged (decisions: «Rights»).
    """
    return tuple(_listed(plan, area, staff, today))


def _listed(
    plan: JointPlan, area: ServiceArea | None, staff: Collection[StaffMember], today: date
) -> Iterator[Audience]:
    members = {each.id: each for each in staff}
    consent = plan.consent_on(today)
    covered = consent.service_areas if consent is not None else frozenset[ServiceArea]()

    def line(reader: Reader, member: StaffMember) -> Audience:
        its = member.service_area
        sees = area is None or area in areas_seen(its, consent)
        writes = access.may_write(plan, member, area)
        return Audience(reader, member.name, its, sees, writes, its is None or its in covered)

    leading = ((Reader.COORDINATOR, plan.coordinator), (Reader.DEPUTY, plan.deputy))
    for reader, staff_id in leading:
        if staff_id in members:
            yield line(reader, members[staff_id])
    for each in plan.participants:
        member = members.get(each.staff_id)
        if member is not None and not access.leads(plan, member):
            yield line(Reader.CORE_TEAM, member)
    yield Audience(Reader.CITIZEN)
    coordinator = members.get(plan.coordinator)
    for member in staff:
        if coordinator and access.review_refusal(plan, coordinator, member) is None:
            yield line(Reader.TEAM_LEAD, member)
    yield Audience(Reader.STAFF)
    yield Audience(Reader.OUTSIDE, sees=False)
