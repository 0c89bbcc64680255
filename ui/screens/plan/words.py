"""The plan editor's words: periods, deadlines, sections, gaps and events."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeGuard
from uuid import UUID

from coordinator.change_wording import Vocabulary
from coordinator.change_wording import value_words as change_words
from coordinator.code_words import FIELD_LISTS, codes_by_field
from coordinator.danish import decimal, long_date, month_name, weekly_time
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.i18n import N_, _, ngettext
from coordinator.wording import gap_sentence, label
from plans.flat import PlanPart, WithheldPart
from plans.legibility import text_section
from plans.parts import Consent, Goal, Intervention, Responsible, Statement, SubGoal, Task, Waiting
from plans.people import ServiceArea
from plans.plan import JointPlan
from plans.readiness import Gap
from plans.states import CitizenStance, ConsentStatus, InterventionStatus
from ui.screens.plan.draft import key_for
from ui.screens.plan.hidden import section_of
from ui.screens.plan.page import GapLine, OutlineLine, Section
from ui.screens.plan.part_words import part_words as place_words
from ui.screens.plan.part_words import section_words
from ui.screens.plan.parts import OWN_WORDS, STANCE, Key, Part
from ui.widgets.pills import Pill

SECTIONS: Final[tuple[tuple[Section, str], ...]] = (
    ("about", N_("About the plan")),
    ("own_words", N_("What I would like")),
    ("challenges", N_("My challenges")),
    ("goals", N_("Goals and interventions")),
    ("who", N_("Who does what")),
    ("contact", N_("Agreements on contact")),
    ("measures", N_("Measures over time")),
    ("follow_up", N_("Follow-up")),
    ("people", N_("Consent and core team")),
    ("agreement", N_("What the citizen thinks of the plan")),
)

# A gap's code: the section it counts in and the field that fills it.
_PLACES: Final[Mapping[str, tuple[Section, str]]] = {
    "consent-missing": ("people", "how"),
    "consent-how-missing": ("people", "how"),
    "consent-areas-missing": ("people", "service_areas"),
    "consent-area-missing": ("people", "service_areas"),
    "parts-withheld": ("people", "service_areas"),
    "own-words-missing": ("own_words", "text"),
    "statement-empty": ("text", "text"),
    "challenge-theme-missing": ("challenges", "theme"),
    "challenge-empty": ("challenges", "text"),
    "stance-text-missing": ("agreement", "text"),
    "goals-missing": ("goals", "title"),
    "goal-title-missing": ("goals", "title"),
    "goal-measure-missing": ("goals", "measure"),
    "goal-due-missing": ("goals", "due"),
    "goal-owner-missing": ("goals", "owner"),
    "intervention-title-missing": ("goals", "title"),
    "job-goal-twice": ("goals", "kind"),
    "legal-basis-missing": ("goals", "legal_basis"),
    "legal-basis-not-in-force": ("goals", "legal_basis"),
    "intervention-start-missing": ("goals", "start"),
    "task-title-missing": ("who", "title"),
    "task-assignee-missing": ("who", "assignee"),
    "task-due-missing": ("who", "due"),
    "task-follower-missing": ("who", "follower"),
    "sub-goal-title-missing": ("goals", "title"),
    "waiting-cause-missing": ("goals", "waiting"),
    "wake-up-date-missing": ("goals", "waiting"),
}

# What an answer of the citizen lacks; without any answer there is no part to lead to.
_IN_A_CONSENT: Final = frozenset(
    {"consent-how-missing", "consent-areas-missing", "consent-area-missing", "parts-withheld"}
)


def gap_lines(gaps: Iterable[Gap], parts: Mapping[Key, Part]) -> tuple[GapLine, ...]:
    """Say what is missing, and where it is written."""
    return tuple(_gap_line(gap, parts) for gap in gaps)


def wrong_lines(
    wrong: Iterable[tuple[Key, str, str]], parts: Mapping[Key, Part]
) -> tuple[GapLine, ...]:
    """Say what is wrong in fields, given with the field and the sentence, and where that is."""
    return tuple(
        GapLine(
            _("“{place}”: {sentence}").format(place=place_words(key, parts), sentence=sentence),
            _section_of(key, parts.get(key)),
            key,
            field,
        )
        for key, field, sentence in wrong
    )


def _section_of(key: Key, part: Part | None) -> Section:
    if isinstance(part, Statement):
        return text_section(part.heading)
    return "who" if key.kind == "task" else SECTION_OF.get(key.kind, "goals")


# Of parts beside the goals, by the kind of their key.
SECTION_OF: Final[Mapping[str, Section]] = {
    "own_words": "own_words",
    "challenge": "challenges",
    "contact_agreement": "contact",
    "measurement": "measures",
    "follow_up": "follow_up",
    "consent": "people",
    "participant": "people",
    "deputy": "people",
    "stance": "agreement",
}


def _gap_line(gap: Gap, parts: Mapping[Key, Part]) -> GapLine:
    section, field = _PLACES[gap.code]
    key = key_for(parts, gap.part_id) if gap.part_id else None
    if gap.code == "own-words-missing":
        key = OWN_WORDS
    if gap.code == "stance-text-missing":
        key = STANCE
    part = parts.get(key) if key is not None else None
    if isinstance(part, Statement):
        section = text_section(part.heading)
    if isinstance(part, Task):
        section = "who"
    if gap.code == "consent-missing":
        key = next((each for each, part in parts.items() if _is_unanswered(part)), None)
        field = "status" if key is not None else field
    if gap.code in _IN_A_CONSENT:
        key = next((each for each in reversed(tuple(parts)) if each.kind == "consent"), None)
    return GapLine(gap_sentence(gap), section, key, field)


def _is_unanswered(part: Part) -> bool:
    return isinstance(part, Consent) and part.status is ConsentStatus.NOT_ASKED


# Where a section stands by the municipality's headings; what it has no heading for comes before.
_HEADINGS: Final[Mapping[Section, str]] = {
    "about": "about",
    "own_words": "own_words",
    "challenges": "challenges",
    "goals": "goals",
    "who": "tasks",
    "contact": "contact",
    "measures": "follow_up",
    "follow_up": "follow_up",
    "people": "agreement",
    "agreement": "agreement",
}


def sections(plan: JointPlan, book: CodeBook) -> tuple[tuple[Section, str], ...]:
    """List the sections with their titles: the editor's own, and each heading of free text.

    A heading that no longer holds stays while something is written under it.
    """
    held = book.on(DatedList.PLAN_HEADINGS)
    texts = dict.fromkeys(each.code for each in held if each.group == "text")
    texts |= dict.fromkeys(each.heading for each in plan.statements)
    texts |= dict.fromkeys(each.heading for each in _hidden_texts(plan))
    found = [(_place(book, code), text_section(code), book.label(_LIST, code)) for code in texts]
    own = [(_place(book, _HEADINGS[section]), section, _(title)) for section, title in SECTIONS]
    # Where two have the same place, the editor's own come first.
    ordered = sorted((*own, *found), key=lambda each: each[0])
    return tuple((section, title) for _at, section, title in ordered)


def _hidden_texts(plan: JointPlan) -> Iterator[WithheldPart]:
    return (each for each in plan.withheld if each.kind is PlanPart.STATEMENT)


_LIST: Final = DatedList.PLAN_HEADINGS
_LAST: Final = 10_000


def _place(book: CodeBook, code: str) -> int:
    entry = book.entry(_LIST, code)
    return _LAST if entry is None else entry.place


def heading_question(book: CodeBook, code: str) -> str:
    """Give the question that helps to write under a heading."""
    entry = book.entry(_LIST, code)
    return "" if entry is None else entry.text


def outline(plan: JointPlan, gaps: tuple[GapLine, ...], book: CodeBook) -> tuple[OutlineLine, ...]:
    """Say for each section how much it holds and what is missing."""
    counts: dict[Section, int] = {
        "challenges": len(plan.challenges),
        "goals": len(plan.interventions),
        "who": len(plan.tasks),
        "contact": len(plan.contacts),
        "measures": len({(each.measure, each.goal_id) for each in plan.measurements}),
    }
    texts = Counter(text_section(each.heading) for each in plan.statements)
    hidden = {section_of(each) for each in plan.withheld}
    # What review does not ask for is not thereby ready.
    begun: dict[Section, bool] = {
        **{section: counts[section] > 0 for section in counts if section != "goals"},
        "follow_up": plan.follow_up is not None,
        "agreement": plan.stance.kind is not CitizenStance.NOT_ASKED,
    }
    return tuple(
        OutlineLine(
            section,
            title,
            str(counts[section]) if counts.get(section) else "",
            sum(gap.section == section for gap in gaps),
            begun=begun.get(section, section in texts or not section.startswith(text_section(""))),
            hidden=section in hidden,
        )
        for section, title in sections(plan, book)
    )


def ready_words(lines: tuple[OutlineLine, ...]) -> str:
    """Say how many sections are ready."""
    ready = sum(line.ready for line in lines)
    return _("{ready} of {count} sections are ready").format(ready=ready, count=len(lines))


def missing_words(count: int) -> str:
    """Say how much is missing before the plan can be sent."""
    return ngettext(
        "{count} thing is missing before you can send",
        "{count} things are missing before you can send",
        count,
    ).format(count=count)


def plan_state(plan: JointPlan) -> str:
    """Name the plan's state, with the version it leads to: «Kladde til version 4»."""
    state = label(plan.status)
    if plan.version:
        return _("{state}, version {number}").format(state=state, number=plan.version)
    return state


