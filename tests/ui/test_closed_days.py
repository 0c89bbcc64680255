"""The days that a municipality keeps closed count in every date field at once."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from coordinator.changes import Changes
from coordinator.dated_lists import DatedList, ListEntry
from coordinator.ports import StoreDown
from coordinator.use_cases.code_lists import put_entry
from plans.working_days import working_days
from tests.review_house import BIRGER, open_house
from tests.ui.fakes_runner import ImmediateRunner
from ui.closed_days import ClosedDays
from ui.feed import ChangeFeed
from ui.widgets.date_field import DateField
from ui.working_calendar import CALENDAR

WEDNESDAY, FRIDAY, MONDAY = date(2026, 5, 13), date(2026, 5, 15), date(2026, 5, 18)
BRIDGE = ListEntry(DatedList.CLOSED_DAYS, "bridge", "Inde-lukket", group="local", valid_from=FRIDAY)


@pytest.fixture
def house(tmp_path):
    with open_house(tmp_path) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _as_shipped():
    yield
    CALENDAR.use(None)


def test_a_day_that_is_closed_today_is_passed_over_in_the_next_field(qtbot, house):
    desk = house.desk(BIRGER)
    feed = ChangeFeed()
    closed = ClosedDays(desk, ImmediateRunner(), feed, pytest.fail)
    closed.read()
    field = DateField(today=lambda: WEDNESDAY)
    qtbot.addWidget(field)
    assert field.read("+1a") == FRIDAY
    put_entry(desk, None, BRIDGE)
    feed.publish(Changes(everything=True))
    QApplication.processEvents()
    assert field.read("+1a") == MONDAY


def test_a_store_that_does_not_answer_is_told_and_the_calendar_stays(house):
    told = []
    desk = house.desk(BIRGER)

    def gone(*_asked):
        raise StoreDown

    closed = ClosedDays(replace(desk, begin=gone), ImmediateRunner(), ChangeFeed(), told.append)
    before = working_days([(FRIDAY, FRIDAY)])
    CALENDAR.use(before)
    closed.read()
    assert len(told) == 1
    assert CALENDAR.days() == before
