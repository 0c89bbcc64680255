"""What was said about parts that were taken out of a plan, and whom these were hidden from.

What stands in a plan is compared with ``JointPlan.withheld``; what is gone stands in no plan. On a
server the walls look at its row, which stays; here that is done for a local store.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from db.plan_mapping import TABLES
from db.sight import Sight
from db.tables.plan import InterventionRow, TaskRow
from db.work_state import WorkState
from plans.flat import PlanPart
from plans.people import Role
from plans.sharing import OF_AN_AREA

_PARTS: Final = OF_AN_AREA | {PlanPart.TASK}


def gone_and_hidden(
    state: WorkState, plan_id: UUID, parts: Iterable[tuple[str | None, UUID | None]]
) -> frozenset[UUID]:
    """Give those of some parts, each of a kind, that were taken out and are not for the reader."""
    if state.person or state.member.role is Role.SYSTEM:
        return frozenset()
    asked: dict[PlanPart, set[UUID]] = defaultdict(set)
    for kind, part in parts:
        if part is not None and kind in _PARTS:
            asked[PlanPart(kind)].add(part)
    if not asked:
        return frozenset()
    sight = Sight(state.session, state.member, state.clock.today())
    return frozenset(
        part
        for kind, wanted in asked.items()
        for part, area, made_by in _gone(state, kind, wanted)
        if area is not None and not sight.sees(plan_id, area, made_by)
    )


def _gone(state: WorkState, kind: PlanPart, wanted: set[UUID]) -> list[tuple[UUID, Any, UUID]]:
    """Read the service area of parts that are gone, and who made them; a task's is of its place."""
    table: Any = TABLES[kind]
    place: Any = InterventionRow if kind is PlanPart.TASK else table
    question = select(table.id, place.service_area, place.created_by).where(
        table.id.in_(wanted), table.removed_at.is_not(None)
    )
    if kind is PlanPart.TASK:
        question = question.join(
            InterventionRow, col(InterventionRow.id) == col(TaskRow.intervention_id)
        )
    return [(row[0], row[1], row[2]) for row in state.session.execute(question)]
