"""What may be done with a plan as a whole, and who may write where in it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from coordinator.changes import Changes
from coordinator.danish import long_date
from coordinator.desk import Desk
from coordinator.i18n import N_, _
from coordinator.use_cases import reviewing
from coordinator.use_cases.going_through import go_through
from coordinator.wording import label, sentence_for
from plans import access
from plans.absence import Absence, left_to
from plans.errors import RuleBroken
from plans.people import ServiceArea, StaffMember
from plans.plan import JointPlan
from plans.states import WORKABLE, WRITABLE, PlanStatus
from ui.screens.plan.page import Allowed, Answer, Primary, Verb
from ui.screens.plan.words import missing_words

VERBS: Final[Mapping[Verb, tuple[str, str]]] = {
    "send": (N_("Send to review"), "send"),
    "take_back": (N_("Take back"), "arrow-back-up"),
    "activate": (N_("Gone through with the citizen"), ""),
    "revise": (N_("Revise the plan"), "pencil"),
    "follow_up": (N_("Follow up"), "calendar-event"),
    "resume": (N_("Resume"), "refresh"),
    "pause": (N_("Put on hold"), "clock"),
    "move_away": (N_("The citizen has moved away"), "home"),
    "close": (N_("Close the plan"), "lock"),
}

_PRIMARY: Final[Mapping[PlanStatus, Verb]] = {
    PlanStatus.DRAFT: "send",
    PlanStatus.IN_REVISION: "send",
    PlanStatus.IN_REVIEW: "take_back",
    PlanStatus.APPROVED: "activate",
    PlanStatus.ACTIVE: "revise",
    PlanStatus.PAUSED: "resume",
    PlanStatus.CONSENT_WITHDRAWN: "resume",
    PlanStatus.MOVED_AWAY: "close",
}

_MORE: Final[Mapping[PlanStatus, tuple[Verb, ...]]] = {
    PlanStatus.DRAFT: ("pause", "move_away", "close"),
    PlanStatus.IN_REVISION: ("pause", "move_away", "close"),
    PlanStatus.IN_REVIEW: ("pause", "move_away"),
    PlanStatus.APPROVED: ("follow_up", "revise", "pause", "move_away", "close"),
    PlanStatus.ACTIVE: ("follow_up", "pause", "move_away", "close"),
    PlanStatus.PAUSED: ("move_away", "close"),
    PlanStatus.CONSENT_WITHDRAWN: ("close",),
}

_LOCKED: Final[Mapping[PlanStatus, str]] = {
    PlanStatus.IN_REVIEW: N_("The plan is in review. Take it back to write in it."),
    PlanStatus.APPROVED: N_("The plan is approved. Go through it with the citizen, or revise it."),
    PlanStatus.ACTIVE: N_("The plan is in force. Revise it to write the next version."),
    PlanStatus.PAUSED: N_("The plan is on hold. Resume it to write in it."),
    PlanStatus.CONSENT_WITHDRAWN: N_(
        "The consent is withdrawn, so nobody writes in the plan. Register a new one, or close it."
    ),
    PlanStatus.MOVED_AWAY: N_("The citizen has moved, so nobody writes in the plan. Close it."),
    PlanStatus.CLOSED: N_("The plan is closed and can only be read."),
}


def allowed(plan: JointPlan, member: StaffMember) -> Allowed:
    """Say what a member of staff may write in a plan as it stands."""
    leads = access.leads(plan, member)
    writable = plan.status in WRITABLE
    areas = frozenset(
        area for area in ServiceArea if writable and access.may_write(plan, member, area)
    )
    return Allowed(
        whole=writable and access.may_write(plan, member, None),
        areas=areas,
        leads=leads,
        consent=leads and plan.status is not PlanStatus.CLOSED,
        ticks=plan.status in WORKABLE,
        measured=frozenset(
            area
            for area in (None, *ServiceArea)
            if plan.status in WORKABLE and access.may_write(plan, member, area)
        ),
        stance=leads and plan.status in WORKABLE,
        why_not=_why_not(plan, member),
    )


def _why_not(plan: JointPlan, member: StaffMember) -> str:
    if plan.status is PlanStatus.PAUSED and plan.wake_up_date is not None:
        words = _("The plan is on hold until {date}. Resume it to write in it.")
        return words.format(date=long_date(plan.wake_up_date))
    if plan.status in _LOCKED:
        return _(_LOCKED[plan.status])
    if access.may_write(plan, member, None):
        return ""
    takes_part = any(each.staff_id == member.id for each in plan.participants)
    if takes_part and member.service_area is not None:
        return _("You write in {area} here. The rest you can read.").format(
            area=label(member.service_area)
        )
    return sentence_for(RuleBroken("not-your-plan"))


def primary(plan: JointPlan, may: Allowed, missing: int, today: date) -> Primary:
    """Say the main action of a plan, and why it is locked when it is."""
    verb = _PRIMARY.get(plan.status)
    if verb is None:
        return Primary()
    text, icon = VERBS[verb]
    if not may.leads:
        reason = _("The coordinating case worker or the deputy does this.")
        return Primary(verb, _(text), icon, enabled=False, reason=reason)
    if verb == "send" and missing:
        return Primary(verb, _(text), icon, enabled=False, reason=missing_words(missing))
    if plan.status is PlanStatus.CONSENT_WITHDRAWN and plan.consent_on(today) is None:
        reason = sentence_for(RuleBroken("consent-missing"))
        return Primary(verb, _(text), icon, enabled=False, reason=reason)
    return Primary(verb, _(text), icon)


def more(plan: JointPlan, may: Allowed) -> tuple[tuple[Verb, str], ...]:
    """List the other things that may be done with a plan."""
    if not may.leads:
        return ()
    return tuple((verb, _(VERBS[verb][0])) for verb in _MORE.get(plan.status, ()))


_STEPS: Final[Mapping[Verb, Callable[[Desk, UUID], Changes]]] = {
    "send": reviewing.send_to_review,
    "take_back": reviewing.take_back,
    "revise": reviewing.start_revision,
    "resume": reviewing.resume,
}


def step(desk: Desk, plan: JointPlan, verb: Verb, answer: Answer) -> Callable[[], Changes]:
    """Give the work of a verb, with what was answered where the verb asks."""
    match verb:
        case "pause":
            until = answer.wake_up or desk.clock.today()
            return partial(reviewing.pause, desk, plan.id, answer.words, until)
        case "move_away":
            return partial(reviewing.move_away, desk, plan.id, answer.words)
        case "close":
            return partial(reviewing.close, desk, plan.id, answer.result, answer.words)
        case "activate":
            seen, told = plan.stance, answer.stance
            return partial(go_through, desk, plan.id, seen, told, handed_over=answer.handed_over)
        case _:
            return partial(_STEPS[verb], desk, plan.id)


_SAID: Final[Mapping[Verb, str]] = {
    "send": N_("The plan is sent to review."),
    "take_back": N_("The plan is taken back."),
    "activate": N_(
        "The plan is in force. A signature on paper is registered under History at the citizen."
    ),
    "revise": N_("You write the next version. The approved one stays in force."),
    "resume": N_("The plan is resumed."),
    "pause": N_("The plan is on hold."),
    "move_away": N_("It is registered that the citizen has moved away."),
    "close": N_("The plan is closed."),
}


def said(
    verb: Verb,
    plan: JointPlan,
    staff: Sequence[StaffMember],
    absences: Mapping[UUID, Absence],
) -> str:
    """Say that something was done with a plan, and of one sent to review who has it now.

    For who is away the deputy has it.
    """
    leader = next((each for each in staff if each.id == plan.coordinator), None)
    if verb != "send" or leader is None:
        return _(_SAID[verb])
    leads = _reviewers(plan, leader, staff, absences)
    if len(leads) == 1:
        return _("The plan is sent to review by {name}.").format(name=leads[0].name)
    if not leads:
        return _("The plan is sent, but no team lead can review it yet. Tell your manager.")
    if leader.team:
        return _("The plan is sent to review by the team leads of {team}.").format(team=leader.team)
    return _(_SAID[verb])


def _reviewers(
    plan: JointPlan,
    leader: StaffMember,
    staff: Sequence[StaffMember],
    absences: Mapping[UUID, Absence],
) -> list[StaffMember]:
    """Name who may review the plan and is here; when nobody is, all who may."""
    known = {each.id: each for each in staff}
    found = []
    for each in staff:
        acting = [known[away] for away in left_to(each.id, absences) if away in known]
        if access.review_refusal(plan, leader, each, acting) is None:
            found.append(each)
    return [each for each in found if each.id not in absences] or found
