"""The queue of plans on the left of the review screen."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from ui.screens.review.shown import QueueRow, ShownQueue
from ui.theme import scaled
from ui.widgets.areas import AreaDots
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.list_item import ListItem
from ui.widgets.pills import StatePill
from ui.widgets.surfaces import Scroll


class QueueItem(ListItem):
    """A plan in the queue: whose, which version, how long it has waited. Arrows go on."""

    def __init__(self, row: QueueRow) -> None:
        self.row: Final = row
        pill = StatePill(row.pill, "warn" if row.late else "neutral", "clock" if row.late else "")
        body = down(
            across((Label(row.title, "body_medium"), 1), AreaDots(row.areas)),
            Label(row.subtitle, "small", "2"),
            across(pill, None),
            gap=3,
            margins=(12, 9, 10, 10),
        )
        if row.remark:
            body.addWidget(Label(row.remark, "small", "2", wrap=True))
        spoken = ", ".join(filter(None, (row.title, row.subtitle, row.pill, row.remark)))
        super().__init__(spoken, body, breaks=bool(row.remark))
        self.setAutoExclusive(True)


class QueueList(QFrame):
    """The queue in groups, with how many wait."""

    def __init__(self, chosen: Callable[[UUID], None]) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setAccessibleName(_("Plans in review"))
        self._chosen = chosen
        self._current: UUID | None = None
        self._waiting = Label("", "small", "2")
        self._list = Scroll(_("Plans in review"), gap=4, margins=(14, 4, 12, 16))
        head = across((Label(_("Review"), "h2"), 1), self._waiting, margins=(14, 18, 14, 8))
        # One pixel of room for the line that parts it from the plan.
        self.setLayout(down(head, (self._list, 1), gap=0, margins=(0, 0, 1, 0)))
        self.items: list[QueueItem] = []

    def show_queue(self, queue: ShownQueue) -> None:
        """Show the plans; the one that is open stays marked, and focus stays in the list."""
        had_focus = any(item.hasFocus() for item in self.items)
        clear(self._list.body)
        self.items = []
        self._waiting.setText(queue.waiting)
        for heading, rows in queue.groups:
            self._list.body.addWidget(Label(heading, "small_medium", "2"))
            for row in rows:
                item = QueueItem(row)
                item.clicked.connect(partial(self._clicked, row.plan_id))
                self._list.body.addWidget(item)
                self.items.append(item)
            self._list.body.addSpacing(scaled(10))
        self._list.body.addStretch(1)
        self.show_current(self._current)
        if had_focus:
            self._focus_current()

    def show_current(self, plan: UUID | None) -> None:
        """Mark the plan that is open."""
        self._current = plan
        for item in self.items:
            item.setChecked(item.row.plan_id == plan)

    def _clicked(self, plan: UUID, _checked: bool = False) -> None:
        self._chosen(plan)

    def _focus_current(self) -> None:
        item = next((item for item in self.items if item.isChecked()), None)
        if item is not None:
            item.setFocus()
