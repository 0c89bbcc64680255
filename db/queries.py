"""The lists of screens and reports, straight from the rows."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from coordinator.lists import (
    DistrictRow as District,
)
from coordinator.lists import (
    FoundCitizen,
    HistoryLine,
    LegalBasis,
    PlanLine,
    SharedCase,
    WorkItem,
)
from db import search, work_queries
from db.tables.house import AuditRow, CodeRow
from db.tables.people import (
    CaseFileRow,
    CitizenRow,
    DistrictRow,
    IdentifierRow,
    SourceRow,
    StaffRow,
)
from db.tables.plan import PlanRow
from db.work_state import WorkState
from plans.cpr import CprNumber
from plans.people import Address, ServiceArea
from plans.states import PlanStatus

_AREA_ORDER = {area.value: place for place, area in enumerate(ServiceArea)}


class SqlLists:
    """The lists of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        self._session = state.session

    def find(self, text: str, limit: int) -> tuple[FoundCitizen, ...]:
        member, today = self._state.member, self._state.clock.today()
        return self._found(search.candidates(self._session, text, member.id, limit, today))

    def my_citizens(self, limit: int) -> tuple[FoundCitizen, ...]:
        ids = search.my_ids(self._session, self._state.member.id, self._state.clock.today())
        ordered = self._session.execute(
            select(col(CitizenRow.id))
            .where(col(CitizenRow.id).in_(ids))
            .order_by(col(CitizenRow.sort_key))
            .limit(limit)
        ).scalars()
        return self._found(list(ordered))

    def recent(self, limit: int) -> tuple[FoundCitizen, ...]:
        return self._found(search.recent_ids(self._session, self._state.member.id, limit))

    def work(self, today: date) -> tuple[WorkItem, ...]:
        return work_queries.work(self._session, self._state.member, today)

    def my_plans(self) -> tuple[PlanLine, ...]:
        return work_queries.my_plans(self._session, self._state.member)

    def plans_with_status(self, *statuses: PlanStatus) -> tuple[PlanLine, ...]:
        return work_queries.plans_with_status(self._session, statuses)

    def history(self, citizen_id: UUID, limit: int) -> tuple[HistoryLine, ...]:
        lines = self._session.execute(
            select(
                col(AuditRow.at),
                col(AuditRow.staff_name),
                col(AuditRow.action),
                col(AuditRow.subject),
                col(AuditRow.why),
            )
            .where(col(AuditRow.citizen_id) == citizen_id)
            .order_by(col(AuditRow.at).desc())
            .limit(limit)
        )
        return tuple(HistoryLine(*line) for line in lines)

    def source_differences(self, citizen_id: UUID) -> tuple[tuple[str, str, str], ...]:
        rows = self._session.execute(
            select(SourceRow).where(col(SourceRow.citizen_id) == citizen_id)
        ).scalars()
        said = [
            (
                row.service_area,
                f"{row.given_name} {row.family_name}".strip(),
                Address(row.street, row.postcode, row.town).line,
            )
            for row in sorted(rows, key=lambda row: _AREA_ORDER[row.service_area])
        ]
        names = {name for _area, name, _line in said if name}
        places = {line for _area, _name, line in said if line}
        return tuple(said) if len(names) > 1 or len(places) > 1 else ()

    def shared_cases(self) -> Sequence[SharedCase]:
        areas = {area.value: area for area in ServiceArea}
        protected = col(CitizenRow.address_protected) | col(CitizenRow.special_protection)
        lines = self._session.execute(
            select(
                col(CaseFileRow.citizen_id),
                col(CitizenRow.birth_date),
                col(CitizenRow.district_text),
                protected,
                col(CaseFileRow.service_area),
                col(CaseFileRow.title),
                col(CaseFileRow.start_date),
                col(CaseFileRow.end_date),
            )
            .join(CitizenRow, col(CitizenRow.id) == col(CaseFileRow.citizen_id))
            .where(col(CaseFileRow.removed_at).is_(None))
        )
        return [
            SharedCase(
                citizen_id=citizen_id,
                birth_date=birth,
                district=district or None,
                protected=hidden,
                service_area=areas[area],
                title=title,
                start=start,
                end=end,
            )
            for citizen_id, birth, district, hidden, area, title, start, end in lines
        ]

    def districts(self) -> tuple[District, ...]:
        lines = self._session.execute(
            select(col(DistrictRow.name), col(DistrictRow.adults))
            .where(col(DistrictRow.removed_at).is_(None))
            .order_by(col(DistrictRow.place), col(DistrictRow.name))
        )
        return tuple(District(*line) for line in lines)

    def legal_bases(self, day: date) -> tuple[LegalBasis, ...]:
        rows = self._session.execute(
            select(CodeRow)
            .where(
                col(CodeRow.list_name) == "legal_basis",
                col(CodeRow.removed_at).is_(None),
                col(CodeRow.valid_from) <= day,
                col(CodeRow.valid_to).is_(None) | (col(CodeRow.valid_to) >= day),
            )
            .order_by(col(CodeRow.place))
        ).scalars()
        return tuple(
            LegalBasis(
                code=row.code,
                label=row.label,
                service_area=ServiceArea(row.service_area) if row.service_area else None,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
            for row in rows
        )

    def counts(self) -> dict[str, int]:
        tables = {
            "citizens": CitizenRow,
            "cases": CaseFileRow,
            "plans": PlanRow,
            "staff": StaffRow,
            "districts": DistrictRow,
            "audit": AuditRow,
        }
        found = {
            name: self._session.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.items()
        }
        # The built-in system is no person.
        return found | {"staff": found["staff"] - 1}

    def _found(self, ids: list[UUID]) -> tuple[FoundCitizen, ...]:
        """Fill the lines of a list of citizens, in the order of the ids."""
        if not ids:
            return ()
        session = self._session
        citizens = {
            row.id: row
            for row in session.execute(
                select(CitizenRow).where(col(CitizenRow.id).in_(ids))
            ).scalars()
        }
        numbers = self._numbers(ids)
        areas = self._areas(ids)
        plans: dict[UUID, str] = {}
        for citizen_id, status in session.execute(
            select(col(PlanRow.citizen_id), col(PlanRow.status))
            .where(col(PlanRow.citizen_id).in_(ids))
            .order_by(col(PlanRow.created_at))
        ):
            if plans.get(citizen_id, PlanStatus.CLOSED.value) == PlanStatus.CLOSED.value:
                plans[citizen_id] = status
        mine = set(search.my_ids(session, self._state.member.id, self._state.clock.today()))
        recent = set(search.recent_ids(session, self._state.member.id, 20))
        return tuple(
            _found_citizen(
                citizens[each],
                numbers.get(each),
                areas.get(each, ()),
                plans.get(each),
                (each in mine, each in recent),
            )
            for each in ids
            if each in citizens
        )

    def _numbers(self, ids: list[UUID]) -> dict[UUID, CprNumber]:
        lines = self._session.execute(
            select(col(IdentifierRow.citizen_id), col(IdentifierRow.value))
            .where(
                col(IdentifierRow.citizen_id).in_(ids),
                col(IdentifierRow.valid_to).is_(None),
                col(IdentifierRow.removed_at).is_(None),
            )
            .order_by(col(IdentifierRow.place))
        )
        return {citizen_id: CprNumber(value) for citizen_id, value in lines}

    def _areas(self, ids: list[UUID]) -> dict[UUID, tuple[ServiceArea, ...]]:
        """Tell in which service areas the citizens have running cases, in their fixed order."""
        today = self._state.clock.today()
        lines = self._session.execute(
            select(col(CaseFileRow.citizen_id), col(CaseFileRow.service_area))
            .where(
                col(CaseFileRow.citizen_id).in_(ids),
                col(CaseFileRow.removed_at).is_(None),
                col(CaseFileRow.start_date).is_(None) | (col(CaseFileRow.start_date) <= today),
                col(CaseFileRow.end_date).is_(None) | (col(CaseFileRow.end_date) >= today),
            )
            .distinct()
        )
        found: dict[UUID, set[ServiceArea]] = {}
        for citizen_id, area in lines:
            found.setdefault(citizen_id, set()).add(ServiceArea(area))
        return {
            citizen_id: tuple(area for area in ServiceArea if area in areas)
            for citizen_id, areas in found.items()
        }


def _found_citizen(
    row: CitizenRow,
    number: CprNumber | None,
    areas: tuple[ServiceArea, ...],
    plan_status: str | None,
    nearness: tuple[bool, bool],
) -> FoundCitizen:
    mine, recent = nearness
    return FoundCitizen(
        id=row.id,
        name=f"{row.given_name} {row.family_name}".strip(),
        number=number,
        birth_date=row.birth_date,
        district=row.district_text,
        protected=row.address_protected or row.special_protection,
        service_areas=areas,
        plan_status=PlanStatus(plan_status) if plan_status else None,
        mine=mine,
        recent=recent,
    )
