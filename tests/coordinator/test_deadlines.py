"""Reminders before and after deadlines, by days that the municipality chooses; and enquiries."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator.dated_lists import CodeBook, DatedList, ListEntry, shipped
from coordinator.dated_units import UnitBook
from coordinator.enquiries import NewEnquiry, Sending
from coordinator.lists import Reminds, WorkKind
from coordinator.use_cases import enquiries, staff_tasks
from coordinator.use_cases.worklists import my_day
from plans.errors import RuleBroken
from plans.people import ServiceArea
from plans.staff_tasks import Wish
from plans.units import Unit
from tests.builders import BIRGER, JENS, METTE, TODAY, citizen, identity, plan
from tests.coordinator.house_of_plans import house_with

# A Tuesday; the next working days are Wednesday to Friday.
assert TODAY.weekday() == 1


@pytest.fixture
def house():
    return house_with(citizen(), plan())


def reminded(house, due, kind=""):
    wish = Wish("Ring", due, kind=kind)
    staff_tasks.ask(house.desk(JENS), identity("asked"), wish, METTE.id)
    items = my_day(house.desk(METTE)).waiting_on_me
    return next(each.reminds for each in items if each.task is not None)


@pytest.mark.parametrize(
    ("days", "reminds"),
    [
        (0, Reminds.NEAR),
        (2, Reminds.NEAR),
        (3, Reminds.NOT),
        (-1, Reminds.PAST),
        # Saturday, Sunday and Monday are one working day before.
        (-4, Reminds.PAST),
    ],
)
def test_one_is_reminded_two_working_days_before_and_one_after(house, days, reminds):
    assert reminded(house, TODAY + timedelta(days)) is reminds


def kind_with(days):
    found = next(each for each in shipped(DatedList.TASK_KINDS) if each.code == "contact")
    return replace(found, group=days)


def test_a_kind_of_task_has_days_of_its_own(house):
    found = next(each for each in shipped(DatedList.TASK_KINDS) if each.code == "contact")
    with house.begin(BIRGER, True) as work:
        work.dated_lists.put(kind_with("5/0"), found)
        work.commit()
    assert reminded(house, TODAY + timedelta(6), "contact") is Reminds.NEAR


def test_the_days_of_a_kind_are_two_figures_or_none():
    assert CodeBook([kind_with("3/2")], TODAY).reminder_days("contact").after == 2
    shipped_days = CodeBook([kind_with("")], TODAY).reminder_days("contact")
    assert (shipped_days.before, shipped_days.after) == (2, 1)
    kind_with("3/2").require_sound([])
    kind_with("").require_sound([])
    for wrong in ("3", "3/x", "3/2/1", "99/1"):
        with pytest.raises(RuleBroken, match="list-days-wrong"):
            kind_with(wrong).require_sound([])


def test_an_enquiry_that_one_answers_for_stands_on_the_day_and_is_counted(house):
    enquiries.register(house.desk(METTE), NewEnquiry("Jeg mangler hjælp", "job", from_whom="Ib"))
    day = my_day(house.desk(METTE))
    (line,) = (each for each in day.waiting_on_me if each.kind is WorkKind.ENQUIRY)
    assert (line.title, line.citizen_name) == ("Hjælp til at finde job", "")
    assert line.due is not None
    assert day.enquiries == 1
    assert not [each for each in my_day(house.desk(JENS)).waiting_on_me
                if each.kind is WorkKind.ENQUIRY]  # fmt: skip


def test_what_nobody_takes_climbs_to_the_day_of_the_lead(house):
    _id, _changes = enquiries.register(
        house.desk(METTE), NewEnquiry("Jeg mangler hjælp", "job", from_whom="Ib")
    )
    (line,) = enquiries.lists(house.desk(METTE)).mine
    unit = next(
        each for each in enquiries.open_enquiry(house.desk(METTE), line.enquiry.id).units
        if each.team == METTE.team
    )  # fmt: skip
    enquiries.send(house.desk(METTE), line.enquiry, Sending(unit))
    house.clock = _later(house.clock, 10)
    found = [each for each in my_day(house.desk(BIRGER)).waiting_on_me
             if each.kind is WorkKind.ENQUIRY]  # fmt: skip
    assert found
    assert found[0].text.startswith("Ingen har taget") or found[0].text.startswith("Nobody")


class _later:  # noqa: N801 - reads as a word
    def __init__(self, clock, days):
        self._clock, self._days = clock, timedelta(days)

    def now(self):
        return self._clock.now() + self._days

    def today(self):
        return self._clock.today() + self._days


def test_which_unit_takes_a_subject_is_data_with_dates(house):
    line = ListEntry(
        DatedList.UNITS, "north", "Team Nord", "hjælp til at finde job",
        service_area=ServiceArea.EMPLOYMENT, valid_from=date(2026, 1, 1),
    )  # fmt: skip
    other = replace(line, code="south", label="Team Syd", text="sygemelding")
    book = UnitBook((line, other), TODAY)
    north, south, east = (Unit(ServiceArea.EMPLOYMENT, f"Team {each}")
                          for each in ("Nord", "Syd", "Øst"))  # fmt: skip
    ranked = sorted(
        (south, east, north), key=lambda each: book.rank(each, "Hjælp til at finde job")
    )
    assert ranked == [north, east, south]
    ended = UnitBook((line.ended(TODAY - timedelta(1)), other), TODAY)
    assert ended.rank(north, "Hjælp til at finde job") == 1
