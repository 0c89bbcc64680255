"""What stands in place of the verbs while the papers of an approval are made."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from coordinator.i18n import _
from ui.widgets.layouts import clear, down
from ui.widgets.progress import Progress
from ui.widgets.speech import say

# Sooner than this nobody asks what happens (experience.md § 8.5).
_SOON_MS: Final = 300


class WaitingForPapers(QFrame):
    """Counts the papers when they take a while, with Stop; ``shown`` tells that it appeared."""

    shown = Signal()

    def __init__(self, stop: Callable[[], None]) -> None:
        super().__init__()
        self._stop = stop
        self._progress: Progress | None = None
        self._count = (0, 0)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._appear)
        self._card = down()
        self.setLayout(self._card)
        self.hide()

    @property
    def stands(self) -> bool:
        """Whether it took long enough to appear."""
        return self._progress is not None

    def report(self, done: int, total: int) -> None:
        """Take the newest count."""
        self._count = (done, total)
        if self._progress is not None:
            self._progress.report(done, total)
        elif not self._soon.isActive():
            self._soon.start()

    def end(self) -> None:
        """Go: everything is made, or nothing will be."""
        self._soon.stop()
        self._progress = None
        clear(self._card)
        self.hide()

    def _appear(self) -> None:
        text = _("Making the papers")
        self._progress = Progress(text, narrow=True)
        self._progress.stopped.connect(self._stop)
        self._progress.report(*self._count)
        self._card.addWidget(self._progress)
        self.show()
        self.shown.emit()
        say(self, text)
