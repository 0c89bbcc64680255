"""A report as a use case: logged before it leaves, and in nobody's way."""

from dataclasses import replace
from datetime import date

import pytest

from coordinator.ports import AuditAction, UnitOfWork
from coordinator.reports.shared_citizens import SharedRequest
from coordinator.use_cases.reporting import shared_citizens_table
from plans.errors import RuleBroken
from plans.people import ServiceArea, StaffMember
from tests.builders import BIRGER, METTE

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
