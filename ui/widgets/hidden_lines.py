"""The lines that stand where something is hidden from the reader."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QFrame

from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.reading_order import let_go


class HiddenLines(QFrame):
    """A lock and a sentence for each; takes no room while nothing is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = down(gap=5)
        self._shown: tuple[str, ...] = ()
        self._rows: Final[list[QFrame]] = []
        self.setLayout(self._lines)
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show the sentences."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        while self._rows:
            let_go(self._rows.pop())
        for line in lines:
            words = (Label(line, "small", "2", wrap=True), 1)
            row = boxed(across(Icon("lock", "ink2", 17), words, gap=7, margins=(4, 2, 4, 2)))
            self._rows.append(row)
            self._lines.addWidget(row)
        self.setVisible(bool(lines))
