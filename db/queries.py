"""The lists of screens and reports, straight from the rows."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlmodel import col

from coordinator.lists import (
    DistrictRow as District,
)
from coordinator.lists import (
    FoundCitizen,
    HistoryLine,
    PlanLine,
    SharedCase,
    WorkItem,
)
from coordinator.plan_news import PlanNews
from db import awaited_queries, doors, news_queries, search, work_queries
from db.folding import stands_first
from db.search import Near
from db.tables.house import AuditRow
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
from plans.errors import RuleBroken
from plans.people import Address, Role, ServiceArea
from plans.states import PlanStatus

_AREA_ORDER = {area.value: place for place, area in enumerate(ServiceArea)}


class SqlLists:
    """The lists of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        self._my_plans: tuple[tuple[int, int, bool], tuple[PlanLine, ...]] | None = None
        self._session = state.session

    def find(self, text: str, limit: int) -> tuple[FoundCitizen, ...]:
        close, today = self._near(), self._state.clock.today()
        ids = search.candidates(self._session, text, close, limit, today)
        found = self._found(ids, close)
        # Of mine the one whose name begins as it was typed: «sara m» is hardly Else Sara Mønster.
        return tuple(sorted(found, key=lambda each: _rank(each, text)))

    def my_citizens(self, limit: int) -> tuple[FoundCitizen, ...]:
        close = self._near()
        ordered = self._session.execute(
            select(col(CitizenRow.id))
            .where(col(CitizenRow.id).in_(close.mine))
            .order_by(col(CitizenRow.sort_key))
            .limit(limit)
        ).scalars()
        return self._found(list(ordered), close)

    def recent(self, limit: int) -> tuple[FoundCitizen, ...]:
        close = self._near()
        return self._found(list(close.recent[:limit]), close)

    def work(self, today: date) -> tuple[WorkItem, ...]:
        return work_queries.work(self._session, self._state.member, today, self.my_plans())

    def awaited(self) -> tuple[WorkItem, ...]:
        return awaited_queries.awaited(self._session, self._state.member, self._state.clock.today())

    def plan_news(self, since: datetime) -> tuple[PlanNews, ...]:
        today = self._state.clock.today()
        return news_queries.plan_news(self._session, self._state.member, today, since)

    def my_plans(self) -> tuple[PlanLine, ...]:
        state = self._state
        mark = len(state.plans), len(state.citizens), state.everything
        # «Min dag» asks twice in one reading; what was written since is read anew.
        if self._my_plans is None or self._my_plans[0] != mark:
            self._my_plans = mark, work_queries.my_plans(self._session, state.member)
        return self._my_plans[1]

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
                col(AuditRow.related),
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

    def protecting_sources(self, citizen_id: UUID) -> tuple[ServiceArea, ...]:
        protecting = self._session.execute(
            select(col(SourceRow.service_area)).where(
                col(SourceRow.citizen_id) == citizen_id, col(SourceRow.protected).is_(True)
            )
        ).scalars()
        found = set(protecting)
        return tuple(area for area in ServiceArea if area.value in found)

    def shared_cases(self) -> Sequence[SharedCase]:
        if self._state.person and self._state.member.role is not Role.SYSTEM:
            raise RuleBroken("figures-by-batch-login")
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

    def _near(self) -> Near:
        return search.near(self._session, self._state.member.id, self._state.clock.today())

    def _found(self, ids: list[UUID], close: Near) -> tuple[FoundCitizen, ...]:
        """Fill the lines of a list of citizens, in the order of the ids."""
        if not ids:
            return ()
        lines = self._lines(ids)
        return tuple(
            FoundCitizen(
                id=each,
                name=name.strip(),
                number=None if number is None else CprNumber(number),
                birth_date=born,
                district=district,
                protected=protected,
                service_areas=_in_order(areas),
                plan_status=None if status is None else PlanStatus(status),
                mine=each in close.mine,
                recent=each in close.recent,
                street="" if protected else street,
                seen=seen,
                special=special,
            )
            for each in ids
            if each in lines
            for (
                name, born, street, district, protected, special, number, status, areas, seen,
            ) in (lines[each],)
        )  # fmt: skip

    def _lines(self, ids: list[UUID]) -> dict[UUID, tuple[Any, ...]]:
        """Read what the lines hold by the citizen; last, whether the reader may see them."""
        values = {"ids": ids, "today": self._state.clock.today()}
        found = self._session.execute(_found_lines(), values)
        if not self._state.person:
            return {who: (*line, True) for who, *line in found}
        # That there is a case in a service area is told also where the case is not.
        seen = {who: line for who, *line, _areas in found}
        areas_of = doors.areas_of(self._session, list(seen))
        lines = {who: (*line, areas_of.get(who), True) for who, line in seen.items()}
        unseen = [each for each in ids if each not in lines]
        return lines | {
            who: (name, born, "", "", hidden, False, None, None, area, False)
            for who, name, born, hidden, area in doors.lines(self._session, unseen)
        }


@cache
def _found_lines() -> Select[
    UUID, str, date, str, str, bool, bool, str | None, str | None, str | None
]:
    """Ask for all of each line at once; columns alone, as row objects take as long as a search."""
    citizen = col(CitizenRow.id)
    today: BindParameter[date] = bindparam("today")
    number = (
        select(col(IdentifierRow.value))
        .where(
            col(IdentifierRow.citizen_id) == citizen,
            col(IdentifierRow.valid_to).is_(None),
            col(IdentifierRow.removed_at).is_(None),
        )
        .order_by(col(IdentifierRow.place).desc())
        .limit(1)
    )
    # The plan that is not closed, or else that there is a closed one.
    status = (
        select(col(PlanRow.status))
        .where(col(PlanRow.citizen_id) == citizen)
        .order_by(col(PlanRow.status) == PlanStatus.CLOSED.value)
        .limit(1)
    )
    areas = select(func.aggregate_strings(col(CaseFileRow.service_area), ",")).where(
        col(CaseFileRow.citizen_id) == citizen,
        col(CaseFileRow.removed_at).is_(None),
        col(CaseFileRow.start_date).is_(None) | (col(CaseFileRow.start_date) <= today),
        col(CaseFileRow.end_date).is_(None) | (col(CaseFileRow.end_date) >= today),
    )
    return select(
        citizen,
        col(CitizenRow.given_name) + " " + col(CitizenRow.family_name),
        col(CitizenRow.birth_date),
        col(CitizenRow.street),
        col(CitizenRow.district_text),
        col(CitizenRow.address_protected) | col(CitizenRow.special_protection),
        col(CitizenRow.special_protection),
        number.scalar_subquery(),
        status.scalar_subquery(),
        areas.scalar_subquery(),
    ).where(citizen.in_(bindparam("ids", expanding=True)))


@lru_cache(maxsize=64)
def _in_order(areas: str | None) -> tuple[ServiceArea, ...]:
    """Give the service areas of a text with commas, each once, in their fixed order."""
    named = () if areas is None else areas.split(",")
    return tuple(area for area in ServiceArea if area.value in named)


def _rank(each: FoundCitizen, asked: str) -> int:
    if not each.mine:
        return 2
    return 0 if stands_first(each.name, asked) else 1
