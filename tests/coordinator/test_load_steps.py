"""A load tells how far it is, can be stopped to its last step, and minds nobody's garbage."""

import gc

import pytest

from coordinator.imports import ImportKind
from coordinator.ports import AuditAction, AuditEntry
from coordinator.use_cases import importing
from plans.errors import RuleBroken
from tests.builders import BO, METTE

ROWS = b"""CPR-nr.;Navn;Adresse;Beskyttet;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler
150277-9995;Bo Testrup;Skovvej 4, 8999 Solb\xc3\xa6k;nej;\xc3\x98stskolen;St\xc3\xb8tte;01-01-2026;;lis"""


class Halted(Exception):
    """Somebody stopped the load."""


def looked_into(house) -> importing.Load:
    return importing.look_into(house.loads(), ImportKind.SOCIAL, "fil.csv", ROWS)


def test_a_load_tells_each_of_its_steps_and_logs_each_citizen(memory_house):
    told = []
    load = looked_into(memory_house)
    importing.apply(memory_house.loads(), load, lambda done, total: told.append((done, total)))
    # Of the file's one row; it is in when all is written.
    assert told == [(0, 1), (0, 1), (0, 1), (1, 1)]
    (made,) = memory_house.kept.citizens.values()
    assert made.identifiers[0].number.value == BO
    assert memory_house.log == [
        AuditEntry(AuditAction.LOAD, made.id, "case", why="social", related=False)
    ]
    assert memory_house.kept.loads == [("social", load.sha256)]


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_load_that_is_stopped_keeps_nothing(memory_house, step):
    told = []

    def stop(done: int, _total: int | None) -> None:
        told.append(done)
        if len(told) == step:
            raise Halted

    load = looked_into(memory_house)
    with pytest.raises(Halted):
        importing.apply(memory_house.loads(), load, stop)
    assert (memory_house.kept.citizens, memory_house.log, memory_house.kept.loads) == ({}, [], [])


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_looked_for_afterwards_only_if_it_was_before(memory_house, collects):
    was_on = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        looked_into(memory_house)
        assert gc.isenabled() is collects
    finally:
        (gc.enable if was_on else gc.disable)()


def test_who_may_not_load_neither_looks_nor_writes(memory_house):
    load = looked_into(memory_house)
    desk = memory_house.desk(METTE)
    for deed in (
        lambda: importing.look_into(desk, ImportKind.SOCIAL, "fil.csv", ROWS),
        lambda: importing.apply(desk, load),
    ):
        with pytest.raises(RuleBroken, match="not-allowed"):
            deed()
    assert memory_house.kept.citizens == {}


def test_a_chosen_file_is_read_as_it_is(tmp_path):
    chosen = tmp_path / "fil.csv"
    chosen.write_bytes(ROWS)
    assert importing.file_bytes(chosen) == ROWS


def test_a_look_can_be_stopped_while_the_store_is_read(house):
    read = looked_into(house).reading
    told = []

    def stop(done: int, total: int | None) -> None:
        told.append((done, total))
        raise Halted

    importing.apply(house.loads(), looked_into(house))
    with pytest.raises(Halted):
        importing.compare(house.loads(), read, "", stop)
    assert told == [(0, 1)]


def test_a_load_that_is_stopped_between_its_rows_keeps_nothing(house):
    load = looked_into(house)
    told: list[int] = []

    def stop(done: int, _total: int | None) -> None:
        told.append(done)
        if len(told) == 2:
            raise Halted

    with pytest.raises(Halted):
        importing.apply(house.loads(), load, stop)
    with house.begin(METTE, False) as work:
        counts = work.lists.counts()
    assert (counts["citizens"], counts["cases"], counts["audit"]) == (0, 0, 0)
