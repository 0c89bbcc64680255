"""The citizen's plan: own words first, then all that was agreed, rights, and where both sign."""

from collections.abc import Callable
from typing import Final

from coordinator.danish import long_date, weekday_date
from coordinator.i18n import _
from coordinator.reports.content.frame import about, framed
from coordinator.reports.content.goals import goals, task_table, tasks_by_deadline
from coordinator.reports.content.people import consent_said, contacts, municipality_line
from coordinator.reports.content.source import Source
from coordinator.reports.content.words import sentence_start, shown
from coordinator.reports.paper import (
    Note,
    Paper,
    Part,
    People,
    Quote,
    Section,
    Signatures,
)
from coordinator.reports.texts import Block, Run


def citizens_plan(source: Source) -> Paper:
    """Say all of the plan to the citizen (domain.md § 2.5 F)."""
    sections = (say(source) for say in SECTIONS)
    whole = (section for section in sections if section is not None)
    return framed(source, _("My joint plan"), source.citizen.name, whole)


def own_words(source: Source) -> Section:
    """Say what the citizen would like, in the citizen's own words."""
    return Section(_("This is what I would like"), (quoted(source),))


def quoted(source: Source) -> Part:
    """Quote the citizen, and say when it was said."""
    words = source.plan.own_words
    text = shown(words.text)
    if not text:
        return Note(_("Nothing written yet."))
    said = _("Said {date}").format(date=long_date(words.said_on)) if words.said_on else ""
    return Quote(text, said)


def _news(source: Source) -> Section | None:
    """Say what is new since the version before, sentence by sentence."""
    if not source.issue.news:
        return None
    before = source.plan.version - 1 if source.issue.approved else source.plan.version
    heading = _("New since version {number}").format(number=before)
    points = tuple(Block((Run(sentence),), bullet=True) for sentence in source.issue.news)
    return Section(heading, (points,), keep=True)


def _goals(source: Source) -> Section:
    return Section(_("My goals"), goals(source))


def _tasks(source: Source) -> Section:
    tasks = tasks_by_deadline(source)
    table: Part = task_table(tasks) if tasks else Note(_("No tasks yet."))
    return Section(_("Who does what and when"), (table,))


def _contacts(source: Source) -> Section:
    people = People(contacts(source))
    return Section(_("I can call them"), (people, *municipality_line(source)), keep=True)


def _consent(source: Source) -> Section:
    return Section(_("What I have said yes to"), (consent_said(source),))


def follow_up(source: Source) -> Section:
    """Say when the citizen and the municipality meet again."""
    day = source.plan.follow_up
    if day is None:
        return Section(_("We meet again"), (Note(_("No date yet.")),), keep=True)
    written = sentence_start(weekday_date(day))
    text = _("{date}. I may bring somebody with me.").format(date=written)
    return Section(_("We meet again"), (text,), keep=True)


def _rights(source: Source) -> Section:
    return Section(_("My rights"), (source.texts.rights,), keep=True)


def _agreement(source: Source) -> Section:
    """Where both sign, with the lines about the paper itself, so that neither stands alone."""
    coordinator = source.people.get(source.plan.coordinator)
    signers = (
        source.citizen.name,
        coordinator.name if coordinator else _("Coordinating case worker"),
    )
    signed = Signatures(_("Date"), signers)
    parts: tuple[Part, ...] = (source.texts.signatures, signed, about(source, _("The citizen")))
    return Section(_("Our agreement"), parts, keep=True, with_before=True)


# In the order of domain.md § 2.5 F, with the citizen's own words first. A section that has nothing
# to say of this plan is None and leaves no trace.
SECTIONS: Final[tuple[Callable[[Source], Section | None], ...]] = (
    own_words,
    _news,
    _goals,
    _tasks,
    _contacts,
    _consent,
    follow_up,
    _rights,
    _agreement,
)
