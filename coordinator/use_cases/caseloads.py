"""What hangs on the people of a unit, for who leads it (domain.md § 1.5; AC-10)."""

from collections.abc import Sequence
from uuid import UUID

from coordinator.caseloads import Caseload, StaffLoad
from coordinator.desk import Desk
from coordinator.ports import UnitOfWork
from coordinator.standing_in import leads_stood_in_for
from plans import access
from plans.absence import absent_on
from plans.access import Deed
from plans.errors import RuleBroken
from plans.people import StaffMember


def unit_loads(desk: Desk) -> tuple[StaffLoad, ...]:
    """Count what hangs on everybody in the units that one leads, or acts for, by name.

    Raises:
        RuleBroken: ``caseload-not-yours`` for who leads nobody.
    """
    with desk.start_reading() as work:
        people = _led(work, desk)
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
        if member.id != desk.member.id and member not in _led(work, desk):
            raise RuleBroken("caseload-not-yours")
        (whose,) = _with_loads(work, desk, (member,))
        things = work.caseloads.held(staff_id, today)
        elsewhere = work.caseloads.unseen_tasks(staff_id, today)
        return Caseload(whose, things, elsewhere)


def _led(work: UnitOfWork, desk: Desk) -> tuple[StaffMember, ...]:
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
    loads = work.caseloads.loads([each.id for each in people], today)

    def line(member: StaffMember) -> StaffLoad:
        absence = away.get(member.id)
        deputy = absence.deputy if absence else None
        return StaffLoad(member, loads[member.id], absence, names[deputy] if deputy else "")

    return tuple(line(each) for each in people)
