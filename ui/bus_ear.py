"""Hears over D-Bus what a Linux desktop says of its screen."""

import os
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from ui.desktop_lock import DesktopLock

_LOGIN: Final = "org.freedesktop.login1"
_MANAGER: Final = "/org/freedesktop/login1"
_SESSION: Final = "org.freedesktop.login1.Session"
# Who tells on the bus of the person's session: service and interface, and the object's path.
_SAVERS: Final = (
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
# A desktop that does not answer is not worth a wait.
_PATIENCE_MS: Final = 500


class BusEar(QObject):
    """Hears the screen savers of the session's bus, and the system's keeper of sessions."""

    def __init__(
        self, desktop: DesktopLock, session: QDBusConnection, system: QDBusConnection
    ) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        self._wires: list[tuple[QDBusConnection, tuple[str, str, str, str], Any]] = []
        for service, path in _SAVERS:
            self._hear(session, (service, path, service, "ActiveChanged"), "saver(bool)")
        sleep = (_LOGIN, _MANAGER, f"{_LOGIN}.Manager", "PrepareForSleep")
        self._hear(system, sleep, "sleep(bool)")
        mine = _own_session(system)
        if mine:
            self._hear(system, (_LOGIN, mine, _SESSION, "Lock"), "close()")
            self._hear(system, (_LOGIN, mine, _SESSION, "Unlock"), "open()")

    @Slot(bool)
    def saver(self, active: bool) -> None:
        """A screen saver began, or somebody ended it."""
        self._desktop.tell(active)

    @Slot(bool)
    def sleep(self, begins: bool) -> None:
        """The PC goes to sleep; that it wakes does not say who is there."""
        if begins:
            self._desktop.tell(True)

    @Slot()
    def close(self) -> None:
        """Somebody asked the session to lock."""
        self._desktop.tell(True)

    @Slot()
    def open(self) -> None:
        """The session was opened again."""
        self._desktop.tell(False)

    def stop(self) -> None:
        """Hear no more."""
        for bus, wire, slot in self._wires:
            bus.disconnect(*wire, self, slot)
        self._wires.clear()
        self.deleteLater()

    def _hear(self, bus: QDBusConnection, wire: tuple[str, str, str, str], slot: str) -> None:
        # PySide's stubs ask for bytes, which PySide then refuses.
        named: Any = SLOT(slot)
        if bus.isConnected() and bus.connect(*wire, self, named):
            self._wires.append((bus, wire, named))


def _own_session(system: QDBusConnection) -> str:
    """Ask for the path of the session that this program runs in; empty where there is none."""
    if not system.isConnected():
        return ""
    ask = QDBusMessage.createMethodCall(_LOGIN, _MANAGER, f"{_LOGIN}.Manager", "GetSession")
    ask.setArguments([os.environ.get("XDG_SESSION_ID", "auto")])
    answer = system.call(ask, timeout=_PATIENCE_MS)
    words = answer.arguments()
    path = getattr(words[0], "path", None) if words else None
    return str(path()) if callable(path) else ""


def ear_on_buses(desktop: DesktopLock) -> BusEar:
    """Hear on the buses of this session and of the PC."""
    return BusEar(desktop, QDBusConnection.sessionBus(), QDBusConnection.systemBus())
