"""Send a plan to review, return it, approve it, and bring it into force."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.answer_wording import answer_words
from coordinator.canonical import canonical_json, plan_from_canonical, sha256_of
from coordinator.change_wording import Vocabulary
from coordinator.changes import Changes
from coordinator.dated_lists import PROOF, CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.helpers import Helpers
from coordinator.i18n import ngettext
from coordinator.lists import WrittenPart
from coordinator.news import approved_content, news_since_last, vocabulary
from coordinator.ports import ApprovedVersion, AuditAction, KeptPaper, Stale, UnitOfWork
from coordinator.standing_in import leads_stood_in_for, reads_papers
from coordinator.together import LastWrite
from coordinator.use_cases.log import Log
from coordinator.use_cases.papers import Told, version_papers
from coordinator.whom_to_ask import helpers_with
from plans import access
from plans.access import Deed
from plans.checklist import is_proven
from plans.errors import RuleBroken
from plans.field_history import PartKey
from plans.flat import PlanPart
from plans.legibility import measure_sections, plan_texts
from plans.parts import EventKind
from plans.people import StaffMember
from plans.plan import JointPlan
from plans.readiness import Gap, gaps
from plans.remarks import (
    Remark,
    RemarkDraft,
    ReturnedPlan,
    Tick,
    remarked_area,
    remarks_of,
    summary,
)
from plans.sharing import tells_of_hidden, without_withheld
from plans.states import PlanStatus


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """A plan in review: the plan, what it lacks, its last approved version, and who may decide.

    ``words`` name its parts and codes, and ``remarks`` are those of all its reviews. ``returned``
    is what it was when it was returned, None when it was not since its last approved version;
    ``last_write`` tells who wrote in it last, and ``written`` who wrote in each part.

    ``helpers`` are whom to ask where something of the plan is hidden from the reader.
    ``refusal`` is the code of the sentence that stands in place of the buttons, None when the
    reader may decide.
    """

    plan: JointPlan
    citizen_name: str
    coordinator: StaffMember
    gaps: tuple[Gap, ...]
    refusal: str | None
    before: JointPlan | None
    words: Vocabulary
    book: CodeBook
    remarks: tuple[Remark, ...] = ()
    returned: JointPlan | None = None
    last_write: LastWrite | None = None
    written: Mapping[PartKey, WrittenPart] = field(default_factory=dict)
    helpers: Helpers = field(default_factory=Helpers)


def open_review(desk: Desk, plan_id: UUID) -> ReviewCase:
    """Read a plan for review; the look is logged.

    Raises:
        RuleBroken: ``not-allowed``; ``reason-needed`` when there is no relation and the citizen
            was not opened for a reason in this sitting.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        coordinator = work.staff.get(plan.coordinator)
        citizen = work.citizens.get(plan.citizen_id)
        acting = leads_stood_in_for(work, desk.member, desk.clock.today())
        whole = reads_papers(work, desk, plan)
        before = _approved(work, plan) if whole else None
        book = CodeBook(work.dated_lists.every(), desk.clock.today())
        remarks = tuple(
            each
            for each in work.reviews.remarks(plan_id)
            if not tells_of_hidden(plan, each.part or "", each.part_id)
        )
        returned = _returned(work, plan) if whole else None
        words = vocabulary(work, *(each for each in (before, returned, plan) if each is not None))
        writes = work.presence.last_writes(plan_id, 1)
        written = _written(work, plan)
        helpers = helpers_with(work, plan, desk.clock.today())
        refusal = access.review_refusal(plan, coordinator, desk.member, acting)
        log = Log(work, desk)
        log.require_reason(plan.citizen_id)
        log.note(AuditAction.VIEW, plan.citizen_id, "review", plan_id)
        work.commit()
    return ReviewCase(
        plan=plan,
        citizen_name=citizen.name,
        coordinator=coordinator,
        gaps=gaps(plan, desk.clock.today(), book.laws()),
        refusal=refusal,
        before=before,
        words=words,
        book=book,
        remarks=remarks,
        returned=returned,
        last_write=next(iter(writes), None),
        written=written,
        helpers=helpers,
    )


# What the log calls the parts that have no row of their own, and how far back it is asked.
_IN_THE_PLAN: Final[Mapping[str, PlanPart]] = {
    "follow_up": PlanPart.FOLLOW_UP,
    "deputy": PlanPart.LEADS,
    "coordinator": PlanPart.LEADS,
}
_LOG_LINES: Final = 200


def _written(work: UnitOfWork, plan: JointPlan) -> Mapping[PartKey, WrittenPart]:
    """Tell who wrote each part; of follow-up and leads the log of the citizen tells it."""
    found = dict(work.plans.written(plan.id))
    for line in reversed(work.lists.history(plan.citizen_id, _LOG_LINES)):
        part = _IN_THE_PLAN.get(line.subject)
        if part is not None and line.action == AuditAction.CHANGE:
            found[part, plan.id] = WrittenPart(line.who, line.at, line.who, line.at)
    return found


