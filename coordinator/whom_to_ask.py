"""Whom there is to ask about what is hidden in a plan."""

from datetime import date

from coordinator.helpers import Helpers, helpers_of
from coordinator.ports import UnitOfWork
from plans.plan import JointPlan


def helpers_with(work: UnitOfWork, plan: JointPlan | None, today: date) -> Helpers:
    """Read them, where something of the plan is hidden from the reader; else nobody."""
    if plan is None or not plan.withheld:
        return Helpers()
    cases = work.citizens.case_files(plan.citizen_id)
    return helpers_of(work.staff.everybody(), cases, today, plan.consent_on(today))
