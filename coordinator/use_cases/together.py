"""Work on one plan at the same time: who is there, what they changed, what was settled.

Who may read the plan may know who has it open; nobody else sees or is told anything.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ports import AuditAction, UnitOfWork
from coordinator.standing_in import reads_papers
from coordinator.together import Colleague, LastWrite, Pulse, Seat, Settled, Settlement
from coordinator.use_cases.log import Log
from plans import access
from plans.access import Deed
from plans.sharing import tells_of_hidden

# Three heartbeats may be lost before somebody counts as gone.
GONE_AFTER: Final = timedelta(seconds=45)
_MOST_LINES: Final = 50


@dataclass(frozen=True, slots=True)
class Around:
    """Who else has a plan open, and how often it was written."""

    colleagues: tuple[Colleague, ...]
    pulse: Pulse


def take_seat(desk: Desk, seat: Seat) -> None:
    """Tell the others where in a plan one writes; again now and then, or one counts as gone.

    Not logged: that the plan was opened is, and nothing of the citizen is told.

    Raises:
        RuleBroken: ``reason-needed`` when the plan is not open to the member.
    """
    with desk.start_work() as work:
        _require_open(work, desk, seat.plan_id)
        work.presence.note(seat, desk.clock.now() - GONE_AFTER)
        work.commit()


def leave_seat(desk: Desk, window: UUID) -> None:
    """Tell the others that one's window shows the plan no more."""
    with desk.start_work() as work:
        work.presence.leave(window)
        work.commit()


def look_around(desk: Desk, plan_id: UUID) -> Around:
    """See who else has a plan open, and whether it was written since one looked last.

    Raises:
        RuleBroken: ``reason-needed`` when the plan is not open to the member.
    """
    with desk.start_reading() as work:
        _require_open(work, desk, plan_id)
        since = desk.clock.now() - GONE_AFTER
        return Around(work.presence.others(plan_id, since), work.presence.pulse(plan_id))


def last_writes(desk: Desk, plan_id: UUID) -> tuple[LastWrite, ...]:
    """List who wrote what in a plan, newest first.

    Raises:
        RuleBroken: ``reason-needed`` when the plan is not open to the member.
    """
    with desk.start_reading() as work:
        _require_open(work, desk, plan_id)
        return work.presence.last_writes(plan_id, _MOST_LINES)


def keep_settled(desk: Desk, plan_id: UUID, settlement: Settlement) -> Changes:
    """Keep what two people wrote in a field and what was chosen, so that no text is lost.

    Raises:
        RuleBroken: ``not-your-plan`` when the member writes nothing in the plan.
    """
    with desk.start_work() as work:
        plan = work.plans.get(plan_id)
        access.require_part(plan, desk.member)
        Log(work, desk).note(AuditAction.CHANGE, plan.citizen_id, "settled", plan_id)
        work.settled.add(plan_id, settlement)
        return work.commit()


def settled_texts(desk: Desk, plan_id: UUID) -> tuple[Settled, ...]:
    """List the fields of a plan that two people changed, newest first; none of a hidden part.

    Raises:
        RuleBroken: ``reason-needed`` when the plan is not open to the member.
    """
    with desk.start_reading() as work:
        _require_open(work, desk, plan_id)
        plan = work.plans.get(plan_id)
        leads = access.leads(plan, desk.member)
        if not leads and not reads_papers(work, desk, plan):
            return ()
        return tuple(
            each
            for each in work.settled.of_plan(plan_id, _MOST_LINES)
            if not tells_of_hidden(plan, each.settlement.part_kind, each.settlement.part_id)
        )


def _require_open(work: UnitOfWork, desk: Desk, plan_id: UUID) -> None:
    """Refuse who has no business with the plan, as reading it would."""
    desk.require(Deed.OPEN_CITIZEN)
    Log(work, desk).require_reason(work.presence.citizen_of(plan_id))
