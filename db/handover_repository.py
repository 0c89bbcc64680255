"""The hand-overs of citizens in the store."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from coordinator.going_along import Move, let_go_along
from coordinator.handover_ports import Taken
from coordinator.ports import NotFound
from db import doors
from db.enquiry_repository import SqlEnquiries
from db.mapping import Fields, staff_member
from db.redistribution_moves import close_move
from db.sight import consent_about
from db.staff_task_repository import SqlStaffTasks
from db.tables.handovers import HandoverRow, HandoverWordRow
from db.tables.people import CaseFileRow, StaffRow
from db.work_state import WorkState
from plans.handed_along import AlongKind
from plans.handovers import (
    Change,
    Handover,
    HandoverKind,
    HandoverStatus,
    HandoverWord,
    Party,
    Promise,
    WordKind,
)


class SqlHandovers:
    """The hand-overs of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        # Held, for the version they were read at is what a save is compared with.
        self._rows: dict[UUID, HandoverRow] = {}

    def get(self, handover_id: UUID) -> Handover:
        found = self._all(col(HandoverRow.id) == handover_id)
        if not found:
            raise NotFound
        return found[0]

    def of_citizen(self, citizen_id: UUID) -> tuple[Handover, ...]:
        return self._all(col(HandoverRow.citizen_id) == citizen_id)

    def changes(self, citizen_id: UUID, since: datetime) -> tuple[Change, ...]:
        if self._state.person:
            told = doors.changes_of(self._state.session, (citizen_id,), since)
            return tuple(change for _citizen, change in told)
        rows = self._state.session.execute(
            select(HandoverRow)
            .where(
                col(HandoverRow.citizen_id) == citizen_id,
                col(HandoverRow.status) == HandoverStatus.ACCEPTED.value,
                col(HandoverRow.kind) != HandoverKind.HELP.value,
                col(HandoverRow.answered_at) >= since,
            )
            .order_by(col(HandoverRow.answered_at), col(HandoverRow.id))
        ).scalars()
        return tuple(
            Change(row.id, row.giver_id, row.receiver_id, row.answered_at or row.at, row.cause)
            for row in rows
        )

    def of_staff(self, people: Collection[UUID], since: datetime) -> tuple[Handover, ...]:
        theirs = or_(
            col(HandoverRow.giver_id).in_(people),
            col(HandoverRow.receiver_id).in_(people),
            col(HandoverRow.by_id).in_(people),
        )
        recent = or_(
            col(HandoverRow.status) == HandoverStatus.OFFERED.value,
            col(HandoverRow.answered_at) >= since,
            _lent(),
        )
        return self._all(and_(theirs, recent))

    def of_moves(self, citizens: Collection[UUID], ids: Collection[UUID]) -> dict[UUID, Handover]:
        """Give some hand-overs of some citizens by their ids."""
        # By the citizens, whom an index has on a server too.
        which = and_(col(HandoverRow.citizen_id).in_(citizens), col(HandoverRow.id).in_(ids))
        return {each.id: each for each in self._all(which)} if ids else {}

    def add(self, handover: Handover) -> None:
        self._state.insert(HandoverRow, handover.id, _fields(handover))
        self._wrote(handover)

    def save(self, handover: Handover) -> None:
        row = self._rows[handover.id]
        touched = self._state.update(row, _fields(handover))
        known = set(
            self._state.session.execute(
                select(col(HandoverWordRow.id)).where(
                    col(HandoverWordRow.handover_id) == handover.id
                )
            ).scalars()
        )
        for place, word in enumerate(handover.words):
            if word.id not in known:
                self._state.insert(HandoverWordRow, word.id, _word_fields(handover, word, place))
                touched = True
        if touched:
            self._wrote(handover)
        if handover.status is HandoverStatus.ACCEPTED and not self._state.person:
            close_move(self._state, handover)

    def take_cases(self, handover: Handover) -> None:
        if self._state.person:
            doors.take_cases(self._state.session, handover.id)
            return
        receiver = self._state.session.get_one(StaffRow, handover.receiver.id)
        today = self._state.clock.today()
        question = select(CaseFileRow).where(
            col(CaseFileRow.citizen_id) == handover.citizen_id,
            col(CaseFileRow.caseworker_id) == handover.giver.id,
            col(CaseFileRow.removed_at).is_(None),
            or_(col(CaseFileRow.end_date).is_(None), col(CaseFileRow.end_date) >= today),
        )
        for row in self._state.session.execute(question).scalars():
            if receiver.service_area in (None, row.service_area):
                fields = {"caseworker_id": receiver.id, "handover_id": handover.id}
                self._state.update(row, fields)
        self._state.flush()

    def take_tasks(self, handover: Handover) -> tuple[Taken, ...]:
        state = self._state
        if state.person:
            found = doors.take_tasks(state.session, handover.id)
            self._wrote(handover)
            return tuple(Taken(AlongKind(kind), thing) for kind, thing in found)
        giver, receiver = (
            staff_member(state.session.get_one(StaffRow, each.id))
            for each in (handover.giver, handover.receiver)
        )
        consent = consent_about(state.session, handover.citizen_id, state.clock.today())
        move = Move(handover, giver, receiver, state.member, state.clock.now(), consent)
        return let_go_along(SqlStaffTasks(state), SqlEnquiries(state), move)

    def _all(self, which: ColumnElement[bool]) -> tuple[Handover, ...]:
        rows = (
            self._state.session.execute(
                select(HandoverRow)
                .where(which, col(HandoverRow.removed_at).is_(None))
                .order_by(col(HandoverRow.at).desc(), col(HandoverRow.id))
            )
            .scalars()
            .all()
        )
        self._rows |= {row.id: row for row in rows}
        words = self._words(rows)
        return tuple(_handover(row, words[row.id]) for row in rows)

    def _words(self, of: Sequence[HandoverRow]) -> dict[UUID, list[HandoverWord]]:
        found: dict[UUID, list[HandoverWord]] = defaultdict(list)
        if not of:
            return found
        rows = self._state.session.execute(
            select(HandoverWordRow)
            .where(
                col(HandoverWordRow.citizen_id).in_({row.citizen_id for row in of}),
                col(HandoverWordRow.handover_id).in_([row.id for row in of]),
            )
            .order_by(col(HandoverWordRow.place), col(HandoverWordRow.at))
        ).scalars()
        for row in rows:
            by = Party(row.by_id, row.by_name)
            word = HandoverWord(row.id, WordKind(row.kind), row.at, by, row.text)
            found[row.handover_id].append(word)
        return found

    def _wrote(self, handover: Handover) -> None:
        self._state.flush()
        row = self._state.session.get(HandoverRow, handover.id)
        if row is not None:
            self._rows[handover.id] = row
        self._state.citizens.add(handover.citizen_id)


