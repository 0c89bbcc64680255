"""A joint plan on paper: drawn for approval, shown in a preview, printed, saved to a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.canonical import canonical_json, plan_from_canonical, sha256_of
from coordinator.dated_lists import CodeBook
from coordinator.desk import Desk
from coordinator.hidden_wording import hidden_lines
from coordinator.i18n import _, current_language
from coordinator.lists import VersionLine
from coordinator.news import news_of_draft, news_since_last
from coordinator.ports import ApprovedVersion, AuditAction, AuditEntry, KeptPaper, UnitOfWork
from coordinator.reports.checks import NOTHING_TO_KNOW, PaperCheck, check_paper
from coordinator.reports.content.source import (
    Accountable,
    Issue,
    Source,
    accountable,
    person_key,
)
from coordinator.reports.cover_sheet import cover_content, join, render_cover
from coordinator.reports.kinds import (
    CITIZEN_KEY,
    CITIZENS_PLAN,
    EVERYBODY,
    PAPER_FORMS,
    PaperKey,
    PaperKind,
)
from coordinator.reports.paper_pdf import render_source
from coordinator.reports.texts import load_texts
from coordinator.standing_in import reads_papers, require_papers
from coordinator.use_cases.log import Log
from coordinator.use_cases.paper_settings import envelope, municipality
from coordinator.whom_to_ask import helpers_with
from plans import access
from plans.access import Deed
from plans.errors import RuleBroken
from plans.people import Citizen, StaffMember
from plans.plan import JointPlan
from plans.states import PlanStatus

Draw = Callable[[], bytes]
# Hears how many papers of how many are drawn; what it raises stops the drawing.
Told = Callable[[int, int], None]

# What the log calls each of the papers.
_SUBJECTS: Final[Mapping[PaperKind, str]] = {
    PaperKind.CITIZEN: "paper",
    PaperKind.OVERVIEW: "paper-overview",
    PaperKind.CORE_TEAM: "paper-core-team",
    PaperKind.TASKS: "paper-tasks",
}
# In these states there is a next version that nobody has approved yet.
_BEING_WRITTEN: Final = frozenset({PlanStatus.DRAFT, PlanStatus.IN_REVIEW, PlanStatus.IN_REVISION})


@dataclass(frozen=True, slots=True)
class PaperWish:
    """Which paper is wanted, with a cover sheet or not, and of which version.

    ``version`` None is the draft while the plan is being written, else the newest approved one.
    A task list of nobody (``key.person`` empty) is the citizen's, and of ``EVERYBODY`` it is every
    list in a row. A cover sheet goes with what goes
    to the citizen only. ``address_reason`` is why the address of a protected citizen may stand on
    it; without ``show_address`` it says «Udleveres personligt».
    """

    key: PaperKey = CITIZENS_PLAN
    cover: bool = False
    show_address: bool = False
    address_reason: str = ""
    version: int | None = None

    @property
    def has_cover(self) -> bool:
        """Whether a cover sheet lies in front."""
        return self.cover and self.key.for_citizen


@dataclass(frozen=True, slots=True)
class ReadyPaper:
    """A paper to print or save: a PDF, a file name that tells of nobody, and what it is.

    ``version`` is the number of the approved version, or of the one that a draft becomes.
    ``key`` is which of the papers it is. ``kept`` tells that it is the bytes which were kept when
    the version was approved. ``people`` are those a task list can be printed for, and ``check`` is
    what to know before printing.
    """

    content: bytes
    file_name: str
    approved: bool
    version: int
    key: PaperKey = CITIZENS_PLAN
    kept: bool = False
    people: tuple[Accountable, ...] = ()
    check: PaperCheck = NOTHING_TO_KNOW


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
    key: PaperKey
    approved: bool
    kept: bool
    version: int
    entries: tuple[AuditEntry, ...]
    people: tuple[Accountable, ...]
    check: PaperCheck


def version_papers(
    work: UnitOfWork, plan: JointPlan, *, approved_on: date, news: tuple[str, ...] = ()
) -> Callable[[Told | None], tuple[KeptPaper, ...]]:
    """Read what the papers of an approved plan need; the answer draws every one of them later.

    ``news`` are the sentences of «Nyt siden version 2». The citizen's own paper comes first.
    """
    source = _source(work, plan, Issue(approved_on, approved=True, news=news))
    people = accountable(plan, source.citizen, source.people)
    texts = load_texts(current_language())
    keys = [
        PaperKey(kind, person, large)
        for kind, form in PAPER_FORMS.items()
        for person in ([each.key for each in people] if form.per_person else [""])
        for large in (False, True)
    ]

    def draw(told: Told | None) -> tuple[KeptPaper, ...]:
        made: list[KeptPaper] = []
        for key in keys:
            if told is not None:
                told(len(made), len(keys))
            issue = replace(source.issue, key=key)
            content = render_source(replace(source, issue=issue, texts=texts))
            made.append(KeptPaper(key, content, sha256_of(content)))
        return tuple(made)

    return draw


def paper_choices(desk: Desk, plan_id: UUID) -> PaperChoices:
    """Tell what can be printed of a plan; the preview that follows logs the look.

    Raises:
        RuleBroken: ``reason-needed`` as ``print_plan``.
    """
    desk.require(Deed.OPEN_CITIZEN)
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
            versions=work.plans.versions(plan_id) if reads_papers(work, desk, plan) else (),
        )


def preview_plan(desk: Desk, plan_id: UUID, wish: PaperWish) -> ReadyPaper:
    """Give the paper as it would be printed; the look is logged, nothing is printed.

    Raises:
        RuleBroken: as ``print_plan``.
    """
    return _issue(desk, plan_id, wish, AuditAction.VIEW)


def preview_approval(desk: Desk, plan_id: UUID) -> ReadyPaper:
    """Give the citizen's paper as an approval today would make it, to look at and not to leave.

    Of a plan that is not in review it is the paper that ``preview_plan`` gives.

    Raises:
        RuleBroken: as ``print_plan``.
    """
    return _issue(desk, plan_id, PaperWish(), AuditAction.VIEW, if_approved=True)


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


def _issue(
    desk: Desk, plan_id: UUID, wish: PaperWish, action: AuditAction, *, if_approved: bool = False
) -> ReadyPaper:
    """Load and check, draw outside the transaction, log and keep the log, give the bytes."""
    desk.require(Deed.OPEN_CITIZEN)
    if wish.has_cover and wish.show_address:
        _note_unmasking(desk, plan_id, wish)
    with desk.start_reading() as work:
        order = _order(desk, work, plan_id, wish, action, if_approved=if_approved)
    content = order.draw()
    with desk.start_work() as work:
        work.audit.record(*order.entries)
        work.commit()
    return ReadyPaper(
        content=content,
        file_name=_file_name(order, desk.clock.today()),
        approved=order.approved,
        version=order.version,
        key=order.key,
        kept=order.kept,
        people=order.people,
        check=order.check,
    )


def _order(
    desk: Desk,
    work: UnitOfWork,
    plan_id: UUID,
    wish: PaperWish,
    action: AuditAction,
    *,
    if_approved: bool,
) -> _Order:
    plan = work.plans.get(plan_id)
    citizen = work.citizens.get(plan.citizen_id)
    log = Log(work, desk)
    log.require_reason(citizen.id)
    if _wanted_version(plan, wish) is not None:
        require_papers(work, desk, plan)
    shown, version, approved = _content(work, plan, wish, if_approved=if_approved)
    day = version.approved_on if version else desk.clock.today()
    source = _source(work, shown, Issue(day, approved=approved, key=wish.key))
    people = accountable(shown, source.citizen, source.people)
    source = _told_to_somebody(work, source, people, version)
    entries = [log.entry(action, citizen.id, _SUBJECTS[source.issue.key.kind], plan_id)]
    draw, kept = _drawn_or_kept(work, source, people, version)
    if wish.has_cover:
        entries.append(log.entry(action, citizen.id, "cover", plan_id))
        if wish.show_address and citizen.protection.active:
            address = work.citizens.protected_address(citizen.id)
            citizen = replace(citizen, address=address)
        draw = _with_cover(desk, work, citizen, draw, confirmed=wish.show_address)
    return _Order(
        draw=draw,
        key=source.issue.key,
        approved=approved,
        kept=kept,
        version=version.number if version else plan.version + 1,
        entries=tuple(entries),
        people=people,
        check=check_paper(source, plan, desk.clock.today(), _hidden(desk, work, shown)),
    )


def _hidden(desk: Desk, work: UnitOfWork, shown: JointPlan) -> tuple[str, ...]:
    """Say what of the plan on paper the one who prints it does not see, and whom to ask."""
    helpers = helpers_with(work, shown, desk.clock.today())
    return hidden_lines(shown.withheld, shown, desk.member, helpers)


def _content(
    work: UnitOfWork, plan: JointPlan, wish: PaperWish, *, if_approved: bool
) -> tuple[JointPlan, ApprovedVersion | None, bool]:
    """Choose what the paper says, which version that is, and whether it says it is approved."""
    number = _wanted_version(plan, wish)
    if number is not None:
        # The plan may be written on since; a copy says what was approved and nothing newer.
        version = work.plans.version(plan.id, number)
        return plan_from_canonical(version.canonical), version, True
    if if_approved and plan.status is PlanStatus.IN_REVIEW:
        return replace(plan, version=plan.version + 1), None, True
    return plan, None, False


def _note_unmasking(desk: Desk, plan_id: UUID, wish: PaperWish) -> None:
    """Log that a protected address is read for the window of an envelope, before it is read.

    Behind walls it is not there before the log has it (domain.md § 3.4, rule 4).
    """
    with desk.start_work() as work:
        citizen = work.citizens.get(work.plans.get(plan_id).citizen_id)
        if not citizen.protection.active:
            return
        access.require(desk.member, Deed.SEE_ADDRESS)
        if not wish.address_reason.strip():
            raise RuleBroken("print-needs-confirmation")
        log = Log(work, desk)
        log.require_reason(citizen.id)
        log.note(AuditAction.UNMASK, citizen.id, "address", why=wish.address_reason)
        work.commit()


def _wanted_version(plan: JointPlan, wish: PaperWish) -> int | None:
    """Choose the approved version to print, None for the draft."""
    if wish.version is not None:
        if not 0 < wish.version <= plan.version:
            raise RuleBroken("plan-not-approved")
        return wish.version
    return None if _has_draft(plan) else plan.version


def _has_draft(plan: JointPlan) -> bool:
    return plan.version == 0 or (plan.resume_to or plan.status) in _BEING_WRITTEN


def _told_to_somebody(
    work: UnitOfWork,
    source: Source,
    people: Sequence[Accountable],
    version: ApprovedVersion | None,
) -> Source:
    """Add the news since the version before, the version's own hash, and whose paper it is.

    A task list of somebody who has no tasks in the plan is the citizen's.
    """
    issue, sha256 = source.issue, version.sha256 if version is not None else source.sha256
    news = _news(work, source.plan, approved=issue.approved)
    key = source.issue.key
    if not PAPER_FORMS[key.kind].per_person:
        key = replace(key, person="")
    elif key.person not in {EVERYBODY, *(each.key for each in people)}:
        key = replace(key, person=CITIZEN_KEY)
    return replace(source, sha256=sha256, issue=replace(issue, key=key, news=news))


def _drawn_or_kept(
    work: UnitOfWork,
    source: Source,
    people: Sequence[Accountable],
    version: ApprovedVersion | None,
) -> tuple[Draw, bool]:
    """Give how to come by a paper, and whether it was kept; for everybody all lists in a row."""
    key = source.issue.key
    if key.person == EVERYBODY:
        busy = {person_key(task.assignee) for task in source.plan.tasks if task.assignee}
        each = [_for_person(source, one.key) for one in people if one.key in busy]
        ways = [_drawn_or_kept(work, one, people, version) for one in each]
        ways = ways or [_drawn_or_kept(work, _for_person(source, CITIZEN_KEY), people, version)]
        all_kept = all(is_kept for _draw, is_kept in ways)
        return lambda: join(*(draw() for draw, _kept in ways), apart=True), all_kept
    kept = _kept(work, source.plan.id, version, key) if version else None
    return (_drawing(source), False) if kept is None else (lambda: kept, True)


def _for_person(source: Source, person: str) -> Source:
    return replace(
        source, issue=replace(source.issue, key=replace(source.issue.key, person=person))
    )


def _kept(work: UnitOfWork, plan_id: UUID, version: ApprovedVersion, key: PaperKey) -> bytes | None:
    """Take a paper as it was kept; None for one that was not made when its version was approved."""
    if key == CITIZENS_PLAN:
        return version.paper
    kept = work.papers.get(plan_id, version.number, key)
    return kept.content if kept else None


def _source(work: UnitOfWork, plan: JointPlan, issue: Issue) -> Source:
    sha256 = sha256_of(canonical_json(plan)) if issue.approved else ""
    return Source(
        plan=plan,
        citizen=work.citizens.get(plan.citizen_id),
        people=_people(work, plan),
        municipality=municipality(work),
        issue=issue,
        codes=CodeBook(work.dated_lists.every(), issue.day),
        sha256=sha256,
    )


def _news(work: UnitOfWork, plan: JointPlan, *, approved: bool) -> tuple[str, ...]:
    """Tell what is new since the version before, in plain sentences."""
    return news_since_last(work, plan) if approved else news_of_draft(work, plan)


def _drawing(source: Source) -> Draw:
    return lambda: render_source(replace(source, texts=load_texts(current_language())))


def _people(work: UnitOfWork, plan: JointPlan) -> dict[UUID, StaffMember]:
    named = {plan.coordinator, plan.deputy, *(each.staff_id for each in plan.participants)}
    named |= {task.assignee.staff_id for task in plan.tasks if task.assignee}
    return {staff_id: work.staff.get(staff_id) for staff_id in named if staff_id is not None}


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
    name = _(PAPER_FORMS[order.key.kind].file_name).format(date=today.isoformat())
    version = f"v{order.version}" if order.approved else _("draft")
    large = (_("large-print"),) if order.key.large else ()
    return "-".join((name, *large, version)) + ".pdf"
