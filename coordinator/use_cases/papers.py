"""A joint plan on paper: drawn for approval, shown in a preview, printed, saved to a file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.canonical_in import plan_from_canonical
from coordinator.desk import Desk
from coordinator.i18n import _, current_language
from coordinator.lists import VersionLine
from coordinator.ports import AuditAction, AuditEntry, UnitOfWork
from coordinator.reports.cover_sheet import cover_content, join, render_cover
from coordinator.reports.plan_content import Audience, Issue, plan_content
from coordinator.reports.plan_pdf import render_plan
from coordinator.reports.texts import load_texts
from coordinator.use_cases.log import Log
from coordinator.use_cases.paper_settings import envelope, municipality
from plans import access
from plans.access import Deed
from plans.errors import RuleBroken
from plans.people import Citizen, StaffMember
from plans.plan import JointPlan
from plans.states import PlanStatus

Draw = Callable[[], bytes]

# In these states there is a next version that nobody has approved yet.
_BEING_WRITTEN: Final = frozenset({PlanStatus.DRAFT, PlanStatus.IN_REVIEW, PlanStatus.IN_REVISION})


@dataclass(frozen=True, slots=True)
class PaperWish:
    """Which paper is wanted: for whom, with a cover sheet or not, and of which version.

    ``version`` None is the draft while the plan is being written, else the newest approved one.
    A cover sheet goes with the citizen's paper only. ``address_reason`` is why the address of a
    protected citizen may stand on it; without ``show_address`` it says «Udleveres personligt».
    """

    audience: Audience = Audience.CITIZEN
    cover: bool = False
    show_address: bool = False
    address_reason: str = ""
    version: int | None = None

    @property
    def has_cover(self) -> bool:
        """Whether a cover sheet lies in front."""
        return self.cover and self.audience is Audience.CITIZEN


@dataclass(frozen=True, slots=True)
class ReadyPaper:
    """A paper to print or save: a PDF, a file name that tells of nobody, and what it is.

    ``version`` is the number of the approved version, or of the one that a draft becomes.
    """

    content: bytes
    file_name: str
    approved: bool
    version: int


@dataclass(frozen=True, slots=True)
class PaperChoices:
    """What can be chosen for a plan's paper: whose it is, drafts and approved versions."""

    plan_id: UUID
    citizen_id: UUID
    citizen_name: str
    protected: bool
    draft_of: int | None
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """A paper that was checked and can be drawn without the store."""

    draw: Draw
    approved: bool
    version: int
    entries: tuple[AuditEntry, ...]


def plan_paper(work: UnitOfWork, plan: JointPlan, *, approved_on: date) -> Draw:
    """Read what the citizen's paper of an approved plan needs; the answer draws it later."""
    citizen = work.citizens.get(plan.citizen_id)
    return _plan_drawing(work, plan, citizen, Issue(approved_on, approved=True))


