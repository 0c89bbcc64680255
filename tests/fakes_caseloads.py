"""What hangs on members of staff in the store in memory."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.caseloads import Acquaintance, HeldKind, HeldThing, Load
from plans.caseload_plan import Relation
from plans.parts import ResponsibleKind, Task
from plans.plan import JointPlan
from plans.staff_tasks import hangs_on
from plans.states import GoalLifecycle, PlanStatus, TaskStatus

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept

_OVER = {TaskStatus.COMPLETED, TaskStatus.DECLINED, TaskStatus.CANCELLED}
_GOALS = {GoalLifecycle.PROPOSED, GoalLifecycle.ACTIVE, GoalLifecycle.PAUSED}


class FakeCaseloads:
    def __init__(self, work: "FakeWork", plans_in: "Callable[[Kept], list[JointPlan]]") -> None:
        self._work = work
        self._plans_in = plans_in

    def loads(self, people: Collection[UUID], today: date, stuck_by: date) -> Mapping[UUID, Load]:
        return {each: self._load(each, today, stuck_by) for each in people}

    def held(self, staff_id: UUID, today: date) -> tuple[HeldThing, ...]:
        things = [*self._cases(staff_id, today), *self._in_plans(staff_id, today)]
        order = list(HeldKind)
        return tuple(
            sorted(
                things,
                key=lambda each: (
                    each.citizen_name,
                    each.citizen_id,
                    order.index(each.kind),
                    each.by or date.max,
                ),
            )
        )

    def unseen_tasks(self, staff_id: UUID, today: date) -> Mapping[str, int]:
        unseen: Counter[str] = Counter()
        for plan in self._at_work():
            shown = {task.id for task in self._work.plans.get(plan.id).tasks}
            name = self._work.now.staff[plan.coordinator].name
            unseen[name] += sum(
                task.id not in shown for task in plan.tasks if _is_of(task, staff_id)
            )
        return {name: number for name, number in unseen.items() if number}

    def acquainted(
        self, citizens: Collection[UUID], since: datetime
    ) -> Mapping[UUID, Acquaintance]:
        return {each: self._acquainted(each, since) for each in citizens}

    def _acquainted(self, citizen_id: UUID, since: datetime) -> Acquaintance:
        known: list[tuple[UUID, Relation]] = []
        for plan in self._at_work():
            if plan.citizen_id == citizen_id:
                known += [(plan.deputy, Relation.DEPUTY)] if plan.deputy else []
                known.append((plan.coordinator, Relation.CORE_TEAM))
                known += [(each.staff_id, Relation.CORE_TEAM) for each in plan.participants]
        changes = self._work.handovers.changes(citizen_id, since)
        known += [(each.giver, Relation.EARLIER) for each in changes]
        citizen = self._work.now.citizens[citizen_id]
        return Acquaintance(
            tuple(dict.fromkeys(known)),
            "" if citizen.protection.active else str(citizen.district),
            citizen.protection.active,
            changes[-1].at if changes else None,
        )

    def _at_work(self) -> list[JointPlan]:
        plans = self._plans_in(self._work.now)
        return [each for each in plans if each.status is not PlanStatus.CLOSED]

    def _load(self, who: UUID, today: date, stuck_by: date) -> Load:
        coordinated = [each for each in self._at_work() if each.coordinator == who]
        met = {each.citizen_id for each in coordinated}
        met |= {each.citizen_id for each in self._cases(who, today)}
        tasks = [task for plan in self._at_work() for task in plan.tasks if _is_of(task, who)]
        between = [each.task for each in self._work.now.staff_tasks.values()]
        days = [task.due for task in tasks]
        days += [task.wish.due for task in between if hangs_on(task, who)]
        late = sum(day is not None and day < today for day in days)
        stuck = sum(day is not None and day <= stuck_by for day in days)
        return Load(len(met), len(coordinated), len(days), late, stuck)

    def _name(self, citizen_id: UUID) -> str:
        return self._work.now.citizens[citizen_id].name

    def _cases(self, who: UUID, today: date) -> Iterator[HeldThing]:
        for case in self._work.now.cases.values():
            mine = case.caseworker is not None and case.caseworker.id == who
            if mine and (case.end is None or case.end >= today):
                name, area = self._name(case.citizen_id), case.service_area
                yield HeldThing(HeldKind.CASE, case.citizen_id, name, case.title, case.end, area)

    def _in_plans(self, who: UUID, today: date) -> Iterator[HeldThing]:
        for whole in self._at_work():
            about = (whole.citizen_id, self._name(whole.citizen_id))
            plan = self._work.plans.get(whole.id)
            if who in (plan.coordinator, plan.deputy):
                mine = plan.coordinator == who
                consent = plan.consent_on(today)
                yield HeldThing(
                    HeldKind.PLAN if mine else HeldKind.DEPUTY,
                    *about,
                    by=plan.follow_up,
                    plan_id=plan.id,
                    status=plan.status.value,
                    consent_ends=consent.valid_until if consent and mine else None,
                )
            for goal in plan.goals:
                if goal.owner and goal.owner.staff_id == who and goal.lifecycle in _GOALS:
                    yield HeldThing(
                        HeldKind.GOAL, *about, title=goal.title, by=goal.due, plan_id=plan.id
                    )
            for each in plan.participants:
                if each.staff_id == who:
                    yield HeldThing(
                        HeldKind.CORE_TEAM, *about, title=each.function, plan_id=plan.id
                    )
            for place in plan.interventions:
                for task in place.tasks:
                    kind = _kind(task, who)
                    if kind is not None:
                        yield HeldThing(
                            kind,
                            *about,
                            title=task.title,
                            by=task.due,
                            service_area=place.service_area,
                            plan_id=plan.id,
                            status=task.status.value,
                        )


def _is_of(task: Task, who: UUID) -> bool:
    return task.assignee is not None and task.assignee.staff_id == who and task.status not in _OVER


def _kind(task: Task, who: UUID) -> HeldKind | None:
    if _is_of(task, who):
        return HeldKind.TASK
    outside = task.assignee is None or task.assignee.kind is not ResponsibleKind.STAFF
    followed = task.follower is not None and task.follower.staff_id == who
    return HeldKind.FOLLOWED_TASK if followed and outside and task.status not in _OVER else None
