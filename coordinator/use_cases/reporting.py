"""Count for management, without revealing small counts."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.lists import PublishedMonth
from coordinator.ports import AuditAction, AuditEntry, Stale, UnitOfWork
from coordinator.reports.shared_citizens import SharedRequest, count_shared, shared_citizens
from coordinator.reports.shared_counts import SharedCounts
from coordinator.reports.tables import Table
from plans.access import Deed
from plans.errors import RuleBroken
from plans.people import ServiceArea
from plans.suppression import DEFAULT_THRESHOLD, require_threshold

_THRESHOLD: Final = "smallest_printed_count"
# What is published of a month: always the same tables, and each once.
_PAIRS: Final = (
    (ServiceArea.EMPLOYMENT, ServiceArea.SOCIAL),
    (ServiceArea.EMPLOYMENT, ServiceArea.HEALTH),
    (ServiceArea.SOCIAL, ServiceArea.HEALTH),
)


def shared_citizens_table(desk: Desk, request: SharedRequest) -> Table:
    """Make a table of the citizens that two service areas share (T8.8-T8.11).

    The smallest count that is printed is the municipality's setting. The answer rests on the data
    alone, never on what was asked before: docs/decisions/004.

    Raises:
        RuleBroken: ``not-allowed``, ``suppression-impossible``.
    """
    desk.require(Deed.REPORT)
    with desk.start_report() as work:
        cases, districts = work.lists.shared_cases(), work.lists.districts()
        wanted = replace(request, threshold=_threshold(work))
    # Counted outside the transaction that logs it: nobody who writes waits for a report.
    table = shared_citizens(cases, districts, wanted)
    with desk.start_work() as work:
        work.audit.record(AuditEntry(AuditAction.REPORT, why="shared-citizens", related=False))
        work.commit()
    return table


def publish(desk: Desk, month: date) -> PublishedMonth:
    """Publish the figures of a month that is over, for everybody who may see figures.

    A month is published once and never again: two publications, between which cases came in, would
    tell of those cases. One that is published already stays as it is, and is told of.

    Raises:
        RuleBroken: ``not-allowed``, ``month-not-over``, and ``figures-by-batch-login`` on a shared
            store, where a login of its own counts.
    """
    desk.require(Deed.REPORT)
    first = month.replace(day=1)
    if first > last_whole_month(desk.clock.today()):
        raise RuleBroken("month-not-over")
    with desk.start_reading() as work:
        known = _published(work, first)
        if known is not None:
            return known
    with desk.start_report() as work:
        cases, districts = work.lists.shared_cases(), work.lists.districts()
        threshold = _threshold(work)
    wanted = [replace(each, threshold=threshold) for each in _requests(first)]
    counts = [count_shared(cases, districts, each) for each in wanted]
    with desk.start_work() as work:
        work.figures.publish(first, counts)
        why = f"published {first:%Y-%m}"
        work.audit.record(AuditEntry(AuditAction.REPORT, why=why, related=False))
        made = _published(work, first)
        work.commit()
    assert made is not None
    return made


def published_months(desk: Desk) -> tuple[PublishedMonth, ...]:
    """List the months whose figures are published, newest first.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    desk.require(Deed.REPORT)
    with desk.start_reading() as work:
        return work.figures.months()


def published_counts(desk: Desk, month: date) -> tuple[SharedCounts, ...]:
    """Read what is published of a month; nothing of one that is not.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    desk.require(Deed.REPORT)
    with desk.start_reading() as work:
        return work.figures.of(month)


def last_whole_month(today: date) -> date:
    """Give the first day of the month that ended last."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


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
    desk.require(Deed.SET)
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
    # A setting that somebody wrote past the program must not open what it hides.
    return require_threshold(
        int(json.loads(work.settings.read(_THRESHOLD) or str(DEFAULT_THRESHOLD)))
    )


def _requests(month: date) -> Iterator[SharedRequest]:
    for pair in _PAIRS:
        yield SharedRequest(pair, month)
        if ServiceArea.SOCIAL in pair:
            yield SharedRequest(pair, month, by_intervention=True)


def _published(work: UnitOfWork, month: date) -> PublishedMonth | None:
    return next((each for each in work.figures.months() if each.month == month), None)
