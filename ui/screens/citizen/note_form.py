"""The form of a journal note: new, changed within a day, or an addition to a locked one."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from coordinator.i18n import _
from coordinator.ids import new_id
from plans.notes import NoteContent
from plans.people import Citizen
from ui.screens.citizen.form import Writes, date_field, picked
from ui.screens.citizen.notes_shown import NoteShown, NotesShown, TypedNote
from ui.screens.citizen.quick_form import QuickForm
from ui.widgets.choices import Combo, TickBox
from ui.widgets.fields import Field, TextArea, fields_across
from ui.widgets.labels import Label
from ui.widgets.surfaces import Inset

NEW: Final = "note"
ADDITION: Final = "addition"


class NoteForm(QuickForm):
    """Kind and day stand there already, the cursor is in the text."""

    def __init__(
        self,
        seen: Citizen,
        notes: NotesShown,
        today: date,
        writes: Writes,
        *,
        changes: NoteShown | None = None,
        corrects: NoteShown | None = None,
    ) -> None:
        super().__init__(_title(changes, corrects), writes, seen)
        self.form_name = _name(changes, corrects)
        self._changes, self._corrects = changes, corrects
        self._new_id: Final = new_id()
        kind, on, text, shared = _begin(notes, today, changes, corrects)
        self._text = TextArea(text, fewest=5, most=14)
        kinds = notes.kinds
        if kind and kind not in dict(kinds):
            # It holds no more and may stay in the note that was written with it.
            kinds = (*kinds, (kind, changes.kind if changes else kind))
        self._kind = Combo(kinds, kind or None)
        self._day = date_field(_("Day"), on, today)
        self._shared = TickBox(_("Share with the other service areas"), ticked=shared)
        # The first is where the cursor goes.
        fields = {
            "text": Field(_("Text"), self._text),
            "kind": Field(_("Kind"), self._kind),
            "date": self._day,
        }
        if corrects is not None:
            self.add(Inset(Label(corrects.note.text, "body", "2", wrap=True)))
        self.add(fields_across(fields["kind"], fields["date"]), fields["text"])
        follows = corrects is not None or (changes is not None and bool(changes.note.corrects))
        ticks: dict[str, TickBox] = {}
        if not follows:
            ticks = {"shared": self._shared}
            self.add(self._shared, Label(_reader(notes), "small", "2", wrap=True))
        self.finish(fields, _("Save note"), ticks=ticks)

    def missing(self) -> Mapping[str, str]:
        """Say what must be written."""
        wrong = {}
        if not self._text.text().strip():
            wrong["text"] = _("Write what the note shall say.")
        if picked(self._day) is None:
            wrong["date"] = _("Write the day that the note is about.")
        return wrong

    def send(self) -> None:
        """Send the note."""
        day = picked(self._day)
        assert day is not None
        kind = "" if self._kind.value is None else str(self._kind.value)
        content = NoteContent(day, kind, self._text.text(), self._shared.isChecked())
        changes = self._changes.note if self._changes else None
        corrects = self._corrects.note if self._corrects else None
        self.writes.put_note(TypedNote(self.seen.id, content, changes, corrects, self._new_id))

    def show_notes(self, notes: NotesShown) -> None:
        """Rest on the newest reading after another window was first."""
        if not self.stale:
            return
        if self._changes is not None:
            self._changes = notes.find(str(self._changes.note.id)) or self._changes
        if self._corrects is not None:
            self._corrects = notes.find(str(self._corrects.note.id)) or self._corrects


def _title(changes: NoteShown | None, corrects: NoteShown | None) -> str:
    if corrects is not None:
        return _("Addition to the note")
    return _("Correct the note") if changes is not None else _("New note")


def _name(changes: NoteShown | None, corrects: NoteShown | None) -> str:
    if corrects is not None:
        return f"{ADDITION}:{corrects.note.id}"
    return f"{NEW}:{changes.note.id}" if changes is not None else NEW


def _begin(
    notes: NotesShown, today: date, changes: NoteShown | None, corrects: NoteShown | None
) -> tuple[str, date, str, bool]:
    """Give kind, day, text and sharing that the form opens with."""
    if changes is not None:
        note = changes.note
        return note.kind, note.on, note.text, note.shared
    usual = notes.kinds[0][0] if notes.kinds else ""
    if corrects is not None and corrects.note.kind in dict(notes.kinds):
        usual = corrects.note.kind
    return usual, today, "", False


def _reader(notes: NotesShown) -> str:
    if not notes.own_area:
        return _("Otherwise only you can read it. Share only what the citizen has agreed to.")
    words = _("Otherwise only {area} can read it. Share only what the citizen has agreed to.")
    return words.format(area=notes.own_area)
