"""The parts a joint plan is made of: words, goals, interventions, tasks, people, consents."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from plans.errors import RuleBroken
from plans.people import ServiceArea
from plans.states import (
    ConsentStatus,
    GoalLifecycle,
    InterventionStatus,
    TaskStatus,
)

DONE_TASKS = frozenset({TaskStatus.COMPLETED, TaskStatus.CANCELLED})


class ResponsibleKind(StrEnum):
    """Who can be accountable: somebody in staff, the citizen, or somebody outside."""

    STAFF = "staff"
    CITIZEN = "citizen"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Responsible:
    """The one person who answers for a goal or a task; ``staff_id`` only for staff."""

    name: str
    staff_id: UUID | None = None
    kind: ResponsibleKind = ResponsibleKind.STAFF


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the citizen says, in the citizen's own words, and the day it was said."""

    text: str = ""
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A thing somebody does before a day («hvem gør hvad hvornår»): one accountable person."""

    id: UUID
    title: str
    assignee: Responsible | None = None
    due: date | None = None
    status: TaskStatus = TaskStatus.REQUESTED

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.status in DONE_TASKS

    def is_overdue(self, today: date) -> bool:
        """Whether the deadline has passed while something is left to do."""
        return not self.is_done and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Intervention:
    """What a service does towards a goal («indsats»), by which law, by whom and when."""

    id: UUID
    service_area: ServiceArea
    title: str
    legal_basis: str = ""
    provider: str = ""
    start: date | None = None
    end: date | None = None
    status: InterventionStatus = InterventionStatus.PLANNED
    tasks: tuple[Task, ...] = ()

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise RuleBroken("end-before-start", start=self.start, end=self.end)


@dataclass(frozen=True, slots=True)
class Goal:
    """A change the citizen wants («mål»), how it is measured, by when, and who answers for it."""

    id: UUID
    title: str
    measure: str = ""
    due: date | None = None
    owner: Responsible | None = None
    lifecycle: GoalLifecycle = GoalLifecycle.ACTIVE
    interventions: tuple[Intervention, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the core team («kernegruppe») and the service area they speak for."""

    id: UUID
    staff_id: UUID
    name: str
    service_area: ServiceArea | None
    function: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """What the citizen lets the services share (domain.md § 7.1; LAB § 40 stk. 3)."""

    id: UUID
    given_on: date
    how: str
    service_areas: frozenset[ServiceArea]
    status: ConsentStatus = ConsentStatus.GIVEN
    valid_until: date | None = None
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it lets the services share on ``day``."""
        return self.status is ConsentStatus.GIVEN and (
            self.valid_until is None or day <= self.valid_until
        )


class EventKind(StrEnum):
    """What can happen to a plan as a whole."""

    CREATED = "created"
    SENT = "sent"
    TAKEN_BACK = "taken_back"
    RETURNED = "returned"
    APPROVED = "approved"
    ACTIVATED = "activated"
    REVISION = "revision"
    PAUSED = "paused"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """One thing that happened to a plan: what, when, by whom, and the words that go with it."""

    id: UUID
    kind: EventKind
    at: datetime
    by: UUID
    by_name: str
    text: str = ""
