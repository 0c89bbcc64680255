"""The card of what became of one's hand-overs."""

from typing import Final

from PySide6.QtCore import Signal

from coordinator.i18n import _
from ui.screens.day.lines import ToldLine
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.surfaces import Card

_FEW: Final = 5


class ToldCard(Card):
    """The newest few; ``opened`` tells the one to go to."""

    opened = Signal(object)

    def __init__(self) -> None:
        self.list: Final[RowsView[ToldLine]] = RowsView(
            _("Hand-overs"),
            (
                Column(
                    _("What"),
                    lambda line: Cell(line.citizen, line.what, "small_medium", icon=line.icon),
                ),
                Column(
                    _("When"),
                    lambda line: Cell(line.when, role="small", tone="ink2", right=True),
                    width=82,
                    right=True,
                ),
            ),
            key=lambda line: line.key,
            row_height=49,
            headers=False,
            fit=True,
        )
        super().__init__(self.list, title=_("Hand-overs"))
        self.list.opened.connect(self.opened.emit)

    def show_lines(self, lines: tuple[ToldLine, ...]) -> None:
        """Show the newest; none hides the card."""
        self.list.show_rows(lines[:_FEW])
        self.setVisible(bool(lines))
