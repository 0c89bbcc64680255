"""What a lead chooses from when citizens are redistributed, and what would come of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coordinator.caseloads import HeldThing, Load, StaffLoad
from coordinator.dated_lists import ListEntry
from plans.absence import Absence
from plans.people import StaffMember


@dataclass(frozen=True, slots=True)
class Movable:
    """A citizen whom somebody has: their open tasks, the next day, and who knows the citizen.

    ``hindrance`` is the code of why it cannot be offered now; ``offered_to`` to whom it is already.
    """

    citizen_id: UUID
    name: str
    tasks: int
    next_day: date | None
    coordinates: bool
    beside: tuple[UUID, ...] = ()
    hindrance: str = ""
    offered_to: str = ""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who could take citizens over; ``load`` is None of another unit's people."""

    member: StaffMember
    load: Load | None
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """All that hangs on one colleague as it can be given away; ``staying`` is not about those."""

    giver: StaffLoad
    citizens: tuple[Movable, ...]
    receivers: tuple[Receiver, ...]
    causes: tuple[ListEntry, ...]
    staying: tuple[HeldThing, ...]
    elsewhere: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MoveLine:
    """What comes of one move: tasks and cases that follow, and those that stay, and why.

    ``withheld`` tasks stay because the consent does not share that part with the receiver;
    ``other_area`` are cases of another service area than the receiver's. ``days`` are deadlines
    within 14 days; ``changes`` is how often the citizen changed case worker in 12 months.
    """

    citizen_id: UUID
    name: str
    receiver: UUID
    follow: int
    withheld: int
    other_area: int
    days: int
    changes: int
    protected: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How much somebody has before and after, where one may see it."""

    member: StaffMember
    before: Load | None
    citizens: int
    tasks: int
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Consequences:
    """What comes of a set of moves, before anything is offered."""

    lines: tuple[MoveLine, ...]
    receivers: tuple[Outcome, ...]
