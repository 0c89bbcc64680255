"""The card of a team lead: whose tasks are over their deadline for too long."""

from typing import Final

from PySide6.QtCore import Signal

from coordinator.i18n import _
from ui.screens.day.lines import StuckLine
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.surfaces import Card


class StuckCard(Card):
    """A line for each of the unit; ``opened`` tells the one to go to."""

    opened = Signal(object)

    def __init__(self) -> None:
        self.list: Final[RowsView[StuckLine]] = RowsView(
            _("Stuck in my team"),
            (
                Column(
                    _("What"),
                    lambda line: Cell(line.name, line.what, "small_medium", icon="alert-triangle"),
                ),
            ),
            key=lambda line: line.key,
            row_height=49,
            headers=False,
            fit=True,
        )
        super().__init__(self.list, title=_("Stuck in my team"))
        self.list.opened.connect(self.opened.emit)

    def show_lines(self, lines: tuple[StuckLine, ...]) -> None:
        """Show whose tasks are stuck; nobody's hides the card."""
        self.list.show_rows(lines)
        self.setVisible(bool(lines))
