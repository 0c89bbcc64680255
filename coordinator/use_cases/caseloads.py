"""What hangs on the people of a unit, for who leads it (domain.md § 1.5; AC-10)."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from coordinator.caseloads import Caseload, HeldKind, HeldThing, StaffLoad
from coordinator.dated_lists import STUCK_DAYS, CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.ports import UnitOfWork
from coordinator.standing_in import leads_stood_in_for
from plans import access, staff_tasks
from plans.absence import absent_on
from plans.access import Deed
from plans.errors import RuleBroken
from plans.people import Role, StaffMember


def unit_loads(desk: Desk) -> tuple[StaffLoad, ...]:
    """Count what hangs on everybody in the units that one leads, or acts for, by name.

    Raises:
        RuleBroken: ``caseload-not-yours`` for who leads nobody.
    """
    with desk.start_reading() as work:
        people = led_by(work, desk)
        if not people:
            raise RuleBroken("caseload-not-yours")
        return _with_loads(work, desk, people)


def caseload(desk: Desk, staff_id: UUID) -> Caseload:
    """Tell all that hangs on somebody of a unit that one leads, or on oneself.

    Raises:
        RuleBroken: ``caseload-not-yours``.
        NotFound: when nobody has that id.
    """
    today = desk.clock.today()
    with desk.start_reading() as work:
        member = work.staff.get(staff_id)
        if member.id != desk.member.id and member not in led_by(work, desk):
            raise RuleBroken("caseload-not-yours")
        (whose,) = _with_loads(work, desk, (member,))
        things = (
            *work.caseloads.held(staff_id, today),
            *_between_colleagues(work, staff_id),
            *_enquiries(work, staff_id, today),
        )
        elsewhere = work.caseloads.unseen_tasks(staff_id, today)
        return Caseload(whose, things, elsewhere)


def _between_colleagues(work: UnitOfWork, staff_id: UUID) -> Iterator[HeldThing]:
    """Give the tasks in no plan that hang on somebody: theirs, and those that they wait for."""
    for listed in work.staff_tasks.of_member(staff_id):
        task = listed.task
        if staff_tasks.hangs_on(task, staff_id):
            has = task.assignee == staff_id and task.status in staff_tasks.HELD
            yield HeldThing(
                HeldKind.STAFF_TASK if has else HeldKind.ASKED_FOR,
                task.wish.citizen_id,
                listed.citizen_name,
                task.wish.title,
                task.wish.due,
                task.sender_area,
                status=task.status.value,
            )


def _enquiries(work: UnitOfWork, staff_id: UUID, today: date) -> Iterator[HeldThing]:
    """Give the enquiries that somebody answers for, as far as they may be seen."""
    for line in work.enquiries.lines(today):
        asked = line.enquiry
        if asked.is_open and asked.holder == staff_id:
            name = line.citizen_name
            yield HeldThing(HeldKind.ENQUIRY, asked.citizen_id, name, by=asked.due)


def stuck_loads(work: UnitOfWork, desk: Desk) -> tuple[StaffLoad, ...]:
    """Count for who leads a unit whose tasks are over their deadline for too long, most first.

    How long that is, in working days, the list of limits says.
    """
    if desk.member.role is not Role.TEAM_LEAD:
        return ()
    people = led_by(work, desk)
    found = (each for each in _with_loads(work, desk, people) if each.load.stuck)
    return tuple(sorted(found, key=lambda each: -each.load.stuck))


def led_by(work: UnitOfWork, desk: Desk) -> tuple[StaffMember, ...]:
    """Name who belongs to a unit that one leads, or acts for."""
    acting = leads_stood_in_for(work, desk.member, desk.clock.today())
    return tuple(
        each
        for each in work.staff.everybody()
        if access.may(each, Deed.OPEN_CITIZEN) and access.leads_unit_of(desk.member, each, acting)
    )


def _with_loads(
    work: UnitOfWork, desk: Desk, people: Sequence[StaffMember]
) -> tuple[StaffLoad, ...]:
    today = desk.clock.today()
    away = absent_on(work.staff.absences.since(today), today)
    names = {each.id: each.name for each in work.staff.everybody()}
    loads = work.caseloads.loads([each.id for each in people], today, _stuck_by(work, today))

    def line(member: StaffMember) -> StaffLoad:
        absence = away.get(member.id)
        deputy = absence.deputy if absence else None
        return StaffLoad(member, loads[member.id], absence, names[deputy] if deputy else "")

    return tuple(line(each) for each in people)


def _stuck_by(work: UnitOfWork, today: date) -> date:
    """Give the last deadline that lies too long back."""
    lists = work.dated_lists
    book = CodeBook(
        (*lists.entries(DatedList.LIMITS), *lists.entries(DatedList.CLOSED_DAYS)), today
    )
    return book.working_days().before(today, book.limit(STUCK_DAYS))
