"""Looking a number up where searches do not reach."""

import pytest
from sqlalchemy import text as sql

from coordinator.imports import ImportKind
from coordinator.use_cases import importing, opening, registering, worklists
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from tests.builders import AMIRA, BO, METTE, NINA, SOCIAL, citizen, identity, plan

CASE = """CPR-nr.;Navn;Adresse;Beskyttet;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler
251248-9996;Nina Ankersen;Søndergade 12, 8999 Solbæk;nej;Nørrevoldsskolen;Støtte;01-01-2026;;
"""
WHY = "Borgeren står i skranken"


@pytest.fixture
def known(house):
    """Bo has a plan with Mette of employment, and nothing to do with health or social services."""
    with house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan(participants=(), goals=()))
        work.commit()
    return house


def test_a_reason_opens_whom_nobody_here_has_to_do_with(known):
    desk = known.desk(AMIRA)
    who = opening.look_up_number(desk, BO, WHY)
    assert who == identity(BO)
    assert opening.open_citizen(desk, who).citizen.name == "Bo Testrup"
    with known.begin(METTE, False) as work:
        lines = work.lists.history(who, 9)
    assert {(each.who, each.related) for each in lines} == {(AMIRA.name, False)}
    assert WHY in {each.why for each in lines}


def test_behind_walls_a_search_finds_nobody_who_is_another_areas(shared_house):
    with shared_house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan(participants=(), goals=()))
        work.commit()
    assert worklists.find_citizens(shared_house.desk(AMIRA), BO) == ()
    assert [each.id for each in worklists.find_citizens(shared_house.desk(METTE), BO)]


@pytest.mark.parametrize("text", ["testrup", "bo testr", "søndergade 12", "mette", "1502779995"])
def test_behind_walls_mine_are_found_by_every_word(shared_house, text):
    with shared_house.begin(METTE, True) as work:
        work.citizens.add(citizen())
        work.plans.add(plan())
        work.commit()
    (found,) = worklists.find_citizens(shared_house.desk(METTE), text)
    assert (found.id, found.mine, found.seen) == (identity(BO), True, True)


def test_behind_walls_of_my_areas_citizens_only_the_name_is_told(shared_house):
    looked = importing.look_into(shared_house.loads(), ImportKind.SOCIAL, "fil.csv", CASE.encode())
    importing.apply(shared_house.loads(), looked)
    (found,) = worklists.find_citizens(shared_house.desk(AMIRA), "nina ank")
    assert (found.name, found.seen, found.service_areas) == ("Nina Ankersen", False, (SOCIAL,))
    assert (found.number, found.street, found.district, found.plan_status) == (None, "", "", None)
    assert worklists.find_citizens(shared_house.desk(METTE), "nina ank") == ()


@pytest.mark.parametrize(("number", "reason", "code"), [
    (BO, " ", "reason-missing"),
    (NINA, WHY, "citizen-unknown"),
    ("123", WHY, "cpr-length"),
])  # fmt: skip
def test_what_cannot_be_looked_up_is_told(known, number, reason, code):
    with pytest.raises(RuleBroken) as told:
        opening.look_up_number(known.desk(AMIRA), number, reason)
    assert told.value.code == code
    assert sentence_for(told.value)


def test_a_question_in_vain_is_logged_without_the_number(known):
    with pytest.raises(RuleBroken):
        opening.look_up_number(known.desk(AMIRA), NINA, WHY)
    with known.begin(METTE, False) as work:
        assert work.lists.counts()["audit"] == 1


def test_behind_walls_one_number_is_asked_for_once_and_the_log_has_the_reason(shared_house):
    desk = shared_house.desk(METTE)
    with pytest.raises(RuleBroken):
        opening.look_up_number(desk, NINA, WHY)
    registering.create_citizen(desk, registering.NewCitizen(BO, "Bo", "Testrup"))
    with shared_house.engine.connect() as connection:
        said = connection.execute(sql("SELECT why FROM audit WHERE action = 'search'")).scalars()
        assert sorted(said) == ["150277-XXXX: new citizen", f"251248-XXXX: {WHY}"]
