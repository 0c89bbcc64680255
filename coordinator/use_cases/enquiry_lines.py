"""The lines of enquiries on «Min dag»: those that somebody answers for, and those that climbed."""

from collections.abc import Iterator
from datetime import datetime, time

from coordinator.danish_time import DENMARK
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.enquiries import EnquiryLine, EnquiryLists
from coordinator.enquiry_wording import climbed_words
from coordinator.lists import WorkItem, WorkKind
from coordinator.ports import UnitOfWork


def waiting_enquiries(work: UnitOfWork, desk: Desk, found: EnquiryLists) -> Iterator[WorkItem]:
    """Give those that wait for this person; what lies in the queue of the unit waits for any."""
    today = desk.clock.today()
    entries = work.dated_lists.entries(DatedList.ENQUIRY_SUBJECTS) if found.waiting else ()
    book = CodeBook(entries, today)
    for line in (*found.mine, *found.climbed):
        yield _item(line, book)


def _item(line: EnquiryLine, book: CodeBook) -> WorkItem:
    now = line.enquiry
    return WorkItem(
        kind=WorkKind.ENQUIRY,
        title=book.label(DatedList.ENQUIRY_SUBJECTS, now.subject),
        citizen_id=now.citizen_id,
        citizen_name=line.citizen_name,
        part_id=now.id,
        service_area=now.unit.service_area if now.unit else None,
        due=now.due,
        since=datetime.combine(now.received_on, time(12), DENMARK),
        status=now.status.value,
        text=climbed_words(line.climbed),
    )
