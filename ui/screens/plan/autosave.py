"""When written text goes to the store: soon after a pause, and never later than five seconds."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

# experience.md § 8.1: at most 2 s idle, at most 5 s while typing; the write itself takes the rest.
IDLE: Final = 1.5
LATEST: Final = 4.0
SLOW: Final = 1.0
RETRY: Final = 5.0

Outcome = Literal["kept", "refused", "down"]
State = Literal["saving", "saved", "refused", "down"]


class Alarm(Protocol):
    """Rings once after a while; setting it again forgets the time before."""

    def set(self, seconds: float) -> None:
        """Ring in so many seconds."""

    def clear(self) -> None:
        """Do not ring."""


@dataclass(slots=True)
class _Dirty:
    """When a part was first and last touched since it was sent."""

    first: float
    last: float


class Autosave:
    """Collects what was touched and sends it, one write at a time.

    ``send`` begins to write some parts; ``answered`` tells how that went. ``show`` hears how safe
    the text is. ``times`` are the longest pause and the longest typing. Whoever owns this calls
    ``ring`` when the alarm rings.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        alarm: Alarm,
        send: Callable[[tuple[Hashable, ...]], None],
        show: Callable[[State], None],
        times: tuple[float, float] = (IDLE, LATEST),
    ) -> None:
        self._idle, self._latest = times
        self._clock, self._alarm, self._send, self._show = clock, alarm, send, show
        self._dirty: dict[Hashable, _Dirty] = {}
        self._sent: tuple[Hashable, ...] = ()
        self._sent_at: float | None = None
        self._slow_told = False
        # What was told last; before the first word it is told as all saved.
        self._last: State | None = None
        self._retry_at: float | None = None

    @property
    def idle(self) -> bool:
        """Whether everything is in the store."""
        return not self._dirty and self._sent_at is None

    @property
    def running(self) -> bool:
        """Whether a write is under way."""
        return self._sent_at is not None

    def touch(self, key: Hashable) -> None:
        """A part was typed in; a pause or five seconds send it."""
        now = self._clock()
        dirty = self._dirty.setdefault(key, _Dirty(now, now))
        dirty.last = now
        if self._last is None:
            self._tell("saving")
        self._set_alarm()

    def flush(self) -> None:
        """A field was left, or Ctrl+S pressed: send everything as soon as no write is under way."""
        for dirty in self._dirty.values():
            dirty.first = dirty.last = float("-inf")
        self._retry_at = None
        self._send_if_due()

    def try_again(self) -> None:
        """The store may be back: what waits to be tried again goes now."""
        if self._retry_at is not None:
            self._retry_at = None
            self._send_if_due()

    def forget(self, key: Hashable) -> None:
        """A part is not to be written any more."""
        self._dirty.pop(key, None)
        if self.idle and self._last == "saving":
            self._tell("saved")
        self._set_alarm()

    def take_all(self) -> tuple[Hashable, ...]:
        """Hand over everything, as when the window closes and no answer will be heard."""
        keys = tuple(self._dirty)
        self._dirty.clear()
        self._alarm.clear()
        return keys

    def ring(self) -> None:
        """The alarm rang."""
        now = self._clock()
        if self._sent_at is not None and not self._slow_told and now - self._sent_at >= SLOW:
            self._slow_told = True
            self._tell("saving")
        if self._retry_at is not None and now >= self._retry_at:
            self._retry_at = None
        self._send_if_due()

    def answered(self, outcomes: Sequence[tuple[Hashable, Outcome]]) -> None:
        """Hear how the write under way went; parts that met no store are sent again."""
        self._sent, self._sent_at, self._slow_told = (), None, False
        now = self._clock()
        ends = {outcome for _, outcome in outcomes}
        for key, outcome in outcomes:
            if outcome == "down":
                self._dirty.setdefault(key, _Dirty(float("-inf"), float("-inf")))
        if "down" in ends:
            self._retry_at = now + RETRY
            self._tell("down")
        elif "refused" in ends:
            self._tell("refused")
        elif ends or self._last == "saving":
            self._tell("saved")
        self._send_if_due()

    def _tell(self, state: State) -> None:
        self._last = state
        self._show(state)

    def _due_at(self) -> float | None:
        if not self._dirty:
            return None
        if self._retry_at is not None:
            return self._retry_at
        return min(
            min(each.last + self._idle, each.first + self._latest) for each in self._dirty.values()
        )

    def _send_if_due(self) -> None:
        due = self._due_at()
        if due is not None and self._sent_at is None and due <= self._clock():
            # What is typed together goes together, in the order it was touched.
            self._sent, self._sent_at = tuple(self._dirty), self._clock()
            self._dirty.clear()
            self._send(self._sent)
        self._set_alarm()

    def _set_alarm(self) -> None:
        now = self._clock()
        times = []
        if self._sent_at is not None and not self._slow_told:
            times.append(self._sent_at + SLOW)
        due = self._due_at()
        if due is not None and self._sent_at is None:
            times.append(due)
        if times:
            self._alarm.set(max(0.0, min(times) - now))
        else:
            self._alarm.clear()
