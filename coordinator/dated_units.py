"""The units by their dated names: what each is called on a day, takes, and asks of its people."""

from collections.abc import Iterable
from datetime import date

from coordinator.dated_lists import DatedList, ListEntry
from plans.units import Unit


class UnitBook:
    """The list of units as it was read at once; staff may still have a name of before."""

    def __init__(self, entries: Iterable[ListEntry], today: date) -> None:
        self._lines = tuple(each for each in entries if each.list is DatedList.UNITS)
        self._today = today

    def name(self, unit: Unit, day: date | None = None) -> str:
        """Say what a unit is called on a day, today when none is given."""
        found = self._line(unit, day)
        return unit.team if found is None else found.label

    def points(self, unit: Unit) -> int | None:
        """Say how much each case worker of a unit may have; None where nobody has said."""
        found = self._line(unit)
        return None if found is None else found.points

    def subjects(self, unit: Unit) -> frozenset[str]:
        """Name the subjects that a unit takes; one that names none takes all there are."""
        found = self._line(unit)
        named = _named(found) if found is not None else frozenset()
        return named or self.all_subjects()

    def all_subjects(self) -> frozenset[str]:
        """Name every subject that a unit takes today."""
        now = (each for each in self._lines if each.holds_on(self._today))
        return frozenset[str]().union(*map(_named, now))

    def rank(self, unit: Unit, subject: str) -> int:
        """Order units by how surely they take a subject: it is named, nothing is, or others are."""
        found = self._line(unit)
        named = _named(found) if found is not None else frozenset()
        asked = subject.casefold()
        if any(each in asked or asked in each for each in named):
            return 0
        return 2 if named else 1

    def asked_by(self, titles: Iterable[str]) -> frozenset[str]:
        """Name the subjects that the titles of cases tell of."""
        told = " ".join(titles).casefold()
        return frozenset(each for each in self.all_subjects() if each in told)

    def _line(self, unit: Unit, day: date | None = None) -> ListEntry | None:
        """Find the line of a day by a name that the unit has, had or will have."""
        asked = day or self._today
        name = unit.team.strip().casefold()
        codes = {each.code for each in self._lines if _may_be(each, unit, name)}
        holding = (each for each in self._lines if each.code in codes and each.holds_on(asked))
        return next(holding, None)


def _may_be(line: ListEntry, unit: Unit, name: str) -> bool:
    of_area = unit.service_area is None or line.service_area in (None, unit.service_area)
    return of_area and line.label.strip().casefold() == name


def _named(line: ListEntry) -> frozenset[str]:
    return frozenset(each for part in line.text.split("|") if (each := part.strip().casefold()))
