"""What the store in memory tells of who wrote and approved a plan."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.lists import ApprovedContent, WrittenPart
from plans.flat import PlanPart, lay_flat
from plans.plan import JointPlan

if TYPE_CHECKING:
    from tests.fakes import Kept

WrittenKey = tuple[PlanPart, UUID]
# These have no row of their own in a store.
_IN_THE_PLAN = {PlanPart.FOLLOW_UP, PlanPart.LEADS}


def approved_in(kept: "Kept", plan_id: UUID, limit: int) -> tuple[ApprovedContent, ...]:
    found = sorted(kept.versions.get(plan_id, {}).values(), key=lambda each: -each.number)
    return tuple(
        ApprovedContent(
            each.number, each.approved_on, kept.approvers[plan_id, each.number], each.canonical
        )
        for each in found[:limit]
    )


def written_after(
    before: Mapping[WrittenKey, WrittenPart],
    old: JointPlan | None,
    new: JointPlan,
    by: str,
    at: datetime,
) -> dict[WrittenKey, WrittenPart]:
    """Say who wrote each part once somebody has written a plan in place of another."""
    stood = {each.key: each for each in lay_flat(old)} if old else {}
    found: dict[WrittenKey, WrittenPart] = {}
    for each in lay_flat(new):
        if each.kind in _IN_THE_PLAN:
            continue
        made = before.get(each.key)
        if made is None:
            found[each.key] = WrittenPart(by, at, by, at)
        elif stood.get(each.key) == each:
            found[each.key] = made
        else:
            found[each.key] = WrittenPart(made.created_by, made.created_at, by, at)
    for key in before.keys() - found.keys():
        made = before[key]
        out = WrittenPart(made.created_by, made.created_at, by, at)
        found[key] = out if key in stood else made
    return found
