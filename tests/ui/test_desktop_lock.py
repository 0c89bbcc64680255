"""What the desktop tells of its screen: over a real bus, and in the words of Windows."""

import ctypes
import shutil
import subprocess
from ctypes import wintypes
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QWidget

from tests.ui.every_screen import settle
from ui import bus_ear
from ui.bus_ear import BusEar
from ui.capture import Capture
from ui.desktop_lock import DesktopLock
from ui.windows_session import SessionEar, leave_out_of_pictures

SESSION = "/org/freedesktop/login1/session/_32"


@pytest.fixture
def heard(qapp):
    """A listener to the desktop, and what it heard."""
    desktop = DesktopLock()
    desktop.heard = []
    desktop.locked.connect(lambda: desktop.heard.append(True))
    desktop.opened.connect(lambda: desktop.heard.append(False))
    yield desktop
    desktop.stop()
    desktop.deleteLater()
    QCoreApplication.processEvents()


@pytest.fixture
def buses(tmp_path):
    """A bus of its own: where the program hears, and where the desktop speaks."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("there is no dbus-daemon")
    command = [daemon, "--session", "--nofork", "--print-address=1"]
    command.append(f"--address=unix:path={tmp_path}/bus")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as bus:
        address = bus.stdout.readline().strip()
        names = ("samplan-test-here", "samplan-test-desktop")
        yield tuple(QDBusConnection.connectToBus(address, name) for name in names)
        for name in names:
            QDBusConnection.disconnectFromBus(name)
        bus.terminate()


def test_the_bus_tells_of_screen_savers_of_the_session_and_of_sleep(heard, buses, monkeypatch):
    here, desktop = buses
    monkeypatch.setattr(bus_ear, "_own_session", lambda _bus: SESSION)
    for name in ("org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver", "org.freedesktop.login1"):
        assert desktop.registerService(name)
    heard._hearing = BusEar(heard, here, here)
    saver, login = "org.freedesktop.ScreenSaver", "org.freedesktop.login1"
    said = [
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
        ("/ScreenSaver", saver, "ActiveChanged", [False]),
        (SESSION, f"{login}.Session", "Lock", []),
        # Another person's session on the same PC.
        (SESSION.replace("_32", "_33"), f"{login}.Session", "Unlock", []),
        (SESSION, f"{login}.Session", "Unlock", []),
        # A PC that wakes does not tell who woke it.
        ("/org/freedesktop/login1", f"{login}.Manager", "PrepareForSleep", [False]),
        ("/org/freedesktop/login1", f"{login}.Manager", "PrepareForSleep", [True]),
    ]
    for path, interface, name, words in said:
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(words)
        assert desktop.send(signal)
    assert settle(lambda: len(heard.heard) >= 5)
    assert heard.heard == [True, False, True, False, True]
    heard.stop()
    desktop.send(QDBusMessage.createSignal(SESSION, f"{login}.Session", "Unlock"))
    assert not settle(lambda: len(heard.heard) > 5, 0.05)


def test_a_desktop_that_tells_nothing_is_no_trouble(heard):
    nowhere = QDBusConnection("no such bus")
    heard._hearing = BusEar(heard, nowhere, nowhere)
    heard.listen()
    assert heard._hearing._wires == []


class Windows:
    """The libraries of Windows that are asked."""

    def __init__(self, *, knows_to_leave_out=True):
        self.asked = []
        self.wtsapi32 = SimpleNamespace(
            WTSRegisterSessionNotification=lambda *which: self.asked.append(("hear", which[1])),
            WTSUnRegisterSessionNotification=lambda _window: self.asked.append("stop"),
        )
        self.user32 = SimpleNamespace(SetWindowDisplayAffinity=self._affinity)
        self._knows = knows_to_leave_out

    def _affinity(self, window, how):
        self.asked.append((window, how))
        return self._knows or how != 0x11


@pytest.mark.parametrize(
    ("message", "word", "heard_"),
    [
        (0x02B1, 0x7, [True]),  # locked
        (0x02B1, 0x8, [False]),  # open again
        (0x02B1, 0x4, [True]),  # who works at a distance left
        (0x02B1, 0x5, []),  # somebody signed in
        (0x0218, 4, [True]),  # the PC goes to sleep
        (0x0218, 7, []),  # and wakes
        (0x0100, 0x7, []),  # a key
    ],
)
def test_windows_tells_of_its_session(qtbot, message, word, heard_):
    found, windows = [], Windows()
    ear = SessionEar(found.append, windows)
    qtbot.addWidget(ear)
    told = wintypes.MSG(message=message, wParam=word)
    at = ctypes.addressof(told)
    assert ear.nativeEvent(b"windows_generic_MSG", at) == (False, 0)
    ear.nativeEvent(b"xcb_generic_event_t", at)
    assert found == heard_
    ear.stop()
    assert windows.asked == [("hear", 0), "stop"]


def test_a_window_is_left_out_of_pictures_or_black_on_an_older_windows():
    new, old = Windows(), Windows(knows_to_leave_out=False)
    assert leave_out_of_pictures(7, hidden=True, windll=new)
    assert leave_out_of_pictures(7, hidden=True, windll=old)
    assert leave_out_of_pictures(7, hidden=False, windll=new)
    assert (new.asked, old.asked) == ([(7, 0x11), (7, 0)], [(7, 0x11), (7, 0x1)])


def test_every_window_that_gets_the_keyboard_is_left_out_as_soon_as_it_is_chosen(qtbot, qapp):
    asked = []
    capture = Capture(qapp, lambda window, hidden: asked.append((window, hidden)))
    first, second = QWidget(), QWidget()
    for each in (first, second):
        qtbot.addWidget(each)
    first.show()
    qtbot.waitUntil(first.isActiveWindow)
    assert asked == []
    capture.hide_windows(True)
    second.show()
    second.activateWindow()
    qtbot.waitUntil(second.isActiveWindow)
    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    assert asked == [(first.winId(), True), (second.winId(), True)]
    capture.hide_windows(False)
    assert asked[2:] == [(first.winId(), False), (second.winId(), False)]
    capture.deleteLater()
