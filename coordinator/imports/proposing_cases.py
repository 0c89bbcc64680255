"""Cases and their citizens: which rows are new, which change something, which cases are gone."""

from collections.abc import Iterable
from uuid import UUID

from coordinator.ids import new_id
from coordinator.imports.citizens import Person, day_text
from coordinator.imports.findings import Notice, Rejection
from coordinator.imports.known import Known, KnownCase, KnownCitizen
from coordinator.imports.proposal import Action, Difference, ProposedChange
from coordinator.imports.records import CaseRecord, case_key
from coordinator.imports.writes import CaseWrite, CitizenWrite, MissingCase
from plans.cpr import CprNumber


class CaseProposer:
    """Goes through the rows of one case file; :meth:`gather` first, then :meth:`change` each."""

    def __init__(self, file: str, number_heading: str | None, known: Known) -> None:
        self._file = file
        self._number_heading = number_heading
        self._known = known
        self._people: dict[str, Person] = {}
        self._by_id: dict[UUID, Person] = {}
        self._cases: dict[UUID, list[KnownCase]] = {}
        for case in known.cases:
            self._cases.setdefault(case.citizen_id, []).append(case)
        self._seen: dict[tuple[object, ...], int] = {}
        self._matched: set[UUID] = set()
        self.notices: list[Notice] = []
        self.citizen_writes: list[CitizenWrite] = []
        self.case_writes: list[CaseWrite] = []

    def gather(self, records: Iterable[CaseRecord]) -> None:
        """Bring together what all rows say about each citizen, under whatever number."""
        for record in records:
            value = record.number.value
            person = self._people.get(value)
            if person is None:
                known = self._known.citizens.get(value)
                person = self._by_id.get(known.id) if known else None
                if person is None:
                    person = Person(record, known)
                    self._by_id[person.id] = person
                    self._people[value] = person
                    continue
                self._people[value] = person
            self.notices.extend(person.join(record, self._file))

    def change(self, record: CaseRecord) -> ProposedChange | Rejection:
        """Say what one row does; a second row of one case under another number is refused."""
        person = self._people[record.number.value]
        key = (person.id, *case_key(record.service_area, record.title, record.start))
        other = self._seen.setdefault(key, record.line)
        if other != record.line:
            masked, said = record.number.masked, {"other": other}
            column = self._number_heading
            return Rejection(self._file, record.line, column, masked, "duplicate", dict(said))
        about_citizen = self._citizen(person) if record.line == person.line else None
        old = self._old_case(person, record)
        differences = _case_differences(old, record) if old else ()
        if old is None or differences:
            self.case_writes.append(_case_write(record, person.id, old))
        self._row_notices(record, person)
        if old is not None and _is_handed(old, record):
            facts: dict[str, object] = {"login": record.caseworker_text}
            self.notices.append(
                Notice(self._file, record.line, "handover", "case-handed-over", facts)
            )
        action = Action.UNCHANGED
        if old is None:
            action = Action.CREATED
        elif differences or about_citizen is not None:
            action = Action.CHANGED
        differences = (*(about_citizen or ()), *differences)
        return ProposedChange(
            record.line, action, person.name, record.number.masked, differences, record
        )

    def missing(self, refused: frozenset[str]) -> tuple[MissingCase, ...]:
        """List the cases that no row has.

        Args:
            refused: Person numbers in refused rows; whether their cases are gone is not known.
        """
        gone = [case for case in self._known.cases if case.id not in self._matched]
        if not gone:
            return ()
        citizens = {each.id: each for each in self._known.citizens.values()}
        return tuple(
            _missing(case, citizens.get(case.citizen_id))
            for case in gone
            if refused.isdisjoint(_numbers(citizens.get(case.citizen_id)))
        )

    def _citizen(self, person: Person) -> tuple[Difference, ...] | None:
        """Settle a citizen at their first row; None when nothing about them changes."""
        write = person.settle()
        self.notices.extend(person.notices(self._file))
        if write is None:
            return None
        self.citizen_writes.append(write)
        return person.differences()

    def _old_case(self, person: Person, record: CaseRecord) -> KnownCase | None:
        key = case_key(record.service_area, record.title, record.start)
        for case in self._cases.get(person.id, ()):
            if case_key(record.service_area, case.title, case.start) == key:
                self._matched.add(case.id)
                return case
        return None

    def _row_notices(self, record: CaseRecord, person: Person) -> None:
        login, district = record.caseworker_text, record.district_text
        if login and login.casefold() not in self._known.staff:
            facts: dict[str, object] = {"login": login}
            self.notices.append(Notice(self._file, record.line, "login", "login-unknown", facts))
        if district and district.casefold() not in self._known.districts:
            code = "district-unknown-hidden" if person.protected else "district-unknown"
            said: dict[str, object] = {} if person.protected else {"district": district}
            self.notices.append(Notice(self._file, record.line, "district", code, said))


def _case_differences(old: KnownCase, new: CaseRecord) -> tuple[Difference, ...]:
    if not old.missing and (
        old.title == new.title
        and old.start == new.start
        and old.end == new.end
        and old.caseworker_text == new.caseworker_text
        and old.distance == new.distance
        and old.job_goals == new.job_goals
        and old.ordinary_hours == new.ordinary_hours
    ):
        return ()
    pairs = (
        ("title", old.title, new.title),
        ("start", day_text(old.start), day_text(new.start)),
        ("end", day_text(old.end), day_text(new.end)),
        ("caseworker", old.caseworker_text, new.caseworker_text),
        ("distance", old.distance, new.distance),
        ("job_goals", " · ".join(old.job_goals), " · ".join(new.job_goals)),
        ("ordinary_hours", old.ordinary_hours, new.ordinary_hours),
        ("missing", "no" if old.missing else "yes", "yes"),
    )
    return tuple(Difference(field, was, now) for field, was, now in pairs if was != now)


def _case_write(record: CaseRecord, citizen_id: UUID, old: KnownCase | None) -> CaseWrite:
    return CaseWrite(
        old.id if old else new_id(),
        citizen_id,
        old is None,
        record.service_area,
        record.title,
        record.start,
        record.end,
        record.caseworker_text,
        record.distance,
        record.job_goals,
        record.ordinary_hours,
        old is not None and _is_handed(old, record),
    )


def _is_handed(old: KnownCase, record: CaseRecord) -> bool:
    """Whether a hand-over gave the case to somebody else than the source says."""
    return bool(old.handed_to) and old.handed_to.casefold() != record.caseworker_text.casefold()


def _missing(case: KnownCase, citizen: KnownCitizen | None) -> MissingCase:
    name = f"{citizen.given} {citizen.family}".strip() if citizen else ""
    number = CprNumber(citizen.number).masked if citizen and citizen.number else ""
    return MissingCase(case.id, name, number, case.title, case.start, not case.missing)


def _numbers(citizen: KnownCitizen | None) -> frozenset[str]:
    return frozenset((citizen.number, *citizen.numbers)) if citizen else frozenset()
