"""Deadlines in working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.working_days import working_days

# As the calendar of 2026: Christmas Day and the day after, and the eve that offices keep closed.
CHRISTMAS = working_days([(date(2026, 12, 24), date(2026, 12, 26))])
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
CALENDARS = st.builds(
    working_days,
    st.lists(st.builds(lambda day, more: (day, day + timedelta(more)), DAYS, st.integers(0, 9))),
)


@pytest.mark.parametrize(
    ("end", "ends"),
    [
        (date(2026, 9, 29), date(2026, 9, 29)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2026, 12, 23), date(2026, 12, 23)),
        (date(2026, 11, 28), date(2026, 11, 30)),
    ],
)
def test_ac_18_a_deadline_ends_on_a_working_day(end, ends):
    assert CHRISTMAS.on_or_after(end) == ends


def test_no_working_day_is_the_first_from_the_day_on():
    friday, saturday = date(2026, 11, 20), date(2026, 11, 21)
    assert [CHRISTMAS.after(friday, count) for count in (-1, 0, 1)] == [
        friday,
        friday,
        date(2026, 11, 23),
    ]
    assert CHRISTMAS.after(saturday, 0) == CHRISTMAS.after(saturday, 1) == date(2026, 11, 23)


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_what_is_counted_ahead_is_counted_between(calendar, day, count):
    found = calendar.after(day, count)
    assert calendar.works(found)
    assert found > day
    assert calendar.between(day, found) == count


@given(CALENDARS, DAYS)
def test_nothing_lies_between_a_day_and_an_earlier_one(calendar, day):
    assert calendar.between(day, day) == calendar.between(day, day - timedelta(3)) == 0


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_what_is_counted_back_is_counted_between(calendar, day, count):
    found = calendar.before(day, count)
    assert calendar.works(found)
    assert calendar.between(found - timedelta(1), day - timedelta(1)) == count
