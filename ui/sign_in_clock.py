"""How long ago somebody showed who they are, and when the day's sign-in is over."""

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from plans.sign_ins import SignInRules
from ui.idle import seconds

_LOOK_MS: Final = 60_000
_MINUTE: Final = 60.0
_HOUR: Final = 60 * _MINUTE
# So long before the end one is told: enough to finish a sentence.
WARN_MINUTES: Final = 10
# A ticket of the domain is looked at so often: revoking one takes no longer than that.
_TICKET_EVERY: Final = 10 * _MINUTE


class SignInClock(QObject):
    """``soon`` and ``over`` tell once each; ``ticket_due`` that the domain is to be asked."""

    soon = Signal()
    over = Signal()
    ticket_due = Signal()

    def __init__(self, parent: QObject, now: Callable[[], float] = seconds) -> None:
        super().__init__(parent)
        self.rules = SignInRules()
        self._now = now
        self._began = self._asked = now()
        self._proved = -math.inf
        self._soon = self._over = False
        self._timer: Final = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, *, typed: bool) -> None:
        """A session begins; ``typed``: whoever began it showed who they are."""
        self.proved()
        if not typed:
            self._proved = -math.inf
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def proved(self) -> None:
        """Somebody showed who they are, just now."""
        self._began = self._proved = self._asked = self._now()
        self._soon = self._over = False

    @property
    def fresh(self) -> bool:
        """Whether that is so short ago that a weighty deed needs no more."""
        return self._now() - self._proved < self.rules.minutes * _MINUTE

    def look(self) -> None:
        """Tell what the time is up for."""
        passed = self._now() - self._began
        end = self.rules.hours * _HOUR
        if passed >= end:
            if not self._over:
                self._over = self._soon = True
                self.over.emit()
        elif passed >= end - WARN_MINUTES * _MINUTE and not self._soon:
            self._soon = True
            self.soon.emit()
        if self._now() - self._asked >= _TICKET_EVERY:
            self._asked = self._now()
            self.ticket_due.emit()
