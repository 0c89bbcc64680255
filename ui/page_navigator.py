"""The window as the presenters of one screen see it."""

from collections.abc import Callable, Mapping, Sequence

from ui.navigation import Crumb, Navigator, Place, SavedState, SidebarCitizen


class PageNavigator:
    """The path above the page is the screen's in front: an answer that comes later names nobody.

    Else a key pressed over one citizen's page would do something about another.
    """

    def __init__(self, window: Navigator, in_front: Callable[[], bool]) -> None:
        self._window, self._in_front = window, in_front

    def open(self, screen_name: str, argument: object = None, at: Place | None = None) -> None:
        """Go to a screen."""
        self._window.open(screen_name, argument, at)

    def back(self) -> None:
        """Go to where the user came from."""
        self._window.back()

    def forward(self) -> None:
        """Undo ``back``."""
        self._window.forward()

    def set_crumbs(self, crumbs: Sequence[Crumb]) -> None:
        """Show the path above the page while it is in front."""
        if self._in_front():
            self._window.set_crumbs(crumbs)

    def set_saved_state(self, state: SavedState, detail: str = "") -> None:
        """Show how safe the text is, also of a page that was left."""
        self._window.set_saved_state(state, detail)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait."""
        self._window.set_counts(counts)

    def set_citizens(self, title: str, citizens: Sequence[SidebarCitizen]) -> None:
        """Show citizens in the sidebar."""
        self._window.set_citizens(title, citizens)

    def toast(
        self, text: str, action_text: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say something that needs no answer."""
        self._window.toast(text, action_text, action)
