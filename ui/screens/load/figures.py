"""The big counts of a proposal."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QSizePolicy

from coordinator.danish import whole
from coordinator.i18n import N_, _
from ui.screens.load.lines import Group
from ui.theme import scaled
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, down

# What each count is called, its icon, what is said of it, and its tone when it is not 0.
FIGURES: Final[tuple[tuple[Group, str, str, str, str], ...]] = (
    ("created", N_("To be created"), "plus", N_("not in Samplan"), ""),
    ("changed", N_("To be updated"), "pencil", N_("rows differ"), ""),
    ("unchanged", N_("Unchanged"), "circle-check", N_("are skipped"), ""),
    ("check", N_("To check"), "alert-triangle", N_("with a note"), "warn"),
    ("rejected", N_("Refused"), "x", N_("with a reason"), "danger"),
)
# The same after the load.
DONE: Final[tuple[tuple[Group, str, str, str, str], ...]] = (
    ("created", N_("Rows created"), "plus", "", ""),
    ("changed", N_("Rows updated"), "pencil", "", ""),
    ("unchanged", N_("Unchanged"), "circle-check", "", ""),
    ("rejected", N_("Refused"), "x", "", "danger"),
)
_NARROWEST: Final = 176
_GAP: Final = 12


class _Figure(QFrame):
    """One count."""

    def __init__(self, title: str, icon: str, said: str, tone: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._title, self._alarm = title, tone
        self._count = Label("0", "number")
        self._said = Label(said, "small", "2", wrap=True)
        head = across(Icon(icon, "ink2", 18), (Label(title, "small_medium", "2"), 1), gap=7)
        body = down(head, across(self._count, (self._said, 1), gap=9), gap=2)
        body.setContentsMargins(18, 12, 14, 12)
        self.setLayout(body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        self._count.setText(whole(count))
        self._said.set_tone(self._alarm if count and self._alarm else "2")
        self.setAccessibleName(f"{self._title}: {whole(count)} {self._said.text()}")


class Figures(QFrame):
    """The counts side by side, in as few rows as have room."""

    def __init__(self, figures: tuple[tuple[Group, str, str, str, str], ...] = FIGURES) -> None:
        super().__init__()
        self._tiles: Final = {
            group: _Figure(_(title), icon, _(said) if said else "", tone)
            for group, title, icon, said, tone in figures
        }
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(self._grid)
        self._per_row = 0
        self._arrange(len(self._tiles))

    def show_counts(self, counts: Mapping[Group, int]) -> None:
        """Show the counts."""
        for group, tile in self._tiles.items():
            tile.show_count(counts.get(group, 0))

    def minimumSizeHint(self) -> QSize:
        """One tile wide, so that the tiles can go below each other."""
        return QSize(scaled(_NARROWEST), self._grid.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many side by side as have room."""
        super().resizeEvent(event)
        fits = max(1, (event.size().width() + _GAP) // (scaled(_NARROWEST) + _GAP))
        whole_row = len(self._tiles)
        self._arrange(whole_row if fits >= whole_row else max(1, min(fits, 3)))

    def _arrange(self, per_row: int) -> None:
        if per_row == self._per_row:
            return
        for column in range(len(self._tiles)):
            self._grid.setColumnStretch(column, 1 if column < per_row else 0)
        for place, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, place // per_row, place % per_row)
        self._per_row = per_row
