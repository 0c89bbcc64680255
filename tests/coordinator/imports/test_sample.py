"""The invented municipality's exports, as its source systems write them."""

from dataclasses import replace
from datetime import date

import pytest

from coordinator.imports import ImportKind, Known, load_mapping, propose, read_file
from plans.people import Address, Role, ServiceArea
from tests.coordinator.imports.known_after import known_after, without_cases
from tests.coordinator.imports.ugly import FILES, sample

COUNTS = {
    ImportKind.STAFF: 125,
    ImportKind.DISTRICTS: 13,
    ImportKind.EMPLOYMENT: 8930,
    ImportKind.SOCIAL: 1803,
    ImportKind.HEALTH: 4141,
}


def reading(kind):
    return read_file(kind, FILES[kind], sample(kind))


@pytest.mark.parametrize("kind", ImportKind)
def test_every_row_of_the_sample_is_read(kind):
    found = reading(kind)
    assert len(found.records) == COUNTS[kind]
    assert found.rejections == ()
    assert found.unmapped == ()


def test_a_row_of_the_employment_export_is_understood():
    record = reading(ImportKind.EMPLOYMENT).records[0]
    assert record.line == 2
    assert record.number.value == "0911639999"
    assert (record.given, record.family) == ("Rikke", "Tænktrup")
    assert record.address == Address("Lærkevej 226", "8999", "Solbæk")
    assert record.protected is False
    assert (record.start, record.end) == (date(2022, 10, 22), None)
    assert record.job_goals == ("Produktionsmedarbejder", "Butiksassistent")
    assert {each.ordinary_hours for each in reading(ImportKind.EMPLOYMENT).records} == {
        "0", "2,5", "4", "6", "7,5",
    }  # fmt: skip


def test_a_row_of_the_social_workbook_is_understood():
    found = reading(ImportKind.SOCIAL)
    assert found.table.header_line == 3
    record = found.records[3]
    assert record.line == 7
    assert record.number.value == "0611949991"
    assert (record.given, record.family) == ("Dorthe", "Ålestrup-Test")
    assert record.address == Address("Havnegade 178", "8997", "Solbæk")
    assert record.start == date(2021, 9, 6)
    hidden = [each for each in found.records if each.protected]
    assert len(hidden) == 82
    assert {each.address for each in hidden} == {None}


def test_a_row_of_the_health_export_is_understood():
    record = reading(ImportKind.HEALTH).records[0]
    assert (record.given, record.family) == ("Amira Nanna", "Øvelse")
    assert record.address is None
    assert record.start == date(2025, 1, 4)
    assert record.service_area is ServiceArea.HEALTH


def test_staff_have_their_area_and_role():
    record = reading(ImportKind.STAFF).records[0]
    assert (record.login, record.role) == ("idos", Role.TEAM_LEAD)
    assert record.service_area is ServiceArea.EMPLOYMENT


def test_all_five_files_make_11630_citizens_and_once_more_changes_nothing():
    known, cases = Known(), {}
    for kind in ImportKind:
        proposal = propose(reading(kind), without_cases(known))
        assert proposal.to_json() == {
            "read": COUNTS[kind], "created": COUNTS[kind], "changed": 0, "unchanged": 0,
            "rejected": [], "warnings": [],
        }  # fmt: skip
        known = known_after(without_cases(known), proposal)
        cases[kind] = known.cases
    assert len({each.id for each in known.citizens.values()}) == 11630
    assert {kind: len(cases[kind]) for kind in cases if kind.service_area} == {
        kind: COUNTS[kind] for kind in ImportKind if kind.service_area
    }
    for kind in ImportKind:
        again = propose(reading(kind), replace(known, cases=cases[kind]))
        assert again.to_json()["unchanged"] == COUNTS[kind]
        assert not again.writes
        assert again.missing == ()


def test_each_mapping_survives_being_saved_and_read(tmp_path):
    for kind in ImportKind:
        mapping = load_mapping(kind)
        (tmp_path / f"{kind.value}.json").write_text(mapping.to_json(), encoding="utf-8")
        assert load_mapping(kind, tmp_path) == mapping
