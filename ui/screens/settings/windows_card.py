"""The card of settings about what is open by one's own login at the shared store."""

from typing import Final, Protocol

from coordinator.i18n import _
from ui.screens.settings.parts import PartCard
from ui.screens.settings.shown import WindowLine
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import across, clear, down


class WindowsPresenting(Protocol):
    """What the user can do."""

    def end_others(self) -> None:
        """End everything that is open but this program."""


class WindowsCard(PartCard):
    """A line for each program that is signed in, and a button that ends the others."""

    def __init__(self, presenter: WindowsPresenting) -> None:
        super().__init__(
            _("My windows"),
            _(
                "Where your login is in use right now. Close what you have left open on another "
                "PC. If there is something you do not know, close it and choose a new password."
            ),
        )
        self._lines: Final = down(gap=8)
        self.end: Final = Button(_("Close the others"), presenter.end_others, icon="x")
        self.end.hide()
        self.add(self._lines, across(self.end, None))

    def show_windows(self, lines: tuple[WindowLine, ...]) -> None:
        """Show what is open, the oldest first."""
        clear(self._lines)
        for each in lines:
            mine = (Label(_("This window"), "small_medium", "ok"),) if each.mine else ()
            words = down(
                Label(each.place, "body_medium", wrap=True),
                Label(each.since, "small", "2", wrap=True),
                gap=1,
            )
            self._lines.addLayout(across((words, 1), *mine, gap=12))
        self.end.setVisible(any(not each.mine for each in lines))
