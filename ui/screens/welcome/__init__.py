"""Welcome: open, make or unlock a store, and say who works."""

from collections.abc import Callable
from dataclasses import dataclass

from coordinator.ports import Clock
from coordinator.stores import OpenStore, Stores
from plans.people import StaffMember
from ui.runner import Runner
from ui.screens.welcome.presenter import WelcomePresenter
from ui.screens.welcome.view import WelcomeWindow


@dataclass(frozen=True, slots=True)
class WelcomeContext:
    """What the welcome is built with.

    ``login`` is who was named at the start. ``entered`` takes over with an open store and the
    person who works; ``practise`` goes to the practice store instead.
    """

    address: str | None
    login: str | None
    stores: Callable[[], Stores]
    clock: Clock
    runner: Runner
    entered: Callable[[OpenStore, StaffMember], None]
    practise: Callable[[], None]


def build(context: WelcomeContext) -> WelcomeWindow:
    """Make the window, which holds its presenter."""
    view = WelcomeWindow()
    view.presenter = WelcomePresenter(view, context)
    return view
