"""What a print of journal notes says."""

from collections.abc import Sequence
from datetime import date

from coordinator.danish import clock, long_date, short_date
from coordinator.danish_time import local_time
from coordinator.dated_lists import CodeBook, DatedList
from coordinator.i18n import _, current_language
from coordinator.reports.paper import Fact, Facts, Municipality, Note, Paper, Part, Section
from coordinator.wording import label
from plans.notes import NoteThread, RecordNote
from plans.people import Citizen


def notes_paper(
    citizen: Citizen,
    threads: Sequence[NoteThread],
    kinds: CodeBook,
    municipality: Municipality,
    today: date,
) -> Paper:
    """Say notes for paper, in the order they are given."""
    guard = _("Protected address") if citizen.protection.active else ""
    title = _("Notes")
    sections = tuple(_section(each, kinds) for each in threads)
    return Paper(
        language=current_language(),
        document_title=_("Notes – {name}").format(name=citizen.name),
        municipality=municipality.name,
        title=title,
        subtitle=citizen.name,
        date_line=long_date(today),
        running_head=" · ".join(part for part in (title, citizen.name, guard) if part),
        footer=" · ".join(part for part in (municipality.name, title) if part),
        page_of=_("Page {page} of {pages}"),
        watermark="",
        notice=_("Protected address. Tell nobody where the citizen lives.") if guard else "",
        sections=sections or (Section(title, (Note(_("There is no note to print.")),)),),
        replaced=_("{mark} stands for characters that cannot be printed here."),
    )


def _section(thread: NoteThread, kinds: CodeBook) -> Section:
    note = thread.note
    parts: list[Part] = [*_paragraphs(note.text), _origin(note)]
    for each in thread.additions:
        parts += [
            Note(_("Addition, {date}").format(date=long_date(each.on))),
            *_paragraphs(each.text),
            _origin(each),
        ]
    kind = kinds.label(DatedList.NOTE_KINDS, note.kind, note.on)
    heading = _("{date}: {kind}").format(date=long_date(note.on), kind=kind)
    return Section(heading, tuple(parts))


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _origin(note: RecordNote) -> Facts:
    """Say who wrote it, when, for which part of the municipality, and who reads it."""
    there = local_time(note.written_at)
    written = _("{name}, {date} at {time}").format(
        name=note.author_name, date=short_date(there.date()), time=clock(note.written_at)
    )
    area = label(note.service_area) if note.service_area else ""
    sharing = _("Shared with all service areas") if note.shared else _("Own service area only")
    rows = [Fact(_("Written"), written), Fact(_("Read by"), sharing)]
    if area:
        rows.append(Fact(_("Service area"), area))
    return Facts(tuple(rows), small=True)
