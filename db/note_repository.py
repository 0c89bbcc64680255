"""Journal notes in the store."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from coordinator.ports import NotFound
from db import doors
from db.mapping import Fields
from db.tables.notes import RecordNoteRow
from db.work_state import WorkState
from plans.notes import RecordNote, WithheldNote
from plans.people import ServiceArea


class SqlNotes:
    """The journal notes of one unit of work."""

    def __init__(self, state: WorkState) -> None:
        self._state = state
        # Held, for the version they were read at is what a save is compared with.
        self._rows: dict[UUID, RecordNoteRow] = {}

    def get(self, note_id: UUID) -> RecordNote:
        return _note(self._row(note_id))

    def of_citizen(self, citizen_id: UUID) -> tuple[RecordNote | WithheldNote, ...]:
        self._state.open(citizen_id)
        question = (
            select(RecordNoteRow)
            .where(col(RecordNoteRow.citizen_id) == citizen_id)
            .order_by(col(RecordNoteRow.on_date).desc(), col(RecordNoteRow.written_at).desc())
        )
        rows = self._state.session.execute(question).scalars()
        return (*(_note(row) for row in rows), *self._withheld(citizen_id))

    def _withheld(self, citizen_id: UUID) -> Iterator[WithheldNote]:
        """Tell of the notes that a server does not show this login."""
        if self._state.person:
            for note_id, on, at, area in doors.withheld_notes(self._state.session, citizen_id):
                yield WithheldNote(note_id, on, at, ServiceArea(area) if area else None)

    def add(self, note: RecordNote) -> None:
        self._state.insert(RecordNoteRow, note.id, _fields(note))
        self._wrote(note)

    def save(self, note: RecordNote) -> None:
        if self._state.update(self._row(note.id), _fields(note)):
            self._wrote(note)

    def _row(self, note_id: UUID) -> RecordNoteRow:
        self._state.open(note_id)
        row = self._rows.get(note_id) or self._state.session.get(RecordNoteRow, note_id)
        if row is None:
            raise NotFound
        self._rows[note_id] = row
        return row

    def _wrote(self, note: RecordNote) -> None:
        self._state.flush()
        self._state.citizens.add(note.citizen_id)


def _note(row: RecordNoteRow) -> RecordNote:
    return RecordNote(
        id=row.id,
        citizen_id=row.citizen_id,
        on=row.on_date,
        kind=row.kind,
        text=row.text,
        author=row.author_id,
        author_name=row.author_name,
        written_at=row.written_at,
        service_area=ServiceArea(row.service_area) if row.service_area else None,
        shared=row.shared,
        corrects=row.corrects_id,
    )


def _fields(note: RecordNote) -> Fields:
    return {
        "citizen_id": note.citizen_id,
        "on_date": note.on,
        "kind": note.kind,
        "text": note.text,
        "author_id": note.author,
        "author_name": note.author_name,
        "written_at": note.written_at,
        "service_area": note.service_area.value if note.service_area else None,
        "shared": note.shared,
        "corrects_id": note.corrects,
    }
