"""Keeps the calendar file of one's deadlines as the store has them."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ui.preferences import read_preferences

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.changes import Changes
    from coordinator.desk import Desk
    from ui.feed import ChangeFeed
    from ui.runner import Failed, Runner

# Many changes close together are written once.
_AFTER_MS: Final = 5_000


class CalendarWriter(QObject):
    """Writes the file that the person chose under settings, and again after each change.

    Where none is chosen nothing is written. ``failed`` hears when it cannot be.
    """

    def __init__(
        self,
        desk: "Desk",
        runner: "Runner",
        feed: "ChangeFeed",
        failed: "Failed",
        chosen: "Callable[[], str]" = lambda: read_preferences().calendar_file,
    ) -> None:
        super().__init__()
        self._desk: Final = desk
        self._runner: Final = runner
        self._failed: Final = failed
        self._chosen: Final = chosen
        self._soon: Final = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self.write)
        feed.subscribe(self._changed)

    def write(self) -> None:
        """Write the file now."""
        self._runner.ask("calendar", self._write_chosen, _done, self._failed, lane="paper")

    def _write_chosen(self) -> None:
        # Asked here, away from the window: the choice stands in a file.
        chosen = self._chosen()
        if chosen:
            write_calendar(self._desk, Path(chosen))

    def _changed(self, changes: "Changes") -> None:
        if changes:
            self._soon.start()


def write_calendar(desk: "Desk", path: Path) -> None:
    """Write the deadlines of who is signed in to a file; who reads it meanwhile has the old one.

    Raises:
        OSError: when it cannot be written.
    """
    from coordinator.use_cases.own_calendar import own_calendar  # noqa: PLC0415 - few write one

    content = own_calendar(desk)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def _done(_none: None) -> None:
    """It is written: nobody waits to hear."""
