"""What every store promises of what reviews leave."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator.ports import NotFound, Stale
from plans.flat import PlanPart
from plans.remarks import Remark, ReturnedPlan, Solved, Tick
from tests.builders import BIRGER, METTE, NOW, SLEEP, citizen, full_citizen, identity, plan
from tests.db.test_contract import put

PLAN = plan()
LATER = NOW + timedelta(hours=1)
ON_GOAL = Remark(
    identity("remark"), PLAN.id, "Hvad måler du?\n«æ» 🙂", BIRGER.id, BIRGER.name, NOW,
    PlanPart.GOAL, SLEEP.id,
)  # fmt: skip
WHOLE = Remark(identity("a whole"), PLAN.id, "God plan.", BIRGER.id, BIRGER.name, NOW)
NEXT = replace(WHOLE, id=identity("next"), at=LATER, text="Næsten.")


@pytest.fixture
def kept(house):
    put(house, citizen(), full_citizen(), PLAN)
    with house.begin(BIRGER, True) as work:
        work.reviews.add_remarks((NEXT,))
        work.reviews.add_remarks((ON_GOAL, WHOLE))
        assert work.commit().plans == {PLAN.id}
    return house


def read(house):
    with house.begin(METTE, False) as work:
        return work.reviews.remarks(PLAN.id)


def test_remarks_come_back_in_the_order_they_were_written_in(kept):
    assert read(kept) == (ON_GOAL, WHOLE, NEXT)
    with kept.begin(METTE, False) as work:
        assert work.reviews.remark(ON_GOAL.id) == ON_GOAL
        assert work.reviews.remarks(identity("another plan")) == ()


def test_there_is_no_unknown_remark(house):
    with house.begin(METTE, False) as work, pytest.raises(NotFound):
        work.reviews.remark(identity("nothing"))


def test_a_remark_is_solved_and_opened_again(kept):
    solved = replace(ON_GOAL, solved=Solved(METTE.id, METTE.name, LATER))
    for state in (solved, ON_GOAL):
        with kept.begin(METTE, True) as work:
            work.reviews.save_remark(state)
            assert work.commit().plans == {PLAN.id}
        assert read(kept)[0] == state
    assert read(kept)[1:] == (WHOLE, NEXT)


def test_who_comes_second_is_told(busy_house):
    put(busy_house, citizen(), PLAN)
    with busy_house.begin(BIRGER, True) as work:
        work.reviews.add_remarks((ON_GOAL,))
        work.commit()
    with busy_house.begin(METTE, True) as late:
        late.reviews.remark(ON_GOAL.id)
        with busy_house.begin(METTE, True) as first:
            first.reviews.save_remark(replace(ON_GOAL, solved=Solved(METTE.id, METTE.name, NOW)))
            first.commit()
        with pytest.raises(Stale):
            solve_over(late)


def solve_over(work):
    work.reviews.save_remark(replace(ON_GOAL, solved=Solved(BIRGER.id, BIRGER.name, LATER)))
    work.commit()


def test_the_newest_return_is_what_a_review_compares_with(kept):
    first, last = ReturnedPlan(NOW, '{"a":1}'), ReturnedPlan(LATER, '{"a":"æ"}')
    with kept.begin(BIRGER, True) as work:
        assert work.reviews.last_returned(PLAN.id) is None
        work.reviews.keep_returned(PLAN.id, last)
        work.reviews.keep_returned(PLAN.id, first)
        work.commit()
    with kept.begin(BIRGER, False) as work:
        assert work.reviews.last_returned(PLAN.id) == last
        assert work.reviews.last_returned(identity("another plan")) is None


def test_ticks_are_kept_per_plan_and_round(kept):
    ticks = (Tick("own_words"), Tick("sourced", BIRGER.id, BIRGER.name), Tick("lix"))
    with kept.begin(BIRGER, True) as work:
        work.reviews.add_ticks(PLAN.id, 1, ticks)
        work.reviews.add_ticks(PLAN.id, 2, ticks[:1])
        work.commit()
    with kept.begin(BIRGER, False) as work:
        assert work.reviews.ticks(PLAN.id, 1) == ticks
        assert work.reviews.ticks(PLAN.id, 2) == ticks[:1]
        assert work.reviews.ticks(PLAN.id, 3) == ()
