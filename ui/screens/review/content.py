"""A plan in review put into words: what changed, the whole of it, and what can be proven."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from coordinator.change_sentences import change_sentences
from coordinator.change_wording import (
    Vocabulary,
    areas_words,
    change_title,
    field_label,
    value_words,
)
from coordinator.danish import long_date, short_date
from coordinator.dated_lists import PROOF, CodeBook, DatedList
from coordinator.i18n import _
from coordinator.news import whole_content
from coordinator.wording import gap_sentence, label
from plans.checklist import disproving, is_proven
from plans.flat import PlanPart
from plans.history import Change, ChangeKind, FieldChange, differences
from plans.legibility import Legibility, measure_sections, plan_texts
from plans.parts import Consent, Goal, Intervention, Task
from plans.people import ServiceArea
from plans.plan import JointPlan
from plans.readability import LIMIT
from plans.readiness import Gap
from ui.screens.review.remarks import part_key
from ui.screens.review.shown import (
    ShownChange,
    ShownCheck,
    ShownField,
    ShownGoal,
    ShownIntervention,
    ShownPart,
    ShownPlan,
)

Names = Mapping[UUID, str]

_ICONS: Final = {
    PlanPart.OWN_WORDS: "quote",
    PlanPart.STANCE: "message",
    PlanPart.STATEMENT: "file-text",
    PlanPart.CHALLENGE: "flag",
    PlanPart.SUB_GOAL: "target",
    PlanPart.CONTACT: "calendar",
    PlanPart.MEASUREMENT: "chart-bar",
    PlanPart.GOAL: "target",
    PlanPart.INTERVENTION: "flag",
    PlanPart.TASK: "list-check",
    PlanPart.PARTICIPANT: "users",
    PlanPart.CONSENT: "shield-lock",
    PlanPart.FOLLOW_UP: "calendar-event",
    PlanPart.LEADS: "user",
}

_BEFORE_GOALS: Final = frozenset({PlanPart.STATEMENT, PlanPart.CHALLENGE, PlanPart.STANCE})
_AFTER_GOALS: Final = frozenset({PlanPart.CONTACT, PlanPart.MEASUREMENT})
_IN_HEADING: Final = frozenset({"title", "name", "service_area"})


def shown_changes(before: JointPlan, plan: JointPlan, words: Vocabulary) -> tuple[ShownChange, ...]:
    """Say all that differs between two states of a plan."""
    return tuple(_change(each, words) for each in differences(before, plan))


def shown_checks(
    plan: JointPlan, gaps: Iterable[Gap], book: CodeBook, ticked: Collection[str]
) -> tuple[ShownCheck, ...]:
    """Say the checklist: what the program proves or why not, and what the reader judges."""
    found, read = tuple(gaps), measure_sections(plan_texts(plan))
    checks = []
    for entry in book.on(DatedList.REVIEW_CHECKLIST):
        proof = entry.text.removeprefix(PROOF)
        if proof == entry.text:
            checks.append(ShownCheck(entry.label, _("You judge"), entry.code in ticked, entry.code))
            continue
        proven = is_proven(proof, plan, found, read)
        note = _("Checked by Samplan") if proven else _why_not(proof, found, read)
        checks.append(ShownCheck(entry.label, note, proven))
    return tuple(checks)


def _why_not(proof: str, gaps: tuple[Gap, ...], read: Legibility) -> str:
    """Say why the program does not prove a point."""
    if proof == "lix":
        return _("LIX {lix}. The limit is {limit}.").format(lix=round(read.whole.lix), limit=LIMIT)
    missing = " ".join(gap_sentence(gap) for gap in disproving(proof, gaps))
    said = {
        "coordinator_deputy": _("Nobody is named as deputy."),
        "baseline_measure": _("Nothing is measured yet."),
    }
    return missing or said.get(proof, _("Samplan cannot tell. Judge it yourself."))


def shown_plan(plan: JointPlan, names: Names, today: date, terms: Vocabulary) -> ShownPlan:
    """Say the whole plan."""
    words = plan.own_words
    said = _("Said {date}").format(date=long_date(words.said_on)) if words.said_on else ""
    deputy = names.get(plan.deputy, "") if plan.deputy else ""
    team = ", ".join(
        f"{each.name} ({each.function})" if each.function else each.name
        for each in plan.participants
    )
    facts = (
        (_("Coordinator"), names.get(plan.coordinator, "")),
        (_("Deputy"), deputy),
        (_("Core team"), team),
        (_("Consent"), _consent(plan.consent_on(today))),
        (_("We meet again"), long_date(plan.follow_up) if plan.follow_up else ""),
    )
    goals = tuple(_goal(number, goal) for number, goal in enumerate(plan.goals, start=1))
    parts = whole_content(plan)
    return ShownPlan(
        words.text,
        said,
        goals,
        _filled(facts),
        before=tuple(_part(each, terms) for each in parts if each.part in _BEFORE_GOALS),
        after=tuple(_part(each, terms) for each in parts if each.part in _AFTER_GOALS),
        own_key=part_key(PlanPart.OWN_WORDS, plan.id),
        people_key=part_key(PlanPart.LEADS, plan.id),
    )


def _part(each: Change, words: Vocabulary) -> ShownPart:
    facts = tuple((field.label, field.new) for field in map(partial(_field, words), each.fields))
    area = each.service_area.value if each.service_area else ""
    key = part_key(each.part, each.part_id)
    return ShownPart(key, change_title(each, words), facts, area, _ICONS[each.part])


def _change(change: Change, words: Vocabulary) -> ShownChange:
    fields = tuple(_field(words, each) for each in change.fields if _is_told(change, each))
    return ShownChange(
        kind=change.kind.value,
        title=_heading(change, words),
        fields=fields,
        area=change.service_area.value if change.service_area else "",
        icon=_ICONS[change.part],
        key=part_key(change.part, change.part_id),
    )


def _heading(change: Change, words: Vocabulary) -> str:
    if change.kind is ChangeKind.ORDERED:
        return change_sentences((change,), words)[0].rstrip(".")
    return change_title(change, words)


def _is_told(change: Change, each: FieldChange) -> bool:
    """Leave out what the heading of a whole new or removed part says already."""
    whole = change.kind is not ChangeKind.CHANGED and len(change.fields) > 1
    return not (whole and each.field in _IN_HEADING)


def _field(words: Vocabulary, each: FieldChange) -> ShownField:
    old, new = (value_words(value, words, each.field) for value in (each.old, each.new))
    return ShownField(field_label(each), old, new)


def _goal(number: int, goal: Goal) -> ShownGoal:
    title = _("Goal {number}: {title}").format(number=number, title=goal.title)
    facts = (
        (_("Measured by"), goal.measure),
        (_("Deadline"), long_date(goal.due) if goal.due else ""),
        (_("Responsible"), goal.owner.name if goal.owner else ""),
        (_("Status"), label(goal.lifecycle)),
    )
    interventions = tuple(_intervention(each) for each in goal.interventions)
    return ShownGoal(title, _filled(facts), interventions, part_key(PlanPart.GOAL, goal.id))


def _intervention(each: Intervention) -> ShownIntervention:
    start = _("from {date}").format(date=short_date(each.start)) if each.start else ""
    end = _("until {date}").format(date=short_date(each.end)) if each.end else ""
    period = " ".join(part for part in (start, end) if part)
    details = (
        label(each.service_area),
        each.legal_basis,
        each.provider,
        period,
        label(each.status),
    )
    return ShownIntervention(
        each.service_area.value,
        each.title,
        " · ".join(part for part in details if part),
        tuple(_task(task) for task in each.tasks),
    )


def _task(task: Task) -> tuple[str, str, str]:
    who = task.assignee.name if task.assignee else ""
    return task.title, who, short_date(task.due) if task.due else ""


def _consent(consent: Consent | None) -> str:
    if consent is None:
        return ""
    areas = areas_words(area for area in ServiceArea if area in consent.service_areas)
    return _("{date}, {how}: {areas}").format(
        date=long_date(consent.given_on), how=consent.how, areas=areas
    )


def _filled(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in facts if value)
