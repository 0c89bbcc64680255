"""What the use cases need of a store and of the world, as faces that others put on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, Self

from coordinator.caseload_ports import CaseloadWork
from coordinator.enquiry_ports import EnquiryWork
from coordinator.figures_ports import FiguresWork
from coordinator.handover_ports import HandoverWork
from coordinator.log_ports import SealedWork
from coordinator.login_ports import LoginWork
from coordinator.redistribution_ports import RedistributionWork
from coordinator.sign_ins import SignInWork
from coordinator.store_errors import StoreUnavailable
from coordinator.task_list_ports import TaskListWork

if TYPE_CHECKING:
    # Only named here: the first window waits for this module, and needs none of these.
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from types import TracebackType
    from uuid import UUID

    from coordinator.begun import BegunForm, FormKey, Typed
    from coordinator.changes import Changes
    from coordinator.dated_lists import DatedList, ListEntry
    from coordinator.imports.known import Known, StoreMark
    from coordinator.imports.proposal import Action
    from coordinator.imports.writes import Writes
    from coordinator.lists import (
        ApprovedContent,
        DistrictRow,
        FoundCitizen,
        HistoryLine,
        ListedStaffTask,
        PlanLine,
        SharedCase,
        VersionLine,
        WorkItem,
        WrittenPart,
    )
    from coordinator.plan_news import PlanNews
    from coordinator.reports.kinds import PaperKey
    from coordinator.together import Colleague, LastWrite, Pulse, Seat, Settled, Settlement
    from plans.absence import Absence
    from plans.cpr import CprNumber
    from plans.flat import PlanPart
    from plans.follow_ups import FollowUpHeld
    from plans.notes import RecordNote, WithheldNote
    from plans.parts import Consent
    from plans.people import Address, CaseFile, Citizen, ServiceArea, StaffMember, WithheldCase
    from plans.plan import JointPlan
    from plans.remarks import Remark, ReturnedPlan, Tick
    from plans.reminders import Reminder
    from plans.scans import Scan, ScanMark
    from plans.signatures import Signature
    from plans.staff_tasks import StaffTask
    from plans.states import PlanStatus
    from plans.task_steps import TaskStep
    from plans.units import Unit


# The store cannot be reached or failed; the name that use cases and screens know it by.
StoreDown = StoreUnavailable


class Stale(Exception):
    """Somebody changed the same thing since it was read; nothing of ours was written."""


class NotFound(Exception):
    """There is no such thing in the store."""


class AuditAction(StrEnum):
    """What can be done with a citizen's data."""

    VIEW = "view"
    SEARCH = "search"
    CREATE = "create"
    CHANGE = "change"
    PRINT = "print"
    EXPORT = "export"
    UNMASK = "unmask"
    CONSENT = "consent"
    REVIEW = "review"
    LOAD = "load"
    REPORT = "report"
    SETTING = "setting"
    CONTROL = "control"
    RESTORE = "restore"
    MOVE = "move"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """What was done, with whose data, with which part, and why; who and when the store knows.

    ``related`` tells whether who did it had a case, a plan or a task with the citizen then, or led
    the unit of who had; False where the row is about nobody, or not about the doer (a load).
    """

    action: AuditAction
    citizen_id: UUID | None = None
    subject: str = ""
    subject_id: UUID | None = None
    why: str = ""
    related: bool = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class ApprovedVersion:
    """An approved version as it is kept for ever: JSON, paper, and the hash of each."""

    number: int
    canonical: str
    sha256: str
    approved_on: date
    paper: bytes
    paper_sha256: str


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper of an approved version as it is kept for ever, with its hash."""

    key: PaperKey
    content: bytes
    sha256: str


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Tell the time, in UTC."""

    def today(self) -> date:
        """Tell the date in Denmark."""


