"""A citizen's insight into their own log (GDPR art. 15, Datatilsynet 6 June 2024)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.lists import InsightLine
from coordinator.ports import AuditAction
from coordinator.reports.insight_paper import insight_csv, insight_paper
from coordinator.reports.paper import Municipality
from coordinator.reports.paper_pdf import render_paper
from coordinator.use_cases.log import Log
from coordinator.use_cases.opening import look_up_number
from coordinator.use_cases.paper_settings import municipality
from coordinator.wording import COMMAND_LINE
from plans.access import Deed
from plans.people import Citizen


@dataclass(frozen=True, slots=True)
class CitizensLog:
    """A citizen's log as it was read; ``names`` tells who looked in person."""

    citizen: Citizen
    lines: tuple[InsightLine, ...]
    sender: Municipality
    today: date
    names: bool

    def pdf(self) -> bytes:
        """Draw it."""
        return render_paper(
            insight_paper(self.citizen, self.lines, self.sender, self.today, names=self.names)
        )

    def csv(self) -> bytes:
        """Write it as a table."""
        return insight_csv(self.lines, names=self.names)


def citizens_log(desk: Desk, citizen_id: UUID, *, names: bool = False) -> CitizensLog:
    """Read a citizen's own log to give it to them; that it leaves is logged first.

    Names of staff are left out unless the citizen needs them to use their rights, which a person
    weighs (EU Court C-579/21).

    Raises:
        RuleBroken: ``not-allowed``, ``reason-needed``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        log = Log(work, desk)
        log.require_reason(citizen_id)
        found = CitizensLog(
            work.citizens.get(citizen_id),
            work.log_control.of_citizen(citizen_id),
            municipality(work),
            desk.clock.today(),
            names,
        )
        why = _("With the names of staff") if names else ""
        log.note(AuditAction.EXPORT, citizen_id, "log", why=why)
        work.commit()
    return found


def citizens_log_by_number(desk: Desk, text: str, *, names: bool = False) -> CitizensLog:
    """Read the log of the citizen with a number, from the command line.

    Raises:
        RuleBroken: ``not-allowed``, ``cpr-length``, ``cpr-date``, ``citizen-unknown``.
    """
    citizen_id = look_up_number(desk, text, COMMAND_LINE)
    return citizens_log(desk, citizen_id, names=names)
