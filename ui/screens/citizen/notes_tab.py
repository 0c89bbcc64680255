"""The tab «Notater»: the journal notes, newest first, to be filtered, corrected and printed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from coordinator.i18n import _, ngettext
from plans.staff_tasks import Origin, OriginKind
from ui.screens.citizen.notes_shown import HiddenNote, NoteShown, NotesShown, Wanted
from ui.screens.citizen.shown import CitizenShown
from ui.screens.citizen.tabs import Tab, TabDeeds
from ui.task_about import TaskAbout, ask_about
from ui.widgets.areas import AreaBadge
from ui.widgets.buttons import Button, Kind
from ui.widgets.choices import Combo
from ui.widgets.fields import Field, TextLine, fields_across
from ui.widgets.flow import Flow
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, clear, down
from ui.widgets.pills import StatePill
from ui.widgets.surfaces import Card, EmptyState, Inset

FEW: Final = 30


@dataclass(frozen=True, slots=True)
class NoteDeeds:
    """What the buttons of the tab do."""

    write: Callable[[], None]
    change: Callable[[NoteShown], None]
    add_to: Callable[[NoteShown], None]
    print_notes: Callable[[tuple[UUID, ...]], None]


class Notes(Tab):
    """Search and filter stay over the list; a note that is not one's own is one line."""

    def __init__(self, deeds: TabDeeds, notes: NoteDeeds) -> None:
        super().__init__(deeds)
        self._notes = notes
        self._shown = NotesShown()
        self._citizen: UUID | None = None
        self._name = ""
        self._most = FEW
        self.search = TextLine(longest=120)
        self.kind = Combo([("", _("All kinds"))], "")
        self.area = Combo([("", _("All service areas"))], "")
        self._filter = boxed(
            fields_across(
                Field(_("Search in the notes"), self.search),
                Field(_("Kind"), self.kind),
                Field(_("Service area"), self.area),
            )
        )
        self._write = Button(
            _("Write note"), notes.write, kind="primary", icon="pencil", keys="Ctrl+Shift+N"
        )
        self._print = Button(_("Print notes"), self.print_page, icon="printer", keys="Ctrl+P")
        self._count = Label("", "small", "2")
        self._head = boxed(across(self._count, None, self._print, self._write, gap=9))
        self.list = down(gap=10)
        for part in (self._head, self._filter):
            self.box.addWidget(part)
        self.box.addLayout(self.list)
        self.box.addStretch(1)
        self.search.textChanged.connect(self._look_again)
        self.kind.picked.connect(self._look_again)
        self.area.picked.connect(self._look_again)

    def show_citizen(self, shown: CitizenShown) -> None:
        """Show a citizen's notes; another citizen's begin without a filter."""
        self._shown, self._name = shown.notes, shown.citizen.name
        if self._citizen != shown.citizen.id:
            self._citizen = shown.citizen.id
            self._clear_filter()
        _offer(self.kind, _("All kinds"), shown.notes.kinds_used)
        _offer(self.area, _("All service areas"), shown.notes.areas_used)
        self._write.setVisible(shown.notes.may_write)
        self._filter.setVisible(len(shown.notes.lines) > 1)
        self._show()

    def rank(self, kind: Kind) -> None:
        """Give the verb its rank: beside an open form it is secondary."""
        self._write.show_kind(kind)

    @property
    def can_print(self) -> bool:
        """Whether the filter lets a note through that one may read."""
        return any(isinstance(line, NoteShown) for line in self._found())

    def print_page(self) -> None:
        """Print what the filter lets through."""
        found = self._found()
        self._notes.print_notes(
            tuple(each.note.id for each in found if isinstance(each, NoteShown))
        )

    @property
    def _wanted(self) -> Wanted:
        return Wanted(self.search.text(), str(self.kind.value or ""), str(self.area.value or ""))

    def _found(self) -> list[NoteShown | HiddenNote]:
        wanted = self._wanted
        return [line for line in self._shown.lines if wanted.wants(line)]

    def _look_again(self, *_chosen: object) -> None:
        self._most = FEW
        self._show()

    def _show_more(self) -> None:
        self._most += FEW
        self._show()

    def _clear_filter(self) -> None:
        for control in (self.search, self.kind, self.area):
            control.blockSignals(True)
        self.search.clear()
        self.kind.set_value("")
        self.area.set_value("")
        for control in (self.search, self.kind, self.area):
            control.blockSignals(False)
        self._most = FEW

    def _show_all(self) -> None:
        self._clear_filter()
        self._show()
        self.search.setFocus()

    def _show(self) -> None:
        clear(self.list)
        found = self._found()
        self._print.setVisible(self.can_print)
        words = ngettext("{n} note", "{n} notes", len(found)).format(n=len(found))
        self._count.setText(words if found else "")
        for line in found[: self._most]:
            self.list.addWidget(_hidden(line) if isinstance(line, HiddenNote) else self._card(line))
        if len(found) > self._most:
            more = Button(_("Show more notes"), self._show_more, kind="ghost")
            self.list.addWidget(boxed(across(more, None)))
        if not found:
            self.list.addWidget(self._nothing())

    def _nothing(self) -> QWidget:
        if self._shown.lines:
            again = Button(_("Show all notes"), self._show_all)
            return Card(
                EmptyState(_("No note fits what you look for."), "", [again], icon="search")
            )
        text = _("Write down what was said and agreed as soon as you can. Then all remember it.")
        return Card(EmptyState(_("There are no notes yet."), text, [], icon="pencil"))

    def _card(self, line: NoteShown) -> Card:
        note = line.note
        head = Flow(gap=8)
        parts: list[QWidget] = [Icon(line.icon, "ink2", 18), Label(line.kind, "body_medium")]
        day = line.day[:1].upper() + line.day[1:]
        parts.append(Label(day, "body", "2"))
        if line.area:
            parts.append(AreaBadge(line.area))
        if note.shared:
            parts.append(StatePill(line.sharing, "info", "users"))
        else:
            parts.append(StatePill(line.sharing, "neutral", "lock"))
        head.show_all(*parts)
        card = Card(head, Label(note.text, "body", wrap=True).selectable())
        card.setAccessibleName(f"{line.kind}, {line.day}, {line.sharing}")
        for addition in line.additions:
            card.add(self._addition(addition))
        card.add(self._foot(line, additions_too=True))
        return card

    def _addition(self, line: NoteShown) -> Inset:
        title = _("Addition, {day}").format(day=line.day)
        made = Inset(
            Label(title, "small_medium", "2", wrap=True),
            Label(line.note.text, "body", wrap=True).selectable(),
            self._foot(line, additions_too=False),
        )
        made.setAccessibleName(title)
        return made

    def _foot(self, line: NoteShown, *, additions_too: bool) -> QWidget:
        """Say who wrote it, and offer what can be done with it now."""
        buttons = []
        if line.may_change:
            buttons.append(
                _verb(_("Correct"), _("Correct the note of {day}"), line, self._notes.change)
            )
        if additions_too and self._shown.may_write and not line.may_change:
            buttons.append(
                _verb(_("Add to it"), _("Add to the note of {day}"), line, self._notes.add_to)
            )
        if self._shown.may_write:
            words = _("Ask a colleague about the note of {day}")
            buttons.append(_verb(_("Ask a colleague"), words, line, self._ask_about))
        return boxed(across((Label(line.written, "small", "2", wrap=True), 1), *buttons, gap=8))

    def _ask_about(self, line: NoteShown) -> None:
        """Ask for a task that comes out of a note, or of the meeting that it tells of."""
        kind = OriginKind.MEETING if line.note.kind == "meeting" else OriginKind.NOTE
        words = _("{kind}, {day}").format(kind=line.kind, day=line.day)
        origin = Origin(kind, line.note.id)
        ask_about(self, TaskAbout(self._citizen, self._name, origin, words))


def _verb(text: str, name: str, line: NoteShown, deed: Callable[[NoteShown], None]) -> Button:
    button = Button(text, partial(deed, line), kind="ghost", size="small")
    button.setAccessibleName(name.format(day=line.day))
    return button


def _hidden(line: HiddenNote) -> QWidget:
    made = Inset(
        across(Icon("lock", "ink3", 16), (Label(line.sentence, "body", "2", wrap=True), 1))
    )
    made.setAccessibleName(line.sentence)
    return made


def _offer(combo: Combo, every: str, used: tuple[tuple[str, str], ...]) -> None:
    """Let one choose among what there is; a choice that is there no more is all again."""
    before = combo.value
    combo.blockSignals(True)
    combo.set_choices([("", every), *used])
    combo.set_value(before if before in dict(used) else "")
    combo.blockSignals(False)
