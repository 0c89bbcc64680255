"""The log in the store: rows with their hashes, and the chain of seals over them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Final
from uuid import UUID

from sqlalchemy import exists, insert, select, text
from sqlmodel import col

from coordinator.enquiries import ENQUIRY
from coordinator.ids import new_id
from coordinator.ports import AuditAction, AuditEntry
from db import doors
from db.bulk import Values, insert_rows
from db.log_reading import ROW, SEAL, log_row, log_seal
from db.tables.house import AuditRow, AuditSealRow
from db.work_state import WorkState
from plans.errors import RuleBroken
from plans.log_chain import LogRow, Seal, SealMark, content_hash, next_seal
from plans.people import StaffMember

_ONLY_READ: Final = frozenset({AuditAction.VIEW, AuditAction.SEARCH})
_OPENS: Final = frozenset({AuditAction.VIEW, AuditAction.UNMASK})
_CONTENT: Final = ("id", "action", "citizen_id", "subject", "subject_id", "why", "related")
# Rows under one seal: enough for a load, few enough to hold their hashes in memory.
_MOST_ROWS: Final = 50_000
_AT_ONCE: Final = 5_000


class SqlAudit:
    """The log of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def record(self, *entries: AuditEntry) -> None:
        self.record_all(entries)

    def record_all(self, entries: Iterable[AuditEntry]) -> None:
        entries = tuple(entries)
        self._state.logged.update(
            entry.citizen_id
            for entry in entries
            if entry.citizen_id is not None and entry.action not in _ONLY_READ
        )
        rows = self._not_let_in(entries)
        if self._state.person:
            doors.log(self._state.session, rows)
        else:
            self._insert(rows)

    def _insert(self, entries: Iterable[AuditEntry]) -> None:
        member, at = self._state.member, self._state.clock.now()
        same = {"at": at, "staff_id": member.id, "staff_name": member.name}
        same["role"] = member.role.value
        rows = map(partial(_hashed, member, at), entries)
        insert_rows(self._state.session, AuditRow, (*_CONTENT, "hash"), rows, same)

    def _not_let_in(self, entries: Iterable[AuditEntry]) -> Iterator[AuditEntry]:
        """Pass the door with what opens something; give the others."""
        for entry in entries:
            opens = self._state.person and entry.action in _OPENS
            if opens and entry.subject == ENQUIRY:
                doors.look_at_enquiry(self._state.session, new_id(), entry.subject_id)
            elif opens and entry.citizen_id is not None:
                doors.look(self._state.session, new_id(), entry)
            else:
                yield entry

    def looked(self, citizen_id: UUID, since: datetime) -> bool:
        if self._state.person and not doors.is_open(self._state.session, citizen_id):
            return False  # what the look opened is closed again
        # By its id: on a server nobody else may ask for a whole row.
        question = select(col(AuditRow.id)).where(
            col(AuditRow.citizen_id) == citizen_id,
            col(AuditRow.at) >= since,
            col(AuditRow.staff_id) == self._state.member.id,
            col(AuditRow.action) == AuditAction.VIEW.value,
            # An enquiry opens no citizen.
            col(AuditRow.subject) != ENQUIRY,
        )
        return self._state.session.execute(question.limit(1)).first() is not None

    def opened_unrelated(self, since: datetime) -> frozenset[UUID]:
        found = self._state.session.execute(
            select(col(AuditRow.citizen_id)).where(
                col(AuditRow.staff_id) == self._state.member.id,
                col(AuditRow.at) > since,
                col(AuditRow.action) == AuditAction.VIEW.value,
                col(AuditRow.related).is_(False),
                # What was sent to one's unit is a reason by itself.
                col(AuditRow.subject) != ENQUIRY,
                col(AuditRow.citizen_id).is_not(None),
            )
        ).scalars()
        return frozenset(each for each in found if each is not None)


def _hashed(member: StaffMember, at: datetime, entry: AuditEntry) -> Values:
    """Give what a row of its own has, and last its hash."""
    row_id, action = new_id(), entry.action.value
    citizen, subject, about, why = entry.citizen_id, entry.subject, entry.subject_id, entry.why
    who = member.id, member.name, member.role.value
    found = content_hash(row_id, at, *who, action, citizen, subject, about, why, entry.related)
    return row_id, action, citizen, subject, about, why, entry.related, found


class SqlSealedLog:
    """The log as a chain."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        self._session = state.session

    def rows(self) -> Iterator[LogRow]:
        asked = (
            f"SELECT {ROW} FROM audit WHERE seal IS NOT NULL ORDER BY seal, id",  # noqa: S608 - ours
            f"SELECT {ROW} FROM audit WHERE seal IS NULL ORDER BY id",  # noqa: S608 - ours
        )
        options = {"yield_per": _AT_ONCE}
        found = (self._session.execute(text(each), execution_options=options) for each in asked)
        return map(log_row, chain.from_iterable(found))

    def rows_under(self, first: int, last: int) -> Iterator[LogRow]:
        asked = f"SELECT {ROW} FROM audit WHERE seal BETWEEN :first AND :last ORDER BY seal, id"  # noqa: S608 - ours
        return map(log_row, self._session.execute(text(asked), {"first": first, "last": last}))

    def seals(self) -> tuple[Seal, ...]:
        if self._state.person and not doors.reads_whole_log(self._session):
            raise RuleBroken("log-auditor-only")
        asked = f"SELECT {SEAL} FROM audit_seal ORDER BY no"  # noqa: S608 - our names
        return tuple(map(log_seal, self._session.execute(text(asked))))

    def seal(self) -> bool:
        self._state.fleeting = True
        if not self._seal_some():
            return False
        while self._seal_some():
            pass
        return True

    def newest(self) -> SealMark | None:
        if self._on_server:
            return doors.newest_seal(self._session)
        newest = self._newest()
        return None if newest is None else newest.mark

    def has(self, mark: SealMark) -> bool:
        if self._on_server:
            return doors.has_seal(self._session, mark)
        question = exists().where(
            col(AuditSealRow.no) == mark.number, col(AuditSealRow.hash) == mark.hash
        )
        return bool(self._session.execute(select(question)).scalar())

    def _newest(self) -> Seal | None:
        asked = f"SELECT {SEAL} FROM audit_seal ORDER BY no DESC LIMIT 1"  # noqa: S608 - our names
        row = self._session.execute(text(asked)).first()
        return None if row is None else log_seal(row)

    def _seal_some(self) -> bool:
        if self._on_server:
            return doors.seal_log(self._session)
        asked = text("SELECT id, hash FROM audit WHERE seal IS NULL ORDER BY id LIMIT :most")
        rows = self._session.execute(asked, {"most": _MOST_ROWS}).all()
        if not rows:
            return False
        hashes = [str(found) for _row_id, found in rows]
        seal = next_seal(self._newest(), hashes, self._state.clock.now())
        fields = (seal.number, seal.at, seal.rows, seal.root, seal.previous, seal.hash)
        names = ("no", "at", "n", "root", "prev", "hash")
        self._session.execute(insert(AuditSealRow), [dict(zip(names, fields, strict=True))])
        under = text("UPDATE audit SET seal = :number WHERE seal IS NULL AND id <= :last")
        self._session.execute(under, {"number": seal.number, "last": rows[-1][0]})
        return True

    @property
    def _on_server(self) -> bool:
        return self._session.get_bind().dialect.name != "sqlite"
