"""What became of one's hand-overs, as «Min dag» tells it."""

from dataclasses import dataclass

from plans.handovers import Handover


@dataclass(frozen=True, slots=True)
class HandoverNews:
    """A hand-over that was answered or went back, and whose; no name of whom I see no more."""

    handover: Handover
    citizen_name: str
