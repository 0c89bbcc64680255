"""Where something stands that the reader may not see: which service area, and whom to ask."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from coordinator.i18n import _
from coordinator.wording import label
from plans import access
from plans.flat import PlanPart, WithheldPart
from plans.legibility import text_section
from plans.people import ServiceArea, StaffMember
from plans.plan import JointPlan
from ui.screens.plan.page import Section

_SECTIONS: Final[Mapping[PlanPart, Section]] = {
    PlanPart.CHALLENGE: "challenges",
    PlanPart.CONTACT: "contact",
    PlanPart.MEASUREMENT: "measures",
    PlanPart.INTERVENTION: "goals",
}


def hidden_lines(
    plan: JointPlan, member: StaffMember, staff: Collection[StaffMember]
) -> dict[Section | UUID, tuple[str, ...]]:
    """Say what is hidden in each section, and under each goal by its id."""
    places: dict[Section | UUID, Counter[ServiceArea]] = {}
    for each in plan.withheld:
        places.setdefault(each.under or section_of(each), Counter())[each.service_area] += 1
    return {
        place: tuple(
            _line(area, counts[area], _to_ask(plan, member, area, staff))
            for area in ServiceArea
            if counts[area]
        )
        for place, counts in places.items()
    }


def section_of(part: WithheldPart) -> Section:
    """Name the section that a hidden part stands in."""
    return _SECTIONS.get(part.kind, text_section(part.heading))


def _line(area: ServiceArea, count: int, whom: str) -> str:
    name = label(area) if count == 1 else f"{label(area)} ({count})"
    if not whom:
        return _("{area}: hidden – needs consent or access.").format(area=name)
    return _("{area}: hidden – needs consent or access. Ask {name}.").format(area=name, name=whom)


def _to_ask(
    plan: JointPlan, member: StaffMember, area: ServiceArea, staff: Collection[StaffMember]
) -> str:
    """Name the coordinating case worker; who leads the plan asks whoever the area takes part by."""
    if not access.leads(plan, member):
        return next((each.name for each in staff if each.id == plan.coordinator), "")
    return next((each.name for each in plan.participants if each.service_area is area), "")
