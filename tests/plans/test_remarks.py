"""Remarks of a review: what they need, and what is never lost of them."""

from datetime import timedelta

import pytest

from plans.errors import RuleBroken
from plans.flat import PlanPart
from plans.remarks import RemarkDraft, remarked_area, remarks_of, summary
from tests.builders import BIRGER, JENS, METTE, NOW, SLEEP, SUPPORT, plan

PLAN = plan()
LATER = NOW + timedelta(minutes=5)
ON_GOAL = RemarkDraft(" Hvordan måles det? ", PlanPart.GOAL, SLEEP.id)


def made(*drafts):
    return remarks_of(PLAN.id, drafts or (ON_GOAL, RemarkDraft("God plan.")), BIRGER, NOW)


def test_remarks_carry_who_when_and_the_part_they_are_about():
    on_goal, whole = made()
    assert (on_goal.text, on_goal.part, on_goal.part_id) == (
        "Hvordan måles det?",
        PlanPart.GOAL,
        SLEEP.id,
    )
    assert (whole.part, whole.part_id) == (None, None)
    assert {(each.by, each.by_name, each.at) for each in (on_goal, whole)} == {
        (BIRGER.id, BIRGER.name, NOW)
    }
    assert summary((on_goal, whole)) == "Hvordan måles det?\nGod plan."


def test_a_draft_without_words_is_none():
    assert [each.text for each in made(RemarkDraft(" \n"), ON_GOAL)] == ["Hvordan måles det?"]


@pytest.mark.parametrize("drafts", [(), (RemarkDraft(" "),)])
def test_a_return_says_what_is_to_be_done(drafts):
    with pytest.raises(RuleBroken) as refusal:
        remarks_of(PLAN.id, drafts, BIRGER, NOW)
    assert refusal.value.code == "remark-missing"


def test_who_solved_it_first_stays_until_it_is_opened_again():
    remark = made()[0]
    solved = remark.solved_by(METTE, NOW)
    assert (solved.solved.by_name, solved.solved.at) == (METTE.name, NOW)
    assert solved.solved_by(JENS, LATER) == solved
    assert solved.reopened() == remark
    assert solved.reopened().solved_by(JENS, LATER).solved.by == JENS.id


def test_a_remark_belongs_to_the_area_of_its_part():
    task = SUPPORT.tasks[0]
    areas = [
        remarked_area(PLAN, made(RemarkDraft("?", kind, part_id))[0])
        for kind, part_id in (
            (PlanPart.INTERVENTION, SUPPORT.id),
            (PlanPart.TASK, task.id),
            (PlanPart.GOAL, SLEEP.id),
            (PlanPart.OWN_WORDS, PLAN.id),
            (None, None),
            (PlanPart.TASK, METTE.id),
        )
    ]
    assert areas == [SUPPORT.service_area, SUPPORT.service_area, None, None, None, None]