def goal_heading(number: int, goal: Goal) -> str:
    """Number a goal: «Mål 1: Arbejde 6 timer om ugen»."""
    title = goal.title or _("without a title")
    return _("Goal {number}: {title}").format(number=number, title=title)


def part_words(plan: JointPlan, key: Key | None, book: CodeBook) -> str:
    """Name a goal, sub-goal, intervention or task, or the section of anything else."""
    named: tuple[Goal | SubGoal | Intervention | Task, ...]
    named = (*plan.goals, *plan.sub_goals, *plan.interventions, *plan.tasks)
    part = next((each for each in named if key is not None and each.id == key.id), None)
    if part is not None:
        return part.title or _UNTITLED[type(part)]()
    texts = [each for each in plan.statements if key is not None and each.id == key.id]
    if texts:
        return book.label(DatedList.PLAN_HEADINGS, texts[0].heading)
    return (section_words(key) if key is not None else "") or _("The joint plan")


_UNTITLED: Final[Mapping[type, Callable[[], str]]] = {
    Goal: lambda: _("A goal without a title"),
    SubGoal: lambda: _("A sub-goal without a title"),
    Intervention: lambda: _("An intervention without a title"),
    Task: lambda: _("A task without text"),
}


def goal_facts(goal: Goal, book: CodeBook) -> str:
    """Say how a goal is measured, by when, who answers for it, and what kind of goal it is."""
    facts = (
        _("Measured by: {measure}").format(measure=goal.measure) if goal.measure else "",
        _("Reached by {date}").format(date=long_date(goal.due)) if goal.due else "",
        _("Responsible: {name}").format(name=goal.owner.name) if goal.owner else "",
        label(goal.kind) if goal.kind else "",
        book.label(DatedList.THEMES, goal.theme) if goal.theme else "",
        _("Priority: {level}").format(level=label(goal.priority)) if goal.priority else "",
        label(goal.achievement) if goal.achievement else "",
    )
    return joined(facts)


