"""The enquiries on the left, in their groups: what each is about, how old, and where it is."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame

from coordinator.i18n import _
from ui.screens.enquiries.shown import ListShown, Row
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down
from ui.widgets.list_item import ListItem
from ui.widgets.pills import StatePill
from ui.widgets.surfaces import Scroll

_ICONS: Final = {"danger": "alert-circle", "warn": "clock"}


class EnquiryItem(ListItem):
    """An enquiry in the list; Enter opens it, arrows go on without opening anything."""

    def __init__(self, row: Row) -> None:
        self.row: Final = row
        head = across((Label(row.title, "body_medium"), 1), Label(row.age, "small", "2"))
        if row.protected:
            head.insertWidget(1, Icon("shield-lock", "warn", 16))
        body = down(head, Label(row.subject, "small", "2"), gap=3, margins=(12, 9, 10, 10))
        if row.pill:
            pill = StatePill(row.pill, row.pill_kind, _ICONS.get(row.pill_kind, ""))
            body.addLayout(across(pill, None))
        if row.where:
            body.addWidget(Label(row.where, "small", "2", wrap=True))
        super().__init__(row.spoken, body, breaks=bool(row.where))

    def nextCheckState(self) -> None:
        """The screen decides which is marked: the one that is open."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)


class ListPane(QFrame):
    """The list with its head; ``chosen`` hears which one to open."""

    def __init__(self, chosen: Callable[[UUID], None], begin: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setAccessibleName(_("Enquiries"))
        self._chosen = chosen
        self._current: UUID | None = None
        self._waiting = Label("", "small", "2")
        self._list = Scroll(_("Enquiries"), gap=4, margins=(14, 4, 12, 16))
        self.new: Final = Button(_("New enquiry"), begin, icon="plus", size="small", keys="Ctrl+N")
        head = across((Label(_("Enquiries"), "h2"), 1), self._waiting, margins=(14, 18, 14, 6))
        verb = across(self.new, None, margins=(14, 0, 14, 8))
        # One pixel of room for the line that parts it from the page.
        self.setLayout(down(head, verb, (self._list, 1), gap=0, margins=(0, 0, 1, 0)))
        self.items: list[EnquiryItem] = []

    def show_list(self, shown: ListShown) -> None:
        """Show the enquiries; the one that is open stays marked, and focus stays where it was."""
        had = next((item.row.key for item in self.items if item.hasFocus()), None)
        clear(self._list.body)
        self.items = []
        self._waiting.setText(shown.waiting)
        for heading, rows in shown.groups:
            self._list.body.addWidget(Label(heading, "small_medium", "2", wrap=True))
            for row in rows:
                item = EnquiryItem(row)
                item.clicked.connect(partial(self._clicked, row.key))
                self._list.body.addWidget(item)
                self.items.append(item)
            self._list.body.addSpacing(scaled(10))
        if not shown.groups:
            words = _("No enquiry waits for you or your unit.")
            self._list.body.addWidget(Label(words, "small", "2", wrap=True))
        self._list.body.addStretch(1)
        self.show_current(self._current)
        for item in self.items:
            if item.row.key == had:
                item.setFocus()

    def show_current(self, key: UUID | None) -> None:
        """Mark the one that is open."""
        self._current = key
        for item in self.items:
            item.setChecked(item.row.key == key)

    def take_focus(self) -> None:
        """Begin at the one that is open, or the first."""
        first: QFrame | QAbstractButton = self.items[0] if self.items else self.new
        next((item for item in self.items if item.isChecked()), first).setFocus()

    def _clicked(self, key: UUID, _checked: bool = False) -> None:
        self._chosen(key)
