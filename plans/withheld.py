"""Content that exists but is not yours to see."""

from dataclasses import dataclass
from enum import StrEnum


class WithheldReason(StrEnum):
    """Why content is withheld."""

    ACCESS = "access"
    PROTECTED_ADDRESS = "protected_address"


@dataclass(frozen=True, slots=True)
class Withheld:
    """Stands where content would stand; never an empty value, and never saved back."""

    reason: WithheldReason = WithheldReason.ACCESS
