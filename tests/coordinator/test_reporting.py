"""A report as a use case: logged before it leaves, and in nobody's way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from coordinator.i18n import use_language
from coordinator.imports import ImportKind
from coordinator.ports import AuditAction, Stale, UnitOfWork
from coordinator.reports.shared_citizens import SharedRequest
from coordinator.reports.tables import Table
from coordinator.use_cases import importing
from coordinator.use_cases.reporting import (
    read_threshold,
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
    looked = importing.look_into(house.loads(), kind, "fil.csv", text.encode())
    assert not looked.proposal.rejections
    importing.apply(house.loads(), looked)


def load_shared(house: House, counts: Mapping[str, int]) -> None:
    """Give each district that many citizens with both a social case and one for work."""
    load(house, ImportKind.DISTRICTS, "Skoledistrikt;Borgere +18\nNord;900\nSyd;800")
    places = [name for name, count in counts.items() for _one in range(count)]
    rows = [
        f"{61 + place:02}0280-{1000 + place:04};Bo Nr{place};;nej;{name};Støtte;01-01-2020;;"
        for place, name in enumerate(places)
    ]
    for kind, head in ((ImportKind.SOCIAL, SOCIAL), (ImportKind.EMPLOYMENT, WORK)):
        load(house, kind, "\n".join([head, *rows]))


@pytest.fixture
def counted(house: House) -> House:
    """Twelve shared citizens in the north, four in the south."""
    load_shared(house, {"Nord": 12, "Syd": 4})
    return house


def cells(house: House, **wish: object) -> list[str]:
    table = shared_citizens_table(house.loads(), replace(REQUEST, **wish))
    return [row.cells[0] for row in table.rows if row.label in {"Nord", "Syd"}]


def test_the_smallest_printed_count_is_the_municipalitys(counted):
    assert cells(counted) == ["12", "-"]
    set_threshold(counted.desk(BIRGER), 5, 4)
    assert cells(counted) == ["12", "4"]
    set_threshold(counted.desk(BIRGER), 4, 13)
    assert cells(counted) == ["-", "-"]
    assert read_threshold(counted.desk(METTE)) == 13


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


def test_a_case_worker_sets_no_threshold(memory_house):
    with pytest.raises(RuleBroken, match="not-allowed"):
        set_threshold(memory_house.desk(METTE), 5, 8)


WISHES: tuple[dict[str, object], ...] = (
    {},
    {"exact_totals": True},
    {"by_intervention": True},
    {"by_intervention": True, "exact_totals": True},
    {"years": (2026, 2025)},
)


@pytest.mark.parametrize("first", range(len(WISHES)))
def test_the_answer_is_the_same_whatever_was_asked_before(counted, first):
    def answers(order: Sequence[dict[str, object]]) -> dict[str, Table]:
        desk = counted.loads()
        return {str(wish): shared_citizens_table(desk, replace(REQUEST, **wish)) for wish in order}

    assert answers(WISHES[first:] + WISHES[:first]) == answers(WISHES[::-1])


def test_every_report_is_logged_and_no_report_keeps_anything_else(counted):
    with counted.begin(METTE, False) as work:
        before = work.lists.counts()
    for wish in WISHES:
        cells(counted, **wish)
    with counted.begin(METTE, False) as work:
        assert work.lists.counts() == {**before, "audit": before["audit"] + len(WISHES)}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("wish", WISHES)
def test_true_totals_that_hide_something_say_what_must_not_stand_beside_them(
    counted, language, wish
):
    use_language(language)
    note = shared_citizens_table(counted.loads(), replace(REQUEST, **wish)).note
    warning = {
        "da": "Må ikke offentliggøres sammen med den tabel, hvis summer har ”~”.",
        "en": "Do not publish together with the table whose totals have “~”.",
    }[language]
    assert (warning in note) == ("exact_totals" in wish)


def test_a_refused_table_is_not_logged(house):
    load_shared(house, {"Nord": 5})
    with house.begin(METTE, False) as work:
        before = work.lists.counts()
    with pytest.raises(RuleBroken, match="suppression-impossible") as refusal:
        cells(house, exact_totals=True)
    assert sentence_for(refusal.value)
    with house.begin(METTE, False) as work:
        assert work.lists.counts() == before
