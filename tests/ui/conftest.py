"""The Qt application of the tests, and the watch that nothing is left behind."""

import gc
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from coordinator import i18n
from tests.ui.every_screen import make_practice, take_plain_look
from ui.theme import THEME


@pytest.fixture(scope="session")
def qapp_args():
    return ["samplan"]


@pytest.fixture(scope="session")
def practice(tmp_path_factory):
    """The practice store, open; what is kept in it stays for the next test."""
    before = i18n._Current.language, i18n._Current.catalogue
    i18n.use_language("da")
    made = make_practice(tmp_path_factory.mktemp("practice"))
    i18n._Current.language, i18n._Current.catalogue = before
    yield made
    made.store.close()


@pytest.fixture(autouse=True)
def _light_theme(qapp):
    take_plain_look()


@pytest.fixture
def qtbot(qtbot, monkeypatch):
    """Pytest-qt's own, with the program's look for what is shown by itself."""
    add = qtbot.addWidget

    def add_dressed(widget, **values):
        THEME.dress(widget)
        add(widget, **values)

    monkeypatch.setattr(qtbot, "addWidget", add_dressed)
    return qtbot


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp):
    """Fail a test that leaves a thread, a running timer or a top-level widget."""
    threads = set(threading.enumerate())
    widgets = set(map(id, QApplication.topLevelWidgets()))
    yield
    gc.collect()
    # What outlives its test is the session's: not to be walked through again after every test.
    gc.freeze()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    left = [w for w in QApplication.topLevelWidgets() if id(w) not in widgets]
    # Qt keeps tooltips and menus' helpers of its own; ours have a Python class.
    left = [w for w in left if type(w).__module__.startswith(("ui.", "tests."))]
    assert not left, f"top-level widgets left: {left}"
    running = [t for t in threading.enumerate() if t not in threads and t.is_alive()]
    assert not running, f"threads left: {running}"
    timers = [t for t in qapp.findChildren(QTimer) if t.isActive()]
    assert not timers, f"timers left: {timers}"
