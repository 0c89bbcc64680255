"""Who knows a citizen already: read for many at once, from the rows that one may see."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from coordinator.caseloads import Acquaintance
from db import doors
from db.bulk import chunks
from db.tables.handovers import HandoverRow
from db.tables.people import CitizenRow
from db.tables.plan import ParticipantRow, PlanRow
from db.work_state import WorkState
from plans.caseload_plan import Relation
from plans.handovers import HandoverKind, HandoverStatus
from plans.states import PlanStatus


def acquainted(
    state: WorkState, citizens: Collection[UUID], since: datetime
) -> Mapping[UUID, Acquaintance]:
    """Tell of some citizens who knows them."""
    found: dict[UUID, Acquaintance] = {}
    for some in chunks(sorted(set(citizens))):
        found |= _acquainted(state, list(some), since)
    return found


def _acquainted(
    state: WorkState, citizens: list[UUID], since: datetime
) -> dict[UUID, Acquaintance]:
    known: dict[UUID, list[tuple[UUID, Relation]]] = defaultdict(list)
    changed: dict[UUID, datetime] = {}
    for citizen, who, relation in _in_plans(state, citizens):
        known[citizen].append((who, relation))
    for citizen, giver, at in _givers(state, citizens, since):
        known[citizen].append((giver, Relation.EARLIER))
        changed[citizen] = at
    rows: Any = state.session.execute(
        select(
            col(CitizenRow.id),
            col(CitizenRow.district_text),
            col(CitizenRow.address_protected),
            col(CitizenRow.special_protection),
        ).where(col(CitizenRow.id).in_(citizens))
    )
    return {
        each: Acquaintance(
            tuple(dict.fromkeys(known[each])),
            district,
            bool(hidden or special),
            changed.get(each),
        )
        for each, district, hidden, special in rows
    }


def _in_plans(state: WorkState, citizens: list[UUID]) -> Iterator[tuple[UUID, UUID, Relation]]:
    """Name deputy, coordinator and core team of the plans at work."""
    at_work = (
        col(PlanRow.citizen_id).in_(citizens),
        col(PlanRow.status) != PlanStatus.CLOSED.value,
    )
    plans = select(
        col(PlanRow.citizen_id), col(PlanRow.deputy_id), col(PlanRow.coordinator_id)
    ).where(*at_work)
    for citizen, deputy, coordinator in state.session.execute(plans):
        if deputy is not None:
            yield citizen, deputy, Relation.DEPUTY
        yield citizen, coordinator, Relation.CORE_TEAM
    seats = (
        select(col(PlanRow.citizen_id), col(ParticipantRow.staff_id))
        .join(ParticipantRow, col(ParticipantRow.plan_id) == col(PlanRow.id))
        .where(*at_work, col(ParticipantRow.removed_at).is_(None))
        .order_by(col(PlanRow.citizen_id), col(ParticipantRow.place), col(ParticipantRow.id))
    )
    for citizen, who in state.session.execute(seats):
        yield citizen, who, Relation.CORE_TEAM


def _givers(
    state: WorkState, citizens: list[UUID], since: datetime
) -> Iterator[tuple[UUID, UUID, datetime]]:
    """Name who had them before, the oldest first."""
    if state.person:
        for citizen, change in doors.changes_of(state.session, citizens, since):
            yield citizen, change.giver, change.at
        return
    answered = col(HandoverRow.answered_at)
    rows = state.session.execute(
        select(col(HandoverRow.citizen_id), col(HandoverRow.giver_id), answered)
        .where(
            col(HandoverRow.citizen_id).in_(citizens),
            col(HandoverRow.status) == HandoverStatus.ACCEPTED.value,
            col(HandoverRow.kind) != HandoverKind.HELP.value,
            answered >= since,
        )
        .order_by(answered, col(HandoverRow.id))
    )
    for citizen, giver, at in rows:
        if at is not None:
            yield citizen, giver, at
