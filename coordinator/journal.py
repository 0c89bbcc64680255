"""What was written in a plan and is not in the store yet, as this PC keeps it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    # Only named here: the first window waits for this module, and needs none of these.
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Unsent:
    """One part of a plan as somebody wants it; the editor alone reads ``content``."""

    part: str
    content: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class UnsentPlan:
    """A plan with parts that are not in the store, and when the last of them was kept."""

    plan_id: UUID
    parts: int
    at: datetime


class DraftJournal(Protocol):
    """Keeps what one person wrote at one store until the store has it; safe on any thread."""

    @property
    def lasting(self) -> bool:
        """Whether what is kept outlives the program; this may ask the keyring."""

    def keep(self, plan_id: UUID, parts: Mapping[str, bytes | None], at: datetime) -> None:
        """Keep the contents of parts by their name, and let go of those that are None.

        All of it is on the disk when this returns.

        Raises:
            StoreUnavailable: in one of its kinds; what was kept before is still there.
        """

    def of_plan(self, plan_id: UUID) -> tuple[Unsent, ...]:
        """List what is kept of a plan, in the order of the parts' names."""

    def plans(self) -> tuple[UnsentPlan, ...]:
        """List the plans of which something is kept, the oldest first."""


class NoJournal:
    """Keeps nothing: a desk that nobody writes at, or a PC without a safe place for a key."""

    lasting: Final = False

    def keep(self, plan_id: UUID, parts: Mapping[str, bytes | None], at: datetime) -> None:
        """Keep nothing."""

    def of_plan(self, plan_id: UUID) -> tuple[Unsent, ...]:  # noqa: ARG002
        """List nothing."""
        return ()

    def plans(self) -> tuple[UnsentPlan, ...]:
        """List nothing."""
        return ()


NO_JOURNAL: Final = NoJournal()
