"""A report as a use case: logged before it leaves, and in nobody's way."""

from dataclasses import replace
from datetime import date

import pytest

from coordinator.imports import ImportKind
from coordinator.ports import AuditAction, Stale, UnitOfWork
from coordinator.reports.shared_citizens import SharedRequest
from coordinator.use_cases import importing
from coordinator.use_cases.reporting import (
    forget_drawn_tables,
    read_small_counts,
    set_threshold,
    shared_citizens_table,
)
from coordinator.wording import sentence_for
from plans.errors import RuleBroken
from plans.people import ServiceArea, StaffMember
from tests.builders import BIRGER, METTE
from tests.houses import House

SOCIAL = "CPR-nr.;Navn;Adresse;Beskyttet;Skoledistrikt;Indsats;Startdato;Slutdato;Sagsbehandler"
WORK = "CPR-nr.;Navn;Adresse;Beskyttet;Skoledistrikt;Ydelse;Startdato;Slutdato;Sagsbehandler"
REQUEST = SharedRequest((ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL), date(2026, 11, 1))


def test_a_report_is_logged(memory_house):
    shared_citizens_table(memory_house.desk(METTE), REQUEST)
    (entry,) = memory_house.log
    assert (entry.action, entry.citizen_id, entry.why) == (
        AuditAction.REPORT, None, "shared-citizens",
    )  # fmt: skip


def test_the_cases_are_read_without_taking_the_pen(memory_house):
    begun: list[bool] = []

    def begin(member: StaffMember, writes: bool) -> UnitOfWork:
        begun.append(writes)
        return memory_house.begin(member, writes)

    shared_citizens_table(replace(memory_house.desk(BIRGER), begin=begin), REQUEST)
    assert begun == [False, True]


def test_who_has_left_counts_nothing(memory_house):
    with pytest.raises(RuleBroken, match="not-allowed"):
        shared_citizens_table(memory_house.desk(replace(METTE, active=False)), REQUEST)


# -- small counts ----------------------------------------------------------------------------------


def load(house: House, kind: ImportKind, text: str) -> None:
    looked = importing.look_into(house.desk(BIRGER), kind, "fil.csv", text.encode())
    assert not looked.proposal.rejections
    importing.apply(house.desk(BIRGER), looked)


@pytest.fixture
def counted(house: House) -> House:
    """Twelve shared citizens in the north, four in the south."""
    load(house, ImportKind.DISTRICTS, "Skoledistrikt;Borgere +18\nNord;900\nSyd;800")
    places = ["Nord"] * 12 + ["Syd"] * 4
    rows = [
        f"{61 + place:02}0280-{1000 + place:04};Bo Nr{place};;nej;{name};Støtte;01-01-2020;;"
        for place, name in enumerate(places)
    ]
    for kind, head in ((ImportKind.SOCIAL, SOCIAL), (ImportKind.EMPLOYMENT, WORK)):
        load(house, kind, "\n".join([head, *rows]))
    return house


def cells(house: House, **wish: object) -> list[str]:
    table = shared_citizens_table(house.desk(METTE), replace(REQUEST, **wish))
    return [row.cells[0] for row in table.rows if row.label in {"Nord", "Syd"}]


def refused(house: House, **wish: object) -> RuleBroken:
    with pytest.raises(RuleBroken) as refusal:
        cells(house, **wish)
    assert sentence_for(refusal.value)
    return refusal.value


def test_the_smallest_printed_count_is_the_municipalitys(counted):
    assert cells(counted) == ["12", "-"]
    set_threshold(counted.desk(BIRGER), 5, 4)
    assert cells(counted) == ["12", "4"]
    set_threshold(counted.desk(BIRGER), 4, 13)
    assert cells(counted) == ["-", "-"]
    assert read_small_counts(counted.desk(METTE)).threshold == 13


