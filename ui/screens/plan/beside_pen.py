"""Beginning the parts of a plan that stand beside its goals."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID, uuid4

from coordinator.desk import Desk
from plans.parts import Challenge, ContactAgreement, Measurement, Statement
from ui.screens.plan.parts import Key, Part


class BesidePen:
    """Begins each in the writer's own service area; ``begin`` waits for words, ``keep`` not."""

    def __init__(
        self, desk: Desk, begin: Callable[[Key, Part], Key], keep: Callable[[Key, Part], Key]
    ) -> None:
        self._desk, self._begin, self._keep = desk, begin, keep

    def statement(self, heading: str) -> Key:
        """Begin a text under a heading."""
        new = uuid4()
        area = self._desk.member.service_area
        return self._begin(Key("statement", new), Statement(new, heading, service_area=area))

    def challenge(self) -> Key:
        """Begin a challenge that is assessed today."""
        new = uuid4()
        today, area = self._desk.clock.today(), self._desk.member.service_area
        return self._begin(
            Key("challenge", new), Challenge(new, assessed_on=today, service_area=area)
        )

    def contact(self) -> Key:
        """Begin an agreement on contact."""
        new = uuid4()
        area = self._desk.member.service_area
        return self._begin(Key("contact_agreement", new), ContactAgreement(new, service_area=area))

    def measurement(self, measure: str, value: Decimal, goal_id: UUID | None = None) -> Key:
        """Keep what a measure shows today."""
        new = uuid4()
        today, area = self._desk.clock.today(), self._desk.member.service_area
        part = Measurement(new, measure, today, value, goal_id, service_area=area)
        return self._keep(Key("measurement", new), part)
