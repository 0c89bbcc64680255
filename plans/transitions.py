"""The legal steps from one state to the next, as data."""

from collections.abc import Mapping
from typing import Final, TypeVar

from plans.errors import RuleBroken
from plans.states import GoalLifecycle, InterventionStatus, PlanStatus, TaskStatus

State = TypeVar("State", PlanStatus, InterventionStatus, GoalLifecycle, TaskStatus)

_P: Final = PlanStatus
_LEAVES: Final = frozenset({_P.PAUSED, _P.CONSENT_WITHDRAWN, _P.MOVED_AWAY})
_RETURNS: Final = frozenset({_P.DRAFT, _P.IN_REVIEW, _P.APPROVED, _P.ACTIVE, _P.IN_REVISION})

PLAN: Final[Mapping[PlanStatus, frozenset[PlanStatus]]] = {
    _P.DRAFT: frozenset({_P.IN_REVIEW, _P.CLOSED}) | _LEAVES,
    _P.IN_REVIEW: frozenset({_P.DRAFT, _P.IN_REVISION, _P.APPROVED}) | _LEAVES,
    _P.APPROVED: frozenset({_P.ACTIVE, _P.IN_REVISION, _P.CLOSED}) | _LEAVES,
    _P.ACTIVE: frozenset({_P.IN_REVISION, _P.CLOSED}) | _LEAVES,
    _P.IN_REVISION: frozenset({_P.IN_REVIEW, _P.CLOSED}) | _LEAVES,
    _P.PAUSED: _RETURNS | {_P.CONSENT_WITHDRAWN, _P.MOVED_AWAY, _P.CLOSED},
    _P.CONSENT_WITHDRAWN: frozenset({_P.DRAFT, _P.IN_REVISION, _P.CLOSED}),
    _P.MOVED_AWAY: frozenset({_P.CLOSED}),
    _P.CLOSED: frozenset(),
}

_I: Final = InterventionStatus
INTERVENTION: Final[Mapping[InterventionStatus, frozenset[InterventionStatus]]] = {
    _I.PLANNED: frozenset({_I.RUNNING, _I.CANCELLED}),
    _I.RUNNING: frozenset({_I.COMPLETED, _I.STOPPED, _I.PAUSED}),
    _I.PAUSED: frozenset({_I.RUNNING, _I.STOPPED, _I.CANCELLED}),
    _I.COMPLETED: frozenset({_I.RUNNING}),
    _I.STOPPED: frozenset({_I.RUNNING}),
    _I.CANCELLED: frozenset({_I.PLANNED}),
}

_G: Final = GoalLifecycle
GOAL: Final[Mapping[GoalLifecycle, frozenset[GoalLifecycle]]] = {
    _G.PROPOSED: frozenset({_G.ACTIVE, _G.REJECTED}),
    _G.ACTIVE: frozenset({_G.PAUSED, _G.COMPLETED, _G.REJECTED}),
    _G.PAUSED: frozenset({_G.ACTIVE, _G.COMPLETED, _G.REJECTED}),
    _G.COMPLETED: frozenset({_G.ACTIVE}),
    _G.REJECTED: frozenset({_G.PROPOSED, _G.ACTIVE}),
}

_T: Final = TaskStatus
TASK: Final[Mapping[TaskStatus, frozenset[TaskStatus]]] = {
    _T.REQUESTED: frozenset(
        {_T.ACCEPTED, _T.IN_PROGRESS, _T.WAITING, _T.COMPLETED, _T.DECLINED, _T.CANCELLED}
    ),
    _T.ACCEPTED: frozenset({_T.IN_PROGRESS, _T.WAITING, _T.COMPLETED, _T.CANCELLED}),
    _T.IN_PROGRESS: frozenset({_T.WAITING, _T.COMPLETED, _T.CANCELLED}),
    _T.WAITING: frozenset({_T.ACCEPTED, _T.IN_PROGRESS, _T.COMPLETED, _T.CANCELLED}),
    # Done by mistake is undone; a declined one goes back to the sender, who asks again.
    _T.COMPLETED: frozenset({_T.REQUESTED, _T.ACCEPTED, _T.IN_PROGRESS, _T.WAITING}),
    _T.DECLINED: frozenset({_T.REQUESTED, _T.CANCELLED}),
    _T.CANCELLED: frozenset({_T.REQUESTED}),
}


def require(table: Mapping[State, frozenset[State]], old: State, new: State) -> None:
    """Let a state change from ``old`` to ``new`` or stay.

    Raises:
        RuleBroken: ``transition`` when the table does not have the step.
    """
    if new != old and new not in table[old]:
        raise RuleBroken("transition", old=old, new=new)
