"""What a lead does with a redistribution that is under way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.i18n import _
from coordinator.use_cases import redistributing, redistribution_letters
from ui.runner import Failed, LongWork, Progress, Runner, Stopped
from ui.screens.redistribution.words import letters_words

Told = Callable[[int, int], None]


class Prints(Protocol):
    """Where papers go."""

    def ask(self, fetch: Callable[[], None]) -> None:
        """Let the user choose a printer; ``fetch`` asks for the paper then."""

    def print_paper(self, runner: Runner, content: bytes) -> None:
        """Send the pages to the printer that was chosen."""


class FollowingFace(Protocol):
    """What following needs of the view."""

    @property
    def prints(self) -> Prints:
        """Where papers go."""

    def show_progress(self, done: int, total: int) -> None:
        """Show how far a long work is; 0 of 0 is its end."""


@dataclass(frozen=True, slots=True)
class Hears:
    """What the presenter tells and hears: which set is open, and what became of a deed."""

    about: Callable[[], UUID | None]
    done: Callable[[str, Changes], None]
    failed: Failed
    refresh: Callable[[], None]


class LongDeed:
    """One long work at a time, with its progress on the page."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._show: Told  # given by ``show_in`` before anything is done
        self._work: LongWork | None = None
        self._busy = False

    def show_in(self, face: FollowingFace) -> None:
        """Take the view."""
        self._show = face.show_progress

    @property
    def busy(self) -> bool:
        """Whether one is under way."""
        return self._busy

    def begin(
        self, deed: Callable[[Told], object], done: Callable[[object], None], failed: Failed
    ) -> None:
        """Do it; what is kept when it is stopped stays kept."""
        if self._busy:
            return
        self._busy = True

        def with_progress(progress: Progress) -> object:
            def told(n: int, of: int) -> None:
                progress.report(n, of)
                progress.check()

            return deed(told)

        def and_end(answer: object) -> None:
            self._end()
            done(answer)

        def and_break(error: Exception) -> None:
            self._end()
            failed(error)

        self._work = self._runner.do_long(with_progress, self._show, and_end, and_break)

    def stop(self) -> None:
        """Ask it to stop."""
        if self._work is not None:
            self._work.stop()

    def _end(self) -> None:
        self._busy, self._work = False, None
        self._show(0, 0)


class Following:
    """The deeds on the page of a redistribution."""

    def __init__(self, desk: Desk, long: LongDeed, runner: Runner, hears: Hears) -> None:
        self._desk, self._long, self._runner = desk, long, runner
        self._hears: Final = hears
        self._face: FollowingFace  # given by ``show_in`` before anything is done

    def show_in(self, face: FollowingFace) -> None:
        """Take the view."""
        self._face = face

    def offer_next(self, most: int | None) -> None:
        """Offer more of what waits."""
        if (about := self._hears.about()) is not None:
            self._long.begin(
                lambda told: redistributing.offer_next(self._desk, about, most, told),
                self._gone_on,
                self._broke_off,
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
        if (about := self._hears.about()) is None or not moves:
            return
        receivers = {UUID(each): UUID(receiver) for each in moves}
        self._long.begin(
            lambda told: redistributing.give_to(self._desk, about, receivers, told),
            self._gone_on,
            self._broke_off,
        )

    def leave_out(self, moves: Sequence[str]) -> None:
        """Let citizens stay where they are."""
        if (about := self._hears.about()) is not None and moves:
            left = [UUID(each) for each in moves]
            self._runner.do(
                lambda: redistributing.leave_out(self._desk, about, left),
                partial(self._hears.done, _("Taken out. They stay where they are.")),
                self._hears.failed,
            )

    def print_letters(self, *, anew: bool = False) -> None:
        """Make the letters that are not printed yet, or all of them anew, and print them."""
        if (about := self._hears.about()) is None or self._long.busy:
            return

        def fetch() -> None:
            self._long.begin(
                lambda told: redistribution_letters.make_letters(
                    self._desk, about, told, anew=anew
                ),
                self._got_letters,
                self._broke_off,
            )

        self._face.prints.ask(fetch)

    def stop(self) -> None:
        """Stop what takes long; what is done by then stays, and the rest waits."""
        self._long.stop()

    def _gone_on(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        self._hears.done(_("Offered."), changes)

    def _got_letters(self, made: object) -> None:
        assert isinstance(made, tuple)
        job, changes = made
        self._face.prints.print_paper(self._runner, job.content)
        self._hears.done(letters_words(job), changes)

    def _broke_off(self, error: Exception) -> None:
        if isinstance(error, Stopped):
            self._hears.refresh()
        else:
            self._hears.failed(error)

    def _deed(self, deed: Callable[[Desk, UUID], Changes], said: str) -> None:
        if (about := self._hears.about()) is not None:
            self._runner.do(
                lambda: deed(self._desk, about), partial(self._hears.done, said), self._hears.failed
            )
