"""What one row of an export says, with types."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from plans.cpr import CprNumber
from plans.people import Address, Role, ServiceArea


@dataclass(frozen=True, slots=True)
class StaffRecord:
    """A person in staff, as the export of staff has it."""

    line: int
    login: str
    name: str
    service_area: ServiceArea | None
    team: str
    role: Role
    phone: str
    email: str

    @property
    def key(self) -> str:
        """What no other row of the file may have."""
        return self.login.casefold()


@dataclass(frozen=True, slots=True)
class DistrictRecord:
    """A school district and how many adults live in it."""

    line: int
    name: str
    adults: int

    @property
    def key(self) -> str:
        """What no other row of the file may have."""
        return self.name.casefold()


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case of a service area, with what its export says about the citizen.

    ``address`` and ``protected`` are None where the export says nothing about them.
    """

    line: int
    number: CprNumber
    given: str
    family: str
    address: Address | None
    protected: bool | None
    district_text: str
    service_area: ServiceArea
    title: str
    start: date
    end: date | None
    caseworker_text: str
    distance: str
    job_goals: tuple[str, ...]
    ordinary_hours: str

    @property
    def key(self) -> tuple[object, ...]:
        """What no other row of the file may have (decisions.md, keys of a case)."""
        return (self.number.value, *case_key(self.service_area, self.title, self.start))


Record: TypeAlias = StaffRecord | DistrictRecord | CaseRecord


def case_key(area: ServiceArea, title: str, start: date | None) -> tuple[object, ...]:
    """Give what tells the cases of one citizen in one service area apart."""
    return () if area is ServiceArea.EMPLOYMENT else (title.casefold(), start)
