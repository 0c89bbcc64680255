"""Writing in a joint plan: its parts, and who works on it."""

from dataclasses import dataclass, replace
from operator import is_
from typing import Protocol, Self, TypeVar
from uuid import UUID

from plans import transitions
from plans.content import PlanContent
from plans.errors import RuleBroken
from plans.parts import Goal, Intervention, Participant, ResponsibleKind, Task
from plans.people import StaffMember
from plans.states import IN_FORCE, WORKABLE, WRITABLE, TaskStatus


class HasId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> UUID:
        """Its id."""


Part = TypeVar("Part", bound=HasId)
Whole = TypeVar("Whole", Goal, Intervention)


@dataclass(frozen=True, slots=True)
class WritablePlan(PlanContent):
    """A plan whose parts are put, drawn, ordered and taken out."""

    def written_by(self, member: StaffMember, **fields: object) -> Self:
        """Change content: only while it is written, and the writer becomes an author.

        Raises:
            RuleBroken: ``plan-locked`` when the plan is not being written, ``plan-closed`` when it
                never will be again.
        """
        self.require_open()
        if self.status not in WRITABLE:
            raise RuleBroken("plan-locked", status=self.status)
        authors = self.authors | {member.id}
        return replace(self, authors=authors, **fields)  # type: ignore[arg-type]  # names are ours

    def with_goal(self, member: StaffMember, goal: Goal) -> Self:
        """Put a goal in the place of the one with its id, or last when it is new."""
        old = self.goal(goal.id)
        if old is not None:
            transitions.require(transitions.GOAL, old.lifecycle, goal.lifecycle)
        return self.written_by(member, goals=put(self.goals, goal))

    def without_goal(self, member: StaffMember, goal_id: UUID) -> Self:
        """Take a goal out, with all that is under it."""
        require_there(self.goal(goal_id))
        return self.written_by(member, goals=drop(self.goals, goal_id))

    def with_intervention(
        self,
        member: StaffMember,
        goal_id: UUID,
        intervention: Intervention,
        place: int | None = None,
    ) -> Self:
        """Put an intervention in its place under a goal.

        One that is new there, or drawn from another goal, comes at ``place``, or last.
        """
        old = self.intervention(intervention.id)
        if old is not None:
            transitions.require(transitions.INTERVENTION, old.status, intervention.status)
        require_there(self.goal(goal_id))
        goals = tuple(
            replace(goal, interventions=put(goal.interventions, intervention, place))
            if goal.id == goal_id
            else holding(goal, interventions=drop(goal.interventions, intervention.id))
            for goal in self.goals
        )
        return self.written_by(member, goals=goals)

    def without_intervention(self, member: StaffMember, intervention_id: UUID) -> Self:
        """Take an intervention out, with its tasks."""
        require_there(self.intervention(intervention_id))
        goals = tuple(
            holding(goal, interventions=drop(goal.interventions, intervention_id))
            for goal in self.goals
        )
        return self.written_by(member, goals=goals)

    def with_task(
        self, member: StaffMember, intervention_id: UUID, task: Task, place: int | None = None
    ) -> Self:
        """Put a task in its place under an intervention.

        One that is new there, or drawn from another intervention, comes at ``place``, or last.
        """
        old = self.task(task.id)
        if old is not None:
            transitions.require(transitions.TASK, old.status, task.status)
        return self.written_by(member, goals=self._goals_with_task(intervention_id, task, place))

    def without_task(self, member: StaffMember, task_id: UUID) -> Self:
        """Take a task out."""
        require_there(self.task(task_id))
        goals = tuple(
            holding(
                goal,
                interventions=tuple(
                    holding(each, tasks=drop(each.tasks, task_id)) for each in goal.interventions
                ),
            )
            for goal in self.goals
        )
        return self.written_by(member, goals=goals)

    def with_worked_task(self, intervention_id: UUID, task: Task) -> Self:
        """Move a task's status while the plan is in force, without a new version of the plan.

        With the status go what it waits for and what came of it.

        Raises:
            RuleBroken: ``plan-locked`` or ``plan-closed`` when nothing may move, ``transition`` for
                an illegal step, ``task-content-locked`` when more than that differs: that is
                writing, and makes an author; ``waiting-without-day`` when it waits for ever in a
                plan in force.
        """
        self.require_workable()
        old = self.task(task.id)
        if old is None:
            raise RuleBroken("not-in-plan")
        if replace(old, status=task.status, waiting=task.waiting, result=task.result) != task:
            raise RuleBroken("task-content-locked")
        transitions.require(transitions.TASK, old.status, task.status)
        day = task.waiting.wake_up_date if task.waiting else None
        if self.status in IN_FORCE and task.status is TaskStatus.WAITING and day is None:
            raise RuleBroken("waiting-without-day")
        return replace(self, goals=self._goals_with_task(intervention_id, task))

    def with_given_task(self, member: StaffMember, intervention_id: UUID, task: Task) -> Self:
        """Give somebody a task, also while the plan is in force.

        No version has it yet, so who gives it becomes an author.

        Raises:
            RuleBroken: ``plan-locked`` or ``plan-closed`` when nothing may move,
                ``given-task-empty``, ``given-task-nobody``, ``given-task-no-day``, and
                ``given-task-outside`` for somebody outside, whom a case worker must follow up.
        """
        self.require_workable()
        _require_given(task)
        goals = self._goals_with_task(intervention_id, task)
        return replace(self, goals=goals, authors=self.authors | {member.id})

    def without_given_task(self, member: StaffMember, task: Task) -> Self:
        """Take back a task that was just given: in a plan in force it stays, as cancelled."""
        if self.status in WRITABLE:
            return self.without_task(member, task.id)
        placed = self.placed_task(task.id)
        if placed is None:
            raise RuleBroken("not-in-plan")
        return self.with_worked_task(placed[0].id, replace(task, status=TaskStatus.CANCELLED))

    def with_participant(self, member: StaffMember, participant: Participant) -> Self:
        """Put somebody in the core team; one person stands there once."""
        others = tuple(each for each in self.participants if each.staff_id != participant.staff_id)
        return self.written_by(member, participants=(*others, participant))

    def without_participant(self, member: StaffMember, participant_id: UUID) -> Self:
        """Take somebody out of the core team."""
        require_there(next((each for each in self.participants if each.id == participant_id), None))
        return self.written_by(member, participants=drop(self.participants, participant_id))

    def with_deputy(self, staff_id: UUID | None) -> Self:
        """Let somebody stand in for the coordinating case worker, or nobody.

        Raises:
            RuleBroken: ``plan-closed``, ``deputy-is-coordinator``.
        """
        self.require_open()
        if staff_id == self.coordinator:
            raise RuleBroken("deputy-is-coordinator")
        return replace(self, deputy=staff_id)

    def with_coordinator(self, staff_id: UUID) -> Self:
        """Let another case worker coordinate; the deputy who does so is deputy no more.

        Raises:
            RuleBroken: ``plan-closed``.
        """
        self.require_open()
        deputy = None if self.deputy == staff_id else self.deputy
        return replace(self, coordinator=staff_id, deputy=deputy)

    def require_workable(self) -> None:
        """Refuse what is done to a plan that is neither written nor in force."""
        self.require_open()
        if self.status not in WORKABLE:
            raise RuleBroken("plan-locked", status=self.status)

    def _goals_with_task(
        self, intervention_id: UUID, task: Task, place: int | None = None
    ) -> tuple[Goal, ...]:
        require_there(self.intervention(intervention_id))
        return tuple(
            holding(
                goal,
                interventions=tuple(
                    replace(each, tasks=put(each.tasks, task, place))
                    if each.id == intervention_id
                    else holding(each, tasks=drop(each.tasks, task.id))
                    for each in goal.interventions
                ),
            )
            for goal in self.goals
        )