def opened_to(
    citizen_id: UUID | BindParameter[UUID],
    staff_id: UUID | BindParameter[UUID],
    today: date | BindParameter[date],
) -> ColumnElement[bool]:
    """Ask whether a hand-over lets somebody read a citizen; as ``plans.handovers.opens``."""
    status, kind = col(HandoverRow.status), col(HandoverRow.kind)
    offered = and_(status == HandoverStatus.OFFERED.value, kind != HandoverKind.REQUEST.value)
    helps = and_(
        status == HandoverStatus.ACCEPTED.value,
        kind == HandoverKind.HELP.value,
        col(HandoverRow.until) >= today,
    )
    return exists().where(
        col(HandoverRow.citizen_id) == citizen_id,
        or_(
            and_(col(HandoverRow.receiver_id) == staff_id, or_(offered, helps)),
            and_(col(HandoverRow.giver_id) == staff_id, _lent()),
        ),
    )


def _lent() -> ColumnElement[bool]:
    """Say which hand-overs are to go back."""
    back = aliased(HandoverRow)
    gone_back = select(col(back.id)).where(col(back.returns_id) == col(HandoverRow.id)).exists()
    return and_(
        col(HandoverRow.status) == HandoverStatus.ACCEPTED.value,
        col(HandoverRow.until).is_not(None),
        col(HandoverRow.kind) != HandoverKind.HELP.value,
        ~gone_back,
    )


def _handover(row: HandoverRow, words: Iterable[HandoverWord]) -> Handover:
    answered = row.answered_by_id
    return Handover(
        id=row.id,
        citizen_id=row.citizen_id,
        plan_id=row.plan_id,
        kind=HandoverKind(row.kind),
        cause=row.cause,
        giver=Party(row.giver_id, row.giver_name),
        receiver=Party(row.receiver_id, row.receiver_name),
        by=Party(row.by_id, row.by_name),
        at=row.at,
        comment=row.comment,
        note=row.note,
        promises=_promises(row.promises),
        staying=frozenset(UUID(each) for each in row.staying.split(",") if each),
        until=row.until,
        status=HandoverStatus(row.status),
        words=tuple(words),
        answered_by=Party(answered, row.answered_by_name) if answered else None,
        answered_at=row.answered_at,
        reason=row.reason,
        returns=row.returns_id,
        redistribution=row.redistribution_id,
        meeting=row.meeting_on,
    )


def _fields(handover: Handover) -> Fields:
    answered = handover.answered_by
    return {
        "citizen_id": handover.citizen_id,
        "plan_id": handover.plan_id,
        "kind": handover.kind.value,
        "cause": handover.cause,
        "comment": handover.comment,
        "giver_id": handover.giver.id,
        "giver_name": handover.giver.name,
        "receiver_id": handover.receiver.id,
        "receiver_name": handover.receiver.name,
        "by_id": handover.by.id,
        "by_name": handover.by.name,
        "at": handover.at,
        "note": handover.note,
        "promises": "\n".join(_promise_line(each) for each in handover.promises),
        "staying": ",".join(sorted(str(each) for each in handover.staying)),
        "until": handover.until,
        "status": handover.status.value,
        "answered_by_id": answered.id if answered else None,
        "answered_by_name": answered.name if answered else "",
        "answered_at": handover.answered_at,
        "reason": handover.reason,
        "returns_id": handover.returns,
        "redistribution_id": handover.redistribution,
        "meeting_on": handover.meeting,
    }


def _word_fields(handover: Handover, word: HandoverWord, place: int) -> dict[str, Any]:
    return {
        "handover_id": handover.id,
        "citizen_id": handover.citizen_id,
        "kind": word.kind.value,
        "at": word.at,
        "by_id": word.by.id,
        "by_name": word.by.name,
        "text": word.text,
        "place": place,
    }


def _promise_line(promise: Promise) -> str:
    day = promise.due.isoformat() if promise.due else ""
    return f"{day}\t{' '.join(promise.text.split())}"


def _promises(text: str) -> tuple[Promise, ...]:
    lines = (line.partition("\t") for line in text.split("\n") if line)
    return tuple(
        Promise(words, date.fromisoformat(day) if day else None) for day, _tab, words in lines
    )
