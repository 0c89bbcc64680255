"""A plan's course: sent, returned, approved, in force, resting, closed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.ports import AuditAction, Stale
from coordinator.use_cases import opening, reviewing
from plans.parts import EventKind, OwnWords
from plans.states import PlanStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    HANNE,
    METTE,
    NOW,
    TODAY,
    citizen,
    plan,
    ready_plan,
)
from tests.coordinator.house_of_plans import desk, house_with, last_entry, refusal, stored

PLAN = plan().id
WAKE_UP = TODAY + timedelta(days=30)


def house_at(status=PlanStatus.DRAFT, **fields):
    """Give a store with Bo and a plan that lacks nothing, at some point of its course."""
    return house_with(citizen(), ready_plan(status=status, **fields))


def in_review():
    house = house_at()
    reviewing.send_to_review(desk(house), PLAN)
    return house


class TestSending:
    def test_a_plan_that_lacks_nothing_is_sent(self):
        house = in_review()
        assert stored(house).status is PlanStatus.IN_REVIEW
        assert (last_entry(house).action, last_entry(house).subject) == (AuditAction.REVIEW, "sent")

    def test_what_is_missing_is_told(self):
        house = house_at(own_words=OwnWords())
        assert refusal(lambda: reviewing.send_to_review(desk(house), PLAN)) == "plan-not-ready"

    def test_it_is_taken_back(self):
        house = in_review()
        reviewing.take_back(desk(house), PLAN)
        assert stored(house).status is PlanStatus.DRAFT

    def test_only_who_leads_the_plan_steers_it(self):
        house = in_review()
        amira = desk(house, AMIRA)
        for deed in (
            lambda: reviewing.send_to_review(amira, PLAN),
            lambda: reviewing.take_back(amira, PLAN),
            lambda: reviewing.activate(amira, PLAN),
            lambda: reviewing.start_revision(amira, PLAN),
            lambda: reviewing.pause(amira, PLAN, "Ferie", WAKE_UP),
            lambda: reviewing.resume(amira, PLAN),
            lambda: reviewing.close(amira, PLAN, "Flyttet"),
        ):
            assert refusal(deed) == "not-your-plan"


class TestReview:
    def test_a_lead_reads_all_that_a_decision_needs(self):
        house = in_review()
        case = reviewing.open_review(desk(house, BIRGER), PLAN)
        assert (case.plan, case.citizen_name, case.coordinator) == (
            stored(house), "Bo Testrup", METTE,
        )  # fmt: skip
        assert (case.gaps, case.refusal, case.approved_before) == ((), None, None)
        assert last_entry(house).action is AuditAction.VIEW

    def test_who_may_not_decide_reads_why(self):
        house = in_review()
        assert reviewing.open_review(desk(house), PLAN).refusal == "not-a-team-lead"
        opening.open_citizen(desk(house, HANNE), stored(house).citizen_id, "Vagt")
        assert reviewing.open_review(desk(house, HANNE), PLAN).refusal == "not-your-unit"

    def test_it_is_returned_with_a_remark(self):
        house = in_review()
        reviewing.return_with_remark(desk(house, BIRGER), stored(house), " Hvordan måles det? ")
        event = stored(house).last_event(EventKind.RETURNED)
        assert event.text == last_entry(house).why == "Hvordan måles det?"
        assert stored(house).status is PlanStatus.DRAFT

    def test_it_is_not_returned_without_a_word(self):
        house = in_review()
        seen, send_back = stored(house), reviewing.return_with_remark
        assert refusal(lambda: send_back(desk(house, BIRGER), seen, " ")) == "remark-missing"

    def test_what_changed_since_it_was_read_is_not_decided(self):
        house = in_review()
        seen = replace(stored(house), follow_up=None)
        with pytest.raises(Stale):
            reviewing.return_with_remark(desk(house, BIRGER), seen, "Mål?")
        with pytest.raises(Stale):
            reviewing.approve(desk(house, BIRGER), seen)


class TestApproval:
    def test_an_approval_makes_a_version_that_stays(self):
        house = in_review()
        reviewing.approve(desk(house, BIRGER), stored(house))
        approved = stored(house)
        assert (approved.status, approved.version, approved.authors) == (
            PlanStatus.APPROVED, 1, frozenset(),
        )  # fmt: skip
        kept = house.kept.versions[PLAN][1]
        assert kept.paper.startswith(b"%PDF")
        assert len(kept.sha256) == len(kept.paper_sha256) == 64
        assert kept.approved_on == TODAY

    def test_the_next_review_shows_what_was_approved_before(self):
        house = in_review()
        reviewing.approve(desk(house, BIRGER), stored(house))
        reviewing.start_revision(desk(house), PLAN)
        reviewing.send_to_review(desk(house), PLAN)
        before = reviewing.open_review(desk(house, BIRGER), PLAN).approved_before
        assert before == house.kept.versions[PLAN][1].canonical

    def test_nobody_else_approves(self):
        house = in_review()
        seen = stored(house)
        assert refusal(lambda: reviewing.approve(desk(house, HANNE), seen)) == "not-your-unit"
        assert refusal(lambda: reviewing.approve(desk(house), seen)) == "not-a-team-lead"
        assert house.kept.versions == {}

    def test_a_plan_whose_consent_ran_out_meanwhile_is_not_approved(self):
        house = house_with(citizen(), ready_plan(consents=()).sent_to_review(METTE, NOW))
        seen = stored(house)
        assert refusal(lambda: reviewing.approve(desk(house, BIRGER), seen)) == "plan-not-ready"

    def test_a_change_while_the_paper_is_drawn_stops_the_approval(self, monkeypatch):
        house = in_review()
        seen = stored(house)
        drawn = reviewing.plan_paper

        def slow(work, approved, *, approved_on):
            draw = drawn(work, approved, approved_on=approved_on)
            reviewing.take_back(desk(house), PLAN)
            return draw

        monkeypatch.setattr(reviewing, "plan_paper", slow)
        with pytest.raises(Stale):
            reviewing.approve(desk(house, BIRGER), seen)
        assert stored(house).status is PlanStatus.DRAFT
        assert house.kept.versions == {}


class TestCourse:
    def test_an_approved_plan_comes_into_force_and_under_revision(self):
        house = house_at(PlanStatus.APPROVED, version=1)
        reviewing.activate(desk(house), PLAN)
        assert stored(house).status is PlanStatus.ACTIVE
        reviewing.start_revision(desk(house), PLAN)
        assert stored(house).status is PlanStatus.IN_REVISION

    def test_a_plan_rests_until_a_day_and_goes_on_where_it_was(self):
        house = house_at(PlanStatus.ACTIVE, version=1)
        reviewing.pause(desk(house), PLAN, " Barsel ", WAKE_UP)
        resting = stored(house)
        assert (resting.status, resting.wake_up_date) == (PlanStatus.PAUSED, WAKE_UP)
        assert last_entry(house).why == "Barsel"
        reviewing.resume(desk(house), PLAN)
        assert (stored(house).status, stored(house).wake_up_date) == (PlanStatus.ACTIVE, None)

    def test_a_plan_is_closed_for_a_reason(self):
        house = house_at(PlanStatus.ACTIVE, version=1)
        assert refusal(lambda: reviewing.close(desk(house), PLAN, " ")) == "reason-missing"
        reviewing.close(desk(house), PLAN, "Målene er nået")
        assert stored(house).status is PlanStatus.CLOSED
        assert last_entry(house).why == "Målene er nået"
