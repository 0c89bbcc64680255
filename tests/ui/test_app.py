"""What the application does with a bug, with garbage and with Qt's own words."""

import gc
import sys
import threading

from PySide6.QtCore import QTimer

from coordinator.faults import reference_of
from ui.app import _Bugs, catch_bugs, collect_garbage_here


def test_a_bug_is_shown_with_a_number_and_the_program_goes_on(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    shown = []
    catch_bugs(shown.append)
    sys.excepthook(ValueError, ValueError("Nina Nytest"), None)
    assert [problem.kind for problem in shown] == ["bug"]
    assert len(shown[0].reference) == 4
    assert "Nina" not in shown[0].sentence


def test_a_bug_in_an_older_thread_is_shown_in_the_newest_window(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    old, new, changed = [], [], threading.Event()

    def work(hook):
        changed.wait(10)
        hook(ValueError, ValueError("gone"), None)

    catch_bugs(old.append)
    thread = threading.Thread(target=work, args=(sys.excepthook,))
    thread.start()
    catch_bugs(new.append)
    changed.set()
    thread.join(10)
    assert (len(old), len(new)) == (0, 1)


def test_garbage_is_collected_by_a_timer_of_the_application_only(qapp):
    before = set(qapp.findChildren(QTimer))
    try:
        collect_garbage_here(qapp)
        assert not gc.isenabled()
        made = set(qapp.findChildren(QTimer)) - before
        assert [timer.isActive() for timer in made] == [True]
    finally:
        gc.enable()
        for timer in set(qapp.findChildren(QTimer)) - before:
            timer.stop()
            timer.deleteLater()


def test_a_bug_before_the_first_window_is_told_by_its_place_alone(monkeypatch, caplog, capsys):
    monkeypatch.setattr(_Bugs, "show", None)
    _Bugs.caught(ValueError, ValueError("Nina"), None)
    assert [each.getMessage() for each in caplog.records] == [
        f"bug {reference_of('ValueError')}: ValueError"
    ]
    assert "Nina" not in capsys.readouterr().err
