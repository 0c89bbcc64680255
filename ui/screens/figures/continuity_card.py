"""The card of the changes of case worker in a unit."""

from collections.abc import Callable
from functools import partial
from typing import Final

from coordinator.i18n import _
from ui.screens.figures.shown import ContinuityShown, FigureLine
from ui.widgets.buttons import Button
from ui.widgets.choices import Combo
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.layouts import clear, down
from ui.widgets.rows_model import Cell, Column
from ui.widgets.rows_view import RowsView
from ui.widgets.surfaces import Card

_COUNT_WIDTH: Final = 116


class ContinuityCard(Card):
    """Hidden until there is a table; a unit can be chosen where there are more."""

    def __init__(self, choose: Callable[[str], None], print_: Callable[[], None]) -> None:
        self.units: Final = Combo(name=_("Unit"))
        self.units.picked.connect(lambda key: choose(str(key)))
        self.unit_field: Final = Field(_("Unit"), self.units)
        self._content: Final = down(gap=10)
        button = Button(_("Print"), print_, icon="printer", size="small")
        super().__init__(
            self.unit_field, self._content, title=_("Changes of case worker"), actions=[button]
        )
        self.rows: RowsView[FigureLine] | None = None
        self.hide()

    def show_table(self, shown: ContinuityShown) -> None:
        """Show a unit's table."""
        self.units.set_choices(shown.units, shown.unit)
        self.unit_field.setVisible(len(shown.units) > 1)
        clear(self._content)
        first, *counts = shown.headings
        self.rows = RowsView(
            shown.title,
            (
                Column(first, lambda line: _cell(line, line.label)),
                *(
                    Column(words, partial(_count, place), _COUNT_WIDTH, right=True)
                    for place, words in enumerate(counts)
                ),
            ),
            key=lambda line: line.label,
            fit=True,
        )
        self.rows.show_rows(shown.lines)
        self._content.addWidget(Label(shown.title, "small", "2", wrap=True))
        self._content.addWidget(self.rows)
        self._content.addWidget(Label(shown.note, "small", "2", wrap=True))
        self.show()


def _cell(line: FigureLine, text: str, *, right: bool = False) -> Cell:
    return Cell(text, role="body_medium" if line.total else "body", right=right)


def _count(place: int, line: FigureLine) -> Cell:
    return _cell(line, line.cells[place], right=True)
