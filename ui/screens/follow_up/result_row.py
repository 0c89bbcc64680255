"""One running intervention at a follow-up: the results side by side, and words if any."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from coordinator.i18n import _
from ui.screens.follow_up.shown import ResultLine
from ui.theme import scaled
from ui.widgets.areas import AreaMark
from ui.widgets.buttons import Button
from ui.widgets.fields import TextLine
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.speech import say

_GAP: Final = 8


class ResultRow(QFrame):
    """``picked`` tells that a result was chosen; keys 1 to 9 choose, a text field takes digits."""

    picked = Signal()
    changed = Signal()

    def __init__(self, line: ResultLine, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.line: Final = line
        self._code = ""
        self.setAccessibleName(line.title)
        self.buttons: Final[list[tuple[str, Button]]] = []
        self._grid: Final = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._columns = 0
        for place, (code, words) in enumerate(choices, 1):
            button = Button(f"{place}  {words}", size="small")
            button.setAccessibleName(_("{title}: {result}").format(title=line.title, result=words))
            button.setCheckable(True)
            button.clicked.connect(lambda _on, code=code: self._pick(code))
            self.buttons.append((code, button))
        self._error: Final = Label("", "small_medium", "danger", wrap=True)
        self._error_row: Final = boxed(
            across(Icon("alert-circle", "danger", 16), (self._error, 1), gap=6)
        )
        self._error_row.hide()
        named = _("Words on {title}").format(title=line.title)
        self.words: Final = TextLine(name=named, longest=2000)
        self.words.setPlaceholderText(_("A few words, if needed"))
        self.words.textChanged.connect(self.changed)
        texts = down(Label(line.title, "body_medium", wrap=True), gap=0)
        if line.detail:
            texts.addWidget(Label(line.detail, "small", "2", wrap=True))
        head = across(AreaMark(line.area, 22), (texts, 1), gap=10)
        self.setLayout(down(head, self._grid, self._error_row, self.words, gap=6))
        self._arrange(len(self.buttons))

    @property
    def code(self) -> str:
        """The result that is chosen, or nothing."""
        return self._code

    def choose(self, code: str) -> None:
        """Let a result be chosen, without telling it."""
        self._code = code
        for each, button in self.buttons:
            button.setChecked(each == code)
            button.show_icon("check" if each == code else "")
        if code:
            self._error_row.hide()

    def show_error(self, sentence: str) -> None:
        """Say what is missing."""
        self._error.setText(sentence)
        self._error_row.show()
        say(self, sentence)

    def take_focus(self) -> None:
        """Put the cursor at the result that is chosen, or at the first."""
        chosen = (button for code, button in self.buttons if code == self._code)
        next(chosen, self.buttons[0][1]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses the result with that number."""
        digit = event.text()
        if not event.modifiers() and digit.isdecimal() and 0 < int(digit) <= len(self.buttons):
            self._pick(self.buttons[int(digit) - 1][0])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many results side by side as there is room for."""
        super().resizeEvent(event)
        widest = max(button.sizeHint().width() for _code, button in self.buttons) + scaled(24)
        self._arrange(max(1, min(len(self.buttons), self.width() // (widest + _GAP))))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, (_code, button) in enumerate(self.buttons):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in range(len(self.buttons) + 1):
            self._grid.setColumnStretch(column, int(column == columns))

    def _pick(self, code: str) -> None:
        self.choose(code)
        self.changed.emit()
        self.picked.emit()
