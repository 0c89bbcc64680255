"""The follow-ups of the store in memory."""

from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from plans.follow_ups import FollowUpHeld

if TYPE_CHECKING:
    from tests.fakes import FakeWork


class FakeFollowUps:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def of_citizen(self, citizen_id: UUID) -> tuple[FollowUpHeld, ...]:
        mine = [each for each in self._work.now.follow_ups if each.citizen_id == citizen_id]
        return tuple(sorted(mine, key=lambda each: (each.held_on, each.at), reverse=True))

    def add(self, held: FollowUpHeld) -> None:
        touched = Changes(citizens=frozenset({held.citizen_id}))
        self._work.do(lambda kept: kept.follow_ups.append(held), touched)
