"""The day's lists and search."""

from dataclasses import replace
from datetime import date

from coordinator.lists import WorkKind
from coordinator.ports import AuditAction
from coordinator.use_cases import worklists
from plans.states import PlanStatus
from tests.builders import (
    BIRGER,
    BO,
    HANNE,
    IDA,
    JENS,
    LEFT,
    METTE,
    NINA,
    NOW,
    citizen,
    identity,
    plan,
)
from tests.coordinator.house_of_plans import desk, house_with, house_with_plan, logged, refusal

HER = citizen(NINA, given_name="Nina", family_name="Nytest")
HER_PLAN = plan(identity(NINA), goals=(), participants=(), consents=(), events=(), follow_up=None)


def test_typing_finds_and_logs_nothing():
    house = house_with_plan()
    assert [each.name for each in worklists.find_citizens(desk(house), "test")] == ["Bo Testrup"]
    assert house.log == []


def test_a_search_that_leaves_the_program_is_logged_for_each_citizen_found():
    house = house_with(citizen(), plan(), HER)
    found = worklists.find_citizens_logged(desk(house), "n", 50)
    assert [each.name for each in found] == ["Nina Nytest"]
    _asked, entry = house.log
    assert (entry.action, entry.citizen_id, entry.related) == (
        AuditAction.SEARCH, identity(NINA), False,
    )  # fmt: skip
    worklists.find_citizens_logged(desk(house), "bo", 50)
    assert house.log[-1].related


def test_who_has_left_finds_nobody():
    house = house_with_plan()
    for deed in (
        lambda: worklists.find_citizens(desk(house, LEFT), "bo"),
        lambda: worklists.find_citizens_logged(desk(house, LEFT), "bo", 5),
    ):
        assert refusal(deed) == "not-allowed"


def test_before_typing_the_latest_and_my_citizens_stand_there():
    house = house_with(citizen(), plan(), HER)
    with house.begin(METTE, True) as work:
        work.citizens.note_opened(identity(NINA))
        work.commit()
    recent, mine = worklists.near_citizens(desk(house))
    assert [each.name for each in recent] == ["Nina Nytest"]
    assert [each.name for each in mine] == ["Bo Testrup"]


def test_my_day_tells_what_waits_what_is_late_and_what_comes_next():
    house = house_with_plan()
    day = worklists.my_day(desk(house))
    (item,) = day.waiting_on_me
    assert (item.title, item.due) == ("Aftal kontaktperson", date(2026, 11, 24))
    assert day.next_item == item
    assert day.overdue == ()
    assert [line.plan_id for line in day.my_plans] == [plan().id]


def test_what_has_passed_its_day_is_late():
    late = tuple(
        replace(goal, due=date(2026, 11, 1)) for goal in plan().goals
    )  # fmt: skip
    day = worklists.my_day(desk(house_with_plan(goals=late)))
    assert [item.kind for item in day.overdue] == [WorkKind.GOAL]


def test_a_day_without_work_has_nothing_next():
    day = worklists.my_day(desk(house_with(), IDA))
    assert (day.waiting_on_me, day.next_item, day.in_review) == ((), None, ())


def test_a_review_stands_at_the_lead_and_at_who_waits_for_it():
    house = house_with(HER, HER_PLAN.sent_to_review(METTE, NOW))
    (at_lead,) = worklists.my_day(desk(house, BIRGER)).in_review
    (at_mette,) = worklists.my_day(desk(house)).in_review
    assert at_lead.kind is at_mette.kind is WorkKind.REVIEW
    assert at_lead.since == at_mette.since == NOW
    assert worklists.my_day(desk(house, HANNE)).in_review == ()
    assert worklists.my_day(desk(house, JENS)).in_review == ()


def test_a_returned_plan_is_told():
    house = house_with(HER, HER_PLAN.sent_to_review(METTE, NOW).returned(BIRGER, NOW, "Mål?"))
    (item,) = worklists.my_day(desk(house)).returned
    assert (item.text, item.status) == ("Mål?", PlanStatus.DRAFT.value)


def test_those_who_have_left_cannot_be_asked():
    found = worklists.staff(desk(house_with()))
    assert METTE in found
    assert LEFT not in found


def test_nothing_of_the_lists_is_logged():
    house = house_with_plan()
    worklists.my_day(desk(house))
    worklists.near_citizens(desk(house))
    assert logged(house) == []


def test_search_has_a_limit():
    people = [citizen(f"01016{place}9996", given_name="Ole") for place in range(5, 9)]
    house = house_with(*people)
    assert len(worklists.find_citizens(desk(house), "ole", 3)) == 3
    assert not worklists.find_citizens(desk(house), BO)
