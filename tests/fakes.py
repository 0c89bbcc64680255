"""A store in memory that keeps what the ports promise; the contract test holds it to that."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from coordinator.begun import BegunForm, FormKey, Typed
from coordinator.changes import Changes
from coordinator.dated_lists import DatedList, ListEntry
from coordinator.desk import Desk, SystemClock
from coordinator.enquiries import ENQUIRY
from coordinator.imports.known import (
    Known,
    KnownCase,
    KnownCitizen,
    KnownDistrict,
    KnownStaff,
    SourceFacts,
    StoreMark,
)
from coordinator.imports.proposal import Action
from coordinator.imports.writes import CaseWrite, CitizenWrite, Writes
from coordinator.lists import (
    ApprovedContent,
    DistrictRow,
    FoundCitizen,
    HistoryLine,
    PlanLine,
    SharedCase,
    VersionLine,
    WorkItem,
    WorkKind,
    WrittenPart,
)
from coordinator.plan_news import PlanNews
from coordinator.ports import (
    ApprovedVersion,
    AuditAction,
    AuditEntry,
    KeptPaper,
    NotFound,
    Stale,
)
from coordinator.reports.kinds import PaperKey
from coordinator.reports.shared_counts import SharedCounts
from coordinator.sign_ins import SignIn
from coordinator.standing_in import leads_stood_in_for
from db.folding import (
    beside,
    beside_each,
    is_house_number,
    sort_key,
    stands_first,
    tokens,
    words,
)
from plans.absence import Absence
from plans.cpr import CprNumber, without_signs
from plans.enquiries import Enquiry, EnquiryStep
from plans.flat import walk
from plans.follow_ups import FollowUpHeld
from plans.handovers import Handover, opens
from plans.log_chain import Seal
from plans.log_control import LogVerdict
from plans.notes import RecordNote
from plans.parts import Consent, EventKind, OwnWords
from plans.people import (
    Address,
    CaseFile,
    Citizen,
    Identifier,
    Protection,
    Role,
    ServiceArea,
    StaffMember,
)
from plans.plan import JointPlan
from plans.redistributions import Redistribution
from plans.remarks import Remark, ReturnedPlan, Tick
from plans.reminders import Reminder
from plans.scans import Scan
from plans.sharing import as_seen_by
from plans.signatures import Signature
from plans.states import STILL, WORKABLE, GoalLifecycle, PlanStatus
from plans.task_steps import TaskStep
from plans.withheld import Withheld, WithheldReason
from tests.builders import BIRGER, CLOCK, EVERYBODY
from tests.fakes_absence import FakeAbsences
from tests.fakes_caseloads import FakeCaseloads
from tests.fakes_enquiries import FakeEnquiries
from tests.fakes_figures import FakeFigures
from tests.fakes_follow_ups import FakeFollowUps
from tests.fakes_handovers import FakeHandovers
from tests.fakes_lists import FakeDatedLists
from tests.fakes_log import FakeLogControl, FakeSealedLog, note_refusal
from tests.fakes_logins import FakeLogins
from tests.fakes_news import news_in
from tests.fakes_notes import FakeNotes
from tests.fakes_papers import FakePapers
from tests.fakes_past import WrittenKey, approved_in, written_after
from tests.fakes_redistributions import FakeRedistributions
from tests.fakes_reminders import FakeReminders, askers_of, awaited_in
from tests.fakes_reviews import FakeReviews
from tests.fakes_sign_ins import FakeSignIns
from tests.fakes_signatures import FakeSignatures
from tests.fakes_staff_tasks import FakeStaffTasks, KeptStaffTask, ties
from tests.fakes_task_lists import FakeTaskLists
from tests.fakes_task_steps import FakeTaskSteps
from tests.fakes_together import FakePresence, FakeSettlements
from tests.fakes_waiting import parts_waiting

MASK = Withheld(WithheldReason.PROTECTED_ADDRESS)
OVER = PlanStatus.CLOSED


@dataclass
class Kept:
    """Everything the store holds; values only, so a copy of the dictionaries is a snapshot."""

    citizens: dict[UUID, Citizen] = field(default_factory=dict)
    by_person: dict[UUID, frozenset[str]] = field(default_factory=dict)
    registered: dict[UUID, UUID] = field(default_factory=dict)
    sources: dict[UUID, dict[ServiceArea, SourceFacts]] = field(default_factory=dict)
    cases: dict[UUID, CaseFile] = field(default_factory=dict)
    missing: set[UUID] = field(default_factory=set)
    plans: dict[UUID, dict[object, Any]] = field(default_factory=dict)
    versions: dict[UUID, dict[int, ApprovedVersion]] = field(default_factory=dict)
    approvers: dict[tuple[UUID, int], str] = field(default_factory=dict)
    written: dict[UUID, dict[WrittenKey, WrittenPart]] = field(default_factory=dict)
    papers: dict[tuple[UUID, int, PaperKey], KeptPaper] = field(default_factory=dict)
    signatures: dict[UUID, Signature] = field(default_factory=dict)
    scans: dict[UUID, Scan] = field(default_factory=dict)
    attached: list[tuple[UUID, datetime, int]] = field(default_factory=list)
    sign_ins: dict[tuple[UUID, str], SignIn] = field(default_factory=dict)
    notes: dict[UUID, RecordNote] = field(default_factory=dict)
    reminders: dict[UUID, Reminder] = field(default_factory=dict)
    task_steps: list[TaskStep] = field(default_factory=list)
    staff_tasks: dict[UUID, KeptStaffTask] = field(default_factory=dict)
    staff_task_steps: list[TaskStep] = field(default_factory=list)
    enquiries: dict[UUID, Enquiry] = field(default_factory=dict)
    enquiry_steps: list[EnquiryStep] = field(default_factory=list)
    follow_ups: list[FollowUpHeld] = field(default_factory=list)
    handovers: dict[UUID, Handover] = field(default_factory=dict)
    redistributions: dict[UUID, Redistribution] = field(default_factory=dict)
    handed_cases: set[UUID] = field(default_factory=set)
    staff: dict[UUID, StaffMember] = field(default_factory=dict)
    absences: dict[UUID, Absence] = field(default_factory=dict)
    districts: dict[UUID, DistrictRow] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    figures: dict[date, tuple[datetime, tuple[SharedCounts, ...]]] = field(default_factory=dict)
    dated: dict[DatedList, dict[tuple[str, date], ListEntry]] = field(default_factory=dict)
    begun: dict[tuple[UUID, FormKey], BegunForm] = field(default_factory=dict)
    recent: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    looked: dict[tuple[UUID, UUID], datetime] = field(default_factory=dict)
    log: list[tuple[datetime, StaffMember, AuditEntry]] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)
    verdicts: dict[UUID, LogVerdict] = field(default_factory=dict)
    loads: list[tuple[str, str]] = field(default_factory=list)
    presence: dict[UUID, Any] = field(default_factory=dict)
    settled: list[Any] = field(default_factory=list)
    remarks: dict[UUID, Remark] = field(default_factory=dict)
    returned: list[tuple[UUID, ReturnedPlan]] = field(default_factory=list)
    ticks: list[tuple[UUID, int, Tick]] = field(default_factory=list)
    changes: int = 0

    def snapshot(self) -> "Kept":
        return Kept(**{name: copy(getattr(self, name)) for name in self.__dataclass_fields__})


class FakeStore:
    """A store in memory with everybody of the builders in staff."""

    def __init__(self, *members: StaffMember, clock: SystemClock = CLOCK) -> None:
        self.kept = Kept(staff={each.id: each for each in members or EVERYBODY})
        self.clock = clock

    def begin(self, member: StaffMember, writes: bool) -> "FakeWork":
        return FakeWork(self, member, writes=writes)

    def begin_logged(self, member: StaffMember, writes: bool) -> "FakeWork":
        """Begin as the product does: a change without its row in the log cannot be kept."""
        return FakeWork(self, member, writes=writes, demands_rows=True)

    def desk(self, member: StaffMember) -> Desk:
        return Desk(member, self.begin_logged, self.clock)

    def loads(self) -> Desk:
        """Where exports are loaded and figures made."""
        return self.desk(BIRGER)

    @property
    def log(self) -> list[AuditEntry]:
        """What was done and logged, oldest first."""
        logged = [entry for _at, _who, entry in self.kept.log]
        return [each for each in logged if each.action is not AuditAction.REFUSED]

    @property
    def refused(self) -> list[str]:
        """By which rules somebody was refused, oldest first."""
        logged = [entry for _at, _who, entry in self.kept.log]
        return [each.subject for each in logged if each.action is AuditAction.REFUSED]


class FakeWork:
    """One unit of work over a copy of the store; ``commit`` writes back what it changed."""

    def __init__(
        self, store: FakeStore, member: StaffMember, *, writes: bool, demands_rows: bool = False
    ) -> None:
        self.store, self.member, self.writes = store, member, writes
        self.demands_rows = demands_rows
        self.logged: set[UUID | None] = set()
        self.clock = store.clock
        self.now = store.kept.snapshot()
        self.steps: list[Callable[[Kept], None]] = []
        self.touched = Changes()
        self.citizens = FakeCitizens(self)
        self.plans = FakePlans(self)
        self.papers = FakePapers(self)
        self.signatures = FakeSignatures(self)
        self.sign_ins = FakeSignIns(self)
        self.notes = FakeNotes(self)
        self.reviews = FakeReviews(self)
        self.follow_ups = FakeFollowUps(self)
        self.reminders = FakeReminders(self)
        self.task_steps = FakeTaskSteps(self)
        self.handovers = FakeHandovers(self)
        self.redistributions = FakeRedistributions(self)
        self.staff_tasks = FakeStaffTasks(self)
        self.enquiries = FakeEnquiries(self)
        self.task_lists = FakeTaskLists(self)
        self.staff = FakeStaff(self)
        self.logins = FakeLogins(self, _plans)
        self.lists = FakeLists(self)
        self.dated_lists = FakeDatedLists(self)
        self.imports = FakeImports(self)
        self.settings = FakeSettings(self)
        self.figures = FakeFigures(self)
        self.caseloads = FakeCaseloads(self, _plans)
        self.begun = FakeBegunForms(self)
        self.presence = FakePresence(self, _plans)
        self.settled = FakeSettlements(self)
        self.audit = FakeAudit(self)
        self.sealed_log = FakeSealedLog(self)
        self.log_control = FakeLogControl(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.steps.clear()
        note_refusal(self, error)

    def do(self, step: Callable[[Kept], None], touched: Changes = Changes()) -> None:  # noqa: B008
        """Take a step in the copy now and in the store at the commit."""
        step(self.now)
        self.steps.append(step)
        self.touched = Changes(
            self.touched.citizens | touched.citizens,
            self.touched.plans | touched.plans,
            self.touched.everything or touched.everything,
        )

    def commit(self) -> Changes:
        if not self.writes:
            raise AssertionError("reading does not commit")
        if self.demands_rows and self.touched.citizens - self.logged:
            raise AssertionError("a change without its row in the log")
        after = self.store.kept.snapshot()
        for step in self.steps:
            step(after)
        after.changes += bool(self.touched)
        self.store.kept = after
        return self.touched


class FakeCitizens:
    def __init__(self, work: FakeWork) -> None:
        self._work = work

    def get(self, citizen_id: UUID) -> Citizen:
        if citizen_id not in self._work.now.citizens:
            raise NotFound
        found = self._work.now.citizens[citizen_id]
        return replace(found, address=MASK, district=MASK) if found.protection.active else found

    def with_number(self, number: CprNumber, why: str) -> UUID | None:
        assert why.strip()
        for each in self._work.now.citizens.values():
            if number in {known.number for known in each.identifiers}:
                return each.id
        return None

    def protected_address(self, citizen_id: UUID) -> Address:
        found = self._work.now.citizens[citizen_id].address
        assert isinstance(found, Address)
        return found

    def case_files(self, citizen_id: UUID) -> tuple[CaseFile, ...]:
        mine = [each for each in self._work.now.cases.values() if each.citizen_id == citizen_id]
        mine.sort(key=lambda each: each.start or date.min, reverse=True)
        return tuple(sorted(mine, key=lambda each: each.service_area))

    def add(self, citizen: Citizen) -> None:
        me = self._work.member.id

        def step(kept: Kept) -> None:
            kept.registered[citizen.id] = me
            kept.citizens[citizen.id] = citizen
            kept.by_person[citizen.id] = frozenset({"name", "address"})

        self._work.do(step, Changes(citizens=frozenset({citizen.id})))

    def save(self, citizen: Citizen) -> None:
        before = self._work.now.citizens[citizen.id]

        def step(kept: Kept) -> None:
            stored = kept.citizens[citizen.id]
            if stored not in (before, whole):
                raise Stale
            kept.citizens[citizen.id] = whole
            kept.by_person[citizen.id] = kept.by_person.get(citizen.id, frozenset()) | decided

        hidden = isinstance(citizen.address, Withheld)
        whole = replace(
            citizen,
            address=before.address if hidden else citizen.address,
            district=before.district
            if isinstance(citizen.district, Withheld)
            else citizen.district,
        )
        names = (citizen.given_name, citizen.family_name)
        decided = {"name"} if names != (before.given_name, before.family_name) else set()
        if whole.address != before.address:
            decided.add("address")
        self._work.do(step, Changes(citizens=frozenset({citizen.id})))

    def registered_lately(self, citizen_id: UUID) -> bool:
        return self._work.now.registered.get(citizen_id) == self._work.member.id

    def related(self, citizen_id: UUID, staff_id: UUID) -> bool:
        kept, today = self._work.now, self._work.clock.today()
        if any(
            each.citizen_id == citizen_id
            and each.caseworker
            and each.caseworker.id == staff_id
            and (each.end is None or each.end >= self._work.clock.today())
            for each in kept.cases.values()
        ):
            return True
        return (
            ties(kept, citizen_id, staff_id)
            or any(
                plan.citizen_id == citizen_id
                and (staff_id in _people(plan) or _owns_goal(plan, staff_id))
                for plan in _plans(kept)
            )
            or any(
                each.citizen_id == citizen_id and opens(each, staff_id, today)
                for each in kept.handovers.values()
                if each.id not in {back.returns for back in kept.handovers.values()}
            )
        )

    def note_opened(self, citizen_id: UUID) -> None:
        me, now = self._work.member.id, self._work.clock.now()

        def step(kept: Kept) -> None:
            kept.recent[me, citizen_id] = max(kept.recent.values(), default=0) + 1
            kept.looked[me, citizen_id] = now

        self._work.do(step)


class FakePlans:
    def __init__(self, work: FakeWork) -> None:
        self._work = work
        self._read: dict[UUID, dict[object, Any]] = {}

    def get(self, plan_id: UUID) -> JointPlan:
        if plan_id not in self._work.now.plans:
            raise NotFound
        stored, me = self._work.now.plans[plan_id], self._work.member
        wrote = {
            part_id
            for (_kind, part_id), each in self.written(plan_id).items()
            if each.created_by == me.name
        }
        today = self._work.clock.today()
        acting = leads_stood_in_for(self._work, me, today)
        plan = as_seen_by(_whole(stored), me, wrote, today, acting)
        seen = {each.id for each in walk(plan)}
        self._read[plan_id] = {
            key: part
            for key, part in stored.items()
            if key[0] not in ("intervention", "task", *_OF_AN_AREA)  # type: ignore[index]
            or key[1] in seen  # type: ignore[index]
        }
        return plan

    def of_citizen(self, citizen_id: UUID) -> JointPlan | None:
        mine = [each for each in _plans(self._work.now) if each.citizen_id == citizen_id]
        mine.sort(key=lambda each: each.status is OVER)
        newest = [each for each in mine if (each.status is OVER) == (mine[0].status is OVER)]
        return self.get(newest[-1].id) if newest else None

    def consent_today(self, citizen_id: UUID) -> Consent | None:
        for each in _plans(self._work.now):
            if each.citizen_id == citizen_id and each.status is not OVER:
                return each.consent_on(self._work.clock.today())
        return None

    def add(self, plan: JointPlan) -> None:
        self._write(plan, {})

    def save(self, plan: JointPlan) -> None:
        self._write(plan, self._read[plan.id])

    def add_version(self, plan_id: UUID, version: ApprovedVersion) -> None:
        by = self._work.member.name

        def step(kept: Kept) -> None:
            kept.approvers[plan_id, version.number] = by
            kept.versions[plan_id] = {
                **kept.versions.get(plan_id, {}),
                version.number: version,
            }

        self._work.do(step)

    def version(self, plan_id: UUID, number: int) -> ApprovedVersion:
        found = self._work.now.versions.get(plan_id, {})
        if number not in found:
            raise NotFound
        return found[number]

    def versions(self, plan_id: UUID) -> tuple[VersionLine, ...]:
        found = self._work.now.versions.get(plan_id, {}).values()
        lines = (
            VersionLine(each.number, each.approved_on, each.sha256, each.paper_sha256)
            for each in found
        )
        return tuple(sorted(lines, key=lambda line: -line.number))

    def approved_contents(self, plan_id: UUID, limit: int) -> tuple[ApprovedContent, ...]:
        return approved_in(self._work.now, plan_id, limit)

    def written(self, plan_id: UUID) -> Mapping[WrittenKey, WrittenPart]:
        return self._work.now.written.get(plan_id, {})

    def _write(self, plan: JointPlan, before: dict[object, Any]) -> None:
        wanted = _parts(plan)
        old = _whole(before) if before else None
        keys = {*before, *wanted}
        changed = {key for key in keys if before.get(key) != wanted.get(key)}
        if not changed:
            return

        def step(kept: Kept) -> None:
            stored = dict(kept.plans.get(plan.id, {}))
            for key in changed:
                if stored.get(key) not in (before.get(key), wanted.get(key)):
                    raise Stale
                if key in wanted:
                    stored[key] = wanted[key]
                else:
                    del stored[key]
            kept.plans[plan.id] = stored
            kept.written[plan.id] = written_after(
                kept.written.get(plan.id, {}), old, plan, self._work.member.name, now
            )

        now = self._work.clock.now()
        touched = Changes(frozenset({plan.citizen_id}), frozenset({plan.id}))
        self._work.do(step, touched)


class FakeStaff:
    def __init__(self, work: FakeWork) -> None:
        self._work = work
        self.absences = FakeAbsences(work)

    def get(self, staff_id: UUID) -> StaffMember:
        if staff_id not in self._work.now.staff:
            raise NotFound
        return self._work.now.staff[staff_id]

    def by_login(self, login: str) -> StaffMember | None:
        wanted = login.strip().casefold()
        return next((each for each in self._work.now.staff.values() if each.login == wanted), None)

    def everybody(self) -> tuple[StaffMember, ...]:
        members = (each for each in self._work.now.staff.values() if each.role is not Role.SYSTEM)
        return tuple(sorted(members, key=lambda each: sort_key(each.name, "")))

    def add(self, member: StaffMember) -> None:
        kept_as = replace(member, login=member.login.strip().casefold())
        self._work.do(
            lambda kept: kept.staff.update({member.id: kept_as}), Changes(everything=True)
        )


class FakeLists:
    def __init__(self, work: FakeWork) -> None:
        self._work = work

    def find(self, text: str, limit: int) -> tuple[FoundCitizen, ...]:
        digits = without_signs(text)
        is_number = digits.isdigit() and 6 <= len(digits) <= 10
        asked = [digits] if is_number else words(text)
        if not asked:
            return ()
        kept = self._work.now
        hits = [each for each in kept.citizens.values() if _fits(_tokens(each), asked)]
        known = {
            member.id
            for member in kept.staff.values()
            if _has({*words(member.name), *words(member.login)}, asked)
        }
        theirs = [
            each
            for each in kept.citizens.values()
            if each not in hits
            and any(each.id in _mine(kept, staff_id, coordinated=True) for staff_id in known)
        ]
        mine, recent = self._near()

        def rank(each: Citizen) -> tuple[int, str]:
            order = [*mine, *recent]
            near = order.index(each.id) if each.id in order else len(order)
            return near, sort_key(each.family_name, each.given_name)

        found = [*sorted(hits, key=rank), *sorted(theirs, key=rank)]
        lines = [self._found(each) for each in found[:limit]]
        first = [each for each in lines if each.mine and stands_first(each.name, text)]
        also = [each for each in lines if each.mine and each not in first]
        return (*first, *also, *(each for each in lines if not each.mine))

    def my_citizens(self, limit: int) -> tuple[FoundCitizen, ...]:
        mine, _recent = self._near()
        kept = self._work.now.citizens
        ordered = sorted(
            (kept[each] for each in mine),
            key=lambda each: sort_key(each.family_name, each.given_name),
        )
        return tuple(self._found(each) for each in ordered[:limit])

    def recent(self, limit: int) -> tuple[FoundCitizen, ...]:
        _mine_ids, recent = self._near()
        return tuple(self._found(self._work.now.citizens[each]) for each in recent[:limit])

    def work(self, today: date) -> tuple[WorkItem, ...]:
        items = [item for plan in self._seen_plans() for item in self._needs(plan, today)]
        items += self._protections(today)
        return tuple(sorted(items, key=lambda item: (item.by or date.max, item.citizen_name)))

    def awaited(self) -> tuple[WorkItem, ...]:
        kept = self._work.now
        return awaited_in(kept, self._seen_plans(), self._work.member)

    def all_plans(self) -> list[JointPlan]:
        return _plans(self._work.now)

    def _seen_plans(self) -> list[JointPlan]:
        return [self._work.plans.get(each.id) for each in _plans(self._work.now)]

    def plan_news(self, since: datetime) -> tuple[PlanNews, ...]:
        return tuple(news_in(self._work, self._mine(), since))

    def _mine(self) -> list[JointPlan]:
        me = self._work.member.id
        return [
            each
            for each in _plans(self._work.now)
            if each.status is not OVER and me in _people(each, tasks=False)
        ]

    def my_plans(self) -> tuple[PlanLine, ...]:
        mine = self._mine()
        kept = self._work.now.citizens
        mine.sort(
            key=lambda each: sort_key(
                kept[each.citizen_id].family_name, kept[each.citizen_id].given_name
            )
        )
        return tuple(self._line(each) for each in mine)

    def plans_with_status(self, *statuses: PlanStatus) -> tuple[PlanLine, ...]:
        found = [each for each in _plans(self._work.now) if each.status in statuses]
        found.sort(key=lambda each: each.events[-1].at)
        return tuple(self._line(each) for each in found)

    def history(self, citizen_id: UUID, limit: int) -> tuple[HistoryLine, ...]:
        lines = [
            HistoryLine(
                at, member.name, entry.action.value, entry.subject, entry.why, entry.related
            )
            for at, member, entry in self._work.now.log
            if entry.citizen_id == citizen_id
        ]
        return tuple(reversed(lines))[:limit]

    def source_differences(self, citizen_id: UUID) -> tuple[tuple[str, str, str], ...]:
        facts = self._work.now.sources.get(citizen_id, {})
        said = [
            (area.value, facts[area].name, facts[area].address.line if facts[area].address else "")
            for area in ServiceArea
            if area in facts
        ]
        names = {name for _area, name, _line in said if name}
        places = {line for _area, _name, line in said if line}
        return tuple(said) if len(names) > 1 or len(places) > 1 else ()

    def protecting_sources(self, citizen_id: UUID) -> tuple[ServiceArea, ...]:
        facts = self._work.now.sources.get(citizen_id, {})
        return tuple(area for area in ServiceArea if area in facts and facts[area].protected)

    def shared_cases(self) -> Sequence[SharedCase]:
        citizens = self._work.now.citizens
        return [
            SharedCase(
                case.citizen_id,
                citizens[case.citizen_id].birth_date,
                None
                if citizens[case.citizen_id].protection.active
                else str(citizens[case.citizen_id].district) or None,
                citizens[case.citizen_id].protection.active,
                case.service_area,
                case.title,
                case.start,
                case.end,
            )
            for case in self._work.now.cases.values()
        ]

    def districts(self) -> tuple[DistrictRow, ...]:
        return tuple(self._work.now.districts.values())

    def counts(self) -> dict[str, int]:
        kept = self._work.now
        return {
            "citizens": len(kept.citizens),
            "cases": len(kept.cases),
            "plans": len(kept.plans),
            "staff": sum(each.role is not Role.SYSTEM for each in kept.staff.values()),
            "districts": len(kept.districts),
            "audit": len(kept.log),
        }

    def _near(self) -> tuple[list[UUID], list[UUID]]:
        me, kept = self._work.member.id, self._work.now
        opened = {citizen: at for (staff_id, citizen), at in kept.recent.items() if staff_id == me}
        mine = _mine(kept, me)
        return mine, sorted(opened, key=lambda each: -opened[each])[:20]

    def _found(self, citizen: Citizen) -> FoundCitizen:
        today = self._work.clock.today()
        kept = self._work.now
        running = {
            case.service_area
            for case in kept.cases.values()
            if case.citizen_id == citizen.id and case.running_on(today)
        }
        plan = FakePlans(self._work).of_citizen(citizen.id)
        mine, recent = self._near()
        return FoundCitizen(
            id=citizen.id,
            name=citizen.name,
            number=citizen.number,
            birth_date=citizen.birth_date,
            district="" if citizen.protection.active else str(citizen.district),
            protected=citizen.protection.active,
            special=citizen.protection.special,
            service_areas=tuple(area for area in ServiceArea if area in running),
            plan_status=plan.status if plan else None,
            mine=citizen.id in mine,
            recent=citizen.id in recent,
            street=""
            if citizen.protection.active or not citizen.address
            else citizen.address.street,
        )

    def _line(self, plan: JointPlan) -> PlanLine:
        kept = self._work.now
        citizen, coordinator = kept.citizens[plan.citizen_id], kept.staff[plan.coordinator]
        last = plan.events[-1] if plan.events else None
        areas = plan.service_areas()
        return PlanLine(
            plan_id=plan.id,
            citizen_id=plan.citizen_id,
            citizen_name=citizen.name,
            protected=citizen.protection.active,
            status=plan.status,
            version=plan.version,
            coordinator_id=plan.coordinator,
            coordinator_name=coordinator.name,
            follow_up=plan.follow_up,
            service_areas=tuple(area for area in ServiceArea if area in areas),
            sent_at=last.at if last and last.kind is EventKind.SENT else None,
            remark=last.text if last and last.kind is EventKind.RETURNED else "",
        )

    def _needs(self, plan: JointPlan, today: date) -> list[WorkItem]:
        me, line = self._work.member, self._line(plan)
        about = {
            "citizen_id": plan.citizen_id,
            "citizen_name": line.citizen_name,
            "plan_id": plan.id,
        }
        items: list[WorkItem] = []
        if plan.status not in STILL:
            asked = partial(askers_of, self._work.now)
            still = {**about, "locked": plan.status not in WORKABLE}
            items += parts_waiting(plan, me.id, today, still, asked)
        for goal in () if plan.status in STILL else plan.goals:
            late = goal.due is not None and goal.due < today
            mine = goal.owner is not None and goal.owner.staff_id == me.id
            if late and mine and goal.lifecycle is GoalLifecycle.ACTIVE:
                items.append(
                    WorkItem(WorkKind.GOAL, goal.title, part_id=goal.id, due=goal.due, **about)
                )
        need, due = _plan_need(plan, line, today)
        if need is not None and plan.coordinator == me.id:
            items.append(
                WorkItem(need, "", due=due, status=plan.status.value, text=line.remark, **about)
            )
        lead = self._work.now.staff[plan.coordinator]
        unit = (lead.service_area, lead.team) == (me.service_area, me.team)
        if (
            plan.status is PlanStatus.IN_REVIEW
            and me.role is Role.TEAM_LEAD
            and unit
            and plan.coordinator != me.id
        ):
            items.append(
                WorkItem(
                    WorkKind.REVIEW,
                    lead.name,
                    since=line.sent_at,
                    status=plan.status.value,
                    **about,
                )
            )
        return items

    def _protections(self, today: date) -> list[WorkItem]:
        kept = self._work.now
        mine = [kept.citizens[each] for each in _mine(kept, self._work.member.id)]
        return [
            WorkItem(WorkKind.PROTECTION, "", each.id, each.name, due=each.protection.until)
            for each in mine
            if each.protection.active
            and each.protection.until
            and each.protection.until <= today + timedelta(days=30)
        ]


class FakeImports:
    def __init__(self, work: FakeWork) -> None:
        self._work = work

    def mark(self) -> StoreMark:
        return StoreMark(self._work.clock.now(), self._work.now.changes)

    def moved(self, mark: StoreMark) -> bool:
        return self._work.now.changes != mark.changes

    def known(
        self,
        area: ServiceArea | None,
        numbers: Collection[str],
        check: Callable[[], None] | None = None,
    ) -> Known:
        if check is not None:
            check()
        kept = self._work.now
        cases = [each for each in kept.cases.values() if each.service_area is area]
        wanted = {each.citizen_id for each in cases}
        return Known.of(
            citizens=[
                self._known(each)
                for each in kept.citizens.values()
                if each.id in wanted
                or any(known.number.value in numbers for known in each.identifiers)
            ],
            cases=[
                KnownCase(
                    each.id,
                    each.citizen_id,
                    each.title,
                    each.start,
                    each.end,
                    each.caseworker_text,
                    each.distance,
                    each.job_goals,
                    each.ordinary_hours,
                    each.id in kept.missing,
                    each.caseworker.login
                    if each.id in kept.handed_cases and each.caseworker
                    else "",
                )
                for each in cases
            ],
            staff=[
                KnownStaff(
                    each.id,
                    each.login,
                    each.name,
                    each.service_area,
                    each.team,
                    each.role,
                    each.phone,
                    each.email,
                )
                for each in kept.staff.values()
            ],
            districts=[
                KnownDistrict(key, row.name, row.adults or 0) for key, row in kept.districts.items()
            ],
        )

    def hold(self, citizens: Collection[UUID]) -> None:
        """One store in memory is one moment: the commit finds who was first."""

    def apply(self, writes: Writes, wrote: Callable[[int], None] | None = None) -> None:
        def step(kept: Kept) -> None:
            for member in writes.staff:
                kept.staff[member.id] = StaffMember(
                    member.id,
                    member.login.casefold(),
                    member.name,
                    member.service_area,
                    member.team,
                    member.role,
                    member.phone,
                    member.email,
                )
            for district in writes.districts:
                kept.districts[district.id] = DistrictRow(district.name, district.adults)
            for each in writes.citizens:
                _write_citizen(kept, each)
            for case in writes.cases:
                if not case.handed:
                    kept.handed_cases.discard(case.id)
                kept.cases[case.id] = _case_file(kept, case)
                kept.missing.discard(case.id)
            kept.missing |= {each.id for each in writes.missing}
            if writes.staff:
                _attach_caseworkers(kept)

        self._work.do(step, Changes(everything=bool(writes)))
        if wrote is not None:
            wrote(len(writes.citizens) + len(writes.cases))

    def note_load(self, kind: str, sha256: str, counts: Mapping[Action, int]) -> None:
        assert set(counts) == set(Action)
        self._work.do(lambda kept: kept.loads.append((kind, sha256)))

    def _known(self, citizen: Citizen) -> KnownCitizen:
        kept = self._work.now
        decided = kept.by_person.get(citizen.id, frozenset())
        ordered = sorted(citizen.identifiers, key=lambda each: each.valid_to is None)
        numbers = tuple(each.number.value for each in ordered)
        assert isinstance(citizen.address, Address)
        return KnownCitizen(
            citizen.id,
            numbers[-1],
            numbers,
            citizen.given_name,
            citizen.family_name,
            citizen.address if citizen.address.line else None,
            citizen.protection.active,
            str(citizen.district),
            kept.sources.get(citizen.id, {}),
            "name" in decided,
            "address" in decided,
        )


class FakeSettings:
    def __init__(self, work: FakeWork) -> None:
        self._work = work

    def read(self, name: str) -> str | None:
        return self._work.now.settings.get(name)

    def write(self, name: str, value: str) -> None:
        json.loads(value)
        self._work.do(lambda kept: kept.settings.update({name: value}), Changes(everything=True))


class FakeBegunForms:
    def __init__(self, work: FakeWork) -> None:
        self._work = work

    def read(self, key: FormKey) -> BegunForm | None:
        found = self._work.now.begun.get((self._work.member.id, key))
        return found if found and found.typed else None

    def write(self, key: FormKey, typed: Mapping[str, Typed]) -> None:
        begun = BegunForm(dict(typed), self._work.clock.now())
        mine = (self._work.member.id, key)

        def keep(kept: Kept) -> None:
            kept.begun.pop(mine, None)
            kept.begun[mine] = begun

        self._work.do(keep)

    def newest(self, about: UUID) -> FormKey | None:
        """The one that was written last stands last."""
        mine = [
            key
            for (who, key), begun in self._work.now.begun.items()
            if who == self._work.member.id and key.about == about and begun.typed
        ]
        return mine[-1] if mine else None


class FakeAudit:
    def __init__(self, work: FakeWork) -> None:
        self._work = work

    def record(self, *entries: AuditEntry) -> None:
        self.record_all(entries)

    def record_all(self, entries: Iterable[AuditEntry]) -> None:
        lines = [(self._work.clock.now(), self._work.member, entry) for entry in entries]
        only_read = {AuditAction.VIEW, AuditAction.SEARCH}
        self._work.logged |= {
            entry.citizen_id for _at, _who, entry in lines if entry.action not in only_read
        }
        self._work.do(lambda kept: kept.log.extend(lines))

    def looked(self, citizen_id: UUID, since: datetime) -> bool:
        return any(
            at >= since
            and member.id == self._work.member.id
            and (entry.action, entry.citizen_id) == (AuditAction.VIEW, citizen_id)
            and entry.subject != ENQUIRY
            for at, member, entry in self._work.now.log
        )

    def opened_unrelated(self, since: datetime) -> frozenset[UUID]:
        return frozenset(
            entry.citizen_id
            for at, member, entry in self._work.now.log
            if at > since
            and member.id == self._work.member.id
            and entry.action == AuditAction.VIEW
            and not entry.related
            and entry.subject != ENQUIRY
            and entry.citizen_id is not None
        )


# What an area keeps for itself may be hidden from who reads the plan.
_OF_AN_AREA = (
    "statements",
    "challenges",
    "contacts",
    "measurements",
)
_LISTED = ("participants", "consents", "events", *_OF_AN_AREA)


def _parts(plan: JointPlan) -> dict[object, Any]:
    """Take a plan apart into what is kept, and can go stale, by itself."""
    bare = replace(
        plan,
        withheld=(),
        own_words=OwnWords(),
        goals=(),
        authors=frozenset(),
        **dict.fromkeys(_LISTED, ()),  # type: ignore[arg-type]  # names are ours
    )
    parts: dict[object, Any] = {"plan": bare, "words": plan.own_words}
    for at, goal in enumerate(plan.goals):
        parts["goal", goal.id] = (at, replace(goal, interventions=()))
        for below, each in enumerate(goal.interventions):
            parts["intervention", each.id] = (below, goal.id, replace(each, tasks=()))
            for last, task in enumerate(each.tasks):
                parts["task", task.id] = (last, each.id, task)
    for kind in _LISTED:
        for at, each in enumerate(getattr(plan, kind)):
            parts[kind, each.id] = (at, each)
    for author in plan.authors:
        parts["authors", author] = (0, author)
    return parts


def _whole(parts: dict[object, Any]) -> JointPlan:
    """Put a plan together again."""

    def of(kind: str, under: UUID | None = None) -> list[Any]:
        rows = [row for key, row in parts.items() if key[0] == kind]  # type: ignore[index]
        if under is not None:
            rows = [row for row in rows if row[1] == under]
        return [row[-1] for row in sorted(rows, key=lambda row: row[0])]

    goals = []
    for goal in of("goal"):
        below = tuple(
            replace(each, tasks=tuple(of("task", each.id))) for each in of("intervention", goal.id)
        )
        goals.append(replace(goal, interventions=below))
    bare: JointPlan = parts["plan"]
    return replace(
        bare,
        own_words=parts["words"],
        goals=tuple(goals),
        authors=frozenset(of("authors")),
        **{kind: tuple(of(kind)) for kind in _LISTED},  # type: ignore[arg-type]  # names are ours
    )


def _plans(kept: Kept) -> list[JointPlan]:
    return [_whole(parts) for parts in kept.plans.values()]


def _people(plan: JointPlan, *, tasks: bool = True) -> set[UUID | None]:
    seats = {plan.coordinator, plan.deputy, *(each.staff_id for each in plan.participants)}
    if tasks:
        seats |= {each.assignee.staff_id for each in plan.tasks if each.assignee}
        seats |= {each.follower.staff_id for each in plan.tasks if each.follower}
    return seats - {None}


def _owns_goal(plan: JointPlan, staff_id: UUID) -> bool:
    return any(each.owner is not None and each.owner.staff_id == staff_id for each in plan.goals)


def _mine(kept: Kept, staff_id: UUID, *, coordinated: bool = False) -> list[UUID]:
    """List whose plan, task or running case is somebody's; or only what they answer for."""
    found = [
        plan.citizen_id
        for plan in _plans(kept)
        if plan.status is not OVER
        and (plan.coordinator == staff_id if coordinated else staff_id in _people(plan))
    ]
    found += [
        case.citizen_id
        for case in kept.cases.values()
        if case.caseworker
        and case.caseworker.id == staff_id
        and (case.end is None or case.end >= CLOCK.today())
    ]
    if not coordinated:
        found += [each for each in kept.citizens if ties(kept, each, staff_id)]
    return list(dict.fromkeys(found))


