"""What a receiver needs to take over a citizen: the bundle writes itself from what is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from coordinator.dated_lists import DatedList, ListEntry
from coordinator.desk import Desk
from coordinator.handover_wording import first_note
from coordinator.lists import HistoryLine
from coordinator.ports import AuditAction, UnitOfWork
from coordinator.standing_in import leads_stood_in_for
from coordinator.use_cases.log import Log
from plans import access, handed_along, handovers, sharing
from plans.absence import absent_on
from plans.access import Deed
from plans.handed_along import Along
from plans.handovers import COUNTED_FOR, Change, HandedTask, Handover
from plans.parts import Waiting
from plans.people import CaseFile, Citizen, ServiceArea, StaffMember
from plans.plan import JointPlan
from plans.staff_tasks import StaffTask

_HISTORY_LINES: Final = 200
_CHANGES: Final = frozenset(
    {AuditAction.CREATE, AuditAction.CHANGE, AuditAction.CONSENT, AuditAction.REVIEW}
)


class DateKind(StrEnum):
    """What a day in the bundle is of."""

    MEETING = "meeting"
    FOLLOW_UP = "follow_up"
    WAKE_UP = "wake_up"
    CONSENT_ENDS = "consent_ends"
    PROTECTION_ENDS = "protection_ends"
    GOAL = "goal"


@dataclass(frozen=True, slots=True)
class BundleDate:
    """A day that is coming: what it is of, and of which goal."""

    kind: DateKind
    day: date
    title: str = ""


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """Something that waits: what, in which service area, and for whom since when."""

    title: str
    service_area: ServiceArea
    waiting: Waiting
    cause: str


@dataclass(frozen=True, slots=True)
class BundleAlong:
    """A task between colleagues or an enquiry of the giver's, and what it is called.

    ``people`` are who asked and who was asked; of an enquiry there are none.
    """

    along: Along
    title: str
    due: date | None
    service_area: ServiceArea | None
    people: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that the page of a hand-over shows.

    ``tasks`` are the giver's open ones while it is offered; ``cases`` those that go along.
    ``hidden`` are service areas of which the receiver sees nothing. ``last_seen`` is when the
    reader last opened the citizen before now, and ``news`` what happened since. ``along`` goes
    along outside the plan, and ``leads`` is whether the reader leads the giver's unit.
    """

    handover: Handover
    citizen: Citizen
    plan: JointPlan | None
    cause: str
    tasks: tuple[HandedTask, ...]
    cases: tuple[CaseFile, ...]
    waiting: tuple[WaitingItem, ...]
    dates: tuple[BundleDate, ...]
    hidden: tuple[ServiceArea, ...]
    changes: tuple[Change, ...]
    ordinal: int
    receiver: StaffMember
    giver: StaffMember
    lead: str = ""
    last_seen: datetime | None = None
    news: tuple[HistoryLine, ...] = ()
    along: tuple[BundleAlong, ...] = ()
    leads: bool = False


@dataclass(frozen=True, slots=True)
class HandoverDraft:
    """What the sender's form begins with: whose, from whom, to whom it can go, and a first note.

    ``leads`` is whether who opens it leads the giver's unit, and so redistributes.
    """

    citizen: Citizen
    giver: StaffMember
    plan: JointPlan | None
    staff: tuple[StaffMember, ...]
    causes: tuple[ListEntry, ...]
    note: str
    open_with: str = ""
    leads: bool = False


