"""The absences of the store in memory."""

from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.ports import NotFound, Stale
from plans.absence import Absence

if TYPE_CHECKING:
    from datetime import date

    from tests.fakes import FakeWork, Kept

_ALL = Changes(everything=True)


class FakeAbsences:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def get(self, absence_id: UUID) -> Absence:
        if absence_id not in self._work.now.absences:
            raise NotFound
        return self._work.now.absences[absence_id]

    def of_staff(self, staff_id: UUID) -> tuple[Absence, ...]:
        return tuple(each for each in self._ordered() if each.staff_id == staff_id)

    def since(self, day: "date") -> tuple[Absence, ...]:
        return tuple(each for each in self._ordered() if each.last is None or each.last >= day)

    def add(self, absence: Absence) -> None:
        self._work.do(lambda kept: kept.absences.update({absence.id: absence}), _ALL)

    def save(self, absence: Absence) -> None:
        before = self.get(absence.id)

        def step(kept: "Kept") -> None:
            if kept.absences.get(absence.id) not in (before, absence):
                raise Stale
            kept.absences[absence.id] = absence

        self._work.do(step, _ALL)

    def remove(self, absence_id: UUID) -> None:
        before = self.get(absence_id)

        def step(kept: "Kept") -> None:
            if kept.absences.get(absence_id) != before:
                raise Stale
            del kept.absences[absence_id]

        self._work.do(step, _ALL)

    def _ordered(self) -> list[Absence]:
        found = self._work.now.absences.values()
        return sorted(found, key=lambda each: (each.first, str(each.id)))
