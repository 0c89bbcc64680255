"""What caseloads need of a store, as a face that others put on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from coordinator.caseloads import Acquaintance, HeldThing, Load


class Caseloads(Protocol):
    """What hangs on members of staff; who asks leads their unit, or asks of themselves."""

    def loads(self, people: Collection[UUID], today: date, stuck_by: date) -> Mapping[UUID, Load]:
        """Count what hangs on each; nobody is left out.

        A task is stuck whose deadline was on ``stuck_by`` or before.
        """

    def held(self, staff_id: UUID, today: date) -> tuple[HeldThing, ...]:
        """Read what hangs on somebody, as far as the reader may see it, by citizen and deadline."""

    def unseen_tasks(self, staff_id: UUID, today: date) -> Mapping[str, int]:
        """Count somebody's open tasks that the reader may not see, by the plan's coordinator."""

    def acquainted(
        self, citizens: Collection[UUID], since: datetime
    ) -> Mapping[UUID, Acquaintance]:
        """Tell of some citizens whom one may see who knows them, changes since a time counted."""


class CaseloadWork(Protocol):
    """The part of a unit of work about caseloads."""

    @property
    def caseloads(self) -> Caseloads:
        """What hangs on members of staff."""
