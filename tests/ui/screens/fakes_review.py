"""Stand-ins that the review and print screens are tried with."""

from collections.abc import Callable, Mapping, Sequence

from coordinator.changes import Changes
from ui.navigation import Crumb, SavedState, SidebarCitizen


class FakeNavigator:
    """Remembers where it was told to go and what it was told to say."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, object]] = []
        self.path: tuple[Crumb, ...] = ()
        self.toasts: list[str] = []

    @property
    def crumbs(self) -> list[str]:
        return [crumb.text for crumb in self.path]

    def open(self, screen_name: str, argument: object = None) -> None:
        self.opened.append((screen_name, argument))

    def set_crumbs(self, crumbs: Sequence[Crumb]) -> None:
        self.path = tuple(crumbs)

    def toast(
        self, text: str, action_text: str = "", action: Callable[[], None] | None = None
    ) -> None:
        self.toasts.append(text)

    def back(self) -> None:
        raise AssertionError("nobody goes back by itself")

    def forward(self) -> None:
        raise AssertionError("nobody goes forward by itself")

    def set_saved_state(self, state: SavedState, detail: str = "") -> None:
        raise AssertionError("nothing is saved here")

    def set_counts(self, counts: Mapping[str, int]) -> None:
        raise AssertionError("the day counts")

    def set_citizens(self, title: str, citizens: Sequence[SidebarCitizen]) -> None:
        raise AssertionError("the day lists")


class FakeFeed:
    """Hears changes and passes them on at once, as the window does to every screen."""

    def __init__(self) -> None:
        self.heard: list[Changes] = []
        self.listener: Callable[[Changes], None] | None = None

    def publish(self, changes: Changes) -> None:
        self.heard.append(changes)
        if self.listener is not None:
            self.listener(changes)
