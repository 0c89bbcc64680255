"""Reading all that the plan editor needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from coordinator.dated_lists import CodeBook
from coordinator.desk import Desk
from coordinator.helpers import Helpers, helpers_of
from coordinator.journal import Unsent
from coordinator.lists import VersionLine
from coordinator.ports import StoreDown
from coordinator.use_cases import opening, worklists
from coordinator.use_cases.absences import absent_today
from coordinator.use_cases.code_lists import code_book
from plans.absence import Absence
from plans.clashes import Demands
from plans.people import StaffMember
from plans.plan import JointPlan


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """A plan as it was read, with the citizen's name and what can be chosen from.

    ``unsent`` is what the reader wrote and the store does not have; without ``lasting`` nothing
    of that outlives the program. ``helpers`` are whom to ask about what is hidden.
    """

    plan: JointPlan
    citizen_id: UUID
    citizen_name: str
    given_name: str
    protected: bool
    staff: tuple[StaffMember, ...]
    absences: Mapping[UUID, Absence]
    book: CodeBook
    versions: tuple[VersionLine, ...]
    unsent: tuple[Unsent, ...] = ()
    lasting: bool = False
    demands: Demands = field(default_factory=Demands)
    helpers: Helpers = field(default_factory=Helpers)


def open_plan(desk: Desk, plan_id: UUID, reason: str = "") -> PlanSeen:
    """Open a plan on the screen; the look at the citizen is logged.

    Raises:
        RuleBroken: ``reason-needed`` when there is no relation and no reason in words.
        NotFound: when there is no such plan.
    """
    plan, page = opening.open_plan(desk, plan_id, reason)
    versions = page.versions if page.plan is not None and page.plan.id == plan_id else ()
    unsent, lasting = _unsent(desk, plan_id)
    book, staff, today = code_book(desk), worklists.staff(desk), desk.clock.today()
    return PlanSeen(
        plan=plan,
        citizen_id=plan.citizen_id,
        citizen_name=page.citizen.name,
        given_name=next(iter(page.citizen.given_name.split()), page.citizen.name),
        protected=page.citizen.protection.active,
        staff=staff,
        absences=absent_today(desk),
        book=book,
        versions=versions,
        unsent=unsent,
        lasting=lasting,
        demands=book.demands(),
        helpers=helpers_of(staff, page.case_files, today, plan.consent_on(today)),
    )


def _unsent(desk: Desk, plan_id: UUID) -> tuple[tuple[Unsent, ...], bool]:
    """Read what this PC keeps of the plan; without it the plan opens all the same."""
    lasting = desk.drafts.lasting
    try:
        return desk.drafts.of_plan(plan_id), lasting
    except StoreDown:
        return (), lasting