def _has(known: set[str], asked: list[str]) -> bool:
    return all(any(token.startswith(word) for token in known) for word in asked)


def _fits(known: set[str], asked: list[str]) -> bool:
    first, *others = sorted(asked, key=is_house_number)
    return _has(known, [first]) and all(beside(word) in beside_each(known) for word in others)


def _tokens(citizen: Citizen) -> set[str]:
    assert isinstance(citizen.address, Address)
    street = "" if citizen.protection.active else citizen.address.line
    return tokens(citizen.name, street, [each.number.value for each in citizen.identifiers])


def _plan_need(plan: JointPlan, line: PlanLine, today: date) -> tuple[WorkKind | None, date | None]:
    if line.remark and plan.status in {PlanStatus.DRAFT, PlanStatus.IN_REVISION}:
        return WorkKind.RETURNED, None
    if plan.status is PlanStatus.APPROVED:
        return WorkKind.APPROVED, None
    if plan.status is PlanStatus.PAUSED and plan.wake_up_date and plan.wake_up_date <= today:
        return WorkKind.WAKE_UP, plan.wake_up_date
    soon = plan.follow_up is not None and plan.follow_up <= today + timedelta(days=14)
    return (
        (WorkKind.FOLLOW_UP, plan.follow_up)
        if soon and plan.status is PlanStatus.ACTIVE
        else (
            None,
            None,
        )
    )


