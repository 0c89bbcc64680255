"""Everybody sees where they are signed in, and ends what should not be open."""

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry
from coordinator.sign_ins import OpenWindow, SignIn


def begin_sitting(desk: Desk, mark: str, pc: str) -> SignIn | None:
    """Keep that somebody signed in at this PC; give the last time before."""
    with desk.start_work() as work:
        before = work.sign_ins.begin(mark, pc)
        work.commit()
        return before


def open_windows(desk: Desk, mark: str) -> tuple[OpenWindow, ...]:
    """List what is open by one's own login, this program among it."""
    with desk.start_reading() as work:
        return work.sign_ins.open_now(mark)


def end_other_windows(desk: Desk, mark: str) -> Changes:
    """End all that is open by one's own login but this program; the log tells."""
    with desk.start_work() as work:
        person = desk.member.id
        work.audit.record(
            AuditEntry(AuditAction.SETTING, None, "staff", person, "other windows", related=False)
        )
        work.sign_ins.keep_only(mark)
        changes = work.commit()
    # Only now: who is ended comes back at once, and is told then.
    with desk.start_work() as work:
        work.sign_ins.end_others(mark)
    return changes
