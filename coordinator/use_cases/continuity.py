"""Count how often the citizens of a unit change case worker, for who leads it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from coordinator.danish_time import DENMARK, local_time
from coordinator.dated_lists import DatedList
from coordinator.desk import Desk
from coordinator.ports import UnitOfWork
from coordinator.reports.continuity import continuity_paper, continuity_table
from coordinator.reports.paper_pdf import render_paper
from coordinator.reports.tables import Table
from coordinator.standing_in import leads_stood_in_for
from coordinator.use_cases.paper_settings import municipality
from plans import access
from plans.continuity import Continuity, Dated, count
from plans.errors import RuleBroken
from plans.handovers import COUNTED_FOR
from plans.units import Unit, unit_of


@dataclass(frozen=True, slots=True)
class ContinuityFigures:
    """The table of one unit in 12 months, and the units that can be chosen."""

    units: tuple[Unit, ...]
    unit: Unit
    table: Table


def continuity(desk: Desk, unit: Unit | None = None, last: date | None = None) -> ContinuityFigures:
    """Count the 12 months up to a day (today) in a unit that one leads, the first unless named.

    Raises:
        RuleBroken: ``not-a-team-lead``, ``not-your-unit``.
    """
    until = last or desk.clock.today()
    with desk.start_reading() as work:
        units = _led(work, desk)
        chosen = unit or units[0]
        if chosen not in units:
            raise RuleBroken("not-your-unit")
        people = {each.id for each in work.staff.everybody() if unit_of(each) == chosen}
        first = until - COUNTED_FOR
        counted = _counted(work, people, first, until)
        entries = work.dated_lists.entries(DatedList.HANDOVER_CAUSES)
    causes = {each.code: each.label for each in entries}
    return ContinuityFigures(
        units, chosen, continuity_table(counted, causes, chosen.team, (first, until))
    )


def print_continuity(desk: Desk, unit: Unit, last: date) -> bytes:
    """Give the table as a PDF.

    Raises:
        RuleBroken: as ``continuity``.
    """
    table = continuity(desk, unit, last).table
    with desk.start_reading() as work:
        sender = municipality(work)
    return render_paper(continuity_paper(table, sender, desk.clock.today()))


def _led(work: UnitOfWork, desk: Desk) -> tuple[Unit, ...]:
    """Name the units that the member leads, or acts for."""
    if not access.is_lead(desk.member):
        raise RuleBroken("not-a-team-lead")
    acting = leads_stood_in_for(work, desk.member, desk.clock.today())
    return tuple(dict.fromkeys(unit_of(each) for each in (desk.member, *acting)))


def _counted(work: UnitOfWork, people: set[UUID], first: date, last: date) -> Continuity:
    since = datetime.combine(first - timedelta(days=1), time(), DENMARK)
    found = (
        Dated(
            each,
            local_time(each.at).date(),
            local_time(each.answered_at).date() if each.answered_at else None,
        )
        for each in work.handovers.of_staff(people, since)
        if each.giver.id in people
    )
    return count(found, first, last)