class Citizens(Protocol):
    """The citizens of the store; protected addresses come withheld."""

    def get(self, citizen_id: UUID) -> Citizen:
        """Read a citizen.

        Raises:
            NotFound: when there is none.
        """

    def with_number(self, number: CprNumber, why: str) -> UUID | None:
        """Tell who has or had a number; where there are walls, question and reason are kept."""

    def protected_address(self, citizen_id: UUID) -> Address:
        """Read the address that is masked elsewhere; the caller logs it."""

    def case_files(self, citizen_id: UUID) -> tuple[CaseFile | WithheldCase, ...]:
        """Read a citizen's cases by service area, newest start first; withheld ones come last."""

    def add(self, citizen: Citizen) -> None:
        """Put in a new citizen."""

    def save(self, citizen: Citizen) -> None:
        """Write what differs from the citizen as this work read it; withheld content stays.

        Raises:
            Stale: when it was changed in between.
        """

    def registered_lately(self, citizen_id: UUID) -> bool:
        """Tell whether the member registered the citizen by hand in the last ninety days."""

    def related(self, citizen_id: UUID, staff_id: UUID) -> bool:
        """Tell whether somebody in staff has a case, a plan, a goal or a task with the citizen."""

    def note_opened(self, citizen_id: UUID) -> None:
        """Remember that who works here opened the citizen, for «recent»."""


class Plans(Protocol):
    """The joint plans of the store."""

    def get(self, plan_id: UUID) -> JointPlan:
        """Read a plan.

        Raises:
            NotFound: when there is none.
        """

    def of_citizen(self, citizen_id: UUID) -> JointPlan | None:
        """Read the citizen's plan that is not closed, or the newest closed one."""

    def add(self, plan: JointPlan) -> None:
        """Put in a new plan."""

    def save(self, plan: JointPlan) -> None:
        """Write what differs from the plan as this work read it, part by part.

        Raises:
            Stale: when one of those parts was changed in between.
        """

    def add_version(self, plan_id: UUID, version: ApprovedVersion) -> None:
        """Keep an approved version."""

    def version(self, plan_id: UUID, number: int) -> ApprovedVersion:
        """Read an approved version, with its paper.

        Raises:
            NotFound: when there is none.
        """

    def consent_today(self, citizen_id: UUID) -> Consent | None:
        """Read the consent that holds today in the citizen's plan, if one is not closed."""

    def versions(self, plan_id: UUID) -> tuple[VersionLine, ...]:
        """List the approved versions, newest first."""

    def approved_contents(self, plan_id: UUID, limit: int) -> tuple[ApprovedContent, ...]:
        """Read what the last approved versions said, newest first, without their papers."""

    def written(self, plan_id: UUID) -> Mapping[tuple[PlanPart, UUID], WrittenPart]:
        """Tell who wrote each part, and of one that is there no more who took it out.

        What a plan has once stands under the plan's own id.
        """


class Papers(Protocol):
    """The papers that approved versions were printed as, beside the citizen's own."""

    def add(self, plan_id: UUID, number: int, papers: Iterable[KeptPaper]) -> None:
        """Keep papers of a version."""

    def get(self, plan_id: UUID, number: int, key: PaperKey) -> KeptPaper | None:
        """Read one of them, None when it was not made."""


class Signatures(Protocol):
    """The signatures on the paper of approved versions, with their scanned copies; all stay."""

    def get(self, signature_id: UUID) -> Signature:
        """Read a signature.

        Raises:
            NotFound: when there is none.
        """

    def of_plan(self, plan_id: UUID) -> tuple[Signature, ...]:
        """Read those of a plan, withdrawn ones too: newest version first, then by their day."""

    def add(self, signature: Signature) -> None:
        """Put in a new one, without a copy."""

    def save(self, signature: Signature) -> None:
        """Write what differs from the signature as this work read or added it.

        Raises:
            Stale: when it was changed in between.
        """

    def add_scan(self, signature_id: UUID, mark: ScanMark, content: bytes) -> None:
        """Keep a scanned copy; a save of the signature with its mark makes it the one to read."""

    def attached_since(self, moment: datetime) -> tuple[int, int]:
        """Count the copies, and their bytes, that who works here attached after a moment."""

    def scan(self, mark: ScanMark) -> Scan:
        """Read a scanned copy.

        Raises:
            NotFound: when there is none.
        """


