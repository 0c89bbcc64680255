"""Joint plans in the store: read whole, written part by part."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import Select, bindparam, select, union_all
from sqlmodel import col

from coordinator.lists import ApprovedContent, VersionLine, WrittenPart
from coordinator.ports import ApprovedVersion, NotFound, Stale
from db import doors
from db.plan_mapping import (
    ONCE,
    TABLES,
    PlanRows,
    authors_of,
    earlier_authors_of,
    joint_plan,
    projection,
)
from db.plan_reading import plan_rows
from db.sight import consent_about, stood_in_for
from db.tables.base import Row
from db.tables.people import StaffRow
from db.tables.plan import (
    AuthorRow,
    GoalRow,
    InterventionRow,
    PlanEventRow,
    PlanRow,
    PlanVersionRow,
    SubGoalRow,
    TaskRow,
)
from db.work_state import WorkState
from db.written_query import written_parts
from plans.errors import RuleBroken
from plans.flat import PlanPart, WithheldPart, walk
from plans.parts import Consent
from plans.plan import JointPlan
from plans.sharing import OF_AN_AREA, as_seen_by
from plans.states import PlanStatus


class SqlPlans:
    """The joint plans of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        self._loaded: dict[UUID, dict[UUID, Row]] = {}
        # As the store has it: what still stands so is neither compared nor written.
        self._read: dict[UUID, JointPlan] = {}
        self._places: dict[UUID, dict[UUID, int]] = {}
        # Read and not written since: a piece of work that asks again gets the same.
        self._fresh: set[UUID] = set()

    def get(self, plan_id: UUID) -> JointPlan:
        if plan_id in self._fresh:
            return self._read[plan_id]
        rows, hidden = self._opened(plan_id)
        if rows is None:
            if self._state.person and doors.citizen_of(self._state.session, plan_id):
                # It is here, and was opened once; the look that showed it is over.
                raise RuleBroken("reason-needed")
            raise NotFound
        self._read[plan_id] = plan = self._as_seen(rows, hidden)
        self._fresh.add(plan_id)
        # What is not for this reader is never written, nor taken out for not being there.
        seen = {each.id for each in walk(plan)}
        self._loaded[plan_id] = {
            each.id: each
            for each in rows.all()
            if each.id in seen or not isinstance(each, _OF_AN_AREA)
        }
        self._places[plan_id] = {
            each.id: each.place  # type: ignore[attr-defined]  # what stands once has none
            for kind, parts in rows.parts.items()
            if kind not in ONCE
            for each in parts
        }
        return plan

    def _opened(self, plan_id: UUID) -> tuple[PlanRows | None, Sequence[WithheldPart]]:
        """Read the rows of a plan, and what a server withholds of it; see that it is opened."""
        rows = self._rows(plan_id)
        if not self._state.person:
            return rows, ()
        # Asked after the reading: what is open now was open meanwhile.
        hidden = doors.withheld_if_open(self._state.session, plan_id)
        if hidden is None:
            self._state.open(plan_id)
            rows = self._rows(plan_id)
            hidden = doors.withheld_if_open(self._state.session, plan_id)
        if hidden is None and rows is not None:
            # The right ended between these two: half a plan is none.
            raise NotFound
        return rows, hidden or ()

    def _as_seen(self, rows: PlanRows, hidden: Sequence[WithheldPart]) -> JointPlan:
        """Make a plan as the member of this work sees it; a server left out its rows already."""
        member = self._state.member
        wrote = {each.id for each in rows.all() if each.created_by == member.id}
        today = self._state.clock.today()
        acting = stood_in_for(self._state.session, member, today)
        plan = as_seen_by(joint_plan(rows), member, wrote, today, acting)
        return replace(plan, withheld=(*plan.withheld, *hidden)) if hidden else plan

    def of_citizen(self, citizen_id: UUID) -> JointPlan | None:
        found = self._state.session.execute(
            select(PlanRow)
            .where(col(PlanRow.citizen_id) == citizen_id)
            .order_by(
                col(PlanRow.status) == PlanStatus.CLOSED.value, col(PlanRow.created_at).desc()
            )
        ).scalar()
        return self.get(found.id) if found else None

    def consent_today(self, citizen_id: UUID) -> Consent | None:
        return consent_about(self._state.session, citizen_id, self._state.clock.today())

    def add(self, plan: JointPlan) -> None:
        rows, _same = projection(plan)
        self._state.sync({}, rows)
        self._touch(plan)

    def save(self, plan: JointPlan) -> None:
        self._fresh.discard(plan.id)
        rows, same = projection(plan, self._read[plan.id], self._places[plan.id])
        loaded = {
            key: row
            for key, row in self._loaded[plan.id].items()
            # Who wrote before an approval stays told as that.
            if key not in same and not _is_of_before(row, plan.version)
        }
        if self._state.sync(loaded, rows):
            self._touch(plan)
        self._read[plan.id] = plan
        self._places[plan.id] |= {
            row_id: fields["place"]
            for row_id, (_table, fields) in rows.items()
            if "place" in fields
        }

    def settle(self) -> None:
        """See that what a colleague kept meanwhile goes together with what was written here.

        A local store has one writer at a time; on a server two pieces of work may write different
        rows of a plan: one writes in it while the other sends it to review, or puts a task under
        an intervention that the other takes out.

        Raises:
            Stale: when it does not.
        """
        session = self._state.session
        if session.get_bind().dialect.name == "sqlite":
            return
        for plan_id in self._state.plans & self._loaded.keys():
            # The row is held until the commit, so that of two such looks one comes second.
            *now, has_orphans = self._hold(plan_id)
            row = self._loaded[plan_id][plan_id]
            assert isinstance(row, PlanRow)
            if now != [row.status, row.approved_version] or has_orphans:
                raise Stale

    def _hold(self, plan_id: UUID) -> tuple[str, int, bool]:
        if self._state.person:
            return doors.hold_plan(self._state.session, plan_id)
        status, version = self._state.session.execute(
            select(col(PlanRow.status), col(PlanRow.approved_version))
            .where(col(PlanRow.id) == plan_id)
            .with_for_update(key_share=True)
        ).one()
        return status, version, self._has_orphans(plan_id)

    def _has_orphans(self, plan_id: UUID) -> bool:
        """Tell whether something in a plan stands under what was taken out."""
        orphans = (_orphans(plan_id, *each) for each in _UNDER)
        found = self._state.session.execute(union_all(*orphans).limit(1))
        return found.first() is not None

    def add_version(self, plan_id: UUID, version: ApprovedVersion) -> None:
        self._state.insert(
            PlanVersionRow,
            uuid5(plan_id, f"version {version.number}"),
            {
                "plan_id": plan_id,
                "number": version.number,
                "canonical": version.canonical,
                "sha256": version.sha256,
                "approved_on": version.approved_on,
                "paper": version.paper,
                "paper_sha256": version.paper_sha256,
            },
        )
        self._state.flush()

    def version(self, plan_id: UUID, number: int) -> ApprovedVersion:
        self._state.open(plan_id)
        row = self._state.session.get(PlanVersionRow, uuid5(plan_id, f"version {number}"))
        if row is None:
            raise NotFound
        return ApprovedVersion(
            number=row.number,
            canonical=row.canonical,
            sha256=row.sha256,
            approved_on=row.approved_on,
            paper=row.paper,
            paper_sha256=row.paper_sha256,
        )

    def versions(self, plan_id: UUID) -> tuple[VersionLine, ...]:
        self._state.open(plan_id)
        # Only the columns of a line: a paper is a megabyte that a list does not need.
        table = PlanVersionRow
        lines = self._state.session.execute(
            select(
                col(table.number),
                col(table.approved_on),
                col(table.sha256),
                col(table.paper_sha256),
            )
            .where(col(table.plan_id) == plan_id)
            .order_by(col(table.number).desc())
        )
        return tuple(VersionLine(*line) for line in lines)

    def approved_contents(self, plan_id: UUID, limit: int) -> tuple[ApprovedContent, ...]:
        self._state.open(plan_id)
        table = PlanVersionRow
        found = self._state.session.execute(
            select(
                col(table.number), col(table.approved_on), col(StaffRow.name), col(table.canonical)
            )
            .join(StaffRow, col(StaffRow.id) == col(table.created_by))
            .where(col(table.plan_id) == plan_id)
            .order_by(col(table.number).desc())
            .limit(limit)
        )
        return tuple(ApprovedContent(*each) for each in found)

    def written(self, plan_id: UUID) -> Mapping[tuple[PlanPart, UUID], WrittenPart]:
        self._state.open(plan_id)
        return written_parts(self._state.session, plan_id)

    def _touch(self, plan: JointPlan) -> None:
        self._state.plans.add(plan.id)
        self._state.citizens.add(plan.citizen_id)

    def _rows(self, plan_id: UUID) -> PlanRows | None:
        session = self._state.session
        if session.get_bind().dialect.name != "sqlite":
            return plan_rows(session, plan_id)
        row = session.get(PlanRow, plan_id)
        return None if row is None else self._local_rows(row)

    def _local_rows(self, row: PlanRow) -> PlanRows:
        """Read table by table: a local store answers each question in a moment."""
        session = self._state.session
        parts = {kind: self._parts(kind, row.id) for kind in TABLES}
        people = {each.staff_id for each in parts[PlanPart.PARTICIPANT]}  # type: ignore[attr-defined]  # ParticipantRow
        found = session.execute(select(AuthorRow).where(col(AuthorRow.plan_id) == row.id))
        authors = found.scalars().all()
        events = session.execute(
            select(PlanEventRow)
            .where(col(PlanEventRow.plan_id) == row.id)
            .order_by(col(PlanEventRow.place))
        ).scalars()
        staff = session.execute(select(StaffRow).where(col(StaffRow.id).in_(people))).scalars()
        return PlanRows(
            plan=row,
            parts=parts,
            staff={each.id: each for each in staff} if people else {},
            authors=authors_of(row, authors),
            events=list(events),
            earlier_authors=earlier_authors_of(row, authors),
        )

    def _parts(self, kind: PlanPart, plan_id: UUID) -> Sequence[Row]:
        """Read the rows of a plan that are not hidden, each kind in its order."""
        found = self._state.session.execute(_QUESTIONS[kind], {"plan_id": plan_id})
        return found.scalars().all()


