"""Runners without threads, for presenter tests."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from ui.runner import Failed, Lane, Progress, Stopped

T = TypeVar("T")


class FakeProgress:
    """Counts what was reported; ``stop`` as the user would."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stopped = False

    def report(self, done: int, total: int) -> None:
        self._tell(done, total)

    @property
    def stopped(self) -> bool:
        return self._stopped

    def check(self) -> None:
        if self._stopped:
            raise Stopped

    def stop(self) -> None:
        self._stopped = True


class HeldRunner:
    """Keeps every work until the test says ``run(n)``; so answers come in any order.

    Work in a voided slot still runs when told, and its answer is dropped, as in ``ui.jobs``.
    """

    def __init__(self) -> None:
        self.held: list[Callable[[], None]] = []
        self._newest: dict[Hashable, object] = {}

    def ask(
        self,
        slot: Hashable,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        lane: Lane = "store",
    ) -> None:
        ticket = object()
        self._newest[slot] = ticket
        self.held.append(
            lambda: self._answer(work, done, failed, lambda: self._newest.get(slot) is ticket)
        )

    def do(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = "store",
    ) -> None:
        self.held.append(lambda: self._answer(work, done, failed, lambda: True))

    def do_long(
        self,
        work: Callable[[Progress], T],
        progress: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = "store",
    ) -> FakeProgress:
        handle = FakeProgress(progress)
        self.held.append(lambda: self._answer(lambda: work(handle), done, failed, lambda: True))
        return handle

    def void(self, slot: Hashable) -> None:
        self._newest.pop(slot, None)

    def run(self, number: int = 0) -> None:
        """Let the held work with this number (counted from what is still held) answer now."""
        self.held.pop(number)()

    def run_all(self) -> None:
        """Let everything answer in order, also what the answers themselves start."""
        while self.held:
            self.run()

    def _answer(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None,
        current: Callable[[], bool],
    ) -> None:
        try:
            value = work()
        except Exception as error:
            if not current():
                return
            if failed is None:
                raise
            failed(error)
        else:
            if current():
                done(value)


class ImmediateRunner(HeldRunner):
    """Does every work at once, before the call returns."""

    def ask(self, slot, work, done, failed=None, *, lane="store") -> None:
        super().ask(slot, work, done, failed, lane=lane)
        self.run(-1)

    def do(self, work, done, failed, *, lane="store") -> None:
        super().do(work, done, failed, lane=lane)
        self.run(-1)

    def do_long(self, work, progress, done, failed, *, lane="store") -> FakeProgress:
        handle = super().do_long(work, progress, done, failed, lane=lane)
        self.run(-1)
        return handle
