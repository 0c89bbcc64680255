"""The people a plan is about and the people who work on it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from plans.cpr import CprNumber
from plans.withheld import Withheld


class ServiceArea(StrEnum):
    """The parts of the municipality that a plan joins («fagområde»), in their fixed order."""

    EMPLOYMENT = "employment"
    SOCIAL = "social"
    HEALTH = "health"
    BENEFIT = "benefit"
    EDUCATION = "education"


class Role(StrEnum):
    """What a member of staff is («rolle»).

    ``AUDITOR`` is the data-protection officer, who reads logs; ``SYSTEM`` is the command line
    without a login.
    """

    CASEWORKER = "caseworker"
    TEAM_LEAD = "team_lead"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    SYSTEM = "system"


class IdentifierKind(StrEnum):
    """What kind of number identifies a citizen (domain.md § 3.1)."""

    CPR = "cpr"
    REPLACEMENT = "ecpr"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person in staff: who it is, where, as what, and how to reach them."""

    id: UUID
    login: str
    name: str
    service_area: ServiceArea | None
    team: str
    role: Role
    phone: str = ""
    email: str = ""
    active: bool = True

    @property
    def initials(self) -> str:
        """Two letters for the round picture: of the first and of the last name."""
        parts = self.name.split()
        return (parts[0][:1] + parts[-1][:1]).upper() if parts else "?"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that a citizen had for a time; the newest one without an end is in force."""

    number: CprNumber
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def kind(self) -> IdentifierKind:
        """Whether it is a CPR number or a replacement number."""
        return IdentifierKind.REPLACEMENT if self.number.is_replacement else IdentifierKind.CPR


@dataclass(frozen=True, slots=True)
class Address:
    """Where a citizen lives, as an envelope has it."""

    street: str = ""
    postcode: str = ""
    town: str = ""

    @property
    def line(self) -> str:
        """The address in one line, empty when nothing is known."""
        place = f"{self.postcode} {self.town}".strip()
        return ", ".join(part for part in (self.street, place) if part)


@dataclass(frozen=True, slots=True)
class Protection:
    """Name and address protection (domain.md § 3.4, CPR-loven § 28).

    ``until`` is when the registration ends; the mask stays until a person confirms the end.
    ``special`` is «særlig adressebeskyttelse» (CPR-loven § 6 stk. 6).
    """

    address: bool = False
    name: bool = False
    special: bool = False
    until: date | None = None

    @property
    def active(self) -> bool:
        """Whether the address is masked; a passed ``until`` does not unmask."""
        return self.address or self.special


class ContactRole(StrEnum):
    """In what role somebody stands beside the citizen (domain.md § 11, 42–45)."""

    REPRESENTATIVE = "representative"
    GUARDIAN = "guardian"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Somebody beside the citizen: representative, guardian or relative."""

    id: UUID
    role: ContactRole
    name: str
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Communication:
    """How the municipality reaches a citizen, and in what language."""

    phone: str = ""
    email: str = ""
    language: str = ""
    interpreter: bool = False
    digital_exempt: bool = False


@dataclass(frozen=True, slots=True)
class Citizen:
    """A citizen as they stood when read; address and district are withheld under protection."""

    id: UUID
    given_name: str
    family_name: str
    identifiers: tuple[Identifier, ...]
    birth_date: date | None
    birth_date_confirmed: bool = True
    address: Address | Withheld = Address()
    district: str | Withheld = ""
    protection: Protection = Protection()
    communication: Communication = Communication()
    contacts: tuple[ContactPerson, ...] = ()

    @property
    def name(self) -> str:
        """Given and family name as spoken."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def number(self) -> CprNumber | None:
        """The number in force: the last identifier without an end."""
        open_ended = [each for each in self.identifiers if each.valid_to is None]
        return open_ended[-1].number if open_ended else None

    def age_on(self, day: date) -> int | None:
        """Whole years on ``day``, or None when the birth date is unknown."""
        if self.birth_date is None:
            return None
        before = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - before


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A running or ended case of one service area, as its source system tells it («sag»).

    ``caseworker`` is None while the login is unknown; ``caseworker_text`` keeps what was read.
    """

    id: UUID
    citizen_id: UUID
    service_area: ServiceArea
    title: str
    start: date | None
    end: date | None
    caseworker: StaffMember | None = None
    caseworker_text: str = ""
    distance: str = ""
    job_goals: tuple[str, ...] = ()
    ordinary_hours: str = ""

    def running_on(self, day: date) -> bool:
        """Whether the case runs on ``day``; a case without end is running."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class WithheldCase:
    """A case of another service area that is not for the reader: that it is there, and whom to ask.

    ``caseworker`` is their name, empty while nobody is known.
    """

    id: UUID
    service_area: ServiceArea
    caseworker: str = ""
