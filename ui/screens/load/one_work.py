"""One long work at a time: a newer one, or leaving, makes the answer of the older nobody's."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from ui.runner import Failed, Lane, LongWork, Progress, Runner

T = TypeVar("T")
Tell: TypeAlias = Callable[[int, int | None], None]


class OneWork:
    """Holds the long work that is under way."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._handle: LongWork | None = None
        self._ticket: object = None

    @property
    def under_way(self) -> bool:
        """Whether a work has not answered yet."""
        return self._ticket is not None

    def stop(self) -> None:
        """Ask the work to stop; it answers ``Stopped``."""
        if self._handle is not None:
            self._handle.stop()

    def let_go(self) -> None:
        """Stop the work and drop its answer."""
        self.stop()
        self._handle = self._ticket = None

    def begin(
        self,
        work: Callable[[Progress], T],
        progress: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Failed,
        lane: Lane,
    ) -> None:
        """Begin a work in the place of the one before."""
        self.let_go()
        ticket = self._ticket = object()

        def told(count: int, total: int) -> None:
            if self._ticket is ticket:
                progress(count, total)

        def ended(answer: Callable[[], None]) -> None:
            if self._ticket is ticket:
                self._handle = self._ticket = None
                answer()

        begun = self._runner.do_long(
            work,
            told,
            lambda value: ended(lambda: done(value)),
            lambda error: ended(lambda: failed(error)),
            lane=lane,
        )
        if self._ticket is ticket:
            self._handle = begun


def telling(progress: Progress, rounds: int = 1) -> Tell:
    """Join the counts of the rounds (reading, comparing) to one, and stop where asked."""
    begun, last = 0, -1

    def tell(done: int, total: int | None) -> None:
        nonlocal begun, last
        progress.check()
        if done < last:
            begun = min(begun + 1, rounds - 1)
        last = done
        if total:
            progress.report((begun * total + done) // rounds, total)

    return tell
