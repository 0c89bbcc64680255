"""Hand-overs as the screen says them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.danish import day_and_month, long_date, short_date, short_day
from coordinator.danish_time import local_time
from coordinator.handover_wording import kind_label, ordinal_words, state_label
from coordinator.i18n import N_, _, ngettext
from coordinator.reports.paper import Facts, Note, Paper, Part
from coordinator.use_cases.giving_tasks import Colleagues
from coordinator.use_cases.handing_over import HandoverLine, HandoverLists, cause_rule
from coordinator.use_cases.handover_answers import Answered
from coordinator.use_cases.handover_bundle import Bundle, DateKind, HandoverDraft
from coordinator.wording import label, sentence_for, subject_label
from plans.handover_course import is_settled, last_reminder
from plans.handovers import Handover, HandoverKind, HandoverStatus, WordKind
from ui.person_choice import colleague_choice
from ui.screens.handovers.shown import (
    BatonShown,
    CauseShown,
    FormShown,
    HandoverRow,
    LetterShown,
    LineShown,
    ListsShown,
    PageShown,
    TaskShown,
)
from ui.widgets.areas import area_name
from ui.widgets.pills import Pill

_MOST_NEWS: Final = 6
_DATES: Final[Mapping[DateKind, str]] = {
    DateKind.MEETING: N_("Meeting of the citizen with both"),
    DateKind.FOLLOW_UP: N_("Follow-up of the plan"),
    DateKind.WAKE_UP: N_("The plan is resumed"),
    DateKind.CONSENT_ENDS: N_("The consent ends"),
    DateKind.PROTECTION_ENDS: N_("The protection ends"),
    DateKind.GOAL: N_("Goal"),
}
_PILLS: Final[Mapping[HandoverStatus, tuple[str, str]]] = {
    HandoverStatus.OFFERED: ("info", "clock"),
    HandoverStatus.ACCEPTED: ("neutral", "check"),
    HandoverStatus.DECLINED: ("danger", "x"),
    HandoverStatus.WITHDRAWN: ("neutral", "arrow-back-up"),
}
# From so many case workers in a year on it is said in yellow.
_MANY: Final = 3
_WITHOUT_YEAR: Final = 300


def first_name(name: str) -> str:
    """Give the name that colleagues call each other by."""
    return name.split(maxsplit=1)[0] if name.split() else name


def lists_shown(lists: HandoverLists, me: UUID, today: date) -> ListsShown:
    """Say what the three lists hold."""
    single = tuple(line for line in lists.to_me if not _in_set(line, me))
    named = (
        (_("To me"), single),
        *_sets(lists, me),
        (_("From me"), lists.from_me),
        (_("My unit"), lists.unit),
    )
    waiting = ngettext(
        "{n} is waiting for your answer", "{n} are waiting for your answer", lists.waiting
    )
    return ListsShown(
        subtitle=waiting.format(n=lists.waiting) if lists.waiting else "",
        groups=tuple(
            (title, tuple(_row(line, me, today) for line in lines))
            for title, lines in named
            if lines
        ),
    )


def _in_set(line: HandoverLine, me: UUID) -> bool:
    """Whether it waits for me as one of several that a lead redistributes."""
    handover = line.handover
    waits = handover.is_open and handover.answerer.id == me
    return waits and handover.redistribution is not None


def _sets(lists: HandoverLists, me: UUID) -> Iterator[tuple[str, tuple[HandoverLine, ...]]]:
    """Put together what comes from one colleague in one redistribution."""
    found: dict[tuple[UUID | None, UUID], list[HandoverLine]] = {}
    for line in lists.to_me:
        if _in_set(line, me):
            key = (line.handover.redistribution, line.handover.giver.id)
            found.setdefault(key, []).append(line)
    for lines in found.values():
        words = ngettext("{n} citizen from {name}", "{n} citizens from {name}", len(lines))
        giver = lines[0].handover.giver.name
        yield words.format(n=len(lines), name=giver), tuple(lines)


def answers_words(answers: Sequence[Answered], names: Mapping[UUID, str]) -> tuple[str, str]:
    """Say how many were accepted, and of each other why not."""
    taken = sum(each.refusal is None for each in answers)
    said = ngettext("{n} citizen is yours now.", "{n} citizens are yours now.", taken)
    refused = (
        f"{names.get(each.handover.id, '')}: {sentence_for(each.refusal)}"
        for each in answers
        if each.refusal is not None
    )
    return said.format(n=taken) if taken else "", "\n".join(refused)


def _row(line: HandoverLine, me: UUID, today: date) -> HandoverRow:
    handover = line.handover
    kind, icon = _PILLS[handover.status]
    words = state_label(handover.status)
    if handover.is_open and handover.answerer.id == me:
        kind, words = "warn", _("Waits for you")
    elif handover.is_open:
        words = _("Waits for {name}").format(name=first_name(handover.answerer.name))
    elif handover.goes_back and handover.until is not None and _is_lent(handover):
        due = handover.until <= today
        kind, icon = ("warn", "clock") if due else ("neutral", "clock")
        words = _("Goes back {day}").format(day=day_and_month(handover.until))
    people = _("{giver} to {receiver}").format(
        giver=handover.giver.name, receiver=handover.receiver.name
    )
    about = " · ".join(
        part for part in (kind_label(handover.kind), line.cause, handover.reason) if part
    )
    return HandoverRow(
        key=str(handover.id),
        citizen=line.citizen_name,
        about=about,
        people=people,
        since=short_date(local_time(handover.at).date()),
        pill=Pill(words, kind, icon),  # type: ignore[arg-type]  # kinds of pills
        may_tick=_in_set(line, me),
    )


def _is_lent(handover: Handover) -> bool:
    return handover.status is HandoverStatus.ACCEPTED


def page_shown(bundle: Bundle, me: UUID, today: date) -> PageShown:
    """Say all that the page of a hand-over shows, and what one may do with it."""
    handover = bundle.handover
    lent = handover.status is HandoverStatus.ACCEPTED and handover.goes_back
    holds = me == handover.receiver.id
    goes = holds or (me == handover.giver.id and _is_due(handover, today))
    return replace(
        _page(bundle, me, today),
        answer=_answer(bundle, me),
        may_answer=handover.is_open and handover.answerer.id == me,
        accept_words=_accept_words(handover),
        may_reply=_may_reply(handover, me),
        may_withdraw=handover.is_open and handover.by.id == me,
        may_preview=handover.is_open and handover.moves,
        may_remind=_may_remind(bundle, me, today),
        may_give=_may_give(bundle),
        settles=_settles(bundle),
        giver=handover.giver.name,
        may_return=lent and goes,
        may_print=handover.status is HandoverStatus.ACCEPTED and handover.moves and holds,
    )


def _page(bundle: Bundle, me: UUID, today: date) -> PageShown:
    handover, citizen = bundle.handover, bundle.citizen.given_name
    said = _("Written by {name}, {day}")
    return PageShown(
        key=str(handover.id),
        title=_("Hand-over: {name}").format(name=bundle.citizen.name),
        subtitle=_subtitle(bundle),
        baton=_baton(bundle, me),
        note=handover.note,
        note_by=said.format(name=first_name(handover.by.name), day=_sent(handover)),
        comment=handover.comment,
        promises=tuple(_promises(handover, today)),
        promises_title=_("Promises to {name}").format(name=citizen),
        tasks=tuple(_tasks(bundle, today)),
        along=tuple(_along(bundle, today)),
        takes_words=_("I take it") if me == handover.receiver.id else _("Follows"),
        stays_words=_("Stays with {name}").format(name=first_name(handover.giver.name)),
        facts=tuple(_facts(bundle)),
        dates=tuple(_dates(bundle, today)),
        waiting=tuple(_waits(bundle, today)),
        cases=tuple(
            LineShown(each.title, area_name(each.service_area), area=each.service_area.value)
            for each in bundle.cases
        ),
        news_title=_news_title(bundle),
        news=tuple(_news(bundle)),
        experience=_experience(bundle, citizen),
        ordinal=ordinal_words(bundle.ordinal) if handover.moves else "",
        many=bundle.ordinal >= _MANY,
        words=tuple(_words(handover)),
    )


def _subtitle(bundle: Bundle) -> str:
    handover = bundle.handover
    facts = (_("Cause: {cause}").format(cause=bundle.cause), kind_label(handover.kind))
    dated = _("Sent {day}").format(day=_sent(handover))
    ends = _("until {day}").format(day=long_date(handover.until)) if handover.until else ""
    return "  ·  ".join(part for part in (*facts, dated, ends) if part)


def _sent(handover: Handover) -> str:
    return day_and_month(local_time(handover.at).date())


def _accept_words(handover: Handover) -> str:
    if handover.kind is HandoverKind.REQUEST:
        return _("Accept and hand over")
    return _("Accept and take over") if handover.moves else _("Accept and help")


def _may_reply(handover: Handover, me: UUID) -> bool:
    asked = handover.is_open and handover.awaits_reply and handover.answerer.id != me
    return asked and me in (handover.giver.id, handover.by.id)


def _may_remind(bundle: Bundle, me: UUID, today: date) -> bool:
    handover, last = bundle.handover, last_reminder(bundle.handover)
    asks = me in (handover.giver.id, handover.by.id) or bundle.leads
    today_already = last is not None and local_time(last.at).date() == today
    return handover.is_open and asks and handover.answerer.id != me and not today_already


def _may_give(bundle: Bundle) -> bool:
    """Whether the lead can offer the citizen to somebody else instead."""
    handover = bundle.handover
    waits = handover.is_open or handover.status is HandoverStatus.DECLINED
    fits = handover.moves and handover.kind is not HandoverKind.REQUEST
    return bundle.leads and waits and fits and handover.redistribution is None


def _settles(bundle: Bundle) -> str:
    """Say what the lead decides after a no: that the citizen stays."""
    handover = bundle.handover
    if not (bundle.leads and handover.status is HandoverStatus.DECLINED) or is_settled(handover):
        return ""
    return _("Stays with {name}").format(name=first_name(handover.giver.name))


def _words(handover: Handover) -> Iterator[LineShown]:
    """What was said before and after the answer; what has no words says its kind."""
    says = {
        WordKind.REMINDED: (_("Asked again for an answer"), "send"),
        WordKind.SETTLED: (
            _("Decided: stays with {name}").format(name=first_name(handover.giver.name)),
            "check",
        ),
    }
    for each in handover.words:
        text, icon = says.get(each.kind, (each.text, "message"))
        day = day_and_month(local_time(each.at).date())
        yield LineShown(each.by.name, text, icon, day="" if each.text else day)


def _is_due(handover: Handover, today: date) -> bool:
    return handover.until is not None and handover.until <= today


def _baton(bundle: Bundle, me: UUID) -> BatonShown:
    handover = bundle.handover
    if handover.status is HandoverStatus.ACCEPTED and handover.moves:
        has, takes = _("Had the responsibility"), _("Has the responsibility now")
    elif handover.status is HandoverStatus.ACCEPTED:
        has, takes = _("Has the responsibility"), _("Helps")
    elif handover.is_open and not handover.moves:
        has, takes = _("Keeps the responsibility"), _("Helps after a yes")
    elif handover.is_open:
        has, takes = _("Has the responsibility now"), _("Takes over after a yes")
    else:
        has, takes = _("Keeps the responsibility"), _("Does not take over")
    words = state_label(handover.status)
    if handover.is_open:
        yours = handover.answerer.id == me
        words = (
            _("Waits for your answer")
            if yours
            else _("Waits for {name}").format(name=first_name(handover.answerer.name))
        )
    you = _("You")
    return BatonShown(
        giver=you if handover.giver.id == me else handover.giver.name,
        names=(handover.giver.name, handover.receiver.name),
        giver_words=has,
        receiver=you if handover.receiver.id == me else handover.receiver.name,
        receiver_words=takes,
        words=words,
        done=handover.status is HandoverStatus.ACCEPTED,
    )


def _promises(handover: Handover, today: date) -> Iterator[LineShown]:
    said = _("Promised by {name}").format(name=first_name(handover.giver.name))
    for each in handover.promises:
        yield LineShown(each.text, said, icon="hand-stop", pill=_day_pill(each.due, today))


def _day_pill(day: date | None, today: date) -> Pill | None:
    if day is None:
        return None
    if day < today:
        return Pill(late_words(day, today), "danger", "alert-circle")
    if day == today:
        return Pill(_("Today"), "warn", "clock")
    return Pill(_near(day, today), "neutral")


def _near(day: date, today: date) -> str:
    """Say a day to come; within a year the month tells which."""
    soon = (day - today).days < _WITHOUT_YEAR
    return day_and_month(day) if soon else short_day(day)


def late_words(day: date, today: date) -> str:
    """Say how many days something is over."""
    days = (today - day).days
    return ngettext("{n} day over", "{n} days over", days).format(n=days)


def _along(bundle: Bundle, today: date) -> Iterator[TaskShown]:
    """What goes along outside the plan: tasks between colleagues, then enquiries."""
    handover = bundle.handover
    hidden = _("The consent does not share it with {name}.")
    for each in bundle.along:
        sub = _("{sender} asked {receiver}")
        if not any(each.people):
            sub = _("Enquiry")
        elif len(set(each.people)) == 1:
            sub = _("Own task of {sender}")
        yield TaskShown(
            key=str(each.along.id),
            title=each.title,
            area=each.service_area.value if each.service_area else "",
            day=_due_words(each.due, today),
            late=each.due is not None and each.due < today,
            stays=not each.along.may_follow or each.along.id in handover.staying,
            fixed=""
            if each.along.may_follow
            else hidden.format(name=first_name(handover.receiver.name)),
            sub=sub.format(sender=each.people[0], receiver=each.people[1]),
        )


def _due_words(due: date | None, today: date) -> str:
    if due is None:
        return ""
    return late_words(due, today) if due < today else _near(due, today)


def _tasks(bundle: Bundle, today: date) -> Iterator[TaskShown]:
    handover = bundle.handover
    for each in bundle.tasks:
        due = each.task.due
        late = due is not None and due < today
        hidden = _("The consent does not share this part with {name}.")
        yield TaskShown(
            key=str(each.task.id),
            title=each.task.title,
            area=each.place.service_area.value,
            day=_due_words(due, today),
            late=late,
            stays=not each.may_follow or each.task.id in handover.staying,
            fixed="" if each.may_follow else hidden.format(name=first_name(handover.receiver.name)),
        )


def _facts(bundle: Bundle) -> Iterator[LineShown]:
    """Where the plan stands, who is protected, and what the receiver does not see."""
    if bundle.plan is not None:
        yield LineShown(
            _("Joint plan: {state}").format(state=label(bundle.plan.status)), icon="file-text"
        )
    else:
        yield LineShown(_("There is no joint plan."), icon="file-text")
    if bundle.citizen.protection.active:
        yield LineShown(_("The address is protected."), icon="map-pin-off")
    if bundle.hidden:
        names = ", ".join(area_name(each) for each in bundle.hidden)
        text = _("{name} does not see: {areas}")
        yield LineShown(
            text.format(name=first_name(bundle.receiver.name), areas=names), icon="eye-off"
        )


def _dates(bundle: Bundle, today: date) -> Iterator[LineShown]:
    for each in bundle.dates:
        day = late_words(each.day, today) if each.day < today else _near(each.day, today)
        title = each.title or _(_DATES[each.kind])
        yield LineShown(title, "" if not each.title else _(_DATES[each.kind]), "clock", day=day)


def _waits(bundle: Bundle, today: date) -> Iterator[LineShown]:
    for each in bundle.waiting:
        whom = each.waiting.on_whom or each.cause
        since = each.waiting.since
        days = (today - since).days if since is not None else 0
        day = ngettext("{n} day", "{n} days", days).format(n=days) if since is not None else ""
        yield LineShown(f"{whom}: {each.title}", area=each.service_area.value, day=day)


def _news_title(bundle: Bundle) -> str:
    if bundle.last_seen is None:
        return ""
    day = day_and_month(local_time(bundle.last_seen).date())
    return _("New since you were here on {day}").format(day=day)


def _news(bundle: Bundle) -> Iterator[LineShown]:
    for each in bundle.news[:_MOST_NEWS]:
        day = day_and_month(local_time(each.at).date())
        yield LineShown(subject_label(each.subject), each.who, icon="history", day=day)


def _experience(bundle: Bundle, citizen: str) -> tuple[str, ...]:
    handover = bundle.handover
    if not handover.moves:
        return (_("{name} keeps the case worker.").format(name=citizen),)
    if handover.status is HandoverStatus.ACCEPTED:
        ready = _("The letter to {name} is ready: why it changes, who it is now, and how to call.")
        return (ready.format(name=citizen),)
    return (_("After a yes the letter to {name} is ready to print.").format(name=citizen),)


def _answer(bundle: Bundle, me: UUID) -> str:
    """Say what a no means, or how it was answered."""
    handover = bundle.handover
    giver = first_name(handover.giver.name)
    if handover.is_open and handover.answerer.id == me:
        if handover.kind is HandoverKind.REQUEST:
            return _("If you decline, the responsibility stays with you.")
        text = _("If you decline, the responsibility stays with {giver}, and {lead} is told.")
        if bundle.lead:
            return text.format(giver=giver, lead=first_name(bundle.lead))
        return _("If you decline, the responsibility stays with {giver}.").format(giver=giver)
    if handover.is_open:
        return _("Until there is a yes, {giver} has the responsibility.").format(giver=giver)
    who = handover.answered_by.name if handover.answered_by else ""
    at = handover.answered_at
    day = day_and_month(local_time(at).date()) if at else ""
    said = f"{state_label(handover.status)}: {who}, {day}"
    return f"{said}. {handover.reason}" if handover.reason else said


def form_shown(draft: HandoverDraft, me: UUID, colleagues: Colleagues) -> FormShown:
    """Say what the sender's form begins with."""
    mine = draft.giver.id == me
    gives = mine or draft.leads
    kinds: Iterable[HandoverKind] = (HandoverKind.REQUEST,)
    subtitle = _("{name} has the responsibility, and answers.")
    if draft.leads:
        kinds = (HandoverKind.REDISTRIBUTION,)
        subtitle = _("{name} has the responsibility until the receiver accepts.")
    if mine:
        kinds = (HandoverKind.LASTING, HandoverKind.TEMPORARY, HandoverKind.HELP)
        subtitle = _("You have the responsibility until your colleague accepts.")
    return FormShown(
        citizen_id=str(draft.citizen.id),
        title=_("Hand over {name}").format(name=draft.citizen.name)
        if gives
        else _("Ask to take over {name}").format(name=draft.citizen.name),
        subtitle=subtitle.format(name=draft.giver.name),
        kinds=tuple((each.value, kind_label(each)) for each in kinds),
        causes=tuple(
            CauseShown(
                each.code,
                each.label,
                each.text if rule is not None and rule.warns else "",
                rule is not None and (rule.warns or rule.needs_comment),
            )
            for each in draft.causes
            for rule in (cause_rule(each),)
        ),
        people=tuple(
            colleague_choice(each, draft.staff, colleagues.absences)
            for each in draft.staff
            if each.id != draft.giver.id
        ),
        note=draft.note,
        open_with=draft.open_with,
    )


def letter_shown(paper: Paper) -> LetterShown:
    """Say what the letter to the citizen will say."""
    return LetterShown(
        paper.title,
        tuple((each.heading, tuple(_lines_of(each.parts))) for each in paper.sections),
    )


def _lines_of(parts: Iterable[Part]) -> Iterator[str]:
    for each in parts:
        if isinstance(each, str):
            yield each
        elif isinstance(each, Facts):
            yield from (f"{fact.label}: {fact.value}" for fact in each.rows)
        elif isinstance(each, Note):
            yield each.text
