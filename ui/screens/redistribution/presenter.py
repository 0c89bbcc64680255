"""What happens on «Omfordeling»: choosing, looking, offering, following, and the letters."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _, ngettext
from coordinator.ids import new_id
from coordinator.redistribution_choice import Choice, Consequences
from coordinator.use_cases import (
    redistributing,
    redistribution_choice,
)
from coordinator.use_cases.redistributing import RedistributionLine, RedistributionPage
from plans.errors import RuleBroken
from plans.redistributions import MoveWish, RedistributionWish, in_turn, to_who_knows
from ui.navigation import Crumb, Navigator
from ui.problems import describe
from ui.runner import Runner, Stopped
from ui.screens.redistribution.following import Following, FollowingFace, Hears, LongDeed
from ui.screens.redistribution.shown import (
    ChooseShown,
    Chosen,
    ListShown,
    OutcomeShown,
    RunningShown,
)
from ui.screens.redistribution.words import (
    choose_shown,
    list_shown,
    outcome_shown,
    running_shown,
)

SCREEN: Final = "redistribution"


class RedistributionFace(FollowingFace, Protocol):
    """The view as the presenter sees it."""

    def show_list(self, shown: ListShown) -> None:
        """Show the redistributions that there are."""

    def show_choice(self, shown: ChooseShown) -> None:
        """Show what hangs on a colleague."""

    def show_outcome(self, shown: OutcomeShown) -> None:
        """Show what comes of what was chosen."""

    def show_chosen(self) -> None:
        """Go back to what was chosen, as it was."""

    def show_running(self, shown: RunningShown) -> None:
        """Show how far a redistribution is."""

    def show_refusal(self, code: str, sentence: str) -> None:
        """Say what a rule refused, where it belongs."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """What was chosen and looked at, and is not offered yet."""

    wish: RedistributionWish
    left_out: int


class RedistributionPresenter:
    """Decides what «Omfordeling» shows; the view holds it."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        publish: Callable[[Changes], None],
        navigator: Navigator,
    ) -> None:
        self._desk, self._runner, self._publish = desk, runner, publish
        self._navigator = navigator
        self._face: RedistributionFace  # given by ``show_in`` before anything is asked
        self.long: Final = LongDeed(runner)
        self.following: Final = Following(desk, self.long, runner, self._hears())
        self._about: UUID | None = None
        self._choice: Choice | None = None
        self._planned: _Planned | None = None
        self.slot: Final[Hashable] = ("redistribution", id(self))

    def show_in(self, face: RedistributionFace) -> None:
        """Take the view."""
        self._face = face
        self.long.show_in(face)
        self.following.show_in(face)

    def activate(self, argument: object) -> None:
        """Show the list, a redistribution by its id, or what hangs on somebody («new», who)."""
        self._choice = self._planned = self._about = None
        match argument:
            case ("new", str(staff)):
                whose = UUID(staff)
                self._runner.ask(
                    self.slot,
                    lambda: redistribution_choice.what_to_move(self._desk, whose),
                    self._got_choice,
                    self._failed,
                )
            case str(key) if key:
                self._about = UUID(key)
                self.refresh()
            case _:
                self.refresh()

    def refresh(self) -> None:
        """Read again; what is being chosen stays."""
        if self._choice is not None:
            return
        about = self._about
        if about is None:
            self._runner.ask(
                self.slot,
                lambda: redistributing.sets(self._desk),
                self._got_list,
                self._failed,
            )
        else:
            self._runner.ask(
                self.slot,
                lambda: redistributing.open_set(self._desk, about),
                self._got_page,
                self._failed,
            )

    def changed(self, changes: Changes) -> None:
        """Hear of a change in the store."""
        if changes and not self.long.busy:
            self.refresh()

    def open(self, key: str) -> None:
        """Go to a redistribution."""
        self._navigator.open(SCREEN, key)

    def open_handover(self, key: str) -> None:
        """Go to the hand-over of one citizen."""
        if key:
            self._navigator.open("handovers", key)

    # -- choosing ----------------------------------------------------------------------------

    def look(self, chosen: Chosen) -> None:
        """Show what comes of what was chosen, before anything is offered."""
        if self._choice is None:
            return
        moves = self._moves(self._choice, chosen)
        if not moves:
            if not chosen.citizens:
                self._failed(RuleBroken("redistribution-empty"))
            else:
                self._failed(RuleBroken("redistribution-nobody"))
            return
        wish = RedistributionWish(
            id=new_id(),
            cause=chosen.cause,
            moves=moves,
            comment=chosen.comment,
            note=chosen.note,
            until=chosen.until,
            at_once=chosen.at_once,
        )
        self._planned = _Planned(wish, len(chosen.citizens) - len(moves))
        self._runner.ask(
            self.slot,
            lambda: redistribution_choice.preview(self._desk, moves),
            self._got_outcome,
            self._failed,
        )

    def choose_again(self) -> None:
        """Go back from what comes of it to the choice."""
        self._planned = None
        self._face.show_chosen()

    def offer(self) -> None:
        """Offer what was looked at."""
        if (planned := self._planned) is not None and not self.long.busy:
            self.long.begin(
                lambda told: redistributing.offer_set(self._desk, planned.wish, told),
                self._offered,
                self._broke_off,
            )

    def leave(self) -> None:
        """Go back to where the lead came from."""
        self._navigator.back()

    def stop(self) -> None:
        """Stop the offering; what is offered by then stays, and the rest waits."""
        self.long.stop()

    # -- inside ------------------------------------------------------------------------------

    @staticmethod
    def _moves(choice: Choice, chosen: Chosen) -> tuple[MoveWish, ...]:
        giver = choice.giver.member.id
        citizens = [UUID(each) for each in chosen.citizens]
        people = [UUID(each) for each in chosen.people]
        known: tuple[MoveWish, ...] = ()
        if chosen.knows_first:
            here = {e.member.id for e in choice.receivers if e.absence is None}
            beside = {each.citizen_id: each.beside for each in choice.citizens}
            known = to_who_knows(citizens, giver, beside, here)
        taken = {each.citizen_id for each in known}
        loads = {
            each.member.id: each.load.citizens for each in choice.receivers if each.load is not None
        }
        for each in known:
            loads[each.receiver] = loads.get(each.receiver, 0) + 1
        rest = [each for each in citizens if each not in taken]
        return (*known, *in_turn(rest, giver, people, loads))

    def _offered(self, made: object) -> None:
        assert isinstance(made, tuple)
        redistribution_id, changes = made
        planned, self._planned, self._choice = self._planned, None, None
        number = len(planned.wish.moves) if planned is not None else 0
        said = ngettext("{n} citizen is offered.", "{n} citizens are offered.", number)
        self._navigator.toast(said.format(n=number))
        self._publish(changes)
        self._navigator.open(SCREEN, str(redistribution_id))

    def _broke_off(self, error: Exception) -> None:
        """Show the set as far as it came, when the lead stopped it."""
        planned = self._planned
        if isinstance(error, Stopped) and planned is not None:
            self._planned = self._choice = None
            self._navigator.open(SCREEN, str(planned.wish.id))
        else:
            self._failed(error)

    def _hears(self) -> Hears:
        return Hears(lambda: self._about, self._done, self._failed, self.refresh)

    def _done(self, said: str, changes: Changes) -> None:
        self._publish(changes)
        self._navigator.toast(said)
        self.refresh()

    def _got_choice(self, found: Choice) -> None:
        self._choice = found
        giver = found.giver.member
        self._navigator.set_crumbs(
            (
                Crumb(_("My team"), "team"),
                Crumb(giver.name, "team", str(giver.id)),
                Crumb(_("Redistribute")),
            )
        )
        self._face.show_choice(choose_shown(found, self._desk.clock.today()))

    def _got_outcome(self, found: Consequences) -> None:
        if self._choice is not None and self._planned is not None:
            name = self._choice.giver.member.name
            self._face.show_outcome(outcome_shown(found, name, self._planned.left_out))

    def _got_list(self, found: tuple[RedistributionLine, ...]) -> None:
        self._navigator.set_crumbs((Crumb(_("My team"), "team"), Crumb(_("Redistributions"))))
        self._face.show_list(list_shown(found))

    def _got_page(self, page: RedistributionPage) -> None:
        self._navigator.set_crumbs(
            (
                Crumb(_("My team"), "team"),
                Crumb(_("Redistributions"), SCREEN),
                Crumb(page.cause),
            )
        )
        self._face.show_running(running_shown(page, self._desk.clock.today()))

    def _failed(self, error: Exception) -> None:
        code = error.code if isinstance(error, RuleBroken) else ""
        self._face.show_refusal(code, describe(error).sentence)