def paper_choices(desk: Desk, plan_id: UUID) -> PaperChoices:
    """Tell what can be printed of a plan; the preview that follows logs the look.

    Raises:
        RuleBroken: ``reason-needed`` as ``print_plan``.
    """
    access.require(desk.member, Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        plan = work.plans.get(plan_id)
        citizen = work.citizens.get(plan.citizen_id)
        Log(work, desk).require_reason(citizen.id)
        return PaperChoices(
            plan_id=plan_id,
            citizen_id=citizen.id,
            citizen_name=citizen.name,
            protected=citizen.protection.active,
            draft_of=plan.version + 1 if _has_draft(plan) else None,
            versions=work.plans.versions(plan_id),
        )


def preview_plan(desk: Desk, plan_id: UUID, wish: PaperWish) -> ReadyPaper:
    """Give the paper as it would be printed; the look is logged, nothing is printed.

    Raises:
        RuleBroken: as ``print_plan``.
    """
    return _issue(desk, plan_id, wish, AuditAction.VIEW)


def print_plan(desk: Desk, plan_id: UUID, wish: PaperWish) -> ReadyPaper:
    """Give the paper to print; what leaves is logged before it leaves.

    Raises:
        RuleBroken: ``print-needs-confirmation`` when a protected address is wanted on the cover
            without a reason (domain.md § 3.4), ``plan-not-approved`` for a version that is none,
            ``not-allowed``, ``reason-needed`` when there is no relation and the citizen was not
            opened for a reason in this sitting.
    """
    return _issue(desk, plan_id, wish, AuditAction.PRINT)


def save_plan(desk: Desk, plan_id: UUID, wish: PaperWish) -> ReadyPaper:
    """Give the paper to keep as a file; logged like a print.

    Raises:
        RuleBroken: as ``print_plan``.
    """
    return _issue(desk, plan_id, wish, AuditAction.EXPORT)


def _issue(desk: Desk, plan_id: UUID, wish: PaperWish, action: AuditAction) -> ReadyPaper:
    """Load and check, draw outside the transaction, log and keep the log, give the bytes."""
    access.require(desk.member, Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        order = _order(desk, work, plan_id, wish, action)
    content = order.draw()
    with desk.start_work() as work:
        work.audit.record(*order.entries)
        work.commit()
    return ReadyPaper(content, _file_name(order, desk.clock.today()), order.approved, order.version)


def _order(
    desk: Desk, work: UnitOfWork, plan_id: UUID, wish: PaperWish, action: AuditAction
) -> _Order:
    plan = work.plans.get(plan_id)
    citizen = work.citizens.get(plan.citizen_id)
    log = Log(work, desk)
    log.require_reason(citizen.id)
    entries = [log.entry(action, citizen.id, "paper", plan_id)]
    number = _wanted_version(plan, wish)
    if number is None:
        issue = Issue(desk.clock.today(), approved=False, audience=wish.audience)
        draw = _plan_drawing(work, plan, citizen, issue)
    else:
        draw = _approved_drawing(work, plan_id, number, citizen, wish.audience)
    if wish.has_cover:
        entries.append(log.entry(action, citizen.id, "cover", plan_id))
        if wish.show_address and citizen.protection.active:
            citizen = _unmasked(desk, work, citizen, wish)
            why = wish.address_reason
            entries.append(log.entry(AuditAction.UNMASK, citizen.id, "address", why=why))
        draw = _with_cover(desk, work, citizen, draw, confirmed=wish.show_address)
    approved, version = number is not None, number or plan.version + 1
    return _Order(draw, approved, version, tuple(entries))


def _unmasked(desk: Desk, work: UnitOfWork, citizen: Citizen, wish: PaperWish) -> Citizen:
    """Read the protected address for the window of an envelope (domain.md § 3.4, rule 4)."""
    access.require(desk.member, Deed.SEE_ADDRESS)
    if not wish.address_reason.strip():
        raise RuleBroken("print-needs-confirmation")
    return replace(citizen, address=work.citizens.protected_address(citizen.id))


def _wanted_version(plan: JointPlan, wish: PaperWish) -> int | None:
    """Choose the approved version to print, None for the draft."""
    if wish.version is not None:
        if not 0 < wish.version <= plan.version:
            raise RuleBroken("plan-not-approved")
        return wish.version
    return None if _has_draft(plan) else plan.version


def _has_draft(plan: JointPlan) -> bool:
    return plan.version == 0 or (plan.resume_to or plan.status) in _BEING_WRITTEN


def _approved_drawing(
    work: UnitOfWork, plan_id: UUID, number: int, citizen: Citizen, audience: Audience
) -> Draw:
    """Take the citizen's paper as it was kept; draw a copy for others from the same version."""
    version = work.plans.version(plan_id, number)
    if audience is Audience.CITIZEN:
        return lambda: version.paper
    # The plan may be written on since; a copy says what was approved and nothing newer.
    plan = plan_from_canonical(version.canonical)
    issue = Issue(version.approved_on, approved=True, audience=audience)
    return _plan_drawing(work, plan, citizen, issue)


def _plan_drawing(work: UnitOfWork, plan: JointPlan, citizen: Citizen, issue: Issue) -> Draw:
    sender = municipality(work)
    people = _people(work, plan)

    def draw() -> bytes:
        texts = load_texts(current_language())
        return render_plan(plan_content(plan, citizen, people, sender, issue, texts))

    return draw


def _people(work: UnitOfWork, plan: JointPlan) -> dict[UUID, StaffMember]:
    named = {plan.coordinator, *(each.staff_id for each in plan.participants)}
    if plan.deputy is not None:
        named.add(plan.deputy)
    return {staff_id: work.staff.get(staff_id) for staff_id in named}


def _with_cover(
    desk: Desk, work: UnitOfWork, citizen: Citizen, draw_plan: Draw, *, confirmed: bool
) -> Draw:
    """Lay a cover sheet of this moment in front; it is not kept (decisions: «Paper»)."""
    sender, measures, now = municipality(work), envelope(work), desk.clock.now()

    def draw() -> bytes:
        cover = cover_content(
            citizen,
            sender,
            now,
            load_texts(current_language()),
            address_confirmed=confirmed,
            measures=measures,
        )
        return join(render_cover(cover), draw_plan())

    return draw


def _file_name(order: _Order, today: date) -> str:
    """Name the file so that it tells of nobody."""
    name = _("joint-plan-{date}-v{number}") if order.approved else _("joint-plan-{date}-draft")
    return name.format(date=today.isoformat(), number=order.version) + ".pdf"
