"""Count for management, without revealing small counts."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from coordinator.changes import Changes
from coordinator.danish import month_and_year
from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry, Stale, UnitOfWork
from coordinator.reports.shared_citizens import (
    VISIBLE,
    SharedRequest,
    kinds_by_month,
    shared_citizens,
)
from coordinator.reports.tables import Table
from plans import access
from plans.access import Deed
from plans.errors import RuleBroken
from plans.suppression import DEFAULT_THRESHOLD, require_threshold

_THRESHOLD: Final = "smallest_printed_count"
_DRAWN: Final = "shared_citizens_drawn"


@dataclass(frozen=True, slots=True)
class SmallCounts:
    """How small counts are protected; ``drawn`` is how many months have a table already."""

    threshold: int
    drawn: int


def shared_citizens_table(desk: Desk, request: SharedRequest) -> Table:
    """Make a table of the citizens that two service areas share (T8.8-T8.11).

    The smallest count that is printed is the municipality's setting. The first table of a month
    decides the kind of totals that the others have: two kinds side by side tell small counts.

    Raises:
        RuleBroken: ``not-allowed``, ``suppression-impossible``, ``report-drawn-visible``,
            ``report-drawn-exact``.
    """
    access.require(desk.member, Deed.REPORT)
    with desk.start_reading() as work:
        cases, districts = work.lists.shared_cases(), work.lists.districts()
        wanted = replace(request, threshold=_threshold(work))
    # Counted outside the transaction that logs it: nobody who writes waits for a report.
    table = shared_citizens(cases, districts, wanted)
    with desk.start_work() as work:
        _note_drawn(work, wanted, kinds_by_month(table, wanted), desk.clock.today())
        work.audit.record(AuditEntry(AuditAction.REPORT, why="shared-citizens", related=False))
        work.commit()
    return table


def read_small_counts(desk: Desk) -> SmallCounts:
    """Read how small counts are protected, for the settings screen."""
    with desk.start_reading() as work:
        drawn = sum(len(months) for months in _drawn(work).values())
        return SmallCounts(_threshold(work), drawn)


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
        _log(work, f"{seen} → {threshold}")
        return work.commit()


def forget_drawn_tables(desk: Desk, reason: str) -> Changes:
    """Let each month have either kind of totals again; whoever does so answers for what is out.

    Raises:
        RuleBroken: ``not-allowed``, ``reason-missing``.
    """
    access.require(desk.member, Deed.SET)
    if not reason.strip():
        raise RuleBroken("reason-missing")
    with desk.start_work() as work:
        work.settings.write(_DRAWN, "{}")
        _log(work, reason.strip())
        return work.commit()


def _threshold(work: UnitOfWork) -> int:
    return int(json.loads(work.settings.read(_THRESHOLD) or str(DEFAULT_THRESHOLD)))


def _drawn(work: UnitOfWork) -> dict[str, dict[str, tuple[str, str]]]:
    """Read kind and day of the first table of each pair of service areas and month."""
    drawn: dict[str, dict[str, tuple[str, str]]] = json.loads(work.settings.read(_DRAWN) or "{}")
    return drawn


def _note_drawn(
    work: UnitOfWork, request: SharedRequest, kinds: dict[str, str], today: date
) -> None:
    """Keep what kind of table a month has got; refuse another kind."""
    drawn = _drawn(work)
    months = drawn.setdefault(" ".join(sorted(request.areas)), {})
    before = len(months)
    for month, kind in kinds.items():
        first, day = months.setdefault(month, (kind, today.isoformat()))
        if first != kind:
            raise RuleBroken(
                "report-drawn-visible" if first == VISIBLE else "report-drawn-exact",
                month=month_and_year(date.fromisoformat(f"{month}-01")),
                day=date.fromisoformat(day),
            )
    if len(months) > before:
        work.settings.write(_DRAWN, json.dumps(drawn))


def _log(work: UnitOfWork, why: str) -> None:
    work.audit.record(
        AuditEntry(AuditAction.SETTING, subject="small_counts", why=why, related=False)
    )
