"""What the card of absences shows, and what its form gives back: plain values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plans.absence import Absence


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """An absence, whose it is, and its days and deputy in words."""

    seen: Absence
    name: str
    days: str
    deputy: str
    now: bool


@dataclass(frozen=True, slots=True)
class AbsenceChoices:
    """Whose absence one may tell, oneself first, and who can be deputy."""

    people: tuple[tuple[str, str], ...]
    deputies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TypedAbsence:
    """What stands in the form."""

    staff_id: UUID
    first: date
    last: date | None
    deputy: UUID | None
