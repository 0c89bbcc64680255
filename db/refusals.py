"""The rows of the log about what was refused, each kept apart from the work that was undone."""

from contextlib import suppress
from datetime import timedelta
from typing import Final

from sqlalchemy import Engine, func, select, text
from sqlmodel import Session, col

from coordinator.ids import new_id
from coordinator.ports import AuditAction, AuditEntry, Clock
from coordinator.server_errors import StoreForbids
from coordinator.store_errors import StoreUnavailable
from db.engine import is_person, writer
from db.errors import translated
from db.log_repository import SqlAudit
from db.tables.house import AuditRow
from db.work_state import WorkState
from plans.errors import RuleBroken
from plans.people import StaffMember
from plans.refusals import REFUSALS, REFUSALS_AN_HOUR

_HOUR: Final = timedelta(hours=1)


def note_refusal(
    engine: Engine, member: StaffMember, clock: Clock, error: BaseException | None
) -> None:
    """Log an error that is a refusal; that it cannot be logged hides none."""
    if not isinstance(error, RuleBroken | StoreForbids) or error.code not in REFUSALS:
        return
    with suppress(StoreUnavailable), translated(), Session(writer(engine)) as session:
        if is_person(engine):
            values = {"entry": new_id(), "code": error.code}
            session.execute(text("SELECT log.refused(:entry, :code)"), values)
        elif _has_room(session, member, clock):
            entry = AuditEntry(AuditAction.REFUSED, subject=error.code, related=False)
            SqlAudit(WorkState(session, member, clock)).record(entry)
        session.commit()


def _has_room(session: Session, member: StaffMember, clock: Clock) -> bool:
    """Tell whether there is room for another row of this person's within the hour."""
    kept = session.execute(
        select(func.count()).where(
            col(AuditRow.staff_id) == member.id,
            col(AuditRow.at) > clock.now() - _HOUR,
            col(AuditRow.action) == AuditAction.REFUSED.value,
        )
    ).scalar_one()
    return bool(kept < REFUSALS_AN_HOUR)
