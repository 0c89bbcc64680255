"""Remarks as use cases: a return keeps the plan as it was, and who writes the part answers."""

from datetime import timedelta

import pytest

from coordinator.canonical import canonical_json
from coordinator.ports import NotFound
from coordinator.use_cases import opening, plan_remarks, reviewing
from plans.flat import PlanPart
from plans.parts import EventKind
from plans.remarks import RemarkDraft, ReturnedPlan
from plans.states import PlanStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    HANNE,
    METTE,
    NOW,
    PRACTICE,
    SUPPORT,
    event,
    identity,
    plan,
    ready_plan,
)
from tests.coordinator.house_of_plans import keep, now, refused

PLAN = plan().id
DRAFTS = (
    RemarkDraft("Hvordan?", PlanPart.INTERVENTION, SUPPORT.id),
    RemarkDraft(""),
    RemarkDraft("Hvornår?", PlanPart.INTERVENTION, PRACTICE.id),
    RemarkDraft("Se på det hele."),
)


def returned(house):
    seen = keep(house, ready_plan(status=PlanStatus.IN_REVIEW))
    reviewing.return_with_remarks(house.desk(BIRGER), seen, DRAFTS)
    return seen


def remarks(house):
    with house.begin(METTE, False) as work:
        return work.reviews.remarks(PLAN)


def test_a_return_keeps_each_remark_and_what_the_plan_was(memory_house):
    seen = returned(memory_house)
    assert [each.text for each in remarks(memory_house)] == [
        "Hvordan?",
        "Hvornår?",
        "Se på det hele.",
    ]
    # The event and the log are read by all; a remark at a part by who sees the part.
    told = "Se på det hele.\n2 remarks stand at parts of the plan."
    assert now(memory_house).events[-1].text == told
    assert [each[2].why for each in memory_house.kept.log if each[2].subject == "returned"] == [
        told
    ]
    with memory_house.begin(METTE, False) as work:
        kept = work.reviews.last_returned(PLAN)
    assert kept.canonical == canonical_json(seen)
    assert kept.at == remarks(memory_house)[0].at


def test_an_approval_since_makes_the_next_review_the_first_of_its_version(memory_house):
    approved = (event(EventKind.APPROVED, BIRGER),)
    seen = keep(memory_house, ready_plan(status=PlanStatus.IN_REVIEW, events=approved))
    for days, counts in ((-1, False), (1, True)):
        old = ReturnedPlan(NOW + timedelta(days), canonical_json(seen))
        with memory_house.begin(METTE, True) as work:
            work.reviews.keep_returned(PLAN, old)
            work.commit()
        found = reviewing.open_review(memory_house.desk(BIRGER), PLAN)
        assert (found.returned is not None) is counts


def test_what_the_lead_ticks_is_kept_beside_what_the_program_proves(memory_house):
    seen = keep(memory_house, ready_plan(status=PlanStatus.IN_REVIEW))
    reviewing.approve(memory_house.desk(BIRGER), seen, {"abbreviations"})
    with memory_house.begin(METTE, False) as work:
        ticks = {each.code: each.by for each in work.reviews.ticks(PLAN, 1)}
    assert ticks["abbreviations"] == BIRGER.id
    assert ticks["legal_basis"] is None
    assert "sourced" not in ticks


def test_the_remarks_on_a_plan_that_is_open_are_no_new_look(memory_house):
    returned(memory_house)
    desk = memory_house.desk(METTE)
    opening.open_plan(desk, PLAN)
    before = len(memory_house.log)
    assert len(plan_remarks.read_remarks(desk, PLAN).remarks) == 3
    assert len(memory_house.log) == before


def test_a_refused_return_keeps_no_remark(memory_house):
    seen = keep(memory_house, ready_plan(status=PlanStatus.IN_REVIEW))
    deed = lambda: reviewing.return_with_remarks(memory_house.desk(HANNE), seen, DRAFTS)  # noqa: E731
    assert refused(deed) == "not-your-unit"
    assert remarks(memory_house) == ()


def test_the_author_marks_a_remark_solved_and_takes_it_back(memory_house):
    returned(memory_house)
    desk, first = memory_house.desk(METTE), remarks(memory_house)[0]
    told = plan_remarks.solve_remark(desk, first.id)
    assert told.plans == {PLAN}
    assert remarks(memory_house)[0].solved.by == METTE.id
    plan_remarks.reopen_remark(desk, first.id)
    assert remarks(memory_house)[0] == first


@pytest.mark.parametrize(
    ("member", "place", "code"),
    [
        (BIRGER, 0, "not-your-plan"),
        (AMIRA, 1, "not-your-area"),
        (AMIRA, 2, "not-your-area"),
    ],
)
def test_only_who_may_write_in_the_part_answers(memory_house, member, place, code):
    returned(memory_house)
    remark = remarks(memory_house)[place]
    deed = lambda: plan_remarks.solve_remark(memory_house.desk(member), remark.id)  # noqa: E731
    assert refused(deed) == code
    assert remarks(memory_house)[place] == remark


def test_a_participant_answers_for_their_own_area(memory_house):
    returned(memory_house)
    plan_remarks.solve_remark(memory_house.desk(AMIRA), remarks(memory_house)[0].id)
    assert remarks(memory_house)[0].solved.by == AMIRA.id


def test_in_review_nothing_is_marked(memory_house):
    returned(memory_house)
    desk, first = memory_house.desk(METTE), remarks(memory_house)[0]
    reviewing.send_to_review(desk, PLAN)
    assert refused(lambda: plan_remarks.solve_remark(desk, first.id)) == "plan-locked"


def test_there_is_nothing_to_solve_in_a_remark_that_nobody_wrote(memory_house):
    with pytest.raises(NotFound):
        plan_remarks.solve_remark(memory_house.desk(METTE), identity("nothing"))
