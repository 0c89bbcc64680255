"""What the store already has, as far as an import needs it: a snapshot without a connection."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from plans.people import Address, Role, ServiceArea


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What one service area's newest export said about a citizen; None means that it was silent."""

    given: str
    family: str
    address: Address | None
    protected: bool | None
    district_text: str

    @property
    def name(self) -> str:
        """Given and family name as spoken."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class KnownCitizen:
    """A citizen as the store has them, unmasked; the two ``by_person`` facts stay as they are."""

    id: UUID
    number: str
    numbers: tuple[str, ...]
    given: str
    family: str
    address: Address | None = None
    protected: bool = False
    district_text: str = ""
    sources: Mapping[ServiceArea, SourceFacts] = field(default_factory=dict)
    name_by_person: bool = False
    address_by_person: bool = False


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case of the service area that is being imported; ``missing`` from the newest export.

    ``handed_to`` is the login of whom a hand-over gave it to, which the source may not know yet.
    """

    id: UUID
    citizen_id: UUID
    title: str
    start: date | None
    end: date | None = None
    caseworker_text: str = ""
    distance: str = ""
    job_goals: tuple[str, ...] = ()
    ordinary_hours: str = ""
    missing: bool = False
    handed_to: str = ""


@dataclass(frozen=True, slots=True)
class KnownStaff:
    """A person in staff."""

    id: UUID
    login: str
    name: str
    service_area: ServiceArea | None
    team: str
    role: Role
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class KnownDistrict:
    """A school district."""

    id: UUID
    name: str
    adults: int


@dataclass(frozen=True, slots=True)
class StoreMark:
    """How much had been changed in the store since a time, so that one sees whether it moved."""

    since: datetime
    changes: int


@dataclass(frozen=True, slots=True)
class Known:
    """The snapshot: citizens by every number they had, staff and districts by folded name."""

    citizens: Mapping[str, KnownCitizen] = field(default_factory=dict)
    cases: tuple[KnownCase, ...] = ()
    staff: Mapping[str, KnownStaff] = field(default_factory=dict)
    districts: Mapping[str, KnownDistrict] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        citizens: Iterable[KnownCitizen] = (),
        cases: Iterable[KnownCase] = (),
        staff: Iterable[KnownStaff] = (),
        districts: Iterable[KnownDistrict] = (),
    ) -> "Known":
        """Make the snapshot; ``cases`` are those of the service area that is imported."""
        return cls(
            {number: each for each in citizens for number in {each.number, *each.numbers}},
            tuple(cases),
            {each.login.casefold(): each for each in staff},
            {each.name.casefold(): each for each in districts},
        )