def _approved(work: UnitOfWork, plan: JointPlan) -> JointPlan | None:
    if not plan.version:
        return None
    return without_withheld(approved_content(work, plan, plan.version), plan)


def _returned(work: UnitOfWork, plan: JointPlan) -> JointPlan | None:
    found = work.reviews.last_returned(plan.id)
    approved = plan.last_event(EventKind.APPROVED)
    if found is None or (approved is not None and approved.at > found.at):
        return None
    return without_withheld(plan_from_canonical(found.canonical), plan)


def send_to_review(desk: Desk, plan_id: UUID) -> Changes:
    """Send a plan to the team lead of the unit.

    Raises:
        RuleBroken: ``plan-not-ready`` with the ``gaps`` when something is missing.
    """
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        access.require_lead_role(plan, desk.member)
        _require_ready(work, plan, desk.clock.today())
        return _keep(work, desk, plan.sent_to_review(desk.member, desk.clock.now()), "sent")


def take_back(desk: Desk, plan_id: UUID) -> Changes:
    """Take a plan back from review to write on."""
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        access.require_lead_role(plan, desk.member)
        return _keep(work, desk, plan.taken_back(desk.member, desk.clock.now()), "taken_back")


def return_with_remarks(
    desk: Desk, seen: JointPlan, drafts: Sequence[RemarkDraft], ticked: Collection[str] = ()
) -> Changes:
    """Return a plan with remarks; nothing that was written is touched.

    What the plan is now is kept, so that the next review shows what changed since.

    Raises:
        RuleBroken: as ``access.require_review``, or ``remark-missing``.
        Stale: when it was changed since it was read.
    """
    now = desk.clock.now()
    with desk.start_work() as work:
        plan = _as_seen(work, seen)
        _require_review(work, desk, plan)
        remarks = remarks_of(plan.id, drafts, desk.member, now)
        text = _told_to_all(plan, remarks)
        returned = plan.returned(desk.member, now, text)
        work.reviews.add_remarks(remarks)
        _keep_ticks(work, desk, plan, ticked)
        work.reviews.keep_returned(plan.id, ReturnedPlan(now, canonical_json(plan)))
        return _keep(work, desk, returned, "returned", why=text)


def _told_to_all(plan: JointPlan, remarks: Sequence[Remark]) -> str:
    """Put remarks in the words that everybody reads who has to do with the citizen, and the log.

    What is said about a part of a service area stands at the part, for who sees it.
    """
    about_parts = [each for each in remarks if remarked_area(plan, each) is not None]
    lines = [summary(each for each in remarks if each not in about_parts)]
    if about_parts:
        count = len(about_parts)
        told = ngettext(
            "{count} remark stands at a part of the plan.",
            "{count} remarks stand at parts of the plan.",
            count,
        )
        lines.append(told.format(count=count))
    return "\n".join(each for each in lines if each)


def approve(
    desk: Desk, seen: JointPlan, ticked: Collection[str] = (), told: Told | None = None
) -> Changes:
    """Approve a plan as it was seen: a numbered version of JSON and papers that never changes.

    ``told`` hears how many papers are drawn; nothing is kept when it raises.

    Raises:
        RuleBroken: ``own-plan``, ``not-a-team-lead``, ``not-your-unit``, ``plan-not-ready``.
        Stale: when it was changed since it was read.
    """
    now, today = desk.clock.now(), desk.clock.today()
    with desk.start_reading() as work:
        plan = _as_seen(work, seen)
        _require_review(work, desk, plan)
        _require_ready(work, plan, today)
        approved = plan.approved(desk.member, now)
        news = news_since_last(work, approved)
        draw = version_papers(work, approved, approved_on=today, news=news)
    # Drawn outside the transaction: papers take longer than a store should be held.
    own, *others = draw(told)
    version = _version(approved, own, today)
    with desk.start_work() as work:
        _as_seen(work, seen)
        work.plans.add_version(plan.id, version)
        _keep_ticks(work, desk, plan, ticked)
        work.papers.add(plan.id, version.number, others)
        return _keep(work, desk, approved, "approved")


def activate(desk: Desk, plan_id: UUID) -> Changes:
    """Register that the plan was gone through with the citizen and handed over."""
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        access.require_lead_role(plan, desk.member)
        return _keep(work, desk, plan.activated(desk.member, desk.clock.now()), "activated")


