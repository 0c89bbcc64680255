"""Welcome: open, make or unlock a store, and say who works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.screens.welcome.presenter import WelcomePresenter
from ui.screens.welcome.view import WelcomeWindow

if TYPE_CHECKING:
    # Only named here: this is the first window, which waits for as little as it can.
    from collections.abc import Callable

    from coordinator.ports import Clock
    from coordinator.stores import OpenStore, Stores
    from plans.people import StaffMember
    from ui.runner import Runner


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
