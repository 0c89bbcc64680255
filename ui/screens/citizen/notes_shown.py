"""What the page says of journal notes, as frozen texts, and what a form of one holds."""

from dataclasses import dataclass
from uuid import UUID

from plans.notes import NoteContent, RecordNote


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note as it reads; ``note`` is what a change or an addition is compared with.

    ``searched`` is all its words in small letters, those of its additions too.
    """

    note: RecordNote
    kind: str
    icon: str
    day: str
    area: str
    sharing: str
    written: str
    may_change: bool
    additions: "tuple[NoteShown, ...]" = ()
    searched: str = ""


@dataclass(frozen=True, slots=True)
class HiddenNote:
    """A note that is another service area's: nothing but that it is there."""

    sentence: str
    area: str


@dataclass(frozen=True, slots=True)
class NotesShown:
    """All notes, newest first; ``kinds`` can be chosen today, ``kinds_used`` are in the list."""

    lines: tuple[NoteShown | HiddenNote, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    kinds_used: tuple[tuple[str, str], ...] = ()
    areas_used: tuple[tuple[str, str], ...] = ()
    own_area: str = ""
    may_write: bool = False

    def find(self, note_id: str) -> NoteShown | None:
        """Find a note or an addition by its id."""
        for line in self.lines:
            if isinstance(line, NoteShown):
                for each in (line, *line.additions):
                    if str(each.note.id) == note_id:
                        return each
        return None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which notes are looked for; nothing chosen is all of them."""

    text: str = ""
    kind: str = ""
    area: str = ""

    def wants(self, line: NoteShown | HiddenNote) -> bool:
        """Tell whether a line is among them; what is hidden has no words and no kind."""
        if self.area and line.area != self.area:
            return False
        if isinstance(line, HiddenNote):
            return not (self.text.strip() or self.kind)
        every = all(word in line.searched for word in self.text.casefold().split())
        return every and self.kind in {"", line.note.kind}


@dataclass(frozen=True, slots=True)
class TypedNote:
    """What a form of a note holds: a new one, a change of one, or an addition to one.

    ``id`` is the form's own for a note that is not there yet: a second try is no second note.
    """

    citizen_id: UUID
    content: NoteContent
    changes: RecordNote | None = None
    corrects: RecordNote | None = None
    id: UUID | None = None
