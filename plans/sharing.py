"""Which parts of a plan somebody sees: what the citizen lets the service areas share is shared.

Domain.md § 7.1 (forvaltningsloven § 29, RSL § 11 a, LAB § 40 stk. 3, SEL § 141 stk. 7) and § 7.6.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from plans import access
from plans.errors import RuleBroken
from plans.flat import Laid, PlanPart, WithheldPart, area_of, put_together, walk
from plans.parts import Consent, Intervention, Statement
from plans.people import CaseFile, Role, ServiceArea, StaffMember
from plans.plan import JointPlan
from plans.states import InterventionStatus

_EVERY_AREA: Final = frozenset(ServiceArea)
# Who takes part in a plan is told to all in it, though each speaks for a service area.
OF_AN_AREA: Final = frozenset(
    {
        PlanPart.STATEMENT,
        PlanPart.CHALLENGE,
        PlanPart.INTERVENTION,
        PlanPart.CONTACT,
        PlanPart.MEASUREMENT,
    }
)


def areas_seen(area: ServiceArea | None, consent: Consent | None) -> frozenset[ServiceArea]:
    """Tell whose parts somebody of a service area sees while a consent holds (None: none does).

    A consent lets the service areas that it names share with each other. Who belongs to none, as
    the lead of a unit across them, sees all that is shared.
    """
    shared = consent.service_areas if consent is not None else frozenset[ServiceArea]()
    if area is None:
        return shared
    return shared | {area} if area in shared else frozenset({area})


def areas_seen_by(
    member: StaffMember, consent: Consent | None, stood_in_for: Collection[StaffMember] = ()
) -> frozenset[ServiceArea]:
    """Tell the same of somebody in staff; the program itself sees every part.

    ``stood_in_for`` are the team leads who are away and have named the member as their deputy:
    what these see, the member sees for them.
    """
    if member.role is Role.SYSTEM:
        return _EVERY_AREA
    seen = (areas_seen(each.service_area, consent) for each in (member, *stood_in_for))
    return frozenset[ServiceArea]().union(*seen)


def as_seen_by(
    plan: JointPlan,
    member: StaffMember,
    wrote: Collection[UUID],
    today: date,
    stood_in_for: Collection[StaffMember] = (),
) -> JointPlan:
    """Give a plan as somebody sees it: what is not theirs stands in ``withheld``, without a word.

    They see what belongs to the whole plan or to their own service area, what the consent of today
    lets them share, what they made themselves (``wrote``, ids of parts), and an intervention in
    which they answer for a task. Tasks go with their intervention. ``stood_in_for`` as
    ``areas_seen_by``.
    """
    seen = areas_seen_by(member, plan.consent_on(today), stood_in_for)
    hidden = {
        each.id: _withheld(each, area)
        for each in walk(plan)
        if each.kind in OF_AN_AREA
        and (area := area_of(each.part)) is not None
        and area not in seen
        and each.id not in wrote
        and not (isinstance(each.part, Intervention) and _works_in(each.part, member.id))
    }
    if not hidden:
        return plan
    kept = (each for each in walk(plan) if each.id not in hidden)
    return replace(put_together(plan, kept), withheld=tuple(hidden.values()))


def tells_of_hidden(plan: JointPlan, kind: str, part_id: UUID | None) -> bool:
    """Whether what is said about a part, such as a remark, tells of one that is withheld.

    A task goes with its intervention, so where one of these is withheld no unknown task is told of.
    """
    if kind == PlanPart.TASK:
        hidden = any(each.kind is PlanPart.INTERVENTION for each in plan.withheld)
        return hidden and part_id is not None and plan.task(part_id) is None
    return part_id in {each.id for each in plan.withheld}


def without_withheld(earlier: JointPlan, plan: JointPlan) -> JointPlan:
    """Give an earlier state of a plan without what is withheld now, to compare the two.

    What the reader does not see would else be told of as taken out.
    """
    hidden = {each.id for each in plan.withheld}
    if not hidden:
        return earlier
    return put_together(earlier, (each for each in walk(earlier) if each.id not in hidden))


def may_read_case(
    case: CaseFile,
    member: StaffMember,
    consent: Consent | None,
    stood_in_for: Collection[StaffMember] = (),
) -> bool:
    """Whether a case is theirs to read: of their service area, their unit's, their own, or shared.

    ``consent`` is the one that holds today; ``stood_in_for`` as ``plans.access.leads_unit_of``.
    """
    theirs = case.caseworker
    return (
        case.service_area in areas_seen_by(member, consent)
        or (theirs is not None and theirs.id == member.id)
        or (theirs is not None and access.leads_unit_of(member, theirs, stood_in_for))
    )


def reads_papers(
    plan: JointPlan,
    member: StaffMember,
    today: date,
    stood_in_for: Collection[StaffMember] = (),
) -> bool:
    """Whether approved versions and their papers are theirs to read.

    Who leads the plan and had a hand in one keeps them, whatever becomes of the consent. All
    others read them while a consent that names their service area holds, and nothing in the plan
    is withheld from them: also who is to lead it from now on, for an approved version is the plan
    in one piece. ``stood_in_for`` as ``areas_seen_by``.
    """
    if member.role is Role.SYSTEM or (access.leads(plan, member) and member.id in plan.makers):
        return True
    consent = plan.consent_on(today)
    if consent is None or plan.withheld:
        return False
    areas = {each.service_area for each in (member, *stood_in_for)}
    return not areas.isdisjoint({None, *consent.service_areas})


def require_shared(
    plan: JointPlan, member: StaffMember, area: ServiceArea | None, today: date
) -> None:
    """Refuse giving a part to a service area that does not share with the member's own.

    It would be out of their sight at once.

    Raises:
        RuleBroken: ``area-not-shared``.
    """
    if area is not None and area not in areas_seen_by(member, plan.consent_on(today)):
        raise RuleBroken("area-not-shared", area=area)


def _withheld(laid: Laid, area: ServiceArea) -> WithheldPart:
    heading = laid.part.heading if isinstance(laid.part, Statement) else ""
    over = isinstance(laid.part, Intervention) and laid.part.status is InterventionStatus.CANCELLED
    return WithheldPart(laid.id, laid.kind, laid.under, area, heading, over)


def _works_in(intervention: Intervention, staff_id: UUID) -> bool:
    return any(
        each is not None and each.staff_id == staff_id
        for task in intervention.tasks
        for each in (task.assignee, task.follower)
    )
