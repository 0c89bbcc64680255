"""The citizen's plan: own words first, then all that was agreed, rights, and where both sign."""

from collections.abc import Callable, Mapping
from typing import Final

from coordinator.danish import long_date, weekday_date
from coordinator.i18n import _, ngettext
from coordinator.reports.content.frame import about, framed
from coordinator.reports.content.goals import goals, task_table, tasks_by_deadline
from coordinator.reports.content.parts import (
    challenges,
    contact_agreements,
    measurements,
    stance,
    text_headings,
    texts,
)
from coordinator.reports.content.people import (
    consent_said,
    contacts,
    municipality_line,
    seen_by,
)
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
    sections = (
        section
        for heading, ways in SECTIONS.items()
        for said in (*(say(source) for say in ways), texts(source, text_headings(source, heading)))
        for section in said
    )
    return framed(source, _("My joint plan"), source.citizen.name, (*sections, _agreement(source)))


def _own_words(source: Source) -> list[Section]:
    """Say what the citizen would like and what matters, in the citizen's own words."""
    sections = [Section(_("This is what I would like"), (quoted(source),))]
    matters = shown(source.plan.own_words.matters)
    if matters:
        sections.append(Section(_("This is what matters to me"), (Quote(matters),)))
    return sections


def quoted(source: Source) -> Part:
    """Quote the citizen, and say when it was said."""
    words = source.plan.own_words
    text = shown(words.text)
    if not text:
        return Note(_("Nothing written yet."))
    said = _("Said {date}").format(date=long_date(words.said_on)) if words.said_on else ""
    return Quote(text, said)


def _news(source: Source) -> list[Section]:
    """Say what is new since the version before, sentence by sentence."""
    news = source.issue.news
    if not news:
        return []
    before = source.plan.version - 1 if source.issue.approved else source.plan.version
    heading = _("New since version {number}").format(number=before)
    told = [*news[:_MOST_NEWS]]
    left = len(news) - len(told)
    if left:
        text = ngettext("And {n} more change.", "And {n} more changes.", left)
        told.append(text.format(n=left))
    points = tuple(Block((Run(sentence),), bullet=True) for sentence in told)
    return [Section(heading, (points,), keep=True)]


def _goals(source: Source) -> list[Section]:
    return [Section(_("My goals"), goals(source))]


def _tasks(source: Source) -> list[Section]:
    tasks = tasks_by_deadline(source)
    table: Part = task_table(source, tasks) if tasks else Note(_("No tasks yet."))
    return [Section(_("Who does what and when"), (table,))]


def _contacts(source: Source) -> list[Section]:
    people = People(contacts(source))
    return [Section(_("I can call them"), (people, *municipality_line(source)), keep=True)]


def _consent(source: Source) -> list[Section]:
    return [
        Section(_("What I have said yes to"), (consent_said(source),)),
        Section(_("Who can see my plan"), (seen_by(source),), keep=True),
    ]


def follow_up(source: Source) -> Section:
    """Say when the citizen and the municipality meet again."""
    day = source.plan.follow_up
    if day is None:
        return Section(_("We meet again"), (Note(_("No date yet.")),), keep=True)
    written = sentence_start(weekday_date(day))
    text = _("{date}. I may bring somebody with me.").format(date=written)
    return Section(_("We meet again"), (text,), keep=True)


def _rights(source: Source) -> list[Section]:
    return [Section(_("My rights"), (source.texts.rights,), keep=True)]


def _agreement(source: Source) -> Section:
    """Where both sign, with the lines about the paper itself, so that neither stands alone."""
    coordinator = source.people.get(source.plan.coordinator)
    signers = (
        source.citizen.name,
        coordinator.name if coordinator else _("Coordinating case worker"),
    )
    signed = Signatures(_("Date"), signers)
    parts: tuple[Part, ...] = (
        source.texts.signatures,
        *stance(
            source,
            agrees=_("I agree with the plan."),
            disagrees=_("I do not agree with all of the plan."),
        ),
        signed,
        about(source, _("The citizen")),
    )
    return Section(_("Our agreement"), parts, keep=True, with_before=True)


# Of so many changes a citizen still reads every one.
_MOST_NEWS: Final = 24

# What is said under each fixed heading, in the order of domain.md § 2.5 F with the citizen's own
# words first. The headings of text that a municipality has set after one of them follow it, and
# what has nothing to say of this plan leaves no trace. Last comes the agreement.
SECTIONS: Final[Mapping[str, tuple[Callable[[Source], list[Section]], ...]]] = {
    "own_words": (_own_words, _news),
    "challenges": (lambda source: challenges(source, _("My challenges")),),
    "goals": (_goals,),
    "tasks": (_tasks,),
    "contact": (contact_agreements, _contacts),
    "follow_up": (measurements, _consent, lambda source: [follow_up(source)]),
    "rights": (_rights,),
}
