"""Putting a plan under work into the page that the view shows."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from uuid import UUID

from coordinator.danish import clock, short_date
from coordinator.danish_time import local_time
from coordinator.dated_lists import CodeBook
from coordinator.i18n import _
from coordinator.wording import label
from plans.parts import EventKind, PlanEvent, Responsible, ResponsibleKind
from plans.people import StaffMember
from plans.plan import JointPlan
from plans.readiness import gaps
from ui.person_choice import PersonChoice, colleague_choice
from ui.screens.plan import beside, course, words
from ui.screens.plan.draft import WHOLE
from ui.screens.plan.hidden import hidden_lines
from ui.screens.plan.page import Clash, EventLine, FieldNotes, PlanPage
from ui.screens.plan.parts import Key
from ui.screens.plan.reading import PlanSeen
from ui.screens.plan.session import OpenPlan
from ui.screens.plan.settling import gone_words, merged_under


def page_of(
    session: OpenPlan,
    seen: PlanSeen,
    member: StaffMember,
    today: date,
    writer: Callable[[Key], str],
) -> PlanPage:
    """Say all that the editor shows; ``writer`` names the colleague who wrote a part last."""
    parts, plan = session.draft.parts(), session.draft.shown()
    may = course.allowed(plan, member)
    names = {each.id: each.name for each in seen.staff}
    lacks = words.gap_lines(gaps(plan, today, seen.book.laws()), parts)
    # What stands wrong in a field is not in the plan, so it may not go off without it.
    missing = (*words.wrong_lines(_wrong(session), parts), *lacks)
    outline = words.outline(plan, missing, seen.book)
    clashes = beside.clash_lines(plan, seen.demands, parts, seen.book)
    return PlanPage(
        plan=plan,
        citizen_name=seen.citizen_name,
        given_name=seen.given_name,
        protected=seen.protected,
        today=today,
        allowed=may,
        pill=words.plan_state(plan),
        outline=outline,
        ready=words.ready_words(outline),
        gaps=missing,
        primary=course.primary(plan, may, len(missing), today),
        more=course.more(plan, may),
        about=_about(plan, names),
        people=_people(seen),
        book=seen.book,
        versions=seen.versions,
        remark=remark_of(plan),
        events=tuple(event_line(each) for each in reversed(plan.events)),
        notes=_notes(session, names, seen.book, writer),
        clashes=clashes,
        clashing_with=beside.clashing(clashes),
        audience=beside.audiences(plan, seen.staff, seen.citizen_name, today),
        hidden=hidden_lines(plan, member, seen.helpers),
    )


def _wrong(session: OpenPlan) -> Iterator[tuple[Key, str, str]]:
    """Go through the fields with an error, and those that a colleague wrote in too."""
    for key, error in session.errors.items():
        yield key, error.field, error.sentence
    for key, conflicts in session.draft.conflicts.items():
        for each in conflicts:
            field = "" if each.field == WHOLE else each.field
            yield key, field, _("Choose whose text shall stand.")


def remark_of(plan: JointPlan) -> EventLine | None:
    """Give the remark of the last return, while the plan is being written again."""
    course = (EventKind.RETURNED, EventKind.SENT, EventKind.APPROVED)
    last = plan.last_event(*course)
    if last is None or last.kind is not EventKind.RETURNED:
        return None
    return event_line(last)


def event_line(event: PlanEvent) -> EventLine:
    """Say what happened, by whom and when."""
    at = local_time(event.at)
    detail = _("{name}, {date} {time}").format(
        name=event.by_name, date=short_date(at.date()), time=clock(event.at).removeprefix("kl. ")
    )
    return EventLine(label(event.kind), detail, event.text)


def _about(plan: JointPlan, names: Mapping[UUID, str]) -> str:
    coordinator = names.get(plan.coordinator, _("Not known"))
    facts = [_("Coordinator: {name}").format(name=coordinator)]
    if plan.deputy is not None:
        deputy = names.get(plan.deputy, _("Not known"))
        facts.append(_("Deputy: {name}").format(name=deputy))
    if plan.version:
        facts.append(_("Version {number} is approved").format(number=plan.version))
    return " · ".join(facts)


def _people(seen: PlanSeen) -> tuple[PersonChoice, ...]:
    """Everybody who can answer for something: the citizen first, then staff by name."""
    citizen = Responsible(seen.citizen_name, kind=ResponsibleKind.CITIZEN)
    return (
        PersonChoice(citizen, _("the citizen")),
        *(colleague_choice(each, seen.staff, seen.absences) for each in seen.staff if each.active),
    )


def _notes(
    session: OpenPlan,
    names: Mapping[UUID, str],
    book: CodeBook,
    writer: Callable[[Key], str],
) -> dict[Key, FieldNotes]:
    draft = session.draft
    found: dict[Key, FieldNotes] = {}
    fresh = merged_under(draft, session.held)
    unread = session.keeping.unread
    for key in {*session.errors, *draft.conflicts, *draft.refused, *unread, *fresh}:
        error = session.errors.get(key)
        clashes = {
            each.field: Clash(
                gone_words(draft, key)
                if each.field == WHOLE
                else words.value_words(each.theirs, names, book, each.field),
                each.theirs,
                writer(key),
            )
            for each in draft.conflicts.get(key, ())
        }
        found[key] = FieldNotes(
            {error.field: error.sentence} if error else {},
            clashes,
            session.keeping.raw(key),
            fresh.get(key, {}),
        )
    return found