class Notes(Protocol):
    """The journal notes on citizens; none is ever taken away."""

    def get(self, note_id: UUID) -> RecordNote:
        """Read a note.

        Raises:
            NotFound: when there is none.
        """

    def of_citizen(self, citizen_id: UUID) -> tuple[RecordNote | WithheldNote, ...]:
        """Read all notes on a citizen, newest first, whoever may read them.

        A store with walls withholds by itself what is not the reader's.
        """

    def add(self, note: RecordNote) -> None:
        """Put in a new note.

        Raises:
            Stale: by the end of the work, when the store has one with its id.
        """

    def save(self, note: RecordNote) -> None:
        """Write what differs from the note as this work read it.

        Raises:
            Stale: when it was changed in between.
        """


class Reviews(Protocol):
    """What reviews left: remarks, plans as they were returned, and ticks of the checklist."""

    def remark(self, remark_id: UUID) -> Remark:
        """Read a remark.

        Raises:
            NotFound: when there is none.
        """

    def remarks(self, plan_id: UUID) -> tuple[Remark, ...]:
        """Read all remarks on a plan, the oldest first."""

    def add_remarks(self, remarks: Iterable[Remark]) -> None:
        """Keep the remarks of one return, in their order."""

    def save_remark(self, remark: Remark) -> None:
        """Write whether a remark is solved.

        Raises:
            Stale: when it was changed in between.
        """

    def keep_returned(self, plan_id: UUID, returned: ReturnedPlan) -> None:
        """Keep what a plan was when it was returned."""

    def last_returned(self, plan_id: UUID) -> ReturnedPlan | None:
        """Read what a plan was when it was last returned, None when it never was."""

    def add_ticks(self, plan_id: UUID, number: int, ticks: Iterable[Tick]) -> None:
        """Keep what was ticked in a plan's review of a number, from 1."""

    def ticks(self, plan_id: UUID, number: int) -> tuple[Tick, ...]:
        """Read what was ticked in a review, in the order of the checklist."""


class Reminders(Protocol):
    """Who asked whom for an answer; one that was taken back is hidden, not gone."""

    def of_plans(self, plan_ids: Collection[UUID]) -> tuple[Reminder, ...]:
        """Read those of some plans, newest first, without those taken back."""

    def add(self, reminder: Reminder) -> None:
        """Keep a new one."""

    def take_back(self, reminder_id: UUID) -> None:
        """Hide one.

        Raises:
            NotFound: when there is none, or it was taken back before.
        """


class TaskSteps(Protocol):
    """The steps of tasks from who asks to who does them; only ever added to."""

    def of_plans(self, plan_ids: Collection[UUID]) -> tuple[TaskStep, ...]:
        """Read those of the tasks of some plans that may be seen, oldest first."""

    def add(self, step: TaskStep) -> None:
        """Keep a new one; its task is in the store."""


