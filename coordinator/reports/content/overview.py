"""The plan on one page: what the citizen wants, the goals, what happens next, whom to call."""

from dataclasses import dataclass, replace
from typing import Final

from coordinator.canonical import fingerprint
from coordinator.danish import short_date, weekday_date
from coordinator.i18n import _, ngettext
from coordinator.reports.content.citizen import quoted
from coordinator.reports.content.frame import framed
from coordinator.reports.content.goals import goal_title, task_cells, tasks_by_deadline
from coordinator.reports.content.people import contacts, municipality_line
from coordinator.reports.content.source import Source
from coordinator.reports.content.words import sentence_start, shortened
from coordinator.reports.paper import (
    Lines,
    Note,
    Paper,
    Part,
    People,
    PersonOnPaper,
    Quote,
    Section,
    TableOnPaper,
)
from plans.states import GoalLifecycle

_OVER: Final = frozenset({GoalLifecycle.COMPLETED, GoalLifecycle.REJECTED})


@dataclass(frozen=True, slots=True)
class Fit:
    """How much of a plan a page is asked to hold.

    ``words`` is letters of the citizen's words, ``letters`` those of every other text. ``bare``
    leaves out what people are, and the line about characters that cannot be printed; ``rights``
    says where the citizen's rights stand.
    """

    words: int
    goals: int
    tasks: int
    people: int
    letters: int = 120
    bare: bool = False
    rights: bool = True


# From what a page holds at most down to what every page holds.
FITS: Final = (
    Fit(1400, 14, 14, 8),
    Fit(1100, 12, 12, 7),
    Fit(900, 10, 10, 6),
    Fit(700, 8, 8, 5),
    Fit(550, 7, 7, 4),
    Fit(420, 6, 6, 4),
    Fit(330, 5, 5, 3),
    Fit(260, 4, 4, 3, 100),
    Fit(200, 3, 3, 2, 90),
    Fit(170, 3, 2, 2, 80),
    Fit(150, 3, 2, 1, 70),
    Fit(100, 3, 2, 1, 60),
    Fit(90, 2, 1, 1, 60),
    Fit(60, 2, 1, 1, 60),
    Fit(60, 1, 1, 1, 60),
    Fit(60, 1, 1, 1, 60, rights=False),
    Fit(60, 1, 1, 1, 30, bare=True, rights=False),
)


def overview(source: Source, fit: Fit) -> Paper:
    """Say the plan in as much as ``fit`` lets it, and how much is left out."""
    sections = (
        _own_words(source, fit),
        _goals(source, fit),
        _next(source, fit),
        _contacts(source, fit),
        _follow_up(source, fit),
    )
    name = shortened(source.citizen.name, fit.letters)
    paper = framed(source, _("My plan on one page"), name, sections)
    if source.sha256 and not paper.large:
        # The other papers say it in their last lines.
        paper = replace(paper, footer=f"{paper.footer} · {fingerprint(source.sha256)}")
    return replace(paper, replaced="") if fit.bare else paper


def _own_words(source: Source, fit: Fit) -> Section:
    said = quoted(source)
    if isinstance(said, Quote):
        said = Quote(shortened(said.text, fit.words))
    return Section(_("This is what I would like"), (said,), keep=True)


def _goals(source: Source, fit: Fit) -> Section:
    """Say each goal that is worked for in one line."""
    goals = [goal for goal in source.plan.goals if goal.lifecycle not in _OVER]
    said: Part = Note(_("No goals yet."))
    if goals:
        rows = tuple(
            (
                f"{number}. {shortened(goal_title(goal), 200)}",
                _("by {date}").format(date=short_date(goal.due)) if goal.due else "",
            )
            for number, goal in enumerate(source.plan.goals, start=1)
            if goal.lifecycle not in _OVER
        )
        held = _held(len(rows), fit.goals)
        said = Lines(rows[:held], _more(len(rows) - held))
    return Section(_("My goals"), (said,), keep=True)


def _next(source: Source, fit: Fit) -> Section:
    """Say who does what next; what is done is not on this page."""
    tasks = [task for task in tasks_by_deadline(source) if not task.is_done]
    if not tasks:
        return Section(_("What happens next"), (Note(_("No tasks yet.")),), keep=True)
    # In large print a task takes two lines.
    held = fit.tasks if source.issue.key.large else _held(len(tasks), fit.tasks)
    rows = tuple(
        tuple(shortened(cell, fit.letters) for cell in task_cells(task)) for task in tasks[:held]
    )
    parts: tuple[Part, ...] = (TableOnPaper((_("What"), _("Who"), _("When")), rows),)
    more = _more(len(tasks) - held)
    if more:
        parts = (*parts, Note(more))
    return Section(_("What happens next"), parts, keep=True)


def _contacts(source: Source, fit: Fit) -> Section:
    people = tuple(
        PersonOnPaper(
            shortened(person.name, fit.letters),
            "" if fit.bare else shortened(person.function, fit.letters),
            shortened(person.phone, 20),
        )
        for person in contacts(source)[: fit.people]
    )
    lines = municipality_line(source) if fit.people > 1 else ()
    return Section(_("I can call them"), (People(people), *lines), keep=True)


def _follow_up(source: Source, fit: Fit) -> Section:
    day = source.plan.follow_up
    said = f"{sentence_start(weekday_date(day))}." if day else _("No date yet.")
    if fit.rights:
        rights = _("I can read about my rights in my joint plan.")
        said = f"{said} {rights}"
    return Section(_("We meet again"), (said if day else Note(said),), keep=True)


def _held(there: int, most: int) -> int:
    """Take the only one that is left too: to say that it is left out takes as much room."""
    return there if most > 1 and there == most + 1 else most


def _more(left: int) -> str:
    """Say how many more there are."""
    if left <= 0:
        return ""
    return ngettext("and {n} more in the plan", "and {n} more in the plan", left).format(n=left)
