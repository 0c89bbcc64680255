"""The house in the store: the settings, and the forms that are begun."""

import json
from collections.abc import Mapping
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlmodel import col

from coordinator.begun import BegunForm, FormKey, Typed
from db.tables.house import BegunFormRow, SettingRow
from db.work_state import WorkState

_SETTINGS = UUID("6f7be7f4-3c3d-4c35-9d3c-3c8f0a0f2b11")
_BEGUN_FORMS = UUID("b1f2c9a6-5a7d-4e0c-8a39-0d6c3b7e9e42")


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


class SqlBegunForms:
    """The forms that one member of staff has begun to fill in."""

    def __init__(self, state: WorkState) -> None:
        self._state = state

    def read(self, key: FormKey) -> BegunForm | None:
        row = self._state.session.get(BegunFormRow, self._id(key))
        if row is None or not row.content:
            return None
        typed = {name: Typed(*texts) for name, texts in json.loads(row.content).items()}
        return BegunForm(typed, row.changed_at)

    def write(self, key: FormKey, typed: Mapping[str, Typed]) -> None:
        texts = {name: (each.was, each.now) for name, each in typed.items()}
        content = json.dumps(texts, ensure_ascii=False) if texts else ""
        row = self._state.session.get(BegunFormRow, self._id(key))
        if row is not None:
            self._state.update(row, {"content": content})
        elif content:
            fields = {
                "staff_id": self._state.member.id,
                "form": key.form,
                "about": key.about,
                "content": content,
            }
            self._state.insert(BegunFormRow, self._id(key), fields)
        self._state.flush()

    def newest(self, about: UUID) -> FormKey | None:
        question = (
            select(col(BegunFormRow.form))
            .where(
                col(BegunFormRow.about) == about,
                col(BegunFormRow.staff_id) == self._state.member.id,
                col(BegunFormRow.content) != "",
            )
            .order_by(col(BegunFormRow.changed_at).desc(), col(BegunFormRow.id))
            .limit(1)
        )
        form = self._state.session.execute(question).scalar()
        return None if form is None else FormKey(form, about)

    def _id(self, key: FormKey) -> UUID:
        """One row for a person and a form, found without a search."""
        return uuid5(_BEGUN_FORMS, f"{self._state.member.id} {key.form} {key.about}")
