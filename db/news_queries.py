"""What colleagues did in the plans that somebody takes part in, since they last opened them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, Text, Uuid, cast, false, func, literal, null, select, union_all
from sqlalchemy.orm import Session
from sqlmodel import col

from coordinator.plan_news import PlanNews
from db.sight import Sight
from db.tables.house import RecentRow
from db.tables.people import CitizenRow, StaffRow
from db.tables.plan import (
    ConsentRow,
    GoalRow,
    InterventionRow,
    ParticipantRow,
    PlanEventRow,
    PlanRow,
    TaskRow,
)
from db.work_queries import taken_part_in
from plans.people import ServiceArea, StaffMember
from plans.states import PlanStatus

_NAME: Final = col(CitizenRow.given_name) + " " + col(CitizenRow.family_name)
_NO_TEXT: Final = literal("", Text)
_NOBODY: Final = cast(null(), Uuid)


def plan_news(
    session: Session, member: StaffMember, today: date, since: datetime
) -> tuple[PlanNews, ...]:
    """List it, newest first: a line for each colleague in each plan; ``since`` at most."""
    done = union_all(*_questions(member)).subquery()
    looked = (
        select(col(RecentRow.at))
        .where(
            col(RecentRow.staff_id) == member.id,
            col(RecentRow.citizen_id) == col(PlanRow.citizen_id),
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select(done, col(PlanRow.citizen_id), _NAME.label("name"), col(StaffRow.name).label("by"))
        .join(PlanRow, col(PlanRow.id) == done.c.plan_id)
        .join(CitizenRow, col(CitizenRow.id) == col(PlanRow.citizen_id))
        .join(StaffRow, col(StaffRow.id) == done.c.by_id)
        .where(
            done.c.at > since,
            done.c.at > func.coalesce(looked, since),
            done.c.by_id != member.id,
            col(PlanRow.status) != PlanStatus.CLOSED.value,
        )
        .order_by(done.c.at.desc(), done.c.id)
    )
    sight = Sight(session, member, today)
    seen = (
        each for each in rows if not each.area or sight.sees(each.plan_id, each.area, each.made_by)
    )
    return tuple(_one_line_each(seen))


def _questions(member: StaffMember) -> Iterator[Select[Any]]:
    """Ask each kind of part, and what happened to the plan: id, when, by whom, and what it is."""
    plans = taken_part_in(member)
    for kind, table, title in (
        ("goal", GoalRow, col(GoalRow.title)),
        ("consent", ConsentRow, _NO_TEXT),
        ("participant", ParticipantRow, _NO_TEXT),
    ):
        yield _columns(kind, table, title, _NO_TEXT, _NOBODY).where(col(table.plan_id).in_(plans))
    area, maker = col(InterventionRow.service_area), col(InterventionRow.created_by)
    title = col(InterventionRow.title)
    yield _columns("intervention", InterventionRow, title, area, maker).where(
        col(InterventionRow.plan_id).in_(plans)
    )
    yield (
        _columns("task", TaskRow, col(TaskRow.title), area, maker)
        .join(InterventionRow, col(InterventionRow.id) == col(TaskRow.intervention_id))
        .where(col(TaskRow.plan_id).in_(plans))
    )
    yield _events().where(col(PlanEventRow.plan_id).in_(plans))


def _events() -> Any:
    return select(
        col(PlanEventRow.id),
        col(PlanEventRow.plan_id),
        col(PlanEventRow.at).label("at"),
        col(PlanEventRow.by_id).label("by_id"),
        col(PlanEventRow.kind).label("kind"),
        _NO_TEXT.label("title"),
        _NO_TEXT.label("area"),
        _NOBODY.label("made_by"),
        false().label("removed"),
    )


def _columns(kind: str, table: Any, title: Any, area: Any, maker: Any) -> Select[Any]:
    return select(
        col(table.id),
        col(table.plan_id),
        col(table.changed_at).label("at"),
        col(table.changed_by).label("by_id"),
        literal(kind, Text).label("kind"),
        title.label("title"),
        area.label("area"),
        maker.label("made_by"),
        col(table.removed_at).is_not(None).label("removed"),
    )


def _one_line_each(rows: Iterable[Any]) -> list[PlanNews]:
    newest: dict[tuple[UUID, str], Any] = {}
    counts: dict[tuple[UUID, str], int] = {}
    for each in rows:
        key = each.plan_id, each.by
        newest.setdefault(key, each)
        counts[key] = counts.get(key, 0) + 1
    return [
        PlanNews(
            plan_id=each.plan_id,
            citizen_id=each.citizen_id,
            citizen_name=each.name,
            kind=each.kind,
            part_id=each.id,
            by_name=each.by,
            at=each.at,
            title=each.title,
            service_area=ServiceArea(each.area) if each.area else None,
            removed=bool(each.removed),
            more=counts[key] - 1,
        )
        for key, each in newest.items()
    ]
