"""Count for management, without revealing small counts."""

from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry
from coordinator.reports.shared_citizens import SharedRequest, shared_citizens
from coordinator.reports.tables import Table
from plans import access
from plans.access import Deed


def shared_citizens_table(desk: Desk, request: SharedRequest) -> Table:
    """Make a table of the citizens that two service areas share (T8.8–T8.11).

    Raises:
        RuleBroken: ``not-allowed``, ``suppression-impossible``.
    """
    access.require(desk.member, Deed.REPORT)
    with desk.start_reading() as work:
        cases, districts = work.lists.shared_cases(), work.lists.districts()
    # Counted outside the transaction that logs it: nobody who writes waits for a report.
    table = shared_citizens(cases, districts, request)
    with desk.start_work() as work:
        work.audit.record(AuditEntry(AuditAction.REPORT, why="shared-citizens", related=False))
        work.commit()
    return table
