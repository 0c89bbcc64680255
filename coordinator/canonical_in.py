"""An approved plan read back from its canonical JSON, as it stood when it was approved."""

import json
from datetime import date
from typing import cast
from uuid import UUID

from plans.parts import (
    Consent,
    Goal,
    Intervention,
    OwnWords,
    Participant,
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

_Data = dict[str, object]


def plan_from_canonical(text: str) -> JointPlan:
    """Read the plan that ``coordinator.canonical.canonical_json`` wrote: its content, no events.

    Raises:
        ValueError, KeyError: when the text was not written by it.
    """
    data = cast("_Data", json.loads(text))
    words = cast("_Data", data["own_words"])
    return JointPlan(
        id=_id(data["plan"]),
        citizen_id=_id(data["citizen"]),
        coordinator=_id(data["coordinator"]),
        deputy=_id(data["deputy"]) if data["deputy"] else None,
        status=PlanStatus.APPROVED,
        version=int(str(data["version"])),
        own_words=OwnWords(str(words["text"]), _day(words["said_on"])),
        follow_up=_day(data["follow_up"]),
        goals=tuple(_goal(each) for each in _list(data["goals"])),
        participants=tuple(_participant(each) for each in _list(data["participants"])),
        consents=tuple(_consent(each) for each in _list(data["consents"])),
    )


def _goal(data: _Data) -> Goal:
    return Goal(
        id=_id(data["id"]),
        title=str(data["title"]),
        measure=str(data["measure"]),
        due=_day(data["due"]),
        owner=_responsible(data["owner"]),
        lifecycle=GoalLifecycle(str(data["lifecycle"])),
        interventions=tuple(_intervention(each) for each in _list(data["interventions"])),
    )


def _intervention(data: _Data) -> Intervention:
    return Intervention(
        id=_id(data["id"]),
        service_area=ServiceArea(str(data["service_area"])),
        title=str(data["title"]),
        legal_basis=str(data["legal_basis"]),
        provider=str(data["provider"]),
        start=_day(data["start"]),
        end=_day(data["end"]),
        status=InterventionStatus(str(data["status"])),
        tasks=tuple(_task(each) for each in _list(data["tasks"])),
    )


def _task(data: _Data) -> Task:
    return Task(
        id=_id(data["id"]),
        title=str(data["title"]),
        assignee=_responsible(data["assignee"]),
        due=_day(data["due"]),
        status=TaskStatus(str(data["status"])),
    )


def _participant(data: _Data) -> Participant:
    area = data["service_area"]
    return Participant(
        id=_id(data["id"]),
        staff_id=_id(data["staff"]),
        name=str(data["name"]),
        service_area=ServiceArea(str(area)) if area else None,
        function=str(data["function"]),
    )


def _consent(data: _Data) -> Consent:
    areas = cast("list[str]", data["service_areas"])
    return Consent(
        id=_id(data["id"]),
        given_on=date.fromisoformat(str(data["given_on"])),
        how=str(data["how"]),
        service_areas=frozenset(ServiceArea(area) for area in areas),
        status=ConsentStatus(str(data["status"])),
        valid_until=_day(data["valid_until"]),
        note=str(data["note"]),
    )


def _responsible(data: object) -> Responsible | None:
    if data is None:
        return None
    person = cast("_Data", data)
    staff = person["staff"]
    return Responsible(
        name=str(person["name"]),
        staff_id=_id(staff) if staff else None,
        kind=ResponsibleKind(str(person["kind"])),
    )


def _id(value: object) -> UUID:
    return UUID(str(value))


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _list(value: object) -> list[_Data]:
    return cast("list[_Data]", value)
