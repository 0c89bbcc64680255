"""What colleagues did in somebody's plans, in the store in memory."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coordinator.plan_news import PlanNews
from plans.flat import PlanPart, area_of, walk
from plans.plan import JointPlan

if TYPE_CHECKING:
    from tests.fakes import FakeWork

_TOLD = {
    PlanPart.GOAL: "goal",
    PlanPart.INTERVENTION: "intervention",
    PlanPart.TASK: "task",
    PlanPart.CONSENT: "consent",
    PlanPart.PARTICIPANT: "participant",
}


def news_in(work: "FakeWork", mine: Collection[JointPlan], since: datetime) -> list[PlanNews]:
    kept, me = work.now, work.member
    found = []
    for whole in mine:
        looked = kept.looked.get((me.id, whole.citizen_id), since)
        name = kept.citizens[whole.citizen_id].name
        done = [
            each
            for each in _done(work, whole, name)
            if each.at > max(since, looked) and each.by_name != me.name
        ]
        found += _one_line_each(sorted(done, key=lambda each: (each.at, each.part_id.int)))
    return sorted(found, key=lambda each: each.at, reverse=True)


def _done(work: "FakeWork", whole: JointPlan, name: str) -> Iterator[PlanNews]:
    about = {"plan_id": whole.id, "citizen_id": whole.citizen_id, "citizen_name": name}
    plan = work.plans.get(whole.id)
    there = {(each.kind, each.id): each.part for each in walk(plan)}
    areas = {task.id: place.service_area for place in plan.interventions for task in place.tasks}
    for (kind, part_id), wrote in work.plans.written(whole.id).items():
        part: Any = there.get((kind, part_id))
        if kind not in _TOLD or part is None:
            continue
        yield PlanNews(
            kind=_TOLD[kind],
            part_id=part_id,
            by_name=wrote.changed_by,
            at=wrote.changed_at,
            title=getattr(part, "title", ""),
            service_area=areas.get(part_id) or area_of(part),
            **about,
        )
    for event in plan.events:
        yield PlanNews(
            kind=event.kind.value, part_id=event.id, by_name=event.by_name, at=event.at, **about
        )


def _one_line_each(done: Iterable[PlanNews]) -> list[PlanNews]:
    newest: dict[str, PlanNews] = {}
    for each in done:
        before = newest.get(each.by_name)
        newest[each.by_name] = replace(each, more=before.more + 1 if before else 0)
    return list(newest.values())
