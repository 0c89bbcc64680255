"""The absences of staff in the store."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import col

from coordinator.ports import NotFound
from db.mapping import Fields
from db.tables.absence import AbsenceRow
from db.work_state import WorkState
from plans.absence import Absence


class SqlAbsences:
    """The absences of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        # Held, for the version they were read at is what a save is compared with.
        self._rows: dict[UUID, AbsenceRow] = {}

    def get(self, absence_id: UUID) -> Absence:
        return _absence(self._row(absence_id))

    def of_staff(self, staff_id: UUID) -> tuple[Absence, ...]:
        return self._all(col(AbsenceRow.staff_id) == staff_id)

    def since(self, day: date) -> tuple[Absence, ...]:
        return self._all(or_(col(AbsenceRow.last_day).is_(None), col(AbsenceRow.last_day) >= day))

    def add(self, absence: Absence) -> None:
        self._state.insert(AbsenceRow, absence.id, _fields(absence))
        self._wrote()

    def save(self, absence: Absence) -> None:
        if self._state.update(self._row(absence.id), _fields(absence)):
            self._wrote()

    def remove(self, absence_id: UUID) -> None:
        self._state.remove(self._row(absence_id))
        self._wrote()

    def _all(self, which: ColumnElement[bool]) -> tuple[Absence, ...]:
        question = (
            select(AbsenceRow)
            .where(col(AbsenceRow.removed_at).is_(None), which)
            .order_by(col(AbsenceRow.first_day), col(AbsenceRow.id))
        )
        return tuple(_absence(row) for row in self._state.session.execute(question).scalars())

    def _row(self, absence_id: UUID) -> AbsenceRow:
        row = self._rows.get(absence_id) or self._state.session.get(AbsenceRow, absence_id)
        if row is None or row.removed_at is not None:
            raise NotFound
        self._rows[absence_id] = row
        return row

    def _wrote(self) -> None:
        self._state.flush()
        # Whoever names people shows it.
        self._state.everything = True


def _absence(row: AbsenceRow) -> Absence:
    return Absence(row.id, row.staff_id, row.first_day, row.last_day, row.deputy_id)


def _fields(absence: Absence) -> Fields:
    return {
        "staff_id": absence.staff_id,
        "first_day": absence.first,
        "last_day": absence.last,
        "deputy_id": absence.deputy,
    }
