"""Times of the week and hours as people type them."""

from decimal import Decimal

import pytest

from coordinator.danish import decimal, weekly_time
from coordinator.i18n import use_language
from coordinator.weekly_in import read_hours, read_weekly
from plans.weekly import WeeklyTime


def at(weekday, start, end):
    return WeeklyTime(weekday, int(start * 60), int(end * 60))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("tirsdag 9-12, torsdag 10-14.30", (at(2, 9, 12), at(4, 10, 14.5))),
        ("Tirsdag kl. 9-12 og torsdag kl. 10.00–14:30", (at(2, 9, 12), at(4, 10, 14.5))),
        ("mandag og onsdag 9-12", (at(1, 9, 12), at(3, 9, 12))),
        ("man-ons 8.30 til 12", (at(1, 8.5, 12), at(2, 8.5, 12), at(3, 8.5, 12))),
        ("man. 9-11 og 13-15", (at(1, 9, 11), at(1, 13, 15))),
        ("hver fredag 9-10", (at(5, 9, 10),)),
        ("fredage 9-10", (at(5, 9, 10),)),
        ("lørdag 20-24", (at(6, 20, 24),)),
        ("hverdage fra kl. 9 til kl. 10", tuple(at(day, 9, 10) for day in range(1, 6))),
        ("Tuesday 9-12; thursday 13-14", (at(2, 9, 12), at(4, 13, 14))),
        ("torsdag 9-10, mandag 9-10", (at(1, 9, 10), at(4, 9, 10))),
        ("mandag 9-10, mandag 9-10", (at(1, 9, 10),)),
    ],
)
def test_the_times_of_a_week_are_read_as_people_write_them(text, times):
    assert read_weekly(text) == times


@pytest.mark.parametrize(
    "text",
    ["", "tirsdag", "9-12", "tirsdag 12-9", "tirsdag 9-25", "tirsdag 9.70-12", "tysdag 9-12",
     "tirsdag 9", "tirsdag 9-12, torsdag", "ons-man 9-12", "efter aftale", "m 9-12"],
)  # fmt: skip
def test_what_is_no_time_of_a_week_is_not_guessed(text):
    assert read_weekly(text) is None


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_written_is_read_back_the_same(language):
    times = (at(2, 9, 12), at(4, 10, 14.5), at(7, 0, 24))
    use_language(language)
    written = ", ".join(map(weekly_time, times))
    assert read_weekly(written) == times


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("20", "20"),
        ("37 timer", "37"),
        ("6 timer om ugen", "6"),
        ("0", "0"),
        ("200", "200"),
        ("1,50", "1.5"),
    ],
)
def test_hours_are_read_with_a_danish_comma(text, hours):
    assert read_hours(text) == Decimal(hours)


@pytest.mark.parametrize("text", ["", "mange", "-3", "1,2,3", "12 dage", "1.234"])
def test_what_are_no_hours_is_not_guessed(text):
    assert read_hours(text) is None


@pytest.mark.parametrize("text", ["20", "12,5", "0"])
def test_hours_are_written_as_they_were_typed(text):
    use_language("da")
    hours = read_hours(text)
    assert hours is not None
    assert decimal(hours) == text
