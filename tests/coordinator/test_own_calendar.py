"""One's own deadlines as a calendar for other programs: days, and nobody in it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from coordinator.calendar_file import calendar_bytes
from coordinator.i18n import use_language
from coordinator.lists import WorkItem, WorkKind
from coordinator.use_cases.own_calendar import own_calendar
from plans.errors import RuleBroken
from tests.builders import (
    AMIRA,
    BO,
    IDA,
    METTE,
    NOW,
    PRACTICE,
    WORK,
    citizen,
    identity,
    plan,
    task,
)
from tests.fakes import FakeStore

DUE = date(2026, 12, 24)


@pytest.fixture(autouse=True)
def _danish():
    use_language("da")
    yield
    use_language("da")


@pytest.fixture
def store():
    made = FakeStore()
    due = replace(task("Ring til Bos læge", METTE), due=DUE)
    goal = replace(WORK, owner=None, interventions=(replace(PRACTICE, tasks=(due,)),))
    with made.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan(goals=(goal,), follow_up=None))
        work.commit()
    return made


def events(content: bytes):
    return Calendar.from_ical(content).walk("VEVENT")


def test_a_deadline_is_a_whole_private_day_that_is_told_in_its_morning(store):
    (event,) = events(own_calendar(store.desk(METTE)))
    assert (event.start, event.end) == (DUE, DUE + timedelta(1))
    assert str(event["summary"]) == "Samplan: en opgave"
    assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=8)


def test_nobody_can_be_told_from_it(store):
    content = own_calendar(store.desk(METTE)).decode()
    for told in ("Bo", "Testrup", "Ring", "læge", BO, BO[:6], str(identity(BO)), str(plan().id)):
        assert told not in content


def test_an_event_keeps_its_id_so_that_it_moves_with_its_day(store):
    first, again = (events(own_calendar(store.desk(METTE)))[0]["uid"] for _each in range(2))
    assert first == again


def test_who_has_nothing_to_do_gets_an_empty_calendar(store):
    assert events(own_calendar(store.desk(AMIRA))) == []


def test_who_sees_no_citizen_gets_none(store):
    with pytest.raises(RuleBroken, match="not-allowed"):
        own_calendar(store.desk(IDA))


@pytest.mark.parametrize("kind", WorkKind)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_kind_of_work_has_words_that_name_nobody(kind, language):
    use_language(language)
    item = WorkItem(kind, "Hemmelig", identity(BO), "Bo Testrup", due=DUE)
    (event,) = events(calendar_bytes([item, replace(item, due=None)], NOW))
    assert str(event["summary"]).startswith("Samplan: ")
