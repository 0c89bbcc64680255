"""The parts a joint plan is made of: words, goals, interventions, tasks, people, consents.

Codes that a municipality keeps lists of (themes, causes, guiding marks) are plain texts here.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from plans.errors import RuleBroken
from plans.people import ServiceArea
from plans.states import (
    CitizenStance,
    ConsentStatus,
    GoalAchievement,
    GoalLifecycle,
    InterventionStatus,
    TaskStatus,
)
from plans.weekly import WeeklyTime

DONE_TASKS = frozenset({TaskStatus.COMPLETED, TaskStatus.CANCELLED})
_MAY_WAIT = frozenset({TaskStatus.REQUESTED, TaskStatus.ACCEPTED, TaskStatus.IN_PROGRESS})
_HOURS_OF_A_WEEK = 168


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
    """What the citizen wishes and what matters, in own words, and when it was said."""

    text: str = ""
    said_on: date | None = None
    matters: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """Whether the citizen agrees with the plan; ``text`` is what the citizen disagrees with."""

    kind: CitizenStance = CitizenStance.NOT_ASKED
    text: str = ""
    said_on: date | None = None


class FunctionLevel(StrEnum):
    """How much a challenge weighs: one scale for all services (domain.md § 5.4, FFB and FSIII).

    ``NOT_ASSESSED`` says that somebody looked and could not tell, which an empty field does not.
    """

    NONE = "0"
    SLIGHT = "1"
    MODERATE = "2"
    SEVERE = "3"
    COMPLETE = "4"
    NOT_ASSESSED = "9"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is written under a heading of text: by whom it is known, and for which service."""

    id: UUID
    heading: str
    text: str = ""
    service_area: ServiceArea | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What is hard within a theme: now, as expected, and by the citizen's own score."""

    id: UUID
    theme: str = ""
    text: str = ""
    now: FunctionLevel | None = None
    expected: FunctionLevel | None = None
    own_score: FunctionLevel | None = None
    assessed_on: date | None = None
    service_area: ServiceArea | None = None
    source: str = ""


class Period(StrEnum):
    """What a number of contacts is counted in."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class ContactAgreement:
    """How the citizen and a service keep in touch: form, how often, where, and who calls."""

    id: UUID
    form: str = ""
    text: str = ""
    times: int | None = None
    period: Period | None = None
    place: str = ""
    caller: str = ""
    service_area: ServiceArea | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if self.times is not None and self.times < 1:
            raise RuleBroken("contact-times-wrong")


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a measure showed on a day; ``measure`` is its code or name, ``goal_id`` whose it is."""

    id: UUID
    measure: str
    on: date
    value: Decimal
    goal_id: UUID | None = None
    note: str = ""
    service_area: ServiceArea | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What something waits for: the cause, on whom, since when, and when to look again."""

    cause: str = ""
    on_whom: str = ""
    since: date | None = None
    wake_up_date: date | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A thing somebody does before a day («hvem gør hvad hvornår»): one accountable person.

    ``follower`` is the case worker who follows up when that person is outside the municipality.
    """

    id: UUID
    title: str
    assignee: Responsible | None = None
    due: date | None = None
    status: TaskStatus = TaskStatus.REQUESTED
    follower: Responsible | None = None
    waiting: Waiting | None = None
    result: str = ""
    source: str = ""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.status in DONE_TASKS

    def in_step_with_waiting(self) -> "Task":
        """Give the task in the state that its waiting item says (decisions.md, «State machines»).

        With one it waits, without one it goes on; what is done or declined stays so.
        """
        if self.waiting is not None and self.status in _MAY_WAIT:
            return replace(self, status=TaskStatus.WAITING)
        if self.waiting is None and self.status is TaskStatus.WAITING:
            return replace(self, status=TaskStatus.IN_PROGRESS)
        return self

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
    hours_a_week: Decimal | None = None
    weekly_times: tuple[WeeklyTime, ...] = ()
    purpose: str = ""
    offer: str = ""
    waiting: Waiting | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise RuleBroken("end-before-start", start=self.start, end=self.end)
        if self.hours_a_week is not None and not 0 <= self.hours_a_week <= _HOURS_OF_A_WEEK:
            raise RuleBroken("hours-wrong")


class GoalKind(StrEnum):
    """What kind of goal it is (domain.md § 2.5 F, 5; vocabulary 62–65)."""

    JOB_A = "job_a"
    JOB_B = "job_b"
    JOB_C = "job_c"
    EDUCATION = "education"
    SOCIAL = "social"
    HEALTH = "health"


JOB_GOALS = frozenset({GoalKind.JOB_A, GoalKind.JOB_B, GoalKind.JOB_C})


class Priority(StrEnum):
    """How much a goal matters beside the others."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ChangeType(StrEnum):
    """What a goal wants of the citizen's abilities («måltype», peers.md § 6)."""

    DEVELOP = "develop"
    MAINTAIN = "maintain"
    LIMIT_LOSS = "limit_loss"


@dataclass(frozen=True, slots=True)
class SubGoal:
    """A step on the way to a goal («delmål»)."""

    id: UUID
    title: str = ""
    due: date | None = None
    lifecycle: GoalLifecycle = GoalLifecycle.ACTIVE
    achievement: GoalAchievement | None = None
    source: str = ""


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
    kind: GoalKind | None = None
    priority: Priority | None = None
    theme: str = ""
    marks: tuple[str, ...] = ()
    change_type: ChangeType | None = None
    achievement: GoalAchievement | None = None
    source: str = ""
    sub_goals: tuple[SubGoal, ...] = ()


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
    """What the citizen lets the services share (domain.md § 7.1; LAB § 40 stk. 3).

    ``scope`` is which information, ``sources`` whom it comes from, ``purpose`` what it is for.
    """

    id: UUID
    given_on: date
    how: str
    service_areas: frozenset[ServiceArea]
    status: ConsentStatus = ConsentStatus.GIVEN
    valid_until: date | None = None
    note: str = ""
    scope: str = ""
    sources: str = ""
    purpose: str = ""
    withdrawn_on: date | None = None

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
    FOLLOWED_UP = "followed_up"
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
