"""The worker threads: the only place that starts any."""

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from coordinator.store_errors import StoreCollided
from ui.runner import Failed, Lane, Progress, Stopped

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


class Jobs(QObject):
    """Runs work on four lanes of threads and brings the answers back to the screen's thread."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One store worker: right for a file store; raise it for a shared one after measuring.
        self._lanes: Final[dict[Lane, ThreadPoolExecutor]] = {
            "store": ThreadPoolExecutor(1, thread_name_prefix="samplan-store"),
            "paper": ThreadPoolExecutor(2, thread_name_prefix="samplan-paper"),
            "text": ThreadPoolExecutor(1, thread_name_prefix="samplan-text"),
            "journal": ThreadPoolExecutor(1, thread_name_prefix="samplan-journal"),
        }
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

        self._lanes[lane].submit(asked)

    def do(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = "store",
    ) -> None:
        """Write something; its answer is delivered whatever else happens."""
        self._lanes[lane].submit(self._answer, work, done, failed, _at_once)

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

        self._lanes[lane].submit(self._answer, lambda: work(handle), done, failed, and_forget)
        return handle

    def void(self, slot: Hashable) -> None:
        """Drop the answer that ``slot`` waits for."""
        self._newest.pop(slot, None)

    def close(self) -> None:
        """Drop the reads, stop the long works, finish the writes and deliver their answers."""
        if self._closed:
            return
        self._closed = True
        self._newest.clear()
        for handle in tuple(self._long):
            handle.stop()
        for lane in self._lanes.values():
            lane.shutdown(wait=True)
        QCoreApplication.sendPostedEvents(self)

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
