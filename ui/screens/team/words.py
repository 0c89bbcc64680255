"""What hangs on the people of a unit, in the words of the screen."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from coordinator.absence_wording import away_words
from coordinator.caseloads import Caseload, HeldKind, HeldThing, StaffLoad
from coordinator.danish import short_date
from coordinator.i18n import N_, _, ngettext
from coordinator.lists import WorkItem
from coordinator.staff_wording import place_words
from coordinator.wording import label
from plans.handovers import HandoverStatus
from plans.states import PlanStatus, TaskStatus
from ui.screens.team.shown import CitizenThings, MemberLine, PersonShown, ThingLine
from ui.widgets.pills import Pill

# So long before a consent ends it is time to ask for a new one.
CONSENT_AHEAD_DAYS: Final = 60
_KINDS: Final = {
    HeldKind.PLAN: N_("Coordinates the joint plan"),
    HeldKind.CASE: N_("Case"),
    HeldKind.TASK: N_("Task"),
    HeldKind.STAFF_TASK: N_("Task between colleagues"),
    HeldKind.ASKED_FOR: N_("Has asked for it, and nobody has taken it on"),
    HeldKind.ENQUIRY: N_("Enquiry"),
    HeldKind.FOLLOWED_TASK: N_("Follows up a task"),
    HeldKind.GOAL: N_("Goal"),
    HeldKind.DEPUTY: N_("Deputy in the joint plan"),
    HeldKind.CORE_TEAM: N_("In the core team"),
}
_TASKS: Final = frozenset(
    {HeldKind.TASK, HeldKind.FOLLOWED_TASK, HeldKind.STAFF_TASK, HeldKind.ASKED_FOR}
)


def member_line(each: StaffLoad) -> MemberLine:
    """Say how much hangs on somebody of the unit."""
    load = each.load
    return MemberLine(
        str(each.member.id),
        each.member.name,
        label(each.member.role),
        each.member.team,
        _away(each),
        load.citizens,
        load.plans,
        load.tasks,
        load.overdue,
    )


def person_shown(found: Caseload, today: date) -> PersonShown:
    """Say all that hangs on somebody, the citizen with the earliest deadline first."""
    of = found.of
    return PersonShown(
        of.member.name,
        place_words(of.member),
        figures_words(of),
        _away(of),
        tuple(_groups(found.things, today)),
        tuple(
            ngettext(
                "{n} task is in plans that you may not see. {name} coordinates them and can give it"
                " to somebody else.",
                "{n} tasks are in plans that you may not see. {name} coordinates them and can give"
                " them to somebody else.",
                number,
            ).format(n=number, name=name)
            for name, number in sorted(found.elsewhere.items())
        ),
    )


def figures_words(of: StaffLoad) -> str:
    """Say in a line how much hangs on somebody."""
    load = of.load
    if not any((load.citizens, load.plans, load.tasks)):
        return _("No citizen, plan or task hangs on {name}.").format(name=of.member.name)
    parts = [
        ngettext("{n} citizen", "{n} citizens", load.citizens).format(n=load.citizens),
        ngettext("{n} joint plan", "{n} joint plans", load.plans).format(n=load.plans),
        ngettext("{n} open task", "{n} open tasks", load.tasks).format(n=load.tasks),
    ]
    if load.overdue:
        parts.append(_("{n} of them overdue").format(n=load.overdue))
    return " · ".join(parts)


def _away(of: StaffLoad) -> str:
    if of.absence is None:
        return ""
    words = away_words(of.absence)
    return _("{away}, deputy {name}").format(away=words, name=of.deputy) if of.deputy else words


def _groups(things: Iterable[HeldThing], today: date) -> list[CitizenThings]:
    found: dict[str, list[HeldThing]] = {}
    for each in things:
        found.setdefault(str(each.citizen_id or ""), []).append(each)
    urgent = sorted(
        found.values(),
        key=lambda group: min(
            (each.by for each in group if each.by and each.kind is not HeldKind.CASE),
            default=date.max,
        ),
    )
    return [
        CitizenThings(
            group[0].citizen_name or _("Without a citizen"),
            tuple(_line(each, today) for each in group),
        )
        for group in urgent
    ]


def _line(each: HeldThing, today: date) -> ThingLine:
    kind = _(_KINDS[each.kind])
    late = each.by is not None and each.by < today and each.kind is not HeldKind.CASE
    return ThingLine(
        f"{each.kind}{each.citizen_id}{each.plan_id}{each.title}{each.by}",
        str(each.citizen_id or ""),
        each.title or kind,
        kind if each.title else "",
        each.service_area.value if each.service_area else "",
        _state(each),
        short_date(each.by) if each.by else "",
        late,
        _consent(each, today),
    )


def _state(each: HeldThing) -> str:
    if each.kind in _TASKS:
        return label(TaskStatus(each.status))
    return label(PlanStatus(each.status)) if each.status else ""


def _consent(each: HeldThing, today: date) -> Pill | None:
    ends = each.consent_ends
    if ends is None or (ends - today).days > CONSENT_AHEAD_DAYS:
        return None
    return Pill(_("Consent until {date}").format(date=short_date(ends)), "warn", "clock")


def climbed_words(items: Sequence[WorkItem]) -> str:
    """Say how many hand-overs wait for the lead, empty when none does."""
    declined = sum(item.status == HandoverStatus.DECLINED for item in items)
    waiting = len(items) - declined
    parts = []
    if waiting:
        words = ngettext(
            "{n} hand-over without an answer", "{n} hand-overs without an answer", waiting
        )
        parts.append(words.format(n=waiting))
    if declined:
        words = ngettext("{n} hand-over declined", "{n} hand-overs declined", declined)
        parts.append(words.format(n=declined))
    return ", ".join(parts)
