"""Published figures, in every store: each month once, small counts hidden, read by who may."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from coordinator.danish_time import local_time
from coordinator.desk import Desk
from coordinator.ports import AuditAction, Stale, UnitOfWork
from coordinator.reports.shared_citizens import SharedRequest, print_counts
from coordinator.reports.shared_counts import SharedCounts, counts_from_text, counts_to_text
from coordinator.use_cases.reporting import (
    last_whole_month,
    publish,
    published_counts,
    published_months,
    shared_citizens_table,
)
from db.errors import translated
from plans.access import Deed, may
from plans.errors import RuleBroken
from plans.people import ServiceArea, StaffMember
from tests.builders import BIRGER, EVERYBODY, IDA, METTE, TODAY
from tests.coordinator.test_reporting import load_shared
from tests.houses import House

OCTOBER = last_whole_month(TODAY)
E, S, H = ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL, ServiceArea.HEALTH


@pytest.fixture
def counted(house: House) -> House:
    """Twelve shared citizens in the north, four in the south, six without a district."""
    load_shared(house, {"Nord": 12, "Syd": 4, "": 6})
    return house


def cells(counts: SharedCounts) -> list[str]:
    return [row.cells[0] for row in print_counts(counts).rows]


def test_a_month_is_published_once_and_read_by_everybody_who_may_see_figures(counted):
    made = publish(counted.loads(), OCTOBER)
    assert (made.month, local_time(made.made_at).date()) == (OCTOBER, TODAY)
    for member in (METTE, BIRGER, IDA):
        desk = counted.desk(member)
        assert published_months(desk) == (made,)
        tables = published_counts(desk, OCTOBER)
        asked = [(each.request.areas, each.request.by_intervention) for each in tables]
        assert asked == [
            ((E, S), False), ((E, S), True), ((E, H), False), ((S, H), False), ((S, H), True),
        ]  # fmt: skip
        assert cells(tables[0]) == ["12", "-", "6", "-"]
        assert print_counts(tables[0]) == shared_citizens_table(
            counted.loads(), SharedRequest((E, S), OCTOBER)
        )


def test_more_cases_do_not_change_what_is_published(counted):
    made = publish(counted.loads(), OCTOBER)
    before = published_counts(counted.desk(METTE), OCTOBER)
    load_shared(counted, {"Nord": 13, "Syd": 5})
    assert publish(counted.loads(), OCTOBER) == made
    assert published_counts(counted.desk(METTE), OCTOBER) == before


def test_two_who_publish_at_once_publish_once(counted):
    publish(counted.loads(), OCTOBER)
    tables = published_counts(counted.loads(), OCTOBER)
    with pytest.raises(Stale):
        _publish_past_the_use_case(counted.loads(), tables)


def _publish_past_the_use_case(desk: Desk, tables: tuple[SharedCounts, ...]) -> None:
    with desk.start_work() as work:
        work.figures.publish(OCTOBER, tables)
        work.commit()


def test_earlier_months_can_be_published_later_and_stand_behind(counted):
    september = date(2026, 9, 1)
    for month in (OCTOBER, september):
        publish(counted.loads(), month)
    found = published_months(counted.desk(METTE))
    assert [each.month for each in found] == [OCTOBER, september]
    assert published_counts(counted.desk(METTE), date(2026, 8, 1)) == ()


@pytest.mark.parametrize("month", [TODAY, date(2027, 1, 1)])
def test_a_month_that_is_not_over_is_not_published(counted, month):
    with pytest.raises(RuleBroken, match="month-not-over"):
        publish(counted.loads(), month)
    assert published_months(counted.desk(METTE)) == ()


def test_that_figures_were_published_stands_in_the_log(memory_house):
    publish(memory_house.loads(), OCTOBER)
    (entry,) = memory_house.log
    assert (entry.action, entry.citizen_id, entry.why) == (
        AuditAction.REPORT, None, f"published {OCTOBER:%Y-%m}",
    )  # fmt: skip


@pytest.mark.parametrize("deed", [publish, published_counts])
def test_who_may_not_report_sees_and_makes_no_figures(memory_house, deed):
    gone = memory_house.desk(replace(METTE, active=False))
    for call in (lambda: deed(gone, OCTOBER), lambda: published_months(gone)):
        with pytest.raises(RuleBroken, match="not-allowed"):
            call()


def test_the_text_that_is_kept_gives_the_same_counts_again(memory_house):
    load_shared(memory_house, {"Nord": 12, "Syd": 4})
    publish(memory_house.loads(), OCTOBER)
    for each in published_counts(memory_house.loads(), OCTOBER):
        assert counts_from_text(counts_to_text(each)) == each


@pytest.mark.parametrize("kept", ["2", "0", "51"])
def test_a_smallest_count_that_somebody_wrote_past_the_program_opens_nothing(memory_house, kept):
    def begin(member: StaffMember, writes: bool) -> UnitOfWork:
        work = memory_house.begin(member, writes)
        work.settings.write("smallest_printed_count", kept)
        return work

    desk: Desk = replace(memory_house.loads(), begin=begin)
    for call in (publish, lambda desk, _month: shared_citizens_table(desk, REQUEST)):
        with pytest.raises(RuleBroken, match="threshold-out-of-bounds"):
            call(desk, OCTOBER)


REQUEST = SharedRequest((E, S), OCTOBER)


class TestOnAServer:
    def test_staff_count_nothing_themselves(self, shared_house):
        for member in (METTE, BIRGER, IDA):
            with pytest.raises(RuleBroken, match="figures-by-batch-login"):
                publish(shared_house.desk(member), OCTOBER)

    def test_who_reads_is_who_may_report(self, shared_house):
        publish(shared_house.loads(), OCTOBER)
        for member in EVERYBODY:
            asked = "SELECT count(*) FROM statistics.published(:month)"
            with shared_house.persons[member.login].connect() as line:
                told = line.execute(text(asked), {"month": OCTOBER}).scalar_one()
            assert (member.login, told) == (member.login, 5 if may(member, Deed.REPORT) else 0)

    @pytest.mark.parametrize(
        ("change", "month"),
        [
            ({"columns": [{"cells": [12, 4], "total": 12, "visible": True}]}, OCTOBER),
            ({"columns": [{"cells": [12, 0], "total": 12, "visible": True}]}, OCTOBER),
            ({"columns": [{"cells": [None], "total": 4, "visible": False}]}, OCTOBER),
            ({"threshold": 2}, OCTOBER),
            ({"threshold": None}, OCTOBER),
            ({"month": "2026-09-01"}, OCTOBER),
            ({"month": TODAY.replace(day=1).isoformat()}, TODAY.replace(day=1)),
            ({"month": "2026-10-02"}, date(2026, 10, 2)),
        ],
    )
    def test_the_server_looks_through_what_the_program_publishes(self, shared_house, change, month):
        whole = {
            "month": OCTOBER.isoformat(),
            "threshold": 5,
            "columns": [{"cells": [12, None], "total": 12, "visible": True}],
        }
        asked = text("SELECT statistics.publish(:month, :contents)")
        with shared_house.persons["system"].connect() as line:
            line.execute(asked, {"month": OCTOBER, "contents": [json.dumps(whole)]})
            line.rollback()
            with pytest.raises(Exception, match="store-forbids"), translated():
                line.execute(asked, {"month": month, "contents": [json.dumps(whole | change)]})
