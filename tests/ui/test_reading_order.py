"""Tab goes as one reads, and what has the focus is in sight."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.widgets.fields import TextArea, TextLine
from ui.widgets.layouts import boxed, down
from ui.widgets.reading_order import go_on
from ui.widgets.surfaces import Scroll
from ui.widgets.typeahead import Suggestion, SuggestLine


class Sheet(QWidget):
    """A window that goes on as ours does."""

    def focusNextPrevChild(self, forward):
        return go_on(self, forward=forward)


@pytest.fixture
def sheet(qtbot):
    made = Sheet()
    made.pane = Scroll("Blanket")
    made.setLayout(QVBoxLayout())
    made.layout().addWidget(made.pane)
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def fill(sheet, *parts):
    """Put something on the sheet and let it be shown."""
    sheet.pane.body.addLayout(down(*parts))
    QApplication.processEvents()


def press(sheet, key):
    QTest.keyClick(sheet.windowHandle(), key)


def here():
    return QApplication.focusWidget().accessibleName()


def test_a_form_that_came_later_is_walked_where_it_stands(sheet):
    first, last = TextLine(name="first"), TextLine(name="last")
    middle = down()
    fill(sheet, first, boxed(middle), last)
    middle.addWidget(TextLine(name="middle"))
    QApplication.processEvents()
    first.setFocus()
    press(sheet, Qt.Key.Key_Tab)
    assert here() == "middle"
    press(sheet, Qt.Key.Key_Tab)
    assert here() == "last"
    press(sheet, Qt.Key.Key_Backtab)
    assert here() == "middle"


def test_the_end_leads_to_the_beginning_and_back(sheet):
    fill(sheet, TextLine(name="first"), last := TextLine(name="last"))
    last.setFocus()
    press(sheet, Qt.Key.Key_Tab)
    assert here() == "first"
    press(sheet, Qt.Key.Key_Backtab)
    assert here() == "last"


def test_when_the_control_goes_the_next_one_has_the_focus(sheet):
    lines = [TextLine(name=name) for name in ("first", "second", "third")]
    fill(sheet, *lines)
    lines[1].setFocus()
    lines[1].hide()
    assert here() == "third"


def test_a_page_without_controls_keeps_the_focus(sheet):
    assert not go_on(sheet, forward=True)


@pytest.fixture
def long_sheet(sheet, qtbot):
    lines = [TextLine(name=f"line {number}") for number in range(30)]
    fill(sheet, *lines)
    sheet.lines = lines
    qtbot.waitUntil(lambda: lines[0].isVisible() and sheet.pane.verticalScrollBar().maximum() > 300)
    return sheet


def test_what_gets_the_focus_comes_into_sight(long_sheet, qtbot):
    long_sheet.lines[20].setFocus()
    qtbot.waitUntil(
        lambda: long_sheet.lines[20].visibleRegion().contains(long_sheet.lines[20].rect())
    )


def test_what_is_put_in_and_gets_the_focus_at_once_comes_into_sight(long_sheet, qtbot):
    new = TextLine(name="new")
    long_sheet.pane.body.addWidget(new)
    new.show()
    new.setFocus()
    qtbot.waitUntil(lambda: new.visibleRegion().contains(new.rect()))


def test_who_scrolls_away_is_left_alone(long_sheet, qtbot):
    bar = long_sheet.pane.verticalScrollBar()
    long_sheet.lines[29].setFocus()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    _turn_wheel(long_sheet.pane, 120 * 30)
    up_there = bar.value()
    assert up_there < bar.maximum()
    long_sheet.pane.body.addWidget(TextLine(name="new"))
    QApplication.processEvents()
    assert bar.value() == up_there


def _turn_wheel(pane, degrees):
    middle = QPointF(pane.viewport().rect().center())
    at = QPointF(pane.viewport().mapToGlobal(middle.toPoint()))
    buttons, plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        middle, at, QPointF(0, 0).toPoint(), QPointF(0, degrees).toPoint(), buttons, plain,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pane.viewport(), turn)


def test_a_list_of_suggestions_closes_when_the_cursor_goes_elsewhere(sheet):
    line, other = SuggestLine(name="law"), TextLine(name="other")
    line.set_suggestions([Suggestion("LAB § 57 – Praktik", "LAB § 57")])
    fill(sheet, line, other)
    line.setFocus()
    QTest.keyClicks(line, "la")
    assert line.suggesting
    other.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert not line.suggesting
    press(sheet, Qt.Key.Key_X)
    assert (line.text(), other.text()) == ("la", "x")


def test_a_growing_text_stays_in_sight(long_sheet, qtbot):
    area = TextArea(name="words", fewest=2)
    fill(long_sheet, area)
    area.setFocus()
    bottom = long_sheet.pane.verticalScrollBar()
    qtbot.waitUntil(lambda: bottom.value() > 0)
    for _line in range(6):
        QTest.keyClick(area, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: area.visibleRegion().contains(area.cursorRect().center()))
