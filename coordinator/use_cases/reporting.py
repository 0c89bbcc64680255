"""Count for management, without revealing small counts."""

import json
from dataclasses import replace
from typing import Final

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry, Stale, UnitOfWork
from coordinator.reports.shared_citizens import SharedRequest, shared_citizens
from coordinator.reports.tables import Table
from plans import access
from plans.access import Deed
from plans.suppression import DEFAULT_THRESHOLD, require_threshold

_THRESHOLD: Final = "smallest_printed_count"


def shared_citizens_table(desk: Desk, request: SharedRequest) -> Table:
    """Make a table of the citizens that two service areas share (T8.8-T8.11).

    The smallest count that is printed is the municipality's setting. The answer rests on the data
    alone, never on what was asked before: docs/decisions/004.

    Raises:
        RuleBroken: ``not-allowed``, ``suppression-impossible``.
    """
    access.require(desk.member, Deed.REPORT)
    with desk.start_reading() as work:
        cases, districts = work.lists.shared_cases(), work.lists.districts()
        wanted = replace(request, threshold=_threshold(work))
    # Counted outside the transaction that logs it: nobody who writes waits for a report.
    table = shared_citizens(cases, districts, wanted)
    with desk.start_work() as work:
        work.audit.record(AuditEntry(AuditAction.REPORT, why="shared-citizens", related=False))
        work.commit()
    return table


def read_threshold(desk: Desk) -> int:
    """Read the smallest count that a report prints, for the settings screen."""
    with desk.start_reading() as work:
        return _threshold(work)


def set_threshold(desk: Desk, seen: int, threshold: int) -> Changes:
    """Set the smallest count that a report prints; the log keeps the old one and the new.

    Raises:
        RuleBroken: ``not-allowed``, ``threshold-out-of-bounds``.
        Stale: when it is no longer ``seen``.
    """
    access.require(desk.member, Deed.SET)
    require_threshold(threshold)
    with desk.start_work() as work:
        if _threshold(work) != seen:
            raise Stale
        work.settings.write(_THRESHOLD, json.dumps(threshold))
        work.audit.record(
            AuditEntry(
                AuditAction.SETTING,
                subject="small_counts",
                why=f"{seen} → {threshold}",
                related=False,
            )
        )
        return work.commit()


def _threshold(work: UnitOfWork) -> int:
    return int(json.loads(work.settings.read(_THRESHOLD) or str(DEFAULT_THRESHOLD)))
