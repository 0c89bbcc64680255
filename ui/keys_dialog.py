"""The overview of every key, made from the tables that the keys come from."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from coordinator.i18n import _
from ui.keys import KEYS, LIST_KEYS, PLAN_KEYS, Key, shown
from ui.screen import ScreenEntry
from ui.theme import scaled
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import Label, key_caps
from ui.widgets.layouts import across, down
from ui.widgets.surfaces import Scroll

Line = tuple[str, str]
"""The keys and what they do, both as people read them."""


def overview(entries: Iterable[ScreenEntry]) -> list[tuple[str, list[Line]]]:
    """Give the groups of keys: screens first, then the frame's own."""
    screens = [(shown(entry.keys), _(entry.title)) for entry in entries if entry.keys]
    groups = [(_("Pages"), screens)] if screens else []
    named = [key for key in (*KEYS, *LIST_KEYS, *PLAN_KEYS) if key.text]
    for group, keys in groupby(named, key=_group):
        groups.append((_(group), [(shown(key.keys), _(key.text)) for key in keys]))
    return groups


class KeysDialog(Dialog):
    """Shows the overview in two columns."""

    def __init__(self, parent: QWidget, entries: Iterable[ScreenEntry]) -> None:
        super().__init__(parent, _("All keys"), width=720)
        scroll = Scroll(_("All keys"), margins=(0, 0, 8, 0))
        columns = (down(gap=18), down(gap=18))
        groups = overview(entries)
        for place, (title, lines) in enumerate(groups):
            columns[place % 2].addLayout(_table(title, lines))
        for column in columns:
            column.addStretch(1)
        scroll.body.addLayout(across((columns[0], 1), (columns[1], 1), gap=32))
        self.body.addWidget(scroll, 1)
        close = Button(_("Close"), self.accept)
        self.body.addLayout(across(None, close))
        # The arrows turn the pages where the window is low.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Large texts would make it wider than the window, and a small screen has no more room.
        room = self.window_behind().size()
        self.resize(
            min(scaled(760), max(self.minimumWidth(), room.width())),
            min(scaled(660), max(400, room.height())),
        )
        close.setFocus()


def _table(title: str, lines: list[Line]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.addWidget(Label(title, "h3"), 0, 0, 1, 2)
    for number, (keys, text) in enumerate(lines, start=1):
        grid.addWidget(Label(text, "body", wrap=True), number, 0)
        caps = key_caps(keys)
        grid.addLayout(across(None, caps), number, 1)
    return grid


def _group(key: Key) -> str:
    return key.group
