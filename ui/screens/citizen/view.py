"""The citizen page as the window knows it: its keys, its way there and back."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from coordinator.changes import Changes
from ui.navigation import FormPlace
from ui.screens.citizen.board import Board, BoardDeeds
from ui.screens.citizen.note_form import NEW
from ui.screens.citizen.task_form import TASK
from ui.widgets.layouts import down


class CitizenDeeds(BoardDeeds, Protocol):
    """The presenter as the view sees it."""

    def activate(self, argument: object) -> None:
        """Open what the way here names."""

    def leave(self) -> None:
        """Know that another page is in front."""

    def changed(self, changes: Changes) -> None:
        """Read the page again when what it shows was changed."""


class CitizenView(QFrame):
    """Holds its presenter, and the board that the presenter shows on."""

    def __init__(self, presenter: CitizenDeeds) -> None:
        super().__init__()
        self.setObjectName("page")
        self._presenter = presenter
        self.board = Board(presenter)
        self.setLayout(down(self.board))
        for keys, deed in (("Ctrl+Z", self._undo), ("Ctrl+Y", self._redo)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def activate(self, argument: object) -> None:
        """Open what the way here names."""
        self.board.forget_wanted()
        self._presenter.activate(argument)

    def go_to(self, place: FormPlace) -> None:
        """Open a form, and go back from it when it is saved."""
        self.board.begin(place.form, then_back=True)

    def write_note(self, then_back: bool = False) -> None:
        """Open the form for a note; ``then_back`` goes back to where the user was before."""
        self.board.begin(NEW, then_back=then_back)

    def give_task(self, then_back: bool = False) -> None:
        """Open the form for a task; ``then_back`` goes back to where the user was before."""
        self.board.begin(TASK, then_back=then_back)

    def primary_action(self) -> None:
        """Save the open form, or go to the plan."""
        if self.board.form is not None:
            self.board.form.submit()
        elif self._on_notes():
            self.board.begin(NEW)
        elif self._on_page() and self.board.pane.header.primary.isVisibleTo(self):
            self._presenter.open_plan()

    def open_plan(self) -> None:
        """Go to the plan from any tab; where there is none, to the button that begins one."""
        if not self._on_page():
            return
        header = self.board.pane.header
        if header.has_plan:
            self._presenter.open_plan()
        elif header.primary.isVisibleTo(self):
            header.primary.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save_now(self) -> None:
        """Save the open form and what was moved."""
        self.board.pane.overview.timeline.settle()
        if self.board.form is not None:
            self.board.form.submit()

    def print_page(self) -> None:
        """Print the notes where they are in front, else go to the print preview of the plan."""
        if self._on_notes() and self.board.pane.notes.can_print:
            self.board.pane.notes.print_page()
        elif self._on_page():
            self._presenter.print_plan()

    def refresh(self) -> None:
        """Read the page again."""
        self._presenter.refresh()

    def changed(self, changes: Changes) -> None:
        """Read the page again when what it shows was changed."""
        self._presenter.changed(changes)

    def turn_tab(self, step: int) -> None:
        """Go to the next tab."""
        if self._on_page():
            self.board.pane.tabs.turn(step)

    def remember(self) -> object:
        """Keep the tab for the way back."""
        return self.board.pane.tabs.value

    def restore(self, kept: object) -> None:
        """Go to the tab that was in front."""
        if isinstance(kept, str):
            self.board.tab_wanted = kept
            if self._on_page():
                self.board.pane.show_tab(kept)

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        return self.board.pane.regions() if self._on_page() else [self.board]

    def hideEvent(self, event: QHideEvent) -> None:
        """Take a shown address away when another page comes to the front."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.board.pane.header.protection.hide_address()
            if not getattr(self.window(), "covered", False):
                self._presenter.leave()

    def _undo(self) -> None:
        """Take back a move in the timeline, told or not."""
        line = self.board.pane.overview.timeline.line
        if self._on_page() and not line.give_up():
            self._presenter.moves.undo()

    def _redo(self) -> None:
        if self._on_page():
            self._presenter.moves.redo()

    def _on_notes(self) -> bool:
        return self._on_page() and self.board.pane.tabs.value == "notes"

    def _on_page(self) -> bool:
        return self.board.currentWidget() is self.board.pane
