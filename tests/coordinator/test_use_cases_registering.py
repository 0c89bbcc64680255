"""Registering citizens: by hand, numbers, protection, contact; never over a colleague's change."""

from dataclasses import replace
from datetime import date

import pytest

from coordinator.ports import AuditAction, Stale
from coordinator.use_cases import registering
from coordinator.use_cases.registering import NewCitizen
from plans.cpr import CprNumber
from plans.people import Address, Communication, ContactPerson, ContactRole, Protection
from plans.withheld import Withheld
from tests.builders import (
    BO,
    IDA,
    KIM,
    METTE,
    NINA,
    TODAY,
    citizen,
    full_citizen,
    identity,
    protected_citizen,
)
from tests.coordinator.house_of_plans import bo, desk, house_with, last_entry, logged, refusal

TYPED = NewCitizen("150277-9995", " Bo ", "Testrup ", address=Address("Engvej 1", "8999", "Solbæk"))
PER = ContactPerson(identity("per"), ContactRole.GUARDIAN, "Per Værge")


class TestCreate:
    def test_a_citizen_is_made_by_hand(self):
        house = house_with()
        citizen_id, changes = registering.create_citizen(desk(house), TYPED)
        with house.begin(METTE, False) as work:
            made = work.citizens.get(citizen_id)
        assert (made.name, made.birth_date) == ("Bo Testrup", date(1977, 2, 15))
        assert made.birth_date_confirmed
        assert made.identifiers[0].valid_from is None
        assert changes.citizens == {citizen_id}
        assert logged(house) == [(AuditAction.CREATE, "citizen")]

    def test_the_birth_date_of_a_replacement_number_is_typed(self):
        house = house_with()
        typed = replace(TYPED, number="620785-0002", birth_date=date(1985, 7, 3))
        citizen_id, _changes = registering.create_citizen(desk(house), typed)
        with house.begin(METTE, False) as work:
            assert work.citizens.get(citizen_id).birth_date == date(1985, 7, 3)

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"number": "12"}, "cpr-length"),
            ({"number": "310299-9995"}, "cpr-date"),
            ({"given_name": " "}, "name-missing"),
            ({"family_name": ""}, "name-missing"),
            ({"number": "620785-0002"}, "birth-date-missing"),
        ],
    )
    def test_what_is_missing_is_refused(self, fields, code):
        house = house_with()
        typed = replace(TYPED, **fields)
        assert refusal(lambda: registering.create_citizen(desk(house), typed)) == code

    def test_a_number_that_somebody_has_is_refused(self):
        house = house_with(citizen())
        assert refusal(lambda: registering.create_citizen(desk(house), TYPED)) == "number-taken"

    def test_an_administrator_makes_no_citizen(self):
        house = house_with()
        assert refusal(lambda: registering.create_citizen(desk(house, IDA), TYPED)) == "not-allowed"


