"""CPR numbers and replacement numbers: which are read, what they tell, how they are shown.

Ordinary numbers here end in 999x; all others are replacement numbers, so none is anybody's.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cpr as stdnum_cpr

from plans.cpr import CprNumber
from plans.errors import RuleBroken
from tests.builders import BO, KIM

TEST_SERIES = st.integers(9990, 9999)
# Digit 9 in the 7th place spells 1937 to 2036; stdnum takes no birth date to come.
BIRTH_DATES = st.dates(date(1937, 1, 1), date(2020, 12, 31))
YEARS = st.one_of(st.integers(0, 20), st.integers(37, 99))


def refusal(text: str) -> str:
    with pytest.raises(RuleBroken) as caught:
        CprNumber.parse(text)
    return caught.value.code


@given(born=BIRTH_DATES, series=TEST_SERIES)
def test_an_ordinary_number_tells_the_birth_date_that_stdnum_reads(born, series):
    text = f"{born:%d%m%y}{series}"
    assert CprNumber.parse(text).derived_birth_date == stdnum_cpr.get_birth_date(text) == born


@given(day=st.integers(0, 60), month=st.integers(0, 13), year=YEARS, series=TEST_SERIES)
def test_what_stdnum_takes_is_taken_and_what_it_refuses_is_refused(day, month, year, series):
    text = f"{day:02}{month:02}{year:02}{series}"
    if stdnum_cpr.is_valid(text):
        assert CprNumber.parse(text).value == text
    else:
        assert refusal(text) == "cpr-date"


@given(born=BIRTH_DATES, series=TEST_SERIES)
def test_no_number_is_refused_for_its_check_digit(born, series):
    text = f"{born:%d%m%y}{series}"
    number = CprNumber.parse(text)
    assert number.fails_modulus_11 is (stdnum_cpr.checksum(text) != 0)


def test_both_right_and_wrong_check_digits_are_taken():
    numbers = [CprNumber.parse(f"150277999{last}") for last in range(10)]
    assert {each.fails_modulus_11 for each in numbers} == {True, False}


@given(born=BIRTH_DATES, series=st.integers(0, 999))
def test_a_replacement_number_tells_its_day_less_sixty(born, series):
    seventh = 0 if born.year < 2000 else 4
    number = CprNumber.parse(f"{born.day + 60}{born:%m%y}{seventh}{series:03}")
    assert number.is_replacement
    assert number.derived_birth_date == born


@pytest.mark.parametrize(
    ("seventh", "year", "expected"),
    [
        ("0", "00", 1900), ("0", "36", 1936), ("0", "37", 1937), ("0", "58", 1958), ("0", "99", 1999),
        ("3", "00", 1900), ("3", "36", 1936), ("3", "57", 1957), ("3", "58", 1958), ("3", "99", 1999),
        ("4", "00", 2000), ("4", "36", 2036), ("4", "37", 1937), ("4", "58", 1958), ("4", "99", 1999),
        ("5", "00", 2000), ("5", "36", 2036), ("5", "57", 2057), ("5", "58", 1858), ("5", "99", 1899),
        ("8", "00", 2000), ("8", "37", 2037), ("8", "57", 2057), ("8", "58", 1858), ("8", "99", 1899),
        ("9", "00", 2000), ("9", "36", 2036), ("9", "37", 1937), ("9", "58", 1958), ("9", "99", 1999),
    ],
)  # fmt: skip
def test_the_seventh_digit_and_the_year_spell_the_century(seventh, year, expected):
    assert CprNumber(f"6101{year}{seventh}001").derived_birth_date == date(expected, 1, 1)


@pytest.mark.parametrize("text", ["", "150277", "15027799955", "15027799AB", "١٥٠٢٧٧٩٩٩٥", "CPR"])
def test_what_has_not_ten_digits_is_refused(text):
    assert refusal(text) == "cpr-length"


@pytest.mark.parametrize(
    "text", ["0001779995", "3102779995", "2902019995", "1500779995", "9201770001"]
)
def test_what_spells_no_day_is_refused(text):
    assert refusal(text) == "cpr-date"


@pytest.mark.parametrize(
    "text", ["150277-9995", " 150277 9995 ", "150277\u20119995", "15 02 77 99 95"]
)
def test_a_number_is_read_as_people_write_it(text):
    assert CprNumber.parse(text) == CprNumber(BO)


def test_a_number_is_shown_whole_or_masked():
    number = CprNumber(BO)
    assert (number.formatted, number.masked) == ("150277-9995", "150277-XXXX")


@pytest.mark.parametrize("show", [str, repr, "{}".format, "{0!r}".format, lambda each: f"{[each]}"])
def test_a_number_is_never_printed_by_accident(show):
    assert BO[6:] not in show(CprNumber(BO))
    assert BO[:6] not in show(CprNumber(BO))


def test_the_last_ordinary_day_and_the_first_replacement_day_stand_apart():
    assert CprNumber(KIM).is_replacement
    assert CprNumber("6101770001").is_replacement
    assert not CprNumber("3112779995").is_replacement


def test_a_refusal_does_not_tell_the_number():
    with pytest.raises(RuleBroken) as caught:
        CprNumber.parse("3102779995")
    assert "310277" not in f"{caught.value!r} {caught.value.facts}"


def test_a_day_after_the_twenty_ninth_of_february_exists_in_leap_years_only():
    leap = CprNumber("2902009995").derived_birth_date
    assert leap is not None
    assert leap + timedelta(days=1) == date(2000, 3, 1)
