"""Journal notes on a citizen: written once, locked after a day, corrected by addition.

Oral information of importance is noted as soon as possible, and what is journalled stands
(offentlighedsloven §§ 13 and 15; domain.md § 7.4).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from plans.errors import RuleBroken
from plans.people import ServiceArea, StaffMember

LOCKED_AFTER: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class NoteContent:
    """What somebody writes: the day it was about, its kind (a code of «note_kinds»), the text.

    ``shared`` lets every service area read it; otherwise only the writer's own reads it.
    """

    on: date
    kind: str
    text: str
    shared: bool = False

    def require_sound(self, today: date) -> None:
        """Refuse what is no note.

        Raises:
            RuleBroken: ``note-text-missing``, ``note-kind-missing`` or ``note-in-future``.
        """
        if not self.text.strip():
            raise RuleBroken("note-text-missing")
        if not self.kind.strip():
            raise RuleBroken("note-kind-missing")
        if self.on > today:
            raise RuleBroken("note-in-future")


@dataclass(frozen=True, slots=True)
class RecordNote:
    """A note («journalnotat»); ``corrects`` is the note that this one is an addition to.

    ``service_area`` is the part of the municipality whose note it is: who belongs there reads it
    also when it is not shared.
    """

    id: UUID
    citizen_id: UUID
    on: date
    kind: str
    text: str
    author: UUID
    author_name: str
    written_at: datetime
    service_area: ServiceArea | None = None
    shared: bool = False
    corrects: UUID | None = None

    def is_locked(self, now: datetime) -> bool:
        """Tell whether nobody changes it any more."""
        return now >= self.written_at + LOCKED_AFTER

    def may_change(self, member_id: UUID, now: datetime) -> bool:
        """Tell whether somebody may still change it: who wrote it, within a day."""
        return member_id == self.author and not self.is_locked(now)

    def changed(
        self, content: NoteContent, member_id: UUID, now: datetime, today: date
    ) -> "RecordNote":
        """Give the note with other content; an addition stays shared as what it is added to.

        Raises:
            RuleBroken: ``note-not-yours``, ``note-locked``, or as ``NoteContent.require_sound``.
        """
        if member_id != self.author:
            raise RuleBroken("note-not-yours")
        if self.is_locked(now):
            raise RuleBroken("note-locked")
        content.require_sound(today)
        return replace(
            self,
            on=content.on,
            kind=content.kind,
            text=content.text.strip(),
            shared=self.shared if self.corrects else content.shared,
        )


@dataclass(frozen=True, slots=True)
class WithheldNote:
    """A note that stands there and is not yours to read; tells only whose it is.

    ``on`` and ``written_at`` put it in its place among the others and are not shown.
    """

    id: UUID
    on: date
    written_at: datetime
    service_area: ServiceArea | None


@dataclass(frozen=True, slots=True)
class NoteThread:
    """A note with its additions, oldest first."""

    note: RecordNote
    additions: tuple[RecordNote, ...] = ()


def write(
    note_id: UUID, citizen_id: UUID, content: NoteContent, author: StaffMember, now: datetime,
    today: date,
) -> RecordNote:  # fmt: skip
    """Make a new note.

    Raises:
        RuleBroken: as ``NoteContent.require_sound``.
    """
    content.require_sound(today)
    return RecordNote(
        id=note_id,
        citizen_id=citizen_id,
        on=content.on,
        kind=content.kind,
        text=content.text.strip(),
        author=author.id,
        author_name=author.name,
        written_at=now,
        service_area=author.service_area,
        shared=content.shared,
    )


def add_to(corrected: RecordNote, addition: RecordNote) -> RecordNote:
    """Hang a new note under another; who may read the one may read both.

    An addition to an addition hangs under the note itself.
    """
    return replace(
        addition,
        service_area=corrected.service_area,
        shared=corrected.shared,
        corrects=corrected.corrects or corrected.id,
    )


def newest_first(
    notes: Iterable[RecordNote | WithheldNote],
) -> tuple[NoteThread | WithheldNote, ...]:
    """Put notes in the order they are read in, each with its additions under it."""
    additions: dict[UUID, list[RecordNote]] = {}
    heads: list[RecordNote | WithheldNote] = []
    for note in sorted(notes, key=lambda each: (each.on, each.written_at), reverse=True):
        if isinstance(note, RecordNote) and note.corrects is not None:
            additions.setdefault(note.corrects, []).append(note)
        else:
            heads.append(note)

    def thread(note: RecordNote) -> NoteThread:
        below = additions.get(note.id, [])
        return NoteThread(note, tuple(sorted(below, key=lambda each: each.written_at)))

    return tuple(each if isinstance(each, WithheldNote) else thread(each) for each in heads)
