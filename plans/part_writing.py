"""Writing in the parts that stand beside a plan's goals, in its sub-goals, and in any order."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from plans import transitions
from plans.errors import RuleBroken
from plans.flat import KIND_OF, LISTS, PlanPart, lay_flat, put_together
from plans.parts import (
    Challenge,
    ContactAgreement,
    Measurement,
    Stance,
    Statement,
    SubGoal,
    Task,
    Waiting,
)
from plans.people import StaffMember
from plans.states import IN_FORCE, WRITABLE
from plans.writing import WritablePlan, drop, holding, put, require_there

PlainPart = Statement | Challenge | ContactAgreement | Measurement
"""Parts that stand in the plan itself and have no rules beyond their own."""


@dataclass(frozen=True, slots=True)
class PartWritablePlan(WritablePlan):
    """A plan whose every kind of part can be written."""

    def with_part(self, member: StaffMember, part: PlainPart, place: int | None = None) -> Self:
        """Put a statement, challenge, contact agreement or measurement in its place.

        One that is new comes at ``place``, or last. What was measured may be put while the plan is
        in force, without a new version of the plan.
        """
        name = LISTS[KIND_OF[type(part)]]
        parts = put(getattr(self, name), part, place)
        if isinstance(part, Measurement) and self.status not in WRITABLE:
            self.require_workable()
            return replace(self, measurements=parts)
        return self.written_by(member, **{name: parts})

    def without_part(self, member: StaffMember, kind: PlanPart, part_id: UUID) -> Self:
        """Take out a part of such a kind."""
        name = LISTS[kind]
        parts: tuple[PlainPart, ...] = getattr(self, name)
        require_there(next((each for each in parts if each.id == part_id), None))
        return self.written_by(member, **{name: drop(parts, part_id)})

    def with_stance(self, member: StaffMember, stance: Stance) -> Self:
        """Keep whether the citizen agrees; while the plan is in force that is no new version."""
        if self.status in WRITABLE:
            return self.written_by(member, stance=stance)
        self.require_workable()
        return replace(self, stance=stance)

    def with_waiting(self, part_id: UUID, waiting: Waiting | None) -> Self:
        """Say what an intervention or a task waits for now; in force that is no new version.

        Raises:
            RuleBroken: ``plan-locked`` or ``plan-closed``, ``not-in-plan``,
                ``waiting-without-day`` when it waits for ever in a plan in force.
        """
        placed = self.placed_task(part_id)
        if placed is not None:
            place, task = placed
            worked = replace(task, waiting=waiting).in_step_with_waiting()
            return self.with_worked_task(place.id, worked)
        self.require_workable()
        require_there(self.intervention(part_id))
        if self.status in IN_FORCE and waiting is not None and waiting.wake_up_date is None:
            raise RuleBroken("waiting-without-day")
        goals = tuple(
            replace(
                goal,
                interventions=tuple(
                    replace(each, waiting=waiting) if each.id == part_id else each
                    for each in goal.interventions
                ),
            )
            for goal in self.goals
        )
        return replace(self, goals=goals)

    def with_passed_task(self, intervention_id: UUID, task: Task) -> Self:
        """Let somebody else do a task, also while the plan is in force: that makes no author.

        Raises:
            RuleBroken: ``plan-locked`` or ``plan-closed`` when nothing may move, ``not-in-plan``,
                ``task-over`` when nothing is left to do, ``task-content-locked`` when more differs
                than who does it, how it stands and what it waits for.
        """
        self.require_workable()
        old = self.task(task.id)
        if old is None:
            raise RuleBroken("not-in-plan")
        if old.is_done:
            raise RuleBroken("task-over")
        passed = replace(
            old,
            assignee=task.assignee,
            follower=task.follower,
            status=task.status,
            waiting=task.waiting,
        )
        if passed != task:
            raise RuleBroken("task-content-locked")
        return replace(self, goals=self._goals_with_task(intervention_id, task))

    def with_sub_goal(
        self, member: StaffMember, goal_id: UUID, step: SubGoal, place: int | None = None
    ) -> Self:
        """Put a sub-goal in its place under a goal; a new one at ``place``, or last."""
        require_there(self.goal(goal_id))
        old = next((each for each in self.sub_goals if each.id == step.id), None)
        if old is not None:
            transitions.require(transitions.GOAL, old.lifecycle, step.lifecycle)
        goals = tuple(
            replace(goal, sub_goals=put(goal.sub_goals, step, place))
            if goal.id == goal_id
            else holding(goal, sub_goals=drop(goal.sub_goals, step.id))
            for goal in self.goals
        )
        return self.written_by(member, goals=goals)

    def without_sub_goal(self, member: StaffMember, step_id: UUID) -> Self:
        """Take a sub-goal out."""
        require_there(next((each for each in self.sub_goals if each.id == step_id), None))
        goals = tuple(holding(goal, sub_goals=drop(goal.sub_goals, step_id)) for goal in self.goals)
        return self.written_by(member, goals=goals)

    def with_parts_in_order(
        self, member: StaffMember, kind: PlanPart, under: UUID, order: tuple[UUID, ...]
    ) -> Self:
        """Put the parts of a kind in an order; who changes nothing by that is no author.

        ``under`` is the plan for what stands in it, else the goal or intervention. Parts that the
        order does not name come after, as they stand.
        """
        places = {part_id: place for place, part_id in enumerate(order)}
        laid = sorted(
            lay_flat(self),
            key=lambda each: (
                places.get(each.id, len(places))
                if each.kind is kind and (each.under or self.id) == under
                else 0
            ),
        )
        ordered = put_together(self, laid)
        written = self.written_by(member)
        return self if ordered == self else replace(ordered, authors=written.authors)