def joined(facts: Iterable[str]) -> str:
    """Put facts on one line that only breaks between them."""
    return "\u00a0· ".join(fact.replace(" ", "\u00a0") for fact in facts if fact)


def day_words(day: date, today: date) -> str:
    """Write a day for one line: «24. nov.», with the year when it is another."""
    month = month_name(day)
    short = month if len(month) <= 3 else month[:3]
    dot = "." if len(month) > 3 else ""
    text = _("{day} {month}").format(day=day.day, month=short + dot)
    return text if abs((day - today).days) < 320 else f"{text} {day.year}"


def period(each: Intervention, today: date) -> str:
    """Say when an intervention runs: «24. nov. – 1. feb.», «fra 1. dec.», «til 15. mar.»."""
    start = day_words(each.start, today) if each.start else ""
    end = day_words(each.end, today) if each.end else ""
    if start and end:
        return f"{start} – {end}"
    if start:
        return _("from {date}").format(date=start)
    return _("until {date}").format(date=end) if end else ""


def intervention_facts(each: Intervention, today: date) -> str:
    """Say an intervention's legal basis, provider and period on one line."""
    hours = each.hours_a_week
    facts = (
        each.legal_basis,
        each.provider,
        period(each, today),
        _("{hours} hours a week").format(hours=decimal(hours)) if hours is not None else "",
        *map(weekly_time, each.weekly_times),
        *(_awaited(each.waiting, today) if each.waiting else ()),
    )
    return joined(facts)


