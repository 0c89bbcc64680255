"""The core team's copy: the work of every service area, who does it, and what may be shared."""

from coordinator.danish import long_date, weekday_date
from coordinator.i18n import _, ngettext
from coordinator.reports.content.citizen import quoted
from coordinator.reports.content.frame import about, framed
from coordinator.reports.content.goals import goals, task_table, tasks_by_deadline
from coordinator.reports.content.parts import (
    challenges,
    contact_agreements,
    measurements,
    stance,
    texts,
)
from coordinator.reports.content.people import contacts, no_consent
from coordinator.reports.content.source import Source
from coordinator.reports.content.words import sentence_start, shown
from coordinator.reports.paper import Fact, Facts, Note, Paper, Part, People, Quote, Section
from coordinator.wording import label
from plans.flat import PlanPart
from plans.parts import Consent
from plans.people import ServiceArea


def core_teams_copy(source: Source) -> Paper:
    """Say the plan to those who work on it; nothing tells where the citizen is to be found."""
    sections = (
        Section(_("This is what the citizen would like"), (quoted(source),)),
        *_matters(source),
        *texts(source, _every_text_heading(source)),
        *challenges(source, _("The citizen's challenges")),
        Section(_("Goals and interventions"), goals(source)),
        _tasks(source),
        *contact_agreements(source),
        *measurements(source),
        Section(_("Core team"), (People(contacts(source)),), keep=True),
        *_answer(source),
        _sharing(source),
        _end(source),
    )
    return framed(source, _("Joint plan for the core team"), source.citizen.name, sections)


def _every_text_heading(source: Source) -> list[str]:
    """List the headings of text in their order, then those that hold no more."""
    listed = (entry.code for entry in source.headings)
    written = (each.heading for each in source.plan.statements)
    return list(dict.fromkeys((*listed, *written)))


def _tasks(source: Source) -> Section:
    tasks = tasks_by_deadline(source)
    hidden = len(source.plan.tasks) - len(tasks)
    parts: tuple[Part, ...] = (task_table(source, tasks),) if tasks else ()
    if not tasks and not hidden:
        parts = (Note(_("No tasks yet.")),)
    if hidden:
        text = ngettext(
            "{n} task is hidden. It needs consent.",
            "{n} tasks are hidden. They need consent.",
            hidden,
        )
        parts = (*parts, Note(text.format(n=hidden)))
    return Section(_("Who does what and when"), parts)


def _matters(source: Source) -> list[Section]:
    matters = shown(source.plan.own_words.matters)
    return [Section(_("This is what matters to the citizen"), (Quote(matters),))] if matters else []


def _answer(source: Source) -> list[Section]:
    """Say whether the citizen agrees, and the words of who does not."""
    said = stance(
        source,
        agrees=_("The citizen agrees with the plan."),
        disagrees=_("The citizen does not agree with all of the plan."),
    )
    return [Section(_("The citizen's answer"), said, keep=True)] if said else []


def _sharing(source: Source) -> Section:
    """Say for each service area whether it may share, on what ground, and what it shares."""
    consent = source.plan.consent_on(source.issue.day)
    working = source.plan.service_areas() | {
        each.service_area for each in source.plan.participants if each.service_area
    }
    areas = working | (consent.service_areas if consent else frozenset())
    rows = tuple(
        Fact(label(area), _shared(source, area, consent)) for area in ServiceArea if area in areas
    )
    parts: tuple[Part, ...] = (Facts(rows),) if rows else ()
    if consent is None:
        withdrawn = _("The citizen has withdrawn the consent. Share nothing more.")
        on_day = _("The citizen withdrew the consent on {date}. Share nothing more.")
        parts = (no_consent(source, withdrawn, on_day), *parts)
    return Section(_("What each service area shares"), parts, keep=True)


def _shared(source: Source, area: ServiceArea, consent: Consent | None) -> str:
    if consent is None or area not in consent.service_areas:
        return _("No consent. What the area does is hidden in this copy.")
    given = _("Consent from {date}").format(date=long_date(consent.given_on))
    if consent.valid_until:
        until = long_date(consent.valid_until)
        given = _("{consent} until {date}").format(consent=given, date=until)
    works = [each for each in source.plan.interventions if each.service_area is area]
    hidden = [each for each in source.plan.withheld if each.service_area is area]
    number = len(works) + sum(each.kind is PlanPart.INTERVENTION for each in hidden)
    count = ngettext("{n} intervention", "{n} interventions", number).format(n=number)
    return f"{given} · {count}" if number else given


def next_follow_up(source: Source) -> Section:
    """Say when the plan is followed up."""
    day = source.plan.follow_up
    text: Part = f"{sentence_start(weekday_date(day))}." if day else Note(_("No date yet."))
    return Section(_("Follow-up"), (text,), keep=True)


def _end(source: Source) -> Section:
    """Say when the plan is followed up, with the lines about the paper itself."""
    met = next_follow_up(source)
    parts = (*met.parts, about(source, _("The core team")))
    return Section(met.heading, parts, keep=True, with_before=True)
