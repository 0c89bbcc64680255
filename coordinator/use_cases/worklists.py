"""Lists to start the day from, and search."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from coordinator.desk import Desk
from coordinator.enquiries import EnquiryLists
from coordinator.lists import Day, FoundCitizen, PlanLine, WorkItem, WorkKind
from coordinator.plan_news import NEWS_FOR
from coordinator.ports import AuditAction, AuditEntry, UnitOfWork
from coordinator.standing_in import leads_stood_in_for
from coordinator.use_cases import enquiries, handover_course
from coordinator.use_cases.answering import with_paths
from coordinator.use_cases.caseloads import stuck_loads
from coordinator.use_cases.deadlines import with_deadlines
from coordinator.use_cases.enquiry_lines import waiting_enquiries
from coordinator.use_cases.handing_over import HandoverLists, lists_in
from coordinator.use_cases.log import Log
from coordinator.use_cases.reminding import with_reminders
from coordinator.use_cases.staff_task_lists import StaffTasksOfDay, staff_tasks_of
from plans import access
from plans.access import Deed
from plans.people import StaffMember
from plans.states import PlanStatus

MOST_FOUND = 50
_NEVER: Final = datetime.max.replace(tzinfo=UTC)
# Wherever people put hyphens and spaces: the search reads the digits alone, too.
_NUMBER: Final = re.compile(r"((?:\d[-\s\u2010-\u2014.]*){6})\d(?:[-\s\u2010-\u2014.]*\d){0,3}")


def find_citizens(desk: Desk, text: str, limit: int = MOST_FOUND) -> tuple[FoundCitizen, ...]:
    """Find citizens as somebody types; nothing is opened, so nothing is logged but by opening."""
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        return _shown(work, desk, work.lists.find(text, limit))


def find_citizens_logged(desk: Desk, text: str, limit: int) -> tuple[FoundCitizen, ...]:
    """Find citizens for a list that leaves the program: the search itself is logged.

    One row tells what was searched for, numbers masked, also when nobody was found; one more for
    each who was (law.md: every use, searches with their criterion).
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        found = _shown(work, desk, work.lists.find(text, limit))
        log = Log(work, desk)
        asked = AuditEntry(AuditAction.SEARCH, None, "find", None, _masked(text), related=False)
        work.audit.record(
            asked, *(log.entry(AuditAction.SEARCH, each.id, "find") for each in found)
        )
        work.commit()
        return found


def near_citizens(
    desk: Desk, limit: int = MOST_FOUND
) -> tuple[tuple[FoundCitizen, ...], tuple[FoundCitizen, ...]]:
    """List the citizens I opened last and my own: what stands there before anybody types."""
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        return _shown(work, desk, work.lists.recent(8)), work.lists.my_citizens(limit)


def _shown(
    work: UnitOfWork, desk: Desk, found: tuple[FoundCitizen, ...]
) -> tuple[FoundCitizen, ...]:
    """Leave out the specially protected whom one has nothing to do with."""
    log = Log(work, desk)
    return tuple(
        each
        for each in found
        if not each.special or desk.walled or not log.is_apart(work.citizens.get(each.id))
    )


def my_day(desk: Desk) -> Day:
    """Gather what waits on who is signed in."""
    today = desk.clock.today()
    with desk.start_reading() as work:
        between, handed = staff_tasks_of(work, desk), lists_in(work, desk)
        asked = enquiries.lists_in(work, desk)
        waiting = _waiting(work, desk, (between, handed, asked))
        items = with_reminders(work, with_paths(work, waiting))
        plans = work.lists.my_plans()
        in_review = with_reminders(work, _to_review(desk.member, items, plans))
        awaited = with_reminders(work, with_paths(work, work.lists.awaited()))
        offers = tuple(handover_course.awaited(desk, handed))
        told = handover_course.told(work, desk)
        news = work.lists.plan_news(desk.clock.now() - NEWS_FOR)
        stuck = stuck_loads(work, desk)
    return Day(
        waiting_on_me=items,
        overdue=tuple(item for item in items if item.by is not None and item.by < today),
        in_review=in_review,
        returned=tuple(item for item in items if item.kind is WorkKind.RETURNED),
        my_plans=plans,
        awaited=tuple(
            sorted(
                (
                    *awaited,
                    *offers,
                    *between.awaited,
                    *(item for item in in_review if not item.title),
                ),
                key=lambda item: item.since or _NEVER,
            )
        ),
        news=news,
        stuck=stuck,
        queue=between.queue,
        told=told,
        enquiries=len(asked.waiting),
    )


