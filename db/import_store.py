"""Loads of exports: what is known comes in bulk, and what a load changes is written in bulk."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter, itemgetter
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import delete, func, select
from sqlmodel import col

from coordinator.ids import new_id
from coordinator.imports.known import Known, StoreMark
from coordinator.imports.proposal import Action
from coordinator.imports.writes import CaseWrite, CitizenWrite, StaffWrite, Writes
from db import import_known, source_places
from db.bulk import MOST_VALUES, Values, Wrote, chunks, insert_rows
from db.folding import beside_each, sort_key, tokens
from db.source_places import NOWHERE, PLACE
from db.tables.house import LoadRow, OperationRow
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
from plans.errors import RuleBroken
from plans.people import Address, Role, ServiceArea

# The columns of each kind of row after its id, in the order in which the values are given.
_STAFF: Final = ("login", "name", "service_area", "team", "role", "phone", "email")
_CITIZEN: Final = ("given_name", "family_name", "sort_key", "address_protected", *PLACE)
_BIRTH: Final = ("birth_date", "birth_date_confirmed")
_NUMBER: Final = ("citizen_id", "kind", "value")
_HIDDEN: Final = ("citizen_id", *PLACE, "removed_at")
_SOURCE: Final = (
    "citizen_id", "service_area", "given_name", "family_name", *PLACE, "protected",
)  # fmt: skip
_CASE: Final = (
    "citizen_id", "service_area", "import_key", "title", "start_date", "end_date",
    "caseworker_id", "caseworker_text", "distance", "job_goal_a", "job_goal_b",
    "ordinary_hours", "missing_since", "handover_id",
)  # fmt: skip
_CASE_AS_HANDED: Final = tuple(
    name for name in _CASE if name not in ("caseworker_id", "handover_id")
)
_TOKEN: Final = ("token", "sort_key", "citizen_id", "words")
# Rows that go into an index in its order touch each of its pages once, of which each that is
# touched is decrypted and encrypted again. So many search words are put in order at a time.
_SORTED: Final = 200_000
# The words of so many citizens are gone through at a time; a load can be stopped in between.
_FORGOTTEN: Final = 2_000
# How far the clocks of the computers at one store may be apart.
_SKEW: Final = timedelta(days=1)


class SqlImports:
    """Bulk reading and writing of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        if state.person and state.member.role is not Role.SYSTEM:
            raise RuleBroken("load-by-batch-login")
        self._state = state

    def mark(self) -> StoreMark:
        since = self._state.clock.now() - _SKEW
        return StoreMark(since, self._changes(since))

    def moved(self, mark: StoreMark) -> bool:
        return self._changes(mark.since) != mark.changes

    def known(
        self,
        area: ServiceArea | None,
        numbers: Collection[str],
        check: Callable[[], None] | None = None,
    ) -> Known:
        return import_known.known(self._state.session, area, numbers, check or _never)

    def hold(self, citizens: Collection[UUID]) -> None:
        if self._state.session.connection().dialect.name == "sqlite":
            return  # who writes here is alone
        for table, owner in (
            (CitizenRow, col(CitizenRow.id)),
            # A new address under protection changes no other row of the citizen.
            (ProtectedAddressRow, col(ProtectedAddressRow.citizen_id)),
        ):
            # In one order everywhere: two loads that meet wait, and do not block each other.
            for ids in chunks(sorted(citizens, key=attrgetter("int")), MOST_VALUES):
                question = select(owner).where(owner.in_(ids)).order_by(owner)
                self._state.session.execute(question.with_for_update(key_share=True, of=table))

    def apply(self, writes: Writes, wrote: Wrote | None = None) -> None:
        if wrote is not None:
            self._state.more = wrote
        self._apply_staff(writes.staff)
        self._apply_districts(writes)
        self._apply_citizens(writes.citizens)
        self._apply_cases(writes.cases)
        today = self._state.clock.today()
        gone = ((each.id, today) for each in writes.missing if each.newly)
        self._state.update_many(CaseFileRow, ("missing_since",), gone)
        self._state.everything |= bool(writes)

    def note_load(self, kind: str, sha256: str, counts: Mapping[Action, int]) -> None:
        fields = {f"rows_{action.value}": number for action, number in counts.items()}
        fields["rows_read"] = sum(counts.values())
        self._state.insert(LoadRow, new_id(), {"kind": kind, "file_sha256": sha256, **fields})
        self._state.flush()

    def _changes(self, since: datetime) -> int:
        """Count the pieces of work since a time that changed something.

        A count sees what a newest time would miss: a clock behind ours, work that was under way.
        """
        question = select(func.count()).where(
            col(OperationRow.at) >= since, col(OperationRow.touched)
        )
        found: int = self._state.session.execute(question).scalar_one()
        return found

    # -- staff and districts -----------------------------------------------------------------

    def _apply_staff(self, staff: Sequence[StaffWrite]) -> None:
        rows = [
            (
                each.id,
                each.login.casefold(),
                each.name,
                each.service_area.value if each.service_area else None,
                each.team,
                each.role.value,
                each.phone,
                each.email,
            )
            for each in staff
        ]
        self._state.write_many(StaffRow, _STAFF, rows, {each.id for each in staff if each.is_new})
        if rows:
            self._attach_caseworkers()

    def _attach_caseworkers(self) -> None:
        """Give cases whose login was unknown to the staff that has come since."""
        logins = self._logins()
        waiting = self._state.session.execute(
            select(col(CaseFileRow.id), col(CaseFileRow.caseworker_text)).where(
                col(CaseFileRow.caseworker_id).is_(None), col(CaseFileRow.caseworker_text) != ""
            )
        ).all()
        found = (
            (case_id, logins[text.casefold()])
            for case_id, text in waiting
            if text.casefold() in logins
        )
        self._state.update_many(CaseFileRow, ("caseworker_id",), found)

    def _logins(self) -> dict[str, UUID]:
        lines = self._state.session.execute(select(col(StaffRow.login), col(StaffRow.id)))
        return dict(lines.all())

    def _apply_districts(self, writes: Writes) -> None:
        new = [each for each in writes.districts if each.is_new]
        old = [(each.id, each.name, each.adults) for each in writes.districts if not each.is_new]
        self._state.update_many(DistrictRow, ("name", "adults"), old)
        if new:
            count = select(func.count()).select_from(DistrictRow)
            known = self._state.session.execute(count).scalar_one()
            # The published order is that of the file.
            rows = [
                (each.id, each.name, each.adults, known + place) for place, each in enumerate(new)
            ]
            self._state.insert_many(DistrictRow, ("name", "adults", "place"), rows)

    # -- citizens ----------------------------------------------------------------------------

    def _apply_citizens(self, citizens: Sequence[CitizenWrite]) -> None:
        citizens = sorted(citizens, key=lambda each: each.id.int)
        new = [each for each in citizens if each.is_new]
        born = ((*_citizen(each), each.birth_date, each.birth_date_confirmed) for each in new)
        self._state.insert_many(CitizenRow, (*_CITIZEN, *_BIRTH), born)
        self._state.insert_many(IdentifierRow, _NUMBER, (_identifier(each) for each in new))
        changed = self._changed([each for each in citizens if not each.is_new])
        self._state.update_many(CitizenRow, _CITIZEN, (_citizen(each) for each in changed))
        self._apply_hidden(citizens)
        self._apply_sources(citizens)
        self._forget_tokens(changed)
        numbers = import_known.numbers_of(self._state.session, [each.id for each in changed])
        found = (
            line
            for some in chunks((*new, *changed), _FORGOTTEN)
            for line in self._tokens(some, numbers)
        )
        for lines in chunks(found, _SORTED):
            lines.sort(key=itemgetter(0, 1))
            insert_rows(self._state.session, SearchTokenRow, _TOKEN, lines, wrote=self._state.more)

    def _tokens(
        self, citizens: Iterable[CitizenWrite], numbers: Mapping[UUID, list[str]]
    ) -> Iterator[Values]:
        self._state.more(0)
        for each in citizens:
            yield from _tokens(each, numbers.get(each.id, [each.number.value]))

    def _changed(self, citizens: Sequence[CitizenWrite]) -> list[CitizenWrite]:
        """Keep those about whom something in force changes, not only what a source says."""
        columns = [getattr(CitizenRow, name) for name in ("id", *_CITIZEN)]
        stored: set[Values] = set()
        for ids in chunks([each.id for each in citizens], MOST_VALUES):
            lines = self._state.session.execute(select(*columns).where(col(CitizenRow.id).in_(ids)))
            stored.update(tuple(line) for line in lines)
        return [each for each in citizens if _citizen(each) not in stored]

    def _apply_hidden(self, citizens: Iterable[CitizenWrite]) -> None:
        hidden = [each for each in citizens if each.protected]
        rows = [
            (
                uuid5(each.id, "protected_address"),
                each.id,
                *_place(each.address, each.district_text),
                None,  # hidden again after a person had ended the protection
            )
            for each in hidden
        ]
        known: set[UUID] = set()
        for ids in chunks([row[0] for row in rows], MOST_VALUES):
            question = select(col(ProtectedAddressRow.id)).where(
                col(ProtectedAddressRow.id).in_(ids)
            )
            known.update(self._state.session.execute(question).scalars())
        self._state.write_many(ProtectedAddressRow, _HIDDEN, rows, {row[0] for row in rows} - known)

    def _apply_sources(self, citizens: Sequence[CitizenWrite]) -> None:
        known: dict[tuple[UUID, str], UUID] = {}
        # A new citizen has no sources yet.
        for ids in chunks([each.id for each in citizens if not each.is_new], MOST_VALUES):
            lines = self._state.session.execute(
                select(
                    col(SourceRow.citizen_id), col(SourceRow.service_area), col(SourceRow.id)
                ).where(col(SourceRow.citizen_id).in_(ids))
            )
            known.update(((citizen_id, area), row_id) for citizen_id, area, row_id in lines)
        rows = [
            (known.get((each.id, each.area.value)) or new_id(), *_source(each)) for each in citizens
        ]
        self._state.write_many(
            SourceRow, _SOURCE, rows, {row[0] for row in rows} - set(known.values())
        )
        said = zip(citizens, rows, strict=True)
        source_places.keep(
            self._state,
            [(row[0], *_said_place(each)) for each, row in said if each.protected],
        )
        # What the other sources say was in the open until now.
        source_places.hide(
            self._state, [each.id for each in citizens if each.protected and not each.is_new]
        )

    def _forget_tokens(self, citizens: Sequence[CitizenWrite]) -> None:
        for ids in chunks([each.id for each in citizens], _FORGOTTEN):
            self._state.more(0)
            self._state.session.execute(
                delete(SearchTokenRow).where(col(SearchTokenRow.citizen_id).in_(ids))
            )

    # -- cases -------------------------------------------------------------------------------

    def _apply_cases(self, cases: Sequence[CaseWrite]) -> None:
        logins = self._logins() if cases else {}
        ordered = sorted(cases, key=lambda each: each.citizen_id.int)
        rows = [_case(each, logins) for each in ordered if not each.handed]
        self._state.write_many(CaseFileRow, _CASE, rows, {each.id for each in cases if each.is_new})
        kept = [_case_as_handed(each) for each in ordered if each.handed]
        self._state.update_many(CaseFileRow, _CASE_AS_HANDED, kept)


