"""Enquiries said for the screen: lists, page and path as frozen values."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from coordinator.danish import clock, short_date
from coordinator.danish_time import local_time
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.enquiries import EnquiryLine, EnquiryLists, EnquiryPage
from coordinator.enquiry_wording import (
    age_words,
    came_words,
    climbed_words,
    days_left,
    ground_words,
    step_words,
    unit_words,
)
from coordinator.i18n import _, ngettext
from plans.enquiries import (
    Climbed,
    Enquiry,
    EnquiryStatus,
    EnquiryStep,
    EnquiryStepKind,
    Suggestion,
    ToldBy,
)
from plans.units import Unit
from ui.screens.enquiries.shown import ListShown, Option, PageShown, Row, StepLine

_SUBJECTS: Final = DatedList.ENQUIRY_SUBJECTS


def list_shown(lists: EnquiryLists, book: CodeBook, today: date) -> ListShown:
    """Say the list in its groups; an empty group has no heading."""
    groups = (
        (_("With me"), lists.mine),
        (_("Nobody has taken it"), lists.climbed),
        (_("In my unit’s queue"), lists.queue),
        (_("Sent on, waiting for the receiver"), lists.sent),
        (_("Answered"), lists.answered),
    )
    waiting = len(lists.waiting)
    words = ngettext("{n} waits", "{n} wait", waiting).format(n=waiting) if waiting else ""
    return ListShown(
        tuple(
            (heading, tuple(_row(each, book, today) for each in lines))
            for heading, lines in groups
            if lines
        ),
        words,
    )


def page_shown(page: EnquiryPage, book: CodeBook) -> PageShown:
    """Say an enquiry that is open."""
    line, now = page.line, page.line.enquiry
    first = next((each for each in line.steps if each.kind is EnquiryStepKind.REGISTERED), None)
    whom = first.from_whom if first else ""
    name = line.citizen_name or whom.split(",")[0].strip() or _("Somebody unknown")
    verb, others = _verbs(page)
    named = first.by_name if first else ""
    facts = [
        came_words(now.channel, now.received_on),
        _("Written by {name}").format(name=named) if named else "",
        _("Answer by {day}").format(day=short_date(now.due)) if now.is_open else "",
    ]
    facts.insert(0, whom if whom and whom != name else "")
    return PageShown(
        enquiry=now,
        title=f"{name}: {_lower(book.label(_SUBJECTS, now.subject))}",
        subtitle=" · ".join(filter(None, facts)),
        quote=first.text if first else "",
        warning=climbed_words(line.climbed),
        options=tuple(_option(now, each, book) for each in page.suggested),
        units=tuple((each, unit_words(each)) for each in page.units) if page.is_mine else (),
        steps=tuple(_step_line(each) for each in line.steps),
        foot=foot_words(line, is_mine=page.is_mine),
        verb=verb,
        others=others,
        tell=_tell_words(line) if page.is_mine and now.unit else "",
        citizen=str(now.citizen_id) if page.sees_citizen else "",
        protected=line.protected and page.sees_citizen,
    )


def foot_words(line: EnquiryLine, *, is_mine: bool) -> str:
    """Say who answers for it now, and until when."""
    now = line.enquiry
    if not now.is_open:
        return _("{name} answered it.").format(name=_answerer(line.steps) or line.holder_name)
    if is_mine and now.status is EnquiryStatus.SENT:
        return _("You answer for it until {unit} has taken it.").format(unit=unit_words(now.unit))
    if is_mine:
        return _("You answer for it until somebody else has taken it.")
    if now.status is EnquiryStatus.TAKEN:
        return _("{name} has it and answers for it.").format(name=line.holder_name)
    return _("{name} answers for it until somebody takes it.").format(name=line.holder_name)


def promise_words(days: int) -> str:
    """Say within how many working days a unit answers."""
    return ngettext("answers within {n} day", "answers within {n} days", days).format(n=days)


def _row(line: EnquiryLine, book: CodeBook, today: date) -> Row:
    now = line.enquiry
    pill = days_left(now.due, today, book.working_days()) if now.is_open else ""
    return Row(
        now.id,
        line.citizen_name or (_("Citizen") if now.citizen_id else _("Somebody unknown")),
        book.label(_SUBJECTS, now.subject),
        age_words(now.received_on, today),
        pill,
        "danger" if now.due < today else "warn" if now.due == today else "neutral",
        _where(line, today),
        line.protected and bool(line.citizen_name),
    )


def _where(line: EnquiryLine, today: date) -> str:
    """Say where one is that is under way: the unit, and whether it was taken there."""
    now = line.enquiry
    if line.climbed is not Climbed.NOT:
        days = (today - now.waits_since).days
        waited = ngettext("not taken for {n} day", "not taken for {n} days", days).format(n=days)
        return " · ".join(filter(None, (now.unit.team if now.unit else "", waited)))
    if now.unit is None or not now.is_open:
        return ""
    if now.status is EnquiryStatus.TAKEN:
        return _("{unit} · taken by {name}").format(unit=now.unit.team, name=line.holder_name)
    return _("{unit} · not taken yet").format(unit=now.unit.team)


def _option(now: Enquiry, each: Suggestion, book: CodeBook) -> Option:
    subject = book.entry(_SUBJECTS, now.subject)
    why = ground_words(each, subject.text if subject else "")
    days = book.answer_days(now.subject)
    return Option(each.unit, unit_words(each.unit), why, promise_words(days))


def _verbs(page: EnquiryPage) -> tuple[str, tuple[str, ...]]:
    """Name what Ctrl+Enter does, and what else can be done."""
    status = page.line.enquiry.status
    if page.is_mine and status is EnquiryStatus.NEW:
        return "send", ("answer",)
    if page.is_mine and status is EnquiryStatus.TAKEN:
        return "answer", ("send",)
    if page.is_mine:
        return "remind", ("answer", "send")
    if page.may_take:
        return "take", ("give_back",) if page.may_return else ()
    return "", ()


def _step_line(step: EnquiryStep) -> StepLine:
    there = local_time(step.at)
    day = f"{short_date(there.date())} {clock(step.at)}"
    said = "" if step.kind is EnquiryStepKind.REGISTERED else step.text
    return StepLine(step_words(step), day, said)


def _answerer(steps: Iterable[EnquiryStep]) -> str:
    return next((each.by_name for each in steps if each.kind is EnquiryStepKind.ANSWERED), "")


def _tell_words(line: EnquiryLine) -> str:
    """Write the sentence that the citizen is told."""
    now = line.enquiry
    unit = now.unit.team if now.unit else ""
    told = [each for each in line.steps if each.kind is EnquiryStepKind.TOLD]
    if told:
        how = _("by telephone") if told[-1].how is ToldBy.PHONE else _("by letter")
        return _("The citizen was told {how}.").format(how=how)
    if now.status is EnquiryStatus.TAKEN:
        return _("“I have your enquiry, and answer by {day}.”").format(day=short_date(now.due))
    return _("“{unit} answers you by {day}. Call me if they do not.”").format(
        unit=unit, day=short_date(now.due)
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def sent_words(unit: Unit) -> str:
    """Say in passing that an enquiry was sent, and who answers for it meanwhile."""
    return _("Sent to {unit}. You answer for it until they have taken it.").format(
        unit=unit_words(unit)
    )
