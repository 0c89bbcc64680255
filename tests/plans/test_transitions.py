"""Every step that is in no table is refused, and what legal deeds can never bring about."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from plans import transitions
from plans.errors import RuleBroken
from plans.parts import EventKind, OwnWords
from plans.plan import JointPlan
from plans.states import (
    STOPPED,
    WRITABLE,
    ConsentStatus,
    GoalLifecycle,
    InterventionStatus,
    PlanStatus,
    TaskStatus,
)
from tests.builders import BIRGER, BO, HANNE, JENS, METTE, NOW, TODAY, consent, goal, identity

TABLES = {
    PlanStatus: transitions.PLAN,
    InterventionStatus: transitions.INTERVENTION,
    GoalLifecycle: transitions.GOAL,
    TaskStatus: transitions.TASK,
}
PAIRS = [
    pytest.param(table, old, new, id=f"{kind.__name__}-{old}-{new}")
    for kind, table in TABLES.items()
    for old in kind
    for new in kind
]


@pytest.mark.parametrize(("table", "old", "new"), PAIRS)
def test_only_what_the_table_says_or_staying_is_a_step(table, old, new):
    if new == old or new in table[old]:
        transitions.require(table, old, new)
        return
    with pytest.raises(RuleBroken) as caught:
        transitions.require(table, old, new)
    assert (caught.value.code, caught.value.facts) == ("transition", {"old": old, "new": new})


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_has_every_state(kind):
    assert set(TABLES[kind]) == set(kind)


@given(st.sampled_from(sorted(TABLES, key=str)), st.data())
def test_a_pair_outside_the_table_is_refused(kind, data):
    old, new = data.draw(st.sampled_from(kind)), data.draw(st.sampled_from(kind))
    legal = new == old or new in TABLES[kind][old]
    try:
        transitions.require(TABLES[kind], old, new)
    except RuleBroken:
        assert not legal
    else:
        assert legal


def test_nothing_leads_out_of_closed_and_everything_leads_to_it_but_review():
    assert transitions.PLAN[PlanStatus.CLOSED] == frozenset()
    to_closed = {old for old, steps in transitions.PLAN.items() if PlanStatus.CLOSED in steps}
    assert to_closed == set(PlanStatus) - {PlanStatus.CLOSED, PlanStatus.IN_REVIEW}


MEMBERS = (METTE, JENS, BIRGER, HANNE)
SOMEBODY = st.sampled_from(MEMBERS)
LEGAL_ONLY = {"transition", "plan-locked", "plan-closed", "own-plan", "consent-missing"}


class LegalDeeds(RuleBasedStateMachine):
    """Anybody tries any deed at any time; what the rules let through must keep the plan sound."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = JointPlan(identity("driven"), identity(BO), METTE.id)
        self.writers: set[object] = set()
        self.in_force = 0

    def attempt(self, deed) -> bool:
        try:
            self.plan = deed()
        except RuleBroken as refused:
            if refused.code not in LEGAL_ONLY:
                raise
            return False
        return True

    @rule(who=SOMEBODY, text=st.sampled_from(["Ro", "Arbejde"]))
    def write(self, who, text):
        if self.attempt(lambda: self.plan.written_by(who, own_words=OwnWords(text))):
            self.writers.add(who.id)

    @rule(who=SOMEBODY, title=st.sampled_from(["Sove", "Arbejde"]))
    def add_goal(self, who, title):
        if self.attempt(lambda: self.plan.with_goal(who, goal(title))):
            self.writers.add(who.id)

    @rule(who=SOMEBODY)
    def register_consent(self, who):
        if self.attempt(lambda: self.plan.with_consent(who, consent(), NOW)):
            self.writers.add(who.id)

    @precondition(lambda self: len(self.plan.events) > 3)
    @rule(who=SOMEBODY)
    def take_back_consent(self, who):
        last = self.plan.newest_answer
        agreed = last is not None and last.status is ConsentStatus.GIVEN
        gone = replace(consent(), status=ConsentStatus.WITHDRAWN)
        if self.attempt(lambda: self.plan.with_consent(who, gone, NOW)):
            self.writers.add(who.id)
            assert not agreed or self.plan.status in STOPPED

    @rule(who=SOMEBODY)
    def consent_again(self, who):
        if self.attempt(lambda: self.plan.consented_again(who, NOW, TODAY)):
            assert self.plan.status in WRITABLE
            assert self.plan.consent_on(TODAY) is not None

    @precondition(lambda self: len(self.plan.events) > 6)
    @rule(who=SOMEBODY)
    def move_away(self, who):
        self.attempt(lambda: self.plan.moved_away(who, NOW, "Til en anden kommune"))

    @rule(who=SOMEBODY)
    def send(self, who):
        self.attempt(lambda: self.plan.sent_to_review(who, NOW))

    @rule(who=SOMEBODY)
    def take_back(self, who):
        self.attempt(lambda: self.plan.taken_back(who, NOW))

    @rule(who=SOMEBODY)
    def give_back(self, who):
        words = self.plan.own_words
        self.attempt(lambda: self.plan.returned(who, NOW, "Skriv hvorfor"))
        assert self.plan.own_words == words

    @rule(who=SOMEBODY)
    def approve(self, who):
        before = self.plan
        if self.attempt(lambda: self.plan.approved(who, NOW)):
            assert before.status is PlanStatus.IN_REVIEW
            assert who.id not in self.writers
            assert who.id != before.coordinator
            self.writers.clear()
            self.in_force += 1

    @rule(who=SOMEBODY)
    def activate(self, who):
        self.attempt(lambda: self.plan.activated(who, NOW))

    @rule(who=SOMEBODY)
    def revise(self, who):
        self.attempt(lambda: self.plan.in_revision(who, NOW))

    @rule(who=SOMEBODY)
    def pause(self, who):
        self.attempt(lambda: self.plan.paused(who, NOW, "Syg", date(2027, 1, 4), TODAY))

    @rule(who=SOMEBODY)
    def resume(self, who):
        left = self.plan.resume_to
        if self.attempt(lambda: self.plan.resumed(who, NOW)):
            assert self.plan.status is left

    @precondition(lambda self: len(self.plan.events) > 6)
    @rule(who=SOMEBODY)
    def close(self, who):
        self.attempt(lambda: self.plan.closed(who, NOW, "Flyttet i arbejde"))

    @invariant()
    def has_a_coordinator(self):
        assert self.plan.coordinator == METTE.id

    @invariant()
    def authors_are_who_wrote_since_the_last_version(self):
        assert self.plan.authors == self.writers

    @invariant()
    def versions_are_approvals(self):
        approvals = sum(each.kind is EventKind.APPROVED for each in self.plan.events)
        assert self.plan.version == self.in_force == approvals

    @invariant()
    def nothing_is_in_force_that_nobody_approved(self):
        if self.plan.status in {PlanStatus.APPROVED, PlanStatus.ACTIVE, PlanStatus.IN_REVISION}:
            assert self.plan.version > 0
        if self.plan.status in {PlanStatus.APPROVED, PlanStatus.ACTIVE}:
            assert self.plan.status not in WRITABLE

    @invariant()
    def only_a_resting_plan_has_a_place_to_go_back_to(self):
        rests = self.plan.status is PlanStatus.PAUSED
        assert (self.plan.resume_to is not None) is rests
        assert (self.plan.wake_up_date is not None) is rests
        assert self.plan.resume_to is not PlanStatus.PAUSED


LegalDeeds.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestLegalDeeds = LegalDeeds.TestCase
