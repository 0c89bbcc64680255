"""Journal notes on paper."""

from collections.abc import Collection
from uuid import UUID

from coordinator.dated_lists import CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.ports import AuditAction
from coordinator.reports.notes_paper import notes_paper
from coordinator.reports.paper_pdf import render_paper
from coordinator.use_cases.log import Log
from coordinator.use_cases.notes import readable
from coordinator.use_cases.paper_settings import municipality
from plans.access import Deed
from plans.notes import NoteThread


def print_notes(desk: Desk, citizen_id: UUID, wanted: Collection[UUID]) -> bytes:
    """Give the wanted notes, each with its additions, as a PDF; what leaves is logged first.

    Raises:
        RuleBroken: ``not-allowed``, ``reason-needed``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_reading() as work:
        Log(work, desk).require_reason(citizen_id)
        threads = [
            each
            for each in readable(work, desk.member, citizen_id)
            if isinstance(each, NoteThread) and each.note.id in wanted
        ]
        kinds = CodeBook(work.dated_lists.entries(DatedList.NOTE_KINDS), desk.clock.today())
        citizen, sender = work.citizens.get(citizen_id), municipality(work)
    content = render_paper(notes_paper(citizen, threads, kinds, sender, desk.clock.today()))
    with desk.start_work() as work:
        Log(work, desk).note(AuditAction.PRINT, citizen_id, "notes")
        work.commit()
    return content
