"""What redistributions need of a store, as a face that others put on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from uuid import UUID

    from plans.redistributions import Redistribution


class Redistributions(Protocol):
    """The redistributions of the units that one leads; none is ever taken away."""

    def get(self, redistribution_id: UUID) -> Redistribution:
        """Read one with its moves, and where the hand-over of each stands.

        Raises:
            NotFound: when there is none, or it is not theirs to see.
        """

    def of_people(self, people: Collection[UUID], since: datetime) -> tuple[Redistribution, ...]:
        """Read those that some staff gives citizens in, newest first.

        One in which all was over before ``since`` is left out.
        """

    def standing(self, citizens: Collection[UUID]) -> frozenset[UUID]:
        """Tell which of some citizens stand in an open one, their own or not."""

    def beside(self, citizens: Collection[UUID]) -> Mapping[UUID, tuple[UUID, ...]]:
        """Tell who knows each of some citizens: the plan's deputy, then the core team's seats."""

    def add(self, redistribution: Redistribution) -> None:
        """Put in a new one.

        Raises:
            Stale: when it is there already, or a citizen stands in another open one.
        """

    def save(self, redistribution: Redistribution) -> None:
        """Write what differs from it as this work read it.

        Raises:
            Stale: when the same was changed in between.
        """


class RedistributionWork(Protocol):
    """The part of a unit of work about redistributions."""

    @property
    def redistributions(self) -> Redistributions:
        """The redistributions."""
