"""The dates that people type."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.dates_in import read_birth_date, read_date, read_past_date
from plans.working_days import WorkingDays

TUESDAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24-11-2026", date(2026, 11, 24)),
        ("24/11", date(2026, 11, 24)),
        ("24.11.26", date(2026, 11, 24)),
        ("24.11.", date(2026, 11, 24)),
        ("241126", date(2026, 11, 24)),
        ("24112026", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        (" 24  november ", date(2026, 11, 24)),
        ("24. nov. 2027", date(2027, 11, 24)),
        ("den 1. marts", date(2027, 3, 1)),
        ("1 May 2027", date(2027, 5, 1)),
        ("17/11", TUESDAY),
        ("16/11", date(2027, 11, 16)),
        ("29/2", date(2028, 2, 29)),
        ("i dag", TUESDAY),
        ("i morgen", date(2026, 11, 18)),
        ("I overmorgen", date(2026, 11, 19)),
        ("i går", date(2026, 11, 16)),
        ("tirsdag", date(2026, 11, 24)),
        ("ons", date(2026, 11, 18)),
        ("Monday", date(2026, 11, 23)),
        ("+2u", date(2026, 12, 1)),
        ("+3d", date(2026, 11, 20)),
        ("om 2 uger", date(2026, 12, 1)),
        ("+1 år", date(2027, 11, 17)),
        ("+2m", date(2027, 1, 17)),
        ("2u", date(2026, 12, 1)),
        ("14 dage", date(2026, 12, 1)),
        ("om en uge", date(2026, 11, 24)),
        ("om to måneder", date(2027, 1, 17)),
        ("om 3 mdr.", date(2027, 2, 17)),
        ("om et halvt år", date(2027, 5, 17)),
        ("ult. jan", date(2027, 1, 31)),
        ("Ultimo november", date(2026, 11, 30)),
        ("primo marts 2028", date(2028, 3, 1)),
        ("medio nov.", date(2027, 11, 15)),
        ("sidst i februar 28", date(2028, 2, 29)),
        ("uge 48", date(2026, 11, 23)),
        ("uge 47", date(2026, 11, 16)),
        ("uge 2", date(2027, 1, 11)),
        ("i næste uge", date(2026, 11, 23)),
        ("næste tirsdag", date(2026, 11, 24)),
        ("fredag i næste uge", date(2026, 11, 27)),
        ("på fredag", date(2026, 11, 20)),
        ("tirsdag den 24. november", date(2026, 11, 24)),
        ("tirs. d. 24/11", date(2026, 11, 24)),
        ("d. 24/11", date(2026, 11, 24)),
        ("24. nov. 26", date(2026, 11, 24)),
        ("den 24.", date(2026, 11, 24)),
        ("10.", date(2026, 12, 10)),
    ],
)
def test_what_people_type_is_understood(typed, meant):
    assert read_date(typed, TUESDAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "snart",
        "31/2",
        "32-1-2026",
        "29-2-2027",
        "+2x",
        "ti",
        "1. xyz",
        "12345678",
        "2411",
        "311126",
        "24/13",
        "onsdag 24/11",
        "uge 54",
        "om lidt tid",
        "32.",
        "ult. xyz",
    ],
)
def test_what_is_no_date_is_not_guessed(typed):
    assert read_date(typed, TUESDAY) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+3a", date(2026, 12, 28)),
        ("om 3 hverdage", date(2026, 12, 28)),
        ("to arbejdsdage", date(2026, 12, 23)),
        ("in 2 working days", date(2026, 12, 23)),
        ("+5d", date(2026, 12, 26)),
    ],
)
def test_working_days_are_counted_around_the_closed_ones(typed, meant):
    monday, christmas = date(2026, 12, 21), frozenset({date(2026, 12, 24), date(2026, 12, 25)})
    assert read_date(typed, monday, WorkingDays(christmas)) == meant


def test_a_month_ahead_of_the_31st_is_the_last_of_the_month():
    assert read_date("+1m", date(2027, 1, 31)) == date(2027, 2, 28)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_the_short_form_reads_back_as_itself(day, today):
    assert read_date(f"{day:%d-%m-%Y}", today) == day


@given(st.text(max_size=30), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_no_text_makes_it_fall(text, today):
    read = read_date(text, today)
    assert read is None or isinstance(read, date)


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("13-05-90", date(1990, 5, 13)),
        ("130590", date(1990, 5, 13)),
        ("13/5 20", date(2020, 5, 13)),
        ("29-02-96", date(1996, 2, 29)),
        ("13-05-1890", date(1890, 5, 13)),
        ("13. maj 1990", date(1990, 5, 13)),
    ],
)
def test_two_figures_of_a_birth_year_mean_the_past(typed, born):
    assert read_birth_date(typed, TUESDAY) == born


@pytest.mark.parametrize("typed", ["13-05-2090", "i morgen", "+2u", "31-12", "31-02-90", "90", ""])
def test_nobody_is_born_after_today(typed):
    assert read_birth_date(typed, TUESDAY) is None


@given(st.dates(date(1990, 1, 1), date(2089, 1, 1)), st.integers(0, 99))
def test_every_two_figures_of_a_birth_year_are_read_as_the_past(today, year):
    read = read_birth_date(f"01-01-{year:02}", today)
    assert read is not None
    assert read <= today
    assert read.year % 100 == year


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1/11", date(2026, 11, 1)),
        ("1/12", date(2025, 12, 1)),
        ("17/11", TUESDAY),
        ("mandag", date(2026, 11, 16)),
        ("24.", date(2026, 10, 24)),
        ("i går", date(2026, 11, 16)),
        ("i morgen", date(2026, 11, 18)),
        ("+2u", date(2026, 12, 1)),
        ("1-12-2026", date(2026, 12, 1)),
        ("sludder", None),
    ],
)
def test_a_date_of_what_has_been_is_the_last_one(typed, meant):
    assert read_past_date(typed, TUESDAY) == meant
