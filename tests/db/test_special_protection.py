"""Who is specially protected is found and opened only by who has to do with them."""

import pytest
from sqlalchemy import text

from coordinator.imports import ImportKind
from coordinator.ports import AuditAction, NotFound
from coordinator.use_cases import importing, opening, registering, worklists
from plans.access import LOOKS_WITHOUT_RELATION
from plans.errors import RuleBroken
from plans.people import Protection
from tests.builders import AMIRA, BIRGER, LIS, METTE, citizen, identity, plan

BO = identity("bo")
REASON = "Ringer på vegne af Bo"
CASE = """CPR-nr.;Navn;Adresse;Beskyttet;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler
150277-9995;Bo Testrup;Søndergade 12, 2. tv., 8999 Solbæk;nej;Nørrevoldsskolen;Bostøtte;01-01-2026;;amira
"""


@pytest.fixture
def guarded(house):
    """Bo, whom Mette coordinates and Amira has a case of, is protected by Mette."""
    with house.begin(METTE, True) as work:
        made = citizen()
        work.citizens.add(made)
        work.plans.add(plan(made.id, participants=(), goals=(), deputy=None))
        work.commit()
    looked = importing.look_into(house.loads(), ImportKind.SOCIAL, "fil.csv", CASE.encode())
    importing.apply(house.loads(), looked)
    desk = house.desk(METTE)
    seen = opening.open_citizen(desk, made.id).citizen
    registering.set_protection(desk, seen, Protection(address=True, special=True))
    return made.id


def found(house, member):
    return [each.id for each in worklists.find_citizens(house.desk(member), "Bo Testrup")]


@pytest.mark.parametrize("member", [METTE, AMIRA, BIRGER])
def test_who_has_to_do_with_them_and_who_leads_the_unit_find_and_open_them(house, guarded, member):
    assert found(house, member) == [guarded]
    assert opening.open_citizen(house.desk(member), guarded).citizen.id == guarded


def test_a_colleague_of_the_area_does_not_find_them_nor_opens_them_for_a_reason(house, guarded):
    assert found(house, LIS) == []
    with pytest.raises((RuleBroken, NotFound)) as refused:
        opening.open_citizen(house.desk(LIS), guarded, REASON)
    assert getattr(refused.value, "code", "citizen-unknown") == "citizen-unknown"
    with pytest.raises((RuleBroken, NotFound)):
        opening.read_again(house.desk(LIS), guarded)


def test_their_number_is_answered_for_as_one_that_nobody_has(house, guarded):
    with pytest.raises(RuleBroken, match="citizen-unknown"):
        opening.look_up_number(house.desk(LIS), "150277-9995", REASON)
    assert opening.look_up_number(house.desk(AMIRA), "150277-9995", REASON) == guarded


def test_the_log_tells_of_the_try(house, guarded):
    with pytest.raises((RuleBroken, NotFound)):
        opening.open_citizen(house.desk(LIS), guarded, REASON)
    with house.begin(METTE, False) as work:
        told = [line for line in work.lists.history(guarded, 50) if line.who == LIS.name]
    assert told
    assert {each.action for each in told} <= {AuditAction.SEARCH, AuditAction.VIEW}
    assert not any(each.related for each in told)


def test_when_the_protection_ends_they_are_found_again(house, guarded):
    desk = house.desk(METTE)
    registering.set_protection(desk, opening.open_citizen(desk, guarded).citizen, Protection())
    assert opening.open_citizen(house.desk(LIS), guarded, REASON).citizen.id == guarded


def test_nobody_looks_through_the_store_citizen_by_citizen(house):
    """The server keeps the same bound for who passes the program by."""
    many = [identity(f"somebody {number}") for number in range(LOOKS_WITHOUT_RELATION + 1)]
    with house.begin(METTE, True) as work:
        for each in many:
            work.citizens.add(citizen(id=each, identifiers=()))
        work.commit()
    desk = house.desk(LIS)
    for each in many[:-1]:
        opening.open_citizen(desk, each, REASON)
    opening.open_citizen(desk, many[0], REASON)
    with pytest.raises(RuleBroken, match="too-many-looks"):
        opening.open_citizen(desk, many[-1], REASON)
    if persons := getattr(house, "persons", {}):
        with persons["lis"].connect() as connection:
            asked = "SELECT access.look(gen_random_uuid(), :who, 'view', 'citizen', :who, 'Vagt')"
            assert connection.execute(text(asked), {"who": many[1]}).scalar() == "reason"
            assert connection.execute(text(asked), {"who": many[-1]}).scalar() is None
