"""The letter to the citizen about an enquiry."""

from uuid import UUID

from coordinator.dated_lists import CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.enquiries import ENQUIRY, EnquiryLine
from coordinator.enquiry_wording import unit_words
from coordinator.ports import AuditAction, AuditEntry, UnitOfWork
from coordinator.reports.cover_sheet import render_cover
from coordinator.reports.enquiry_letter import Receipt, receipt_letter
from coordinator.use_cases.enquiries import open_enquiry
from coordinator.use_cases.log import Log
from coordinator.use_cases.paper_settings import envelope, municipality
from plans import enquiries
from plans.access import Deed
from plans.enquiries import EnquiryStatus, EnquiryStepKind


def letter(desk: Desk, enquiry_id: UUID) -> bytes:
    """Draw the letter that tells the citizen who has it; what leaves is logged first.

    Raises:
        RuleBroken: ``not-allowed``, ``enquiry-withheld``, and as ``enquiries.require_told``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    page = open_enquiry(desk, enquiry_id)
    now = page.line.enquiry
    enquiries.require_told(now, desk.member)
    with desk.start_reading() as work:
        receipt = _receipt(work, desk, page.line, sees_citizen=page.sees_citizen)
        sender, measures = municipality(work), envelope(work)
    content = render_cover(receipt_letter(receipt, sender, desk.clock.today(), measures))
    with desk.start_work() as work:
        who = now.citizen_id
        related = who is not None and Log(work, desk).is_related(who)
        work.audit.record(AuditEntry(AuditAction.PRINT, who, ENQUIRY, now.id, related=related))
        work.commit()
    return content


def _receipt(work: UnitOfWork, desk: Desk, line: EnquiryLine, *, sees_citizen: bool) -> Receipt:
    now, me = line.enquiry, desk.member
    first = next((each for each in line.steps if each.kind is EnquiryStepKind.REGISTERED), None)
    book = CodeBook(work.dated_lists.entries(DatedList.ENQUIRY_SUBJECTS), desk.clock.today())
    known = now.citizen_id if sees_citizen else None
    sent_on = now.status is EnquiryStatus.SENT and now.unit is not None
    return Receipt(
        citizen=work.citizens.get(known) if known else None,
        name=(first.from_whom if first else "").split(",")[0].strip(),
        subject=book.label(DatedList.ENQUIRY_SUBJECTS, now.subject),
        received_on=now.received_on,
        due=now.due,
        who=unit_words(now.unit) if sent_on else me.name,
        ask_for=me.name,
        phone=me.phone,
    )
