"""Which parts of plans a list may name: on a server its walls have left the others out already."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from db.mapping import staff_member
from db.part_codec import part_from
from db.tables.absence import AbsenceRow
from db.tables.people import StaffRow
from db.tables.plan import ConsentRow, PlanRow
from plans.content import consent_on
from plans.parts import Consent
from plans.people import Role, ServiceArea, StaffMember
from plans.sharing import areas_seen_by
from plans.states import PlanStatus


class Sight:
    """What one member of staff sees today; each plan is asked after once."""

    def __init__(self, session: Session, member: StaffMember, today: date) -> None:
        self._session, self._member, self._today = session, member, today
        self._acting = stood_in_for(session, member, today)
        self._areas: dict[UUID, frozenset[ServiceArea]] = {}

    def read(self, plans: Collection[UUID]) -> None:
        """Ask after the consents of some plans at once, so that ``sees`` need not one by one."""
        unread = set(plans) - self._areas.keys()
        given = consents_in(self._session, unread, self._today) if unread else {}
        for each in unread:
            self._areas[each] = areas_seen_by(self._member, given.get(each), self._acting)

    def sees(self, plan_id: UUID, area: str, made_by: UUID) -> bool:
        """Tell whether a part of a service area is theirs to see (``plans.sharing``)."""
        of = ServiceArea(area)
        if of is self._member.service_area or made_by == self._member.id:
            return True
        if plan_id not in self._areas:
            consent = consent_in(self._session, col(ConsentRow.plan_id) == plan_id, self._today)
            self._areas[plan_id] = areas_seen_by(self._member, consent, self._acting)
        return of in self._areas[plan_id]


def stood_in_for(session: Session, member: StaffMember, today: date) -> tuple[StaffMember, ...]:
    """Read the team leads who are away and have named the member, a lead too, as deputy."""
    if member.role is not Role.TEAM_LEAD:
        return ()
    last = col(AbsenceRow.last_day)
    rows = session.execute(
        select(StaffRow)
        .join(AbsenceRow, col(AbsenceRow.staff_id) == col(StaffRow.id))
        .where(
            col(AbsenceRow.deputy_id) == member.id,
            col(AbsenceRow.removed_at).is_(None),
            col(AbsenceRow.first_day) <= today,
            or_(last.is_(None), last >= today),
            col(StaffRow.role) == Role.TEAM_LEAD.value,
        )
    ).scalars()
    return tuple(staff_member(row) for row in rows)


def consent_about(session: Session, citizen_id: UUID, today: date) -> Consent | None:
    """Read the consent that holds today in the citizen's plan that is not closed."""
    open_plan = select(col(PlanRow.id)).where(
        col(PlanRow.citizen_id) == citizen_id, col(PlanRow.status) != PlanStatus.CLOSED.value
    )
    return consent_in(session, col(ConsentRow.plan_id).in_(open_plan), today)


def consent_in(session: Session, where: ColumnElement[bool], today: date) -> Consent | None:
    """Read the consent that holds today in the plan whose rows ``where`` chooses."""
    rows = session.execute(
        select(ConsentRow)
        .where(where, col(ConsentRow.removed_at).is_(None))
        .order_by(col(ConsentRow.place), col(ConsentRow.id))
    ).scalars()
    return consent_on([part_from(Consent, row, id=row.id) for row in rows], today)


def consents_in(
    session: Session, plans: Collection[UUID], today: date
) -> dict[UUID, Consent | None]:
    """Read the consents that hold today in some plans."""
    rows = session.execute(
        select(ConsentRow)
        .where(col(ConsentRow.plan_id).in_(plans), col(ConsentRow.removed_at).is_(None))
        .order_by(col(ConsentRow.place), col(ConsentRow.id))
    ).scalars()
    given: dict[UUID, list[Consent]] = {}
    for row in rows:
        given.setdefault(row.plan_id, []).append(part_from(Consent, row, id=row.id))
    return {plan: consent_on(consents, today) for plan, consents in given.items()}