def _awaited(waiting: Waiting, today: date) -> tuple[str, str]:
    """Say on whom something waits, and when to look again."""
    who, day = waiting.on_whom.strip(), waiting.wake_up_date
    return (
        _("Waits for {name}").format(name=who) if who else "",
        _("look again {date}").format(date=day_words(day, today)) if day else "",
    )


def intervention_pill(status: InterventionStatus) -> Pill:
    """Say where an intervention stands."""
    warns = status is InterventionStatus.STOPPED
    return Pill(label(status), "warn" if warns else "neutral", "hand-stop" if warns else "")


def waiting_pill(waiting: Waiting, book: CodeBook, today: date) -> Pill:
    """Say what something waits for and for how long; it warns when it should be looked at again."""
    cause = book.label(DatedList.WAITING_CAUSES, waiting.cause) or _("Waits")
    days = (today - waiting.since).days if waiting.since else 0
    count = ngettext("{count} day", "{count} days", days).format(count=days) if days > 0 else ""
    due = waiting.wake_up_date is not None and waiting.wake_up_date <= today
    text = " · ".join(each for each in (cause, count) if each)
    return Pill(text, "warn" if due else "info", "hourglass")


def task_facts(task: Task, book: CodeBook, today: date) -> str:
    """Say who follows up on a task, what it waits for, and what came of it."""
    follower = task.follower.name if task.follower else ""
    facts = (
        _("Followed up by {name}").format(name=follower) if follower else "",
        waiting_pill(task.waiting, book, today).text if task.waiting else "",
        *(_awaited(task.waiting, today) if task.waiting else ()),
        _("Result: {result}").format(result=task.result) if task.result else "",
    )
    return joined(facts)


def due_words(task: Task, today: date) -> tuple[str, str, str]:
    """Say a task's deadline with the tone and icon it needs: «I dag», «4 dage over»."""
    if task.is_done or task.due is None:
        return label(task.status) if task.is_done else "", "ink2", ""
    late = (today - task.due).days
    if late > 0:
        words = ngettext("{count} day late", "{count} days late", late).format(count=late)
        return words, "danger", "alert-circle"
    if late == 0:
        return _("Today"), "warn", "clock"
    return day_words(task.due, today), "ink2", ""


def value_words(
    value: object, names: Mapping[UUID, str], book: CodeBook | None = None, field: str = ""
) -> str:
    """Say the value of any field, as beside one's own in a clash; ``book`` names its codes."""
    if book is not None and _is_coded(value, field):
        found = Vocabulary(names, of_field=codes_by_field(book.all))
        return change_words(value, found, field) or _("nothing")
    return _plain_words(value, names) or _("nothing")


def _plain_words(value: object, names: Mapping[UUID, str]) -> str:
    words = ""
    if isinstance(value, date):
        words = long_date(value)
    elif isinstance(value, Responsible):
        words = value.name
    elif isinstance(value, StrEnum):
        words = label(value)
    elif isinstance(value, UUID):
        words = names.get(value, _("Not known"))
    elif isinstance(value, frozenset):
        words = area_words(value)
    elif isinstance(value, Waiting | Decimal | tuple):
        words = change_words(value, Vocabulary(names))
    elif value is not None:
        words = str(value)
    return words


def _is_coded(value: object, field: str) -> TypeGuard[str | tuple[str, ...] | Waiting]:
    """Whether codes of a dated list stand in a field, which nobody shall read as they are."""
    if isinstance(value, Waiting):
        return True
    coded = isinstance(value, str | tuple) and not isinstance(value, StrEnum)
    return coded and field in FIELD_LISTS


def area_words(areas: Iterable[ServiceArea]) -> str:
    """Name service areas in their order."""
    chosen = frozenset(areas)
    return ", ".join(label(area) for area in ServiceArea if area in chosen)
