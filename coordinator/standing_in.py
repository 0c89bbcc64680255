"""For whom somebody stands in today."""

from datetime import date

from coordinator.ports import UnitOfWork
from plans.absence import absent_on, left_to
from plans.people import Role, StaffMember


def leads_stood_in_for(
    work: UnitOfWork, member: StaffMember, today: date
) -> tuple[StaffMember, ...]:
    """Read the team leads who are away today and whose deputy is a team lead too."""
    if member.role is not Role.TEAM_LEAD:
        return ()
    away = left_to(member.id, absent_on(work.staff.absences.since(today), today))
    found = (work.staff.get(each) for each in away)
    return tuple(each for each in found if each.role is Role.TEAM_LEAD)
