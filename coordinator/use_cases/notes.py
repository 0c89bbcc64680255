"""Write journal notes on a citizen, correct them by addition, and read them."""

from collections.abc import Callable
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.ids import new_id
from coordinator.ports import AuditAction, NotFound, Stale, UnitOfWork
from coordinator.use_cases.log import Log
from plans import access, notes
from plans.access import Deed
from plans.errors import RuleBroken
from plans.notes import NoteContent, NoteThread, RecordNote, WithheldNote
from plans.people import ServiceArea, StaffMember
from plans.sharing import areas_seen_by

Readable = tuple[NoteThread | WithheldNote, ...]


def write_note(
    desk: Desk, citizen_id: UUID, content: NoteContent, note_id: UUID | None = None
) -> Changes:
    """Write a new note; under the same ``note_id``, as after a line that broke, it stays one.

    Raises:
        RuleBroken: ``not-allowed``, ``reason-needed``, or as ``NoteContent.require_sound``.
    """
    desk.require(Deed.WRITE_NOTE)
    note = _new(desk, citizen_id, content, note_id)
    return _put_once(desk, note, lambda _work: None)


def change_note(desk: Desk, seen: RecordNote, content: NoteContent) -> Changes:
    """Change one's own note within a day of writing it.

    Raises:
        Stale: when it is no longer as seen.
        RuleBroken: ``not-allowed``, or as ``RecordNote.changed``.
    """
    desk.require(Deed.WRITE_NOTE)
    with desk.start_work() as work:
        if work.notes.get(seen.id) != seen:
            raise Stale
        changed = seen.changed(content, desk.member.id, desk.clock.now(), desk.clock.today())
        Log(work, desk).note(AuditAction.CHANGE, seen.citizen_id, "note", seen.id)
        work.notes.save(changed)
        return work.commit()


def add_correction(
    desk: Desk, seen: RecordNote, content: NoteContent, note_id: UUID | None = None
) -> Changes:
    """Correct a note that one may read by an addition under it; ``note_id`` as in ``write_note``.

    Raises:
        Stale: when the note is no longer as seen.
        RuleBroken: ``not-allowed``, ``note-withheld``, ``reason-needed``, or as
            ``NoteContent.require_sound``.
    """
    desk.require(Deed.WRITE_NOTE)

    def require(work: UnitOfWork) -> None:
        if work.notes.get(seen.id) != seen:
            raise Stale
        if not access.may_read_note(seen, desk.member, _areas(work, desk.member, seen.citizen_id)):
            raise RuleBroken("note-withheld")

    addition = notes.add_to(seen, _new(desk, seen.citizen_id, content, note_id))
    return _put_once(desk, addition, require)


def read_notes(desk: Desk, citizen_id: UUID, reason: str = "") -> Readable:
    """Read the notes on a citizen, newest first; what one may not read stands there withheld.

    Raises:
        RuleBroken: ``not-allowed``, ``reason-needed``.
    """
    desk.require(Deed.OPEN_CITIZEN)
    with desk.start_work() as work:
        Log(work, desk).look(citizen_id, "notes", why=reason)
        found = readable(work, desk.member, citizen_id)
        work.commit()
        return found


def readable(work: UnitOfWork, member: StaffMember, citizen_id: UUID) -> Readable:
    """Give the notes as one member may read them, in a piece of work that logs the look."""
    areas = _areas(work, member, citizen_id)

    def as_read(note: RecordNote | WithheldNote) -> RecordNote | WithheldNote:
        if isinstance(note, WithheldNote) or access.may_read_note(note, member, areas):
            return note
        return WithheldNote(note.id, note.on, note.written_at, note.service_area)

    found = [(each, as_read(each)) for each in work.notes.of_citizen(citizen_id)]
    hidden = {read.id for _note, read in found if isinstance(read, WithheldNote)}
    # Additions to a withheld note do not stand there by themselves: they belong under it.
    return notes.newest_first(read for note, read in found if _stands_under(note) not in hidden)


def _areas(work: UnitOfWork, member: StaffMember, citizen_id: UUID) -> frozenset[ServiceArea]:
    return areas_seen_by(member, work.plans.consent_today(citizen_id))


def _stands_under(note: RecordNote | WithheldNote) -> UUID | None:
    return note.corrects if isinstance(note, RecordNote) else None


def _new(
    desk: Desk, citizen_id: UUID, content: NoteContent, note_id: UUID | None = None
) -> RecordNote:
    now, today = desk.clock.now(), desk.clock.today()
    return notes.write(note_id or new_id(), citizen_id, content, desk.member, now, today)


def _put_once(desk: Desk, note: RecordNote, require: Callable[[UnitOfWork], None]) -> Changes:
    """Put a new note in, unless an earlier try did."""
    try:
        with desk.start_work() as work:
            require(work)
            log = Log(work, desk)
            log.require_reason(note.citizen_id)
            log.note(AuditAction.CREATE, note.citizen_id, "note", note.id)
            work.notes.add(note)
            return work.commit()
    except Stale:
        return _put_again(desk, note)


def _put_again(desk: Desk, note: RecordNote) -> Changes:
    """Put what was typed since into the note that an earlier try left."""
    with desk.start_work() as work:
        try:
            earlier = work.notes.get(note.id)
        except NotFound:
            raise Stale from None
        content = NoteContent(note.on, note.kind, note.text, note.shared)
        wanted = earlier.changed(content, desk.member.id, desk.clock.now(), desk.clock.today())
        if wanted != earlier:
            Log(work, desk).note(AuditAction.CHANGE, note.citizen_id, "note", note.id)
            work.notes.save(wanted)
        # Whoever asks again has not seen it yet.
        return Changes(citizens=work.commit().citizens | {note.citizen_id})
