"""What changed in a plan, one card for each part."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QWidget

from coordinator.i18n import N_, _
from ui.screens.review.shown import Kind, ShownChange, ShownField
from ui.theme import color, scaled
from ui.widgets.areas import AreaMark
from ui.widgets.buttons import Button
from ui.widgets.diff_text import DiffText
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, boxed, down
from ui.widgets.pills import StatePill

_KINDS: Final[dict[Kind, tuple[str, str]]] = {
    "new": (N_("New part"), "plus"),
    "changed": (N_("Changed part"), "pencil"),
    "removed": (N_("Removed part"), "x"),
    "ordered": (N_("Another order"), "arrows-right-left"),
}


class ChangeCard(QFrame):
    """One change; in focus it can be remarked on with M."""

    def __init__(self, change: ShownChange, remark: Callable[[str], None] | None) -> None:
        super().__init__()
        self.change: Final = change
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        word, icon = _KINDS[change.kind]
        said = [each.new or each.old for each in change.fields]
        self.setAccessibleName(", ".join([change.title, _(word), *said]))
        mark: QWidget = AreaMark(change.area) if change.area else Icon(change.icon, "ink2", 20)
        self._title = Label(change.title, "h3", wrap=True)
        head = across(mark, (self._title, 1), StatePill(_(word), "neutral", icon), gap=9)
        if remark is not None:
            button = Button(
                _("Remark"),
                lambda: remark(change.title),
                kind="ghost",
                icon="message",
                size="small",
            )
            button.setAccessibleName(_("Remark on {title}").format(title=change.title))
            button.setToolTip(_("Remark") + " (M)")
            head.addWidget(button)
        self.setLayout(down(head, _fields(change.fields), gap=8, margins=(16, 10, 12, 14)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, and the focus ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


def _fields(fields: tuple[ShownField, ...]) -> QFrame:
    """Lay the fields out: label to the left, what it said and says to the right."""
    if len(fields) == 1:
        return boxed(down(DiffText(fields[0].old, fields[0].new)))
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
    return boxed(grid)


class ChangeCards(QFrame):
    """All changes under each other; ``step`` goes from one to the next."""

    def __init__(
        self, changes: tuple[ShownChange, ...], remark: Callable[[str], None] | None
    ) -> None:
        super().__init__()
        self.cards: Final = tuple(ChangeCard(change, remark) for change in changes)
        body: QBoxLayout = down(*self.cards, gap=10)
        if not self.cards:
            words = _("Nothing differs from the approved version.")
            body.addWidget(Label(words, "body", "2", wrap=True))
        self.setLayout(body)

    def step(self, step: int) -> QWidget | None:
        """Give focus to the next change (or the one before with -1), round at the ends."""
        if not self.cards:
            return None
        here = self._place()
        start = here if here is not None else -1 if step > 0 else 0
        card = self.cards[(start + step) % len(self.cards)]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        return card

    def current(self) -> ShownChange | None:
        """The change that focus is in, or was in last."""
        place = self._place()
        return self.cards[place].change if place is not None else None

    def _place(self) -> int | None:
        focus = self.focusWidget()
        for place, card in enumerate(self.cards):
            if card is focus or card.isAncestorOf(focus):
                return place
        return None
