"""Registering a citizen: numbers that follow each other, and nothing written over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator.ports import AuditAction, AuditEntry, Stale
from coordinator.use_cases import registering
from coordinator.use_cases.registering import NewCitizen
from plans.cpr import CprNumber
from plans.people import (
    Address,
    Citizen,
    Communication,
    ContactPerson,
    ContactRole,
    Identifier,
    Protection,
)
from plans.withheld import Withheld
from tests.builders import (
    BO,
    IDA,
    KARLA,
    KIM,
    METTE,
    NINA,
    TODAY,
    citizen,
    full_citizen,
    identity,
    protected_citizen,
)
from tests.coordinator.house_of_plans import broken, put_in, refused
from tests.fakes import FakeStore

DAY = timedelta(days=1)
HELPER = ContactPerson(identity("Per"), ContactRole.RELATIVE, "Per Bisidder")
TYPED = NewCitizen(NINA, " Nina ", " Prøvesen ")
HOME = Address("Nørregade 1", "8999", "Solbæk")


def keep(house: FakeStore, *citizens: Citizen) -> Citizen:
    put_in(house, *citizens or (citizen(),))
    return now(house, (citizens or (citizen(),))[0])


def now(house: FakeStore, of: Citizen) -> Citizen:
    with house.begin(METTE, False) as work:
        return work.citizens.get(of.id)


CHANGES = {
    "number": lambda desk, seen: registering.give_number(desk, seen, KARLA, TODAY),
    "birth_date": lambda desk, seen: registering.confirm_birth_date(desk, seen, date(1980, 1, 2)),
    "protection": lambda desk, seen: registering.set_protection(desk, seen, Protection(name=True)),
    "communication": lambda desk, seen: registering.set_communication(
        desk, seen, Communication("12345678")
    ),
    "name_and_address": lambda desk, seen: registering.set_name_and_address(
        desk, seen, (" Bo ", " Attrapsen "), HOME
    ),
    "contact": lambda desk, seen: registering.put_contact(desk, seen, HELPER),
}
every_change = pytest.mark.parametrize(("subject", "change"), CHANGES.items(), ids=CHANGES)


@every_change
def test_a_change_is_kept_and_logged_once(memory_house, subject, change):
    seen = keep(memory_house)
    told = change(memory_house.desk(METTE), seen)
    assert now(memory_house, seen) != seen
    assert memory_house.log == [AuditEntry(AuditAction.CHANGE, seen.id, subject, related=False)]
    assert told.citizens == {seen.id}


@every_change
def test_who_may_not_change_citizens_leaves_nothing(memory_house, subject, change):
    seen = keep(memory_house)
    assert refused(lambda: change(memory_house.desk(IDA), seen)) == "not-allowed"
    assert (now(memory_house, seen), memory_house.log) == (seen, [])


@every_change
def test_a_citizen_who_was_changed_since_is_not_written_over(memory_house, subject, change):
    seen = keep(memory_house)
    old = replace(seen, communication=Communication("87654321"))
    with pytest.raises(Stale):
        change(memory_house.desk(METTE), old)
    assert (now(memory_house, seen), memory_house.log) == (seen, [])


# -- a citizen made by hand ----------------------------------------------------------------------


def test_a_citizen_made_by_hand_has_the_birth_date_of_the_number(memory_house):
    other = replace(TYPED, birth_date=date(2000, 1, 1), address=HOME, district="Østskolen")
    made, told = registering.create_citizen(memory_house.desk(METTE), other)
    found = memory_house.kept.citizens[made]
    assert (found.name, found.birth_date) == ("Nina Prøvesen", date(1948, 12, 25))
    assert [each.number for each in found.identifiers] == [CprNumber(NINA)]
    assert (found.address, found.district) == (HOME, "Østskolen")
    assert found.birth_date_confirmed
    assert memory_house.log == [AuditEntry(AuditAction.CREATE, made, "citizen", related=False)]
    assert told.citizens == {made}


def test_the_birth_date_of_a_replacement_number_is_typed_by_a_person(memory_house):
    desk = memory_house.desk(METTE)
    bare = replace(TYPED, number=KIM)
    assert refused(lambda: registering.create_citizen(desk, bare)) == "birth-date-missing"
    typed = replace(bare, birth_date=date(1986, 1, 1), protection=Protection(address=True))
    made, _told = registering.create_citizen(desk, typed)
    found = memory_house.kept.citizens[made]
    assert (found.birth_date, found.protection) == (date(1986, 1, 1), Protection(address=True))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"number": "25124899"}, "cpr-length"),
        ({"number": "3202489996"}, "cpr-date"),
        ({"given_name": " "}, "name-missing"),
        ({"family_name": ""}, "name-missing"),
    ],
)
def test_what_is_typed_wrong_makes_no_citizen(memory_house, fields, code):
    desk = memory_house.desk(METTE)
    typed = replace(TYPED, **fields)
    assert refused(lambda: registering.create_citizen(desk, typed)) == code
    assert (memory_house.kept.citizens, memory_house.log) == ({}, [])


def test_who_may_not_make_citizens_is_told_so_before_anything_else(memory_house):
    desk = memory_house.desk(IDA)
    wrong = NewCitizen("", "", "")
    assert refused(lambda: registering.create_citizen(desk, wrong)) == "not-allowed"


def test_a_number_that_somebody_has_or_had_makes_no_second_citizen(memory_house):
    had = Identifier(CprNumber(NINA), date(2000, 1, 1), date(2010, 1, 1))
    bo = keep(memory_house, citizen(identifiers=(had, Identifier(CprNumber(BO)))))
    desk = memory_house.desk(METTE)
    refusal = broken(lambda: registering.create_citizen(desk, TYPED))
    assert (refusal.code, refusal.facts) == ("number-taken", {"citizen_id": bo.id})
    assert NINA not in repr(refusal)
    # The refusal tells that somebody has the number, so the question is a search.
    assert memory_house.log == [AuditEntry(AuditAction.SEARCH, bo.id, "number", related=False)]
    assert list(memory_house.kept.citizens) == [bo.id]


# -- a new number --------------------------------------------------------------------------------


def test_the_old_number_ends_the_day_before_the_new_one(memory_house):
    seen = keep(memory_house)
    registering.give_number(memory_house.desk(METTE), seen, "110390-9995", TODAY)
    found = now(memory_house, seen)
    assert found.identifiers == (
        Identifier(CprNumber(BO), date(2020, 1, 1), TODAY - DAY),
        Identifier(CprNumber(KARLA), TODAY),
    )
    assert (found.number, found.birth_date) == (CprNumber(KARLA), date(1990, 3, 11))


@pytest.mark.parametrize("since", [TODAY, TODAY + DAY])
def test_an_old_number_never_ends_before_it_began(memory_house, since):
    seen = keep(memory_house, citizen(identifiers=(Identifier(CprNumber(BO), since),)))
    registering.give_number(memory_house.desk(METTE), seen, KARLA, TODAY)
    assert now(memory_house, seen).identifiers[0] == Identifier(CprNumber(BO), since, since)


def test_a_number_that_ended_before_keeps_its_end(memory_house):
    ended = Identifier(CprNumber(KIM), None, date(2019, 12, 31))
    seen = keep(memory_house, citizen(identifiers=(ended, Identifier(CprNumber(BO)))))
    registering.give_number(memory_house.desk(METTE), seen, KARLA, TODAY)
    assert now(memory_house, seen).identifiers == (
        ended,
        Identifier(CprNumber(BO), None, TODAY - DAY),
        Identifier(CprNumber(KARLA), TODAY),
    )


def test_a_cpr_number_confirms_the_birth_date_that_was_only_calculated(memory_house):
    guessed = citizen(
        KIM,
        birth_date=date(1985, 7, 2),
        birth_date_confirmed=False,
        identifiers=(Identifier(CprNumber(KIM)),),
    )
    seen = keep(memory_house, guessed)
    registering.give_number(memory_house.desk(METTE), seen, BO, TODAY)
    found = now(memory_house, seen)
    assert (found.birth_date, found.birth_date_confirmed) == (date(1977, 2, 15), True)


def test_a_replacement_number_changes_no_birth_date(memory_house):
    seen = keep(memory_house, citizen(birth_date_confirmed=False))
    registering.give_number(memory_house.desk(METTE), seen, KIM, TODAY)
    found = now(memory_house, seen)
    assert (found.birth_date, found.birth_date_confirmed) == (date(1977, 2, 15), False)


def test_the_right_is_asked_before_a_number_is_looked_up(memory_house):
    """Else the answer would tell who has the number."""
    bo = keep(memory_house, citizen(), full_citizen())
    for number in (BO, KARLA, "12"):
        refusal = broken(
            lambda text=number: registering.give_number(memory_house.desk(IDA), bo, text, TODAY)
        )
        assert (refusal.code, "citizen_id" in refusal.facts) == ("not-allowed", False)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (KARLA, "number-taken"),
        (BO, "number-same"),
        ("12", "cpr-length"),
        ("3202489996", "cpr-date"),
    ],
)
def test_a_number_that_cannot_be_given_changes_nothing(memory_house, number, code):
    bo = keep(memory_house, citizen(), full_citizen())
    desk = memory_house.desk(METTE)
    refusal = broken(lambda: registering.give_number(desk, bo, number, TODAY))
    holder = {"number-taken": identity(KARLA), "number-same": bo.id}.get(code)
    assert (refusal.code, refusal.facts.get("citizen_id")) == (code, holder)
    asked = [AuditEntry(AuditAction.SEARCH, holder, "number", related=False)] if holder else []
    assert (now(memory_house, bo), memory_house.log) == (bo, asked)


def test_a_calculated_birth_date_is_confirmed(memory_house):
    seen = keep(memory_house, citizen(birth_date_confirmed=False))
    registering.confirm_birth_date(memory_house.desk(METTE), seen, date(1977, 2, 16))
    found = now(memory_house, seen)
    assert (found.birth_date, found.birth_date_confirmed) == (date(1977, 2, 16), True)


# -- name, address, contacts ---------------------------------------------------------------------


def test_a_name_is_kept_without_the_spaces_around_it(memory_house):
    seen = keep(memory_house)
    desk = memory_house.desk(METTE)
    registering.set_name_and_address(desk, seen, (" Bo ", " Attrapsen "), HOME)
    assert (now(memory_house, seen).name, now(memory_house, seen).address) == ("Bo Attrapsen", HOME)


@pytest.mark.parametrize("names", [("", "Testrup"), ("Bo", "  ")])
def test_nobody_loses_their_name(memory_house, names):
    seen = keep(memory_house)
    desk = memory_house.desk(METTE)
    refusal = broken(lambda: registering.set_name_and_address(desk, seen, names, HOME))
    assert (refusal.code, memory_house.log) == ("name-missing", [])


def test_a_withheld_address_is_never_written_back(memory_house):
    seen = keep(memory_house, protected_citizen())
    assert isinstance(seen.address, Withheld)
    desk = memory_house.desk(METTE)
    registering.set_name_and_address(desk, seen, ("Kim", "Attrapsen"), seen.address)
    kept = memory_house.kept.citizens[seen.id]
    assert (kept.name, kept.address) == ("Kim Attrapsen", protected_citizen().address)


def test_a_contact_takes_the_place_of_itself_and_goes_when_removed(memory_house):
    seen = keep(memory_house, full_citizen())
    desk = memory_house.desk(METTE)
    registering.put_contact(desk, seen, HELPER)
    registering.put_contact(desk, now(memory_house, seen), replace(HELPER, phone="11223344"))
    found = now(memory_house, seen)
    assert found.contacts == (*seen.contacts, replace(HELPER, phone="11223344"))
    registering.remove_contact(desk, found, HELPER.id)
    assert now(memory_house, seen) == seen
    assert [entry.subject for entry in memory_house.log] == ["contact"] * 3


def test_a_contact_has_a_name(memory_house):
    seen = keep(memory_house)
    desk = memory_house.desk(METTE)
    refusal = broken(lambda: registering.put_contact(desk, seen, replace(HELPER, name=" ")))
    assert (refusal.code, memory_house.log) == ("name-missing", [])


def test_who_may_not_change_citizens_removes_no_contact(memory_house):
    seen = keep(memory_house, full_citizen())
    helper = seen.contacts[0].id
    refusal = broken(lambda: registering.remove_contact(memory_house.desk(IDA), seen, helper))
    assert (refusal.code, now(memory_house, seen)) == ("not-allowed", seen)


def test_protection_hides_the_address(memory_house):
    seen = keep(memory_house)
    registering.set_protection(memory_house.desk(METTE), seen, Protection(address=True))
    assert isinstance(now(memory_house, seen).address, Withheld)


def test_how_a_citizen_is_reached_is_written(memory_house):
    seen, reached = keep(memory_house), Communication("12345678", language="polsk")
    registering.set_communication(memory_house.desk(METTE), seen, reached)
    assert now(memory_house, seen).communication == reached
