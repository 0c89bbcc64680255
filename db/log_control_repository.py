"""What the control of the log reads and keeps, in the store."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlmodel import col

from coordinator.danish_time import local_time
from coordinator.lists import InsightLine
from coordinator.ports import AuditAction, Stale
from db import doors
from db.mapping import Fields
from db.tables.house import AuditRow
from db.tables.log_control import LogVerdictRow
from db.tables.people import CitizenRow, StaffRow
from db.work_state import WorkState
from plans.log_control import ControlRule, LoggedLook, LogVerdict, Verdict
from plans.people import StaffMember

# The fields of a look that a row about nobody has, in their order.
_OF_REFUSALS: Final = (
    "id", "at", "staff_id", "staff_name", "action", "subject", "why", "related",
)  # fmt: skip


class SqlLogControl:
    """The control of the log of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        self._session = state.session

    def looks(
        self, staff: Collection[StaffMember], first: datetime, until: datetime, rare: int
    ) -> tuple[LoggedLook, ...]:
        if self._state.person:
            wanted = {each.id for each in staff}
            lines = doors.looks(self._session, first, until, rare)
            rows = [row for row in lines if row.staff_id in wanted]
            return tuple(_look(row, row.same_address, row.rare_surname) for row in rows)
        found = self._session.execute(
            _looks().where(
                col(AuditRow.staff_id).in_([each.id for each in staff]),
                col(AuditRow.at) >= first,
                col(AuditRow.at) < until,
            )
        )
        homes, surnames = self._homes(staff), self._rare(staff, rare)
        return tuple(
            _look(
                row,
                bool(row.street) and (row.staff_name, row.street, row.postcode) in homes,
                row.family_name in surnames,
            )
            for row in found
        )

    def refusals(
        self, staff: Collection[StaffMember], first: datetime, until: datetime
    ) -> tuple[LoggedLook, ...]:
        columns = [getattr(AuditRow, name) for name in _OF_REFUSALS]
        found = self._session.execute(
            select(*columns)
            .where(
                col(AuditRow.action) == AuditAction.REFUSED.value,
                col(AuditRow.staff_id).in_([each.id for each in staff]),
                col(AuditRow.at) >= first,
                col(AuditRow.at) < until,
            )
            .order_by(col(AuditRow.at), col(AuditRow.id))
        )
        return tuple(LoggedLook(row.id, local_time(row.at), *row[2:]) for row in found)

    def of_citizen(self, citizen_id: UUID) -> tuple[InsightLine, ...]:
        rows = self._session.execute(
            select(
                col(AuditRow.at),
                col(AuditRow.staff_name),
                col(AuditRow.role),
                col(StaffRow.service_area),
                func.coalesce(col(StaffRow.team), ""),
                col(AuditRow.action),
                col(AuditRow.subject),
                col(AuditRow.why),
                col(AuditRow.related),
            )
            .join(StaffRow, col(StaffRow.id) == col(AuditRow.staff_id), isouter=True)
            .where(col(AuditRow.citizen_id) == citizen_id)
            .order_by(col(AuditRow.at).desc(), col(AuditRow.id).desc())
        )
        return tuple(InsightLine(*row) for row in rows)

    def verdicts(self, week: date) -> tuple[LogVerdict, ...]:
        rows = self._session.execute(
            select(LogVerdictRow, col(StaffRow.name))
            .join(StaffRow, col(StaffRow.id) == col(LogVerdictRow.changed_by))
            .where(col(LogVerdictRow.week) == week, col(LogVerdictRow.removed_at).is_(None))
            .order_by(col(LogVerdictRow.id))
        )
        return tuple(_verdict(row, name) for row, name in rows)

    def put(self, verdict: LogVerdict, seen: LogVerdict | None) -> None:
        row = self._session.get(LogVerdictRow, verdict.finding_id)
        if row is None:
            if seen is not None:
                raise Stale
            self._state.insert(LogVerdictRow, verdict.finding_id, _fields(verdict))
        else:
            if seen is None or (row.verdict, row.words) != (seen.verdict.value, seen.words):
                raise Stale
            self._state.update(row, _fields(verdict))
        self._state.flush()
        self._state.everything = True

    def _homes(self, staff: Collection[StaffMember]) -> set[tuple[str, str, str]]:
        """Find where citizens live who are called as somebody in staff."""
        names = [each.name for each in staff]
        name = col(CitizenRow.given_name) + " " + col(CitizenRow.family_name)
        rows = self._session.execute(
            select(name, col(CitizenRow.street), col(CitizenRow.postcode)).where(name.in_(names))
        )
        return {(who, street, postcode) for who, street, postcode in rows}

    def _rare(self, staff: Collection[StaffMember], most: int) -> set[str]:
        """Find the surnames of staff that few citizens have."""
        names = {each.name.split()[-1] for each in staff if each.name.split()}
        rows = self._session.execute(
            select(col(CitizenRow.family_name))
            .where(col(CitizenRow.family_name).in_(names))
            .group_by(col(CitizenRow.family_name))
            .having(func.count() <= most)
        )
        return set(rows.scalars())


def _looks() -> Select[Any]:
    """Ask for rows of the log about citizens, with whom they are about."""
    whom = (col(CitizenRow.given_name) + " " + col(CitizenRow.family_name)).label("citizen_name")
    columns: tuple[Any, ...] = (
        col(AuditRow.id),
        col(AuditRow.at),
        col(AuditRow.staff_id),
        col(AuditRow.staff_name),
        col(AuditRow.action),
        col(AuditRow.subject),
        col(AuditRow.why),
        col(AuditRow.related),
        col(AuditRow.citizen_id),
        whom,
        col(CitizenRow.family_name),
        col(CitizenRow.street),
        col(CitizenRow.postcode),
    )
    question: Select[Any] = select(*columns)
    return question.join(CitizenRow, col(CitizenRow.id) == col(AuditRow.citizen_id)).order_by(
        col(AuditRow.at), col(AuditRow.id)
    )


def _look(row: Row[Any], same_address: bool, rare_surname: bool) -> LoggedLook:
    return LoggedLook(
        id=row.id,
        at=local_time(row.at),
        staff_id=row.staff_id,
        staff_name=row.staff_name,
        action=row.action,
        subject=row.subject,
        why=row.why,
        related=row.related,
        citizen_id=row.citizen_id,
        citizen_name=row.citizen_name.strip(),
        surname=row.family_name,
        same_address=same_address,
        rare_surname=rare_surname,
    )


def _verdict(row: LogVerdictRow, by: str) -> LogVerdict:
    return LogVerdict(
        row.id,
        row.week,
        row.staff_id,
        row.citizen_id,
        tuple(ControlRule(each) for each in row.rules.split()),
        Verdict(row.verdict),
        row.words,
        by,
        row.changed_at,
    )


def _fields(verdict: LogVerdict) -> Fields:
    return {
        "week": verdict.week,
        "staff_id": verdict.staff_id,
        "citizen_id": verdict.citizen_id,
        "rules": " ".join(verdict.rules),
        "verdict": verdict.verdict.value,
        "words": verdict.words,
    }
