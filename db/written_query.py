"""Asks in one question who wrote each part of a plan, and when."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, cast, literal, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from coordinator.lists import WrittenPart
from db.plan_mapping import ONCE, TABLES
from db.tables.base import Row
from db.tables.people import StaffRow
from plans.flat import PlanPart


def written_parts(session: Session, plan_id: UUID) -> Mapping[tuple[PlanPart, UUID], WrittenPart]:
    """Read who made each part and who changed it last or took it out; both by name."""
    rows = union_all(*(_stamps(kind, table, plan_id) for kind, table in TABLES.items())).subquery()
    maker, changer = aliased(StaffRow), aliased(StaffRow)
    question = (
        select(
            rows.c.kind,
            rows.c.id,
            col(maker.name),
            rows.c.created_at,
            col(changer.name),
            rows.c.changed_at,
        )
        .join(maker, col(maker.id) == rows.c.created_by)
        .join(changer, col(changer.id) == rows.c.changed_by)
    )
    found: dict[tuple[PlanPart, UUID], WrittenPart] = {}
    for kind, part_id, *written in session.execute(question):
        part = PlanPart(kind)
        found[part, plan_id if part in ONCE else part_id] = WrittenPart(*written)
    return found


def _stamps(kind: PlanPart, table: type[Row], plan_id: UUID) -> Select[*tuple[Any, ...]]:
    columns = table.__table__.c  # type: ignore[attr-defined]  # made by SQLAlchemy
    return select(
        cast(literal(kind.value), Text).label("kind"),
        columns.id,
        columns.created_by,
        columns.created_at,
        columns.changed_by,
        columns.changed_at,
    ).where(columns.plan_id == plan_id)
