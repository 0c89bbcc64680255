"""The card of what colleagues did in one's plans since one last opened them."""

from typing import Final

from PySide6.QtCore import Signal

from coordinator.i18n import _, ngettext
from ui.screens.day.lines import NewsLine
from ui.widgets.buttons import Button
from ui.widgets.layouts import across, boxed
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.surfaces import Card

_FEW: Final = 5


class NewsCard(Card):
    """The newest few, and the way to the rest; ``opened`` tells the line to go to."""

    opened = Signal(object)

    def __init__(self) -> None:
        self.list: Final[RowsView[NewsLine]] = RowsView(
            _("Since you last looked"),
            (
                Column(_("What"), _what_cell),
                Column(_("When"), _when_cell, width=82, right=True),
            ),
            key=lambda line: line.key,
            row_height=49,
            headers=False,
            fit=True,
        )
        self.more: Final = Button("", self._show_all, kind="ghost", size="small")
        bar = boxed(across(self.more, None, margins=(10, 8, 10, 0)))
        super().__init__(self.list, bar, title=_("Since you last looked"))
        self._bar: Final = bar
        self._lines: tuple[NewsLine, ...] = ()
        self._all = False
        self.list.opened.connect(self.opened.emit)

    def show_lines(self, lines: tuple[NewsLine, ...]) -> None:
        """Show the news, newest first; none hides the card."""
        self._lines = lines
        shown = lines if self._all else lines[:_FEW]
        self.list.show_rows(shown)
        self._bar.setVisible(len(shown) < len(lines))
        words = ngettext("Show {n} line", "Show all {n}", len(lines))
        self.more.show_text(words.format(n=len(lines)))
        self.setVisible(bool(lines))

    def _show_all(self) -> None:
        self._all = True
        self.show_lines(self._lines)
        self.list.setFocus()


def _what_cell(line: NewsLine) -> Cell:
    areas = (line.area,) if line.area else ()
    icon = "" if areas else "file-text"
    return Cell(line.citizen, line.what, "small_medium", icon=icon, areas=areas)


def _when_cell(line: NewsLine) -> Cell:
    return Cell(line.when, role="small", tone="ink2", right=True)
