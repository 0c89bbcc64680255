"""What the settings do about the lock: kept on this PC, and held at once."""

from collections.abc import Callable
from dataclasses import replace

from ui.capture import way_to_leave_out
from ui.preferences import Preferences
from ui.screen import Locking


class LockDeeds:
    """``chosen`` gives the choices; ``keep`` keeps others, and tells whether it could."""

    def __init__(
        self,
        locking: Locking,
        chosen: Callable[[], Preferences],
        keep: Callable[[Preferences], bool],
    ) -> None:
        self._locking = locking
        self._chosen = chosen
        self._keep = keep

    @property
    def can_hide(self) -> bool:
        """Whether this system can keep windows out of pictures of the screen."""
        return way_to_leave_out() is not None

    def lock_now(self) -> None:
        """Cover everything now."""
        self._locking.lock()

    def choose_lock_after(self, minutes: int) -> None:
        """Lock after so many minutes; 0 is never."""
        self._take(replace(self._chosen(), lock_after=minutes))

    def choose_lock_with_screen(self, on: bool) -> None:
        """Lock together with the PC's screen, or not."""
        self._take(replace(self._chosen(), lock_with_screen=on))

    def choose_hide(self, on: bool) -> None:
        """Keep Samplan out of pictures of the screen, or not."""
        self._take(replace(self._chosen(), hide_from_capture=on))

    def _take(self, wanted: Preferences) -> None:
        if self._keep(wanted):
            self._locking.take(wanted)
