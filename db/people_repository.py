"""Citizens and staff in the store; a protected address stands in a table of its own."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import delete, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlmodel import col

from coordinator.ids import new_id
from coordinator.ports import NotFound
from coordinator.wording import NEW_CITIZEN, NEW_NUMBER
from db import doors, search, source_places
from db.absence_repository import SqlAbsences
from db.folding import beside_each, sort_key, tokens
from db.mapping import (
    Fields,
    address,
    case_file,
    citizen,
    citizen_fields,
    place_fields,
    staff_fields,
    staff_member,
)
from db.relations import is_related
from db.tables.base import Row
from db.tables.house import RecentRow
from db.tables.people import (
    CaseFileRow,
    CitizenRow,
    ContactRow,
    IdentifierRow,
    ProtectedAddressRow,
    SearchTokenRow,
    StaffRow,
)
from db.work_state import WorkState
from plans.cpr import CprNumber
from plans.people import Address, CaseFile, Citizen, Role, StaffMember, WithheldCase
from plans.withheld import Withheld

# Who made a citizen by hand has to do with them so long, as on a server (30_relations).
_REGISTERED_FOR: Final = timedelta(days=90)
_AT: Final = ("street", "postcode", "town")
# What a row of a citizen says where nobody said otherwise: a door takes it whole.
_WHOLE: Final = {
    name: column.default.arg
    for name, column in CitizenRow.__table__.c.items()  # type: ignore[attr-defined]  # SQLAlchemy's
    if isinstance(column.default, ScalarElementColumnDefault)
}


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one citizen as they were read."""

    citizen: CitizenRow
    identifiers: Sequence[IdentifierRow]
    contacts: Sequence[ContactRow]
    hidden: ProtectedAddressRow | None


