"""Whose plans stand in the queue of whom."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from coordinator.lists import WorkKind
from coordinator.use_cases import reviewing
from coordinator.use_cases.absences import put_absence
from coordinator.use_cases.review_queue import review_queue
from coordinator.use_cases.worklists import my_day
from plans.absence import Absence
from plans.errors import RuleBroken
from plans.remarks import RemarkDraft
from plans.states import PlanStatus
from tests.handed import hand_over
from tests.review_house import AMIRA, BIRGER, HANNE, JENS, METTE, House, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as made:
        yield made


def test_a_team_lead_sees_what_the_unit_sent(house):
    house.send()
    queue = review_queue(house.desk(BIRGER))

    assert [line.citizen_name for line in queue.waiting] == ["Bo Testrup"]
    assert queue.waiting[0].sent_at is not None
    assert (queue.sent, queue.returned) == ((), ())


def test_a_team_lead_of_another_unit_sees_nothing(house):
    house.send()

    assert review_queue(house.desk(HANNE)).waiting == ()


def test_a_team_lead_who_has_left_sees_nothing(house):
    house.send()

    assert review_queue(house.desk(replace(BIRGER, active=False))).waiting == ()


@pytest.mark.parametrize("member", [METTE, JENS, AMIRA])
def test_those_of_the_plan_see_it_sent_and_then_returned(house, member):
    seen = house.send()
    assert [line.plan_id for line in review_queue(house.desk(member)).sent] == [house.plan]

    reviewing.return_with_remarks(house.desk(BIRGER), seen, [RemarkDraft("Skriv hvorfor.")])
    queue = review_queue(house.desk(member))
    assert queue.sent == ()
    assert [line.remark for line in queue.returned] == ["Skriv hvorfor."]
    assert queue.waiting == ()


def test_a_plan_that_a_team_lead_coordinates_waits_for_another_and_not_for_them(house):
    hand_over(house, BIRGER, METTE, BIRGER, house.bo)
    reviewing.send_to_review(house.desk(BIRGER), house.plan)
    queue = review_queue(house.desk(BIRGER))

    assert queue.waiting == ()
    assert [line.plan_id for line in queue.sent] == [house.plan]


def test_who_stands_in_for_a_team_lead_who_is_away_reviews_meanwhile(house):
    seen = house.send()
    birger, hanne = house.desk(BIRGER), house.desk(HANNE)
    today = hanne.clock.today()
    away = Absence(uuid4(), BIRGER.id, today, today, HANNE.id)
    put_absence(birger, None, away)
    assert [line.plan_id for line in review_queue(hanne).waiting] == [house.plan]
    (item,) = my_day(hanne).in_review
    assert (item.kind, item.title, item.plan_id) == (WorkKind.REVIEW, METTE.name, house.plan)
    # Acting for the lead is a relation: no reason is asked.
    assert reviewing.open_review(hanne, house.plan).refusal is None
    assert len(review_queue(birger).waiting) == 1

    back = replace(away, first=today - timedelta(3), last=today - timedelta(1))
    put_absence(birger, away, back)
    assert (review_queue(hanne).waiting, my_day(hanne).in_review) == ((), ())
    remark = [RemarkDraft("Skriv hvorfor.")]
    with pytest.raises(RuleBroken, match="not-your-unit"):
        reviewing.return_with_remarks(hanne, seen, remark)
    put_absence(birger, back, away)
    reviewing.return_with_remarks(hanne, seen, remark)
    assert house.read().status is PlanStatus.DRAFT


def test_who_stands_in_elsewhere_has_the_own_units_plans_once(house):
    house.send()
    birger = house.desk(BIRGER)
    today = birger.clock.today()
    put_absence(house.desk(HANNE), None, Absence(uuid4(), HANNE.id, today, today, BIRGER.id))
    assert [item.plan_id for item in my_day(birger).in_review] == [house.plan]