def _never() -> None:
    """Stop nothing."""


def _citizen(each: CitizenWrite) -> Values:
    """Give the values in force; where a protected citizen lives stands elsewhere."""
    open_place = NOWHERE if each.protected else _place(each.address, each.district_text)
    key = sort_key(each.family, each.given)
    return (each.id, each.given, each.family, key, each.protected, *open_place)


def _place(address: Address | None, district: str) -> Values:
    if address is None:
        return ("", "", "", district)
    return (address.street, address.postcode, address.town, district)


def _identifier(each: CitizenWrite) -> Values:
    kind = "ecpr" if each.number.is_replacement else "cpr"
    value = each.number.value
    return (new_id(), each.id, kind, value)


def _source(each: CitizenWrite) -> Values:
    facts, area = each.facts, each.area.value
    open_place = NOWHERE if each.protected else _said_place(each)
    return (each.id, area, facts.given, facts.family, *open_place, facts.protected)


def _said_place(each: CitizenWrite) -> Values:
    return _place(each.facts.address, each.facts.district_text)


def _tokens(each: CitizenWrite, numbers: list[str]) -> Iterator[Values]:
    street = "" if each.protected or each.address is None else each.address.line
    key = sort_key(each.family, each.given)
    found = tokens(f"{each.given} {each.family}", street, numbers)
    beside = beside_each(found)
    for token in found:
        yield (token, key, each.id, beside)


def _case(each: CaseWrite, logins: Mapping[str, UUID]) -> Values:
    goals = (*each.job_goals, "", "")
    return (
        each.id,
        each.citizen_id,
        each.service_area.value,
        _import_key(each),
        each.title,
        each.start,
        each.end,
        logins.get(each.caseworker_text.casefold()),
        each.caseworker_text,
        each.distance,
        goals[0],
        goals[1],
        each.ordinary_hours,
        None,
        None,
    )


def _case_as_handed(each: CaseWrite) -> Values:
    """Leave out whose it is: a hand-over decided that."""
    whole = dict(zip(("id", *_CASE), _case(each, {}), strict=True))
    return tuple(whole[name] for name in ("id", *_CASE_AS_HANDED))


def _import_key(each: CaseWrite) -> str:
    """What tells a citizen's cases of one service area apart (decisions.md, «Import»)."""
    if each.service_area is ServiceArea.EMPLOYMENT:
        return ""
    return f"{each.title.casefold()} {each.start.isoformat()}"