def open_handover(desk: Desk, handover_id: UUID) -> Bundle:
    """Read a hand-over with all that belongs to it, and log the look.

    Raises:
        RuleBroken: ``reason-needed`` for who has to do with the citizen no more.
        NotFound: when it is not theirs to see.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        handover = work.handovers.get(handover_id)
        citizen_id = handover.citizen_id
        seen = _last_seen(work, desk, citizen_id)
        Log(work, desk).look(citizen_id, "handover", handover_id)
        bundle = _bundle(work, desk, handover, seen)
        work.citizens.note_opened(citizen_id)
        work.commit()
        return bundle


def begin_handover(desk: Desk, citizen_id: UUID) -> HandoverDraft:
    """Read what the form of a sender begins with; the look is logged.

    Who coordinates the plan gives it; where somebody else does, it is one's own case, or that
    person's, whom one may ask.

    Raises:
        RuleBroken: as ``Log.look``; ``handover-nobody`` when nobody has the citizen.
    """
    desk.require(Deed.WRITE_NOTE)
    today = desk.clock.today()
    with desk.start_work() as work:
        Log(work, desk).look(citizen_id, "citizen")
        citizen = work.citizens.get(citizen_id)
        plan = work.plans.of_citizen(citizen_id)
        running = plan if handovers.is_running(plan) else None
        cases = work.citizens.case_files(citizen_id)
        giver = handovers.giver_of(desk.member, running, cases, today)
        earlier = work.handovers.of_citizen(citizen_id)
        open_one = next((each for each in earlier if each.is_open), None)
        people = work.staff.everybody()
        owner = work.staff.get(giver)
        acting = leads_stood_in_for(work, desk.member, today)
        draft = HandoverDraft(
            citizen=citizen,
            giver=owner,
            leads=access.leads_unit_of(desk.member, owner, acting),
            plan=running,
            staff=tuple(each for each in people if access.may(each, Deed.WRITE_NOTE)),
            causes=work.dated_lists.entries(DatedList.HANDOVER_CAUSES, today),
            note=first_note(citizen, running),
            open_with=open_one.receiver.name if open_one else "",
        )
        work.commit()
        return draft


def _bundle(work: UnitOfWork, desk: Desk, handover: Handover, seen: datetime | None) -> Bundle:
    today = desk.clock.today()
    citizen = work.citizens.get(handover.citizen_id)
    receiver, giver = work.staff.get(handover.receiver.id), work.staff.get(handover.giver.id)
    plan = work.plans.get(handover.plan_id) if handover.plan_id else None
    running = plan if handovers.is_running(plan) else None
    changes = work.handovers.changes(citizen.id, desk.clock.now() - COUNTED_FOR)
    causes = {
        (each.list, each.code): each.label
        for which in (
            DatedList.HANDOVER_CAUSES,
            DatedList.WAITING_CAUSES,
            DatedList.ENQUIRY_SUBJECTS,
        )
        for each in work.dated_lists.entries(which)
    }
    tasks = handovers.tasks_of(running, giver.id, receiver, today) if running else ()
    return Bundle(
        handover=handover,
        citizen=citizen,
        plan=plan,
        cause=causes.get((DatedList.HANDOVER_CAUSES, handover.cause), handover.cause),
        tasks=tasks if handover.is_open else (),
        cases=_cases(work, handover, receiver, today),
        waiting=tuple(_waiting(running, causes)) if running else (),
        dates=_all_dates(handover, citizen, running, today),
        hidden=_hidden(running, receiver, today),
        changes=changes,
        ordinal=handovers.ordinal(handover, changes),
        receiver=receiver,
        giver=giver,
        lead=_lead_of(work, giver, today),
        last_seen=seen,
        news=_news(work, desk, citizen.id, seen),
        along=tuple(_along(work, desk, handover, (giver, receiver), causes)),
        leads=access.leads_unit_of(
            desk.member, giver, leads_stood_in_for(work, desk.member, today)
        ),
    )


def _along(
    work: UnitOfWork,
    desk: Desk,
    handover: Handover,
    between: tuple[StaffMember, StaffMember],
    labels: dict[tuple[DatedList, str], str],
) -> Iterator[BundleAlong]:
    """List what goes along outside the plan, as far as the reader may see it."""
    if not (handover.is_open and handover.moves):
        return
    giver, receiver = between
    who = handover.citizen_id
    found = handed_along.along(
        (each.task for each in work.staff_tasks.of_citizen(who)),
        (each.enquiry for each in work.enquiries.of_citizen(who)),
        giver,
        receiver,
        work.plans.consent_today(who),
    )
    for each in found:
        if not each.may_follow and desk.member.id == receiver.id:
            continue
        thing = each.thing
        if isinstance(thing, StaffTask):
            wish, people = thing.wish, (thing.sender_name, _asked(thing))
            yield BundleAlong(each, wish.title, wish.due, thing.sender_area, people)
        else:
            title = labels.get((DatedList.ENQUIRY_SUBJECTS, thing.subject), thing.subject)
            yield BundleAlong(each, title, thing.due, giver.service_area)


def _asked(task: StaffTask) -> str:
    return task.assignee_name or (task.queue.team if task.queue else "")


def _cases(
    work: UnitOfWork, handover: Handover, receiver: StaffMember, today: date
) -> tuple[CaseFile, ...]:
    return tuple(
        each
        for each in work.citizens.case_files(handover.citizen_id)
        if isinstance(each, CaseFile)
        and handovers.has_case(each, handover.giver.id, today)
        and handovers.takes_case(each, receiver.service_area)
    )


def _waiting(plan: JointPlan, causes: dict[tuple[DatedList, str], str]) -> Iterator[WaitingItem]:
    for place in plan.interventions:
        named = ((place.title, place.waiting), *((t.title, t.waiting) for t in place.tasks))
        for title, waiting in named:
            if waiting is not None:
                cause = causes.get((DatedList.WAITING_CAUSES, waiting.cause), waiting.cause)
                yield WaitingItem(title, place.service_area, waiting, cause)


def _all_dates(
    handover: Handover, citizen: Citizen, plan: JointPlan | None, today: date
) -> tuple[BundleDate, ...]:
    found = list(_dates(citizen, plan, today))
    if handover.meeting is not None:
        found.append(BundleDate(DateKind.MEETING, handover.meeting))
    return tuple(sorted(found, key=lambda each: each.day))


def _dates(citizen: Citizen, plan: JointPlan | None, today: date) -> Iterator[BundleDate]:
    if citizen.protection.active and citizen.protection.until is not None:
        yield BundleDate(DateKind.PROTECTION_ENDS, citizen.protection.until)
    if plan is None:
        return
    if plan.follow_up is not None:
        yield BundleDate(DateKind.FOLLOW_UP, plan.follow_up)
    if plan.wake_up_date is not None:
        yield BundleDate(DateKind.WAKE_UP, plan.wake_up_date)
    consent = plan.consent_on(today)
    if consent is not None and consent.valid_until is not None:
        yield BundleDate(DateKind.CONSENT_ENDS, consent.valid_until)
    for goal in plan.goals:
        if goal.due is not None and goal.due >= today:
            yield BundleDate(DateKind.GOAL, goal.due, goal.title)


def _hidden(plan: JointPlan | None, receiver: StaffMember, today: date) -> tuple[ServiceArea, ...]:
    """Name the service areas in the plan of which the receiver sees nothing."""
    if plan is None:
        return ()
    seen = sharing.areas_seen_by(receiver, plan.consent_on(today))
    there = {each.service_area for each in plan.interventions}
    there |= {each.service_area for each in plan.withheld}
    return tuple(area for area in ServiceArea if area in there - seen)


def _lead_of(work: UnitOfWork, giver: StaffMember, today: date) -> str:
    """Name the lead of the giver's unit who is there, or one who is away; a no goes there."""
    away = absent_on(work.staff.absences.since(today), today)
    leads = [each for each in work.staff.everybody() if access.leads_unit_of(each, giver)]
    leads.sort(key=lambda each: each.id in away)
    return leads[0].name if leads else ""


def _last_seen(work: UnitOfWork, desk: Desk, citizen_id: UUID) -> datetime | None:
    """Tell when the reader last opened the citizen, this look left out."""
    looks = (
        line.at
        for line in work.lists.history(citizen_id, _HISTORY_LINES)
        if line.who == desk.member.name and line.action == AuditAction.VIEW
    )
    return next(looks, None)


def _news(
    work: UnitOfWork, desk: Desk, citizen_id: UUID, since: datetime | None
) -> tuple[HistoryLine, ...]:
    """List what others changed since the reader last looked, newest first."""
    if since is None:
        return ()
    return tuple(
        line
        for line in work.lists.history(citizen_id, _HISTORY_LINES)
        if line.at > since and line.action in _CHANGES and line.who != desk.member.name
    )
