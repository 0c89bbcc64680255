"""What a load compares with, read in bulk: columns alone, no row objects."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlmodel import Session, col

from coordinator.imports.known import (
    Known,
    KnownCase,
    KnownCitizen,
    KnownDistrict,
    KnownStaff,
    SourceFacts,
)
from db import search, source_places
from db.bulk import MOST_VALUES, chunks
from db.source_places import Place
from db.tables.people import (
    CaseFileRow,
    CitizenRow,
    DistrictRow,
    IdentifierRow,
    ProtectedAddressRow,
    SourceRow,
    StaffRow,
)
from plans.people import Address, Role, ServiceArea

_PERSON = "person"


def known(
    session: Session,
    area: ServiceArea | None,
    numbers: Collection[str],
    check: Callable[[], None],
) -> Known:
    """Read what a load compares with; see ``coordinator.ports.Imports.known``."""
    cases = tuple(_cases(session, area)) if area else ()
    wanted = {each.citizen_id for each in cases} | set(_owners(session, numbers))
    return Known.of(
        citizens=_citizens(session, wanted, check),
        cases=cases,
        staff=_staff(session),
        districts=[
            KnownDistrict(district_id, name, adults or 0)
            for district_id, name, adults in session.execute(
                select(col(DistrictRow.id), col(DistrictRow.name), col(DistrictRow.adults))
            )
        ],
    )


def numbers_of(session: Session, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """Read every number of some citizens, the one in force last."""
    question = (
        select(col(IdentifierRow.citizen_id), col(IdentifierRow.value))
        .where(col(IdentifierRow.removed_at).is_(None))
        .order_by(col(IdentifierRow.valid_to).is_(None), col(IdentifierRow.place))
    )
    found: dict[UUID, list[str]] = {}
    for chunk in chunks(ids, MOST_VALUES):
        asked = question.where(col(IdentifierRow.citizen_id).in_(chunk))
        for citizen_id, value in session.execute(asked):
            found.setdefault(citizen_id, []).append(value)
    return found


def _owners(session: Session, numbers: Collection[str]) -> Iterator[UUID]:
    """Give the citizens who have or had the numbers."""
    question = select(col(IdentifierRow.citizen_id)).where(col(IdentifierRow.removed_at).is_(None))
    for chunk in chunks(numbers, MOST_VALUES):
        asked = question.where(search.number(session).in_(chunk))
        yield from session.execute(asked).scalars()


def _citizens(
    session: Session, wanted: Collection[UUID], check: Callable[[], None]
) -> Iterator[KnownCitizen]:
    for ids in chunks(wanted):
        check()
        numbers = numbers_of(session, ids)
        hidden = _hidden_places(session, ids)
        sources = _sources(session, ids, source_places.hidden(session, hidden))
        for line in session.execute(_citizen_columns().where(col(CitizenRow.id).in_(ids))):
            citizen_id, given, family, protected, special, name_by, address_by, *open_place = line
            masked = protected or special
            street, postcode, town, district = (
                hidden.get(citizen_id, open_place) if masked else open_place
            )
            mine = tuple(numbers[citizen_id])
            yield KnownCitizen(
                id=citizen_id,
                number=mine[-1],
                numbers=mine,
                given=given,
                family=family,
                address=_address(street, postcode, town),
                # Special protection hides the address too; a load must not bring it to light.
                protected=masked,
                district_text=district,
                sources=sources.get(citizen_id, {}),
                name_by_person=name_by == _PERSON,
                address_by_person=address_by == _PERSON,
            )


def _citizen_columns() -> Select[*tuple[Any, ...]]:
    return select(
        col(CitizenRow.id),
        col(CitizenRow.given_name),
        col(CitizenRow.family_name),
        col(CitizenRow.address_protected),
        col(CitizenRow.special_protection),
        col(CitizenRow.name_source),
        col(CitizenRow.address_source),
        col(CitizenRow.street),
        col(CitizenRow.postcode),
        col(CitizenRow.town),
        col(CitizenRow.district_text),
    )


def _hidden_places(session: Session, ids: list[UUID]) -> dict[UUID, Place]:
    lines = session.execute(
        select(
            col(ProtectedAddressRow.citizen_id),
            col(ProtectedAddressRow.street),
            col(ProtectedAddressRow.postcode),
            col(ProtectedAddressRow.town),
            col(ProtectedAddressRow.district_text),
        ).where(
            col(ProtectedAddressRow.citizen_id).in_(ids),
            col(ProtectedAddressRow.removed_at).is_(None),
        )
    )
    return {citizen_id: (*place,) for citizen_id, *place in lines}


def _sources(
    session: Session, ids: list[UUID], hidden: Mapping[UUID, Place]
) -> dict[UUID, dict[ServiceArea, SourceFacts]]:
    found: dict[UUID, dict[ServiceArea, SourceFacts]] = {}
    areas = {area.value: area for area in ServiceArea}
    lines = session.execute(
        select(
            col(SourceRow.id),
            col(SourceRow.citizen_id),
            col(SourceRow.service_area),
            col(SourceRow.protected),
            col(SourceRow.given_name),
            col(SourceRow.family_name),
            col(SourceRow.street),
            col(SourceRow.postcode),
            col(SourceRow.town),
            col(SourceRow.district_text),
        ).where(col(SourceRow.citizen_id).in_(ids))
    )
    for row_id, citizen_id, area, protected, given, family, *open_place in lines:
        street, postcode, town, district = hidden.get(row_id, open_place)
        facts = SourceFacts(given, family, _address(street, postcode, town), protected, district)
        found.setdefault(citizen_id, {})[areas[area]] = facts
    return found


def _cases(session: Session, area: ServiceArea) -> Iterator[KnownCase]:
    lines = session.execute(
        select(
            col(CaseFileRow.id),
            col(CaseFileRow.citizen_id),
            col(CaseFileRow.title),
            col(CaseFileRow.start_date),
            col(CaseFileRow.end_date),
            col(CaseFileRow.caseworker_text),
            col(CaseFileRow.distance),
            col(CaseFileRow.job_goal_a),
            col(CaseFileRow.job_goal_b),
            col(CaseFileRow.ordinary_hours),
            col(CaseFileRow.missing_since),
            col(StaffRow.login),
        )
        # Only of a case that a hand-over gave to somebody.
        .outerjoin(
            StaffRow,
            and_(
                col(StaffRow.id) == col(CaseFileRow.caseworker_id),
                col(CaseFileRow.handover_id).is_not(None),
            ),
        )
        .where(col(CaseFileRow.service_area) == area.value, col(CaseFileRow.removed_at).is_(None))
    )
    for *facts, one, two, hours, missing_since, handed_to in lines:
        yield replace(_case(facts, (one, two), hours, missing_since), handed_to=handed_to or "")


def _case(
    facts: list[Any], goals: tuple[str, str], hours: str, missing_since: date | None
) -> KnownCase:
    case_id, citizen_id, title, start, end, caseworker, distance = facts
    return KnownCase(
        id=case_id,
        citizen_id=citizen_id,
        title=title,
        start=start,
        end=end,
        caseworker_text=caseworker,
        distance=distance,
        job_goals=tuple(goal for goal in goals if goal),
        ordinary_hours=hours,
        missing=missing_since is not None,
    )


def _staff(session: Session) -> Iterable[KnownStaff]:
    for row in session.execute(select(StaffRow)).scalars():
        yield KnownStaff(
            id=row.id,
            login=row.login,
            name=row.name,
            service_area=ServiceArea(row.service_area) if row.service_area else None,
            team=row.team,
            role=Role(row.role),
            phone=row.phone,
            email=row.email,
        )


def _address(street: str, postcode: str, town: str) -> Address | None:
    return Address(street, postcode, town) if street or postcode or town else None
