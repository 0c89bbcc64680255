"""What is said where something is hidden from the reader: which service area, and whom to ask."""

from collections import Counter
from collections.abc import Collection

from coordinator.helpers import Helpers
from coordinator.i18n import _
from coordinator.wording import label
from plans import access
from plans.flat import WithheldPart
from plans.people import Role, ServiceArea, StaffMember
from plans.plan import JointPlan
from plans.sharing import areas_seen_by


def whom_to_ask(plan: JointPlan, member: StaffMember, area: ServiceArea, helpers: Helpers) -> str:
    """Name who can help with what a service area keeps to itself; "" when nobody is known.

    That is the coordinating case worker, if they see it themselves. Else, and for who leads the
    plan, it is who is in it for the area, or the citizen's case worker there, or the unit's lead.
    """
    coordinator = next((each for each in helpers.staff if each.id == plan.coordinator), None)
    leads = access.leads(plan, member)
    if not leads and coordinator and area in areas_seen_by(coordinator, helpers.consent):
        return coordinator.name
    leading = {plan.coordinator, plan.deputy} - {member.id}
    in_the_plan = (
        *(each.name for each in helpers.staff if each.id in leading and each.service_area is area),
        *(
            each.name
            for each in plan.participants
            if each.staff_id != member.id and each.service_area is area
        ),
    )
    named = next(iter(in_the_plan), "")
    named = named or helpers.case_workers.get(area, "") or _leads(member, area, helpers)
    # Who coordinates can ask the citizen, where nobody of the area is known.
    return named or ("" if leads or coordinator is None else coordinator.name)


def hidden_line(area: ServiceArea, count: int, whom: str) -> str:
    """Say that parts of a service area are hidden, without a word of them."""
    name = label(area) if count == 1 else f"{label(area)} ({count})"
    if not whom:
        return _("{area}: hidden – needs consent or access.").format(area=name)
    return _("{area}: hidden – needs consent or access. Ask {name}.").format(area=name, name=whom)


def hidden_lines(
    parts: Collection[WithheldPart], plan: JointPlan, member: StaffMember, helpers: Helpers
) -> tuple[str, ...]:
    """Say of each service area how much of some parts is hidden, and whom to ask."""
    counts = Counter(each.service_area for each in parts)
    return tuple(
        hidden_line(area, counts[area], whom_to_ask(plan, member, area, helpers))
        for area in ServiceArea
        if counts[area]
    )


def _leads(member: StaffMember, area: ServiceArea, helpers: Helpers) -> str:
    leads = [
        each.name
        for each in helpers.staff
        if each.active
        and each.role is Role.TEAM_LEAD
        and each.service_area is area
        and each.id != member.id
    ]
    if len(leads) > 1:
        return _("a team lead of {area}").format(area=label(area))
    return next(iter(leads), "")
