"""What happens on «Omfordeling»: choosing, looking, offering, following, and the letters."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
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
    redistribution_letters,
)
from coordinator.use_cases.redistributing import RedistributionLine, RedistributionPage
from plans.errors import RuleBroken
from plans.redistributions import MoveWish, RedistributionWish, in_turn, to_who_knows
from ui.navigation import Crumb, Navigator
from ui.problems import describe
from ui.runner import LongWork, Progress, Runner, Stopped
from ui.screens.redistribution.shown import (
    ChooseShown,
    Chosen,
    ListShown,
    OutcomeShown,
    RunningShown,
)
from ui.screens.redistribution.words import (
    choose_shown,
    letters_words,
    list_shown,
    outcome_shown,
    running_shown,
)

SCREEN: Final = "redistribution"


class Prints(Protocol):
    """Where papers go."""

    def ask(self, fetch: Callable[[], None]) -> None:
        """Let the user choose a printer; ``fetch`` asks for the paper then."""

    def print_paper(self, runner: Runner, content: bytes) -> None:
        """Send the pages to the printer that was chosen."""


class RedistributionFace(Protocol):
    """The view as the presenter sees it."""

    @property
    def prints(self) -> Prints:
        """Where papers go."""

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

    def show_progress(self, done: int, total: int) -> None:
        """Show how far a long work is; done with it when both are the same."""

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
        self._about: UUID | None = None
        self._choice: Choice | None = None
        self._planned: _Planned | None = None
        self._long: LongWork | None = None
        self.slot: Final[Hashable] = ("redistribution", id(self))

    def show_in(self, face: RedistributionFace) -> None:
        """Take the view."""
        self._face = face

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
        if changes and self._long is None:
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
            code = "redistribution-empty" if not chosen.citizens else "redistribution-nobody"
            self._failed(RuleBroken(code))
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
        if (planned := self._planned) is not None and self._long is None:
            self._begin(
                lambda told: redistributing.offer_set(self._desk, planned.wish, told), self._offered
            )

    # -- following ---------------------------------------------------------------------------

    def offer_next(self, most: int | None) -> None:
        """Offer more of what waits."""
        if (about := self._about) is not None:
            self._begin(
                lambda told: redistributing.offer_next(self._desk, about, most, told), self._gone_on
            )

    def pause(self) -> None:
        """Let the rest wait."""
        self._deed(redistributing.pause, _("Paused. Nothing more is offered until you resume."))

    def resume(self) -> None:
        """Go on."""
        self._deed(redistributing.resume, _("Resumed. What waited is offered."))

    def undo(self) -> None:
        """Withdraw all that nobody has accepted."""
        self._deed(redistributing.undo, _("Undone. Nobody else has got a citizen by it."))

    def give(self, moves: Sequence[str], receiver: str) -> None:
        """Offer citizens who came back to another."""
        if (about := self._about) is None or not moves:
            return
        receivers = {UUID(each): UUID(receiver) for each in moves}
        self._begin(
            lambda told: redistributing.give_to(self._desk, about, receivers, told), self._gone_on
        )

    def leave_out(self, moves: Sequence[str]) -> None:
        """Let citizens stay where they are."""
        if (about := self._about) is not None and moves:
            left = [UUID(each) for each in moves]
            self._runner.do(
                lambda: redistributing.leave_out(self._desk, about, left),
                partial(self._done, _("Taken out. They stay where they are.")),
                self._failed,
            )

    def print_letters(self, *, anew: bool = False) -> None:
        """Make the letters that are not printed yet, or all of them anew, and print them."""
        if (about := self._about) is None or self._long is not None:
            return

        def fetch() -> None:
            self._begin(
                lambda told: redistribution_letters.make_letters(
                    self._desk, about, told, anew=anew
                ),
                self._got_letters,
            )

        self._face.prints.ask(fetch)

    def stop(self) -> None:
        """Stop what takes long; what is done by then stays, and the rest waits."""
        if self._long is not None:
            self._long.stop()

    def leave(self) -> None:
        """Go back to where the lead came from."""
        self._navigator.back()

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

    def _begin(
        self,
        work: Callable[[Callable[[int, int], None]], object],
        done: Callable[[object], None],
    ) -> None:
        def with_progress(progress: Progress) -> object:
            def told(n: int, of: int) -> None:
                progress.report(n, of)
                progress.check()

            return work(told)

        self._long = self._runner.do_long(
            with_progress, self._face.show_progress, done, self._broke_off
        )

    def _offered(self, made: object) -> None:
        assert isinstance(made, tuple)
        redistribution_id, changes = made
        self._end_long()
        planned, self._planned, self._choice = self._planned, None, None
        number = len(planned.wish.moves) if planned is not None else 0
        said = ngettext("{n} citizen is offered.", "{n} citizens are offered.", number)
        self._navigator.toast(said.format(n=number))
        self._publish(changes)
        self._navigator.open(SCREEN, str(redistribution_id))

    def _gone_on(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        self._end_long()
        self._done(_("Offered."), changes)

    def _got_letters(self, made: object) -> None:
        assert isinstance(made, tuple)
        job, changes = made
        self._end_long()
        self._face.prints.print_paper(self._runner, job.content)
        self._done(letters_words(job), changes)

    def _broke_off(self, error: Exception) -> None:
        self._end_long()
        if isinstance(error, Stopped):
            planned, self._planned, self._choice = self._planned, None, None
            if planned is not None:
                self._navigator.open(SCREEN, str(planned.wish.id))
            else:
                self.refresh()
            return
        self._failed(error)

    def _end_long(self) -> None:
        self._long = None
        self._face.show_progress(0, 0)

    def _deed(self, deed: Callable[[Desk, UUID], Changes], said: str) -> None:
        if (about := self._about) is not None:
            self._runner.do(
                lambda: deed(self._desk, about), partial(self._done, said), self._failed
            )

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