class TestNumbers:
    def test_a_new_number_ends_the_old_the_day_before(self):
        house = house_with(citizen())
        registering.give_number(desk(house), citizen(), "010165-9996", TODAY)
        old, new = bo(house).identifiers
        assert (old.number.value, old.valid_to) == (BO, date(2026, 11, 16))
        assert (new.number.value, new.valid_from, new.valid_to) == ("0101659996", TODAY, None)
        assert bo(house).number == new.number
        assert bo(house).birth_date == date(1965, 1, 1)

    def test_a_number_does_not_end_before_it_began(self):
        house = house_with(citizen())
        registering.give_number(desk(house), citizen(), "010165-9996", date(2019, 5, 5))
        assert bo(house).identifiers[0].valid_to == date(2020, 1, 1)

    def test_a_number_without_a_first_day_ends_too(self):
        first = replace(citizen().identifiers[0], valid_from=None)
        house = house_with(citizen(identifiers=(first,)))
        registering.give_number(desk(house), bo(house), "010165-9996", TODAY)
        assert bo(house).identifiers[0].valid_to == date(2026, 11, 16)

    def test_a_number_that_ended_keeps_its_end(self):
        house = house_with(citizen())
        registering.give_number(desk(house), bo(house), "010165-9996", date(2024, 1, 1))
        registering.give_number(desk(house), bo(house), "020165-9996", TODAY)
        ends = [each.valid_to for each in bo(house).identifiers]
        assert ends == [date(2023, 12, 31), date(2026, 11, 16), None]

    def test_a_replacement_number_leaves_the_birth_date(self):
        house = house_with(citizen())
        registering.give_number(desk(house), citizen(), "620785-0002", TODAY)
        assert bo(house).birth_date == citizen().birth_date

    def test_a_number_of_the_same_or_another_citizen_is_refused(self):
        other = citizen(NINA, given_name="Nina")
        house = house_with(citizen(), other)
        give = registering.give_number
        assert refusal(lambda: give(desk(house), citizen(), BO, TODAY)) == "number-same"
        assert refusal(lambda: give(desk(house), citizen(), NINA, TODAY)) == "number-taken"

    def test_an_administrator_gives_no_number(self):
        house = house_with(citizen())
        deed = registering.give_number
        code = refusal(lambda: deed(desk(house, IDA), citizen(), "0101659996", TODAY))
        assert code == "not-allowed"

    def test_a_calculated_birth_date_is_confirmed(self):
        house = house_with(full_citizen())
        registering.confirm_birth_date(desk(house), full_citizen(), date(1990, 3, 12))
        found = bo(house, full_citizen().identifiers[0].number.value)
        assert (found.birth_date, found.birth_date_confirmed) == (date(1990, 3, 12), True)


class TestFacts:
    def test_protection_hides_the_address(self):
        house = house_with(citizen())
        registering.set_protection(desk(house), citizen(), Protection(address=True))
        assert isinstance(bo(house).address, Withheld)
        assert last_entry(house).subject == "protection"

    def test_how_a_citizen_is_reached_is_written(self):
        house, reached = house_with(citizen()), Communication("12345678", language="polsk")
        registering.set_communication(desk(house), citizen(), reached)
        assert bo(house).communication == reached

    def test_name_and_address_are_written(self):
        house, moved = house_with(citizen()), Address("Engvej 1", "8999", "Solbæk")
        registering.set_name_and_address(desk(house), citizen(), (" Bobo ", "Prøve"), moved)
        assert (bo(house).name, bo(house).address) == ("Bobo Prøve", moved)

    def test_a_masked_address_stays_as_it_is(self):
        house = house_with(protected_citizen())
        seen = bo(house, KIM)
        registering.set_name_and_address(desk(house), seen, ("Kim", "Nyskærmet"), seen.address)
        with house.begin(METTE, False) as work:
            kept = work.citizens.protected_address(identity(KIM))
        assert kept == protected_citizen().address

    @pytest.mark.parametrize("names", [("", "Prøve"), ("Bo", " ")])
    def test_a_citizen_has_two_names(self, names):
        house = house_with(citizen())
        write = registering.set_name_and_address
        code = refusal(lambda: write(desk(house), citizen(), names, Address()))
        assert code == "name-missing"

    def test_a_contact_is_put_changed_and_taken_away(self):
        house = house_with(citizen())
        registering.put_contact(desk(house), bo(house), PER)
        registering.put_contact(desk(house), bo(house), replace(PER, phone="87654321"))
        assert bo(house).contacts == (replace(PER, phone="87654321"),)
        registering.remove_contact(desk(house), bo(house), PER.id)
        assert bo(house).contacts == ()

    def test_a_contact_has_a_name(self):
        house = house_with(citizen())
        put = registering.put_contact
        assert (
            refusal(lambda: put(desk(house), citizen(), replace(PER, name=" "))) == "name-missing"
        )

    def test_a_citizen_that_a_colleague_changed_stays(self):
        house = house_with(citizen())
        seen = replace(citizen(), given_name="Før")
        with pytest.raises(Stale):
            registering.put_contact(desk(house), seen, PER)
        assert bo(house) == citizen()
        assert house.log == []

    def test_the_number_is_never_in_an_error(self):
        house = house_with(citizen())
        with pytest.raises(Exception) as caught:  # noqa: PT011 - of whatever kind
            registering.create_citizen(desk(house), TYPED)
        assert CprNumber(BO).value not in repr(caught.value)
