"""See whether the log is what it was: every row, every seal, and what was told outside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry
from plans.access import Deed
from plans.errors import RuleBroken
from plans.log_chain import Break, LogFault, LogRow, SealMark, faults_in


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look through the whole log found; ``waiting_since``: the oldest row without a seal."""

    rows: int
    unsealed: int
    waiting_since: datetime | None
    seals: int
    newest: SealMark | None
    faults: tuple[LogFault, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify_log(desk: Desk, remembered: Iterable[SealMark] = ()) -> Verified:
    """Look through the whole log; ``remembered`` are seals that were seen outside the store.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    desk.require(Deed.CHECK_LOG)
    with desk.start_reading() as work:
        seals = work.sealed_log.seals()
        counted = _Counted(work.sealed_log.rows())
        faults = tuple(faults_in(seals, counted, tuple(remembered)))
        newest = work.sealed_log.newest()
    waiting = counted.unsealed, counted.waiting_since
    found = Verified(counted.rows, *waiting, len(seals), newest, faults)
    _note(desk, "log_verified", "" if found.whole else str(len(faults)))
    return found


def note_seal_published(desk: Desk, mark: SealMark) -> None:
    """Log that the newest seal was taken out of the store, to be kept elsewhere.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    desk.require(Deed.CHECK_LOG)
    _note(desk, "log_seal", str(mark.number))


def accept_log(desk: Desk, faults: Iterable[LogFault], why: str) -> None:
    """Log that seals are gone for a reason; a row or seal that was changed is never accepted.

    Raises:
        RuleBroken: ``not-allowed``, ``reason-missing`` or ``log-altered``.
    """
    desk.require(Deed.CHECK_LOG)
    if not why.strip():
        raise RuleBroken("reason-missing")
    if any(fault.kind is not Break.NEWEST_GONE for fault in faults):
        raise RuleBroken("log-altered")
    _note(desk, "log_accepted", why.strip())


def _note(desk: Desk, subject: str, why: str) -> None:
    with desk.start_work() as work:
        work.audit.record(AuditEntry(AuditAction.CONTROL, None, subject, None, why, related=False))
        work.commit()


class _Counted:
    """Rows as they pass by, and how many they were."""

    def __init__(self, rows: Iterable[LogRow]) -> None:
        self._rows = rows
        self.rows = 0
        self.unsealed = 0
        self.waiting_since: datetime | None = None

    def __iter__(self) -> Iterator[LogRow]:
        for row in self._rows:
            self.rows += 1
            if row.seal is None:
                self.unsealed += 1
                self.waiting_since = min(self.waiting_since or row.at, row.at)
            yield row
