"""Frozen rows for lists and panels: what a screen shows without loading a whole aggregate."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.caseloads import StaffLoad
from coordinator.enquiries import EnquiryLine
from coordinator.handover_news import HandoverNews
from coordinator.helpers import Helpers
from coordinator.plan_news import PlanNews
from plans.absence import Absence
from plans.cpr import CprNumber
from plans.follow_ups import FollowUpHeld
from plans.notes import NoteThread, WithheldNote
from plans.people import CaseFile, Citizen, ServiceArea, StaffMember, WithheldCase
from plans.plan import JointPlan
from plans.reminders import Reminder
from plans.signatures import Signature
from plans.staff_tasks import StaffTask
from plans.states import PlanStatus
from plans.task_steps import TaskStep

if TYPE_CHECKING:
    # It reads the lists that ship, some of them as the rows here.
    from coordinator.dated_lists import ListEntry


@dataclass(frozen=True, slots=True)
class FoundCitizen:
    """A citizen in a list; ``district`` and ``street`` are empty for a protected one.

    ``seen`` is False for one of whom the reader may know no more, before a look with a reason, than
    the name, the birth date and that their own service area has a case. ``special`` marks those
    whom only who has to do with them finds (``plans.access.may_look_up``).
    """

    id: UUID
    name: str
    number: CprNumber | None
    birth_date: date | None
    district: str
    protected: bool
    service_areas: tuple[ServiceArea, ...]
    plan_status: PlanStatus | None
    mine: bool = False
    recent: bool = False
    street: str = ""
    seen: bool = True
    special: bool = False


class WorkKind(StrEnum):
    """What a line of «Min dag» asks for."""

    TASK = "task"
    STAFF_TASK = "staff_task"
    REVIEW = "review"
    RETURNED = "returned"
    APPROVED = "approved"
    FOLLOW_UP = "follow_up"
    GOAL = "goal"
    PROTECTION = "protection"
    WAKE_UP = "wake_up"
    LOOK_AGAIN = "look_again"
    HANDOVER = "handover"
    # One that nobody answers, or got a no: it comes to who leads the giver's unit.
    CLIMBED = "climbed"
    ENQUIRY = "enquiry"


class Reminds(StrEnum):
    """Whether a deadline is so near, or so long past, that one is reminded of it."""

    NOT = ""
    NEAR = "near"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A line of «Min dag»: what, about whom, which part, and by when.

    ``part_id`` is the task, goal or intervention; ``due`` None when nothing sets a day; ``since``
    is when it began to wait; ``reminder`` is the newest that asks for an answer. ``waits_on`` is
    whom it waits for itself, and ``wake_up`` when to look at that again. ``path`` is how a task
    came to who has it, the oldest step first. ``task`` is a task between colleagues, which may be
    about nobody (``citizen_id`` None), and whose citizen may be hidden (no name). ``locked``: it
    stands in a plan in which nothing moves just now, for it is read in review. ``reminds``: its
    deadline is near or past, by the municipality's rules.
    """

    kind: WorkKind
    title: str
    citizen_id: UUID | None
    citizen_name: str
    plan_id: UUID | None = None
    part_id: UUID | None = None
    service_area: ServiceArea | None = None
    due: date | None = None
    since: datetime | None = None
    status: str = ""
    text: str = ""
    reminder: Reminder | None = None
    waits_on: str = ""
    wake_up: date | None = None
    path: tuple[TaskStep, ...] = ()
    task: StaffTask | None = None
    locked: bool = False
    reminds: Reminds = Reminds.NOT

    @property
    def key(self) -> tuple[WorkKind, UUID | None, UUID | None, UUID | None]:
        """What names it from one reading to the next."""
        return self.kind, self.citizen_id, self.plan_id, self.part_id

    @property
    def by(self) -> date | None:
        """The day that asks for something: the deadline, or when to look again if that is first."""
        days = [day for day in (self.due, self.wake_up) if day is not None]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class ListedStaffTask:
    """A task between colleagues in a list, since when, and about whom, "" where that is hidden."""

    task: StaffTask
    since: datetime
    citizen_name: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list: whose, where it stands, and who coordinates it."""

    plan_id: UUID
    citizen_id: UUID
    citizen_name: str
    protected: bool
    status: PlanStatus
    version: int
    coordinator_id: UUID
    coordinator_name: str
    follow_up: date | None
    service_areas: tuple[ServiceArea, ...] = ()
    sent_at: datetime | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of the log about a citizen; ``related``: who did it had to do with the citizen."""

    at: datetime
    who: str
    action: str
    subject: str
    why: str
    related: bool


