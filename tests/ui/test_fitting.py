import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.fitting import show_fitting


@pytest.mark.parametrize(
    ("beyond", "fills"),
    [(QSize(-200, -200), False), (QSize(0, -200), True), (QSize(-200, 0), True)],
)
def test_a_window_that_is_too_large_for_the_screen_fills_it(qtbot, beyond, fills):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(window.screen().availableGeometry().size() + beyond)
    show_fitting(window)
    assert window.isVisible()
    assert window.isMaximized() is fills


def test_on_a_screen_without_room_for_the_least_of_it_a_window_stays_as_it_was_made(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    wide = window.screen().availableGeometry().width() + 1
    window.setMinimumSize(wide, 10)
    show_fitting(window)
    assert not window.isMaximized()
    assert window.width() == wide
