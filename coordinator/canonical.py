"""A plan as canonical JSON: the same plan always gives the same bytes and the same hash."""

import hashlib
import json
from datetime import date

from coordinator.lists import ShownPlan
from plans.parts import Goal, Intervention, Responsible, Task
from plans.plan import JointPlan


def canonical_json(plan: JointPlan) -> str:
    """Write the content of a plan as JSON with sorted keys and no spare white space."""
    return json.dumps(
        plan_content_as_data(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def sha256_of(content: str | bytes) -> str:
    """Hash a text or a paper, as hexadecimal digits."""
    raw = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()


def plan_content_as_data(plan: JointPlan) -> dict[str, object]:
    """Give the content of a plan as plain data: what an approval approves."""
    return {
        "plan": str(plan.id),
        "citizen": str(plan.citizen_id),
        "version": plan.version,
        "coordinator": str(plan.coordinator),
        "deputy": str(plan.deputy) if plan.deputy else None,
        "own_words": {"text": plan.own_words.text, "said_on": _day(plan.own_words.said_on)},
        "follow_up": _day(plan.follow_up),
        "goals": [_goal(goal) for goal in plan.goals],
        "participants": [
            {
                "id": str(each.id),
                "staff": str(each.staff_id),
                "name": each.name,
                "service_area": each.service_area,
                "function": each.function,
            }
            for each in plan.participants
        ],
        "consents": [
            {
                "id": str(each.id),
                "status": each.status,
                "given_on": _day(each.given_on),
                "how": each.how,
                "service_areas": sorted(each.service_areas),
                "valid_until": _day(each.valid_until),
                "note": each.note,
            }
            for each in plan.consents
        ],
    }


def plan_as_shown(shown: ShownPlan) -> dict[str, object]:
    """Give a plan as ``plan show --json`` prints it (decisions.md, «Command line»)."""
    plan = shown.plan
    return {
        "citizen": {"name": shown.citizen_name, "cpr": shown.number},
        "status": plan.status.value,
        "version": plan.version,
        "own_words": plan.own_words.text,
        "goals": [
            {
                "title": goal.title,
                "measure": goal.measure,
                "due": _day(goal.due),
                "owner": goal.owner.name if goal.owner else None,
                "interventions": [_shown(each) for each in goal.interventions],
            }
            for goal in plan.goals
        ],
        "participants": [each.name for each in plan.participants],
        "sha256": shown.sha256,
    }


def _shown(each: Intervention) -> dict[str, object]:
    """Give an intervention without ids, people by their names."""
    kept = {name: value for name, value in _intervention(each).items() if name != "id"}
    return kept | {
        "tasks": [
            {
                "title": task.title,
                "assignee": task.assignee.name if task.assignee else None,
                "due": _day(task.due),
                "status": task.status,
            }
            for task in each.tasks
        ]
    }


def _goal(goal: Goal) -> dict[str, object]:
    return {
        "id": str(goal.id),
        "title": goal.title,
        "measure": goal.measure,
        "due": _day(goal.due),
        "owner": _responsible(goal.owner),
        "lifecycle": goal.lifecycle,
        "interventions": [_intervention(each) for each in goal.interventions],
    }


def _intervention(each: Intervention) -> dict[str, object]:
    return {
        "id": str(each.id),
        "service_area": each.service_area,
        "title": each.title,
        "legal_basis": each.legal_basis,
        "provider": each.provider,
        "start": _day(each.start),
        "end": _day(each.end),
        "status": each.status,
        "tasks": [_task(task) for task in each.tasks],
    }


def _task(task: Task) -> dict[str, object]:
    return {
        "id": str(task.id),
        "title": task.title,
        "assignee": _responsible(task.assignee),
        "due": _day(task.due),
        "status": task.status,
    }


def _responsible(person: Responsible | None) -> dict[str, object] | None:
    if person is None:
        return None
    staff = str(person.staff_id) if person.staff_id else None
    return {"name": person.name, "staff": staff, "kind": person.kind}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