def test_a_new_threshold_is_logged_with_the_old_one(memory_house):
    set_threshold(memory_house.desk(BIRGER), 5, 8)
    (entry,) = memory_house.log
    assert (entry.action, entry.subject, entry.why) == (
        AuditAction.SETTING, "small_counts", "5 → 8",
    )  # fmt: skip


def test_a_threshold_that_a_colleague_changed_is_not_written_over(memory_house):
    set_threshold(memory_house.desk(BIRGER), 5, 8)
    with pytest.raises(Stale):
        set_threshold(memory_house.desk(BIRGER), 5, 6)


@pytest.mark.parametrize("threshold", [0, 1, 2, 51])
def test_a_threshold_that_hides_too_little_or_everything_is_refused(memory_house, threshold):
    with pytest.raises(RuleBroken, match="threshold-out-of-bounds"):
        set_threshold(memory_house.desk(BIRGER), 5, threshold)
    assert not memory_house.log


def test_a_case_worker_sets_no_threshold_and_forgets_no_table(memory_house):
    for deed in (
        lambda desk: set_threshold(desk, 5, 8),
        lambda desk: forget_drawn_tables(desk, "Kun til eget brug"),
    ):
        with pytest.raises(RuleBroken, match="not-allowed"):
            deed(memory_house.desk(METTE))


def test_tables_with_visible_totals_stand_beside_each_other(counted):
    for _again in range(2):
        assert cells(counted) == ["12", "-"]
        assert cells(counted, by_intervention=True) == ["12", "-"]
        assert cells(counted, years=(2026, 2025)) == ["12", "-"]
    assert read_small_counts(counted.desk(METTE)).drawn == 2


def test_true_totals_are_refused_where_the_visible_ones_are_out(counted):
    cells(counted, years=(2026, 2025))
    for wish in ({}, {"by_intervention": True}, {"years": (2025,)}):
        assert refused(counted, exact_totals=True, **wish).code == "report-drawn-visible"
    assert cells(counted, exact_totals=True, years=(2024,)) == ["12", "-"]


@pytest.mark.parametrize(
    "other", [{}, {"by_intervention": True}, {"by_intervention": True, "exact_totals": True}]
)
def test_no_other_table_stands_beside_one_with_true_totals(counted, other):
    assert cells(counted, exact_totals=True) == ["12", "-"]
    assert cells(counted, exact_totals=True) == ["12", "-"]
    assert refused(counted, **other).code == "report-drawn-exact"


def test_another_threshold_does_not_stand_beside_true_totals(counted):
    cells(counted, exact_totals=True)
    set_threshold(counted.desk(BIRGER), 5, 6)
    assert refused(counted, exact_totals=True).code == "report-drawn-exact"


def test_another_pair_of_areas_is_another_table(counted):
    cells(counted, exact_totals=True)
    pair = (ServiceArea.HEALTH, ServiceArea.SOCIAL)
    assert cells(counted, areas=pair) == ["-", "-"]


def test_tables_that_were_forgotten_bind_nobody_and_it_is_logged(memory_house):
    shared_citizens_table(memory_house.desk(METTE), REQUEST)
    assert read_small_counts(memory_house.desk(METTE)).drawn == 1
    with pytest.raises(RuleBroken, match="reason-missing"):
        forget_drawn_tables(memory_house.desk(BIRGER), " ")
    forget_drawn_tables(memory_house.desk(BIRGER), "Kun til eget brug")
    assert read_small_counts(memory_house.desk(METTE)).drawn == 0
    last = memory_house.log[-1]
    assert (last.subject, last.why) == ("small_counts", "Kun til eget brug")


def test_a_refused_table_is_neither_logged_nor_kept(counted):
    cells(counted, exact_totals=True)
    with counted.begin(METTE, False) as work:
        before = work.lists.counts()["audit"]
    refused(counted)
    with counted.begin(METTE, False) as work:
        assert work.lists.counts()["audit"] == before
