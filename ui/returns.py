"""Lets citizens who were lent out go back on their day, without anybody's press."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from coordinator.use_cases.handover_course import bring_back, due_back

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from coordinator.changes import Changes
    from coordinator.desk import Desk
    from ui.feed import ChangeFeed
    from ui.runner import Failed, Runner

# A program that stays open over night does it in the morning, too.
_EVERY_MS: Final = 15 * 60 * 1000


class Returns(QObject):
    """Asks the store once the windows are there, and now and then, and does what is due.

    When the store does not answer, ``failed`` hears of it, and it is tried again.
    """

    def __init__(
        self, desk: "Desk", runner: "Runner", feed: "ChangeFeed", failed: "Failed"
    ) -> None:
        super().__init__()
        self._desk: Final = desk
        self._runner: Final = runner
        self._publish: Final[Callable[[Changes], None]] = feed.publish
        self._failed: Final = failed
        self.timer: Final = QTimer(self)
        self.timer.setInterval(_EVERY_MS)
        self.timer.timeout.connect(self.go)

    def begin(self) -> None:
        """Look now, and every quarter of an hour."""
        self.timer.start()
        self.go()

    def go(self) -> None:
        """Let go back what is due."""
        self._runner.ask("returns", lambda: due_back(self._desk), self._found, self._failed)

    def _found(self, due: "tuple[UUID, ...]") -> None:
        if due:
            self._runner.do(lambda: bring_back(self._desk, due), self._publish, self._failed)
