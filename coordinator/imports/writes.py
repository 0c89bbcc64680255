"""What applying a proposal means: plain values that a store writes in bulk."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coordinator.imports.known import SourceFacts
from plans.cpr import CprNumber
from plans.people import Address, Role, ServiceArea


@dataclass(frozen=True, slots=True)
class CitizenWrite:
    """A citizen to make or to change: the facts in force, and what this file's area says.

    ``number`` and ``birth_date`` are those of the row; a store uses them for a new citizen only.
    """

    id: UUID
    is_new: bool
    number: CprNumber
    given: str
    family: str
    address: Address | None
    protected: bool
    district_text: str
    birth_date: date | None
    birth_date_confirmed: bool
    area: ServiceArea
    facts: SourceFacts


@dataclass(frozen=True, slots=True)
class CaseWrite:
    """A case to make or to change; it is in the newest export, so it is not missing.

    ``handed`` keeps the case worker to whom a hand-over gave it, whatever the source says.
    """

    id: UUID
    citizen_id: UUID
    is_new: bool
    service_area: ServiceArea
    title: str
    start: date
    end: date | None
    caseworker_text: str
    distance: str
    job_goals: tuple[str, ...]
    ordinary_hours: str
    handed: bool = False


@dataclass(frozen=True, slots=True)
class StaffWrite:
    """A person in staff to make or to change."""

    id: UUID
    is_new: bool
    login: str
    name: str
    service_area: ServiceArea | None
    team: str
    role: Role
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class DistrictWrite:
    """A school district to make or to change."""

    id: UUID
    is_new: bool
    name: str
    adults: int


@dataclass(frozen=True, slots=True)
class MissingCase:
    """A case that the newest export no longer has; it is marked and listed, never deleted."""

    id: UUID
    name: str
    number: str
    title: str
    start: date | None
    newly: bool


@dataclass(frozen=True, slots=True)
class Writes:
    """Everything that one file changes, to be written in one transaction."""

    citizens: tuple[CitizenWrite, ...] = ()
    cases: tuple[CaseWrite, ...] = ()
    staff: tuple[StaffWrite, ...] = ()
    districts: tuple[DistrictWrite, ...] = ()
    missing: tuple[MissingCase, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return any((self.citizens, self.cases, self.staff, self.districts, self.missing))
