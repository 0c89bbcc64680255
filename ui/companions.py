"""What goes along with the windows of one person at a store, and shows in none of them."""

from typing import TYPE_CHECKING, Final

from ui.calendar_writer import CalendarWriter
from ui.closed_days import ClosedDays
from ui.returns import Returns
from ui.tray import TrayNotice

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.desk import Desk
    from ui.feed import ChangeFeed
    from ui.runner import Failed, Runner


class Companions:
    """Calendar of the date fields, calendar file, the desktop's notice, and who goes back today.

    The page in front tells of a store that is away, and takes that back: only what cannot be
    written to the calendar file is told through ``failed``.
    """

    def __init__(
        self,
        desk: "Desk",
        runner: "Runner",
        feed: "ChangeFeed",
        failed: "Failed",
        front: "Callable[[], None]",
    ) -> None:
        self._closed_days: Final = ClosedDays(desk, runner, feed, _told_elsewhere)
        self._calendar: Final = CalendarWriter(desk, runner, feed, failed)
        self._returns: Final = Returns(desk, runner, feed, _told_elsewhere)
        self._tray: Final = TrayNotice(desk, runner, feed, _told_elsewhere, front)

    def begin(self) -> None:
        """Set to work, once the first screen has been read and shown."""
        self._closed_days.read()
        self._calendar.write()
        self._tray.begin()
        self._returns.begin()

    def end(self) -> None:
        """Leave the desktop's bar with the windows, and look no more."""
        self._tray.tray.hide()
        self._returns.timer.stop()


def _told_elsewhere(_error: Exception) -> None:
    """The page in front tells that the store is away."""
