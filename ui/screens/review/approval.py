"""An approval under way: its papers take seconds to draw, and the reader may stop it meanwhile."""

from collections.abc import Collection
from threading import Event
from typing import Final

from coordinator.changes import Changes
from coordinator.desk import Desk
from coordinator.use_cases import reviewing
from plans.plan import JointPlan
from ui.runner import Progress, Stopped


class Approval:
    """One approval; it ends well when the window closes, and stops when its reader says so."""

    def __init__(self, desk: Desk, plan: JointPlan, ticked: Collection[str]) -> None:
        self._desk: Final = desk
        self._plan: Final = plan
        self._ticked: Final = ticked
        # Not the runner's own stop, which a closing window gives too.
        self._stopped: Final = Event()

    def stop(self) -> None:
        """Approve nothing, unless all papers are made."""
        self._stopped.set()

    def run(self, progress: Progress) -> Changes:
        """On a worker: approve the plan.

        Raises:
            Stopped: when it was stopped while the papers were made.
        """

        def told(done: int, total: int) -> None:
            progress.report(done, total)
            if self._stopped.is_set():
                raise Stopped

        return reviewing.approve(self._desk, self._plan, self._ticked, told)
