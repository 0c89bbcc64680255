"""Which parts of plans a list may name: on a server its walls have left the others out already."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
from sqlmodel import col

from db.part_codec import part_from
from db.tables.plan import ConsentRow
from plans.content import consent_on
from plans.parts import Consent
from plans.people import ServiceArea, StaffMember
from plans.sharing import areas_seen_by


class Sight:
    """What one member of staff sees today; each plan is asked after once."""

    def __init__(self, session: Session, member: StaffMember, today: date) -> None:
        self._session, self._member, self._today = session, member, today
        self._areas: dict[UUID, frozenset[ServiceArea]] = {}

    def sees(self, plan_id: UUID, area: str, made_by: UUID) -> bool:
        """Tell whether a part of a service area is theirs to see (``plans.sharing``)."""
        of = ServiceArea(area)
        if of is self._member.service_area or made_by == self._member.id:
            return True
        if plan_id not in self._areas:
            consent = consent_in(self._session, col(ConsentRow.plan_id) == plan_id, self._today)
            self._areas[plan_id] = areas_seen_by(self._member, consent)
        return of in self._areas[plan_id]


def consent_in(session: Session, where: ColumnElement[bool], today: date) -> Consent | None:
    """Read the consent that holds today in the plan whose rows ``where`` chooses."""
    rows = session.execute(
        select(ConsentRow)
        .where(where, col(ConsentRow.removed_at).is_(None))
        .order_by(col(ConsentRow.place), col(ConsentRow.id))
    ).scalars()
    return consent_on([part_from(Consent, row, id=row.id) for row in rows], today)
