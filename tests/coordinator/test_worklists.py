"""The lists a day begins with, and what a search leaves in the log."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator.lists import DistrictRow, WorkKind
from coordinator.ports import AuditAction, AuditEntry
from coordinator.use_cases import opening, worklists
from plans.errors import RuleBroken
from plans.plan import JointPlan
from plans.states import PlanStatus
from tests.builders import (
    AMIRA,
    BIRGER,
    BO,
    DORTE,
    EVERYBODY,
    HANNE,
    IDA,
    JENS,
    KARLA,
    LEFT,
    METTE,
    NOW,
    PRACTICE,
    SUPPORT,
    TODAY,
    citizen,
    full_citizen,
    goal,
    identity,
    intervention,
    plan,
    ready_plan,
    task,
)
from tests.coordinator.house_of_plans import put_in
from tests.fakes import FakeStore

KARLAS = plan(identity(KARLA), goals=(), participants=(), deputy=None, coordinator=AMIRA.id)


def keep(house: FakeStore, *plans: JointPlan) -> None:
    put_in(house, citizen(), full_citizen(), *plans)


def test_a_search_as_somebody_types_is_not_logged(memory_house):
    keep(memory_house, plan())
    found = worklists.find_citizens(memory_house.desk(METTE), "testr")
    assert [each.name for each in found] == ["Bo Testrup"]
    assert memory_house.log == []


def test_a_search_that_leaves_the_program_is_logged_for_each_who_was_found(memory_house):
    keep(memory_house, plan(), KARLAS)
    found = worklists.find_citizens_logged(memory_house.desk(METTE), "150277", 50)
    assert [each.id for each in found] == [identity(BO)]
    assert memory_house.log == [
        AuditEntry(AuditAction.SEARCH, None, "find", why="150277", related=False),
        AuditEntry(AuditAction.SEARCH, identity(BO), "find", related=True),
    ]


def test_a_search_logs_who_is_not_mine_as_such_and_finds_no_more_than_asked(memory_house):
    keep(memory_house, plan(), KARLAS)
    desk = memory_house.desk(METTE)
    worklists.find_citizens_logged(desk, "prøvesen", 50)
    assert [(each.citizen_id, each.related) for each in memory_house.log] == [
        (None, False), (identity(KARLA), False),
    ]  # fmt: skip
    assert worklists.find_citizens_logged(desk, "prøvesen", 0) == ()


@pytest.mark.parametrize(
    "text",
    ["1103909995", "110390-9995", "110390 999", " 110390-9995 ", "11 03 90 9995", "110390 - 9995"],
)
def test_a_number_that_was_searched_for_is_masked_in_the_log(memory_house, text):
    worklists.find_citizens_logged(memory_house.desk(METTE), text, 50)
    assert [each.why for each in memory_house.log] == ["110390-XXXX"]


def test_a_search_without_hits_is_logged_and_about_nobody(memory_house):
    keep(memory_house)
    assert worklists.find_citizens_logged(memory_house.desk(METTE), "ukendt", 50) == ()
    assert memory_house.log == [
        AuditEntry(AuditAction.SEARCH, None, "find", why="ukendt", related=False)
    ]


@pytest.mark.parametrize(
    "search", [worklists.find_citizens, lambda *what: worklists.find_citizens_logged(*what, 50)]
)
def test_who_works_with_no_citizens_finds_nobody(memory_house, search):
    keep(memory_house)
    for nobody in (replace(METTE, active=False), IDA, DORTE):
        with pytest.raises(RuleBroken, match="not-allowed"):
            search(memory_house.desk(nobody), "testrup")
    assert memory_house.log == []


def test_recent_citizens_and_my_own_stand_there_before_anybody_types(memory_house):
    keep(memory_house, plan(), KARLAS)
    desk = memory_house.desk(METTE)
    opening.open_citizen(desk, identity(KARLA), "Opkald")
    recent, mine = worklists.near_citizens(desk)
    assert [each.id for each in recent] == [identity(KARLA)]
    assert [each.id for each in mine] == [identity(BO)]


def test_a_day_tells_what_waits_and_what_is_late(memory_house):
    late = task("Ring", METTE, due=TODAY - timedelta(days=1))
    today = task("Skriv", METTE, due=TODAY)
    open_ended = task("Læs", METTE, due=None)
    place = intervention("Støtte", tasks=(open_ended, today, late))
    keep(memory_house, plan(goals=(goal("Mål", place),), follow_up=None))
    day = worklists.my_day(memory_house.desk(METTE))
    assert [item.title for item in day.waiting_on_me] == ["Ring", "Skriv", "Læs"]
    assert [item.title for item in day.overdue] == ["Ring"]
    assert [line.plan_id for line in day.my_plans] == [plan().id]
    assert (day.in_review, day.returned) == ((), ())


def test_a_day_without_plans_waits_for_nothing(memory_house):
    keep(memory_house)
    day = worklists.my_day(memory_house.desk(METTE))
    assert (day.waiting_on_me, day.overdue, day.in_review) == ((), (), ())


def test_a_plan_in_review_waits_for_its_lead_and_is_seen_by_its_coordinator(memory_house):
    keep(memory_house, ready_plan().sent_to_review(METTE, NOW))
    of_lead = worklists.my_day(memory_house.desk(BIRGER)).in_review
    assert [(each.kind, each.title, each.since) for each in of_lead] == [
        (WorkKind.REVIEW, METTE.name, NOW)
    ]
    of_mette = worklists.my_day(memory_house.desk(METTE)).in_review
    assert [(each.kind, each.title, each.since, each.status) for each in of_mette] == [
        (WorkKind.REVIEW, "", NOW, "in_review")
    ]
    for other in (JENS, AMIRA, HANNE):
        assert worklists.my_day(memory_house.desk(other)).in_review == ()


def test_a_returned_plan_stands_with_its_remark(memory_house):
    sent = ready_plan().sent_to_review(METTE, NOW)
    keep(memory_house, sent.returned(BIRGER, NOW, "Skriv hvorfor"))
    day = worklists.my_day(memory_house.desk(METTE))
    assert [(each.kind, each.text) for each in day.returned] == [
        (WorkKind.RETURNED, "Skriv hvorfor")
    ]
    assert day.in_review == ()


def test_a_closed_plan_asks_for_nothing(memory_house):
    keep(memory_house, plan(status=PlanStatus.CLOSED, follow_up=date(2026, 11, 1)))
    day = worklists.my_day(memory_house.desk(JENS))
    assert PRACTICE.tasks[0].title not in {item.title for item in day.waiting_on_me}
    assert SUPPORT.tasks[0].title not in {item.title for item in day.waiting_on_me}
    assert day.my_plans == ()


def test_only_those_who_work_here_are_asked_to_do_something(memory_house):
    assert set(worklists.staff(memory_house.desk(METTE))) == set(EVERYBODY) - {LEFT, IDA}


def test_a_goal_that_has_passed_its_day_is_late(memory_house):
    keep(memory_house, plan(goals=(replace(goal("Mål"), due=TODAY - timedelta(days=1)),)))
    day = worklists.my_day(memory_house.desk(METTE))
    assert [item.kind for item in day.overdue] == [WorkKind.GOAL]


def test_nothing_of_the_lists_is_logged(memory_house):
    keep(memory_house, plan())
    desk = memory_house.desk(METTE)
    worklists.my_day(desk)
    worklists.near_citizens(desk)
    assert memory_house.log == []


def test_a_search_finds_no_more_than_asked_for(memory_house):
    people = [citizen(f"01016{place}9996", given_name="Ole") for place in range(5, 9)]
    put_in(memory_house, *people)
    assert len(worklists.find_citizens(memory_house.desk(METTE), "ole", 3)) == 3


def test_districts_stand_in_their_published_order(memory_house):
    for name in ("Østskolen", "Bakkeskolen"):
        memory_house.kept.districts[identity(name)] = DistrictRow(name, 900)
    assert worklists.districts(memory_house.desk(METTE)) == ("Østskolen", "Bakkeskolen")
