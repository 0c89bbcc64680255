"""What a screen is to the window: its entry in the list, what it is built of, what it may offer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtWidgets import QWidget

from ui.begun import BegunForms
from ui.feed import ChangeFeed
from ui.navigation import Navigator
from ui.navigation import Place as PlaceIn
from ui.runner import Runner

if TYPE_CHECKING:
    from coordinator.desk import Desk
    from coordinator.lists import StoreInfo
    from coordinator.stores import OwnPassword
    from plans.sign_ins import SignInRules
    from ui.preferences import Preferences

Place = Literal["main", "foot", "hidden"]


def _nothing(*_values: object) -> None:
    pass


def at_once(deed: Callable[[], None]) -> None:
    """Do a weighty deed without asking: where nothing guards it."""
    deed()


def _nowhere(*_values: object) -> bool:
    return False


class Locking:
    """What covers the program's windows while nobody is there; as made here it does nothing."""

    def lock(self) -> None:
        """Cover everything now."""

    def take(self, choices: "Preferences") -> None:
        """Lock as the person chose."""

    def hold(self, rules: "SignInRules") -> None:
        """Let a sign-in count for as long as the municipality chose."""

    def prove(self, deed: Callable[[], None]) -> None:
        """Let a weighty deed wait until who is there has shown who they are, lately."""
        deed()


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What the settings tell of the store: ``key_beside`` is the practice store's way."""

    info: "StoreInfo"
    newest_backup: datetime | None = None
    key_beside: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """What a screen may ask of the program around its window; as made here it does nothing.

    ``back_up`` makes the backup before an import, ``facts`` tells of the store (both off the
    screen's thread); ``reopen`` makes the window anew, in another language, at a screen.
    ``open_beside`` shows a page in a window of its own; ``shown_elsewhere`` brings the window to
    the front that shows a page already, and tells whether there is one beside who asks.
    ``own_password`` is what who works signed in with, if it was a password; ``mark`` is what the
    server calls this program by, "" of a local store. ``locking`` covers
    the windows.
    """

    back_up: Callable[[], None] = _nothing
    facts: Callable[[], StoreFacts | None] = _nothing
    reopen: Callable[[str, str], None] = _nothing
    open_beside: Callable[[str, object, PlaceIn | None], None] = _nothing
    shown_elsewhere: Callable[[Any, str, object, PlaceIn | None], bool] = _nowhere
    own_password: "OwnPassword | None" = None
    mark: str = ""
    locking: Locking = field(default_factory=Locking)


@dataclass(frozen=True, slots=True)
class ScreenContext:
    """What every screen is built with."""

    desk: "Desk"
    runner: Runner
    feed: ChangeFeed
    navigator: Navigator
    house: House = field(default_factory=House)
    begun: BegunForms = field(default_factory=BegunForms)


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """One line of the window's list of screens.

    ``title`` is a msgid. ``roles`` None: everybody sees it. ``place`` says where it stands in the
    sidebar. ``under`` is the entry that is lit while a hidden screen is open. ``build`` imports
    the screen when it is first opened, so that a start does not wait for it. ``hears_behind``:
    it hears of changes also while another screen is in front, for it reads no one citizen.
    ``behind_walls``: it is there on a shared store too, where loads have a login of their own.
    """

    name: str
    title: str
    icon: str
    build: Callable[[ScreenContext], QWidget]
    keys: str = ""
    roles: frozenset[str] | None = None
    place: Place = "main"
    under: str = ""
    three_pane: bool = False
    hears_behind: bool = False
    behind_walls: bool = True

    def seen_by(self, role: str) -> bool:
        """Whether somebody in this role has the screen."""
        return self.roles is None or role in self.roles


def offer(screen: QWidget, deed: str, *values: object) -> bool:
    """Call one of a screen's optional methods; tells whether the screen has it.

    ``activate(argument)``, ``go_to(place)``, ``primary_action()``, ``refresh()``,
    ``changed(changes)``, ``save_now()``, ``print_page()``, ``turn_tab(step)``; ``regions()`` is
    asked elsewhere.
    """
    method = getattr(screen, deed, None)
    if callable(method):
        method(*values)
        return True
    return False
