"""The joint plan and what may happen to it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID, uuid4

from plans import transitions
from plans.errors import RuleBroken
from plans.parts import (
    Consent,
    EventKind,
    Goal,
    Intervention,
    OwnWords,
    Participant,
    PlanEvent,
    Task,
)
from plans.people import ServiceArea, StaffMember
from plans.states import ConsentStatus, PlanStatus


class _HasId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> UUID:
        """Its id."""


Part = TypeVar("Part", bound=_HasId)

WRITABLE = frozenset({PlanStatus.DRAFT, PlanStatus.IN_REVISION})
IN_FORCE = frozenset({PlanStatus.APPROVED, PlanStatus.ACTIVE})
WORKABLE = WRITABLE | IN_FORCE
# Nothing of such a plan waits on anybody.
STOPPED = frozenset({PlanStatus.CONSENT_WITHDRAWN, PlanStatus.MOVED_AWAY, PlanStatus.CLOSED})
# What may happen to a plan that rests; all else waits until it is taken up where it was left.
_ENDS_REST = frozenset({EventKind.RESUMED, EventKind.WITHDRAWN, EventKind.MOVED, EventKind.CLOSED})
_NO = frozenset({ConsentStatus.WITHDRAWN, ConsentStatus.DECLINED})


@dataclass(frozen=True, slots=True)
class JointPlan:
    """One citizen's plan as it stood when it was read («samlet plan»).

    ``authors`` are those who changed it since its last approved version; ``version`` is the number
    of that version, 0 before the first. ``resume_to`` is where a paused plan goes back to.
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
    events: tuple[PlanEvent, ...] = ()
    resume_to: PlanStatus | None = None
    wake_up_date: date | None = None

    # -- what it holds -----------------------------------------------------------------------

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """Every intervention, in the order of the goals."""
        return tuple(each for goal in self.goals for each in goal.interventions)

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
        return next((task for task in self.tasks if task.id == task_id), None)

    def consent_on(self, day: date) -> Consent | None:
        """Find the consent that holds on ``day``: the newest answer decides, an older yes never.

        Who takes back or limits what they said last has not thereby said yes to what went before.
        """
        newest = self.newest_answer
        return newest if newest and newest.holds_on(day) else None

    @property
    def newest_answer(self) -> Consent | None:
        """What the citizen said last when asked to let the services share."""
        answers = [each for each in self.consents if each.status is not ConsentStatus.NOT_ASKED]
        # Of two answers of one day the later written is the newer.
        newest = max(enumerate(answers), key=lambda each: (each[1].given_on, each[0]), default=None)
        return newest[1] if newest else None

    def last_event(self, *kinds: EventKind) -> PlanEvent | None:
        """Find the newest event of the given kinds."""
        return next((event for event in reversed(self.events) if event.kind in kinds), None)

    def service_areas(self) -> frozenset[ServiceArea]:
        """The service areas that do something in this plan."""
        return frozenset(each.service_area for each in self.interventions)

    # -- writing it --------------------------------------------------------------------------

    def written_by(self, member: StaffMember, **fields: object) -> "JointPlan":
        """Change content: only while it is written, and the writer becomes an author.

        Raises:
            RuleBroken: ``plan-locked`` when the plan is not being written, ``plan-closed`` when it
                never will be again.
        """
        self._require_open()
        if self.status not in WRITABLE:
            raise RuleBroken("plan-locked", status=self.status)
        authors = self.authors | {member.id}
        return replace(self, authors=authors, **fields)  # type: ignore[arg-type]  # names are ours

    def with_goal(self, member: StaffMember, goal: Goal) -> "JointPlan":
        """Put a goal in the place of the one with its id, or last when it is new."""
        old = self.goal(goal.id)
        if old is not None:
            transitions.require(transitions.GOAL, old.lifecycle, goal.lifecycle)
        return self.written_by(member, goals=_put(self.goals, goal))

    def without_goal(self, member: StaffMember, goal_id: UUID) -> "JointPlan":
        """Take a goal out, with all that is under it."""
        _require_there(self.goal(goal_id))
        return self.written_by(member, goals=_drop(self.goals, goal_id))

    def with_goals_in_order(self, member: StaffMember, order: tuple[UUID, ...]) -> "JointPlan":
        """Put the goals in the given order; who changes nothing by that is no author."""
        places = {goal_id: place for place, goal_id in enumerate(order)}
        goals = tuple(sorted(self.goals, key=lambda goal: places.get(goal.id, len(places))))
        written = self.written_by(member, goals=goals)
        return self if goals == self.goals else written

    def with_intervention(
        self,
        member: StaffMember,
        goal_id: UUID,
        intervention: Intervention,
        place: int | None = None,
    ) -> "JointPlan":
        """Put an intervention in its place under a goal.

        One that is new there, or drawn from another goal, comes at ``place``, or last.
        """
        old = self.intervention(intervention.id)
        if old is not None:
            transitions.require(transitions.INTERVENTION, old.status, intervention.status)
        _require_there(self.goal(goal_id))
        goals = tuple(
            replace(goal, interventions=_put(goal.interventions, intervention, place))
            if goal.id == goal_id
            else replace(goal, interventions=_drop(goal.interventions, intervention.id))
            for goal in self.goals
        )
        return self.written_by(member, goals=goals)

    def without_intervention(self, member: StaffMember, intervention_id: UUID) -> "JointPlan":
        """Take an intervention out, with its tasks."""
        _require_there(self.intervention(intervention_id))
        goals = tuple(
            replace(goal, interventions=_drop(goal.interventions, intervention_id))
            for goal in self.goals
        )
        return self.written_by(member, goals=goals)

    def with_task(
        self, member: StaffMember, intervention_id: UUID, task: Task, place: int | None = None
    ) -> "JointPlan":
        """Put a task in its place under an intervention.

        One that is new there, or drawn from another intervention, comes at ``place``, or last.
        """
        old = self.task(task.id)
        if old is not None:
            transitions.require(transitions.TASK, old.status, task.status)
        return self.written_by(member, goals=self._goals_with_task(intervention_id, task, place))

    def without_task(self, member: StaffMember, task_id: UUID) -> "JointPlan":
        """Take a task out."""
        _require_there(self.task(task_id))
        goals = tuple(
            replace(
                goal,
                interventions=tuple(
                    replace(each, tasks=_drop(each.tasks, task_id)) for each in goal.interventions
                ),
            )
            for goal in self.goals
        )
        return self.written_by(member, goals=goals)

    def with_worked_task(self, intervention_id: UUID, task: Task) -> "JointPlan":
        """Move a task's status while the plan is in force, without a new version of the plan.

        Raises:
            RuleBroken: ``plan-locked`` or ``plan-closed`` when nothing may move, ``transition`` for
                an illegal step, ``task-content-locked`` when more than the status differs: that is
                writing, and makes an author.
        """
        self._require_open()
        if self.status not in WORKABLE:
            raise RuleBroken("plan-locked", status=self.status)
        old = self.task(task.id)
        if old is None:
            raise RuleBroken("not-in-plan")
        if replace(old, status=task.status) != task:
            raise RuleBroken("task-content-locked")
        transitions.require(transitions.TASK, old.status, task.status)
        return replace(self, goals=self._goals_with_task(intervention_id, task))

    def with_participant(self, member: StaffMember, participant: Participant) -> "JointPlan":
        """Put somebody in the core team; one person stands there once."""
        others = tuple(each for each in self.participants if each.staff_id != participant.staff_id)
        return self.written_by(member, participants=(*others, participant))

    def without_participant(self, member: StaffMember, participant_id: UUID) -> "JointPlan":
        """Take somebody out of the core team."""
        _require_there(
            next((each for each in self.participants if each.id == participant_id), None)
        )
        return self.written_by(member, participants=_drop(self.participants, participant_id))

    def with_deputy(self, staff_id: UUID | None) -> "JointPlan":
        """Let somebody stand in for the coordinating case worker, or nobody.

        Raises:
            RuleBroken: ``plan-closed``, ``deputy-is-coordinator``.
        """
        self._require_open()
        if staff_id == self.coordinator:
            raise RuleBroken("deputy-is-coordinator")
        return replace(self, deputy=staff_id)

    def with_coordinator(self, staff_id: UUID) -> "JointPlan":
        """Let another case worker coordinate; the deputy who does so is deputy no more.

        Raises:
            RuleBroken: ``plan-closed``.
        """
        self._require_open()
        deputy = None if self.deputy == staff_id else self.deputy
        return replace(self, coordinator=staff_id, deputy=deputy)

    def with_consent(self, member: StaffMember, consent: Consent, at: datetime) -> "JointPlan":
        """Register a consent or a new state of one; possible in every state but closed.

        The plan rests on it, so who registers it is an author. When the citizen takes back what was
        said last, the plan stops at once (domain.md § 7.1).

        Raises:
            RuleBroken: ``plan-closed``.
        """
        self._require_open()
        authors = self.authors | {member.id}
        plan = replace(self, consents=_put(self.consents, consent), authors=authors)
        said_yes = _says(self.newest_answer, frozenset({ConsentStatus.GIVEN}))
        if said_yes and _says(plan.newest_answer, _NO) and self.status not in STOPPED:
            return plan.moved(PlanStatus.CONSENT_WITHDRAWN, EventKind.WITHDRAWN, member, at)
        return plan

    # -- its course --------------------------------------------------------------------------

    def moved(
        self, status: PlanStatus, kind: EventKind, by: StaffMember, at: datetime, text: str = ""
    ) -> "JointPlan":
        """Take a legal step and keep who took it, when, and with what words.

        Raises:
            RuleBroken: ``transition`` for an illegal step, for one to where the plan stands, and
                for one around review: a resting plan is first taken up where it was left.
        """
        rests = self.status is PlanStatus.PAUSED
        if status is self.status or (rests and kind not in _ENDS_REST):
            raise RuleBroken("transition", old=self.status, new=status)
        transitions.require(transitions.PLAN, self.status, status)
        event = PlanEvent(uuid4(), kind, at, by.id, by.name, text)
        events = (*self.events, event)
        return replace(self, status=status, events=events, resume_to=None, wake_up_date=None)

    def sent_to_review(self, by: StaffMember, at: datetime) -> "JointPlan":
        """Send the plan to a team lead; what is missing is checked by ``plans.readiness``."""
        return self.moved(PlanStatus.IN_REVIEW, EventKind.SENT, by, at)

    def taken_back(self, by: StaffMember, at: datetime) -> "JointPlan":
        """Take it back from review to write on."""
        return self._back_to_writing(EventKind.TAKEN_BACK, by, at, "")

    def returned(self, by: StaffMember, at: datetime, remark: str) -> "JointPlan":
        """Return it from review with a remark.

        Raises:
            RuleBroken: ``remark-missing`` when no word says what is to be done.
        """
        if not remark.strip():
            raise RuleBroken("remark-missing")
        return self._back_to_writing(EventKind.RETURNED, by, at, remark.strip())

    def approved(self, by: StaffMember, at: datetime) -> "JointPlan":
        """Approve it: the next version, with no authors yet.

        Raises:
            RuleBroken: ``own-plan`` when the one who approves has changed it.
        """
        if by.id in self.authors or by.id == self.coordinator:
            raise RuleBroken("own-plan")
        plan = self.moved(PlanStatus.APPROVED, EventKind.APPROVED, by, at)
        return replace(plan, version=self.version + 1, authors=frozenset())

    def activated(self, by: StaffMember, at: datetime) -> "JointPlan":
        """Register that it was gone through with the citizen and handed over."""
        return self.moved(PlanStatus.ACTIVE, EventKind.ACTIVATED, by, at)

    def in_revision(self, by: StaffMember, at: datetime) -> "JointPlan":
        """Start to write the next version; the approved one stays in force.

        Raises:
            RuleBroken: ``transition`` when none is in force.
        """
        if self.status not in IN_FORCE:
            raise RuleBroken("transition", old=self.status, new=PlanStatus.IN_REVISION)
        return self.moved(PlanStatus.IN_REVISION, EventKind.REVISION, by, at)

    def paused(self, by: StaffMember, at: datetime, reason: str, wake_up_date: date) -> "JointPlan":
        """Let it rest until a day, for a reason.

        Raises:
            RuleBroken: ``reason-missing``.
        """
        if not reason.strip():
            raise RuleBroken("reason-missing")
        plan = self.moved(PlanStatus.PAUSED, EventKind.PAUSED, by, at, reason.strip())
        return replace(plan, resume_to=self.status, wake_up_date=wake_up_date)

    def resumed(self, by: StaffMember, at: datetime) -> "JointPlan":
        """Take it up where it was left.

        Raises:
            RuleBroken: ``transition`` when it does not rest.
        """
        if self.resume_to is None:
            raise RuleBroken("transition", old=self.status, new=self.status)
        return self.moved(self.resume_to, EventKind.RESUMED, by, at)

    def consented_again(self, by: StaffMember, at: datetime, today: date) -> "JointPlan":
        """Write on after a withdrawn consent, now that a new one holds; review comes again.

        Raises:
            RuleBroken: ``transition`` when no consent was withdrawn, ``consent-missing``.
        """
        target = PlanStatus.IN_REVISION if self.version else PlanStatus.DRAFT
        if self.status is not PlanStatus.CONSENT_WITHDRAWN:
            raise RuleBroken("transition", old=self.status, new=target)
        if self.consent_on(today) is None:
            raise RuleBroken("consent-missing")
        return self.moved(target, EventKind.RESUMED, by, at)

    def moved_away(self, by: StaffMember, at: datetime, note: str) -> "JointPlan":
        """Register that the citizen has moved to another municipality, and since when or where.

        Raises:
            RuleBroken: ``reason-missing``.
        """
        if not note.strip():
            raise RuleBroken("reason-missing")
        return self.moved(PlanStatus.MOVED_AWAY, EventKind.MOVED, by, at, note.strip())

    def closed(self, by: StaffMember, at: datetime, reason: str) -> "JointPlan":
        """End it for good, for a reason.

        Raises:
            RuleBroken: ``reason-missing``.
        """
        if not reason.strip():
            raise RuleBroken("reason-missing")
        return self.moved(PlanStatus.CLOSED, EventKind.CLOSED, by, at, reason.strip())

    def _require_open(self) -> None:
        if self.status is PlanStatus.CLOSED:
            raise RuleBroken("plan-closed")

    def _back_to_writing(
        self, kind: EventKind, by: StaffMember, at: datetime, text: str
    ) -> "JointPlan":
        if self.status is not PlanStatus.IN_REVIEW:
            raise RuleBroken("transition", old=self.status, new=PlanStatus.DRAFT)
        target = PlanStatus.IN_REVISION if self.version else PlanStatus.DRAFT
        return self.moved(target, kind, by, at, text)

    def _goals_with_task(
        self, intervention_id: UUID, task: Task, place: int | None = None
    ) -> tuple[Goal, ...]:
        _require_there(self.intervention(intervention_id))
        return tuple(
            replace(
                goal,
                interventions=tuple(
                    replace(each, tasks=_put(each.tasks, task, place))
                    if each.id == intervention_id
                    else replace(each, tasks=_drop(each.tasks, task.id))
                    for each in goal.interventions
                ),
            )
            for goal in self.goals
        )


def _put(parts: tuple[Part, ...], part: Part, place: int | None = None) -> tuple[Part, ...]:
    """Put ``part`` where the one with its id stands; a new one at ``place``, or last."""
    if any(each.id == part.id for each in parts):
        return tuple(part if each.id == part.id else each for each in parts)
    before = len(parts) if place is None else place
    return (*parts[:before], part, *parts[before:])


def _drop(parts: tuple[Part, ...], part_id: UUID) -> tuple[Part, ...]:
    """Leave out the part with the id."""
    return tuple(each for each in parts if each.id != part_id)


def _require_there(part: _HasId | None) -> None:
    """Refuse to take out or write under what a colleague has taken out."""
    if part is None:
        raise RuleBroken("not-in-plan")


def _says(answer: Consent | None, wanted: frozenset[ConsentStatus]) -> bool:
    return answer is not None and answer.status in wanted
