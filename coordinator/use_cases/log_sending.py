"""Send the log on to a system of the municipality's own, seal by seal, from where it stopped."""

from collections.abc import Callable, Sequence
from typing import Final

from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry
from plans.access import Deed
from plans.errors import RuleBroken
from plans.log_chain import LogRow, Seal, SealMark

# What is read at once, so that no transaction is open while a network is slow.
_AT_ONCE: Final = 5_000


def send_log(
    desk: Desk,
    after: SealMark | None,
    give: Callable[[Sequence[LogRow]], None],
    kept: Callable[[SealMark], None],
) -> int:
    """Give the rows behind a seal, oldest first, and tell how many they were.

    ``kept`` is told each seal whose rows have arrived: a run that is cut short goes on behind it,
    and what it gave without arriving is given again.

    Raises:
        RuleBroken: ``not-allowed``, ``log-mark-unknown`` when the seal is not this log's.
    """
    desk.require(Deed.CHECK_LOG)
    with desk.start_reading() as work:
        if after is not None and not work.sealed_log.has(after):
            raise RuleBroken("log-mark-unknown")
        seals = work.sealed_log.seals()
    waiting: Sequence[Seal] = [
        each for each in seals if after is None or each.number > after.number
    ]
    count = 0
    while waiting:
        batch, waiting = _batch(waiting)
        with desk.start_reading() as work:
            rows = list(work.sealed_log.rows_under(batch[0].number, batch[-1].number))
        give(rows)
        kept(batch[-1].mark)
        count += len(rows)
    if count:
        _note(desk, count)
    return count


def _batch(waiting: Sequence[Seal]) -> tuple[Sequence[Seal], Sequence[Seal]]:
    """Take the next seals, at least one."""
    rows = taken = 0
    for each in waiting:
        rows += each.rows
        taken += 1
        if rows >= _AT_ONCE:
            break
    return waiting[:taken], waiting[taken:]


def _note(desk: Desk, count: int) -> None:
    with desk.start_work() as work:
        work.audit.record(
            AuditEntry(AuditAction.CONTROL, None, "log_sent", None, str(count), related=False)
        )
        work.commit()
