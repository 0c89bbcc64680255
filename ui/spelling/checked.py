"""A field whose words are checked: underlines, the menu of suggestions, putting a word in."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from coordinator.i18n import _
from ui.spelling.menu import fill
from ui.spelling.speller import SPELLER, Speller
from ui.spelling.words import Span, words_of
from ui.theme import THEME, color
from ui.widgets.speech import say

# After so many milliseconds without a key the words are looked at.
PAUSE_MS: Final = 350


class Checked(QObject):
    """What fields of one line and of several have in common; each kind says how it does it."""

    def __init__(self, control: QWidget, speller: Speller) -> None:
        super().__init__(control)
        self.control: Final = control
        self.speller: Final = speller
        self.wrong: tuple[Span, ...] = ()
        self._timer: Final = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.look)
        speller.changed.connect(self.show_known)
        THEME.changed.connect(self.show_known)

    def text(self) -> str:
        """What stands in the field."""
        raise NotImplementedError

    def position(self) -> int:
        """Where the cursor is."""
        raise NotImplementedError

    def may_write(self) -> bool:
        """Whether the field can be written in."""
        raise NotImplementedError

    def select(self, span: Span) -> None:
        """Mark a word and bring it into sight."""
        raise NotImplementedError

    def replace(self, span: Span, word: str) -> None:
        """Put another word in, as one step that Ctrl+Z takes back."""
        raise NotImplementedError

    def under(self, span: Span) -> QPoint:
        """Give the point on the screen under a word."""
        raise NotImplementedError

    def draw(self) -> None:
        """Show the underlines of ``wrong``."""
        raise NotImplementedError

    def typed(self, *_values: object) -> None:
        """The text changed: look at it when the hands rest."""
        if self.speller.state != "off":
            self._timer.start()
            if self.wrong:
                # Underlines go along with their words at once.
                self.show_known()

    def look(self) -> None:
        """Ask for the words not known yet, but not for the one that is being written."""
        self._timer.stop()
        if self.may_write():
            here = self.position() if self.control.hasFocus() else -1
            self.speller.look_at(span for span in words_of(self.text()) if span.end != here)
            self.show_known()

    def show_known(self) -> None:
        """Underline what is known to be wrong."""
        wrong = self.speller.wrong_in(self.text()) if self._worth_asking() else ()
        if wrong or self.wrong:
            self.wrong = wrong
            self.draw()

    def at(self, position: int) -> Span | None:
        """Give the misspelled word at a place in the text."""
        wrong = self.speller.wrong_in(self.text()) if self._worth_asking() else ()
        return next((each for each in wrong if each.start <= position <= each.end), None)

    def add(self, word: str) -> None:
        """Take a word into the word list of this PC."""
        try:
            self.speller.add(word)
        except OSError:
            text = _("The word list cannot be kept on this PC. The word counts until you close.")
            QToolTip.showText(self.control.mapToGlobal(QPoint()), text, self.control)
            say(self.control, text)

    def open_menu(self, span: Span, go_on: Callable[[], None]) -> QMenu:
        """Mark a word and offer what may have been meant; ``go_on`` goes to the next word."""
        self.select(span)
        menu = QMenu(self.control)
        menu.setAccessibleName(_("“{word}” is misspelled").format(word=span.word))
        fill(menu, self, span, go_on)
        menu.popup(self.under(span))
        return menu

    def _worth_asking(self) -> bool:
        return self.speller.state == "ready" and self.may_write()


class CheckedArea(Checked):
    """Text over several lines."""

    def __init__(self, area: QTextEdit, speller: Speller = SPELLER) -> None:
        super().__init__(area, speller)
        self._area: Final = area
        area.textChanged.connect(self.typed)
        area.cursorPositionChanged.connect(self.typed)

    def text(self) -> str:
        """What stands in the field."""
        return self._area.toPlainText()

    def position(self) -> int:
        """Where the cursor is."""
        return self._area.textCursor().position()

    def may_write(self) -> bool:
        """Whether the field can be written in."""
        return not self._area.isReadOnly()

    def select(self, span: Span) -> None:
        """Mark a word and bring it into sight."""
        self._area.setFocus()
        self._area.setTextCursor(self._cursor(span))
        self._area.ensureCursorVisible()

    def replace(self, span: Span, word: str) -> None:
        """Put another word in; a text that changed meanwhile keeps its words."""
        if self.text()[span.start : span.end] == span.word:
            cursor = self._cursor(span)
            cursor.insertText(word)
            self._area.setTextCursor(cursor)

    def under(self, span: Span) -> QPoint:
        """Give the point on the screen under a word."""
        start = self._cursor(span)
        start.setPosition(span.start)
        return self._area.viewport().mapToGlobal(self._area.cursorRect(start).bottomLeft())

    def draw(self) -> None:
        """Show the underlines; marks of the view, so that the text itself stays untouched."""
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(color("danger"))
        marks = []
        for span in self.wrong:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(span)
            mark.format = wave
            marks.append(mark)
        self._area.setExtraSelections(marks)

    def context_menu(self, event: QContextMenuEvent) -> None:
        """Open the field's menu, with suggestions first when the word is misspelled."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self._area.textCursor() if by_key else self._area.cursorForPosition(event.pos())
        menu = self._area.createStandardContextMenu()
        menu.addActions(self._area.actions())
        span = self.at(cursor.position())
        if span is not None:
            fill(menu, self, span)
        menu.popup(self.under(span) if by_key and span is not None else event.globalPos())

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self._area.document())
        cursor.setPosition(span.start)
        cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor
