"""For whom somebody stands in today."""

from datetime import date

from coordinator.desk import Desk
from coordinator.ports import UnitOfWork
from plans import sharing
from plans.absence import absent_on, left_to
from plans.errors import RuleBroken
from plans.people import Role, StaffMember
from plans.plan import JointPlan


def leads_stood_in_for(
    work: UnitOfWork, member: StaffMember, today: date
) -> tuple[StaffMember, ...]:
    """Read the team leads who are away today and whose deputy is a team lead too."""
    if member.role is not Role.TEAM_LEAD:
        return ()
    away = left_to(member.id, absent_on(work.staff.absences.since(today), today))
    found = (work.staff.get(each) for each in away)
    return tuple(each for each in found if each.role is Role.TEAM_LEAD)


def reads_papers(work: UnitOfWork, desk: Desk, plan: JointPlan) -> bool:
    """Tell whether the approved versions of a plan are theirs to read, also for whom they act."""
    today = desk.clock.today()
    acting = leads_stood_in_for(work, desk.member, today)
    return sharing.reads_papers(plan, desk.member, today, acting)


def require_papers(work: UnitOfWork, desk: Desk, plan: JointPlan) -> None:
    """Refuse what is read of approved versions by who may not.

    Raises:
        RuleBroken: ``papers-withheld``.
    """
    if not reads_papers(work, desk, plan):
        raise RuleBroken("papers-withheld")