def _write_citizen(kept: Kept, each: CitizenWrite) -> None:
    old = kept.citizens.get(each.id)
    base = old or Citizen(each.id, "", "", (Identifier(each.number),), None)
    if old is None:
        base = replace(
            base,
            birth_date=each.birth_date,
            birth_date_confirmed=each.birth_date_confirmed,
        )
    kept.citizens[each.id] = replace(
        base,
        given_name=each.given,
        family_name=each.family,
        address=each.address or Address(),
        district=each.district_text,
        protection=replace(base.protection, address=each.protected)
        if old
        else Protection(address=each.protected),
    )
    kept.sources[each.id] = {**kept.sources.get(each.id, {}), each.area: each.facts}


def _case_file(kept: Kept, case: CaseWrite) -> CaseFile:
    return CaseFile(
        case.id,
        case.citizen_id,
        case.service_area,
        case.title,
        case.start,
        case.end,
        kept.cases[case.id].caseworker if case.handed else _by_login(kept, case.caseworker_text),
        case.caseworker_text,
        case.distance,
        case.job_goals,
        case.ordinary_hours,
    )


def _attach_caseworkers(kept: Kept) -> None:
    for case in list(kept.cases.values()):
        if case.caseworker is None:
            found = _by_login(kept, case.caseworker_text)
            kept.cases[case.id] = replace(case, caseworker=found)


def _by_login(kept: Kept, text: str) -> StaffMember | None:
    return next((each for each in kept.staff.values() if each.login == text.casefold()), None)
