"""What changed in a plan, one card for each part."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from coordinator.i18n import N_, _
from ui.screens.review.part_card import PartCard, PartCards, Planned, Remarking
from ui.screens.review.shown import Kind, ShownChange
from ui.theme import scaled
from ui.widgets.areas import AreaMark
from ui.widgets.diff_text import DiffText
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import down
from ui.widgets.pills import StatePill

_KINDS: Final[dict[Kind, tuple[str, str]]] = {
    "new": (N_("New part"), "plus"),
    "changed": (N_("Changed part"), "pencil"),
    "removed": (N_("Removed part"), "x"),
    "ordered": (N_("Another order"), "arrows-right-left"),
}


class ChangeCard(PartCard):
    """One change."""

    def __init__(self, change: ShownChange, remarking: Remarking) -> None:
        word, icon = _KINDS[change.kind]
        mark: QWidget = AreaMark(change.area) if change.area else Icon(change.icon, "ink2", 20)
        pill = StatePill(_(word), "neutral", icon)
        super().__init__(change.key, change.title, (mark, pill), _body(change), remarking)
        self.change: Final = change
        said = [each.new or each.old for each in change.fields]
        self.setAccessibleName(", ".join([change.title, _(word), *said]))


def change_cards(changes: tuple[ShownChange, ...], remarking: Remarking, nothing: str) -> PartCards:
    """Make a card for each change; ``nothing`` is said where there is none."""
    cards = (Planned((each.key,), partial(ChangeCard, each, remarking)) for each in changes)
    return PartCards(cards, nothing)


def _body(change: ShownChange) -> QLayout:
    """Say who wrote it when, over what it said and says."""
    who = [Label(change.who, "caption", "2", wrap=True)] if change.who else []
    return down(*who, _fields(change), gap=6)


def _fields(change: ShownChange) -> QLayout:
    """Lay the fields out: label to the left, what it said and says to the right.

    What a whole part says needs no label when it is one thing alone.
    """
    fields = change.fields
    if len(fields) == 1 and change.kind != "changed":
        return down(DiffText(fields[0].old, fields[0].new))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for row, each in enumerate(fields):
        label = Label(each.label, "small", "2", wrap=True)
        label.setFixedWidth(scaled(104))
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(DiffText(each.old, each.new), row, 1)
    return grid
