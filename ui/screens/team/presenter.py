"""What happens on «Mit team»: how much hangs on each, and all that hangs on one."""

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.use_cases.caseloads import caseload, unit_loads
from coordinator.use_cases.handover_course import climbed_today
from plans import access
from ui.navigation import Crumb, Navigator
from ui.problems import describe
from ui.runner import Runner
from ui.screens.team.shown import MemberLine, PersonShown
from ui.screens.team.words import climbed_words, member_line, person_shown

SCREEN: Final = "team"


class TeamFace(Protocol):
    """The view as the presenter sees it."""

    def show_team(self, lines: tuple[MemberLine, ...], climbed: str) -> None:
        """Show everybody of the unit, and say which hand-overs wait for the lead."""

    def show_person(self, shown: PersonShown) -> None:
        """Show all that hangs on one of them."""

    def show_problem(self, sentence: str) -> None:
        """Say in the page what went wrong; what stands there stays."""


class TeamPresenter:
    """Decides what «Mit team» shows; the view holds it."""

    def __init__(self, desk: Desk, runner: Runner, navigator: Navigator) -> None:
        self._desk, self._runner, self._navigator = desk, runner, navigator
        self._face: TeamFace  # given by ``show_in`` before anything is asked
        self._about: UUID | None = None
        self.slot: Final[Hashable] = ("team", id(self))

    def show_in(self, face: TeamFace) -> None:
        """Take the view."""
        self._face = face

    def activate(self, argument: object) -> None:
        """Show the unit, or one of its people by their id."""
        self._about = UUID(str(argument)) if argument else None
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        if self._about is None:
            self._runner.ask(self.slot, partial(self._read_team), self._got_team, self._failed)
        else:
            about = self._about
            self._runner.ask(
                self.slot, lambda: self._read_person(about), self._got_person, self._failed
            )

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store: it may be about anybody here."""
        if changes:
            self.refresh()

    def open(self, key: str) -> None:
        """Go to one of the unit."""
        self._navigator.open(SCREEN, key)

    def reorganise(self, *, all_of_one: bool) -> None:
        """Go and propose who could have the unit's citizens, or all of who is shown."""
        about = str(self._about) if all_of_one and self._about is not None else None
        self._navigator.open("reorganise", about)

    def open_citizen(self, citizen_id: str) -> None:
        """Go to a citizen, where it is about one."""
        if citizen_id:
            self._navigator.open("citizen", citizen_id)

    def open_handovers(self) -> None:
        """Go to the hand-overs, of the unit too."""
        self._navigator.open("handovers")

    def _read_team(self) -> tuple[tuple[MemberLine, ...], str]:
        lines = tuple(member_line(each) for each in unit_loads(self._desk))
        return lines, climbed_words(climbed_today(self._desk))

    def redistribute(self) -> None:
        """Choose what of this person goes to others."""
        if self._about is not None:
            self._navigator.open("redistribution", ("new", str(self._about)))

    def open_redistributions(self) -> None:
        """Go to the redistributions that there are."""
        self._navigator.open("redistribution")

    def _read_person(self, about: UUID) -> PersonShown:
        shown = person_shown(caseload(self._desk, about), self._desk.clock.today())
        return replace(
            shown, may_redistribute=bool(shown.groups) and access.is_lead(self._desk.member)
        )

    def _got_team(self, found: tuple[tuple[MemberLine, ...], str]) -> None:
        self._navigator.set_crumbs((Crumb(_("My team")),))
        self._face.show_team(*found)

    def _got_person(self, shown: PersonShown) -> None:
        self._navigator.set_crumbs((Crumb(_("My team"), SCREEN), Crumb(shown.name)))
        self._face.show_person(shown)

    def _failed(self, error: Exception) -> None:
        self._face.show_problem(describe(error).sentence)
