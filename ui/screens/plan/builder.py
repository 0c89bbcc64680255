"""Building a long document in short slices, so that keys are heard in between."""

import time
from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

# The layout after a slice costs several times as much; together they stay under 50 ms.
SLICE: Final = 0.005


class Builder(QObject):
    """Does steps in order, a slice at a time; a step may ask for more, which come next."""

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.perf_counter) -> None:
        super().__init__(parent)
        self._clock = clock
        self._steps: deque[Callable[[], None]] = deque()
        self._new: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.run_slice)

    @property
    def busy(self) -> bool:
        """Whether something is still to be built."""
        return bool(self._steps or self._new)

    def later(self, step: Callable[[], None]) -> None:
        """Do a step when its turn comes."""
        self._new.append(step)
        if not self._timer.isActive():
            self._timer.start(0)

    def run_slice(self) -> None:
        """Do steps for a moment, and the rest after the events that wait."""
        self._run(self._clock() + SLICE)
        if self.busy:
            self._timer.start(0)

    def run_all(self) -> None:
        """Do everything now, as when the cursor shall go to something not built yet."""
        self._run(float("inf"))

    def forget(self) -> None:
        """Build nothing more."""
        self._steps.clear()
        self._new.clear()
        self._timer.stop()

    def _run(self, until: float) -> None:
        self._take_new()
        while self._steps:
            self._steps.popleft()()
            self._take_new()
            if self._clock() >= until:
                return

    def _take_new(self) -> None:
        """What was asked for last comes first, in its own order: a goal before the next goal."""
        self._steps.extendleft(reversed(self._new))
        self._new.clear()
