"""What citizens, staff and cases tell of themselves."""

from dataclasses import replace
from datetime import date

import pytest

from plans.cpr import CprNumber
from plans.people import Address, CaseFile, Identifier, IdentifierKind, Protection, StaffMember
from tests.builders import BO, EMPLOYMENT, KIM, METTE, NINA, citizen, identity


def case(start: date | None, end: date | None) -> CaseFile:
    return CaseFile(identity("case"), identity(BO), EMPLOYMENT, "Fleksjob", start, end)


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Mette Prøvegaard", "MP"), ("Bo von Testrup", "BT"), ("Åse", "ÅÅ"), ("", "?"), ("  ", "?")],
)
def test_initials_are_of_the_first_and_the_last_name(name, initials):
    assert replace(METTE, name=name).initials == initials


def test_somebody_new_in_staff_works_here():
    assert StaffMember(METTE.id, "x", "X Y", None, "", METTE.role).active


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (Address("Søndergade 12", "8999", "Solbæk"), "Søndergade 12, 8999 Solbæk"),
        (Address("Søndergade 12"), "Søndergade 12"),
        (Address("", "8999", "Solbæk"), "8999 Solbæk"),
        (Address("Søndergade 12", "", "Solbæk"), "Søndergade 12, Solbæk"),
        (Address(), ""),
    ],
)
def test_an_address_is_one_line_without_loose_commas(address, line):
    assert address.line == line


@pytest.mark.parametrize(
    ("protection", "active"),
    [
        (Protection(), False),
        (Protection(name=True), False),
        (Protection(address=True), True),
        (Protection(special=True), True),
        (Protection(address=True, until=date(2000, 1, 1)), True),
    ],
)
def test_an_address_is_masked_until_a_person_ends_it(protection, active):
    assert protection.active is active


def test_the_number_in_force_is_the_last_one_without_an_end():
    old = Identifier(CprNumber(KIM), date(2020, 1, 1), date(2024, 5, 31))
    new = Identifier(CprNumber(BO), date(2024, 6, 1))
    assert citizen(identifiers=(old, new)).number == CprNumber(BO)
    assert citizen(identifiers=(new, old)).number == CprNumber(BO)


def test_who_has_only_ended_numbers_has_none():
    ended = Identifier(CprNumber(NINA), None, date(2024, 5, 31))
    assert citizen(identifiers=(ended,)).number is None
    assert citizen(identifiers=()).number is None


def test_a_number_knows_its_kind():
    assert Identifier(CprNumber(BO)).kind is IdentifierKind.CPR
    assert Identifier(CprNumber(KIM)).kind is IdentifierKind.REPLACEMENT


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 2, 14), 48),
        (date(2026, 2, 15), 49),
        (date(2026, 12, 31), 49),
        (date(1977, 2, 15), 0),
    ],
)
def test_a_year_is_added_on_the_birthday(day, age):
    assert citizen().age_on(day) == age


def test_a_leap_day_child_is_older_on_the_first_of_march():
    leap = citizen(birth_date=date(2000, 2, 29))
    assert (leap.age_on(date(2018, 2, 28)), leap.age_on(date(2018, 3, 1))) == (17, 18)


def test_nobody_guesses_the_age_of_who_has_no_birth_date():
    assert citizen(birth_date=None).age_on(date(2026, 1, 1)) is None


def test_a_name_is_as_spoken():
    assert citizen().name == "Bo Testrup"
    assert citizen(given_name="").name == "Testrup"


@pytest.mark.parametrize(
    ("start", "end", "runs"),
    [
        (None, None, True),
        (date(2026, 1, 10), None, True),
        (date(2026, 1, 11), None, False),
        (None, date(2026, 1, 10), True),
        (None, date(2026, 1, 9), False),
        (date(2026, 1, 10), date(2026, 1, 10), True),
    ],
)
def test_a_case_runs_from_its_first_day_to_its_last(start, end, runs):
    assert case(start, end).running_on(date(2026, 1, 10)) is runs
