"""The states of plans, goals, interventions, tasks, consents and stances, by stored codes."""

from enum import StrEnum


class PlanStatus(StrEnum):
    """Where a joint plan stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    ACTIVE = "active"
    IN_REVISION = "in_revision"
    CLOSED = "closed"
    PAUSED = "paused"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    MOVED_AWAY = "moved_away"


WRITABLE = frozenset({PlanStatus.DRAFT, PlanStatus.IN_REVISION})
IN_FORCE = frozenset({PlanStatus.APPROVED, PlanStatus.ACTIVE})
WORKABLE = WRITABLE | IN_FORCE
# Nothing of such a plan waits on anybody.
STOPPED = frozenset({PlanStatus.CONSENT_WITHDRAWN, PlanStatus.MOVED_AWAY, PlanStatus.CLOSED})
# Nor of one that rests, until its wake-up date.
STILL = STOPPED | {PlanStatus.PAUSED}


class InterventionStatus(StrEnum):
    """Where an intervention stands."""

    PLANNED = "planned"
    RUNNING = "running"
    COMPLETED = "completed"
    STOPPED = "stopped"
    PAUSED = "paused"
    CANCELLED = "cancelled"


# Nothing of such an intervention waits on anybody.
ENDED = frozenset(
    {InterventionStatus.COMPLETED, InterventionStatus.STOPPED, InterventionStatus.CANCELLED}
)


class GoalLifecycle(StrEnum):
    """Where a goal stands."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    REJECTED = "rejected"


class GoalAchievement(StrEnum):
    """How far a goal has come (decisions.md, «State machines»)."""

    IMPROVING = "improving"
    NO_CHANGE = "no_change"
    WORSENING = "worsening"
    ACHIEVED = "achieved"
    SUSTAINING = "sustaining"
    NOT_ACHIEVED = "not_achieved"
    NOT_ATTAINABLE = "not_attainable"


class TaskStatus(StrEnum):
    """Where a task stands."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    COMPLETED = "completed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class CitizenStance(StrEnum):
    """Whether the citizen agrees with the plan."""

    NOT_ASKED = "not_asked"
    AGREES = "agrees"
    DISAGREES = "disagrees"


class ConsentStatus(StrEnum):
    """What a citizen answered when asked to let information be shared."""

    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_ASKED = "not_asked"
