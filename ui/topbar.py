"""The top bar: the way back, the path, the search slot, how safe the text is, keys."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from coordinator.i18n import _
from ui.keys import keys_for, shown
from ui.navigation import Crumb, SavedState
from ui.theme import THEME, scaled, tokens
from ui.waits import Waiting
from ui.widgets.buttons import Button, icon_button
from ui.widgets.icons import Icon
from ui.widgets.labels import Label, key_caps
from ui.widgets.layouts import across, clear, down
from ui.widgets.progress import WaitingLine
from ui.widgets.save_state import SaveState

# Of the bar itself: its edges, and the gaps between what stands in it.
_EDGES_AND_GAPS = 12 + 16 + 4 + 5 * 8
# Narrower windows have no room for it; Shift+Enter opens a window in all of them.
_OWN_WINDOW_FROM = 1180


class SearchSlot(QPushButton):
    """Looks like a field, opens the search."""

    def __init__(self) -> None:
        super().__init__()
        name = _("Search for a citizen")
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shown(keys_for('search'))})")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        words = Label(name, "small", "3")
        self.caps = key_caps(shown(keys_for("search")))
        self.setLayout(
            across(Icon("search", "ink3", 16), (words, 1), self.caps, margins=(10, 0, 6, 0))
        )


class Topbar(QFrame):
    """52 px over every page. ``went`` tells a crumb's screen and argument."""

    went = Signal(str, object)

    def __init__(
        self,
        *,
        back: Callable[[], None],
        search: Callable[[], None],
        own_window: Callable[[], None],
        help_: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAccessibleName(_("Top bar"))
        self.back = icon_button("arrow-left", _("Back"), back, keys=keys_for("back"))
        self._crumbs = across(gap=3)
        self.search = SearchSlot()
        self.search.clicked.connect(lambda: search())  # noqa: PLW0108 - drops Qt's "checked"
        self.saved = SaveState()
        self.own_window = icon_button(
            "external-link", _("Move the page to a window of its own"), own_window
        )
        self.own_window.hide()
        self._offers_own_window = False
        words = _("Help for this page")
        self.help = icon_button("lifebuoy", words, help_, keys=keys_for("help"))
        self.line: Final = WaitingLine(self)
        self.setLayout(
            across(
                self.back,
                (self._crumbs, 1),
                self.search,
                4,
                self.saved,
                self.own_window,
                self.help,
                margins=(12, 0, 16, 0),
            )
        )
        self._measure()
        THEME.changed.connect(self._measure)

    def show_crumbs(self, crumbs: Sequence[Crumb]) -> None:
        """Show the path; a step that leads somewhere is a button."""
        clear(self._crumbs)
        for place, crumb in enumerate(crumbs):
            if place:
                self._crumbs.addWidget(Icon("chevron-right", "ink3", 14))
            last = place == len(crumbs) - 1
            self._crumbs.addWidget(self._crumb(crumb, last=last), 1 if last else 0)
        self._fit_crumbs()

    def show_saved(self, state: SavedState, detail: str) -> None:
        """Say how safe the text is; where that is long, the path gives room."""
        self.saved.show_state(state, detail)
        self._fit_crumbs()

    def show_waiting(self, waiting: Waiting) -> None:
        """Say whether the store keeps somebody waiting, in words and by a thin line."""
        self.saved.show_waiting(waiting)
        self.line.setVisible(bool(waiting))
        self._fit_crumbs()

    def offer_own_window(self, *, offered: bool) -> None:
        """Say whether the page in front can stand in a window of its own."""
        self._offers_own_window = offered

    def offer_search(self, *, offered: bool) -> None:
        """Say whether who is signed in has citizens to search for."""
        self.search.setVisible(offered)

    def make_room(self, width: int) -> None:
        """Narrow the search slot in a narrow window, and leave out what has another way."""
        self.own_window.setVisible(self._offers_own_window and width >= scaled(_OWN_WINDOW_FROM))
        wide = width >= scaled(900)
        self.search.setFixedWidth(scaled(340 if width >= scaled(1180) else 240 if wide else 150))
        self.search.caps.setVisible(wide)
        self._fit_crumbs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the thin line at the lower edge."""
        super().resizeEvent(event)
        self.line.lie_along(self.rect())

    def _fit_crumbs(self) -> None:
        """Leave out the first steps of the path where the last would be cut."""
        found = (self._crumbs.itemAt(place) for place in range(self._crumbs.count()))
        parts = [part for item in found if item is not None and (part := item.widget())]
        others = (self.back, self.saved, self.own_window, self.help)
        taken = 0 if self.search.isHidden() else self.search.width()
        taken += sum(each.sizeHint().width() for each in others if not each.isHidden())
        room = self.width() - taken - _EDGES_AND_GAPS
        for part in parts:
            part.show()
        # A step and the arrow after it go together; the last step always stays.
        for first in range(0, len(parts) - 1, 2):
            if sum(each.sizeHint().width() + 3 for each in parts[first:]) <= room:
                break
            for part in parts[first : first + 2]:
                part.hide()

    def _crumb(self, crumb: Crumb, *, last: bool) -> QWidget:
        if last or not crumb.screen:
            return Label(crumb.text, "body_medium" if last else "body", "" if last else "2")
        go = partial(self.went.emit, crumb.screen, crumb.argument)
        return Button(crumb.text, go, kind="ghost", size="crumb")

    def _measure(self) -> None:
        self.setFixedHeight(scaled(tokens()["size"]["topbar"]))


class NoticeStrip(QFrame):
    """A line that is always there, as in the demo."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAccessibleName(text)
        self.setLayout(
            down(
                across(Icon("bulb", "info", 16), (Label(text, "small_medium", wrap=True), 1)),
                margins=(16, 5, 16, 5),
            )
        )
