"""Open a citizen or a plan: every look is logged with its reason."""

from uuid import UUID

from coordinator.desk import Desk
from coordinator.lists import CitizenPage, LegalBasis, ShownPlan
from coordinator.ports import AuditAction, AuditEntry, UnitOfWork
from plans import access
from plans.access import Deed
from plans.cpr import CprNumber
from plans.errors import RuleBroken
from plans.people import Address, Citizen, Role, ServiceArea, StaffMember
from plans.plan import JointPlan

_HISTORY_LINES = 200


def open_citizen(desk: Desk, citizen_id: UUID, reason: str = "") -> CitizenPage:
    """Read all that the citizen page shows, and log the look.

    A relation (case, plan, task, or leading the unit of who has one) is a reason by itself.

    Raises:
        RuleBroken: ``reason-needed`` when there is no relation and no reason in words.
    """
    access.require(desk.member, Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        citizen = work.citizens.get(citizen_id)
        related = _related(work, desk.member, citizen_id)
        if not related and not reason.strip():
            raise RuleBroken("reason-needed")
        page = _page(work, citizen)
        work.audit.record(
            AuditEntry(AuditAction.VIEW, citizen_id, "citizen", why=reason, related=related)
        )
        work.citizens.note_opened(citizen_id)
        work.commit()
        return page


def read_again(desk: Desk, citizen_id: UUID) -> CitizenPage:
    """Read the open citizen page again after a change; the look itself was logged at opening."""
    with desk.start_reading() as work:
        return _page(work, work.citizens.get(citizen_id))


def note_copied_number(desk: Desk, citizen_id: UUID) -> None:
    """Log that somebody took the number out of the program by the clipboard."""
    access.require(desk.member, Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        work.audit.record(AuditEntry(AuditAction.EXPORT, citizen_id, "number"))
        work.commit()


def unmask_address(desk: Desk, citizen_id: UUID, reason: str) -> Address:
    """Show the address of a protected citizen, for a reason that is logged (domain.md § 3.4).

    Raises:
        RuleBroken: ``reason-missing``.
    """
    access.require(desk.member, Deed.OPEN_CITIZEN)
    if not reason.strip():
        raise RuleBroken("reason-missing")
    with desk.start_work() as work:
        found = work.citizens.protected_address(citizen_id)
        work.audit.record(AuditEntry(AuditAction.UNMASK, citizen_id, "address", why=reason.strip()))
        work.commit()
        return found


def open_plan_by_number(desk: Desk, text: str) -> ShownPlan:
    """Open the plan of the citizen with a number, from the command line; the look is logged.

    Raises:
        RuleBroken: ``cpr-length``, ``cpr-date``, ``citizen-unknown``, ``plan-missing``.
    """
    access.require(desk.member, Deed.OPEN_CITIZEN)
    number = CprNumber.parse(text)
    with desk.start_work() as work:
        citizen = work.citizens.by_number(number)
        if citizen is None:
            raise RuleBroken("citizen-unknown")
        plan = work.plans.of_citizen(citizen.id)
        if plan is None:
            raise RuleBroken("plan-missing")
        versions = work.plans.versions(plan.id)
        related = _related(work, desk.member, citizen.id)
        work.audit.record(
            AuditEntry(
                AuditAction.VIEW, citizen.id, "plan", plan.id, "command line", related=related
            )
        )
        work.commit()
    return ShownPlan(
        plan=plan,
        citizen_name=citizen.name,
        number=citizen.number.formatted if citizen.number else None,
        sha256=versions[0].sha256 if versions else None,
    )


def read_plan(desk: Desk, plan_id: UUID) -> JointPlan:
    """Read a plan that is open on a screen, after a change."""
    with desk.start_reading() as work:
        return work.plans.get(plan_id)


def legal_bases(desk: Desk) -> tuple[LegalBasis, ...]:
    """Read the legal bases that hold today."""
    with desk.start_reading() as work:
        return work.lists.legal_bases(desk.clock.today())


def _page(work: UnitOfWork, citizen: Citizen) -> CitizenPage:
    plan = work.plans.of_citizen(citizen.id)
    # What a source says of the address would tell what protection hides.
    differences = () if citizen.protection.active else work.lists.source_differences(citizen.id)
    return CitizenPage(
        citizen=citizen,
        case_files=work.citizens.case_files(citizen.id),
        plan=plan,
        staff=_staff_of(work, plan),
        history=work.lists.history(citizen.id, _HISTORY_LINES),
        versions=work.plans.versions(plan.id) if plan else (),
        source_differences=tuple(
            (ServiceArea(area), name, line) for area, name, line in differences
        ),
    )


def _related(work: UnitOfWork, member: StaffMember, citizen_id: UUID) -> bool:
    if work.citizens.related(citizen_id, member.id):
        return True
    if member.role is not Role.TEAM_LEAD:
        return False
    unit = (member.service_area, member.team)
    if any(
        case.caseworker is not None and (case.caseworker.service_area, case.caseworker.team) == unit
        for case in work.citizens.case_files(citizen_id)
    ):
        return True
    plan = work.plans.of_citizen(citizen_id)
    if plan is None:
        return False
    coordinator = work.staff.get(plan.coordinator)
    return (coordinator.service_area, coordinator.team) == unit


def _staff_of(work: UnitOfWork, plan: JointPlan | None) -> dict[UUID, StaffMember]:
    """Read everybody in staff whom a plan names."""
    if plan is None:
        return {}
    named = {plan.coordinator, *(each.staff_id for each in plan.participants)}
    if plan.deputy:
        named.add(plan.deputy)
    return {staff_id: work.staff.get(staff_id) for staff_id in named}
