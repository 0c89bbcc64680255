"""Follow-ups in the store."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from coordinator.ids import new_id
from db.tables.follow_ups import FollowUpResultRow, FollowUpRow
from db.work_state import WorkState
from plans.follow_ups import FollowUpHeld, InterventionResult
from plans.people import ServiceArea
from plans.states import GoalAchievement


class SqlFollowUps:
    """The follow-ups of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def of_citizen(self, citizen_id: UUID) -> tuple[FollowUpHeld, ...]:
        self._state.open(citizen_id)
        heads = self._state.session.execute(
            select(FollowUpRow)
            .where(col(FollowUpRow.citizen_id) == citizen_id)
            .order_by(col(FollowUpRow.held_on).desc(), col(FollowUpRow.at).desc())
        ).scalars()
        found = tuple(heads)
        lines = defaultdict(list)
        for line in self._state.session.execute(
            select(FollowUpResultRow)
            .where(col(FollowUpResultRow.follow_up_id).in_([each.id for each in found]))
            .order_by(col(FollowUpResultRow.place))
        ).scalars():
            lines[line.follow_up_id].append(line)
        return tuple(_held(head, lines[head.id]) for head in found)

    def add(self, held: FollowUpHeld) -> None:
        head = {
            "plan_id": held.plan_id,
            "citizen_id": held.citizen_id,
            "held_on": held.held_on,
            "by_id": held.by,
            "by_name": held.by_name,
            "at": held.at,
            "next_on": held.next_on,
            "note": held.note,
        }
        self._state.insert(FollowUpRow, held.id, head)
        self._state.flush()
        for place, each in enumerate(held.results):
            fields = {
                "follow_up_id": held.id,
                "place": place,
                "intervention_id": each.intervention_id,
                "title": each.title,
                "service_area": each.service_area.value,
                "code": each.code,
                "words": each.words,
            }
            self._state.insert(FollowUpResultRow, new_id(), fields)
        for place, (goal_id, how) in enumerate(held.achievements):
            fields = {"follow_up_id": held.id, "place": place, "goal_id": goal_id}
            self._state.insert(FollowUpResultRow, new_id(), {**fields, "code": how.value})
        self._state.flush()
        self._state.citizens.add(held.citizen_id)


def _held(head: FollowUpRow, lines: list[FollowUpResultRow]) -> FollowUpHeld:
    return FollowUpHeld(
        id=head.id,
        plan_id=head.plan_id,
        citizen_id=head.citizen_id,
        held_on=head.held_on,
        by=head.by_id,
        by_name=head.by_name,
        at=head.at,
        next_on=head.next_on,
        note=head.note,
        results=tuple(
            InterventionResult(
                each.intervention_id, each.title, ServiceArea(each.service_area), each.code,
                each.words,
            )
            for each in lines
            if each.intervention_id is not None
        ),
        achievements=tuple(
            (each.goal_id, GoalAchievement(each.code))
            for each in lines
            if each.goal_id is not None
        ),
    )  # fmt: skip
