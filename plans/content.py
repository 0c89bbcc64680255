"""What a joint plan holds, and what is read off it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from plans.errors import RuleBroken
from plans.parts import (
    Challenge,
    Consent,
    ContactAgreement,
    EventKind,
    Goal,
    Intervention,
    Measurement,
    OwnWords,
    Participant,
    PlanEvent,
    Stance,
    Statement,
    SubGoal,
    Task,
)
from plans.people import ServiceArea
from plans.states import ConsentStatus, PlanStatus


@dataclass(frozen=True, slots=True)
class PlanContent:
    """All that is known of a plan; ``plans.plan.JointPlan`` adds what may happen to it.

    ``authors`` are those who changed it since its last approved version, ``earlier_authors`` those
    who did while that or one before it was written; ``version`` is its number, 0 before the first.
    ``resume_to`` is where a paused plan goes back to.
    """

    id: UUID
    citizen_id: UUID
    coordinator: UUID
    deputy: UUID | None = None
    status: PlanStatus = PlanStatus.DRAFT
    version: int = 0
    own_words: OwnWords = OwnWords()
    follow_up: date | None = None
    goals: tuple[Goal, ...] = ()
    participants: tuple[Participant, ...] = ()
    consents: tuple[Consent, ...] = ()
    authors: frozenset[UUID] = frozenset()
    earlier_authors: frozenset[UUID] = frozenset()
    events: tuple[PlanEvent, ...] = ()
    resume_to: PlanStatus | None = None
    wake_up_date: date | None = None
    stance: Stance = field(default_factory=Stance)
    statements: tuple[Statement, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    contacts: tuple[ContactAgreement, ...] = ()
    measurements: tuple[Measurement, ...] = ()

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """Every intervention, in the order of the goals."""
        return tuple(each for goal in self.goals for each in goal.interventions)

    @property
    def sub_goals(self) -> tuple[SubGoal, ...]:
        """Every sub-goal, in the order of the goals."""
        return tuple(each for goal in self.goals for each in goal.sub_goals)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task, in the order of the interventions."""
        return tuple(task for each in self.interventions for task in each.tasks)

    def goal(self, goal_id: UUID) -> Goal | None:
        """Find a goal."""
        return next((goal for goal in self.goals if goal.id == goal_id), None)

    def intervention(self, intervention_id: UUID) -> Intervention | None:
        """Find an intervention."""
        return next((each for each in self.interventions if each.id == intervention_id), None)

    def task(self, task_id: UUID) -> Task | None:
        """Find a task."""
        placed = self.placed_task(task_id)
        return placed[1] if placed else None

    def placed_task(self, task_id: UUID | None) -> tuple[Intervention, Task] | None:
        """Find a task together with the intervention that it stands in."""
        for place in self.interventions:
            for task in place.tasks:
                if task.id == task_id:
                    return place, task
        return None

    def under_heading(self, heading: str) -> tuple[Statement, ...]:
        """Give what is written under a heading of text, by the heading's code."""
        return tuple(each for each in self.statements if each.heading == heading)

    def consent_on(self, day: date) -> Consent | None:
        """Find the consent that holds on ``day``: the newest answer decides, an older yes never.

        Who takes back or limits what they said last has not thereby said yes to what went before.
        """
        return consent_on(self.consents, day)

    @property
    def newest_answer(self) -> Consent | None:
        """What the citizen said last when asked to let the services share."""
        return _newest_answer(self.consents)

    def last_event(self, *kinds: EventKind) -> PlanEvent | None:
        """Find the newest event of the given kinds."""
        return next((event for event in reversed(self.events) if event.kind in kinds), None)

    def service_areas(self) -> frozenset[ServiceArea]:
        """The service areas that do something in this plan."""
        return frozenset(each.service_area for each in self.interventions)

    def require_open(self) -> None:
        """Refuse what nobody does to a closed plan.

        Raises:
            RuleBroken: ``plan-closed``.
        """
        if self.status is PlanStatus.CLOSED:
            raise RuleBroken("plan-closed")


def consent_on(consents: Iterable[Consent], day: date) -> Consent | None:
    """Find the consent that holds on ``day``: the newest answer decides, an older yes never."""
    newest = _newest_answer(consents)
    return newest if newest and newest.holds_on(day) else None


def _newest_answer(consents: Iterable[Consent]) -> Consent | None:
    answers = [each for each in consents if each.status is not ConsentStatus.NOT_ASKED]
    # Of two answers of one day the later written is the newer.
    newest = max(enumerate(answers), key=lambda each: (each[1].given_on, each[0]), default=None)
    return newest[1] if newest else None
