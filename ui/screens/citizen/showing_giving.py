"""Says where in the citizen's plan a task can be put, or why not and what to do about it."""

from dataclasses import replace
from datetime import date
from typing import Final

from coordinator.i18n import N_, _
from coordinator.lists import CitizenPage
from coordinator.wording import label, sentence_for
from plans import access
from plans.access import Deed
from plans.errors import RuleBroken
from plans.parts import Intervention
from plans.people import StaffMember
from plans.plan import JointPlan
from plans.states import WORKABLE, InterventionStatus, PlanStatus
from ui.screens.citizen.given import Giving, TaskPlace

_WHY: Final = {
    PlanStatus.IN_REVIEW: N_(
        "The plan is in review. Take it back, or wait for the answer. Then give the task."
    ),
    PlanStatus.PAUSED: N_("The plan is on hold. Resume it, and then give the task."),
    PlanStatus.CONSENT_WITHDRAWN: N_(
        "The consent is withdrawn, so nobody gets a task. Register a new one, or close the plan."
    ),
    PlanStatus.MOVED_AWAY: N_("The citizen has moved, so nobody gets a task. Close the plan."),
    PlanStatus.CLOSED: N_("The plan is closed. Create a new one, and then give the task."),
}
_LIVE: Final = {
    InterventionStatus.RUNNING: 0,
    InterventionStatus.PLANNED: 1,
    InterventionStatus.PAUSED: 2,
}


def giving(page: CitizenPage, member: StaffMember, today: date) -> Giving:
    """Say where a task can be put in the plan, or what is in the way; and whom else one can ask."""
    return replace(_in_plan(page, member, today), colleagues=page.related)


def _in_plan(page: CitizenPage, member: StaffMember, today: date) -> Giving:
    plan = page.plan
    if plan is None:
        words = _("There is no joint plan yet. Create one, and then give the task.")
        return Giving(refusal=words, way="create" if _may_create(member) else "")
    if plan.status not in WORKABLE:
        anew = plan.status is PlanStatus.CLOSED and _may_create(member)
        return Giving(plan.id, refusal=_(_WHY[plan.status]), way="create" if anew else "plan")
    mine = [each for each in plan.interventions if each.status in _LIVE]
    places = [each for each in mine if access.may_write(plan, member, each.service_area)]
    if not places:
        return _nowhere(plan, member, there=bool(mine))
    places.sort(key=lambda each: (each.service_area is not member.service_area, _LIVE[each.status]))
    consent = plan.consent_on(today)
    return Giving(
        plan.id,
        tuple(_place(each) for each in places),
        frozenset(area.value for area in consent.service_areas) if consent is not None else None,
    )


def _nowhere(plan: JointPlan, member: StaffMember, *, there: bool) -> Giving:
    takes_part = any(each.staff_id == member.id for each in plan.participants)
    if not access.leads(plan, member) and (there or not takes_part):
        refusal = RuleBroken("not-your-area") if takes_part else RuleBroken("not-your-plan")
        return Giving(plan.id, refusal=sentence_for(refusal))
    words = _("A task belongs to an intervention, and none is going on. Add one in the plan.")
    return Giving(plan.id, refusal=words, way="plan")


def _place(each: Intervention) -> TaskPlace:
    title = each.title or _("Intervention without a title")
    area = each.service_area
    words = _("{title} ({area})").format(title=title, area=label(area))
    return TaskPlace(each.id, words, area.value)


def _may_create(member: StaffMember) -> bool:
    return access.may(member, Deed.CREATE_PLAN)
