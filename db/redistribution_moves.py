"""How a citizen of a redistribution is done with when the hand-over is accepted."""

from sqlalchemy import update
from sqlmodel import col

from db.tables.redistributions import RedistributionMoveRow
from db.work_state import WorkState
from plans.handovers import Handover


def close_move(state: WorkState, handover: Handover) -> None:
    """Close the move of an accepted hand-over; on a server a trigger does it for everybody."""
    if handover.redistribution is None:
        return
    now = state.clock.now()
    state.session.execute(
        update(RedistributionMoveRow)
        .where(
            col(RedistributionMoveRow.handover_id) == handover.id,
            col(RedistributionMoveRow.closed_at).is_(None),
        )
        .values(
            closed_at=now,
            changed_at=now,
            changed_by=state.member.id,
            version=col(RedistributionMoveRow.version) + 1,
        )
    )