def put(parts: tuple[Part, ...], part: Part, place: int | None = None) -> tuple[Part, ...]:
    """Put ``part`` where the one with its id stands; a new one at ``place``, or last."""
    if any(each.id == part.id for each in parts):
        return tuple(part if each.id == part.id else each for each in parts)
    before = len(parts) if place is None else place
    return (*parts[:before], part, *parts[before:])


def drop(parts: tuple[Part, ...], part_id: UUID) -> tuple[Part, ...]:
    """Leave out the part with the id."""
    return tuple(each for each in parts if each.id != part_id)


def holding(whole: Whole, **parts: tuple[HasId, ...]) -> Whole:
    """Put lists of parts in what they stand under; it stays the same object if all do.

    So one sees at once what nobody touched: the store neither compares nor writes it.
    """
    held = ((getattr(whole, name), each) for name, each in parts.items())
    if all(len(old) == len(new) and all(map(is_, old, new)) for old, new in held):
        return whole
    return replace(whole, **parts)  # type: ignore[arg-type]  # the names are the part's own


def require_there(part: HasId | None) -> None:
    """Refuse to take out or write under what a colleague has taken out."""
    if part is None:
        raise RuleBroken("not-in-plan")


def _require_given(task: Task) -> None:
    """Refuse a task that nobody could begin: one person, one thing, one day."""
    if not task.title.strip():
        raise RuleBroken("given-task-empty")
    if task.assignee is None:
        raise RuleBroken("given-task-nobody")
    if task.assignee.kind is ResponsibleKind.OUTSIDE:
        raise RuleBroken("given-task-outside")
    if task.due is None:
        raise RuleBroken("given-task-no-day")
