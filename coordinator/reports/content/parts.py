"""What is written beside goals and tasks: texts, challenges, contact, measures, agreement.

Each is said to the citizen and to the core team alike; what the reader may not see is left out.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from coordinator.contact_wording import caller_words
from coordinator.danish import decimal, long_date, short_date
from coordinator.dated_lists import DatedList
from coordinator.i18n import _, ngettext
from coordinator.reports.content.goals import known_from
from coordinator.reports.content.source import Source
from coordinator.reports.content.words import filled, sentence_start, shown
from coordinator.reports.paper import Fact, Facts, Note, Part, Quote, Section
from coordinator.wording import label
from plans.parts import Challenge, ContactAgreement, Measurement, Statement
from plans.states import CitizenStance

_TEXT_HEADING = "text"


def texts(source: Source, headings: Sequence[str]) -> list[Section]:
    """Say what is written under headings of text; one that says nothing leaves no trace."""
    found: list[Section] = []
    for code in headings:
        said = [part for each in source.plan.under_heading(code) for part in _text(source, each)]
        if said:
            heading = source.word(DatedList.PLAN_HEADINGS, code)
            found.append(Section(heading, tuple(said)))
    return found


def text_headings(source: Source, after: str) -> list[str]:
    """List the headings of text that stand after a fixed one and before the next.

    Those that hold no more, and still have their text, stand after the contact agreements.
    """
    found: dict[str, list[str]] = {}
    fixed = ""
    for entry in source.headings:
        if entry.group == _TEXT_HEADING:
            found.setdefault(_HELD_BY.get(fixed, fixed), []).append(entry.code)
        else:
            fixed = entry.code
    known = {code for codes in found.values() for code in codes}
    written = dict.fromkeys(each.heading for each in source.plan.statements)
    found.setdefault("contact", []).extend(code for code in written if code not in known)
    return found.get(after, [])


# Headings that a paper has no section for, or that must stay last: their texts stand after others.
_HELD_BY = {
    "": "own_words",
    "about": "own_words",
    "interventions": "goals",
    "rights": "follow_up",
    "agreement": "follow_up",
}


def _text(source: Source, each: Statement) -> Iterable[Part]:
    text = shown(each.text)
    if not text or (each.service_area and source.hides(each.service_area)):
        return
    yield text
    if each.source:
        yield Note(known_from(source, each.source))


def challenges(source: Source, heading: str) -> list[Section]:
    """Say what is hard, theme by theme, now and as expected."""
    told = [
        _challenge(source, each)
        for each in source.plan.challenges
        if each.service_area is None or not source.hides(each.service_area)
    ]
    rows = filled(told)
    return [Section(heading, (Facts(rows),))] if rows else []


def _challenge(source: Source, each: Challenge) -> Fact:
    own = _("My own score") if source.own else _("The citizen's own score")
    scale = " · ".join(
        f"{name}: {label(level)}"
        for name, level in (
            (_("Now"), each.now),
            (_("Expected"), each.expected),
            (own, each.own_score),
        )
        if level is not None
    )
    theme = source.word(DatedList.THEMES, each.theme) or _("Without a theme")
    day = short_date(each.assessed_on) if each.assessed_on else ""
    assessed = _("Assessed {date}").format(date=day) if day else ""
    known = " · ".join(filter(None, (assessed, known_from(source, each.source))))
    return Fact(theme, "\n".join(line for line in (shown(each.text), scale, known) if line))


def contact_agreements(source: Source) -> list[Section]:
    """Say how often citizen and services are in touch, how, where, and who calls."""
    rows = filled(
        _contact(source, each)
        for each in source.plan.contacts
        if each.service_area is None or not source.hides(each.service_area)
    )
    return [Section(_("How we keep in touch"), (Facts(rows),))] if rows else []


def _contact(source: Source, each: ContactAgreement) -> Fact:
    form = sentence_start(source.word(DatedList.CONTACT_FORMS, each.form)) or _("Contact")
    often = ""
    if each.times is not None:
        often = ngettext("{count} time", "{count} times", each.times).format(count=each.times)
    if each.times is not None and each.period is not None:
        often = _("{times} × {period}").format(times=each.times, period=label(each.period))
    calls = caller_words(each.form, each.caller)
    area = label(each.service_area) if each.service_area else ""
    line = " · ".join(part for part in (often, each.place.strip(), calls, area) if part)
    known = known_from(source, each.source)
    return Fact(form, "\n".join(part for part in (line, shown(each.text), known) if part))


def measurements(source: Source) -> list[Section]:
    """Say what was measured, of the whole plan and of each goal that names it, the newest last."""
    by_measure: dict[tuple[str, UUID | None], list[Measurement]] = {}
    for each in sorted(source.plan.measurements, key=lambda each: each.on):
        if each.service_area is None or not source.hides(each.service_area):
            by_measure.setdefault((each.measure, each.goal_id), []).append(each)
    rows = tuple(
        Fact(
            _measured(source, code, goal_id),
            _SEPARATOR.join(_figure(source, each) for each in taken),
        )
        for (code, goal_id), taken in by_measure.items()
    )
    return [Section(_("How it has gone"), (Facts(rows),))] if rows else []


# Figures have commas of their own.
_SEPARATOR = "; "


def _measured(source: Source, code: str, goal_id: UUID | None) -> str:
    name = source.word(DatedList.MEASURES, code)
    goal = source.plan.goal(goal_id) if goal_id else None
    if goal is None or not shown(goal.title):
        return name
    return _("{measure} – {goal}").format(measure=name, goal=shown(goal.title))


def _figure(source: Source, each: Measurement) -> str:
    """Write a figure with its unit, its day, and what goes with it."""
    entry = source.codes.entry(DatedList.MEASURES, each.measure, source.issue.day)
    unit = entry.group if entry is not None and not entry.group[:1].isdigit() else ""
    figure = f"{decimal(each.value)}\u00a0{unit}" if unit else decimal(each.value)
    known = "" if source.own else known_from(source, each.source)
    beside = (short_date(each.on), shown(each.note), known)
    return f"{figure} ({', '.join(part for part in beside if part)})"


def stance(source: Source, *, agrees: str, disagrees: str) -> tuple[Part, ...]:
    """Say whether the citizen agrees with the plan, and the words of who does not."""
    said = source.plan.stance
    if said.kind is CitizenStance.NOT_ASKED:
        return ()
    day = long_date(said.said_on) if said.said_on else ""
    if said.kind is CitizenStance.AGREES:
        return (" ".join(filter(None, (agrees, day and f"({day})"))),)
    text = shown(said.text)
    return (disagrees, Quote(text, day)) if text else (disagrees,)
