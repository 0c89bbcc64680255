"""Rows of a plan to its value and back: part by part, as ``plans.flat`` lays it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID, uuid5

from db.mapping import Fields
from db.part_codec import columns_of, part_from
from db.tables.base import Row
from db.tables.people import StaffRow
from db.tables.plan import (
    AuthorRow,
    ChallengeRow,
    ConsentRow,
    ContactRow,
    GoalRow,
    InterventionRow,
    MeasurementRow,
    OwnWordsRow,
    ParticipantRow,
    PlanEventRow,
    PlanRow,
    StanceRow,
    StatementRow,
    SubGoalRow,
    TaskRow,
)
from plans.flat import CHILDREN, KIND_OF, LISTS, Laid, PlanPart, walk
from plans.parts import (
    EventKind,
    Participant,
    PlanEvent,
)
from plans.people import ServiceArea
from plans.plan import JointPlan
from plans.states import PlanStatus

# In an order that foreign keys allow; participants are read with the person they are.
TABLES: Final[Mapping[PlanPart, type[Row]]] = {
    PlanPart.OWN_WORDS: OwnWordsRow,
    PlanPart.STANCE: StanceRow,
    PlanPart.STATEMENT: StatementRow,
    PlanPart.CHALLENGE: ChallengeRow,
    PlanPart.GOAL: GoalRow,
    PlanPart.SUB_GOAL: SubGoalRow,
    PlanPart.INTERVENTION: InterventionRow,
    PlanPart.TASK: TaskRow,
    PlanPart.CONTACT: ContactRow,
    PlanPart.MEASUREMENT: MeasurementRow,
    PlanPart.PARTICIPANT: ParticipantRow,
    PlanPart.CONSENT: ConsentRow,
}
ABOVE: Final[Mapping[PlanPart, str]] = {
    PlanPart.SUB_GOAL: "goal_id",
    PlanPart.INTERVENTION: "goal_id",
    PlanPart.TASK: "intervention_id",
}
# What a plan has once stands in a row of its own, under an id that follows from the plan's.
ONCE: Final = frozenset({PlanPart.OWN_WORDS, PlanPart.STANCE})
_VALUES: Final = {kind: value for value, kind in KIND_OF.items()}


@dataclass(frozen=True, slots=True)
class PlanRows:
    """All rows of one plan as they were read: its parts by kind, each kind in its order."""

    plan: PlanRow
    parts: Mapping[PlanPart, Sequence[Row]]
    staff: Mapping[UUID, StaffRow]
    authors: Sequence[AuthorRow]
    events: Sequence[PlanEventRow]
    earlier_authors: Sequence[AuthorRow] = ()

    def all(self) -> Iterator[Row]:
        """Go through every row."""
        yield self.plan
        for rows in self.parts.values():
            yield from rows
        yield from self.authors
        yield from self.events


def authors_of(plan: PlanRow, rows: Iterable[AuthorRow]) -> list[AuthorRow]:
    """Choose the authors since the last approved version."""
    return [each for each in rows if each.since_version == plan.approved_version]


def earlier_authors_of(plan: PlanRow, rows: Iterable[AuthorRow]) -> list[AuthorRow]:
    """Choose the authors of that version and of those before it."""
    return [each for each in rows if each.since_version < plan.approved_version]


def joint_plan(rows: PlanRows) -> JointPlan:
    """Make the value of a plan: what stands under a part is made before it."""
    row = rows.plan
    below: dict[tuple[PlanPart, UUID | None], list[Any]] = {}
    for kind in reversed(tuple(TABLES)):
        above = ABOVE.get(kind)
        for each in rows.parts[kind]:
            under = getattr(each, above) if above else None
            below.setdefault((kind, under), []).append(_part(kind, each, rows, below))
    fields: dict[str, Any] = {
        name: tuple(below.get((kind, None), ())) for kind, name in LISTS.items()
    }
    fields |= {kind.value: part for kind in ONCE for part in below.get((kind, None), ())}
    return JointPlan(
        id=row.id,
        citizen_id=row.citizen_id,
        coordinator=row.coordinator_id,
        deputy=row.deputy_id,
        status=PlanStatus(row.status),
        version=row.approved_version,
        follow_up=row.follow_up,
        authors=frozenset(each.staff_id for each in rows.authors),
        earlier_authors=frozenset(each.staff_id for each in rows.earlier_authors),
        events=tuple(_event(each) for each in rows.events),
        resume_to=PlanStatus(row.resume_to) if row.resume_to else None,
        wake_up_date=row.wake_up_date,
        **fields,
    )


def _part(
    kind: PlanPart,
    row: Row,
    rows: PlanRows,
    below: Mapping[tuple[PlanPart, UUID | None], list[Any]],
) -> object:
    """Make the value of one row, with what stands under it."""
    if isinstance(row, ParticipantRow):
        return _participant(row, rows.staff[row.staff_id])
    if kind in ONCE:
        return part_from(_VALUES[kind], row)
    children = {
        name: tuple(below.get((child, row.id), ()))
        for name, child in CHILDREN.get(kind, {}).items()
    }
    return part_from(_VALUES[kind], row, id=row.id, **children)


def _participant(row: ParticipantRow, staff: StaffRow) -> Participant:
    return Participant(
        id=row.id,
        staff_id=row.staff_id,
        name=staff.name,
        service_area=ServiceArea(staff.service_area) if staff.service_area else None,
        function=row.function,
    )


def _event(row: PlanEventRow) -> PlanEvent:
    return PlanEvent(
        id=row.id,
        kind=EventKind(row.kind),
        at=row.at,
        by=row.by_id,
        by_name=row.by_name,
        text=row.text,
    )


Projection = dict[UUID, tuple[type[Row], Fields]]


def projection(
    plan: JointPlan,
    read: JointPlan | None = None,
    stored: Mapping[UUID, int] = MappingProxyType({}),
) -> tuple[Projection, set[UUID]]:
    """Say which rows a plan is made of, in an order that foreign keys allow.

    Of the parts that stand as in ``read`` only the ids of their rows are given, apart; ``stored``
    are the places that the parts of ``read`` have in the store.
    """
    stood = {each.key: each for each in walk(read)} if read is not None else {}
    same: set[UUID] = set()
    by_kind: dict[PlanPart, Projection] = {kind: {} for kind in TABLES}
    for place, laid in _placed(plan, stood, stored):
        row_id = uuid5(plan.id, laid.kind.value) if laid.kind in ONCE else laid.id
        before = stood.get(laid.key)
        kept = laid.kind in ONCE or stored.get(laid.id) == place
        if before is not None and kept and _is_same(before, laid):
            same.add(row_id)
        else:
            by_kind[laid.kind][row_id] = (TABLES[laid.kind], _part_fields(plan.id, place, laid))
    rows: Projection = {plan.id: (PlanRow, _plan_fields(plan))}
    for found in by_kind.values():
        rows |= found
    return rows | _course_rows(plan), same


def _placed(
    plan: JointPlan, stood: Mapping[tuple[PlanPart, UUID], Laid], stored: Mapping[UUID, int]
) -> Iterator[tuple[int, Laid]]:
    """Give every part that has a row, with its place among those of its kind beside it."""
    beside: dict[tuple[PlanPart, UUID | None], list[Laid]] = {}
    for laid in walk(plan):
        if laid.kind in TABLES:
            beside.setdefault((laid.kind, laid.under), []).append(laid)
    for (_kind, under), laids in beside.items():
        known = {
            each.id: stored[each.id]
            for each in laids
            if each.id in stored and each.key in stood and stood[each.key].under == under
        }
        yield from zip(places_in_order([each.id for each in laids], known), laids, strict=True)


def places_in_order(order: Sequence[UUID], stored: Mapping[UUID, int]) -> Iterator[int]:
    """Give each part a place that puts it after the one before it; of one place, by their ids.

    A stored place stays where it can: who puts a part in or out may not write in its neighbours.
    """
    last = (min(0, *stored.values(), 0) - 1, UUID(int=0))
    for number, part_id in enumerate(order):
        place = stored.get(part_id)
        if place is None or (place, part_id) <= last:
            place = last[0] + 1
            after = next(
                ((stored[each], each) for each in order[number + 1 :] if each in stored), None
            )
            beside = (last[0], part_id)
            if after is not None and last < beside < after < (place, part_id):
                place = last[0]
        last = (place, part_id)
        yield place


def _is_same(before: Laid, laid: Laid) -> bool:
    """Whether nobody touched a part: only what was written anew is another object."""
    return before.part is laid.part and before.under == laid.under


def _course_rows(plan: JointPlan) -> Projection:
    """Say which rows tell who wrote and what happened."""
    rows: Projection = {}
    for staff_id in sorted(plan.authors):
        rows[uuid5(plan.id, f"author {staff_id} {plan.version}")] = (
            AuthorRow,
            {"plan_id": plan.id, "staff_id": staff_id, "since_version": plan.version},
        )
    return rows | {
        event.id: (PlanEventRow, _event_fields(plan.id, place, event))
        for place, event in enumerate(plan.events)
    }


def _part_fields(plan_id: UUID, place: int, laid: Laid) -> Fields:
    stands: Fields = {"plan_id": plan_id}
    if laid.kind not in ONCE:
        stands["place"] = place
    if laid.kind in ABOVE:
        stands[ABOVE[laid.kind]] = laid.under
    if isinstance(laid.part, Participant):
        # The name and the area are the person's own.
        return stands | {"staff_id": laid.part.staff_id, "function": laid.part.function}
    return stands | columns_of(laid.part)


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
