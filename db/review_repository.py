"""Reviews in the store: remarks, plans as they were returned, and ticks."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from coordinator.ids import new_id
from coordinator.ports import NotFound
from db.gone_parts import gone_and_hidden
from db.mapping import Fields
from db.tables.reviews import PlanRemarkRow, ReturnedPlanRow, ReviewTickRow
from db.work_state import WorkState
from plans.flat import PlanPart
from plans.remarks import Remark, ReturnedPlan, Solved, Tick


class SqlReviews:
    """What the reviews of plans left, in one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        # Held, for the version they were read at is what a save is compared with.
        self._rows: dict[UUID, PlanRemarkRow] = {}

    def remark(self, remark_id: UUID) -> Remark:
        return _remark(self._row(remark_id))

    def remarks(self, plan_id: UUID) -> tuple[Remark, ...]:
        question = (
            select(PlanRemarkRow)
            .where(col(PlanRemarkRow.plan_id) == plan_id)
            .order_by(col(PlanRemarkRow.at), col(PlanRemarkRow.place))
        )
        rows = self._state.session.execute(question).scalars()
        found = tuple(_remark(row) for row in rows)
        hidden = gone_and_hidden(
            self._state, plan_id, ((each.part, each.part_id) for each in found)
        )
        return tuple(each for each in found if each.part_id not in hidden)

    def add_remarks(self, remarks: Iterable[Remark]) -> None:
        for place, remark in enumerate(remarks):
            fields = _fields(remark) | {"place": place}
            self._state.insert(PlanRemarkRow, remark.id, fields)
            self._state.plans.add(remark.plan_id)
        self._state.flush()

    def save_remark(self, remark: Remark) -> None:
        if self._state.update(self._row(remark.id), _fields(remark)):
            self._state.flush()
            self._state.plans.add(remark.plan_id)

    def keep_returned(self, plan_id: UUID, returned: ReturnedPlan) -> None:
        fields = {"plan_id": plan_id, "at": returned.at, "canonical": returned.canonical}
        self._state.insert(ReturnedPlanRow, new_id(), fields)
        self._state.flush()

    def last_returned(self, plan_id: UUID) -> ReturnedPlan | None:
        self._state.open(plan_id)
        question = (
            select(ReturnedPlanRow)
            .where(col(ReturnedPlanRow.plan_id) == plan_id)
            .order_by(col(ReturnedPlanRow.at).desc(), col(ReturnedPlanRow.id).desc())
            .limit(1)
        )
        row = self._state.session.execute(question).scalar()
        return ReturnedPlan(row.at, row.canonical) if row is not None else None

    def add_ticks(self, plan_id: UUID, number: int, ticks: Iterable[Tick]) -> None:
        for place, tick in enumerate(ticks):
            fields = {
                "plan_id": plan_id,
                "round": number,
                "place": place,
                "code": tick.code,
                "by_id": tick.by,
                "by_name": tick.by_name,
            }
            self._state.insert(ReviewTickRow, new_id(), fields)
        self._state.flush()

    def ticks(self, plan_id: UUID, number: int) -> tuple[Tick, ...]:
        question = (
            select(ReviewTickRow)
            .where(col(ReviewTickRow.plan_id) == plan_id, col(ReviewTickRow.round) == number)
            .order_by(col(ReviewTickRow.place))
        )
        rows = self._state.session.execute(question).scalars()
        return tuple(Tick(row.code, row.by_id, row.by_name) for row in rows)

    def _row(self, remark_id: UUID) -> PlanRemarkRow:
        row = self._rows.get(remark_id) or self._state.session.get(PlanRemarkRow, remark_id)
        if row is None:
            raise NotFound
        self._rows[remark_id] = row
        return row


def _remark(row: PlanRemarkRow) -> Remark:
    solved = None
    if row.solved_by is not None and row.solved_at is not None:
        solved = Solved(row.solved_by, row.solved_name, row.solved_at)
    return Remark(
        id=row.id,
        plan_id=row.plan_id,
        text=row.text,
        by=row.by_id,
        by_name=row.by_name,
        at=row.at,
        part=PlanPart(row.part_kind) if row.part_kind else None,
        part_id=row.part_id,
        solved=solved,
    )


def _fields(remark: Remark) -> Fields:
    solved = remark.solved
    return {
        "plan_id": remark.plan_id,
        "part_kind": remark.part.value if remark.part else "",
        "part_id": remark.part_id,
        "text": remark.text,
        "by_id": remark.by,
        "by_name": remark.by_name,
        "at": remark.at,
        "solved_by": solved.by if solved else None,
        "solved_name": solved.by_name if solved else "",
        "solved_at": solved.at if solved else None,
    }
