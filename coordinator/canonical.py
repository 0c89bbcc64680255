"""A plan as canonical JSON and back: the same plan always gives the same bytes and hash."""

import hashlib
from datetime import date
from typing import Any, Final

import msgspec

from coordinator.lists import ShownPlan
from plans.parts import Intervention
from plans.plan import JointPlan
from plans.states import PlanStatus

FORMAT: Final = 2
# What happens to a plan is no part of what is approved.
_COURSE: Final = frozenset(
    {"status", "authors", "earlier_authors", "events", "resume_to", "wake_up_date", "withheld"}
)


def canonical_json(plan: JointPlan) -> str:
    """Write the content of a plan as JSON with sorted keys and no spare white space."""
    return msgspec.json.encode(plan_content_as_data(plan), order="sorted").decode()


def sha256_of(content: str | bytes) -> str:
    """Hash a text or a paper, as hexadecimal digits."""
    raw = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()


def fingerprint(sha256: str) -> str:
    """Give as much of a hash as people compare: on the screen and on paper."""
    return sha256[:12]


def plan_content_as_data(plan: JointPlan) -> dict[str, object]:
    """Give the content of a plan as plain data by the names of its fields: what is approved."""
    data: dict[str, object] = msgspec.to_builtins(plan, order="sorted")
    content = {name: value for name, value in data.items() if name not in _COURSE}
    return {"format": FORMAT} | content


def plan_from_canonical(text: str) -> JointPlan:
    """Read back the plan that ``canonical_json`` wrote: its content as approved, no events.

    Raises:
        ValueError: when the text was not written by it.
    """
    data = msgspec.json.decode(text)
    if not isinstance(data, dict):
        raise ValueError("not a plan")  # noqa: TRY004 - the text is wrong, not the call
    if data.pop("format", 1) < FORMAT:
        data = _from_first_format(data)
    return msgspec.convert(data | {"status": PlanStatus.APPROVED.value}, JointPlan)


def _from_first_format(data: dict[str, Any]) -> dict[str, Any]:
    """Name the fields as they are named now."""
    renamed = {"plan": "id", "citizen": "citizen_id"}
    return {renamed.get(name, name): _staff_renamed(value) for name, value in data.items()}


def _staff_renamed(value: object) -> object:
    if isinstance(value, list):
        return [_staff_renamed(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        "staff_id" if name == "staff" else name: _staff_renamed(each)
        for name, each in value.items()
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
    return {
        "service_area": each.service_area.value,
        "title": each.title,
        "legal_basis": each.legal_basis,
        "provider": each.provider,
        "start": _day(each.start),
        "end": _day(each.end),
        "status": each.status.value,
        "tasks": [
            {
                "title": task.title,
                "assignee": task.assignee.name if task.assignee else None,
                "due": _day(task.due),
                "status": task.status.value,
            }
            for task in each.tasks
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
