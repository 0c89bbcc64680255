"""Review as a use case: who decides, what an approval keeps, and what a refusal leaves alone."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from coordinator.canonical import canonical_json, plan_from_canonical, sha256_of
from coordinator.ports import AuditAction, AuditEntry, NotFound, Stale
from coordinator.use_cases import opening, planning, reviewing
from plans.errors import RuleBroken
from plans.parts import EventKind, OwnWords
from plans.people import StaffMember
from plans.plan import JointPlan
from plans.readiness import Gap
from plans.remarks import RemarkDraft
from plans.sharing import as_seen_by
from plans.states import PlanStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    HANNE,
    IDA,
    JENS,
    METTE,
    NOW,
    TODAY,
    goal,
    identity,
    intervention,
    plan,
    ready_plan,
)
from tests.coordinator.house_of_plans import broken, keep, now, refused
from tests.fakes import FakeStore

P = PlanStatus
PLAN = plan().id
WAKE_UP = date(2027, 1, 4)
NEW_WORDS = OwnWords("Jeg vil gerne have ro.", TODAY)


@dataclass(frozen=True)
class Step:
    """One use case of the course: from where, to where, how logged, and who may not."""

    do: object
    before: PlanStatus
    after: PlanStatus
    subject: str
    why: str = ""
    by: StaffMember = METTE
    outsider: StaffMember = AMIRA
    code: str = "not-your-plan"


STEPS = {
    "send": Step(
        lambda desk, _: reviewing.send_to_review(desk, PLAN), P.DRAFT, P.IN_REVIEW, "sent"
    ),
    "take back": Step(
        lambda desk, _: reviewing.take_back(desk, PLAN), P.IN_REVIEW, P.DRAFT, "taken_back"
    ),
    "return": Step(
        lambda desk, seen: reviewing.return_with_remarks(
            desk, seen, [RemarkDraft(" Skriv hvorfor ")]
        ),
        P.IN_REVIEW,
        P.DRAFT,
        "returned",
        "Skriv hvorfor",
        by=BIRGER,
        outsider=HANNE,
        code="not-your-unit",
    ),
    "approve": Step(
        reviewing.approve,
        P.IN_REVIEW,
        P.APPROVED,
        "approved",
        by=BIRGER,
        outsider=METTE,
        code="not-a-team-lead",
    ),
    "activate": Step(
        lambda desk, _: reviewing.activate(desk, PLAN), P.APPROVED, P.ACTIVE, "activated"
    ),
    "revise": Step(
        lambda desk, _: reviewing.start_revision(desk, PLAN), P.ACTIVE, P.IN_REVISION, "revision"
    ),
    "pause": Step(
        lambda desk, _: reviewing.pause(desk, PLAN, " Indlagt ", WAKE_UP),
        P.ACTIVE,
        P.PAUSED,
        "paused",
        "Indlagt",
    ),
    "resume": Step(lambda desk, _: reviewing.resume(desk, PLAN), P.PAUSED, P.ACTIVE, "resumed"),
    "close": Step(
        lambda desk, _: reviewing.close(desk, PLAN, "job", " I arbejde "),
        P.ACTIVE,
        P.CLOSED,
        "closed",
        "Job. I arbejde",
    ),
}
every_step = pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)


def stands_at(house: FakeStore, status: PlanStatus) -> JointPlan:
    rest = {"resume_to": P.ACTIVE, "wake_up_date": WAKE_UP} if status is P.PAUSED else {}
    return keep(house, ready_plan(status=status, **rest))


@every_step
def test_a_step_is_taken_and_logged_once(memory_house, step):
    seen = stands_at(memory_house, step.before)
    told = step.do(memory_house.desk(step.by), seen)
    assert now(memory_house).status is step.after
    assert now(memory_house).events[-1].by == step.by.id
    assert memory_house.log == [
        AuditEntry(AuditAction.REVIEW, identity(BO), step.subject, PLAN, step.why, related=True)
    ]
    assert told.plans == {PLAN}


@every_step
def test_a_refused_step_leaves_nothing_not_even_in_the_log(memory_house, step):
    seen = stands_at(memory_house, step.before)
    refusal = broken(lambda: step.do(memory_house.desk(step.outsider), seen))
    assert refusal.code == step.code
    assert (now(memory_house), memory_house.log) == (seen, [])
    assert memory_house.kept.versions == {}


@every_step
def test_no_step_leads_out_of_a_closed_plan(memory_house, step):
    seen = stands_at(memory_house, P.CLOSED)
    assert refused(lambda: step.do(memory_house.desk(step.by), seen)) == "transition"
    assert (now(memory_house), memory_house.log) == (seen, [])
    assert memory_house.kept.versions == {}


# -- sending and returning -----------------------------------------------------------------------


def test_a_plan_that_lacks_something_is_not_sent_and_says_what(memory_house):
    seen = keep(memory_house, ready_plan(consents=(), own_words=OwnWords()))
    refusal = broken(lambda: reviewing.send_to_review(memory_house.desk(METTE), PLAN))
    assert refusal.code == "plan-not-ready"
    assert refusal.facts == {"gaps": (Gap("consent-missing"), Gap("own-words-missing"))}
    assert (now(memory_house), memory_house.log) == (seen, [])


def test_a_plan_whose_legal_basis_ended_before_it_starts_is_not_ready(memory_house):
    ended = intervention("Ressourceforløb", legal_basis="LAB § 112")
    keep(memory_house, ready_plan(goals=(goal("Arbejde", ended),)))
    refusal = broken(lambda: reviewing.send_to_review(memory_house.desk(METTE), PLAN))
    assert refusal.facts["gaps"] == (Gap("legal-basis-not-in-force", ended.id, ended.title),)


def test_a_returned_plan_keeps_every_word_and_carries_the_remark(memory_house):
    seen = stands_at(memory_house, P.IN_REVIEW)
    reviewing.return_with_remarks(memory_house.desk(BIRGER), seen, [RemarkDraft(" Skriv hvorfor ")])
    found = now(memory_house)
    assert replace(found, status=seen.status, events=seen.events) == seen
    assert (found.events[-1].kind, found.events[-1].text) == (EventKind.RETURNED, "Skriv hvorfor")


def test_a_plan_is_not_returned_without_a_word(memory_house):
    seen = stands_at(memory_house, P.IN_REVIEW)
    desk = memory_house.desk(BIRGER)
    refusal = broken(lambda: reviewing.return_with_remarks(desk, seen, [RemarkDraft(" ")]))
    assert (refusal.code, now(memory_house)) == ("remark-missing", seen)


@pytest.mark.parametrize(
    "decide",
    [
        reviewing.approve,
        lambda desk, seen: reviewing.return_with_remarks(desk, seen, [RemarkDraft("Nej")]),
    ],
)
def test_nobody_decides_about_a_plan_that_was_changed_since(memory_house, decide):
    seen = stands_at(memory_house, P.IN_REVIEW)
    old = replace(seen, own_words=NEW_WORDS)
    with pytest.raises(Stale):
        decide(memory_house.desk(BIRGER), old)
    assert (now(memory_house), memory_house.log) == (seen, [])


def test_nobody_decides_about_a_plan_that_is_not_there(memory_house):
    with pytest.raises(NotFound):
        reviewing.approve(memory_house.desk(BIRGER), ready_plan(status=P.IN_REVIEW))


# -- approving -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("member", "fields", "code"),
    [
        pytest.param(HANNE, {}, "not-your-unit", id="lead of another unit"),
        pytest.param(IDA, {}, "not-a-team-lead", id="administrator"),
        pytest.param(BIRGER, {"authors": frozenset({BIRGER.id})}, "own-plan", id="author"),
        pytest.param(BIRGER, {"coordinator": BIRGER.id}, "own-plan", id="coordinator"),
        pytest.param(BIRGER, {"consents": ()}, "plan-not-ready", id="no consent"),
        pytest.param(BIRGER, {"own_words": OwnWords()}, "plan-not-ready", id="no own words"),
        pytest.param(BIRGER, {"status": P.DRAFT}, "transition", id="never sent"),
        pytest.param(BIRGER, {"status": P.APPROVED}, "transition", id="approved before"),
        pytest.param(
            BIRGER,
            {"status": P.PAUSED, "resume_to": P.DRAFT, "wake_up_date": WAKE_UP},
            "transition",
            id="a draft that rests",
        ),
    ],
)
def test_an_approval_needs_the_unit_a_clean_hand_and_a_whole_plan(
    memory_house, member, fields, code
):
    kept = keep(memory_house, ready_plan(**({"status": P.IN_REVIEW} | fields)))
    seen = as_seen_by(kept, member, (), TODAY)
    refusal = broken(lambda: reviewing.approve(memory_house.desk(member), seen))
    assert refusal.code == code
    assert (now(memory_house), memory_house.log, memory_house.kept.versions) == (kept, [], {})


def test_an_approval_keeps_json_and_paper_with_the_hash_of_each(memory_house):
    seen = stands_at(memory_house, P.IN_REVIEW)
    reviewing.approve(memory_house.desk(BIRGER), seen)
    found, version = now(memory_house), memory_house.kept.versions[PLAN][1]
    assert (found.version, found.authors) == (1, frozenset())
    assert (version.number, version.approved_on) == (1, TODAY)
    assert version.canonical == canonical_json(found)
    assert version.sha256 == sha256_of(canonical_json(found))
    assert version.paper.startswith(b"%PDF")
    assert version.paper_sha256 == sha256_of(version.paper)


def test_an_approval_that_is_overtaken_while_the_paper_is_drawn_keeps_nothing(memory_house):
    seen = stands_at(memory_house, P.IN_REVIEW)
    desk = memory_house.desk(BIRGER)

    def begin(member, writes):
        if writes:
            reviewing.take_back(memory_house.desk(METTE), PLAN)
        return memory_house.begin(member, writes)

    with pytest.raises(Stale):
        reviewing.approve(replace(desk, begin=begin), seen)
    assert (now(memory_house).status, memory_house.kept.versions) == (P.DRAFT, {})
    assert [entry.subject for entry in memory_house.log] == ["taken_back"]


def test_the_approved_version_stands_while_the_next_is_written_and_reviewed(memory_house):
    seen = stands_at(memory_house, P.IN_REVIEW)
    lead, mette = memory_house.desk(BIRGER), memory_house.desk(METTE)
    reviewing.approve(lead, seen)
    first = memory_house.kept.versions[PLAN][1]
    reviewing.activate(mette, PLAN)
    reviewing.start_revision(mette, PLAN)
    planning.write_own_words(mette, PLAN, seen.own_words, NEW_WORDS)
    reviewing.send_to_review(memory_house.desk(JENS), PLAN)
    case = reviewing.open_review(lead, PLAN)
    assert case.before == plan_from_canonical(first.canonical)
    reviewing.approve(lead, case.plan)
    versions = memory_house.kept.versions[PLAN]
    assert (versions[1], sorted(versions)) == (first, [1, 2])
    assert NEW_WORDS.text in versions[2].canonical


# -- reading for review --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("member", "refusal"),
    [(BIRGER, None), (HANNE, "not-your-unit"), (METTE, "not-a-team-lead")],
)
def test_a_look_at_a_review_is_logged_and_tells_who_may_decide(memory_house, member, refusal):
    seen = stands_at(memory_house, P.IN_REVIEW)
    opening.open_citizen(memory_house.desk(member), identity(BO), "Vagt")
    case = reviewing.open_review(memory_house.desk(member), PLAN)
    assert (case.plan, case.citizen_name, case.coordinator) == (seen, "Bo Testrup", METTE)
    assert (case.gaps, case.refusal, case.before) == ((), refusal, None)
    assert memory_house.log[1:] == [
        AuditEntry(AuditAction.VIEW, identity(BO), "review", PLAN, related=member is not HANNE)
    ]


def test_who_has_no_relation_and_gave_no_reason_reads_no_review(memory_house):
    stands_at(memory_house, P.IN_REVIEW)
    desk = memory_house.desk(HANNE)
    with pytest.raises(RuleBroken, match="reason-needed"):
        reviewing.open_review(desk, PLAN)
    assert memory_house.log == []


def test_a_review_shows_what_is_missing(memory_house):
    keep(memory_house, ready_plan(status=P.IN_REVIEW, consents=()))
    case = reviewing.open_review(memory_house.desk(BIRGER), PLAN)
    assert case.gaps == (Gap("consent-missing"),)


# -- resting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [P.DRAFT, P.IN_REVIEW, P.APPROVED, P.ACTIVE, P.IN_REVISION])
def test_a_resting_plan_is_taken_up_where_it_was_left(memory_house, status):
    seen = stands_at(memory_house, status)
    desk = memory_house.desk(METTE)
    reviewing.pause(desk, PLAN, "Indlagt", WAKE_UP)
    assert now(memory_house).wake_up_date == WAKE_UP
    reviewing.resume(desk, PLAN)
    assert replace(now(memory_house), events=()) == replace(seen, events=())


def test_a_resting_draft_is_not_activated(memory_house):
    keep(memory_house, ready_plan().paused(METTE, NOW, "Indlagt", WAKE_UP, TODAY))
    desk = memory_house.desk(METTE)
    for deed in (reviewing.activate, reviewing.start_revision, reviewing.send_to_review):
        assert refused(lambda deed=deed: deed(desk, PLAN)) == "transition"
    assert now(memory_house).status is P.PAUSED


@pytest.mark.parametrize(
    "deed",
    [
        lambda desk: reviewing.pause(desk, PLAN, " ", WAKE_UP),
        lambda desk: reviewing.close(desk, PLAN, "job", " "),
    ],
)
def test_nothing_rests_or_ends_without_a_reason(memory_house, deed):
    seen = stands_at(memory_house, P.ACTIVE)
    assert refused(lambda: deed(memory_house.desk(METTE))) == "reason-missing"
    assert (now(memory_house), memory_house.log) == (seen, [])
