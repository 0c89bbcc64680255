"""Open a citizen or a plan: every look is logged with its reason."""

from collections.abc import Container
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.dated_lists import DatedList
from coordinator.desk import Desk
from coordinator.lists import CitizenPage, ShownPlan, VersionLine
from coordinator.ports import AuditAction, AuditEntry, UnitOfWork
from coordinator.standing_in import leads_stood_in_for, reads_papers
from coordinator.use_cases.enquiries import lines_of as enquiry_lines_of
from coordinator.use_cases.follow_up import follow_ups_seen
from coordinator.use_cases.log import Log
from coordinator.use_cases.notes import readable
from coordinator.use_cases.staff_tasks import of_citizen as staff_tasks_of_citizen
from coordinator.whom_to_ask import helpers_with
from coordinator.wording import COMMAND_LINE
from plans import access
from plans.absence import Absence, absent_on
from plans.access import Deed
from plans.cpr import CprNumber
from plans.errors import RuleBroken
from plans.parts import Task
from plans.people import Address, CaseFile, ServiceArea, StaffMember, WithheldCase
from plans.plan import JointPlan
from plans.sharing import may_read_case
from plans.states import PlanStatus

_HISTORY_LINES: Final = 200
# What clashes and follow-ups are told by.
_TOLD_BY: Final = (
    DatedList.THEMES,
    DatedList.DEMANDS,
    DatedList.FOLLOW_UP_RESULTS,
    DatedList.ENQUIRY_SUBJECTS,
)


def open_citizen(desk: Desk, citizen_id: UUID, reason: str = "") -> CitizenPage:
    """Read all that the citizen page shows, and log the look.

    A relation (case, plan, task, or leading the unit of who has one) is a reason by itself.

    Raises:
        RuleBroken: ``reason-needed`` when there is no relation and no reason in words.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        # First of all: behind walls there is nothing to read before the look is logged.
        Log(work, desk).look(citizen_id, "citizen", why=reason)
        page = _as_it_was_before(_page_with_notes(work, desk, citizen_id), desk)
        work.citizens.note_opened(citizen_id)
        work.commit()
        return page


def open_plan(desk: Desk, plan_id: UUID, reason: str = "") -> tuple[JointPlan, CitizenPage]:
    """Read a plan to work on and the page of its citizen, and log the look.

    Raises:
        RuleBroken: as ``open_citizen``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        # The look comes first, as in ``open_citizen``.
        Log(work, desk).look(work.presence.citizen_of(plan_id), "plan", plan_id, reason)
        plan = work.plans.get(plan_id)
        page = _as_it_was_before(_page(work, desk, plan.citizen_id), desk)
        work.citizens.note_opened(plan.citizen_id)
        work.commit()
        return plan, page


def read_again(desk: Desk, citizen_id: UUID, reason: str = "") -> CitizenPage:
    """Read the open citizen page again after a change.

    The look was logged at opening; when that is longer ago than a sitting, this is a new one.

    Raises:
        RuleBroken: ``reason-needed`` as ``open_citizen``, when it is a new look.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        if Log(work, desk).looked_lately(citizen_id):
            return _page_with_notes(work, desk, citizen_id)
    with desk.start_work() as work:
        Log(work, desk).look(citizen_id, "citizen", why=reason)
        page = _as_it_was_before(_page_with_notes(work, desk, citizen_id), desk)
        work.commit()
        return page


def look_up_number(desk: Desk, text: str, reason: str) -> UUID:
    """Tell who has a number, for who finds nobody by it where searches do not reach.

    The question is logged with its reason, whatever the answer is; the citizen may then be opened
    for the time of a look, and who leads the unit sees it among the looks without a relation.

    Raises:
        RuleBroken: ``cpr-length``, ``cpr-date``, ``reason-missing``, ``citizen-unknown``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    number = CprNumber.parse(text)
    if not reason.strip():
        raise RuleBroken("reason-missing")
    with desk.start_work() as work:
        found = work.citizens.with_number(number, reason)
        if found is None:
            _note_asked_in_vain(work, desk, number, reason.strip())
            raise RuleBroken("citizen-unknown")
        Log(work, desk).look(found, "number", why=reason)
        work.commit()
        return found


