"""Hand-overs in words: kinds, states, the first note, and how many there were."""

from collections.abc import Iterator, Mapping
from typing import Final

from coordinator.danish import long_date, short_date
from coordinator.i18n import N_, _
from plans.handovers import Handover, HandoverKind, HandoverStatus
from plans.people import Citizen
from plans.plan import JointPlan

KINDS: Final[Mapping[HandoverKind, str]] = {
    HandoverKind.LASTING: N_("Lasting change"),
    HandoverKind.TEMPORARY: N_("For a time"),
    HandoverKind.HELP: N_("Help, without a change of case worker"),
    HandoverKind.REQUEST: N_("Request to take over"),
    HandoverKind.REDISTRIBUTION: N_("Redistribution by the team lead"),
    HandoverKind.RETURN: N_("The way back"),
}
STATES: Final[Mapping[HandoverStatus, str]] = {
    HandoverStatus.OFFERED: N_("Offered"),
    HandoverStatus.ACCEPTED: N_("Accepted"),
    HandoverStatus.DECLINED: N_("Declined"),
    HandoverStatus.WITHDRAWN: N_("Withdrawn"),
}


def kind_label(kind: HandoverKind) -> str:
    """Name a kind of hand-over."""
    return _(KINDS[kind])


def state_label(status: HandoverStatus) -> str:
    """Name where a hand-over stands."""
    return _(STATES[status])


def ordinal_words(number: int) -> str:
    """Say the how manieth case worker it is."""
    return _("Case worker number {number} in 12 months").format(number=number)


def until_words(handover: Handover) -> str:
    """Say until when it holds, empty when it is for good."""
    if handover.until is None:
        return ""
    return _("until {day}").format(day=short_date(handover.until))


def first_note(citizen: Citizen, plan: JointPlan | None) -> str:
    """Write what the note begins with: what the plan says of what comes."""
    lines = [_("The address is protected.")] if citizen.protection.active else []
    if plan is not None:
        lines.extend(_said_by(plan))
    return "\n".join(dict.fromkeys(lines))


def _said_by(plan: JointPlan) -> Iterator[str]:
    if plan.follow_up is not None:
        yield _("The next follow-up is on {day}.").format(day=long_date(plan.follow_up))
    for place in plan.interventions:
        for waiting in (place.waiting, *(task.waiting for task in place.tasks)):
            if waiting is not None and waiting.on_whom:
                yield _("We wait for {whom}.").format(whom=waiting.on_whom)
    for contact in plan.contacts:
        if contact.text.strip():
            yield _("Agreed: {what}").format(what=contact.text.strip())
