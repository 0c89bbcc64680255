"""What hand-overs need of a store, as a face that others put on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from plans.handed_along import AlongKind
    from plans.handovers import Change, Handover


@dataclass(frozen=True, slots=True)
class Taken:
    """Something outside the plan that went along with a citizen."""

    kind: AlongKind
    id: UUID


class Handovers(Protocol):
    """The hand-overs of citizens; none is ever taken away."""

    def get(self, handover_id: UUID) -> Handover:
        """Read a hand-over.

        Raises:
            NotFound: when there is none, or it is not theirs to see.
        """

    def of_citizen(self, citizen_id: UUID) -> tuple[Handover, ...]:
        """Read those of a citizen that are theirs to see, newest first."""

    def changes(self, citizen_id: UUID, since: datetime) -> tuple[Change, ...]:
        """List a citizen's changes of case worker since a moment, the oldest first."""

    def of_staff(self, people: Collection[UUID], since: datetime) -> tuple[Handover, ...]:
        """Read those that some staff gives, receives or offered, newest first.

        One that was answered before ``since`` is left out, but a temporary one that has not gone
        back.
        """

    def add(self, handover: Handover) -> None:
        """Put in a new one.

        Raises:
            Stale: when the giver has another open one for that citizen.
        """

    def save(self, handover: Handover) -> None:
        """Write what differs from the hand-over as this work read it.

        Raises:
            Stale: when it was changed in between.
        """

    def take_cases(self, handover: Handover) -> None:
        """Give the giver's running cases to the receiver of what was accepted in this work.

        A case goes to a receiver of its own service area alone.
        """

    def take_tasks(self, handover: Handover) -> tuple[Taken, ...]:
        """Let what the giver has about the citizen go along with what was accepted in this work.

        That is tasks between colleagues and enquiries, but what stays, and what the consent of
        today keeps from the receiver (plans.handed_along). Tells what went.
        """


class HandoverWork(Protocol):
    """The part of a unit of work about hand-overs."""

    @property
    def handovers(self) -> Handovers:
        """The hand-overs of citizens."""
