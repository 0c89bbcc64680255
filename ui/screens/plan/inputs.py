"""Fields that are edited in place: value in, typed value out, with error and clash beside them."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QTextEdit, QWidget

from coordinator.dated_lists import ListEntry
from coordinator.i18n import _
from plans.parts import Responsible
from plans.people import ServiceArea
from ui.person_choice import PersonChoice, person_words, who_is
from ui.screens.plan.cursor import place_after, write_changes
from ui.screens.plan.page import Clash
from ui.screens.plan.spelled_line import SpelledLine
from ui.widgets.areas import area_name
from ui.widgets.away import AwayOffer
from ui.widgets.buttons import Button
from ui.widgets.choices import Choice, Combo, TickBox
from ui.widgets.date_field import DateField
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down, restyle
from ui.widgets.speech import say
from ui.widgets.typeahead import EditArea, EditLine, PersonLine, Suggestion, SuggestLine


class Input(QFrame):
    """A control with its label, and under it what is wrong or what a colleague wrote.

    ``edited`` tells the value while one types; ``held`` and ``left`` that the cursor came and
    went; ``chosen`` how a clash is settled: True keeps mine.
    """

    edited = Signal(object)
    held = Signal()
    left = Signal()
    unread = Signal(str)
    chosen = Signal(bool)

    def __init__(self, label: str, control: QWidget, *, compact: bool = False) -> None:
        super().__init__()
        self.control: Final = control
        self._label = Label(label, "small_medium", "2")
        self._label.setBuddy(control)
        if compact:
            self._label.hide()
            if isinstance(control, QLineEdit):
                control.setPlaceholderText(label)
        self._error = Label("", "small_medium", "danger", wrap=True)
        self._error_row = boxed(across(Icon("alert-circle", "danger", 16), (self._error, 1), gap=6))
        self._error_row.hide()
        self._clash: QFrame | None = None
        self._clash_shown: Clash | None = None
        self._body = down(self._label, control, self._error_row, gap=4)
        self.setLayout(self._body)
        control.setAccessibleName(label)
        control.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether the cursor is here, so that the text must not change under it."""
        return self.control.hasFocus()

    @property
    def error(self) -> str:
        """The sentence under the field."""
        return self._error.text()

    def put(self, value: object) -> None:
        """Show a value."""
        raise NotImplementedError

    def put_under_cursor(self, text: str) -> None:
        """Show a text in which a colleague wrote elsewhere; the cursor stays at its words."""

    def show_notes(self, error: str, clash: Clash | None) -> None:
        """Say what is wrong, and what a colleague wrote in the meantime."""
        if error != self.error:
            self._error.setText(error)
            self._error_row.setVisible(bool(error))
            self.control.setAccessibleDescription(error)
            restyle(self.control, wrong="true" if error else "false")
            if error:
                say(self.control, error)
        self._show_clash(clash)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of the cursor coming and going; leave a tip to the document, which knows more."""
        if watched is self.control:
            if event.type() == QEvent.Type.ToolTip:
                event.ignore()
                return True
            if event.type() == QEvent.Type.FocusIn:
                self.held.emit()
            elif isinstance(event, QFocusEvent) and self._is_leave(event):
                self.left.emit()
        return super().eventFilter(watched, event)

    @staticmethod
    def _is_leave(event: QFocusEvent) -> bool:
        # A list of suggestions takes the focus and gives it back.
        return event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason

    def _show_clash(self, clash: Clash | None) -> None:
        if clash == self._clash_shown:
            return
        self._clash_shown = clash
        if self._clash is not None:
            self._clash.hide()
            self._clash.deleteLater()
            self._clash = None
        if clash is None:
            return
        who = clash.who or _("A colleague")
        text = _("{name} wrote: {theirs}").format(name=who, theirs=clash.words)
        mine = Button(_("Keep mine"), lambda: self.chosen.emit(True), size="small")
        theirs = Button(_("Use theirs"), lambda: self.chosen.emit(False), size="small")
        words = Label(text, "small", wrap=True)
        self._clash = boxed(
            down(
                across(Icon("git-merge", "warn", 17), (words, 1)),
                across(None, theirs, mine),
                gap=6,
                margins=(10, 8, 10, 8),
            )
        )
        self._clash.setAccessibleName(text)
        restyle(self._clash, banner="warn")
        self._body.addWidget(self._clash)
        say(self.control, text, urgent=True)


class LineInput(Input):
    """One line of text."""

    def __init__(self, label: str, *, compact: bool = False, line: EditLine | None = None) -> None:
        self.line: Final = line or SpelledLine(name=label)
        super().__init__(label, self.line, compact=compact)
        self.line.textEdited.connect(self.edited.emit)

    def put(self, value: object) -> None:
        """Show a text."""
        if self.line.text() != str(value or ""):
            self.line.setText(str(value or ""))

    def put_under_cursor(self, text: str) -> None:
        """Show a text; the cursor stays at its words."""
        before = self.line.text()
        if text != before:
            place = place_after(before, text, self.line.cursorPosition())
            self.line.setText(text)
            self.line.setCursorPosition(place)


class AreaInput(Input):
    """Text over several lines."""

    def __init__(self, label: str, *, role: str = "body", compact: bool = False) -> None:
        self.area: Final = EditArea(name=label, role=role, fewest=2)
        super().__init__(label, self.area, compact=compact)
        self._putting = False
        self.area.textChanged.connect(self._changed)

    def put(self, value: object) -> None:
        """Show a text."""
        self._putting = True
        self.area.set_text(str(value or ""))
        self._putting = False

    def put_under_cursor(self, text: str) -> None:
        """Show a text; the cursor, and what is marked, stay at their words."""
        self._putting = True
        write_changes(self.area, text)
        self._putting = False

    def _changed(self) -> None:
        if not self._putting:
            self.edited.emit(self.area.text())


class DateInput(Input):
    """A date as people type it; understood while one types, written out when the field is left.

    ``past``: a date without a year has been.
    """

    def __init__(
        self, label: str, today: Callable[[], date], *, compact: bool = False, past: bool = False
    ) -> None:
        self.day: Final = DateField(today=today, name=label, past=past)
        super().__init__(label, self.day, compact=compact)
        self.day.textEdited.connect(self._typed)
        self.day.picked.connect(self.edited.emit)
        self.day.not_understood.connect(self.unread.emit)

    def put(self, value: object) -> None:
        """Show a date; a text that is none stays until it is mended."""
        if isinstance(value, str):
            self.day.setText(value)
            return
        day = value if isinstance(value, date) else None
        if self.day.understood and (day != self.day.value or not self.day.hasFocus()):
            self.day.set_value(day)

    def _typed(self, text: str) -> None:
        read = self.day.read(text) if text.strip() else None
        if read is not None or not text.strip():
            self.edited.emit(read)


class PersonInput(Input):
    """Somebody by name: staff, the citizen, or anybody outside."""

    def __init__(self, label: str, *, compact: bool = False) -> None:
        self.line: Final = PersonLine(name=label)
        super().__init__(label, self.line, compact=compact)
        self._people: tuple[PersonChoice, ...] = ()
        self.line.textEdited.connect(self._typed)
        self.line.taken.connect(self._chosen_from_list)
        self.line.returned.connect(self._came_back)
        self.away: Final = AwayOffer(self.line, self._take_deputy)
        self._body.addWidget(self.away)

    def offer(self, people: Sequence[PersonChoice]) -> None:
        """Offer these people."""
        if self._people is not people:
            self._people = tuple(people)
            self.line.set_suggestions(
                [Suggestion(person_words(each), each.who.name, each.who) for each in people]
            )

    def put(self, value: object) -> None:
        """Show who it is."""
        name = value.name if isinstance(value, Responsible) else ""
        self.line.who = value
        if self.line.text() != name:
            self.line.setText(name)

    def _typed(self, text: str) -> None:
        self.line.who = who_is(text, self._people)
        self.away.show_for(None)
        self.edited.emit(self.line.who)

    def _chosen_from_list(self, who: object) -> None:
        self.edited.emit(who)
        self.away.show_for(next((each for each in self._people if each.who == who), None))

    def _came_back(self, who: object) -> None:
        self.away.show_for(None)
        self.edited.emit(who)

    def _take_deputy(self, deputy: Responsible) -> None:
        self.line.setText(deputy.name)
        self.line.taken.emit(deputy)


class LawInput(LineInput):
    """A legal basis from the dated list of a service area, or any other text."""

    def __init__(self, label: str) -> None:
        self._suggest: Final = SuggestLine(name=label)
        super().__init__(label, line=self._suggest)
        self._suggest.taken.connect(self.edited.emit)

    def offer(self, bases: Sequence[ListEntry], area: ServiceArea) -> None:
        """Offer what holds today in a service area."""
        self._suggest.set_suggestions(
            [
                Suggestion(f"{each.label} – {each.text}", each.label, each.label)
                for each in bases
                if each.service_area in (area, None)
            ]
        )


class ChoiceInput(Input):
    """One of a few."""

    def __init__(
        self, label: str, choices: Sequence[Choice] = (), *, searchable: bool = False
    ) -> None:
        self.combo: Final = Combo(choices, name=label, searchable=searchable)
        super().__init__(label, self.combo)
        self._choices = tuple(choices)
        self._unknown = ""
        self.combo.picked.connect(self._picked)
        self.combo.unknown.connect(self._not_on_list)
        self.held.connect(partial(self._not_on_list, ""))

    def show_notes(self, error: str, clash: Clash | None) -> None:
        """Say what is wrong, and what was typed that is no choice."""
        super().show_notes(error or self._unknown, clash)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self.combo.set_choices(choices, self.combo.value)

    def put(self, value: object) -> None:
        """Show the one chosen."""
        if self.combo.value != value:
            self.combo.set_value(value)

    def _picked(self, value: object) -> None:
        self._not_on_list("")
        self.edited.emit(value)
        self.left.emit()

    def _not_on_list(self, typed: str) -> None:
        """Say that a text is no choice; "" takes that back."""
        if not typed and not self._unknown:
            return
        sentence = _("”{text}” is not one line of the list. Choose a line, or type more of it.")
        before, self._unknown = self._unknown, sentence.format(text=typed) if typed else ""
        self.show_notes("" if self.error == before else self.error, self._clash_shown)


class AreasInput(Input):
    """Some of the service areas."""

    def __init__(self, label: str) -> None:
        self.boxes: Final = {area: TickBox(area_name(area.value)) for area in ServiceArea}
        super().__init__(label, boxed(down(*self.boxes.values(), gap=2)))
        for box in self.boxes.values():
            box.toggled.connect(self._toggled)

    def put(self, value: object) -> None:
        """Show which are chosen."""
        chosen = value if isinstance(value, frozenset) else frozenset()
        for area, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(area in chosen)
            box.blockSignals(False)

    def _toggled(self) -> None:
        self.edited.emit(frozenset(area for area, box in self.boxes.items() if box.isChecked()))
        self.left.emit()


def writable(control: QWidget, *, may: bool) -> None:
    """Let a control be written in, or only read; a text is never disabled."""
    if isinstance(control, QLineEdit | QTextEdit):
        control.setReadOnly(not may)
    else:
        control.setEnabled(may)