def start_revision(desk: Desk, plan_id: UUID) -> Changes:
    """Begin to write the next version; the approved one stays in force."""
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        access.require_lead_role(plan, desk.member)
        revised = plan.in_revision(desk.member, desk.clock.now(), answer_words(plan))
        return _keep(work, desk, revised, "revision")


def pause(desk: Desk, plan_id: UUID, reason: str, wake_up_date: date) -> Changes:
    """Let a plan rest until a day to come."""
    today = desk.clock.today()
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        access.require_lead_role(plan, desk.member)
        rested = plan.paused(desk.member, desk.clock.now(), reason, wake_up_date, today)
        return _keep(work, desk, rested, "paused", why=reason)


def resume(desk: Desk, plan_id: UUID) -> Changes:
    """Take a resting plan up where it was left; after a withdrawn consent, write on.

    Raises:
        RuleBroken: ``consent-missing`` when no new consent holds after one was withdrawn.
    """
    member, now = desk.member, desk.clock.now()
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        access.require_lead_role(plan, member)
        if plan.status is PlanStatus.CONSENT_WITHDRAWN:
            taken_up = plan.consented_again(member, now, desk.clock.today())
        else:
            taken_up = plan.resumed(member, now)
        return _keep(work, desk, taken_up, "resumed")


def move_away(desk: Desk, plan_id: UUID, note: str) -> Changes:
    """Register that the citizen has moved to another municipality: the plan stops."""
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        access.require_lead_role(plan, desk.member)
        stopped = plan.moved_away(desk.member, desk.clock.now(), note)
        return _keep(work, desk, stopped, "moved_away", why=note)


def close(desk: Desk, plan_id: UUID, result: str, words: str) -> Changes:
    """End a plan for good, with a result of the list and words of one's own; both are kept.

    Raises:
        RuleBroken: ``closing-result-missing`` for what is no result today, ``reason-missing``.
    """
    today = desk.clock.today()
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        access.require_lead_role(plan, desk.member)
        results = work.dated_lists.entries(DatedList.CLOSING_RESULTS, today)
        found = next((each.label for each in results if each.code == result), None)
        if found is None:
            raise RuleBroken("closing-result-missing")
        if not words.strip():
            raise RuleBroken("reason-missing")
        reason = f"{found}. {words.strip()}"
        ended = plan.closed(desk.member, desk.clock.now(), reason)
        return _keep(work, desk, ended, "closed", why=reason)


def _keep_ticks(work: UnitOfWork, desk: Desk, plan: JointPlan, ticked: Collection[str]) -> None:
    """Keep which points of the checklist held in this review, and who said so."""
    today, member = desk.clock.today(), desk.member
    found, read = _gaps(work, plan, today), measure_sections(plan_texts(plan))
    ticks = []
    for entry in work.dated_lists.entries(DatedList.REVIEW_CHECKLIST, today):
        proof = entry.text.removeprefix(PROOF)
        if proof != entry.text and is_proven(proof, plan, found, read):
            ticks.append(Tick(entry.code))
        elif proof == entry.text and entry.code in ticked:
            ticks.append(Tick(entry.code, member.id, member.name))
    rounds = sum(event.kind is EventKind.SENT for event in plan.events)
    work.reviews.add_ticks(plan.id, max(rounds, 1), ticks)


def _gaps(work: UnitOfWork, plan: JointPlan, today: date) -> tuple[Gap, ...]:
    laws = CodeBook(work.dated_lists.entries(DatedList.LEGAL_BASES), today).laws()
    return gaps(plan, today, laws)


def _require_ready(work: UnitOfWork, plan: JointPlan, today: date) -> None:
    missing = _gaps(work, plan, today)
    if missing:
        raise RuleBroken("plan-not-ready", gaps=missing)


def _require_review(work: UnitOfWork, desk: Desk, plan: JointPlan) -> None:
    """Refuse who may not review the plan, nor acts for who may."""
    acting = leads_stood_in_for(work, desk.member, desk.clock.today())
    access.require_review(plan, work.staff.get(plan.coordinator), desk.member, acting)


def _as_seen(work: UnitOfWork, seen: JointPlan) -> JointPlan:
    plan = work.plans.get(seen.id)
    if plan != seen:
        raise Stale
    return plan


def _version(plan: JointPlan, paper: KeptPaper, today: date) -> ApprovedVersion:
    canonical = canonical_json(plan)
    return ApprovedVersion(
        number=plan.version,
        canonical=canonical,
        sha256=sha256_of(canonical),
        approved_on=today,
        paper=paper.content,
        paper_sha256=paper.sha256,
    )


def _keep(work: UnitOfWork, desk: Desk, plan: JointPlan, subject: str, why: str = "") -> Changes:
    Log(work, desk).note(AuditAction.REVIEW, plan.citizen_id, subject, plan.id, why)
    work.plans.save(plan)
    return work.commit()