@dataclass(frozen=True, slots=True)
class InsightLine:
    """A line of the log as the citizen may see it; ``area`` and ``team`` are the unit now."""

    at: datetime
    who: str
    role: str
    area: str | None
    team: str
    action: str
    subject: str
    why: str
    related: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """An approved version of a plan, without its paper."""

    number: int
    approved_on: date
    sha256: str
    paper_sha256: str


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """Who made a part of a plan and when, and who changed it last and when."""

    created_by: str
    created_at: datetime
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ApprovedContent:
    """What an approved version of a plan said, as canonical JSON, and who approved it."""

    number: int
    approved_on: date
    by_name: str
    canonical: str


@dataclass(frozen=True, slots=True)
class CitizenPage:
    """All that the citizen page shows.

    ``protecting_sources`` protect the address again at the next load, whoever ends it here.
    ``absences`` are of those in ``staff`` who are away, ``deputies`` the names of who stands in.
    ``notes``, ``follow_ups`` and ``lists`` are empty where only the plan was asked for.
    ``note_kinds`` is the whole dated list; ``lists`` are those that clashes and follow-ups are
    told by. ``staff_tasks`` are the open tasks between colleagues about the citizen, ``enquiries``
    those of the citizen that the reader sees, and
    ``related`` tells whether who reads has to do with them. ``helpers`` are whom to ask where
    something of the plan is hidden, else nobody.
    """

    citizen: Citizen
    case_files: tuple[CaseFile | WithheldCase, ...]
    plan: JointPlan | None
    staff: dict[UUID, StaffMember]
    history: tuple[HistoryLine, ...]
    versions: tuple[VersionLine, ...]
    signatures: tuple[Signature, ...] = ()
    source_differences: tuple[tuple[ServiceArea, str, str], ...] = ()
    protecting_sources: tuple[ServiceArea, ...] = ()
    notes: tuple[NoteThread | WithheldNote, ...] = ()
    note_kinds: "tuple[ListEntry, ...]" = ()
    follow_ups: tuple[FollowUpHeld, ...] = ()
    lists: "tuple[ListEntry, ...]" = ()
    absences: Mapping[UUID, Absence] = field(default_factory=dict)
    deputies: Mapping[UUID, str] = field(default_factory=dict)
    helpers: Helpers = field(default_factory=Helpers)
    staff_tasks: tuple[ListedStaffTask, ...] = ()
    enquiries: tuple[EnquiryLine, ...] = ()
    related: bool = False


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan for the command line: ``sha256`` is that of its newest approved version."""

    plan: JointPlan
    citizen_name: str
    number: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """All that «Min dag» shows, newest need first within each group.

    ``queue`` lies in the queues of one's units and waits for anybody there to take it. ``told`` is
    what became of hand-overs, and ``enquiries`` counts those that wait for one or one's unit.
    """

    waiting_on_me: tuple[WorkItem, ...]
    overdue: tuple[WorkItem, ...]
    in_review: tuple[WorkItem, ...]
    returned: tuple[WorkItem, ...]
    my_plans: tuple[PlanLine, ...]
    awaited: tuple[WorkItem, ...] = ()
    news: tuple[PlanNews, ...] = ()
    stuck: tuple[StaffLoad, ...] = ()
    queue: tuple[WorkItem, ...] = ()
    told: tuple[HandoverNews, ...] = ()
    enquiries: int = 0


@dataclass(frozen=True, slots=True)
class SharedCase:
    """A case as the tables of shared citizens need it; no name, no number, no address.

    ``district`` is None where it is unknown; ``protected`` puts the citizen in a row of its own.
    """

    citizen_id: UUID
    birth_date: date | None
    district: str | None
    protected: bool
    service_area: ServiceArea
    title: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district in its published order, with its number of adults."""

    name: str
    adults: int | None


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What «store info» tells: place, engine, revision, and how much is in it."""

    address: str
    engine: str
    revision: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class PublishedMonth:
    """A month whose figures are published; ``month`` is its first day."""

    month: date
    made_at: datetime
