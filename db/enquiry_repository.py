"""Enquiries in the store."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlmodel import col

from coordinator.enquiries import ENQUIRY, EnquiryLine
from coordinator.ports import AuditAction, NotFound
from db import doors
from db.mapping import Fields
from db.tables.enquiries import EnquiryRow, EnquiryStepRow, EnquiryWordsRow
from db.tables.house import AuditRow
from db.tables.people import CitizenRow, StaffRow
from db.work_state import WorkState
from plans.enquiries import Channel, Enquiry, EnquiryStatus, EnquiryStep, EnquiryStepKind, ToldBy
from plans.people import ServiceArea
from plans.units import Unit


class SqlEnquiries:
    """The enquiries of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        # Held, for the version they were read at is what a save is compared with.
        self._rows: dict[UUID, EnquiryRow] = {}

    def get(self, enquiry_id: UUID) -> Enquiry:
        return _enquiry(self._row(enquiry_id))

    def lines(self, answered_since: date) -> tuple[EnquiryLine, ...]:
        still = col(EnquiryRow.status) != EnquiryStatus.ANSWERED.value
        asked = _lines().where(or_(still, col(EnquiryRow.waits_since) >= answered_since))
        return self._lines(asked.order_by(col(EnquiryRow.due), col(EnquiryRow.id)))

    def of_citizen(self, citizen_id: UUID) -> tuple[EnquiryLine, ...]:
        asked = _lines().where(col(EnquiryRow.citizen_id) == citizen_id)
        newest = asked.order_by(col(EnquiryRow.received_on).desc(), col(EnquiryRow.id).desc())
        return self._lines(newest)

    def line(self, enquiry_id: UUID) -> EnquiryLine:
        found = self._lines(_lines().where(col(EnquiryRow.id) == enquiry_id))
        if not found:
            raise NotFound
        return found[0]

    def looked(self, enquiry_id: UUID, since: datetime) -> bool:
        if self._state.person and not doors.enquiry_is_open(self._state.session, enquiry_id):
            return False  # what the look opened is closed again
        question = select(col(AuditRow.id)).where(
            col(AuditRow.subject_id) == enquiry_id,
            col(AuditRow.subject) == ENQUIRY,
            col(AuditRow.at) >= since,
            col(AuditRow.staff_id) == self._state.member.id,
            col(AuditRow.action) == AuditAction.VIEW.value,
        )
        return self._state.session.execute(question.limit(1)).first() is not None

    def steps(self, enquiry_id: UUID) -> tuple[EnquiryStep, ...]:
        asked = (
            select(EnquiryStepRow, col(EnquiryWordsRow.text), col(EnquiryWordsRow.from_whom))
            .outerjoin(EnquiryWordsRow, col(EnquiryWordsRow.id) == col(EnquiryStepRow.id))
            .where(col(EnquiryStepRow.enquiry_id) == enquiry_id)
            .order_by(col(EnquiryStepRow.at), col(EnquiryStepRow.id))
        )
        rows = self._state.session.execute(asked).all()
        return tuple(_step(row, said or "", whom or "") for row, said, whom in rows)

    def add(self, enquiry: Enquiry) -> None:
        self._state.insert(EnquiryRow, enquiry.id, _fields(enquiry))
        self._wrote(enquiry.citizen_id)

    def save(self, enquiry: Enquiry) -> None:
        if self._state.update(self._row(enquiry.id), _fields(enquiry)):
            self._wrote(enquiry.citizen_id)

    def add_step(self, step: EnquiryStep) -> None:
        fields = {
            "enquiry_id": step.enquiry_id,
            "kind": step.kind.value,
            "at": step.at,
            "by_id": step.by,
            "by_name": step.by_name,
            "how": step.how.value if step.how else "",
            **_unit_fields(step.unit),
        }
        self._state.insert(EnquiryStepRow, step.id, fields)
        self._state.flush()
        if step.text or step.from_whom:
            said = {"text": step.text, "from_whom": step.from_whom}
            words = {"enquiry_id": step.enquiry_id, **said}
            self._state.insert(EnquiryWordsRow, step.id, words)
        self._wrote(None)

    def _lines(self, asked: Select[*tuple[Any, ...]]) -> tuple[EnquiryLine, ...]:
        rows = self._state.session.execute(asked).all()
        steps = self._steps_of([row.id for row, *_rest in rows])
        return tuple(
            EnquiryLine(
                _enquiry(row),
                tuple(steps.get(row.id, ())),
                holder,
                f"{given} {family}".strip() if given is not None else "",
                bool(protected or special),
            )
            for row, holder, given, family, protected, special in rows
        )

    def _steps_of(self, enquiries: Iterable[UUID]) -> dict[UUID, list[EnquiryStep]]:
        asked = (
            select(EnquiryStepRow)
            .where(col(EnquiryStepRow.enquiry_id).in_(enquiries))
            .order_by(col(EnquiryStepRow.at), col(EnquiryStepRow.id))
        )
        found: dict[UUID, list[EnquiryStep]] = {}
        for row in self._state.session.execute(asked).scalars():
            found.setdefault(row.enquiry_id, []).append(_step(row))
        return found

    def _row(self, enquiry_id: UUID) -> EnquiryRow:
        row = self._rows.get(enquiry_id) or self._state.session.get(EnquiryRow, enquiry_id)
        if row is None:
            raise NotFound
        self._rows[enquiry_id] = row
        return row

    def _wrote(self, citizen_id: UUID | None) -> None:
        self._state.flush()
        # Whoever lists enquiries shows it, whether or not they know the citizen.
        self._state.everything = True
        if citizen_id is not None:
            self._state.citizens.add(citizen_id)


