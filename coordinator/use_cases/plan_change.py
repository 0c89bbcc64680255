"""One change of a plan, from reading it to keeping it."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import AuditAction, Stale, UnitOfWork
from coordinator.use_cases.log import Log
from plans.errors import RuleBroken
from plans.plan import JointPlan

# A consent is a deed of its own in the log.
_ACTIONS: Final[Mapping[str, AuditAction]] = {"consent": AuditAction.CONSENT}


def change(
    desk: Desk,
    plan_id: UUID,
    write: Callable[[JointPlan], JointPlan],
    subject: str,
    subject_id: UUID | None = None,
    then: Callable[[UnitOfWork], None] | None = None,
) -> Changes:
    """Load, let the rule write, log, save, keep; ``subject`` names the part in the log."""
    return change_with(desk, plan_id, lambda plan, _work: write(plan), subject, subject_id, then)


def change_with(
    desk: Desk,
    plan_id: UUID,
    write: Callable[[JointPlan, UnitOfWork], JointPlan],
    subject: str,
    subject_id: UUID | None = None,
    then: Callable[[UnitOfWork], None] | None = None,
) -> Changes:
    """Do the same with a rule that asks the store for more than the plan.

    ``then`` writes what rests on the saved plan, in the same transaction.

    Raises:
        RuleBroken: ``part-withheld`` when the part is hidden from the member, who may have seen it
            until just now.
    """
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        if subject_id in {each.id for each in plan.withheld}:
            raise RuleBroken("part-withheld")
        written = write(plan, work)
        if written == plan:
            # Wished before: also by an earlier try whose answer never came.
            return Changes()
        action = _ACTIONS.get(subject, AuditAction.CHANGE)
        Log(work, desk).note(action, plan.citizen_id, subject, subject_id or plan_id)
        work.plans.save(written)
        if then is not None:
            then(work)
        return work.commit()


def unchanged(stored: object, seen: object, wanted: object) -> None:
    """Refuse to write over what a colleague changed; the same wish twice is no conflict.

    Raises:
        Stale: when the store has neither what was seen nor what is wanted.
    """
    if stored not in (seen, wanted):
        raise Stale
