"""Several hand-overs of a redistribution accepted in one go, each result told."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol
from uuid import UUID

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.use_cases.handing_over import HandoverLists
from coordinator.use_cases.handover_answers import accept_each
from plans.handovers import Handover
from ui.runner import Failed, LongWork, Progress, Runner, Stopped
from ui.screens.handovers.words import answers_words


class SeveralFace(Protocol):
    """What it needs of the view."""

    def show_accepting(self, done: int, total: int) -> None:
        """Show how far it is; 0 of 0 is its end."""

    def show_answers(self, said: str, refused: str) -> None:
        """Say how many were accepted, and of each other why not."""


class Several:
    """Accepts what is ticked in the list; the view's page holds it by the presenter."""

    def __init__(
        self, desk: Desk, runner: Runner, publish: Callable[[Changes], None], failed: Failed
    ) -> None:
        self._desk, self._runner, self._publish, self._failed = desk, runner, publish, failed
        self._face: SeveralFace  # given by ``show_in`` before anything is done
        self._waiting: dict[str, Handover] = {}
        self._names: Final[dict[UUID, str]] = {}
        self._busy = False
        self._work: LongWork | None = None

    def show_in(self, face: SeveralFace) -> None:
        """Take the view."""
        self._face = face

    def read(self, lists: HandoverLists) -> None:
        """Know what was seen: who accepts accepts what they read."""
        self._waiting = {str(line.handover.id): line.handover for line in lists.to_me}
        self._names.update({line.handover.id: line.citizen_name for line in lists.to_me})

    def accept(self, keys: Sequence[str]) -> None:
        """Take these over, one after the other."""
        seen = [self._waiting[key] for key in keys if key in self._waiting]
        if not seen or self._busy:
            return
        self._busy = True

        def work(progress: Progress) -> object:
            def told(n: int, of: int) -> None:
                progress.report(n, of)
                progress.check()

            return accept_each(self._desk, seen, told)

        self._work = self._runner.do_long(work, self._face.show_accepting, self._done, self._broken)

    def stop(self) -> None:
        """Stop; who is taken over by then stays so."""
        if self._work is not None:
            self._work.stop()

    def _done(self, made: object) -> None:
        assert isinstance(made, tuple)
        answers, changes = made
        self._end()
        self._publish(changes)
        self._face.show_answers(*answers_words(answers, self._names))

    def _broken(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Stopped):
            # How many were taken over by then, the list tells.
            self._publish(Changes(everything=True))
        else:
            self._failed(error)

    def _end(self) -> None:
        self._busy, self._work = False, None
        self._face.show_accepting(0, 0)
