"""Turns journal notes into what the tab «Notater» says."""

from collections.abc import Iterable
from typing import Final

from coordinator.danish import clock, short_date, weekday_date
from coordinator.danish_time import local_time
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.lists import CitizenPage
from coordinator.wording import label
from plans import access
from plans.access import Deed
from plans.notes import LOCKED_AFTER, NoteThread, RecordNote, WithheldNote
from plans.people import ServiceArea
from ui.screens.citizen.notes_shown import HiddenNote, NoteShown, NotesShown

_ICONS: Final = {
    "conversation": "message",
    "phone": "phone",
    "meeting": "users",
    "home_visit": "home",
    "attempt": "hourglass",
    "observation": "eye",
    "assessment": "clipboard-check",
    "sparring": "bulb",
    "post": "mail",
    "document": "file-text",
    "step": "flag",
}
_GROUP_ICONS: Final = {"contact": "message", "professional": "eye", "writing": "file-text"}


def notes_shown(page: CitizenPage, desk: Desk) -> NotesShown:
    """Write every note, and what can be chosen in form and filter."""
    today = desk.clock.today()
    book = CodeBook(page.note_kinds, today)
    lines = tuple(_line(each, book, desk) for each in page.notes)
    used = {line.note.kind: line.kind for line in lines if isinstance(line, NoteShown)}
    areas = {line.area for line in lines}
    own = desk.member.service_area
    return NotesShown(
        lines=lines,
        kinds=tuple((each.code, each.label) for each in book.on(DatedList.NOTE_KINDS)),
        kinds_used=tuple(sorted(used.items(), key=lambda kind: kind[1])),
        areas_used=tuple((area.value, label(area)) for area in ServiceArea if area.value in areas),
        own_area=label(own) if own else "",
        may_write=access.may(desk.member, Deed.WRITE_NOTE),
    )


def _line(each: NoteThread | WithheldNote, book: CodeBook, desk: Desk) -> NoteShown | HiddenNote:
    if isinstance(each, WithheldNote):
        return _hidden(each)
    additions = tuple(_shown(addition, book, desk) for addition in each.additions)
    return _shown(each.note, book, desk, additions)


def _hidden(note: WithheldNote) -> HiddenNote:
    if note.service_area is None:
        return HiddenNote(_("Note – hidden, needs access"), "")
    words = _("Note in {area} – hidden, needs access").format(area=label(note.service_area))
    return HiddenNote(words, note.service_area.value)


def _shown(
    note: RecordNote, book: CodeBook, desk: Desk, additions: tuple[NoteShown, ...] = ()
) -> NoteShown:
    kind = book.label(DatedList.NOTE_KINDS, note.kind, note.on)
    may_write = access.may(desk.member, Deed.WRITE_NOTE)
    return NoteShown(
        note=note,
        kind=kind,
        icon=_icon(note.kind, book),
        day=weekday_date(note.on),
        area=note.service_area.value if note.service_area else "",
        sharing=_("Shared") if note.shared else _("Own service area only"),
        written=_written(note, desk),
        may_change=may_write and note.may_change(desk.member.id, desk.clock.now()),
        additions=additions,
        searched=_searched(note, kind, additions),
    )


def _written(note: RecordNote, desk: Desk) -> str:
    there = local_time(note.written_at)
    words = _("Written by {name} on {date} at {time}").format(
        name=note.author_name, date=short_date(there.date()), time=clock(note.written_at)
    )
    if note.is_locked(desk.clock.now()):
        return words
    locks = local_time(note.written_at + LOCKED_AFTER)
    return _("{written} · can be corrected until {date} at {time}").format(
        written=words, date=short_date(locks.date()), time=clock(note.written_at)
    )


def _searched(note: RecordNote, kind: str, additions: Iterable[NoteShown]) -> str:
    own = f"{note.text} {note.author_name} {kind}".casefold()
    return " ".join((own, *(each.searched for each in additions)))


def _icon(code: str, book: CodeBook) -> str:
    found = book.entry(DatedList.NOTE_KINDS, code)
    group = found.group if found else ""
    return _ICONS.get(code) or _GROUP_ICONS.get(group, "pencil")
