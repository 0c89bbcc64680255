"""The dated lists in the store: a list that it has nothing of is as it shipped."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from coordinator.dated_lists import DatedList, ListEntry, in_order, shipped
from coordinator.ids import new_id
from coordinator.ports import Stale
from db.mapping import Fields
from db.tables.lists import ListEntryRow
from db.work_state import WorkState
from plans.people import ServiceArea


class SqlDatedLists:
    """The dated lists of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def entries(self, which: DatedList, day: date | None = None) -> tuple[ListEntry, ...]:
        return tuple(each for each in self._whole(which) if day is None or each.holds_on(day))

    def every(self) -> tuple[ListEntry, ...]:
        found: dict[str, list[ListEntry]] = {}
        for row in self._state.session.execute(select(ListEntryRow)).scalars():
            found.setdefault(row.list_name, []).append(_entry(row))
        return tuple(
            each
            for which in DatedList
            for each in (in_order(found[which]) if which in found else shipped(which))
        )

    def put(self, entry: ListEntry, seen: ListEntry | None) -> None:
        known = {each.key: each for each in self._whole(entry.list)}
        if (known.get(entry.key) if seen is None else known.get(seen.key)) != seen:
            raise Stale
        if not self._rows(entry.list):
            self._add(shipped(entry.list))
        if seen is None:
            self._add((entry,))
        else:
            rows = {_entry(row).key: row for row in self._rows(entry.list)}
            self._state.update(rows[seen.key], _fields(entry))
        self._state.flush()
        self._state.everything = True

    def _whole(self, which: DatedList) -> tuple[ListEntry, ...]:
        rows = self._rows(which)
        return in_order(_entry(row) for row in rows) if rows else shipped(which)

    def _rows(self, which: DatedList) -> list[ListEntryRow]:
        asked = select(ListEntryRow).where(col(ListEntryRow.list_name) == which.value)
        return list(self._state.session.execute(asked).scalars())

    def _add(self, entries: Iterable[ListEntry]) -> None:
        for each in entries:
            self._state.insert(ListEntryRow, new_id(), _fields(each))
        self._state.flush()


def _fields(entry: ListEntry) -> Fields:
    return {
        "list_name": entry.list.value,
        "code": entry.code,
        "label": entry.label,
        "text": entry.text,
        "group_name": entry.group,
        "service_area": entry.service_area.value if entry.service_area else None,
        "place": entry.place,
        "valid_from": entry.valid_from,
        "valid_to": entry.valid_to,
    }


def _entry(row: ListEntryRow) -> ListEntry:
    return ListEntry(
        DatedList(row.list_name),
        row.code,
        row.label,
        row.text,
        row.group_name,
        ServiceArea(row.service_area) if row.service_area else None,
        row.place,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
