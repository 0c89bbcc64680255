"""What is secret does not stay on the clipboard, nor in what the system remembers of it."""

import pytest
from PySide6.QtGui import QGuiApplication

from ui.clipboard import CLEARED_AFTER_MS, CopiedSecret, clear_copied

NUMBER = "150277-9995"


@pytest.fixture
def copied(qapp):
    made = CopiedSecret(qapp)
    yield made
    made.clear()
    QGuiApplication.clipboard().clear()
    made.deleteLater()


def on_clipboard():
    return QGuiApplication.clipboard().text()


def test_a_secret_leaves_after_a_minute(copied):
    copied.copy(NUMBER)
    assert on_clipboard() == NUMBER
    assert (copied._timer.isActive(), copied._timer.interval()) == (True, CLEARED_AFTER_MS)
    copied._timer.timeout.emit()
    assert (on_clipboard(), copied._timer.isActive()) == ("", False)


def test_a_secret_is_marked_so_that_windows_and_kde_do_not_remember_it(copied):
    copied.copy(NUMBER)
    data = QGuiApplication.clipboard().mimeData()
    named = {name.partition('"')[2].rstrip('"') or name for name in data.formats()}
    assert {
        "text/plain",
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
        "x-kde-passwordManagerHint",
    } <= named
    never = 'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"'
    assert bytes(data.data(never)) == bytes(4)


def test_what_somebody_copied_since_stays(copied):
    copied.copy(NUMBER)
    QGuiApplication.clipboard().setText("something else")
    copied.clear()
    clear_copied()
    assert on_clipboard() == "something else"


def test_all_secrets_leave_at_once_when_it_is_asked(copied):
    copied.copy(NUMBER)
    clear_copied()
    assert on_clipboard() == ""


def test_the_end_of_the_program_takes_a_secret_away(qapp, copied):
    copied.copy(NUMBER)
    qapp.aboutToQuit.emit()
    assert on_clipboard() == ""
