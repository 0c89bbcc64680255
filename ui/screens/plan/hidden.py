"""Where something stands in the editor that the reader may not see, and what is said there."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from coordinator import hidden_wording
from coordinator.helpers import Helpers
from plans.flat import PlanPart, WithheldPart
from plans.legibility import text_section
from plans.people import StaffMember
from plans.plan import JointPlan
from ui.screens.plan.page import Section

_SECTIONS: Final[Mapping[PlanPart, Section]] = {
    PlanPart.CHALLENGE: "challenges",
    PlanPart.CONTACT: "contact",
    PlanPart.MEASUREMENT: "measures",
    PlanPart.INTERVENTION: "goals",
}


def hidden_lines(
    plan: JointPlan, member: StaffMember, helpers: Helpers
) -> dict[Section | UUID, tuple[str, ...]]:
    """Say what is hidden in each section, and under each goal by its id."""
    places: dict[Section | UUID, list[WithheldPart]] = {}
    for each in plan.withheld:
        places.setdefault(each.under or section_of(each), []).append(each)
    return {
        place: hidden_wording.hidden_lines(parts, plan, member, helpers)
        for place, parts in places.items()
    }


def section_of(part: WithheldPart) -> Section:
    """Name the section that a hidden part stands in."""
    return _SECTIONS.get(part.kind, text_section(part.heading))
