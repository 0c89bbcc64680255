"""What the editor's widgets may ask of the presenter."""

from decimal import Decimal
from typing import Protocol
from uuid import UUID

from coordinator.dated_lists import ListEntry
from plans.parts import Responsible
from ui.screens.plan.parts import Key


class BesidePenFace(Protocol):
    """Begins parts, as the widgets see it."""

    def statement(self, heading: str) -> Key:
        """Begin a text under a heading."""

    def challenge(self) -> Key:
        """Begin a challenge."""

    def contact(self) -> Key:
        """Begin an agreement on contact."""

    def measurement(self, measure: str, value: Decimal, goal_id: UUID | None = None) -> Key:
        """Keep what a measure shows today."""


class ArrangingFace(Protocol):
    """What is done to more than one field."""

    def add_sub_goal(self, goal_id: UUID) -> Key:
        """Begin a sub-goal under a goal."""

    def move(self, key: Key, step: int) -> str:
        """Move a part up (-1) or down (1) among its kind; tells in words where it stands now."""

    def take_offer(self, key: Key, offer: ListEntry) -> None:
        """Make an intervention an offer of the list."""


class PenFace(ArrangingFace, Protocol):
    """The writing hand as the widgets see it."""

    @property
    def beside(self) -> BesidePenFace:
        """Begins the parts that stand beside the goals."""

    def typed(self, key: Key, name: str, value: object) -> None:
        """A field says something else now."""

    def not_understood(self, key: Key, name: str, text: str) -> None:
        """A field says what is no date."""

    def hold(self, key: Key, name: str) -> None:
        """The cursor is in a field now."""

    def left(self) -> None:
        """A field was left."""

    def add_goal(self) -> Key:
        """Begin a goal."""

    def add_intervention(self, goal_id: UUID) -> Key:
        """Begin an intervention under a goal."""

    def add_task(self, intervention_id: UUID) -> Key:
        """Begin a task under an intervention."""

    def add_consent(self) -> Key:
        """Begin a consent."""

    def add_participant(self, who: Responsible) -> None:
        """Put somebody in the core team."""

    def discard_if_empty(self, key: Key) -> None:
        """Let go of a new part in which nothing was written."""

    def remove(self, key: Key) -> None:
        """Take a part out."""

    def tick(self, key: Key) -> None:
        """Mark a task as done, or take that back."""

    def choose(self, key: Key, name: str, *, mine: bool) -> None:
        """Settle a clash with a colleague's text."""

    def undo(self, *, again: bool = False) -> None:
        """Take back the last step, or do it again."""