class SqlCitizens:
    """The citizens of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        # Rows as they were read: a session forgets a row that nobody holds, and would read it
        # again at the save, with the colleague's change that the save then writes over.
        self._read: dict[UUID, _Rows] = {}

    def get(self, citizen_id: UUID) -> Citizen:
        rows = self._read[citizen_id] = self._rows(citizen_id)
        return citizen(rows.citizen, rows.identifiers, rows.contacts)

    def with_number(self, number: CprNumber, why: str) -> UUID | None:
        session = self._state.session
        if self._state.person:
            doors.ask_number(session, number.value, why)
            return doors.answer_number(session, number.value)
        question = select(col(IdentifierRow.citizen_id)).where(
            search.number(session) == number.value, col(IdentifierRow.removed_at).is_(None)
        )
        found: UUID | None = session.execute(question).scalar()
        return found

    def protected_address(self, citizen_id: UUID) -> Address:
        hidden, row = self._hidden(citizen_id), self._row(citizen_id)
        if hidden is None and self._state.person and citizen(row, [], []).protection.active:
            # Never an empty line in the place of an address that this login may not see.
            raise NotFound
        return address(hidden or row)

    def case_files(self, citizen_id: UUID) -> tuple[CaseFile | WithheldCase, ...]:
        lines = self._state.session.execute(
            select(CaseFileRow, StaffRow)
            .outerjoin(StaffRow, col(StaffRow.id) == col(CaseFileRow.caseworker_id))
            .where(col(CaseFileRow.citizen_id) == citizen_id, col(CaseFileRow.removed_at).is_(None))
            .order_by(col(CaseFileRow.service_area), col(CaseFileRow.start_date).desc())
        )
        found = tuple(case_file(row, staff) for row, staff in lines)
        if not self._state.person:
            return found
        return (*found, *doors.withheld_cases(self._state.session, citizen_id))

    def add(self, citizen: Citizen) -> None:
        fields = citizen_fields(citizen) | {
            "sort_key": sort_key(citizen.family_name, citizen.given_name),
            "name_source": "person",
            "address_source": "person",
        }
        row = self._insert(citizen, fields)
        self._write_parts(_Rows(row, [], [], None), citizen)

    def _insert(self, citizen: Citizen, fields: Fields) -> CitizenRow:
        if not self._state.person:
            row = self._state.insert(CitizenRow, citizen.id, fields)
            self._state.flush()
            assert isinstance(row, CitizenRow)
            return row
        session, number = self._state.session, citizen.identifiers[0].number.value
        doors.see_asked(session, number, NEW_CITIZEN)
        doors.add_citizen(session, {"id": citizen.id, **_WHOLE, **fields, **self._stamp()}, number)
        return self._row(citizen.id)

    def _stamp(self) -> Fields:
        return {"version": 1, **self._state.stamp()}

    def _give_new_numbers(
        self, known: Container[UUID], wanted: Mapping[UUID, tuple[type[Row], Fields]]
    ) -> Iterator[Row]:
        """Give numbers through the door of a server, which has an index of all of them."""
        session = self._state.session
        for row_id, (table, fields) in wanted.items():
            if table is not IdentifierRow or row_id in known:
                continue
            doors.see_asked(session, str(fields["value"]), NEW_NUMBER)
            doors.add_number(session, {"id": row_id, **fields, **self._stamp()})
            yield session.get_one(IdentifierRow, row_id)

    def save(self, citizen: Citizen) -> None:
        rows = self._read[citizen.id]
        row = rows.citizen
        fields = citizen_fields(citizen)
        if (citizen.given_name, citizen.family_name) != (row.given_name, row.family_name):
            # From now on a person has decided; a load only tells that its source differs.
            fields["name_source"] = "person"
            fields["sort_key"] = sort_key(citizen.family_name, citizen.given_name)
        lived_at = address(rows.hidden or row)
        if not isinstance(citizen.address, Withheld) and citizen.address != lived_at:
            fields["address_source"] = "person"
        self._state.update(row, fields)
        self._write_parts(rows, citizen)

    def registered_lately(self, citizen_id: UUID) -> bool:
        since = self._state.clock.now() - _REGISTERED_FOR
        found = self._state.session.execute(
            select(col(CitizenRow.id)).where(
                col(CitizenRow.id) == citizen_id,
                col(CitizenRow.created_by) == self._state.member.id,
                col(CitizenRow.created_at) > since,
            )
        )
        return found.first() is not None

    def related(self, citizen_id: UUID, staff_id: UUID) -> bool:
        if self._state.person and staff_id == self._state.member.id:
            return doors.is_related(self._state.session, citizen_id)
        state = self._state
        return is_related(state.session, citizen_id, staff_id, state.clock.today())

    def note_opened(self, citizen_id: UUID) -> None:
        session, member = self._state.session, self._state.member
        row = session.get(RecentRow, (member.id, citizen_id))
        if row is None:
            row = RecentRow(staff_id=member.id, citizen_id=citizen_id, at=self._state.clock.now())
            session.add(row)
        row.at = self._state.clock.now()

    def _row(self, citizen_id: UUID) -> CitizenRow:
        row = self._state.session.get(CitizenRow, citizen_id)
        if row is None:
            raise NotFound
        return row

    def _rows(self, citizen_id: UUID) -> _Rows:
        return _Rows(
            self._row(citizen_id),
            self._identifiers(citizen_id),
            self._contacts(citizen_id),
            self._hidden(citizen_id),
        )

    def _hidden(self, citizen_id: UUID) -> ProtectedAddressRow | None:
        return self._state.session.execute(
            select(ProtectedAddressRow).where(
                col(ProtectedAddressRow.citizen_id) == citizen_id,
                col(ProtectedAddressRow.removed_at).is_(None),
            )
        ).scalar()

    def _identifiers(self, citizen_id: UUID) -> list[IdentifierRow]:
        return list(
            self._state.session.execute(
                select(IdentifierRow).where(
                    col(IdentifierRow.citizen_id) == citizen_id,
                    col(IdentifierRow.removed_at).is_(None),
                )
            ).scalars()
        )

    def _contacts(self, citizen_id: UUID) -> list[ContactRow]:
        return list(
            self._state.session.execute(
                select(ContactRow)
                .where(
                    col(ContactRow.citizen_id) == citizen_id, col(ContactRow.removed_at).is_(None)
                )
                .order_by(col(ContactRow.created_at), col(ContactRow.id))
            ).scalars()
        )

    def _write_parts(self, rows: _Rows, value: Citizen) -> None:
        """Write what stands in tables of its own: place, numbers, contacts, search words."""
        self._write_place(rows, value)
        numbers = rows.identifiers
        known = {each.value: each.id for each in numbers}
        loaded: dict[UUID, Row] = {each.id: each for each in numbers}
        loaded |= {each.id: each for each in rows.contacts}
        wanted: dict[UUID, tuple[type[Row], dict[str, object]]] = {}
        for place, each in enumerate(value.identifiers):
            text = each.number.value
            number_id = known.get(text) or uuid5(value.id, text)
            wanted[number_id] = (
                IdentifierRow,
                {
                    "citizen_id": value.id,
                    "kind": each.kind.value,
                    "value": text,
                    "valid_from": each.valid_from,
                    "valid_to": each.valid_to,
                    "place": place,
                },
            )
        for contact in value.contacts:
            wanted[contact.id] = (
                ContactRow,
                {
                    "citizen_id": value.id,
                    "role": contact.role.value,
                    "name": contact.name,
                    "phone": contact.phone,
                    "note": contact.note,
                },
            )
        if self._state.person:
            loaded |= {row.id: row for row in self._give_new_numbers(loaded, wanted)}
        self._state.sync(loaded, wanted)
        self._write_tokens(rows.citizen, value)
        self._state.citizens.add(value.id)

    def _write_place(self, rows: _Rows, value: Citizen) -> None:
        """Keep address and district where the protection says; a mask means «as it is»."""
        row, hidden = rows.citizen, rows.hidden
        if self._state.person:
            self._write_walled_place(row, value)
            return
        kept_at, kept_in = (
            (address(hidden), hidden.district_text) if hidden else (address(row), row.district_text)
        )
        place = place_fields(
            kept_at if isinstance(value.address, Withheld) else value.address,
            kept_in if isinstance(value.district, Withheld) else value.district,
        )
        open_place = place_fields(Address(), "") if value.protection.active else place
        self._state.update(row, open_place)
        # The citizen first, as a load does: two who meet wait, and do not block each other.
        self._state.flush()
        if value.protection.active:
            if hidden:
                self._state.update(hidden, place)
            else:
                self._hide(value.id, place)
                source_places.hide(self._state, [value.id])
        elif hidden:
            self._state.remove(hidden)
            source_places.show(self._state, value.id)

    def _write_walled_place(self, row: CitizenRow, value: Citizen) -> None:
        """Do the same on a server, where an address that is set apart is not read for it."""
        lived: dict[str, object] = dict.fromkeys(_AT)
        if not isinstance(value.address, Withheld):
            lived |= {name: place_fields(value.address, "")[name] for name in _AT}
        lived["district_text"] = None if isinstance(value.district, Withheld) else value.district
        session = self._state.session
        if value.protection.active:
            self._state.update(row, place_fields(Address(), ""))
            self._state.flush()
            doors.hide_place(session, value.id, uuid5(value.id, "protected_address"), lived)
            return
        self._state.update(row, {name: each for name, each in lived.items() if each is not None})
        self._state.flush()
        doors.show_place(session, value.id, new_id(), lived)
        session.refresh(row)  # the search words are made of where they live

    def _hide(self, citizen_id: UUID, place: dict[str, object]) -> None:
        row_id = uuid5(citizen_id, "protected_address")
        row = self._state.session.get(ProtectedAddressRow, row_id)
        if row is None:
            self._state.insert(ProtectedAddressRow, row_id, {"citizen_id": citizen_id, **place})
        else:
            self._state.update(row, {**place, "removed_at": None})

    def _write_tokens(self, row: CitizenRow, value: Citizen) -> None:
        street = "" if value.protection.active else address(row).line
        found = tokens(value.name, street, [each.number.value for each in value.identifiers])
        session = self._state.session
        session.execute(delete(SearchTokenRow).where(col(SearchTokenRow.citizen_id) == value.id))
        beside = beside_each(found)
        session.add_all(
            SearchTokenRow(token=token, sort_key=row.sort_key, citizen_id=value.id, words=beside)
            for token in found
        )
        self._state.flush()


class SqlStaff:
    """The staff of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        self.absences = SqlAbsences(state)

    def get(self, staff_id: UUID) -> StaffMember:
        row = self._state.session.get(StaffRow, staff_id)
        if row is None:
            raise NotFound
        return staff_member(row)

    def by_login(self, login: str) -> StaffMember | None:
        row = self._state.session.execute(
            select(StaffRow).where(col(StaffRow.login) == login.strip().casefold())
        ).scalar()
        return staff_member(row) if row else None

    def everybody(self) -> tuple[StaffMember, ...]:
        rows = self._state.session.execute(
            select(StaffRow).where(col(StaffRow.role) != Role.SYSTEM.value)
        ).scalars()
        members = (staff_member(row) for row in rows)
        return tuple(sorted(members, key=lambda member: sort_key(member.name, "")))

    def add(self, member: StaffMember) -> None:
        fields = staff_fields(replace(member, login=member.login.strip().casefold()))
        self._state.insert(StaffRow, member.id, fields)
        self._state.flush()
        self._state.everything = True
