"""A line of text whose words are checked."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QContextMenuEvent, QPainter, QPainterPath, QPaintEvent, QPen

from ui.spelling.checked import Checked
from ui.spelling.menu import fill
from ui.spelling.speller import SPELLER, Speller
from ui.spelling.words import Span
from ui.theme import color, scaled
from ui.widgets.typeahead import EditLine

_WAVE: Final = 2.0


class SpelledLine(EditLine):
    """One line of text with underlines under misspelled words."""

    def __init__(self, *, name: str = "") -> None:
        super().__init__(name=name)
        self.spelling: Final = CheckedLine(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what may have been meant, and what every text field offers."""
        self.spelling.context_menu(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the waves over the line, which knows none of its own."""
        super().paintEvent(event)
        if self.spelling.wrong:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(self.contentsRect().adjusted(scaled(6), 0, -scaled(6), 0))
            painter.setPen(QPen(color("danger"), 1.2 * scaled(100) / 100))
            for span in self.spelling.wrong:
                painter.drawPath(_wave(self.word_rect(span)))

    def word_rect(self, span: Span) -> QRectF:
        """Give where a word stands; the cursor tells how far the line is scrolled."""
        cursor, letters = self.cursorRect(), self.fontMetrics()
        text = self.text()
        origin = cursor.center().x() - letters.horizontalAdvance(text[: self.cursorPosition()])
        left = origin + letters.horizontalAdvance(text[: span.start])
        width = letters.horizontalAdvance(text[: span.end]) + origin - left
        return QRectF(left, cursor.top(), width, cursor.height())


class CheckedLine(Checked):
    """The words of a line."""

    def __init__(self, line: SpelledLine, speller: Speller = SPELLER) -> None:
        super().__init__(line, speller)
        self._line: Final = line
        line.textChanged.connect(self.typed)
        line.cursorPositionChanged.connect(self.typed)
        line.editingFinished.connect(self.typed)

    def text(self) -> str:
        """What stands in the field."""
        return self._line.text()

    def position(self) -> int:
        """Where the cursor is."""
        return self._line.cursorPosition()

    def may_write(self) -> bool:
        """Whether the field can be written in."""
        return not self._line.isReadOnly()

    def select(self, span: Span) -> None:
        """Mark a word and bring it into sight."""
        self._line.setFocus()
        self._line.setSelection(span.start, span.end - span.start)

    def replace(self, span: Span, word: str) -> None:
        """Put another word in; a text that changed meanwhile keeps its words."""
        if self.text()[span.start : span.end] == span.word:
            self._line.setSelection(span.start, span.end - span.start)
            self._line.insert(word)

    def under(self, span: Span) -> QPoint:
        """Give the point on the screen under a word."""
        return self._line.mapToGlobal(self._line.word_rect(span).bottomLeft().toPoint())

    def draw(self) -> None:
        """Show the underlines."""
        self._line.update()

    def context_menu(self, event: QContextMenuEvent) -> None:
        """Open the field's menu, with suggestions first when the word is misspelled."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.position() if by_key else self._line.cursorPositionAt(event.pos())
        menu = self._line.createStandardContextMenu()
        span = self.at(place)
        if span is not None:
            fill(menu, self, span)
        menu.popup(self.under(span) if by_key and span is not None else event.globalPos())


def _wave(rect: QRectF) -> QPainterPath:
    """Make a wavy line under a word."""
    step, low = scaled(_WAVE), rect.bottom() - scaled(3)
    path = QPainterPath()
    path.moveTo(rect.left(), low)
    x, up = rect.left(), True
    while x < rect.right():
        path.quadTo(x + step / 2, low + (-step if up else step), x + step, low)
        x, up = x + step, not up
    return path