def _lines() -> Select[*tuple[Any, ...]]:
    return (
        select(
            EnquiryRow,
            col(StaffRow.name),
            col(CitizenRow.given_name),
            col(CitizenRow.family_name),
            col(CitizenRow.address_protected),
            col(CitizenRow.special_protection),
        )
        .join(StaffRow, col(StaffRow.id) == col(EnquiryRow.holder_id))
        .outerjoin(CitizenRow, col(CitizenRow.id) == col(EnquiryRow.citizen_id))
    )


def _enquiry(row: EnquiryRow) -> Enquiry:
    return Enquiry(
        id=row.id,
        citizen_id=row.citizen_id,
        subject=row.subject,
        channel=Channel(row.channel),
        received_on=row.received_on,
        due=row.due,
        registered_by=row.created_by,
        holder=row.holder_id,
        waits_since=row.waits_since,
        status=EnquiryStatus(row.status),
        unit=_unit(row.to_area, row.to_team),
    )


def _fields(enquiry: Enquiry) -> Fields:
    return {
        "citizen_id": enquiry.citizen_id,
        "subject": enquiry.subject,
        "channel": enquiry.channel.value,
        "received_on": enquiry.received_on,
        "due": enquiry.due,
        "status": enquiry.status.value,
        "holder_id": enquiry.holder,
        "waits_since": enquiry.waits_since,
        **_unit_fields(enquiry.unit),
    }


def _step(row: EnquiryStepRow, text: str = "", from_whom: str = "") -> EnquiryStep:
    return EnquiryStep(
        id=row.id,
        enquiry_id=row.enquiry_id,
        kind=EnquiryStepKind(row.kind),
        at=row.at,
        by=row.by_id,
        by_name=row.by_name,
        unit=_unit(row.to_area, row.to_team),
        how=ToldBy(row.how) if row.how else None,
        text=text,
        from_whom=from_whom,
    )


def _unit(area: str | None, team: str) -> Unit | None:
    return Unit(ServiceArea(area), team) if area else None


def _unit_fields(unit: Unit | None) -> Fields:
    return {
        "to_area": unit.service_area.value if unit and unit.service_area else None,
        "to_team": unit.team if unit else "",
    }
