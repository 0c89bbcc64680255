"""Rows of a plan to its value and back, spelled out field by field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from db.mapping import Fields
from db.tables.base import Row
from db.tables.people import StaffRow
from db.tables.plan import (
    AuthorRow,
    ConsentRow,
    GoalRow,
    InterventionRow,
    OwnWordsRow,
    ParticipantRow,
    PlanEventRow,
    PlanRow,
    TaskRow,
)
from plans.parts import (
    Consent,
    EventKind,
    Goal,
    Intervention,
    OwnWords,
    Participant,
    PlanEvent,
    Responsible,
    ResponsibleKind,
    Task,
)
from plans.people import ServiceArea
from plans.plan import JointPlan
from plans.states import (
    ConsentStatus,
    GoalLifecycle,
    InterventionStatus,
    PlanStatus,
    TaskStatus,
)


@dataclass(frozen=True, slots=True)
class PlanRows:
    """All rows of one plan as they were read."""

    plan: PlanRow
    own_words: OwnWordsRow | None
    goals: Sequence[GoalRow]
    interventions: Sequence[InterventionRow]
    tasks: Sequence[TaskRow]
    participants: Sequence[tuple[ParticipantRow, StaffRow]]
    consents: Sequence[ConsentRow]
    authors: Sequence[AuthorRow]
    events: Sequence[PlanEventRow]

    def all(self) -> Iterator[Row]:
        """Go through every row."""
        yield self.plan
        if self.own_words is not None:
            yield self.own_words
        yield from self.goals
        yield from self.interventions
        yield from self.tasks
        yield from (row for row, _staff in self.participants)
        yield from self.consents
        yield from self.authors
        yield from self.events


def joint_plan(rows: PlanRows) -> JointPlan:
    """Make the value of a plan."""
    row, words = rows.plan, rows.own_words
    return JointPlan(
        id=row.id,
        citizen_id=row.citizen_id,
        coordinator=row.coordinator_id,
        deputy=row.deputy_id,
        status=PlanStatus(row.status),
        version=row.approved_version,
        own_words=OwnWords(words.text, words.said_on) if words else OwnWords(),
        follow_up=row.follow_up,
        goals=_goals(rows),
        participants=tuple(
            Participant(
                id=each.id,
                staff_id=each.staff_id,
                name=staff.name,
                service_area=ServiceArea(staff.service_area) if staff.service_area else None,
                function=each.function,
            )
            for each, staff in rows.participants
        ),
        consents=tuple(_consent(each) for each in rows.consents),
        authors=frozenset(each.staff_id for each in rows.authors),
        events=tuple(
            PlanEvent(
                id=each.id,
                kind=EventKind(each.kind),
                at=each.at,
                by=each.by_id,
                by_name=each.by_name,
                text=each.text,
            )
            for each in rows.events
        ),
        resume_to=PlanStatus(row.resume_to) if row.resume_to else None,
        wake_up_date=row.wake_up_date,
    )


Projection = dict[UUID, tuple[type[Row], Fields]]


def projection(plan: JointPlan) -> Projection:
    """Say which rows a plan is made of, in an order that foreign keys allow."""
    words = plan.own_words
    return {
        plan.id: (PlanRow, _plan_fields(plan)),
        uuid5(plan.id, "own_words"): (
            OwnWordsRow,
            {"plan_id": plan.id, "text": words.text, "said_on": words.said_on},
        ),
        **_goal_rows(plan),
        **_people_rows(plan),
        **{
            event.id: (PlanEventRow, _event_fields(plan.id, place, event))
            for place, event in enumerate(plan.events)
        },
    }


def _goal_rows(plan: JointPlan) -> Projection:
    rows: Projection = {
        goal.id: (GoalRow, _goal_fields(plan.id, place, goal))
        for place, goal in enumerate(plan.goals)
    }
    for goal in plan.goals:
        for place, each in enumerate(goal.interventions):
            rows[each.id] = (InterventionRow, _intervention_fields(plan.id, goal.id, place, each))
    for each in plan.interventions:
        for place, task in enumerate(each.tasks):
            rows[task.id] = (TaskRow, _task_fields(plan.id, each.id, place, task))
    return rows


def _people_rows(plan: JointPlan) -> Projection:
    rows: Projection = {}
    for place, participant in enumerate(plan.participants):
        rows[participant.id] = (ParticipantRow, _participant_fields(plan.id, place, participant))
    for place, consent in enumerate(plan.consents):
        rows[consent.id] = (ConsentRow, _consent_fields(plan.id, place, consent))
    for staff_id in sorted(plan.authors):
        rows[uuid5(plan.id, f"author {staff_id} {plan.version}")] = (
            AuthorRow,
            {"plan_id": plan.id, "staff_id": staff_id, "since_version": plan.version},
        )
    return rows


def _goals(rows: PlanRows) -> tuple[Goal, ...]:
    tasks: dict[UUID, list[Task]] = {}
    for row in rows.tasks:
        tasks.setdefault(row.intervention_id, []).append(_task(row))
    interventions: dict[UUID, list[Intervention]] = {}
    for each in rows.interventions:
        value = _intervention(each, tuple(tasks.get(each.id, ())))
        interventions.setdefault(each.goal_id, []).append(value)
    return tuple(_goal(row, tuple(interventions.get(row.id, ()))) for row in rows.goals)


def _goal(row: GoalRow, interventions: tuple[Intervention, ...]) -> Goal:
    return Goal(
        id=row.id,
        title=row.title,
        measure=row.measure,
        due=row.due,
        owner=_responsible(row.owner_kind, row.owner_name, row.owner_id),
        lifecycle=GoalLifecycle(row.lifecycle),
        interventions=interventions,
    )


def _intervention(row: InterventionRow, tasks: tuple[Task, ...]) -> Intervention:
    return Intervention(
        id=row.id,
        service_area=ServiceArea(row.service_area),
        title=row.title,
        legal_basis=row.legal_basis,
        provider=row.provider,
        start=row.start_date,
        end=row.end_date,
        status=InterventionStatus(row.status),
        tasks=tasks,
    )


def _task(row: TaskRow) -> Task:
    return Task(
        id=row.id,
        title=row.title,
        assignee=_responsible(row.assignee_kind, row.assignee_name, row.assignee_id),
        due=row.due,
        status=TaskStatus(row.status),
    )


def _consent(row: ConsentRow) -> Consent:
    areas = (area for area in row.service_areas.split(",") if area)
    return Consent(
        id=row.id,
        given_on=row.given_on,
        how=row.how,
        service_areas=frozenset(ServiceArea(area) for area in areas),
        status=ConsentStatus(row.status),
        valid_until=row.valid_until,
        note=row.note,
    )


def _responsible(kind: str, name: str, staff_id: UUID | None) -> Responsible | None:
    return Responsible(name, staff_id, ResponsibleKind(kind)) if kind else None


def _plan_fields(plan: JointPlan) -> Fields:
    return {
        "citizen_id": plan.citizen_id,
        "coordinator_id": plan.coordinator,
        "deputy_id": plan.deputy,
        "status": plan.status.value,
        "approved_version": plan.version,
        "follow_up": plan.follow_up,
        "resume_to": plan.resume_to.value if plan.resume_to else None,
        "wake_up_date": plan.wake_up_date,
    }


def _goal_fields(plan_id: UUID, place: int, goal: Goal) -> Fields:
    return {
        "plan_id": plan_id,
        "place": place,
        "title": goal.title,
        "measure": goal.measure,
        "due": goal.due,
        "owner_id": goal.owner.staff_id if goal.owner else None,
        "owner_name": goal.owner.name if goal.owner else "",
        "owner_kind": goal.owner.kind.value if goal.owner else "",
        "lifecycle": goal.lifecycle.value,
    }


def _intervention_fields(
    plan_id: UUID, goal_id: UUID, place: int, intervention: Intervention
) -> Fields:
    return {
        "plan_id": plan_id,
        "goal_id": goal_id,
        "place": place,
        "service_area": intervention.service_area.value,
        "title": intervention.title,
        "legal_basis": intervention.legal_basis,
        "provider": intervention.provider,
        "start_date": intervention.start,
        "end_date": intervention.end,
        "status": intervention.status.value,
    }


def _task_fields(plan_id: UUID, intervention_id: UUID, place: int, task: Task) -> Fields:
    return {
        "plan_id": plan_id,
        "intervention_id": intervention_id,
        "place": place,
        "title": task.title,
        "assignee_id": task.assignee.staff_id if task.assignee else None,
        "assignee_name": task.assignee.name if task.assignee else "",
        "assignee_kind": task.assignee.kind.value if task.assignee else "",
        "due": task.due,
        "status": task.status.value,
    }


def _participant_fields(plan_id: UUID, place: int, participant: Participant) -> Fields:
    return {
        "plan_id": plan_id,
        "staff_id": participant.staff_id,
        "function": participant.function,
        "place": place,
    }


def _consent_fields(plan_id: UUID, place: int, consent: Consent) -> Fields:
    return {
        "plan_id": plan_id,
        "status": consent.status.value,
        "given_on": consent.given_on,
        "how": consent.how,
        "service_areas": ",".join(sorted(area.value for area in consent.service_areas)),
        "valid_until": consent.valid_until,
        "note": consent.note,
        "place": place,
    }


def _event_fields(plan_id: UUID, place: int, event: PlanEvent) -> Fields:
    return {
        "plan_id": plan_id,
        "kind": event.kind.value,
        "at": event.at,
        "by_id": event.by,
        "by_name": event.by_name,
        "text": event.text,
        "place": place,
    }
