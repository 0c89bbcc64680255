"""Loads of exports: read what is known in bulk, write what a load changes in bulk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Table, bindparam, delete, select
from sqlmodel import SQLModel, col

from coordinator.imports.known import (
    Known,
    KnownCase,
    KnownCitizen,
    KnownDistrict,
    KnownStaff,
    SourceFacts,
)
from coordinator.imports.proposal import Action
from coordinator.imports.writes import CaseWrite, CitizenWrite, Writes
from db.folding import sort_key, tokens
from db.mapping import place_fields
from db.tables.house import LoadRow
from db.tables.people import (
    CaseFileRow,
    CitizenRow,
    DistrictRow,
    IdentifierRow,
    ProtectedAddressRow,
    SearchTokenRow,
    SourceRow,
    StaffRow,
)
from db.work_state import WorkState
from plans.people import Address, Role, ServiceArea

_CHUNK = 10_000
# SQLite takes at most 32,766 values in one statement.
_IDS = 10_000
Item = TypeVar("Item")
_PERSON = "person"


class SqlImports:
    """Bulk reading and writing of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def known(self, area: ServiceArea | None) -> Known:
        """Read all that a load of a service area compares with; None: staff or districts."""
        return Known.of(
            citizens=self._citizens() if area else (),
            cases=self._cases(area) if area else (),
            staff=[_known_staff(row) for row in self._all(StaffRow)],
            districts=[
                KnownDistrict(row.id, row.name, row.adults or 0) for row in self._all(DistrictRow)
            ],
        )

    def apply(self, writes: Writes) -> None:
        """Write a load in the transaction of this unit of work."""
        self._apply_staff(writes)
        self._apply_districts(writes)
        self._apply_citizens(writes.citizens)
        self._apply_cases(writes.cases)
        today = self._state.clock.today()
        self._update(
            CaseFileRow,
            [{"id": each.id, "missing_since": today} for each in writes.missing if each.newly],
        )
        self._state.everything |= bool(writes)

    def note_load(self, kind: str, sha256: str, counts: Mapping[Action, int]) -> None:
        """Keep which file was loaded and how many rows it had of each kind."""
        fields = {f"rows_{action.value}": number for action, number in counts.items()}
        fields["rows_read"] = sum(counts.values())
        self._state.insert(LoadRow, uuid4(), {"kind": kind, "file_sha256": sha256, **fields})
        self._state.flush()

    # -- reading -----------------------------------------------------------------------------

    def _all(self, table: type[Item]) -> Iterable[Item]:
        return self._state.session.execute(select(table)).scalars()

    def _citizens(self) -> Iterator[KnownCitizen]:
        sources = self._sources()
        numbers: dict[UUID, list[str]] = {}
        for citizen_id, value in self._state.session.execute(
            select(col(IdentifierRow.citizen_id), col(IdentifierRow.value))
            .where(col(IdentifierRow.removed_at).is_(None))
            .order_by(col(IdentifierRow.valid_to).is_(None), col(IdentifierRow.place))
        ):
            numbers.setdefault(citizen_id, []).append(value)
        hidden = {row.citizen_id: row for row in self._all(ProtectedAddressRow)}
        for row in self._all(CitizenRow):
            place = hidden.get(row.id, row) if _is_protected(row) else row
            address = Address(place.street, place.postcode, place.town)
            yield KnownCitizen(
                id=row.id,
                number=numbers[row.id][-1],
                numbers=tuple(numbers[row.id]),
                given=row.given_name,
                family=row.family_name,
                address=address if address.line else None,
                protected=row.address_protected,
                district_text=place.district_text,
                sources=sources.get(row.id, {}),
                name_by_person=row.name_source == _PERSON,
                address_by_person=row.address_source == _PERSON,
            )

    def _sources(self) -> dict[UUID, dict[ServiceArea, SourceFacts]]:
        found: dict[UUID, dict[ServiceArea, SourceFacts]] = {}
        for row in self._all(SourceRow):
            address = Address(row.street, row.postcode, row.town)
            facts = SourceFacts(
                given=row.given_name,
                family=row.family_name,
                address=address if address.line else None,
                protected=row.protected,
                district_text=row.district_text,
            )
            found.setdefault(row.citizen_id, {})[ServiceArea(row.service_area)] = facts
        return found

    def _cases(self, area: ServiceArea) -> Iterator[KnownCase]:
        rows = self._state.session.execute(
            select(CaseFileRow).where(
                col(CaseFileRow.service_area) == area.value, col(CaseFileRow.removed_at).is_(None)
            )
        ).scalars()
        for row in rows:
            yield KnownCase(
                id=row.id,
                citizen_id=row.citizen_id,
                title=row.title,
                start=row.start_date,
                end=row.end_date,
                caseworker_text=row.caseworker_text,
                distance=row.distance,
                job_goals=tuple(goal for goal in (row.job_goal_a, row.job_goal_b) if goal),
                ordinary_hours=row.ordinary_hours,
                missing=row.missing_since is not None,
            )

    # -- writing -----------------------------------------------------------------------------

    def _apply_staff(self, writes: Writes) -> None:
        rows = [
            {
                "id": each.id,
                "login": each.login.casefold(),
                "name": each.name,
                "service_area": each.service_area.value if each.service_area else None,
                "team": each.team,
                "role": each.role.value,
                "phone": each.phone,
                "email": each.email,
            }
            for each in writes.staff
        ]
        self._write(StaffRow, rows, {each.id for each in writes.staff if each.is_new})
        if rows:
            self._attach_caseworkers()

    def _attach_caseworkers(self) -> None:
        """Give cases whose login was unknown to the staff that has come since."""
        logins = self._logins()
        waiting = self._state.session.execute(
            select(col(CaseFileRow.id), col(CaseFileRow.caseworker_text)).where(
                col(CaseFileRow.caseworker_id).is_(None), col(CaseFileRow.caseworker_text) != ""
            )
        )
        found = [
            {"id": case_id, "caseworker_id": logins[text.casefold()]}
            for case_id, text in waiting
            if text.casefold() in logins
        ]
        self._update(CaseFileRow, found)

    def _logins(self) -> dict[str, UUID]:
        lines = self._state.session.execute(select(col(StaffRow.login), col(StaffRow.id)))
        return dict(lines.all())

    def _apply_districts(self, writes: Writes) -> None:
        known = len(list(self._all(DistrictRow))) if writes.districts else 0
        rows: list[dict[str, Any]] = [
            {"id": each.id, "name": each.name, "adults": each.adults} for each in writes.districts
        ]
        new = {each.id for each in writes.districts if each.is_new}
        # The published order is that of the file.
        for row in rows:
            if row["id"] in new:
                row["place"] = known
                known += 1
        self._write(DistrictRow, rows, new)

    def _apply_citizens(self, citizens: Sequence[CitizenWrite]) -> None:
        # A citizen with several rows in one file has several writes; the last tells how it ends.
        last = {each.id: each for each in citizens}
        new = {each.id for each in citizens if each.is_new}
        rows = [_citizen_row(each) for each in last.values()]
        self._write(CitizenRow, rows, new)
        self._insert(
            IdentifierRow,
            [_identifier_row(each) for each in last.values() if each.id in new],
        )
        self._apply_hidden(last.values())
        self._apply_sources(citizens)
        self._apply_tokens(rows, last, new)

    def _apply_hidden(self, citizens: Iterable[CitizenWrite]) -> None:
        known = {row.id for row in self._all(ProtectedAddressRow)}
        rows: list[dict[str, Any]] = [
            {
                "id": uuid5(each.id, "protected_address"),
                "citizen_id": each.id,
                **place_fields(each.address or Address(), each.district_text),
            }
            for each in citizens
            if each.protected
        ]
        self._write(ProtectedAddressRow, rows, {row["id"] for row in rows} - known)

    def _apply_sources(self, citizens: Iterable[CitizenWrite]) -> None:
        wanted = {uuid5(each.id, f"source {each.area.value}"): each for each in citizens}
        known: set[UUID] = set()
        for ids in _chunks(list(wanted), _IDS):
            found = self._state.session.execute(
                select(col(SourceRow.id)).where(col(SourceRow.id).in_(ids))
            )
            known |= set(found.scalars())
        rows = [_source_row(row_id, each) for row_id, each in wanted.items()]
        self._write(SourceRow, rows, set(wanted) - known)

    def _apply_tokens(
        self, rows: Sequence[Mapping[str, Any]], last: Mapping[UUID, CitizenWrite], new: set[UUID]
    ) -> None:
        session = self._state.session
        changed = [row["id"] for row in rows if row["id"] not in new]
        numbers = self._numbers(changed)
        for ids in _chunks(changed, _IDS):
            session.execute(delete(SearchTokenRow).where(col(SearchTokenRow.citizen_id).in_(ids)))
        found = []
        for row in rows:
            each = last[row["id"]]
            street = "" if each.protected or each.address is None else each.address.line
            mine = numbers.get(each.id, [each.number.value])
            for token in tokens(f"{each.given} {each.family}", street, mine):
                found.append({"citizen_id": each.id, "token": token, "sort_key": row["sort_key"]})
        self._insert_bare(SearchTokenRow, found)

    def _numbers(self, ids: list[UUID]) -> dict[UUID, list[str]]:
        found: dict[UUID, list[str]] = {}
        for chunk in _chunks(ids, _IDS):
            lines = self._state.session.execute(
                select(col(IdentifierRow.citizen_id), col(IdentifierRow.value)).where(
                    col(IdentifierRow.citizen_id).in_(chunk),
                    col(IdentifierRow.removed_at).is_(None),
                )
            )
            for citizen_id, value in lines:
                found.setdefault(citizen_id, []).append(value)
        return found

    def _apply_cases(self, cases: Sequence[CaseWrite]) -> None:
        logins = self._logins() if cases else {}
        rows = [_case_row(each, logins) for each in cases]
        self._write(CaseFileRow, rows, {each.id for each in cases if each.is_new})

    # -- rows --------------------------------------------------------------------------------

    def _write(self, table: type[SQLModel], rows: Sequence[dict[str, Any]], new: set[UUID]) -> None:
        self._insert(table, [row for row in rows if row["id"] in new])
        self._update(table, [row for row in rows if row["id"] not in new])

    def _insert(self, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
        stamp = self._state.stamp()
        self._insert_bare(table, [{**row, **stamp} for row in rows])

    def _insert_bare(self, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
        statement = _table(table).insert()
        for chunk in _chunks(rows, _CHUNK):
            self._state.session.execute(statement, chunk)

    def _update(self, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
        """Write columns of rows that are there; all rows name the same columns."""
        if not rows:
            return
        target = _table(table)
        names = [name for name in rows[0] if name != "id"]
        stamp = self._state.stamp()
        statement = (
            target.update()
            .where(target.c.id == bindparam("row_id"))
            .values(
                version=target.c.version + 1,
                changed_at=stamp["changed_at"],
                changed_by=stamp["changed_by"],
                **{name: bindparam(f"new_{name}") for name in names},
            )
        )
        values = [
            {"row_id": row["id"], **{f"new_{name}": row[name] for name in names}} for row in rows
        ]
        connection = self._state.session.connection()
        for chunk in _chunks(values, _CHUNK):
            connection.execute(statement, chunk)


def _table(table: type[SQLModel]) -> Table:
    found: Table = table.__table__  # type: ignore[attr-defined]  # made by SQLAlchemy
    return found


def _chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _is_protected(row: CitizenRow) -> bool:
    return row.address_protected or row.special_protection


def _known_staff(row: StaffRow) -> KnownStaff:
    return KnownStaff(
        id=row.id,
        login=row.login,
        name=row.name,
        service_area=ServiceArea(row.service_area) if row.service_area else None,
        team=row.team,
        role=Role(row.role),
        phone=row.phone,
        email=row.email,
    )


def _citizen_row(each: CitizenWrite) -> dict[str, Any]:
    open_place = Address() if each.protected or each.address is None else each.address
    row = {
        "id": each.id,
        "given_name": each.given,
        "family_name": each.family,
        "sort_key": sort_key(each.family, each.given),
        "address_protected": each.protected,
        **place_fields(open_place, "" if each.protected else each.district_text),
    }
    if each.is_new:
        row |= {
            "birth_date": each.birth_date,
            "birth_date_confirmed": each.birth_date_confirmed,
        }
    return row


def _identifier_row(each: CitizenWrite) -> dict[str, Any]:
    return {
        "id": uuid5(each.id, each.number.value),
        "citizen_id": each.id,
        "kind": "ecpr" if each.number.is_replacement else "cpr",
        "value": each.number.value,
    }


def _source_row(row_id: UUID, each: CitizenWrite) -> dict[str, Any]:
    facts = each.facts
    return {
        "id": row_id,
        "citizen_id": each.id,
        "service_area": each.area.value,
        "given_name": facts.given,
        "family_name": facts.family,
        **place_fields(facts.address or Address(), facts.district_text),
        "protected": facts.protected,
    }


def _case_row(each: CaseWrite, logins: Mapping[str, UUID]) -> dict[str, Any]:
    goals = (*each.job_goals, "", "")
    return {
        "id": each.id,
        "citizen_id": each.citizen_id,
        "service_area": each.service_area.value,
        "import_key": _import_key(each),
        "title": each.title,
        "start_date": each.start,
        "end_date": each.end,
        "caseworker_id": logins.get(each.caseworker_text.casefold()),
        "caseworker_text": each.caseworker_text,
        "distance": each.distance,
        "job_goal_a": goals[0],
        "job_goal_b": goals[1],
        "ordinary_hours": each.ordinary_hours,
        "missing_since": None,
    }


def _import_key(each: CaseWrite) -> str:
    """What tells a citizen's cases of one service area apart (decisions.md, «Import»)."""
    if each.service_area is ServiceArea.EMPLOYMENT:
        return ""
    return f"{each.title.casefold()} {each.start.isoformat()}"
