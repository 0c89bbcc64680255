"""The citizen's enquiries in words: what each is about, who has it, and by when it is answered."""

from datetime import date
from uuid import UUID

from coordinator.danish import short_date
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.enquiries import EnquiryLine
from coordinator.enquiry_wording import unit_words
from coordinator.i18n import _
from coordinator.lists import CitizenPage
from plans.enquiries import EnquiryStatus
from ui.screens.citizen.showing_next import due_pill
from ui.screens.citizen.shown import PillShown, StepShown

# So many that are answered stand under the open ones.
_ANSWERED = 3


def enquiries_shown(page: CitizenPage, today: date) -> tuple[tuple[UUID, StepShown], ...]:
    """Write the open ones, the most urgent first, and the latest that were answered."""
    book = CodeBook(page.lists, today)
    still = sorted((each for each in page.enquiries if each.enquiry.is_open),
                   key=lambda each: each.enquiry.due)  # fmt: skip
    over = [each for each in page.enquiries if not each.enquiry.is_open][:_ANSWERED]
    return tuple((each.enquiry.id, _shown(each, book, today)) for each in (*still, *over))


def _shown(line: EnquiryLine, book: CodeBook, today: date) -> StepShown:
    now = line.enquiry
    area = now.unit.service_area if now.unit else None
    pill = due_pill(now.due, today) if now.is_open else PillShown(_("Answered"), "ok", "check")
    return StepShown(
        area.value if area is not None else "",
        book.label(DatedList.ENQUIRY_SUBJECTS, now.subject),
        _who(line),
        pill,
        "inbox",
    )


def _who(line: EnquiryLine) -> str:
    now = line.enquiry
    came = _("Came in {day}").format(day=short_date(now.received_on))
    words = _("{name} has it")
    if now.status is EnquiryStatus.ANSWERED:
        words = _("{name} answered it")
    elif now.status is EnquiryStatus.SENT:
        words = _("{unit} · not taken yet")
        return f"{came} · {words.format(unit=unit_words(now.unit))}"
    return f"{came} · {words.format(name=line.holder_name)}"