class StaffTasks(Protocol):
    """The tasks between colleagues; none is ever taken away."""

    def get(self, task_id: UUID) -> StaffTask:
        """Read a task.

        Raises:
            NotFound: when there is none, or it is not theirs to read.
        """

    def hold(self, task_id: UUID) -> StaffTask:
        """Read a task that one changes, and let nobody else write it until the work ends.

        Raises:
            NotFound: as ``get``, and when it is not theirs to change.
        """

    def add(self, task: StaffTask) -> None:
        """Put in a new one.

        Raises:
            Stale: by the end of the work, when the store has one with its id.
        """

    def save(self, task: StaffTask) -> None:
        """Write what differs from the task as this work read it.

        Raises:
            Stale: when it was changed in between.
        """

    def add_step(self, task: StaffTask, step: TaskStep) -> None:
        """Keep what is done with a task, before it is saved so and after it was added."""

    def steps(self, task_ids: Collection[UUID]) -> tuple[TaskStep, ...]:
        """Read the steps of some tasks, oldest first."""

    def of_member(self, staff_id: UUID) -> tuple[ListedStaffTask, ...]:
        """List the open ones that somebody asked for or has, the oldest first."""

    def of_units(self, units: Collection[Unit]) -> tuple[ListedStaffTask, ...]:
        """List those that lie unclaimed in the queues of units, the oldest first."""

    def of_citizen(self, citizen_id: UUID) -> tuple[ListedStaffTask, ...]:
        """List the open ones about a citizen that may be read, the oldest first."""

    def left_behind(self) -> tuple[ListedStaffTask, ...]:
        """List the open ones that somebody asked for or has who works with citizens no more."""

    def may_claim(self, task: StaffTask) -> bool:
        """Tell whether the consent of today lets who works here have a queue's task."""

    def claimed_by(self, task_id: UUID) -> str:
        """Name who took a task out of the queue of one's unit, "" where nobody did."""


class FollowUps(Protocol):
    """The follow-ups that were held; only ever added to."""

    def of_citizen(self, citizen_id: UUID) -> tuple[FollowUpHeld, ...]:
        """Read those of a citizen's plans, newest first."""

    def add(self, held: FollowUpHeld) -> None:
        """Keep one."""


class Staff(Protocol):
    """The staff of the municipality."""

    @property
    def absences(self) -> Absences:
        """When they are away."""

    def get(self, staff_id: UUID) -> StaffMember:
        """Read a member of staff.

        Raises:
            NotFound: when there is none.
        """

    def by_login(self, login: str) -> StaffMember | None:
        """Find somebody by login, small and capital letters alike."""

    def everybody(self) -> tuple[StaffMember, ...]:
        """Read all of staff, by name, without the built-in system."""

    def add(self, member: StaffMember) -> None:
        """Put in somebody new."""


class Absences(Protocol):
    """When staff is away; what is over stays."""

    def get(self, absence_id: UUID) -> Absence:
        """Read an absence.

        Raises:
            NotFound: when there is none.
        """

    def of_staff(self, staff_id: UUID) -> tuple[Absence, ...]:
        """Read all absences of somebody, by their first day."""

    def since(self, day: date) -> tuple[Absence, ...]:
        """Read all that are not over before a day, by their first day."""

    def add(self, absence: Absence) -> None:
        """Put in a new one."""

    def save(self, absence: Absence) -> None:
        """Write what differs from the absence as this work read it.

        Raises:
            Stale: when it was changed in between.
        """

    def remove(self, absence_id: UUID) -> None:
        """Take one away.

        Raises:
            NotFound: when there is none.
            Stale: when it was changed in between.
        """


