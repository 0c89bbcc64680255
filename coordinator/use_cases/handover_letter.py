"""The letter to the citizen about a new case worker."""

from uuid import UUID

from coordinator.danish_time import local_time
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.ports import AuditAction
from coordinator.reports.handover_letter import letter_paper
from coordinator.reports.paper import Paper
from coordinator.reports.paper_pdf import render_paper
from coordinator.use_cases.log import Log
from coordinator.use_cases.paper_settings import municipality
from plans.access import Deed
from plans.errors import RuleBroken
from plans.handovers import HandoverStatus


def preview_letter(desk: Desk, handover_id: UUID) -> Paper:
    """Lay out the letter as it will be when there is a yes today; nothing leaves.

    Raises:
        RuleBroken: ``not-allowed``, ``reason-needed``, ``handover-letter-early`` where nobody
            changes or it is answered already.
    """
    desk.require(Deed.OPEN_CITIZEN)
    today = desk.clock.today()
    with desk.start_reading() as work:
        handover = work.handovers.get(handover_id)
        if not handover.is_open or not handover.moves:
            raise RuleBroken("handover-letter-early")
        Log(work, desk).require_reason(handover.citizen_id)
        citizen = work.citizens.get(handover.citizen_id)
        receiver, sender = work.staff.get(handover.receiver.id), municipality(work)
        causes = CodeBook(work.dated_lists.entries(DatedList.HANDOVER_CAUSES), today)
    cause = causes.label(DatedList.HANDOVER_CAUSES, handover.cause, today)
    return letter_paper(citizen, handover, receiver, cause, sender, today)


def print_letter(desk: Desk, handover_id: UUID) -> bytes:
    """Give the letter of an accepted hand-over as a PDF; what leaves is logged first.

    Raises:
        RuleBroken: ``not-allowed``, ``reason-needed``, ``handover-letter-early`` before there is a
            yes, or where nobody changes.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        handover = work.handovers.get(handover_id)
        at = handover.answered_at
        if handover.status is not HandoverStatus.ACCEPTED or not handover.moves or at is None:
            raise RuleBroken("handover-letter-early")
        Log(work, desk).require_reason(handover.citizen_id)
        citizen = work.citizens.get(handover.citizen_id)
        receiver, sender = work.staff.get(handover.receiver.id), municipality(work)
        day = local_time(at).date()
        causes = CodeBook(work.dated_lists.entries(DatedList.HANDOVER_CAUSES), day)
    cause = causes.label(DatedList.HANDOVER_CAUSES, handover.cause, day)
    content = render_paper(letter_paper(citizen, handover, receiver, cause, sender, day))
    with desk.start_work() as work:
        Log(work, desk).note(AuditAction.PRINT, handover.citizen_id, "handover_letter", handover_id)
        work.commit()
    return content
