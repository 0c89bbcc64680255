"""What every paper of a plan has around its sections: names, dates, marks, and what it is."""

from collections.abc import Iterable

from coordinator.canonical import fingerprint
from coordinator.danish import long_date
from coordinator.i18n import _, current_language
from coordinator.reports.content.source import Source
from coordinator.reports.content.words import filled, phone_number, sentence_start, shown
from coordinator.reports.paper import Fact, Facts, Paper, Section
from coordinator.wording import label
from plans.people import ServiceArea
from plans.withheld import Withheld


def framed(source: Source, title: str, subtitle: str, sections: Iterable[Section]) -> Paper:
    """Put sections on a paper with a title; ``subtitle`` says whose it is."""
    *before, last = sections
    issue, citizen, sender = source.issue, source.citizen, source.municipality.name
    day = long_date(issue.day)
    dated = _("approved {date}") if issue.approved else _("printed {date}")
    guard = _("Protected address") if source.guarded else ""
    head = (title, guard, citizen.name)
    # In large print the version finds its room without the word for what it is of.
    foot = (sender, "" if issue.key.large else _("Joint plan"), source.version)
    return Paper(
        language=current_language(),
        document_title=f"{title} – {citizen.name}",
        municipality=sender,
        title=title,
        subtitle=" · ".join((subtitle, source.version, dated.format(date=day))),
        date_line=day,
        running_head=" · ".join(part for part in head if part),
        footer=" · ".join(part for part in foot if part),
        page_of=_("Page {page} of {pages}"),
        watermark="" if issue.approved else _("DRAFT"),
        notice=_notice(source),
        sections=(*before, *_withheld(source), last),
        replaced=_("{mark} stands for characters that cannot be printed here."),
        large=issue.key.large,
    )


def _notice(source: Source) -> str:
    if not source.guarded:
        return ""
    if source.own:
        return _("Protected address. The plan does not say where I live.")
    return _("Protected address. Tell nobody where the citizen lives.")


def _withheld(source: Source) -> tuple[Section, ...]:
    """Say, before the paper ends, what whoever printed the paper was not shown beside goals."""
    areas = {each.service_area for each in source.plan.withheld if each.under is None}
    if not areas:
        return ()
    rows = tuple(Fact(label(each), shown(Withheld())) for each in ServiceArea if each in areas)
    return (Section(_("Not in this copy"), (Facts(rows),), keep=True),)


def about(source: Source, copy_for: str) -> Facts:
    """Say which paper this is; the whole number and the phone only in the citizen's own copy."""
    citizen, issue = source.citizen, source.issue
    number = citizen.number
    digits = "" if number is None else number.formatted if source.own else number.masked
    # A phone number can tell where a protected citizen is to be found.
    phone = citizen.communication.phone if source.own and not source.guarded else ""
    rows = (
        Fact(_("Name"), citizen.name),
        Fact(_("CPR number"), digits),
        Fact(_("Phone"), phone_number(phone)),
        Fact(_("Version"), sentence_start(source.version)),
        Fact(_("Approved") if issue.approved else _("Printed"), long_date(issue.day)),
        Fact(_("Fingerprint"), fingerprint(source.sha256)),
        Fact(_("Copy for"), copy_for),
    )
    return Facts(filled(rows), small=True)
