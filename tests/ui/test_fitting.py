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
