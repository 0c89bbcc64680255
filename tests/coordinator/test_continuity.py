"""The report of changes of case worker: who may count, small counts, and what is said beside."""

from dataclasses import replace

import pytest

from coordinator.use_cases import continuity
from coordinator.use_cases.continuity import print_continuity
from plans.handovers import Handover, HandoverKind, HandoverStatus, Party
from plans.units import unit_of
from tests.builders import BIRGER, BO, HANNE, JENS, METTE, NOW, TODAY, citizen, identity, plan
from tests.coordinator.house_of_plans import house_with, refused


@pytest.fixture
def house():
    made = house_with(citizen(), plan())
    one = Handover(
        identity("one"), identity(BO), None, HandoverKind.LASTING, "organisation",
        Party.of(METTE), Party.of(JENS), Party.of(METTE), NOW,
        status=HandoverStatus.ACCEPTED, answered_at=NOW,
    )  # fmt: skip
    causes = ["organisation"] * 15 + ["benefit_change"] * 5 + ["moved"] * 4
    for number, cause in enumerate(causes):
        each = replace(
            one, id=identity(f"change {number}"), cause=cause,
            citizen_id=identity(f"citizen {number % 18}"),
        )  # fmt: skip
        made.kept.handovers[each.id] = each
    return made


def test_the_lead_counts_the_unit_and_small_counts_stay_hidden(house):
    table = continuity.continuity(house.desk(BIRGER)).table
    cells = {row.label: row.cells for row in table.rows}
    assert cells["Organisationsændring"] == ("15", "-")
    assert cells["Ydelsesskift"] == ("5", "-")
    assert "Flytning" not in cells
    assert table.total.cells == ("20", "-")
    assert "At least 15 citizens" in table.note
    assert "At least 5 of them" in table.note
    assert "25 pct. of the changes shown" in table.note


def test_only_who_leads_counts_and_only_their_units(house):
    assert refused(lambda: continuity.continuity(house.desk(METTE))) == "not-a-team-lead"
    assert refused(lambda: continuity.continuity(house.desk(BIRGER), unit_of(HANNE))) == (
        "not-your-unit"
    )
    assert continuity.continuity(house.desk(HANNE)).table.total.cells == ("-", "-")


def test_it_comes_on_paper_and_as_lines(house):
    desk = house.desk(BIRGER)
    assert print_continuity(desk, unit_of(BIRGER), TODAY).startswith(b"%PDF")
    assert "Ydelsesskift;5;-" in continuity.continuity(desk).table.to_csv().decode("utf-8-sig")
