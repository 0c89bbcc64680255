"""The desktop's notice while Samplan is not in front: how much is new, and nothing more."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from coordinator.i18n import ngettext
from coordinator.use_cases.worklists import waiting_on_me
from ui.theme import icon

if TYPE_CHECKING:
    from coordinator.changes import Changes
    from coordinator.desk import Desk
    from ui.feed import ChangeFeed
    from ui.runner import Failed, Runner

_SHOWN_MS: Final = 10_000
_LOOK_AGAIN_MS: Final = 30 * 60_000


class TrayNotice(QObject):
    """Tells of what came while nobody looked; nothing of whom it is about.

    ``front`` brings the program to the front when the notice is pressed. What waited when the
    program went out of sight is no news, and each thing is told of once.
    """

    def __init__(
        self,
        desk: "Desk",
        runner: "Runner",
        feed: "ChangeFeed",
        failed: "Failed",
        front: Callable[[], None],
    ) -> None:
        super().__init__()
        self._desk: Final = desk
        self._runner: Final = runner
        self._failed: Final = failed
        self._known: frozenset[object] | None = None
        self._away = False
        self.tray: Final = QSystemTrayIcon(icon("inbox", "primary", 32), self)
        self.tray.setToolTip("Samplan")
        self.tray.messageClicked.connect(front)
        self.tray.activated.connect(lambda _reason: front())
        feed.subscribe(self._changed)
        # A deadline comes near without anybody changing anything.
        self.clock: Final = QTimer(self)
        self.clock.setInterval(_LOOK_AGAIN_MS)
        self.clock.timeout.connect(self._look_again)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self.state_changed)

    def begin(self) -> None:
        """Stand in the desktop's bar, where it has one."""
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.tray.show()
            self.clock.start()

    def state_changed(self, state: Qt.ApplicationState) -> None:
        """Remember what waits when the program goes out of sight; who looks needs no notice."""
        self._away = state != Qt.ApplicationState.ApplicationActive
        self._known = None
        if self._away and self.tray.isVisible():
            self._ask()

    def _look_again(self) -> None:
        if self._away and self.tray.isVisible():
            self._ask()

    def _changed(self, changes: "Changes") -> None:
        if changes and self._away and self.tray.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._runner.ask("tray", self._read, self._took, self._failed)

    def _read(self) -> frozenset[object]:
        # A deadline of which one is reminded is news of its own, once before and once after.
        return frozenset((item.key, item.reminds) for item in waiting_on_me(self._desk))

    def _took(self, keys: frozenset[object]) -> None:
        known, self._known = self._known, keys | (self._known or frozenset())
        if known is None or not self._away:
            return
        number = len(keys - known)
        if number:
            words = ngettext(
                "{n} new thing waits for you.", "{n} new things wait for you.", number
            ).format(n=number)
            self.tray.showMessage("Samplan", words, self.tray.icon(), _SHOWN_MS)
