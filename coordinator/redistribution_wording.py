"""Redistributions in words: where each citizen stands, and the note that goes along."""

from collections.abc import Iterator, Mapping
from typing import Final

from coordinator.handover_wording import first_note
from coordinator.i18n import N_, _
from plans.people import Citizen
from plans.plan import JointPlan
from plans.redistributions import MoveState, RedistributionStatus
from plans.states import GoalLifecycle

MOVES: Final[Mapping[MoveState, str]] = {
    MoveState.WAITING: N_("Not offered yet"),
    MoveState.OFFERED: N_("Waits for an answer"),
    MoveState.ACCEPTED: N_("Accepted"),
    MoveState.DECLINED: N_("Declined"),
    MoveState.WITHDRAWN: N_("Withdrawn"),
    MoveState.HINDERED: N_("Could not be offered"),
    MoveState.DROPPED: N_("Taken out"),
}
SETS: Final[Mapping[RedistributionStatus, str]] = {
    RedistributionStatus.RUNNING: N_("Running"),
    RedistributionStatus.PAUSED: N_("Paused"),
    RedistributionStatus.UNDONE: N_("Undone"),
}
SENTENCES: Final[Mapping[str, str]] = {
    "redistribution-empty": N_("Choose at least one citizen."),
    "redistribution-nobody": N_("Choose at least one receiver."),
    "redistribution-no-letters": N_("Every letter is printed already."),
    "redistribution-letters-taken": N_("A colleague printed some of them just now. Refresh."),
    "redistribution-twice": N_("A citizen stands there twice. Choose one receiver."),
    "redistribution-paused": N_("The redistribution is paused. Resume it first."),
    "redistribution-undone": N_("The redistribution is undone. Make a new one."),
    "redistribution-elsewhere": N_("The citizen stands in another redistribution."),
    "redistribution-move-busy": N_("Somebody is asked already. Wait for the answer, or undo."),
    "redistribution-move-unknown": N_("That citizen is not in this redistribution. Refresh."),
}
_MOST_GOALS: Final = 3


def move_label(state: MoveState) -> str:
    """Name where a citizen of a redistribution stands."""
    return _(MOVES[state])


def set_label(status: RedistributionStatus) -> str:
    """Name where a redistribution stands."""
    return _(SETS[status])


def note_of(said: str, citizen: Citizen, plan: JointPlan | None) -> str:
    """Write the note of a hand-over: what the lead says to all, then what the plan says.

    A citizen without a plan and without a word gets a sentence that says so.
    """
    parts = (said.strip(), "\n".join(_goals(plan)) if plan else "", first_note(citizen, plan))
    return "\n".join(part for part in parts if part) or _("There is no joint plan.")


def _goals(plan: JointPlan) -> Iterator[str]:
    active = [
        each
        for each in plan.goals
        if each.lifecycle in (GoalLifecycle.ACTIVE, GoalLifecycle.PROPOSED)
    ]
    for goal in active[:_MOST_GOALS]:
        if goal.title:
            yield _("Goal: {title}").format(title=goal.title)
