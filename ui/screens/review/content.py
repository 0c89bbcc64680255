"""A plan in review put into words: what changed, the whole of it, and what can be proven."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from coordinator.change_wording import (
    Vocabulary,
    areas_words,
    change_title,
    field_label,
    value_words,
)
from coordinator.danish import long_date, short_date
from coordinator.i18n import N_, _
from coordinator.wording import gap_sentence, label
from plans.flat import PlanPart
from plans.history import Change, ChangeKind, FieldChange, differences
from plans.parts import Consent, Goal, Intervention, Task
from plans.people import ServiceArea
from plans.plan import JointPlan
from plans.readiness import Gap
from ui.screens.review.shown import (
    ShownChange,
    ShownCheck,
    ShownField,
    ShownGoal,
    ShownIntervention,
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

_IN_HEADING: Final = frozenset({"title", "name", "service_area"})

# What the program proves, in the order of the plan: the words, and the gaps that disprove it.
_CHECKS: Final = (
    (
        N_("The consent covers the plan"),
        frozenset(
            {
                "consent-missing",
                "consent-how-missing",
                "consent-areas-missing",
                "consent-area-missing",
            }
        ),
    ),
    (N_("The citizen's own words come first"), frozenset({"own-words-missing"})),
    (
        N_("Every goal has measure, date and owner"),
        frozenset(
            {
                "goals-missing",
                "goal-title-missing",
                "goal-measure-missing",
                "goal-due-missing",
                "goal-owner-missing",
            }
        ),
    ),
    (
        N_("Every intervention has legal basis and start"),
        frozenset(
            {"intervention-title-missing", "legal-basis-missing", "intervention-start-missing"}
        ),
    ),
    (
        N_("Every task has one person and a deadline"),
        frozenset({"task-title-missing", "task-assignee-missing", "task-due-missing"}),
    ),
)


def shown_changes(before: JointPlan, plan: JointPlan, names: Names) -> tuple[ShownChange, ...]:
    """Say what differs from the last approved version."""
    found = differences(before, plan)
    return tuple(_change(each, names) for each in found if each.kind is not ChangeKind.ORDERED)


def shown_checks(
    plan: JointPlan, gaps: Iterable[Gap], names: Names, today: date
) -> tuple[ShownCheck, ...]:
    """Say what the program could prove of a plan, and what is missing (domain.md § 10.5)."""
    found = tuple(gaps)
    checks = []
    for text, codes in _CHECKS:
        missing = [gap_sentence(gap) for gap in found if gap.code in codes]
        note = " ".join(missing) or _("Checked by Samplan")
        checks.append(ShownCheck(_(text), note, not missing))
    consent = plan.consent_on(today)
    if consent is not None and consent.valid_until is not None and checks[0].proven:
        until = _("Until {date}").format(date=long_date(consent.valid_until))
        checks[0] = ShownCheck(checks[0].text, until, proven=True)
    return (*checks, _deputy_check(plan, names), _follow_up_check(plan))


def shown_plan(plan: JointPlan, names: Names, today: date) -> ShownPlan:
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
    return ShownPlan(words.text, said, goals, _filled(facts))


def _change(change: Change, names: Names) -> ShownChange:
    words = Vocabulary(names)
    fields = tuple(_field(each, words) for each in change.fields if _is_told(change, each))
    return ShownChange(
        kind=change.kind.value,
        title=change_title(change, words),
        fields=fields,
        area=change.service_area.value if change.service_area else "",
        icon=_ICONS[change.part],
    )


def _is_told(change: Change, each: FieldChange) -> bool:
    """Leave out what the heading of a whole new or removed part says already."""
    whole = change.kind is not ChangeKind.CHANGED and len(change.fields) > 1
    return not (whole and each.field in _IN_HEADING)


def _field(each: FieldChange, words: Vocabulary) -> ShownField:
    old, new = value_words(each.old, words), value_words(each.new, words)
    return ShownField(field_label(each), old, new)


def _deputy_check(plan: JointPlan, names: Names) -> ShownCheck:
    text = _("Coordinator and deputy are named")
    if plan.deputy is None:
        return ShownCheck(text, _("Nobody is named as deputy."), proven=False)
    return ShownCheck(text, names.get(plan.deputy, _("Not known")), proven=True)


def _follow_up_check(plan: JointPlan) -> ShownCheck:
    text = _("The next follow-up has a date")
    if plan.follow_up is None:
        return ShownCheck(text, _("No date yet."), proven=False)
    return ShownCheck(text, long_date(plan.follow_up), proven=True)


def _goal(number: int, goal: Goal) -> ShownGoal:
    title = _("Goal {number}: {title}").format(number=number, title=goal.title)
    facts = (
        (_("Measured by"), goal.measure),
        (_("Deadline"), long_date(goal.due) if goal.due else ""),
        (_("Responsible"), goal.owner.name if goal.owner else ""),
        (_("Status"), label(goal.lifecycle)),
    )
    return ShownGoal(
        title, _filled(facts), tuple(_intervention(each) for each in goal.interventions)
    )


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
