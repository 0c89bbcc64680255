"""Loads as a use case: what is written is what the store needs at that moment."""

from datetime import date

import pytest

from coordinator.imports import Action, ImportKind
from coordinator.imports.rejects import rejects_csv
from coordinator.ports import Stale
from coordinator.use_cases import importing, opening, registering
from coordinator.wording import protecting_sentence
from plans.people import Address, Protection, Role, ServiceArea
from plans.withheld import Withheld
from tests.builders import METTE
from tests.houses import House

HEAD = "CPR-nr.;Navn;Adresse;Beskyttet;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler"
ROW = "150277-9995;Bo Testrup;Skovvej 4, 8999 Solbæk;nej;Østskolen;Støtte;01-01-2026;;lis"


def look(house: House, *rows: str, kind: ImportKind = ImportKind.SOCIAL) -> importing.Load:
    data = "\n".join(rows).encode()
    return importing.look_into(house.loads(), kind, "fil.csv", data)


def load(house: House, *rows: str) -> importing.Load:
    looked = look(house, HEAD, *rows)
    assert not looked.proposal.rejections
    importing.apply(house.loads(), looked)
    return looked


def bo(house: House):
    with house.begin(METTE, False) as work:
        (found,) = work.lists.find("150277-9995", 5)
        return work.citizens.get(found.id)


def protect(house: House, protection: Protection) -> None:
    opening.open_citizen(house.desk(METTE), bo(house).id, "Skal ringe")
    registering.set_protection(house.desk(METTE), bo(house), protection)


def test_a_look_at_a_file_writes_nothing(house):
    assert look(house, HEAD, ROW).proposal.counts[Action.CREATED] == 1
    with house.begin(METTE, False) as work:
        assert not work.lists.find("150277-9995", 5)
        assert work.lists.counts()["audit"] == 0


def test_the_same_file_again_changes_nothing(house):
    load(house, ROW)
    again = look(house, HEAD, ROW)
    assert again.proposal.counts[Action.UNCHANGED] == 1
    assert not importing.apply(house.loads(), again)


def test_of_a_part_of_an_export_no_case_is_gone(house):
    load(house, ROW, ROW.replace("150277-9995;Bo", "251248-9996;Karla"))
    whole = look(house, HEAD, ROW)
    part = whole.as_part()
    assert (len(whole.proposal.missing), part.proposal.missing) == (1, ())
    assert "missing" not in {each.kind for each in part.proposal.warnings}
    assert not importing.apply(house.loads(), part)
    assert importing.apply(house.loads(), whole)


def test_a_look_at_a_citizen_in_between_is_no_change(house):
    load(house, ROW)
    looked = look(house, HEAD, ROW.replace(";;lis", ";01-12-2026;lis"))
    opening.open_citizen(house.desk(METTE), bo(house).id, "Skal ringe")
    importing.apply(house.loads(), looked)
    with house.begin(METTE, False) as work:
        assert [case.end for case in work.citizens.case_files(bo(house).id)] == [date(2026, 12, 1)]


def test_protection_that_came_after_the_look_is_not_written_away(house):
    load(house, ROW)
    looked = look(house, HEAD, ROW.replace("Bo Testrup", "Bo Testrupsen"))
    protect(house, Protection(address=True))
    importing.apply(house.loads(), looked)
    now = bo(house)
    assert now.family_name == "Testrupsen"
    assert now.protection.active
    assert isinstance(now.address, Withheld)
    with house.begin(METTE, False) as work:
        assert not work.lists.find("skovvej", 5)


def test_a_name_that_a_person_chose_after_the_look_stays(house):
    load(house, ROW)
    looked = look(house, HEAD, ROW.replace("Skovvej 4", "Engvej 9"))
    seen = opening.open_citizen(house.desk(METTE), bo(house).id, "Skal ringe").citizen
    registering.set_name_and_address(house.desk(METTE), seen, ("Bobo", "Testrup"), seen.address)
    importing.apply(house.loads(), looked)
    assert (bo(house).given_name, bo(house).address) == (
        "Bobo",
        Address("Engvej 9", "8999", "Solbæk"),
    )


def test_a_load_that_would_do_something_else_now_is_stale(house):
    load(house, ROW)
    looked = look(house, HEAD, ROW.replace("Skovvej 4", "Engvej 9"))
    protect(house, Protection(address=True))
    with pytest.raises(Stale):
        importing.apply(house.loads(), looked)


def test_an_address_lives_through_protection_ended_by_a_person_and_loaded_again(house):
    hidden = ROW.replace(";nej;", ";ja;")
    load(house, hidden)
    protect(house, Protection())
    load(house, hidden)
    assert bo(house).protection.active
    with house.begin(METTE, False) as work:
        kept = work.citizens.protected_address(bo(house).id)
    assert kept == Address("Skovvej 4", "8999", "Solbæk")
    assert look(house, HEAD, hidden).proposal.counts[Action.UNCHANGED] == 1


def test_who_ends_a_protection_is_told_which_exports_bring_it_back(house):
    load(house, ROW.replace(";nej;", ";ja;"))
    page = opening.open_citizen(house.desk(METTE), bo(house).id, "Skal ringe")
    assert page.protecting_sources == (ServiceArea.SOCIAL,)
    assert "Social" in protecting_sentence(page.protecting_sources)
    load(house, ROW)
    page = opening.open_citizen(house.desk(METTE), bo(house).id, "Skal ringe")
    assert page.citizen.protection.active
    assert protecting_sentence(page.protecting_sources) == ""


STAFF = "Login;Navn;Forvaltning;Team;Rolle;Telefon;Mail"


def test_no_staff_file_takes_the_login_of_the_system(house):
    row = "System;Sys Tem;;;Administrator;;"
    looked = look(house, STAFF, row, "ny;Ny Ansat;;;Sagsbehandler;;", kind=ImportKind.STAFF)
    (refused,) = looked.proposal.rejections
    assert (refused.line, refused.reason_code) == (2, "login-reserved")
    assert refused.reason
    importing.apply(house.loads(), looked)
    with house.begin(METTE, False) as work:
        system = work.staff.by_login("system")
        assert work.staff.by_login("ny")
    assert system is None or system.role is Role.SYSTEM
    lines = rejects_csv(
        looked.reading.columns, None, looked.proposal.rejections, dict(looked.reading.table.rows)
    )
    assert b"Sys Tem" in lines
