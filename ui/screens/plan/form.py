"""A part of the plan opened for writing: its fields, joined to the pen."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from ui.screens.plan.deeds import PenFace
from ui.screens.plan.draft import WHOLE
from ui.screens.plan.inputs import Input, PersonInput
from ui.screens.plan.more_fields import MoreFields
from ui.screens.plan.page import PlanPage
from ui.screens.plan.parts import Key, Part
from ui.widgets.layouts import Part as LayoutPart
from ui.widgets.layouts import down
from ui.widgets.surfaces import SEEN_WHOLE

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PartForm(QFrame):
    """The fields of one part; Enter tells ``finished``, Esc ``closed``. The text is kept anyway."""

    finished = Signal()
    closed = Signal()

    def __init__(self, key: Key, pen: PenFace, inputs: dict[str, Input]) -> None:
        super().__init__()
        self.key: Final = key
        self.inputs: Final = inputs
        self._pen = pen
        self._clashes: frozenset[str] = frozenset()
        self._more: MoreFields | None = None
        for name, each in inputs.items():
            each.edited.connect(partial(pen.typed, key, name))
            each.held.connect(partial(pen.hold, key, name))
            each.left.connect(pen.left)
            each.unread.connect(partial(pen.not_understood, key, name))
            each.chosen.connect(partial(self._chosen, name))

    def lay_out(self, *parts: LayoutPart, gap: int = 10) -> None:
        """Put the fields where they belong."""
        self._more = next((each for each in parts if isinstance(each, MoreFields)), None)
        self.setLayout(down(*parts, gap=gap))
        self.setProperty(SEEN_WHOLE, True)
        for line in self.findChildren(QHBoxLayout):
            for each in self.inputs.values():
                # What is said under one field must not push the one beside it down.
                line.setAlignment(each, Qt.AlignmentFlag.AlignTop)

    def show_part(self, part: Part, page: PlanPage, *, force: bool) -> None:
        """Show what the part says now; a field with the cursor keeps its text unless ``force``."""
        notes = page.notes_of(self.key)
        self._clashes = frozenset(notes.clashes)
        first = next(iter(self.inputs))
        for name, each in self.inputs.items():
            if isinstance(each, PersonInput):
                each.offer(page.people)
            if force or not each.busy:
                each.put(notes.raw.get(name, getattr(part, name)))
            elif name in notes.merged:
                each.put_under_cursor(notes.merged[name])
            error = notes.errors.get(name, "")
            clash = notes.clashes.get(name)
            if name == first:
                error = error or notes.errors.get("", "")
                clash = clash or notes.clashes.get(WHOLE)
            each.show_notes(error, clash)
        if self._more is not None:
            wrong = self._more.names & {*notes.errors, *notes.clashes}
            self._more.open_if(part, wrong=bool(wrong))

    def ask(self) -> None:
        """Show the seldom used fields, as one of them is wanted now; the user may close them."""
        if self._more is not None:
            self._more.ask()

    def focus(self, name: str = "") -> None:
        """Put the cursor in a field, or in the first."""
        wanted = self.inputs.get(name) or next(iter(self.inputs.values()))
        if self._more is not None and name in self._more.names:
            self._more.open()
        # What is not shown yet would get the cursor too late, after it went somewhere else.
        self.show()
        wanted.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_cursor(self) -> bool:
        """Whether the user is in here."""
        return any(each.busy for each in self.inputs.values()) or (
            QApplication.focusWidget() in self.findChildren(QWidget)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc closes the row and keeps the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in _ENTER and not event.modifiers():
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _chosen(self, name: str, mine: bool) -> None:
        self._pen.choose(self.key, name if name in self._clashes else WHOLE, mine=mine)
