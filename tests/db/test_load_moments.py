"""A load on a server, and a colleague who writes about one of its citizens in the same moment."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from coordinator.desk import Desk
from coordinator.imports import ImportKind
from coordinator.ports import Stale, StoreDown
from coordinator.use_cases import importing, opening, registering
from db.import_store import SqlImports
from plans.people import Address, Citizen, Protection
from tests.builders import METTE
from tests.houses import SqlHouse

HEAD = "CPR-nr.;Navn;Adresse;Beskyttet;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler"
ROW = "150277-9995;Bo Testrup;Skovvej 4, 8999 Solbæk;nej;Østskolen;Støtte;01-01-2026;;lis"


def look(house: SqlHouse, row: str) -> importing.Load:
    data = f"{HEAD}\n{row}".encode()
    return importing.look_into(house.loads(), ImportKind.SOCIAL, "fil.csv", data)


def bo(house: SqlHouse) -> Citizen:
    with house.begin(METTE, False) as work:
        (found,) = work.lists.find("150277-9995", 5)
        return work.citizens.get(found.id)


def places(house: SqlHouse) -> set[str]:
    asked = "SELECT street FROM {} WHERE removed_at IS NULL AND street <> ''"
    with house.engine.connect() as connection:
        return {
            f"{table}: {street}"
            for table in ("citizen", "citizen_source", "protected_address", "protected_source")
            for (street,) in connection.execute(text(asked.format(table)))
        }


class Colleague:
    """Does something on a thread and a connection of her own, and says how it ended."""

    def __init__(self, deed: Callable[[], object]) -> None:
        self._deed = deed
        self.ended: str = ""
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        try:
            self._deed()
        except (Stale, StoreDown) as error:
            self.ended = type(error).__name__
        else:
            self.ended = "kept"

    def waits(self, house: SqlHouse) -> None:
        """Begin, and wait until the server says that she waits for a lock."""
        self.thread.start()
        asked = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        with house.engine.connect() as connection:
            while not connection.execute(text(asked)).scalar():
                connection.rollback()
                assert self.thread.is_alive(), self.ended


@pytest.fixture
def house(shared_house: SqlHouse) -> SqlHouse:
    importing.apply(shared_house.loads(), look(shared_house, ROW))
    opening.open_citizen(shared_house.desk(METTE), bo(shared_house).id, "Skal ringe")
    return shared_house


def protect(desk: Desk, seen: Citizen) -> Callable[[], object]:
    return lambda: registering.set_protection(desk, seen, Protection(address=True))


def test_protection_that_is_registered_while_a_load_writes_waits_and_is_told(house, monkeypatch):
    load = look(house, ROW.replace("Bo Testrup", "Bo Testrupsen"))
    colleague = Colleague(protect(house.desk(METTE), bo(house)))
    applied = SqlImports.apply

    def apply(self, writes, wrote=None) -> None:
        colleague.waits(house)
        applied(self, writes, wrote)

    monkeypatch.setattr(SqlImports, "apply", apply)
    importing.apply(house.loads(), load)
    colleague.thread.join()
    assert colleague.ended == "Stale"
    protect(house.desk(METTE), bo(house))()
    assert (bo(house).family_name, bo(house).protection.active) == ("Testrupsen", True)
    assert places(house) == {"protected_address: Skovvej 4", "protected_source: Skovvej 4"}


def test_a_load_waits_for_protection_that_is_being_registered_and_keeps_it(house):
    load = look(house, ROW.replace("Bo Testrup", "Bo Testrupsen"))
    loader = Colleague(lambda: importing.apply(house.loads(), load))
    with house.begin(METTE, True) as work:
        seen = work.citizens.get(bo(house).id)
        work.citizens.save(replace(seen, protection=Protection(address=True)))
        loader.waits(house)
        work.commit()
    loader.thread.join()
    assert loader.ended == "kept"
    assert (bo(house).family_name, bo(house).protection.active) == ("Testrupsen", True)
    assert places(house) == {"protected_address: Skovvej 4", "protected_source: Skovvej 4"}


def test_a_load_that_would_move_somebody_protected_meanwhile_is_stale(house):
    load = look(house, ROW.replace("Skovvej 4", "Engvej 9"))
    loader = Colleague(lambda: importing.apply(house.loads(), load))
    with house.begin(METTE, True) as work:
        seen = work.citizens.get(bo(house).id)
        work.citizens.save(replace(seen, protection=Protection(address=True)))
        loader.waits(house)
        work.commit()
    loader.thread.join()
    assert loader.ended == "Stale"
    assert places(house) == {"protected_address: Skovvej 4", "protected_source: Skovvej 4"}


def test_a_new_address_under_protection_is_not_written_over(house):
    protect(house.desk(METTE), bo(house))()
    here = Address("Andenvej 3", "8999", "Solbæk")
    for street in ("Tredjevej 1", "Andenvej 3"):
        moved = replace(here, street=street)
        names = ("Bo", "Testrup")
        registering.set_name_and_address(house.desk(METTE), bo(house), names, moved)
    load = look(house, ROW.replace("Støtte", "Bostøtte").replace("Bo Testrup", "Bo Testrupsen"))
    loader = Colleague(lambda: importing.apply(house.loads(), load))
    with house.begin(METTE, True) as work:
        seen = work.citizens.get(bo(house).id)
        work.citizens.save(replace(seen, address=replace(here, street="Fjerdevej 4")))
        loader.waits(house)
        work.commit()
    loader.thread.join()
    assert "protected_address: Fjerdevej 4" in places(house)
