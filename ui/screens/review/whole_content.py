"""The whole of a plan in review put into words: everything that an approval approves."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.change_wording import Vocabulary, areas_words, value_words
from coordinator.danish import long_date, short_date
from coordinator.i18n import _
from coordinator.news import whole_content
from coordinator.wording import label
from plans.flat import PlanPart
from plans.parts import Consent, Goal, Intervention, SubGoal, Task
from plans.people import ServiceArea
from plans.plan import JointPlan
from ui.screens.review.content import ICONS, part_heading, shown_field
from ui.screens.review.remarks import part_key
from ui.screens.review.shown import ShownGoal, ShownIntervention, ShownPart, ShownPlan

Names = Mapping[UUID, str]
Facts = tuple[tuple[str, str], ...]

_BEFORE_GOALS: Final = frozenset({PlanPart.STATEMENT, PlanPart.CHALLENGE, PlanPart.STANCE})
_AFTER_GOALS: Final = frozenset({PlanPart.CONTACT, PlanPart.MEASUREMENT})
# What the heading of a part says already, and of an intervention the line under it.
_HEADED: Final[Mapping[PlanPart, frozenset[str]]] = {
    PlanPart.STATEMENT: frozenset({"heading", "service_area"}),
    PlanPart.CHALLENGE: frozenset({"theme", "service_area"}),
    PlanPart.CONTACT: frozenset({"form"}),
    PlanPart.MEASUREMENT: frozenset({"measure"}),
    PlanPart.GOAL: frozenset({"title"}),
    PlanPart.INTERVENTION: frozenset(
        {"title", "service_area", "legal_basis", "provider", "start", "end", "status"}
    ),
}


class _Parts:
    """Every part of a plan that says something, by its name."""

    def __init__(self, plan: JointPlan, terms: Vocabulary) -> None:
        self.terms: Final = terms
        self.every: Final = whole_content(plan)
        self._by_key: Final = {part_key(each.part, each.part_id): each for each in self.every}

    def facts(self, key: str) -> Facts:
        """Give the labels and values of a part, without what its heading says."""
        change = self._by_key.get(key)
        if change is None:
            return ()
        shown = [
            shown_field(self.terms, each)
            for each in change.fields
            if each.field not in _HEADED.get(change.part, frozenset())
        ]
        return tuple((each.label, each.new) for each in shown)

    def beside(self, kinds: frozenset[PlanPart]) -> tuple[ShownPart, ...]:
        """Say the parts of some kinds."""
        return tuple(
            ShownPart(
                key := part_key(each.part, each.part_id),
                part_heading(each, self.terms),
                self.facts(key),
                each.service_area.value if each.service_area else "",
                ICONS[each.part],
            )
            for each in self.every
            if each.part in kinds
        )


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
    parts = _Parts(plan, terms)
    single = {
        each.part: part_key(each.part, each.part_id)
        for each in parts.every
        if each.part is PlanPart.FOLLOW_UP
    }
    also = [part_key(PlanPart.PARTICIPANT, each.id) for each in plan.participants]
    also += [part_key(PlanPart.CONSENT, each.id) for each in plan.consents]
    return ShownPlan(
        words.text,
        said,
        tuple(_goal(number, goal, parts) for number, goal in enumerate(plan.goals, start=1)),
        _filled(facts),
        before=parts.beside(_BEFORE_GOALS),
        after=parts.beside(_AFTER_GOALS),
        own_key=part_key(PlanPart.OWN_WORDS, plan.id),
        people_key=part_key(PlanPart.LEADS, plan.id),
        people_also=(*also, *single.values()),
        matters=words.matters,
    )


def _goal(number: int, goal: Goal, parts: _Parts) -> ShownGoal:
    key = part_key(PlanPart.GOAL, goal.id)
    return ShownGoal(
        _("Goal {number}: {title}").format(number=number, title=goal.title),
        parts.facts(key),
        tuple(_intervention(each, parts) for each in goal.interventions),
        key,
        steps=tuple(_step(each) for each in goal.sub_goals),
        also=tuple(part_key(PlanPart.SUB_GOAL, each.id) for each in goal.sub_goals),
    )


def _step(step: SubGoal) -> tuple[str, str]:
    when = short_date(step.due) if step.due else ""
    return step.title, " · ".join(each for each in (when, label(step.lifecycle)) if each)


def _intervention(each: Intervention, parts: _Parts) -> ShownIntervention:
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
    key = part_key(PlanPart.INTERVENTION, each.id)
    return ShownIntervention(
        each.service_area.value,
        each.title,
        " · ".join(part for part in details if part),
        tuple(_task(task, parts.terms) for task in each.tasks),
        key=key,
        facts=parts.facts(key),
        also=tuple(part_key(PlanPart.TASK, task.id) for task in each.tasks),
    )


def _task(task: Task, terms: Vocabulary) -> tuple[str, str, str]:
    who = task.assignee.name if task.assignee else ""
    waits = "" if task.is_done else value_words(task.waiting, terms)
    title = " · ".join(part for part in (task.title, waits) if part)
    return title, who, short_date(task.due) if task.due else ""


def _consent(consent: Consent | None) -> str:
    if consent is None:
        return ""
    areas = areas_words(area for area in ServiceArea if area in consent.service_areas)
    return _("{date}, {how}: {areas}").format(
        date=long_date(consent.given_on), how=consent.how, areas=areas
    )


def _filled(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in facts if value)