def waiting_on_me(desk: Desk) -> tuple[WorkItem, ...]:
    """List what waits on who is signed in, as «Min dag» does: by deadline, then by citizen.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        found = staff_tasks_of(work, desk), lists_in(work, desk), enquiries.lists_in(work, desk)
        return _waiting(work, desk, found)


def _waiting(
    work: UnitOfWork, desk: Desk, found: tuple[StaffTasksOfDay, HandoverLists, EnquiryLists]
) -> tuple[WorkItem, ...]:
    """Gather it: in plans, from colleagues, citizens, who gives one, and from who is away."""
    today, (between, handed, asked) = desk.clock.today(), found
    items = (
        *handover_course.offered(handed),
        *handover_course.climbed(work, desk, handed),
        *work.lists.work(today),
        *_left_to_me(work, desk, today),
        *between.waiting,
        *waiting_enquiries(work, desk, asked),
    )
    reminded = with_deadlines(work, desk, items)
    return tuple(sorted(reminded, key=lambda item: (item.by or date.max, item.citizen_name)))


def staff(desk: Desk) -> tuple[StaffMember, ...]:
    """List the staff that can be asked to do something with a citizen."""
    with desk.start_reading() as work:
        people = work.staff.everybody()
        return tuple(each for each in people if access.may(each, Deed.OPEN_CITIZEN))


def districts(desk: Desk) -> tuple[str, ...]:
    """List the school districts in their published order."""
    with desk.start_reading() as work:
        return tuple(each.name for each in work.lists.districts())


def _masked(text: str) -> str:
    """Hide the last digits of a person number in what was searched for."""
    return _NUMBER.sub(_hidden, text.strip())


def _hidden(found: re.Match[str]) -> str:
    return f"{''.join(each for each in found[1] if each.isdigit())}-XXXX"


def _left_to_me(work: UnitOfWork, desk: Desk, today: date) -> Iterator[WorkItem]:
    """Give the plans that wait for the review of a team lead who is away, and mine meanwhile."""
    acting = leads_stood_in_for(work, desk.member, today)
    for line in work.lists.plans_with_status(PlanStatus.IN_REVIEW) if acting else ():
        coordinator = work.staff.get(line.coordinator_id)
        own = access.leads_unit_of(desk.member, coordinator) or coordinator.id == desk.member.id
        if not own and access.leads_unit_of(desk.member, coordinator, acting):
            yield _review_of(line, line.coordinator_name)


def _review_of(line: PlanLine, sender: str) -> WorkItem:
    return WorkItem(
        kind=WorkKind.REVIEW,
        title=sender,
        citizen_id=line.citizen_id,
        citizen_name=line.citizen_name,
        plan_id=line.plan_id,
        since=line.sent_at,
        status=line.status.value,
    )


def _to_review(
    member: StaffMember, items: tuple[WorkItem, ...], plans: tuple[PlanLine, ...]
) -> tuple[WorkItem, ...]:
    """What I am to review, and what of mine waits for somebody's review."""
    mine = tuple(
        _review_of(line, "")
        for line in plans
        if line.status is PlanStatus.IN_REVIEW and line.coordinator_id == member.id
    )
    return tuple(item for item in items if item.kind is WorkKind.REVIEW) + mine