# The tables whose rows a reader may not be shown; tasks go with their intervention.
_OF_AN_AREA: Final = tuple(TABLES[kind] for kind in (*OF_AN_AREA, PlanPart.TASK))


def _is_of_before(row: Row, version: int) -> bool:
    return isinstance(row, AuthorRow) and row.since_version != version


def _question(table: type[Row]) -> Select[Any]:
    columns = table.__table__.c  # type: ignore[attr-defined]  # made by SQLAlchemy
    asked = bindparam("plan_id", type_=columns.plan_id.type)
    question = select(table).where(columns.plan_id == asked, columns.removed_at.is_(None))
    # Two that were added in the same moment have one place; they keep one order.
    return question.order_by(*(columns[name] for name in ("place", "id") if name in columns))


_UNDER: Final = (
    (SubGoalRow, "goal_id", GoalRow),
    (InterventionRow, "goal_id", GoalRow),
    (TaskRow, "intervention_id", InterventionRow),
)


def _orphans(plan_id: UUID, below: type[Row], link: str, above: type[Row]) -> Select[Any]:
    """Ask for the parts of a plan that stand under what was taken out."""
    part, over = below.__table__.c, above.__table__.c  # type: ignore[attr-defined]  # made by SQLAlchemy
    return (
        select(part.id)
        .join(above, over.id == part[link])
        .where(part.plan_id == plan_id, part.removed_at.is_(None), over.removed_at.is_not(None))
    )


# Made once: a plan is read at every keystroke that is kept.
_QUESTIONS: Final = {kind: _question(table) for kind, table in TABLES.items()}