class Lists(Protocol):
    """Lists for screens and reports, straight from the store."""

    def find(self, text: str, limit: int) -> tuple[FoundCitizen, ...]:
        """Find citizens by words, number or case worker; mine and recent ones first."""

    def my_citizens(self, limit: int) -> tuple[FoundCitizen, ...]:
        """List the citizens I have a case, a plan or a task with, by name."""

    def recent(self, limit: int) -> tuple[FoundCitizen, ...]:
        """List the citizens I opened last, newest first."""

    def work(self, today: date) -> tuple[WorkItem, ...]:
        """List all that waits on me, by deadline."""

    def awaited(self) -> tuple[WorkItem, ...]:
        """List tasks that others in staff hold in plans I coordinate, and have not begun.

        ``text`` is who holds each, and ``since`` when it was given or began to wait.
        """

    def plan_news(self, since: datetime) -> tuple[PlanNews, ...]:
        """List what colleagues did in my plans since I last opened each, or ``since`` at most.

        A line for each colleague in each plan, newest first.
        """

    def my_plans(self) -> tuple[PlanLine, ...]:
        """List the plans I coordinate, stand in for, or take part in."""

    def plans_with_status(self, *statuses: PlanStatus) -> tuple[PlanLine, ...]:
        """List the plans in some states, longest waiting first."""

    def history(self, citizen_id: UUID, limit: int) -> tuple[HistoryLine, ...]:
        """List what was done with a citizen's data, newest first."""

    def source_differences(self, citizen_id: UUID) -> tuple[tuple[str, str, str], ...]:
        """List source, name and open address of every source where they differ."""

    def protecting_sources(self, citizen_id: UUID) -> tuple[ServiceArea, ...]:
        """List the service areas whose newest export protects the citizen."""

    def shared_cases(self) -> Sequence[SharedCase]:
        """Read every case as the tables of shared citizens need it."""

    def districts(self) -> tuple[DistrictRow, ...]:
        """Read the districts in their published order."""

    def counts(self) -> dict[str, int]:
        """Count citizens, cases, plans, staff and log rows."""


class DatedLists(Protocol):
    """The lists that law or the municipality fixes; one that was never edited is as it shipped."""

    def entries(self, which: DatedList, day: date | None = None) -> tuple[ListEntry, ...]:
        """Read a list in its order: what holds on a day, or all of it."""

    def every(self) -> tuple[ListEntry, ...]:
        """Read every list whole, at once."""

    def put(self, entry: ListEntry, seen: ListEntry | None) -> None:
        """Write an entry in place of ``seen``, or a new one; the first edit copies what shipped.

        Raises:
            Stale: when what stands is no longer ``seen``.
        """


class Imports(Protocol):
    """Bulk reading and writing for loads of exports."""

    def mark(self) -> StoreMark:
        """Say how the store stands, to be asked about later with ``moved``."""

    def moved(self, mark: StoreMark) -> bool:
        """Tell whether anything was changed since; looks and searches change nothing."""

    def known(
        self,
        area: ServiceArea | None,
        numbers: Collection[str],
        check: Callable[[], None] | None = None,
    ) -> Known:
        """Read what a load compares with: staff, districts, and of a service area its cases.

        Citizens come along who have or had one of the person numbers, or who have such a case.
        ``area`` None is a load of staff or districts. ``check`` is called now and then; it may
        raise to stop.
        """

    def hold(self, citizens: Collection[UUID]) -> None:
        """Let nobody else write these citizens until the work ends; then ``moved`` tells all."""

    def apply(self, writes: Writes, wrote: Callable[[int], None] | None = None) -> None:
        """Write a load: rows, search words and links between staff and cases.

        ``wrote`` is told now and then how many rows more are written; it may raise to stop.
        """

    def note_load(self, kind: str, sha256: str, counts: Mapping[Action, int]) -> None:
        """Keep which file was loaded and how many rows it had of each kind."""


class Settings(Protocol):
    """The settings of the municipality, as JSON texts by name."""

    def read(self, name: str) -> str | None:
        """Read a setting, None when it was never set."""

    def write(self, name: str, value: str) -> None:
        """Write a setting."""


class BegunForms(Protocol):
    """The forms that who works here has begun to fill in; nobody reads another's."""

    def read(self, key: FormKey) -> BegunForm | None:
        """Read what was typed in a form and not saved, None when there is nothing."""

    def write(self, key: FormKey, typed: Mapping[str, Typed]) -> None:
        """Keep what is typed in a form in place of what was; nothing typed leaves nothing."""

    def newest(self, about: UUID) -> FormKey | None:
        """Tell which form about a citizen or plan was typed in last."""


