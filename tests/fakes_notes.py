"""The journal notes of the store in memory."""

from typing import TYPE_CHECKING
from uuid import UUID

from coordinator.changes import Changes
from coordinator.ports import NotFound, Stale
from plans.notes import RecordNote, WithheldNote

if TYPE_CHECKING:
    from tests.fakes import FakeWork, Kept


class FakeNotes:
    def __init__(self, work: "FakeWork") -> None:
        self._work = work

    def get(self, note_id: UUID) -> RecordNote:
        if note_id not in self._work.now.notes:
            raise NotFound
        return self._work.now.notes[note_id]

    def of_citizen(self, citizen_id: UUID) -> tuple[RecordNote | WithheldNote, ...]:
        mine = [each for each in self._work.now.notes.values() if each.citizen_id == citizen_id]
        return tuple(sorted(mine, key=lambda each: (each.on, each.written_at), reverse=True))

    def add(self, note: RecordNote) -> None:
        def step(kept: "Kept") -> None:
            if note.id in kept.notes:
                raise Stale
            kept.notes[note.id] = note

        self._work.do(step, _touch(note))

    def save(self, note: RecordNote) -> None:
        before = self._work.now.notes[note.id]

        def step(kept: "Kept") -> None:
            if kept.notes[note.id] not in (before, note):
                raise Stale
            kept.notes[note.id] = note

        self._work.do(step, _touch(note))


def _touch(note: RecordNote) -> Changes:
    return Changes(citizens=frozenset({note.citizen_id}))