def note_copied_number(desk: Desk, citizen_id: UUID) -> None:
    """Log that somebody took the number out of the program by the clipboard."""
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        Log(work, desk).note(AuditAction.EXPORT, citizen_id, "number")
        work.commit()


def unmask_address(desk: Desk, citizen_id: UUID, reason: str) -> Address:
    """Show the address of a protected citizen, for a reason that is logged (domain.md § 3.4).

    Raises:
        RuleBroken: ``not-allowed``, ``reason-missing``.
    """
    desk.require(Deed.SEE_ADDRESS)
    if not reason.strip():
        raise RuleBroken("reason-missing")
    with desk.start_work() as work:
        Log(work, desk).note(AuditAction.UNMASK, citizen_id, "address", why=reason)
        found = work.citizens.protected_address(citizen_id)
        work.commit()
        return found


def open_plan_by_number(desk: Desk, text: str) -> ShownPlan:
    """Open the plan of the citizen with a number, from the command line; the look is logged.

    So is the question after a citizen who has no plan, or whom nobody knows: the answer tells it.

    Raises:
        RuleBroken: ``cpr-length``, ``cpr-date``, ``citizen-unknown``, ``plan-missing``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    number = CprNumber.parse(text)
    with desk.start_work() as work:
        log = Log(work, desk)
        found = work.citizens.with_number(number, COMMAND_LINE)
        if found is None:
            _note_asked_in_vain(work, desk, number)
            raise RuleBroken("citizen-unknown")
        citizen = work.citizens.get(found)
        plan = work.plans.of_citizen(citizen.id)
        if plan is None:
            log.note(AuditAction.SEARCH, citizen.id, "number", why=COMMAND_LINE)
            work.commit()
            raise RuleBroken("plan-missing")
        versions = work.plans.versions(plan.id)
        log.look(citizen.id, "plan", plan.id, COMMAND_LINE)
        work.commit()
    return ShownPlan(
        plan=plan,
        citizen_name=citizen.name,
        number=citizen.number.formatted if citizen.number else None,
        sha256=versions[0].sha256 if versions else None,
    )


def read_plan(desk: Desk, plan_id: UUID, reason: str = "") -> JointPlan:
    """Read a plan that is open on a screen, after a change; logged as ``read_again`` is.

    Raises:
        RuleBroken: ``reason-needed`` when it is a new look, without relation or reason.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        if Log(work, desk).looked_lately(work.presence.citizen_of(plan_id)):
            return work.plans.get(plan_id)
    with desk.start_work() as work:
        Log(work, desk).look(work.presence.citizen_of(plan_id), "plan", plan_id, reason)
        plan = work.plans.get(plan_id)
        work.commit()
        return plan


def read_task(desk: Desk, plan_id: UUID, task_id: UUID) -> Task | None:
    """Read the task of a line of «Min dag», to move it; moving it is what the log tells.

    Raises:
        RuleBroken: ``not-your-plan`` when it is neither theirs nor in their part of the plan.
    """
    with desk.start_reading() as work:
        plan = work.plans.get(plan_id)
    placed = plan.placed_task(task_id)
    if placed is None:
        return None
    place, task = placed
    access.require_work(plan, desk.member, place.service_area, task)
    return task


def _note_asked_in_vain(work: UnitOfWork, desk: Desk, number: CprNumber, reason: str = "") -> None:
    """Log a question after a number that nobody has; of the number only the date is kept."""
    if desk.walled:
        return  # the server wrote the row before it answered
    why = f"{number.masked}: {reason}" if reason else number.masked
    work.audit.record(AuditEntry(AuditAction.SEARCH, subject="number", why=why, related=False))
    work.commit()


