"""Loads: looked into first, kept whole or not at all."""

import gc

import pytest

from coordinator.imports import ImportKind
from coordinator.imports.proposal import Action
from coordinator.imports.refusal import Stopped
from coordinator.ports import AuditAction, AuditEntry
from coordinator.use_cases import importing
from tests.builders import BO, IDA, METTE, identity
from tests.coordinator.house_of_plans import desk, house_with, logged, refusal

DATA = (
    "CPR-nr.;Navn;Adresse;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler\n"
    "150277-9995;Bo Testrup;Skovvej 4, 8999 Solbæk;;Støtte;01-01-2026;;lis\n"
).encode()


@pytest.fixture
def house():
    return house_with()


def look(house, data=DATA, progress=None):
    ida = desk(house, IDA)
    return importing.look_into(ida, ImportKind.SOCIAL, "social.csv", data, progress=progress)


def test_a_look_writes_nothing(house):
    assert look(house).proposal.counts[Action.CREATED] == 1
    assert house.kept.citizens == {}
    assert house.log == []


def test_a_load_is_kept_and_logged_by_citizen(house):
    changes = importing.apply(desk(house, IDA), look(house))
    assert changes.everything
    assert logged(house) == [(AuditAction.LOAD, "case")]
    assert house.log[0].citizen_id in house.kept.citizens
    assert [kind for kind, _hash in house.kept.loads] == ["social"]


def test_the_same_file_again_changes_nothing(house):
    importing.apply(desk(house, IDA), look(house))
    again = look(house)
    assert again.proposal.counts[Action.UNCHANGED] == 1
    assert not importing.apply(desk(house, IDA), again)


def test_a_look_at_a_citizen_in_between_is_no_change(house):
    importing.apply(desk(house, IDA), look(house))
    load = look(house, DATA.replace(b";;lis", b";01-12-2026;lis"))
    with house.begin(METTE, True) as work:
        work.audit.record(AuditEntry(AuditAction.VIEW, identity(BO), related=True))
        work.commit()
    importing.apply(desk(house, IDA), load)
    assert [case.end is None for case in house.kept.cases.values()] == [False]


def test_a_case_worker_loads_nothing(house):
    load = look(house)
    assert refusal(lambda: importing.apply(desk(house), load)) == "not-allowed"
    for_case_worker = desk(house)
    deed = importing.look_into
    assert refusal(lambda: deed(for_case_worker, ImportKind.SOCIAL, "a.csv", DATA)) == "not-allowed"


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_load_that_is_stopped_keeps_nothing(house, step):
    told = []

    def stop(done, _total):
        told.append(done)
        if len(told) == step:
            raise Stopped

    load = look(house)
    with pytest.raises(Stopped):
        importing.apply(desk(house, IDA), load, stop)
    assert house.kept.citizens == {}
    assert house.log == []


@pytest.mark.parametrize("on", [True, False])
def test_garbage_is_looked_for_afterwards_as_before(house, on):
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        seen = []
        importing.apply(desk(house, IDA), look(house), lambda *_step: seen.append(gc.isenabled()))
        assert set(seen) == {False}
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()


def test_a_chosen_file_is_read(tmp_path):
    (tmp_path / "social.csv").write_bytes(DATA)
    assert importing.file_bytes(tmp_path / "social.csv") == DATA
