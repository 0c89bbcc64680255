"""How long a sign-in counts: for a day's work, and for deeds that weigh more."""

import json
from typing import Final

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry, Stale, UnitOfWork
from plans.access import Deed
from plans.sign_ins import SignInRules

_NAME: Final = "sign_in"


def read_sign_in_rules(desk: Desk) -> SignInRules:
    """Read what the municipality chose; a store that was told nothing has what is shipped."""
    with desk.start_reading() as work:
        return _rules(work)


def write_sign_in_rules(desk: Desk, seen: SignInRules, wanted: SignInRules) -> Changes:
    """Choose how long a sign-in counts; the log keeps the old choice and the new.

    Raises:
        RuleBroken: ``not-allowed``, ``sign-in-rules-unknown``.
        Stale: when they are no longer ``seen``.
    """
    desk.require(Deed.SET)
    wanted.require_offered()
    with desk.start_work() as work:
        if _rules(work) != seen:
            raise Stale
        kept = {"hours": wanted.hours, "minutes": wanted.minutes}
        work.settings.write(_NAME, json.dumps(kept))
        why = f"{seen.hours} h, {seen.minutes} min → {wanted.hours} h, {wanted.minutes} min"
        work.audit.record(
            AuditEntry(AuditAction.SETTING, subject="sign_in", why=why, related=False)
        )
        return work.commit()


def _rules(work: UnitOfWork) -> SignInRules:
    stored: dict[str, int] = json.loads(work.settings.read(_NAME) or "{}")
    return SignInRules.of(stored.get("hours", 0), stored.get("minutes", 0))