def _as_it_was_before(page: CitizenPage, desk: Desk) -> CitizenPage:
    """Leave out the look that reads the page: it tells who looked before."""
    newest, *earlier = page.history or (None,)
    mine = newest is not None and (newest.who, newest.action) == (
        desk.member.name,
        AuditAction.VIEW,
    )
    return replace(page, history=tuple(earlier)) if mine else page


def _page_with_notes(work: UnitOfWork, desk: Desk, citizen_id: UUID) -> CitizenPage:
    return replace(
        _page(work, desk, citizen_id),
        notes=readable(work, desk.member, citizen_id),
        staff_tasks=staff_tasks_of_citizen(work, desk, citizen_id),
        enquiries=enquiry_lines_of(work, desk, citizen_id),
        related=Log(work, desk).is_related(citizen_id),
        note_kinds=work.dated_lists.entries(DatedList.NOTE_KINDS),
        follow_ups=follow_ups_seen(work, desk, citizen_id),
        lists=tuple(each for which in _TOLD_BY for each in work.dated_lists.entries(which)),
    )


def _page(work: UnitOfWork, desk: Desk, citizen_id: UUID) -> CitizenPage:
    citizen = work.citizens.get(citizen_id)
    plan = work.plans.of_citizen(citizen.id)
    staff = _staff_of(work, plan)
    absences = _absences_of(work, staff, desk.clock.today())
    deputies = {each.deputy for each in absences.values() if each.deputy is not None}
    # What a source says of the address would tell what protection hides.
    differences = () if citizen.protection.active else work.lists.source_differences(citizen.id)
    return CitizenPage(
        citizen=citizen,
        case_files=_cases(work, desk, citizen.id, plan),
        plan=plan,
        staff=staff,
        absences=absences,
        deputies={each: work.staff.get(each).name for each in deputies},
        helpers=helpers_with(work, plan, desk.clock.today()),
        history=work.lists.history(citizen.id, _HISTORY_LINES),
        versions=_versions(work, desk, plan),
        signatures=work.signatures.of_plan(plan.id) if plan and plan.version else (),
        source_differences=tuple(
            (ServiceArea(area), name, line) for area, name, line in differences
        ),
        protecting_sources=work.lists.protecting_sources(citizen.id),
    )


def _cases(
    work: UnitOfWork, desk: Desk, citizen_id: UUID, plan: JointPlan | None
) -> tuple[CaseFile | WithheldCase, ...]:
    """Give the cases; of those that are not theirs to read, that they are there."""
    running = plan is not None and plan.status is not PlanStatus.CLOSED
    consent = plan.consent_on(desk.clock.today()) if plan and running else None
    acting = leads_stood_in_for(work, desk.member, desk.clock.today())

    def as_read(case: CaseFile | WithheldCase) -> CaseFile | WithheldCase:
        if isinstance(case, WithheldCase) or may_read_case(case, desk.member, consent, acting):
            return case
        who = case.caseworker.name if case.caseworker else ""
        return WithheldCase(case.id, case.service_area, who)

    return tuple(as_read(each) for each in work.citizens.case_files(citizen_id))


def _versions(work: UnitOfWork, desk: Desk, plan: JointPlan | None) -> tuple[VersionLine, ...]:
    if plan is None or not reads_papers(work, desk, plan):
        return ()
    return work.plans.versions(plan.id)


def _absences_of(work: UnitOfWork, staff: Container[UUID], today: date) -> dict[UUID, Absence]:
    """Tell who of some staff is away today."""
    away = absent_on(work.staff.absences.since(today), today)
    return {staff_id: each for staff_id, each in away.items() if staff_id in staff}


def _staff_of(work: UnitOfWork, plan: JointPlan | None) -> dict[UUID, StaffMember]:
    """Read everybody in staff whom a plan names."""
    if plan is None:
        return {}
    named = {plan.coordinator, *(each.staff_id for each in plan.participants)}
    if plan.deputy:
        named.add(plan.deputy)
    return {staff_id: work.staff.get(staff_id) for staff_id in named}
