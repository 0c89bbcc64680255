"""Everybody changes the password that they sign in to a shared store with."""

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.passwords import require_password
from coordinator.ports import AuditAction, AuditEntry
from coordinator.stores import OwnPassword
from plans.errors import RuleBroken


def change_own_password(desk: Desk, password: OwnPassword, old: str, new: str) -> Changes:
    """Take another password; the log tells that, and nothing of either.

    Raises:
        RuleBroken: ``password-not-new`` and those of ``coordinator.passwords``.
        StoreUnavailable: ``PasswordWrong`` when ``old`` is not the password.
    """
    require_password(new, desk.member.login, desk.member.name)
    if new == old:
        raise RuleBroken("password-not-new")
    with desk.start_work() as work:
        person = desk.member.id
        work.audit.record(
            AuditEntry(AuditAction.SETTING, None, "staff", person, "own password", related=False)
        )
        password.change(old, new)
        return work.commit()
