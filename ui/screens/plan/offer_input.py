"""The title of an intervention: free text, or an offer from the municipality's list."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from coordinator.dated_lists import ListEntry
from ui.screens.plan.inputs import LineInput
from ui.screens.plan.spelled_line import SpelledLine
from ui.widgets.typeahead import Suggestion, SuggestLine

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OfferLine(SuggestLine, SpelledLine):
    """Suggests offers and checks the spelling; a suggestion is taken only when it was marked.

    What one types is a title in its own right, so Enter and Tab go on with it as it stands.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on to the form when nothing is marked in the list."""
        if self.suggesting and event.key() in _ENTER and not self._popup.currentIndex().isValid():
            self.close_list()
            # Once more, as the list heard it first and would keep it from the form.
            again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            QApplication.postEvent(self, again)
            return
        super().keyPressEvent(event)

    def take_first(self) -> None:
        """Take the suggestion that is marked; without one the text stays."""
        if self._popup.currentIndex().isValid():
            super().take_first()
        else:
            self.close_list()


class OfferInput(LineInput):
    """A title with offers under it; ``offered`` tells the one that was picked."""

    offered = Signal(object)

    def __init__(self, label: str) -> None:
        self._suggest: Final = OfferLine(name=label)
        super().__init__(label, line=self._suggest)
        self._suggest.taken.connect(self.offered)

    def offer(self, entries: Sequence[ListEntry]) -> None:
        """Offer these."""
        self._suggest.set_suggestions(
            [Suggestion(_words(each), each.label, each) for each in entries]
        )


def _words(entry: ListEntry) -> str:
    return f"{entry.label} – {entry.group}" if entry.group else entry.label
