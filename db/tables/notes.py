"""The table of journal notes."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, Text, Uuid
from sqlmodel import Field

from db.tables.base import Row, UtcDateTime


class RecordNoteRow(Row, table=True):
    """A note on a citizen; ``corrects_id`` is the note that it is an addition to."""

    __tablename__ = "record_note"
    __table_args__ = (Index("ix_record_note_citizen_id_on_date", "citizen_id", "on_date"),)

    citizen_id: UUID = Field(foreign_key="citizen.id", sa_type=Uuid)
    on_date: date
    kind: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    author_id: UUID = Field(foreign_key="staff.id", sa_type=Uuid)
    author_name: str = Field(sa_type=Text)
    written_at: datetime = Field(sa_type=UtcDateTime)
    service_area: str | None = Field(default=None, sa_type=Text)
    shared: bool
    corrects_id: UUID | None = Field(default=None, foreign_key="record_note.id", sa_type=Uuid)
