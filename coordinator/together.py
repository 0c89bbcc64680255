"""What people who have one plan open at once know of each other."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from plans.people import ServiceArea


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody sits: the window, the plan, and the part with the cursor ("" for none)."""

    window: UUID
    plan_id: UUID
    part_kind: str = ""
    part_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody else who has the plan open, and the part that they write in ("" for none)."""

    staff_id: UUID
    name: str
    service_area: ServiceArea | None
    part_kind: str = ""
    part_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Pulse:
    """How often the plan's citizen was written about, by others and by who asks; only grows."""

    others: int = 0
    mine: int = 0


@dataclass(frozen=True, slots=True)
class LastWrite:
    """Who wrote something of a plan last: what the log says of it."""

    subject: str
    subject_id: UUID | None
    staff_id: UUID
    name: str
    service_area: ServiceArea | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """A field that two people changed: what each wrote, and what was chosen."""

    part_kind: str
    part_id: UUID | None
    field: str
    mine: str
    theirs: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A settlement as it is kept: by whom, and when."""

    settlement: Settlement
    by_name: str
    at: datetime
