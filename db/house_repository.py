"""The house in the store: the log and the settings."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID, uuid5

from coordinator.ids import new_id
from coordinator.ports import AuditEntry
from db.bulk import insert_rows
from db.tables.house import AuditRow, SettingRow
from db.work_state import WorkState

_SETTINGS = UUID("6f7be7f4-3c3d-4c35-9d3c-3c8f0a0f2b11")


_ENTRY: Final = ("id", "action", "citizen_id", "subject", "subject_id", "why", "related")


class SqlAudit:
    """The log of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def record(self, *entries: AuditEntry) -> None:
        self.record_all(entries)

    def record_all(self, entries: Iterable[AuditEntry]) -> None:
        member = self._state.member
        same = {
            "at": self._state.clock.now(),
            "staff_id": member.id,
            "staff_name": member.name,
            "role": member.role.value,
        }
        rows = (
            (
                new_id(),
                entry.action.value,
                entry.citizen_id,
                entry.subject,
                entry.subject_id,
                entry.why,
                entry.related,
            )
            for entry in entries
        )
        insert_rows(self._state.session, AuditRow, _ENTRY, rows, same)


class SqlSettings:
    """The settings of the municipality."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def read(self, name: str) -> str | None:
        row = self._state.session.get(SettingRow, uuid5(_SETTINGS, name))
        return row.value if row else None

    def write(self, name: str, value: str) -> None:
        row = self._state.session.get(SettingRow, uuid5(_SETTINGS, name))
        if row is None:
            self._state.insert(SettingRow, uuid5(_SETTINGS, name), {"name": name, "value": value})
        else:
            self._state.update(row, {"value": value})
        self._state.flush()
        self._state.everything = True
