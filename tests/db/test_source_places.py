"""What sources say about where protected citizens live stands apart from all else."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event, text

from coordinator.imports import ImportKind
from coordinator.ports import AuditAction
from coordinator.use_cases import importing, opening, registering, worklists
from plans.people import Citizen, Protection
from tests.builders import METTE
from tests.houses import SqlHouse

HEAD = "CPR-nr.;Navn;Adresse;Beskyttet;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler"
ROW = "150277-9995;Bo Testrup;Skovvej 4, 8999 Solbæk;nej;Østskolen;Støtte;01-01-2026;;lis"
HIDDEN = ROW.replace(";nej;", ";ja;")
PLACE = ("Skovvej 4", "8999", "Solbæk", "Østskolen")
NOWHERE = ("", "", "", "")


@pytest.fixture(params=["local", "shared"])
def house(request: pytest.FixtureRequest) -> SqlHouse:
    found: SqlHouse = request.getfixturevalue(f"{request.param}_house")
    return found


def load(house: SqlHouse, row: str, kind: ImportKind = ImportKind.SOCIAL) -> None:
    data = f"{HEAD}\n{row}".encode()
    looked = importing.look_into(house.loads(), kind, "fil.csv", data)
    assert not looked.proposal.rejections
    importing.apply(house.loads(), looked)


def bo(house: SqlHouse) -> Citizen:
    with house.begin(METTE, False) as work:
        (found,) = work.lists.find("150277-9995", 5)
        return work.citizens.get(found.id)


def protect(house: SqlHouse, protection: Protection) -> None:
    opening.open_citizen(house.desk(METTE), bo(house).id, "Skal ringe")
    registering.set_protection(house.desk(METTE), bo(house), protection)


def places(house: SqlHouse, table: str) -> set[tuple[str, ...]]:
    asked = f"SELECT street, postcode, town, district_text FROM {table} WHERE removed_at IS NULL"
    with house.engine.connect() as connection:
        return {tuple(line) for line in connection.execute(text(asked))}


def test_an_open_citizen_has_open_sources(house):
    load(house, ROW)
    assert places(house, "citizen_source") == {PLACE}
    assert not places(house, "protected_source")


def test_a_protected_citizen_is_hidden_in_their_sources(house):
    load(house, HIDDEN)
    assert places(house, "citizen_source") == {NOWHERE}
    assert places(house, "protected_source") == {PLACE}


def test_protection_in_one_source_hides_what_the_others_say(house):
    load(house, ROW)
    load(house, HIDDEN.replace("Skovvej 4", "Engvej 9"), ImportKind.HEALTH)
    assert places(house, "citizen_source") == {NOWHERE}
    assert places(house, "protected_source") == {PLACE, ("Engvej 9", *PLACE[1:])}


def test_protection_by_a_person_hides_the_sources_and_its_end_shows_them(house):
    load(house, ROW)
    protect(house, Protection(address=True))
    assert places(house, "citizen_source") == {NOWHERE}
    assert places(house, "protected_source") == {PLACE}
    protect(house, Protection())
    assert places(house, "citizen_source") == {PLACE}
    assert not places(house, "protected_source")
    protect(house, Protection(address=True))
    assert places(house, "citizen_source") == {NOWHERE}
    assert places(house, "protected_source") == {PLACE}


def test_a_new_address_of_a_protected_citizen_stays_hidden(house):
    load(house, HIDDEN)
    load(house, HIDDEN.replace("Skovvej 4", "Engvej 9"))
    assert places(house, "citizen_source") == {NOWHERE}
    assert places(house, "protected_source") == {("Engvej 9", *PLACE[1:])}


def test_the_same_file_again_changes_nothing_about_a_protected_citizen(house):
    load(house, HIDDEN)
    data = f"{HEAD}\n{HIDDEN}".encode()
    looked = importing.look_into(house.loads(), ImportKind.SOCIAL, "fil.csv", data)
    assert not looked.proposal.writes


def test_only_unmasking_and_the_compare_of_a_load_read_hidden_places(house):
    load(house, HIDDEN)
    citizen = bo(house)
    desk = house.desk(METTE)
    with statements(house.engine) as asked:
        page = opening.open_citizen(desk, citizen.id, "Skal ringe")
        worklists.find_citizens_logged(desk, "skovvej", 50)
        worklists.find_citizens_logged(desk, "testrup", 50)
        with house.begin(METTE, False) as work:
            work.lists.shared_cases()
    assert asked
    assert not [each for each in asked if "protected_source" in each]
    assert page.source_differences == ()
    found = opening.unmask_address(desk, citizen.id, "Skal sende brev")
    assert found.street == "Skovvej 4"
    with house.begin(METTE, False) as work:
        assert AuditAction.UNMASK in {line.action for line in work.lists.history(citizen.id, 9)}


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
