"""What a presenter may ask of the window that its screen stands in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

SavedState = Literal["all_saved", "saving", "saved", "offline", "failed"]


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the path above a page; without ``screen`` it is text only.

    The last is where the user is: no button, but with ``screen`` keys still know what it is about.
    """

    text: str
    screen: str = ""
    argument: object = None


@dataclass(frozen=True, slots=True)
class SidebarCitizen:
    """A pinned or recent citizen in the sidebar: where to go, what to read, which service areas."""

    argument: object
    name: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UserCard:
    """Who is signed in, as the sidebar's foot shows it; ``role`` decides which screens show."""

    login: str
    name: str
    subtitle: str
    role: str


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """Where in a plan the editor opens: parts by id, with the cursor in a field of the first.

    ``field`` "" is where one begins to write. ``new_task`` begins a task under the first part.
    """

    parts: tuple[UUID, ...]
    field: str = ""
    new_task: bool = False


@dataclass(frozen=True, slots=True)
class FormPlace:
    """A form on a citizen's page, by its name; when it is saved one comes back from it."""

    form: str


Place = PlanPlace | FormPlace


class Navigator(Protocol):
    """The window as presenters see it."""

    def open(self, screen_name: str, argument: object = None, at: Place | None = None) -> None:
        """Go to a screen, with what it shall show; the way back is remembered.

        ``at`` is a place on it to begin at; the way back leads to the screen, not to the place.
        """

    def back(self) -> None:
        """Go to where the user came from."""

    def forward(self) -> None:
        """Undo ``back``."""

    def set_crumbs(self, crumbs: Sequence[Crumb]) -> None:
        """Show the path above the page; the last is where the user is."""

    def set_saved_state(self, state: SavedState, detail: str = "") -> None:
        """Show how safe the text is; ``detail`` is a time («10.42») or, when failed, a cause."""

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait, by screen name."""

    def set_citizens(self, title: str, citizens: Sequence[SidebarCitizen]) -> None:
        """Show pinned or recent citizens in the sidebar under ``title``."""

    def toast(
        self, text: str, action_text: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say something that needs no answer, with an undo where there is one."""
