"""A line of text with suggestions under it; what is typed stays what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter

from ui.theme import scaled
from ui.widgets.completions import CompletionList
from ui.widgets.fields import TextArea, TextLine
from ui.widgets.undoing import leaves_undo_to_the_page

_FEWEST_LETTERS: Final = 2
_NOT_GONE: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


def _is_gone(event: QFocusEvent) -> bool:
    """Whether the focus went to another control, not to a list or to another window."""
    return event.lostFocus() and event.reason() not in _NOT_GONE


class EditLine(TextLine):
    """One line of text; Ctrl+Z goes on to the page when nothing was typed here."""

    def event(self, event: QEvent) -> bool:
        """Let the page have Ctrl+Z."""
        own = self.isUndoAvailable() or self.isRedoAvailable()
        if leaves_undo_to_the_page(event, has_own=own):
            event.ignore()
            return False
        return super().event(event)


class EditArea(TextArea):
    """Text over several lines; Ctrl+Z goes on to the page when nothing was typed here."""

    def event(self, event: QEvent) -> bool:
        """Let the page have Ctrl+Z."""
        document = self.document()
        own = document.isUndoAvailable() or document.isRedoAvailable()
        if leaves_undo_to_the_page(event, has_own=own):
            event.ignore()
            return False
        return super().event(event)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion: what stands in the list, and what it puts in the field."""

    words: str
    text: str
    value: object = None


class SuggestLine(EditLine):
    """Suggests while one types; ``taken`` tells a suggestion that was picked.

    Tab and Enter take the first suggestion; Esc keeps the text as typed. ``pointed`` tells that
    one was picked with the mouse, after which one goes on to the next field.
    """

    taken = Signal(object)
    pointed = Signal()

    def __init__(self, *, name: str = "") -> None:
        super().__init__(name=name)
        self._suggestions: tuple[Suggestion, ...] = ()
        # What Tab was to complete before anything was offered.
        self._owed = ""
        self._model = QStringListModel(self)
        # Not the line's own completer, which would write the words of the list into the line.
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(7)
        self._popup = CompletionList()
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._activated)
        self._popup.clicked.connect(lambda _index: self.pointed.emit())
        self.textEdited.connect(self._suggest)
        # After the completer's own, so that it is heard first.
        self.installEventFilter(self)

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer these."""
        if tuple(suggestions) != self._suggestions:
            self._suggestions = tuple(suggestions)
            self._model.setStringList([each.words for each in self._suggestions])
        owed, self._owed = self._owed, ""
        if owed and owed == self.text().strip() and not self.hasFocus():
            self._nearest_first(owed.casefold())
            self._completer.setCompletionPrefix(owed)
            self.take_first()

    @property
    def suggesting(self) -> bool:
        """Whether the list is open."""
        return self._popup.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list when the cursor goes elsewhere: an open one would keep hearing the keys.

        The completer eats the news that the focus is lost while its list is open.
        """
        if watched is self and isinstance(event, QFocusEvent) and _is_gone(event):
            self._popup.hide()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Let Tab take a suggestion and go on; Qt moves the focus before a key is heard."""
        tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if tab and event.type() == QEvent.Type.KeyPress and self.suggesting:
            self.take_first()
        elif tab and not self._suggestions and len(self.text().strip()) >= _FEWEST_LETTERS:
            self._owed = self.text().strip()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter take a suggestion, Down open the list."""
        keys = Qt.Key
        if self.suggesting and event.key() in (keys.Key_Return, keys.Key_Enter):
            self.take_first()
            return
        if event.key() == keys.Key_Down and not self.suggesting:
            self._completer.setCompletionPrefix("")
            self._open()
            return
        super().keyPressEvent(event)

    def close_list(self) -> None:
        """Close the list of suggestions."""
        self._popup.hide()

    def take_first(self) -> None:
        """Take the suggestion that is marked, or the first."""
        index = self._popup.currentIndex()
        if not index.isValid():
            index = self._completer.completionModel().index(0, 0)
        self._popup.hide()
        if index.isValid():
            self._activated(str(index.data()))

    def _suggest(self, text: str) -> None:
        if len(text.strip()) < _FEWEST_LETTERS:
            self._popup.hide()
            return
        self._nearest_first(text.strip().casefold())
        self._completer.setCompletionPrefix(text.strip())
        if self._completer.completionCount():
            self._open()
        else:
            self._popup.hide()

    def _nearest_first(self, typed: str) -> None:
        """Let a name that begins so come before a word that only holds the letters."""

        def distance(each: Suggestion) -> bool:
            return not any(word.startswith(typed) for word in _beginnings(each.text.casefold()))

        words = [each.words for each in sorted(self._suggestions, key=distance)]
        if words != self._model.stringList():
            self._model.setStringList(words)

    def _open(self) -> None:
        """Open the list as wide as its words: the line may have room for a name only."""
        words = self._popup.sizeHintForColumn(0) + scaled(40)
        wide = max(self.width(), min(words, self.window().width()))
        self._completer.complete(QRect(0, 0, wide, self.height()))

    def _activated(self, words: str) -> None:
        found = next((each for each in self._suggestions if each.words == words), None)
        if found is not None:
            self.setText(found.text)
            self.taken.emit(found.value)


def _beginnings(text: str) -> list[str]:
    """Give a text from each of its words on, so that «an m» finds «Karl An Madsen»."""
    words = text.split()
    return [" ".join(words[place:]) for place in range(len(words))]


class PersonLine(SuggestLine):
    """Suggests people; Esc puts back who stood here when the cursor came.

    Half a name is nobody, so it must not stay behind as somebody from outside. ``who`` is what
    the text means now; ``returned`` tells who stands here again.
    """

    returned = Signal(object)

    def __init__(self, *, name: str = "") -> None:
        super().__init__(name=name)
        self.who: object = None
        self._before: tuple[str, object] = ("", None)
        self.taken.connect(self._take)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember who stands here; coming back from a list or another window is not coming."""
        super().focusInEvent(event)
        if event.reason() not in _NOT_GONE:
            self._before = (self.text(), self.who)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc take back what was typed; the next one closes the row."""
        text, who = self._before
        if event.key() == Qt.Key.Key_Escape and self.text() != text:
            self.close_list()
            self.setText(text)
            self.who = who
            self.returned.emit(who)
            return
        super().keyPressEvent(event)

    def _take(self, who: object) -> None:
        self.who = who
        self._before = (self.text(), who)
