"""Redistributions in the store."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import col

from coordinator.ports import NotFound
from db import doors
from db.handover_repository import SqlHandovers
from db.mapping import Fields
from db.tables.plan import ParticipantRow, PlanRow
from db.tables.redistributions import RedistributionMoveRow, RedistributionRow
from db.work_state import WorkState
from plans.handovers import Handover, Party
from plans.people import ServiceArea
from plans.redistributions import Letter, Move, Redistribution, RedistributionStatus
from plans.states import PlanStatus

_SET, _MOVE = RedistributionRow, RedistributionMoveRow


class SqlRedistributions:
    """The redistributions of one unit of work."""

    def __init__(self, state: WorkState, handovers: SqlHandovers) -> None:
        self._state, self._handovers = state, handovers
        # Held, for the version they were read at is what a save is compared with.
        self._sets: dict[UUID, RedistributionRow] = {}
        self._moves: dict[UUID, RedistributionMoveRow] = {}

    def get(self, redistribution_id: UUID) -> Redistribution:
        found = self._all(col(_SET.id) == redistribution_id)
        if not found:
            raise NotFound
        return found[0]

    def of_people(self, people: Collection[UUID], since: datetime) -> tuple[Redistribution, ...]:
        going_on = select(col(_MOVE.redistribution_id)).where(
            col(_MOVE.giver_id).in_(people),
            or_(col(_MOVE.closed_at).is_(None), col(_MOVE.closed_at) >= since),
        )
        return self._all(col(_SET.id).in_(going_on))

    def standing(self, citizens: Collection[UUID]) -> frozenset[UUID]:
        if self._state.person:
            return frozenset(doors.in_open_sets(self._state.session, citizens))
        question = select(col(_MOVE.citizen_id)).where(
            col(_MOVE.citizen_id).in_(citizens), col(_MOVE.closed_at).is_(None)
        )
        return frozenset(self._state.session.execute(question).scalars())

    def beside(self, citizens: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
        session, at_work = self._state.session, col(PlanRow.status) != PlanStatus.CLOSED.value
        plans = session.execute(
            select(col(PlanRow.id), col(PlanRow.citizen_id), col(PlanRow.deputy_id)).where(
                col(PlanRow.citizen_id).in_(citizens), at_work
            )
        ).all()
        whose = {plan_id: citizen_id for plan_id, citizen_id, _deputy in plans}
        known: dict[UUID, list[UUID]] = defaultdict(list)
        for _plan, citizen_id, deputy in plans:
            if deputy is not None:
                known[citizen_id].append(deputy)
        seats = (
            select(col(ParticipantRow.plan_id), col(ParticipantRow.staff_id))
            .where(
                col(ParticipantRow.plan_id).in_(whose),
                col(ParticipantRow.removed_at).is_(None),
                col(ParticipantRow.staff_id).is_not(None),
            )
            .order_by(col(ParticipantRow.place), col(ParticipantRow.id))
        )
        for plan_id, staff_id in session.execute(seats) if whose else ():
            known[whose[plan_id]].append(staff_id)
        return {citizen_id: tuple(dict.fromkeys(found)) for citizen_id, found in known.items()}

    def add(self, redistribution: Redistribution) -> None:
        fields = _fields(redistribution)
        made = self._state.insert(_SET, redistribution.id, fields)
        assert isinstance(made, RedistributionRow)
        self._state.flush()
        self._sets[redistribution.id] = made
        for place, move in enumerate(redistribution.moves):
            row = self._state.insert(
                _MOVE, move.id, _move_fields(move) | _born(redistribution.id, move, place)
            )
            assert isinstance(row, RedistributionMoveRow)
            self._moves[move.id] = row
        self._state.flush()
        self._state.everything = True

    def save(self, redistribution: Redistribution) -> None:
        row = self._sets[redistribution.id]
        touched = self._state.update(row, {"status": redistribution.status.value})
        for move in redistribution.moves:
            touched |= self._state.update(self._moves[move.id], _move_fields(move))
        if touched:
            self._state.flush()
            self._state.everything = True

    def _all(self, which: ColumnElement[bool]) -> tuple[Redistribution, ...]:
        session = self._state.session
        asked = select(_SET).where(which).order_by(col(_SET.at).desc(), col(_SET.id))
        rows = session.execute(asked).scalars().all()
        self._sets |= {row.id: row for row in rows}
        places = (
            select(_MOVE)
            .where(col(_MOVE.redistribution_id).in_([row.id for row in rows]))
            .order_by(col(_MOVE.place))
        )
        moves: dict[UUID, list[RedistributionMoveRow]] = defaultdict(list)
        for move in session.execute(places).scalars() if rows else ():
            self._moves[move.id] = move
            moves[move.redistribution_id].append(move)
        named = {
            each.handover_id: each.citizen_id
            for of_set in moves.values()
            for each in of_set
            if each.handover_id is not None
        }
        offered = self._handovers.of_moves(set(named.values()), named)
        return tuple(_redistribution(row, moves[row.id], offered) for row in rows)


def _redistribution(
    row: RedistributionRow, moves: Iterable[RedistributionMoveRow], offered: dict[UUID, Handover]
) -> Redistribution:
    return Redistribution(
        id=row.id,
        service_area=ServiceArea(row.service_area) if row.service_area else None,
        team=row.team,
        by=Party(row.by_id, row.by_name),
        at=row.at,
        cause=row.cause,
        comment=row.comment,
        note=row.note,
        until=row.until,
        status=RedistributionStatus(row.status),
        moves=tuple(_move(each, offered) for each in moves),
    )


def _move(row: RedistributionMoveRow, offered: dict[UUID, Handover]) -> Move:
    printed = row.letter_number is not None and row.letter_at is not None
    return Move(
        id=row.id,
        citizen_id=row.citizen_id,
        giver=Party(row.giver_id, row.giver_name),
        receiver=Party(row.receiver_id, row.receiver_name),
        reason=row.reason,
        tries=row.tries,
        handover=offered.get(row.handover_id) if row.handover_id else None,
        hindrance=row.hindrance,
        closed_at=row.closed_at,
        letter=Letter(row.letter_number or 0, row.letter_at or row.changed_at) if printed else None,
    )


def _fields(redistribution: Redistribution) -> Fields:
    return {
        "service_area": redistribution.service_area.value if redistribution.service_area else None,
        "team": redistribution.team,
        "by_id": redistribution.by.id,
        "by_name": redistribution.by.name,
        "at": redistribution.at,
        "cause": redistribution.cause,
        "comment": redistribution.comment,
        "note": redistribution.note,
        "until": redistribution.until,
        "status": redistribution.status.value,
    }


def _born(redistribution_id: UUID, move: Move, place: int) -> Fields:
    return {
        "redistribution_id": redistribution_id,
        "citizen_id": move.citizen_id,
        "giver_id": move.giver.id,
        "giver_name": move.giver.name,
        "reason": move.reason,
        "place": place,
    }


def _move_fields(move: Move) -> Fields:
    return {
        "receiver_id": move.receiver.id,
        "receiver_name": move.receiver.name,
        "tries": move.tries,
        "handover_id": move.handover.id if move.handover else None,
        "hindrance": move.hindrance,
        "closed_at": move.closed_at,
        "letter_number": move.letter.number if move.letter else None,
        "letter_at": move.letter.at if move.letter else None,
    }
