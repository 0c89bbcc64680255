"""The house in the store: the log and the settings."""

from collections.abc import Iterable
from uuid import UUID, uuid4, uuid5

from sqlalchemy import insert
from sqlmodel import SQLModel

from coordinator.ports import AuditEntry
from db.tables.house import AuditRow, SettingRow
from db.work_state import WorkState

_SETTINGS = UUID("6f7be7f4-3c3d-4c35-9d3c-3c8f0a0f2b11")


class SqlAudit:
    """The log of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def record(self, *entries: AuditEntry) -> None:
        self.record_all(entries)

    def record_all(self, entries: Iterable[AuditEntry]) -> None:
        member, now = self._state.member, self._state.clock.now()
        rows = [
            {
                "id": uuid4(),
                "at": now,
                "staff_id": member.id,
                "staff_name": member.name,
                "role": member.role.value,
                "action": entry.action.value,
                "citizen_id": entry.citizen_id,
                "subject": entry.subject,
                "subject_id": entry.subject_id,
                "why": entry.why,
                "related": entry.related,
            }
            for entry in entries
        ]
        if rows:
            self._state.session.execute(insert(AuditRow), rows)


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


def bulk_insert(state: WorkState, table: type[SQLModel], rows: list[dict[str, object]]) -> None:
    """Put in many rows at once, past the session."""
    if rows:
        state.session.execute(insert(table), rows)
