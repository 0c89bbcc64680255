"""The worker threads: the only place that starts any."""

import threading
import time
from collections.abc import Callable, Hashable
from functools import partial
from math import ceil
from queue import SimpleQueue
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from coordinator.store_errors import StoreCollided
from ui.runner import Failed, Lane, Progress, Stopped
from ui.waits import Kind, Waiting, Waits

T = TypeVar("T")
_BETWEEN_REPORTS = 0.1
_TRIES: Final = 3


class JobProgress:
    """One long work's progress: counts go to the screen, at most ten a second, Stop comes back."""

    def __init__(
        self,
        tell: Callable[[int, int], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tell = tell
        self._clock = clock
        self._last: float | None = None
        self._stop = threading.Event()

    def report(self, done: int, total: int) -> None:
        """Pass the count on, unless the last one was a moment ago; the final one always."""
        now = self._clock()
        due = self._last is None or now - self._last >= _BETWEEN_REPORTS
        if due or done >= total:
            self._last = now
            self._tell(done, total)

    @property
    def stopped(self) -> bool:
        """Whether the user pressed Stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise ``Stopped`` when the user pressed Stop."""
        if self.stopped:
            raise Stopped

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop.set()


class WorkLane(Protocol):
    """Does one work after another, or a few at a time."""

    def submit(self, work: Callable[[], object]) -> None:
        """Do a work when it is its turn."""

    def end(self, patience_s: float | None) -> bool:
        """Take no more and finish what waits; tells whether that was done in time."""


class ThreadLane:
    """A lane of so many threads, which begin with the first work.

    They do not hold the program up: who waits for them is who ends the lane.
    """

    def __init__(self, name: str, threads: int = 1) -> None:
        self._waiting: Final[SimpleQueue[Callable[[], object] | None]] = SimpleQueue()
        self._threads: Final = [
            threading.Thread(target=self._run, name=f"samplan-{name}-{number}", daemon=True)
            for number in range(threads)
        ]

    def submit(self, work: Callable[[], object]) -> None:
        """Do a work when it is its turn."""
        for thread in self._threads:
            if thread.ident is None:
                thread.start()
        self._waiting.put(work)

    def end(self, patience_s: float | None) -> bool:
        """Take no more and finish what waits; tells whether that was done in time."""
        until = None if patience_s is None else time.monotonic() + patience_s
        begun = [each for each in self._threads if each.ident is not None]
        for _thread in begun:
            self._waiting.put(None)
        for thread in begun:
            thread.join(None if until is None else max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in begun)

    def _run(self) -> None:
        while (work := self._waiting.get()) is not None:
            work()
            del work  # what it holds is not kept until the next one comes


class Jobs(QObject):
    """Runs work on four lanes of threads and brings the answers back to the screen's thread.

    ``waiting`` tells, in a word of ``ui.waits``, when the store keeps somebody waiting.
    """

    waiting = Signal(str)
    _arrived = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        lane: Callable[[str, int], WorkLane] = ThreadLane,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        # One store worker: right for a file store; raise it for a shared one after measuring.
        # In the order in which they end: the journal is safe, whatever the store does, and no paper
        # eats up the store's time.
        self._lanes: Final[dict[Lane, WorkLane]] = {
            "journal": lane("journal", 1),
            "store": lane("store", 1),
            "text": lane("text", 1),
            "paper": lane("paper", 2),
        }
        self._waits: Final = Waits(clock)
        self._told: Waiting = ""
        self._look_again: Final = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.timeout.connect(self._look)
        self._newest: dict[Hashable, object] = {}
        self._long: set[JobProgress] = set()
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        slot: Hashable,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        lane: Lane = "store",
    ) -> None:
        """Read something; a later question in the same slot voids the earlier answer."""
        ticket = object()
        self._newest[slot] = ticket

        def current() -> bool:
            return self._newest.get(slot) is ticket

        def if_current(answer: Callable[[], None]) -> None:
            if current():
                del self._newest[slot]
                answer()

        def asked() -> None:
            # A question that nobody waits for any more is not worth the store's time.
            if current():
                self._answer(work, done, failed or _as_bug, if_current)

        self._submit(asked, lane, "fetching")

    def do(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = "store",
    ) -> None:
        """Write something; its answer is delivered whatever else happens."""
        self._submit(partial(self._answer, work, done, failed, _at_once), lane, "saving")

    def do_long(
        self,
        work: Callable[[Progress], T],
        progress: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = "store",
    ) -> JobProgress:
        """Do something that takes seconds, with ``progress(done, total)`` on the way."""
        handle = JobProgress(lambda n, of: self._arrived.emit(partial(progress, n, of)))
        self._long.add(handle)

        def and_forget(answer: Callable[[], None]) -> None:
            self._long.discard(handle)
            answer()

        answer = partial(self._answer, lambda: work(handle), done, failed, and_forget)
        self._lanes[lane].submit(answer)
        return handle

    def void(self, slot: Hashable) -> None:
        """Drop the answer that ``slot`` waits for."""
        self._newest.pop(slot, None)

    @property
    def kept_waiting(self) -> Waiting:
        """What was told last of how the store keeps somebody waiting."""
        return self._told

    def close(self, patience_s: float | None = None) -> frozenset[Lane]:
        """Drop the reads, stop the long works, finish the writes and deliver their answers.

        Args:
            patience_s: how long a server may take for what is under way; None waits for all.

        Returns:
            The lanes that were not finished. They go on without us: the server keeps it or not.
        """
        if self._closed:
            return frozenset()
        self._closed = True
        self._newest.clear()
        for handle in tuple(self._long):
            handle.stop()
        until = None if patience_s is None else time.monotonic() + patience_s
        left = frozenset[Lane](
            name
            for name, lane in self._lanes.items()
            if not lane.end(None if until is None else max(0.0, until - time.monotonic()))
        )
        QCoreApplication.sendPostedEvents(self)
        return left

    def _submit(self, work: Callable[[], None], lane: Lane, kind: Kind) -> None:
        """Have a work done in its turn, and watch how long the store takes for it."""
        if lane != "store":
            self._lanes["store" if lane == "aside" else lane].submit(work)
            return
        ticket = self._waits.begin(kind)

        def watched() -> None:
            work()
            self._arrived.emit(partial(self._ended, ticket))

        self._lanes["store"].submit(watched)
        if not self._look_again.isActive():
            self._look()

    def _ended(self, ticket: object) -> None:
        self._waits.end(ticket)
        self._look()

    def _look(self) -> None:
        """Tell when the store begins to keep somebody waiting, and when it does no more."""
        state, due = self._waits.state(), self._waits.due_in()
        if due is None:
            self._look_again.stop()
        else:
            self._look_again.start(ceil(due * 1000))
        if state != self._told:
            self._told = state
            self.waiting.emit(state)

    def _answer(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        gate: Callable[[Callable[[], None]], None],
    ) -> None:
        """On a worker: run the work and send its outcome home as something to call there."""
        try:
            value = _through(work)
        except Exception as error:  # noqa: BLE001 - a failure travels to the screen as a value
            outcome = partial(failed, error)
        else:
            outcome = partial(done, value)
        self._arrived.emit(partial(gate, outcome))

    def _deliver(self, answer: Callable[[], None]) -> None:
        answer()


def ended(work: Callable[[], object], patience_s: float | None) -> bool:
    """Do a last work; tells whether it was done in time. Without patience it is waited for here."""
    if patience_s is None:
        work()
        return True
    lane = ThreadLane("end")
    lane.submit(work)
    return lane.end(patience_s)


def _through(work: Callable[[], T]) -> T:
    """Do a work again when the server undid it whole because it met another, at most so often."""
    for _try in range(_TRIES - 1):
        try:
            return work()
        except StoreCollided:
            continue
    return work()


def _at_once(answer: Callable[[], None]) -> None:
    answer()


def _as_bug(error: Exception) -> None:
    raise error
