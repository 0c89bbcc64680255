"""People who work on one plan at once, in the store."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlmodel import col

from coordinator.ids import new_id
from coordinator.ports import AuditAction, NotFound
from coordinator.together import Colleague, LastWrite, Pulse, Seat, Settled, Settlement
from db import doors
from db.gone_parts import gone_and_hidden
from db.tables.house import AuditRow
from db.tables.people import StaffRow
from db.tables.plan import PlanRow
from db.tables.together import PresenceRow, SettledConflictRow
from db.work_state import WorkState
from plans.people import ServiceArea

_ONLY_READ = (AuditAction.VIEW.value, AuditAction.SEARCH.value)


class SqlPresence:
    """Who has which plan open."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def citizen_of(self, plan_id: UUID) -> UUID:
        question = select(col(PlanRow.citizen_id)).where(col(PlanRow.id) == plan_id)
        found: UUID | None = (
            doors.citizen_of(self._state.session, plan_id)
            if self._state.person
            else self._state.session.execute(question).scalar()
        )
        if found is None:
            raise NotFound
        return found

    def note(self, seat: Seat, stale: datetime) -> None:
        session = self._state.session
        self._state.fleeting = True
        row = {
            "plan_id": seat.plan_id,
            "staff_id": self._state.member.id,
            "part_kind": seat.part_kind,
            "part_id": seat.part_id,
            "at": self._state.clock.now(),
        }
        # Not through the session: another may drop the row at any time, and that is no conflict.
        old = delete(PresenceRow).where(
            col(PresenceRow.at) < stale, col(PresenceRow.window_id) != seat.window
        )
        session.execute(old)
        mine = update(PresenceRow).where(col(PresenceRow.window_id) == seat.window).values(row)
        if not session.connection().execute(mine).rowcount:
            session.execute(insert(PresenceRow), [{"window_id": seat.window, **row}])

    def leave(self, window: UUID) -> None:
        self._state.fleeting = True
        mine = delete(PresenceRow).where(
            col(PresenceRow.window_id) == window,
            col(PresenceRow.staff_id) == self._state.member.id,
        )
        self._state.session.execute(mine)

    def others(self, plan_id: UUID, since: datetime) -> tuple[Colleague, ...]:
        rows = self._state.session.execute(
            select(
                col(StaffRow.id),
                col(StaffRow.name),
                col(StaffRow.service_area),
                col(PresenceRow.part_kind),
                col(PresenceRow.part_id),
            )
            .join(StaffRow, col(StaffRow.id) == col(PresenceRow.staff_id))
            .where(
                col(PresenceRow.plan_id) == plan_id,
                col(PresenceRow.at) >= since,
                col(PresenceRow.staff_id) != self._state.member.id,
            )
            .order_by(col(PresenceRow.at), col(PresenceRow.window_id))
        )
        # A later row of the same person takes the place of an earlier one.
        newest = {
            who: Colleague(who, name, _area(area), kind, part)
            for who, name, area, kind, part in rows
        }
        return tuple(sorted(newest.values(), key=lambda each: (each.name, each.staff_id)))

    def pulse(self, plan_id: UUID) -> Pulse:
        by_me = col(AuditRow.staff_id) == self._state.member.id
        question = select(by_me, func.count()).where(*self._written(plan_id)).group_by(by_me)
        counts = {bool(mine): number for mine, number in self._state.session.execute(question)}
        return Pulse(counts.get(False, 0), counts.get(True, 0))

    def last_writes(self, plan_id: UUID, limit: int) -> tuple[LastWrite, ...]:
        rows = self._state.session.execute(
            select(
                col(AuditRow.subject),
                col(AuditRow.subject_id),
                col(AuditRow.staff_id),
                col(AuditRow.staff_name),
                col(StaffRow.service_area),
                col(AuditRow.at),
            )
            .join(StaffRow, col(StaffRow.id) == col(AuditRow.staff_id), isouter=True)
            .where(*self._written(plan_id))
            .order_by(col(AuditRow.at).desc(), col(AuditRow.id).desc())
            .limit(limit)
        )
        return tuple(
            LastWrite(subject, subject_id, who, name, _area(area), at)
            for subject, subject_id, who, name, area, at in rows
        )

    def _written(self, plan_id: UUID) -> tuple[ColumnElement[bool], ...]:
        """What makes a row of the log one that tells of a change of the plan's citizen."""
        citizen = select(col(PlanRow.citizen_id)).where(col(PlanRow.id) == plan_id)
        return (
            col(AuditRow.citizen_id) == citizen.scalar_subquery(),
            col(AuditRow.action).not_in(_ONLY_READ),
        )


class SqlSettlements:
    """What was settled between two who wrote at once."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def add(self, plan_id: UUID, settlement: Settlement) -> None:
        fields = {
            "plan_id": plan_id,
            "part_kind": settlement.part_kind,
            "part_id": settlement.part_id,
            "field": settlement.field,
            "mine": settlement.mine,
            "theirs": settlement.theirs,
            "chosen": settlement.chosen,
        }
        self._state.insert(SettledConflictRow, new_id(), fields)
        self._state.flush()

    def of_plan(self, plan_id: UUID, limit: int) -> tuple[Settled, ...]:
        self._state.open(plan_id)
        rows = self._state.session.execute(
            select(SettledConflictRow, col(StaffRow.name))
            .join(StaffRow, col(StaffRow.id) == col(SettledConflictRow.created_by), isouter=True)
            .where(col(SettledConflictRow.plan_id) == plan_id)
            .order_by(col(SettledConflictRow.created_at).desc(), col(SettledConflictRow.id).desc())
            .limit(limit)
        ).all()
        parts = ((row.part_kind, row.part_id) for row, _name in rows)
        hidden = gone_and_hidden(self._state, plan_id, parts)
        return tuple(
            Settled(
                Settlement(row.part_kind, row.part_id, row.field, row.mine, row.theirs, row.chosen),
                name or "",
                row.created_at,
            )
            for row, name in rows
            if row.part_id not in hidden
        )


def _area(code: str | None) -> ServiceArea | None:
    return ServiceArea(code) if code else None