class Presence(Protocol):
    """Who has which plan open; it comes and goes, and is no change of the plan."""

    def citizen_of(self, plan_id: UUID) -> UUID:
        """Tell whose plan it is.

        Raises:
            NotFound: when there is no such plan.
        """

    def note(self, seat: Seat, stale: datetime) -> None:
        """Keep where a window of who works here is; drop what was last told before ``stale``."""

    def leave(self, window: UUID) -> None:
        """Drop a window of who works here."""

    def others(self, plan_id: UUID, since: datetime) -> tuple[Colleague, ...]:
        """List who else told of having the plan open at or after a moment; each person once.

        Where somebody has two windows, the one they were in last counts.
        """

    def pulse(self, plan_id: UUID) -> Pulse:
        """Count what was written about the plan's citizen; cheap, for it is asked all the time."""

    def last_writes(self, plan_id: UUID, limit: int) -> tuple[LastWrite, ...]:
        """List who wrote what about the plan's citizen, newest first."""


class Settlements(Protocol):
    """Fields that two people changed at once, with all that they wrote; only ever added to."""

    def add(self, plan_id: UUID, settlement: Settlement) -> None:
        """Keep one, in the name of who works here."""

    def of_plan(self, plan_id: UUID, limit: int) -> tuple[Settled, ...]:
        """List those of a plan, newest first."""


class Audit(Protocol):
    """The log, written in the transaction of what it tells of."""

    def record(self, *entries: AuditEntry) -> None:
        """Add rows for what was done."""

    def record_all(self, entries: Iterable[AuditEntry]) -> None:
        """Add many rows at once, for a load."""

    def looked(self, citizen_id: UUID, since: datetime) -> bool:
        """Tell whether who works here looked at a citizen at or after a moment."""

    def opened_unrelated(self, since: datetime) -> frozenset[UUID]:
        """List whom who works here opened without a relation since a moment."""


class FollowedWork(Protocol):
    """The part of a unit of work about how what was agreed is followed."""

    @property
    def reminders(self) -> Reminders:
        """The reminders."""

    @property
    def task_steps(self) -> TaskSteps:
        """The steps of tasks."""

    @property
    def staff_tasks(self) -> StaffTasks:
        """The tasks between colleagues."""

    @property
    def follow_ups(self) -> FollowUps:
        """The follow-ups that were held."""


class SignedWork(Protocol):
    """The part of a unit of work about what was signed."""

    @property
    def signatures(self) -> Signatures:
        """The signatures on paper."""


class HouseWork(LoginWork, FiguresWork, CaseloadWork, SignInWork, Protocol):
    """The part of a unit of work about the house itself: who works here, how much, and figures."""


class UnitOfWork(
    FollowedWork,
    HandoverWork,
    EnquiryWork,
    RedistributionWork,
    TaskListWork,
    SignedWork,
    SealedWork,
    HouseWork,
    Protocol,
):
    """One transaction: everything in it is kept by ``commit``, or nothing."""

    @property
    def citizens(self) -> Citizens:
        """The citizens."""

    @property
    def plans(self) -> Plans:
        """The joint plans."""

    @property
    def papers(self) -> Papers:
        """The papers of approved versions."""

    @property
    def notes(self) -> Notes:
        """The journal notes."""

    @property
    def reviews(self) -> Reviews:
        """What reviews left."""

    @property
    def staff(self) -> Staff:
        """The staff."""

    @property
    def lists(self) -> Lists:
        """The lists."""

    @property
    def dated_lists(self) -> DatedLists:
        """The lists that law or the municipality fixes."""

    @property
    def imports(self) -> Imports:
        """The loads."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def begun(self) -> BegunForms:
        """The forms that are begun and not saved."""

    @property
    def presence(self) -> Presence:
        """Who has which plan open."""

    @property
    def settled(self) -> Settlements:
        """What was settled between two who wrote at once."""

    @property
    def audit(self) -> Audit:
        """The log."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Undo what was not committed."""

    def commit(self) -> Changes:
        """Keep it, and say what it touched.

        Raises:
            Stale: when another wrote the same rows in between.
            StoreDown: when the store did not answer; nothing or all of it is kept, never half.
        """
