"""How presenters have work done off the screen's thread; the face of ``ui.jobs``."""

from collections.abc import Callable, Hashable
from typing import Literal, Protocol, TypeVar

T = TypeVar("T")
Lane = Literal["store", "aside", "paper", "text", "journal"]
Failed = Callable[[Exception], None]


class Stopped(Exception):
    """The user stopped a long work; nothing of it was kept."""


class Progress(Protocol):
    """What a long work is given, to tell how far it is and to hear that it must stop."""

    def report(self, done: int, total: int) -> None:
        """Tell how many of ``total`` are done; cheap, so tell it for every row."""

    @property
    def stopped(self) -> bool:
        """Whether the user pressed Stop."""

    def check(self) -> None:
        """Raise ``Stopped`` when the user pressed Stop."""


class LongWork(Protocol):
    """A long work under way, as the presenter that began it holds it."""

    def stop(self) -> None:
        """Ask it to stop; the answer is ``Stopped`` through ``failed``."""


class Runner(Protocol):
    """Two verbs for work: ask (a read, the newest wins) and do (a write, always answered).

    Lane "store" is one worker in order, and "aside" the same one for what nobody waits for; lane
    "paper" is for PDF pages and files; lane "text" is one worker that asks the dictionary and
    measures texts; lane "journal" is one that keeps text on this PC while the store may be hanging.
    Answers arrive on the screen's thread.
    An error without a ``failed`` is a bug and goes to the exception hook.
    """

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

    def do(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = "store",
    ) -> None:
        """Write something; its answer is delivered whatever else happens."""

    def do_long(
        self,
        work: Callable[[Progress], T],
        progress: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = "store",
    ) -> LongWork:
        """Do something that takes seconds, with ``progress(done, total)`` on the way."""

    def void(self, slot: Hashable) -> None:
        """Drop the answer that ``slot`` waits for, as when its screen closes."""
